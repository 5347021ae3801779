//! Control totals: whether what the exports say agrees with each other, period by period, in exact fractions.
//!
//! A side without a figure is not zero: there is nothing to compare, and the result says how often that was so.

use super::answer::{NoData, Scope};
use super::checked::{Checked, Failure};
use super::custom::arithmetic::value;
use super::measurements::Measurements;
use super::problem::MetricProblem;
use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::diagnostic::{Finding, Warned};
use crate::expression::ComparisonOperator;
use crate::pipeline::{Check, CheckedFor, CheckedPeriods, EquationFigure, Formula};
use std::collections::BTreeMap;

/// Compares both sides of every check; the findings are one a check and product.
pub fn check_totals(checks: &[Check], measurements: &Measurements) -> Warned<Vec<Checked>> {
    let mut findings = Vec::new();
    let checked = checks.iter().map(|check| {
        let checked = compare(check, measurements);
        findings.extend(found(check, &checked, measurements));
        checked
    });
    Warned { value: checked.collect(), findings }
}

fn compare(check: &Check, measurements: &Measurements) -> Checked {
    let scopes: Vec<Scope> = match check.per {
        CheckedFor::Product => (0..measurements.catalog.len()).map(Scope::Product).collect(),
        CheckedFor::Portfolio => vec![Scope::Portfolio],
    };
    let periods: Vec<Period> = match check.periods {
        CheckedPeriods::All => measurements.periods().collect(),
        CheckedPeriods::AsOf => vec![measurements.as_of],
    };
    let (name, text) = (check.name.clone(), check.text.clone());
    let mut checked = Checked { name, text, compared: 0, without_data: 0, failures: Vec::new() };
    for scope in scopes {
        for &period in &periods {
            let side = |formula| figure(formula, measurements, scope, period);
            let (Ok(left), Ok(right)) = (side(&check.equation.left), side(&check.equation.right)) else {
                checked.without_data += 1;
                continue;
            };
            checked.compared += 1;
            if !holds(check, &left, &right) {
                checked.failures.push(Failure { scope, period, left, right });
            }
        }
    }
    checked
}

fn figure(
    formula: &Formula<EquationFigure>,
    measurements: &Measurements,
    scope: Scope,
    period: Period,
) -> Result<Amount, NoData> {
    value(formula, &|figure: &EquationFigure| match figure {
        EquationFigure::Metric(id) => {
            let metric = measurements.registry.find(id).ok_or(NoData::NotDefined)?;
            let measured = measurements.measure(metric, scope, Window::Period, period);
            measured.outcome.map(|figure| figure.value)
        }
        EquationFigure::Rows(rule, aggregate) => measurements.aggregate(rule, aggregate, scope, Span::of(period)),
    })
}

/// The tolerance widens what is allowed: with none, a comparison is meant to the last digit.
fn holds(check: &Check, left: &Amount, right: &Amount) -> bool {
    let allowed = check.tolerance.around(right);
    let gap = left - right;
    match check.equation.comparison {
        ComparisonOperator::Equal => gap.abs() <= allowed,
        ComparisonOperator::Unequal => gap.abs() > allowed,
        ComparisonOperator::AtMost => gap <= allowed,
        ComparisonOperator::Less if allowed.is_zero() => gap.is_negative(),
        ComparisonOperator::Less => gap < allowed,
        ComparisonOperator::AtLeast => -gap <= allowed,
        ComparisonOperator::More if allowed.is_zero() => gap.is_positive(),
        ComparisonOperator::More => -gap < allowed,
    }
}

/// One finding a scope: the latest period, and in how many others it is the same.
fn found(check: &Check, checked: &Checked, measurements: &Measurements) -> Vec<Finding> {
    let mut by_scope: BTreeMap<Scope, Vec<&Failure>> = BTreeMap::new();
    for failure in &checked.failures {
        by_scope.entry(failure.scope).or_default().push(failure);
    }
    let finding = |(scope, failures): (Scope, Vec<&Failure>)| {
        let latest = failures.last()?;
        let product = match scope {
            Scope::Product(_) => Some(measurements.scope_name(scope)),
            Scope::Portfolio => None,
        };
        let problem = MetricProblem::CheckFailed {
            check: check.name.to_string(),
            product: product.map(str::to_owned),
            period: measurements.calendar.label(latest.period),
            left: latest.left.to_string(),
            right: latest.right.to_string(),
            difference: latest.difference().to_string(),
            others: failures.len() - 1,
        };
        let mut finding = Finding::new(check.place.clone(), problem);
        finding.severity = check.severity;
        Some(match product {
            Some(product) => finding.of_product(product),
            None => finding,
        })
    };
    by_scope.into_iter().filter_map(finding).collect()
}
