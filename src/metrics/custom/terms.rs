//! A term an aggregate of the formula.

use super::aggregate::{ROWS, in_life, of_rows, of_values};
use super::arithmetic::{Blank, value};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::expression::Operator;
use crate::metrics::answer::NoData;
use crate::metrics::measure::Measure;
use crate::metrics::origin::{Combination, Contribution, FractionSide, Row, Shape, Term, Tracer};
use crate::name::Name;
use crate::pipeline::{Aggregate, CustomRule, Formula, How, Leaves, RowFormula, Values, WindowFormula};
use crate::schema::MeasureKind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name of a count of customers.
const CUSTOMERS: Name = Cow::Borrowed("customers");

impl Tracer<'_> {
    pub(crate) fn own(self, rule: &CustomRule, span: Span) -> Vec<Term> {
        let aggregates = aggregates(rule).into_iter();
        aggregates.map(|(side, aggregate)| self.aggregate(rule, side, aggregate, span)).collect()
    }

    fn aggregate(self, rule: &CustomRule, side: FractionSide, aggregate: &Aggregate, span: Span) -> Term {
        let total = self.aggregates.aggregate(rule, aggregate, self.scope, span);
        let Aggregate::Periods { how, values } = aggregate else {
            let shape = Shape { side, made: Combination::Count };
            let contributions = self.different_customers(rule, span);
            let term = self.term_of_series(shape, of_rows(rule), span, total, contributions);
            return Term { name: CUSTOMERS, zeros: Vec::new(), ..term };
        };
        let measure = of_values(rule, values);
        let (span, divisor) = self.counted_periods(*how, &measure, values, span, total.as_ref().ok());
        let made = match &values.of_row {
            _ if values.name == ROWS => Combination::Count,
            Some(_) => Combination::Formula,
            None => Combination::Sum,
        };
        let contributions = self.of_values(&measure, values, span, &divisor);
        self.term_of_series(Shape { side, made }, measure, span, total, contributions)
    }

    /// The periods that make the aggregate, and among how many it is divided.
    fn counted_periods(
        self,
        how: How,
        measure: &Measure,
        values: &Values,
        span: Span,
        total: Option<&Amount>,
    ) -> (Span, Amount) {
        let last = Span::of(span.last);
        let whole = (span, Amount::one());
        let Some(series) = self.aggregates.series.get(measure) else { return whole };
        let lived = |period: &Period| in_life(series, self.scope, *period).ok().flatten();
        match how {
            How::Sum if values.measure_kind == MeasureKind::Flow => whole,
            How::Sum | How::Last => (last, Amount::one()),
            How::Mean => {
                let number = span.periods().filter(|period| lived(period).is_some()).count();
                (span, Amount::from(number.max(1)))
            }
            How::Least | How::Greatest => {
                let found = span.periods().find(|period| total.is_some() && lived(period).as_ref() == total);
                (found.map_or(span, Span::of), Amount::one())
            }
        }
    }

    fn of_values(self, measure: &Measure, values: &Values, span: Span, divisor: &Amount) -> Vec<Contribution> {
        let names = columns(values);
        let rows = self.rows(&measure.fact, span, &names);
        let figure = |row: &Row| match &values.of_row {
            None => row.figures[0].clone(),
            Some(formula) => {
                let leaf = |name: &Name| {
                    let at = names.iter().position(|known| known == name);
                    at.and_then(|at| row.figures[at].clone()).ok_or(Blank)
                };
                value(formula, &leaf).ok()
            }
        };
        rows.iter()
            .filter_map(|row| {
                let mut contribution = self.of_row(&measure.fact, row, &figure(row)?)?;
                contribution.amount = contribution.amount.checked_div(divisor)?;
                for row in &mut contribution.rows {
                    row.factor = row.factor.checked_div(divisor)?;
                }
                Some(contribution)
            })
            .collect()
    }

    /// Every customer once, with its rows.
    fn different_customers(self, rule: &CustomRule, span: Span) -> Vec<Contribution> {
        let mut found: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        for row in self.rows(&rule.fact, span, &[]) {
            if let Some(customer) = row.customer {
                found.entry(customer).or_default().push(row);
            }
        }
        let contributions = found.into_iter().filter_map(|(customer, rows)| {
            let first = rows.iter().min_by_key(|row| row.period)?;
            let only = rows.iter().all(|row| row.product == first.product);
            Some(Contribution {
                amount: Amount::one(),
                product: only.then_some(first.product),
                period: first.period,
                customer: self.customer(&rule.fact, customer),
                rows: rows.iter().map(Row::of_customer).collect(),
                moved: None,
            })
        });
        contributions.collect()
    }
}

/// The formula of the pipeline over what the rows add up to.
pub(crate) fn own_value(rule: &CustomRule, terms: &[Term]) -> Option<Amount> {
    let aggregates = aggregates(rule);
    let leaf = |aggregate: &Aggregate| -> Result<Amount, NoData> {
        let at = aggregates.iter().position(|(_, known)| *known == aggregate);
        let term = at.and_then(|at| terms.get(at)).ok_or(NoData::NotCovered)?;
        term.total.as_ref().map(|_| term.added_up()).map_err(|reason| *reason)
    };
    let numerator = value(&rule.numerator, &leaf).ok()?;
    match &rule.denominator {
        Some(denominator) => numerator.checked_div(&value(denominator, &leaf).ok()?),
        None => Some(numerator),
    }
}

/// The aggregates of a formula, in the order in which it names them.
fn aggregates(rule: &CustomRule) -> Vec<(FractionSide, &Aggregate)> {
    fn leaves<'a>(found: &mut Vec<(FractionSide, &'a Aggregate)>, side: FractionSide, formula: &'a WindowFormula) {
        formula.leaves(Leaves::All, &mut |aggregate| found.push((side, aggregate)));
    }
    let mut found = Vec::new();
    match (&rule.numerator, &rule.denominator) {
        (numerator, Some(denominator)) => {
            leaves(&mut found, FractionSide::Numerator, numerator);
            leaves(&mut found, FractionSide::Denominator, denominator);
        }
        (Formula::Arithmetic { left, operator: Operator::Over, right }, None) => {
            leaves(&mut found, FractionSide::Numerator, left);
            leaves(&mut found, FractionSide::Denominator, right);
        }
        (numerator, None) => leaves(&mut found, FractionSide::Value, numerator),
    }
    found
}

/// The columns that a row's value comes from.
fn columns(values: &Values) -> Vec<Name> {
    let Some(formula) = &values.of_row else { return vec![values.name.clone()] };
    let mut names: Vec<Name> = Vec::new();
    RowFormula::leaves(formula, Leaves::All, &mut |name| {
        if !names.contains(name) {
            names.push(name.clone());
        }
    });
    names
}
