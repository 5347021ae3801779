//! One walk over the rows of a fact for every aggregate of more than a measure: its value row by row, added up by
//! product and period like a measure.

use super::aggregate::{ROWS, each_aggregate, of_values};
use super::arithmetic::{Blank, value};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::facts::Facts;
use crate::metrics::aggregates::Customers;
use crate::metrics::frames::{decimals, keys, numbers, series_as};
use crate::metrics::measure::Measure;
use crate::metrics::series::MeasureSeries;
use crate::name::Name;
use crate::pipeline::{Aggregate, CustomRule, Leaves, RowFormula, Values};
use crate::schema::{FactKind, MeasureKind};
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Adds the series that formulas need beside those of the measures.
pub(crate) fn add_series(series: &mut BTreeMap<Measure, MeasureSeries>, facts: &Facts, rules: &[&CustomRule]) {
    let mut wanted: BTreeMap<Measure, Values> = BTreeMap::new();
    for rule in rules {
        each_aggregate(rule, &mut |aggregate| {
            let values = match aggregate {
                Aggregate::Periods { values, .. } => values.clone(),
                Aggregate::Customers => {
                    let of_row = Some(RowFormula::Number(Amount::one()));
                    Values { name: ROWS, measure_kind: MeasureKind::Flow, of_row }
                }
            };
            if values.of_row.is_some() {
                wanted.insert(of_values(rule, &values), values);
            }
        });
    }
    for (measure, values) in wanted {
        let Some((fact, formula)) = facts.facts.get(&measure.fact).zip(values.of_row) else { continue };
        let mut names = BTreeSet::new();
        formula.leaves(Leaves::All, &mut |name| {
            names.insert(name);
        });
        // A measure that no input brings feeds nothing.
        if names.iter().all(|name| fact.measures.contains(name)) {
            let sums = sums(&fact.frame, &formula, &names, facts.catalog.len());
            series.insert(measure, series_as(values.measure_kind, fact, sums, &facts.catalog));
        }
    }
}

/// A row that spans several periods is spread evenly over them. Rows without a value leave no sum, not a sum of 0.
fn sums(
    frame: &DataFrame,
    formula: &RowFormula,
    names: &BTreeSet<&Name>,
    products: usize,
) -> Vec<BTreeMap<Period, Amount>> {
    let columns: BTreeMap<&str, Vec<Option<Amount>>> =
        names.iter().map(|name| (name.as_ref(), decimals(frame, name))).collect();
    let lengths = numbers(frame, "length");
    let mut by_product = vec![BTreeMap::new(); products];
    for (row, ((product, period), length)) in keys(frame).into_iter().zip(lengths).enumerate() {
        let measure = |name: &Name| {
            let cell = columns.get(name.as_ref()).and_then(|column| column.get(row));
            cell.cloned().flatten().ok_or(Blank)
        };
        let among = Amount::from(i64::from(length.unwrap_or(1)));
        let Ok(amount) = value(formula, &measure) else { continue };
        let Some(share) = amount.checked_div(&among) else { continue };
        *by_product[product].entry(period).or_insert_with(Amount::zero) += &share;
    }
    by_product
}

/// The customers of every fact whose customers some formula counts.
pub(crate) fn customers(facts: &Facts, rules: &[&CustomRule]) -> BTreeMap<FactKind, Customers> {
    let mut counted: BTreeSet<FactKind> = BTreeSet::new();
    for rule in rules {
        each_aggregate(rule, &mut |aggregate| {
            if *aggregate == Aggregate::Customers {
                counted.insert(rule.fact.clone());
            }
        });
    }
    let of_fact = |kind: FactKind| {
        let fact = facts.facts.get(&kind).filter(|fact| !fact.customers.is_empty())?;
        let mut by_product = vec![BTreeMap::<Period, BTreeSet<u32>>::new(); facts.catalog.len()];
        for ((product, period), customer) in keys(&fact.frame).into_iter().zip(numbers(&fact.frame, "customer")) {
            by_product[product].entry(period).or_default().extend(customer);
        }
        Some((kind, by_product))
    };
    counted.into_iter().filter_map(of_fact).collect()
}
