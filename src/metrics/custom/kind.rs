//! How a metric of one's own behaves over a window, as its formula has it, and so how its plan is phased.

use crate::expression::Operator;
use crate::metrics::course::MetricKind;
use crate::pipeline::{Aggregate, CustomRule, Formula, How, WindowFormula};
use crate::schema::MeasureKind;

pub(crate) fn kind(rule: &CustomRule) -> MetricKind {
    match rule.denominator.as_ref().map_or_else(|| behaviour(&rule.numerator), |_| Behaviour::Ratio) {
        Behaviour::Flow => MetricKind::Flow,
        Behaviour::Stock | Behaviour::Constant => MetricKind::Stock,
        Behaviour::Ratio => MetricKind::Ratio,
        Behaviour::Other => MetricKind::Expression,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Behaviour {
    Constant,
    Flow,
    Stock,
    Ratio,
    /// Neither adds up nor is it the last period's alone.
    Other,
}

fn behaviour(formula: &WindowFormula) -> Behaviour {
    use Behaviour::{Constant, Flow, Other, Ratio, Stock};
    match formula {
        Formula::Number(_) => Constant,
        Formula::Leaf(Aggregate::Periods { how: How::Sum, values }) => match values.measure_kind {
            MeasureKind::Flow => Flow,
            MeasureKind::Stock => Stock,
        },
        Formula::Leaf(Aggregate::Periods { how: How::Last, .. }) => Stock,
        Formula::Leaf(_) | Formula::Case { .. } => Other,
        Formula::Arithmetic { left, operator, right } => match (behaviour(left), operator, behaviour(right)) {
            (left, Operator::Over | Operator::Times, Constant) => left,
            (Constant, Operator::Times, right) => right,
            (_, Operator::Over, _) | (Ratio, _, _) | (_, _, Ratio) => Ratio,
            (left, Operator::Plus | Operator::Minus, right) if left == right => left,
            // Less than nothing: only the sign is another.
            (Constant, Operator::Minus, Flow) if is_zero(left_of(formula)) => Flow,
            (Stock, _, Constant | Stock) | (Constant, _, Stock) => Stock,
            _ => Other,
        },
        Formula::Absolute(of) => together([of.as_ref()]),
        Formula::NullIf(of, other) => together([of.as_ref(), other.as_ref()]),
        Formula::Coalesce(all) => together(all),
    }
}

/// Of what does not add up any more: stocks are still stocks, ratios ratios.
fn together<'a>(formulas: impl IntoIterator<Item = &'a WindowFormula>) -> Behaviour {
    let all: Vec<Behaviour> = formulas.into_iter().map(behaviour).collect();
    let only = |kind: Behaviour| all.iter().all(|other| *other == kind || *other == Behaviour::Constant);
    if only(Behaviour::Constant) {
        Behaviour::Constant
    } else if only(Behaviour::Stock) {
        Behaviour::Stock
    } else if all.contains(&Behaviour::Ratio) {
        Behaviour::Ratio
    } else {
        Behaviour::Other
    }
}

fn left_of(formula: &WindowFormula) -> Option<&WindowFormula> {
    match formula {
        Formula::Arithmetic { left, .. } => Some(left),
        _ => None,
    }
}

fn is_zero(formula: Option<&WindowFormula>) -> bool {
    matches!(formula, Some(Formula::Number(number)) if number.is_zero())
}
