//! An explanation as one JSON object: every cell, and every figure as an exact decimal, or as a fraction where it has
//! no end.

use crate::amount::Amount;
use crate::explain::{ExplainedLine, ExplainedTerm, Explanation, Question, SourceCell};
use crate::metrics::NoData;
use serde_json::{Value, json};

pub(super) fn object(explanation: &Explanation, question: Question<'_>) -> Value {
    let Question { metric, window, .. } = question;
    let figure = explanation.measured.outcome.as_ref().ok();
    json!({
        "product": explanation.product,
        "metric": metric.id,
        "label": { "en": metric.label.en, "ko": metric.label.ko },
        "formula": { "en": metric.formula.en, "ko": metric.formula.ko },
        "unit": metric.unit.into_str(),
        "window": window.into_str(),
        "first_period": explanation.periods.0,
        "last_period": explanation.periods.1,
        "value": exact(figure.map(|figure| &figure.value)),
        "numerator": exact(figure.and_then(|figure| figure.numerator.as_ref())),
        "denominator": exact(figure.and_then(|figure| figure.denominator.as_ref())),
        "basis": explanation.measured.basis.map(|basis| basis.into_str()),
        "no_data": explanation.measured.outcome.as_ref().err().map(NoData::into_str),
        "reason": explanation.reason,
        "composition": explanation.composition.into_str(),
        "terms": explanation.terms.iter().map(term).collect::<Vec<_>>(),
    })
}

fn term(term: &ExplainedTerm) -> Value {
    let zeros = term.zeros.iter().map(|(product, period)| json!({ "product": product, "period": period }));
    json!({
        "part": term.side.into_str(),
        "sign": term.sign,
        "measure": term.name,
        "fact": term.fact,
        "made": term.made.into_str(),
        "first_period": term.periods.0,
        "last_period": term.periods.1,
        "total": exact(term.total.as_ref()),
        "contributions": term.lines.iter().map(line).collect::<Vec<_>>(),
        "counted_as_zero": zeros.collect::<Vec<_>>(),
    })
}

fn line(line: &ExplainedLine) -> Value {
    json!({
        "amount": line.amount.to_exact(),
        "product": line.product,
        "period": line.period,
        "customer": line.customer.as_deref(),
        "before": exact(line.moved.as_ref().map(|(before, _)| before)),
        "after": exact(line.moved.as_ref().map(|(_, after)| after)),
        "cells": line.cells.iter().map(cell).collect::<Vec<_>>(),
    })
}

fn cell(cell: &SourceCell) -> Value {
    json!({
        "role": cell.role.into_str(),
        "file": cell.place.file(),
        "sheet": cell.place.sheet(),
        "cell": cell.place.cell(),
        "column": cell.column,
        "period": cell.period,
        "computed": cell.is_computed,
        "value": exact(cell.value.as_ref()),
        "factor": exact(cell.factor.as_ref()),
        "currency": cell.converted.as_ref().map(|(currency, _)| currency.as_ref()),
        "rate": exact(cell.converted.as_ref().map(|(_, rate)| rate)),
    })
}

fn exact(amount: Option<&Amount>) -> Option<String> {
    amount.map(Amount::to_exact)
}
