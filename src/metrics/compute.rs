//! From facts to measurements: polars sums each measure by product and period, the ledger is walked once.

use super::ledger;
use super::parts::{Demand, Measurements, Series};
use super::registry::{self, Measure, Rule};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::facts::{Catalog, Fact, Facts};
use crate::pipeline::Absent;
use crate::schema::{FactKind, Role, Stuff};
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Boils the facts down. Cannot fail: what is not there becomes *no data* with its reason when it is asked for.
pub fn compute(facts: &Facts) -> Measurements {
    let mut series = BTreeMap::new();
    for (&kind, fact) in &facts.facts {
        if kind == FactKind::Subscriptions {
            continue;
        }
        for &name in &fact.measures {
            let measure = Measure { fact: kind, name };
            let sums = sums(fact, name, facts.catalog.len());
            series.insert(measure, series_of(measure, fact, sums, &facts.catalog));
        }
        if kind == FactKind::Acquisition && !fact.measures.contains(&"new_customers") && !fact.customers.is_empty() {
            let measure = Measure { fact: kind, name: "new_customers" };
            let sums = first_seen(fact, facts.catalog.len());
            series.insert(measure, series_of(measure, fact, sums, &facts.catalog));
        }
    }
    let ledger = facts.facts.get(&FactKind::Subscriptions).map(|fact| ledger::walk(fact, &facts.catalog, facts.as_of));
    let demand =
        facts.facts.get(&FactKind::Demand).map(|fact| Demand { errors: forecast_errors(fact, facts.catalog.len()) });
    let mut measurements = Measurements {
        calendar: facts.calendar.clone(),
        catalog: facts.catalog.clone(),
        as_of: facts.as_of,
        partial: facts.partial,
        metrics: Vec::new(),
        series,
        ledger,
        demand,
        milestones: facts.milestones.clone(),
    };
    measurements.metrics = registry::all().filter(|metric| is_fed(&measurements, metric.rule)).collect();
    measurements
}

/// Whether inputs bring all that the rule needs.
fn is_fed(measurements: &Measurements, rule: Rule) -> bool {
    let has = |fact, name| measurements.series.contains_key(&Measure { fact, name });
    match rule {
        Rule::Retention { what, .. } => {
            measurements.ledger.is_some() || ledger::bridge_measures(what).all(|m| has(m.fact, m.name))
        }
        Rule::MilestonesOnTime => !measurements.milestones.is_empty(),
        _ => rule.measures().iter().all(|measure| match measure.fact {
            FactKind::Subscriptions => measurements.ledger.is_some(),
            fact => has(fact, measure.name),
        }),
    }
}

fn series_of(measure: Measure, fact: &Fact, sums: Vec<BTreeMap<Period, Amount>>, catalog: &Catalog) -> Series {
    let stuff = match measure.fact.schema().column(measure.name).map(|column| column.role) {
        Some(Role::Measure(stuff, _)) => stuff,
        _ => Stuff::Flow,
    };
    let seen = first_periods(fact, catalog.len());
    let live = live_spans(&seen, &fact.covered, catalog);
    let absent = if fact.absent == Absent::Auto && stuff == Stuff::Flow { Absent::Zero } else { fact.absent };
    Series {
        stuff,
        absent,
        covered: fact.covered_for.iter().flatten().chain(&fact.covered).copied().collect(),
        covered_for: fact.covered_for.clone(),
        gaps: fact.gaps.clone(),
        sums,
        live,
    }
}

/// First and last period in which a missing row of the product is missed: from its first row, or from its launch
/// when the catalog gives one after the first covered period, until it retired.
pub(super) fn live_spans(
    seen: &[Option<Period>],
    covered: &BTreeSet<Period>,
    catalog: &Catalog,
) -> Vec<Option<(Period, Period)>> {
    let first_covered = covered.first().copied();
    catalog
        .products()
        .iter()
        .zip(seen)
        .map(|(product, &seen)| {
            let launched = product.launched.filter(|&launch| first_covered.is_some_and(|first| launch > first));
            let first = seen.map(|seen| launched.unwrap_or(seen))?;
            Some((first, product.retired.unwrap_or(Period::from_serial(i32::MAX))))
        })
        .collect()
}

/// The first period with a row, by product.
pub(super) fn first_periods(fact: &Fact, products: usize) -> Vec<Option<Period>> {
    let mut first = vec![None; products];
    let frame = fact.frame.clone().lazy().group_by([col("product")]).agg([col("period").min()]).collect();
    for (product, period) in keys(frame.as_ref().ok()) {
        first[product] = Some(period);
    }
    first
}

/// The `product` and `period` columns of an aggregated frame.
fn keys(frame: Option<&DataFrame>) -> Vec<(usize, Period)> {
    let columns = frame.and_then(|frame| {
        let products = frame.column("product").ok()?.u32().ok()?.clone();
        let periods = frame.column("period").ok()?.i32().ok()?.clone();
        Some((products, periods))
    });
    let Some((products, periods)) = columns else { return Vec::new() };
    let pairs = products.iter().zip(periods.iter());
    pairs.map(|(product, period)| (product.unwrap_or(0) as usize, Period::from_serial(period.unwrap_or(0)))).collect()
}

/// Sums of a measure by product and period. Rows without the measure leave no sum, not a sum of 0. A row that spans
/// several periods is spread evenly over them, as an exact fraction.
fn sums(fact: &Fact, measure: &str, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut by_product = vec![BTreeMap::new(); products];
    let frame = fact
        .frame
        .clone()
        .lazy()
        .filter(col(measure).is_not_null())
        .group_by([col("product"), col("period"), col("length")])
        .agg([col(measure).sum()])
        .collect();
    let Ok(frame) = frame else { return by_product };
    let lengths = frame.column("length").and_then(|c| c.u32().cloned()).unwrap_or_default();
    let totals = decimals(&frame, measure);
    for (((product, first), length), total) in keys(Some(&frame)).into_iter().zip(lengths.iter()).zip(totals) {
        let length = i32::try_from(length.unwrap_or(1)).unwrap_or(1);
        let Some(share) = total.and_then(|total| total.checked_div(&Amount::from(i64::from(length)))) else { continue };
        for period in (Span { first, last: first.plus(length - 1) }).periods() {
            *by_product[product].entry(period).or_insert_with(Amount::zero) += &share;
        }
    }
    by_product
}

/// A decimal column as amounts.
fn decimals(frame: &DataFrame, name: &str) -> Vec<Option<Amount>> {
    let Ok(column) = frame.column(name) else { return Vec::new() };
    let Ok(decimals) = column.decimal() else { return Vec::new() };
    let scale = u32::try_from(decimals.scale()).unwrap_or(0);
    decimals.physical().iter().map(|mantissa| mantissa.map(|m| Amount::from_scaled(m, scale))).collect()
}

/// New customers where the export only has customers: those whose first row of the product falls in the period.
fn first_seen(fact: &Fact, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut by_product = vec![BTreeMap::new(); products];
    let frame = fact
        .frame
        .clone()
        .lazy()
        .filter(col("customer").is_not_null())
        .group_by([col("product"), col("customer")])
        .agg([col("period").min()])
        .collect();
    for (product, period) in keys(frame.as_ref().ok()) {
        *by_product[product].entry(period).or_insert_with(Amount::zero) += &Amount::one();
    }
    by_product
}

/// Σ|actual − forecast| by product and period, where differences are taken by product, period and lag first.
fn forecast_errors(fact: &Fact, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut errors = vec![BTreeMap::new(); products];
    let mut grain = vec![col("product"), col("period")];
    if fact.frame.column("lag").is_ok() {
        grain.push(col("lag"));
    }
    let frame = fact
        .frame
        .clone()
        .lazy()
        .group_by(grain)
        .agg([col("forecast_units").sum(), col("actual_units").sum()])
        .collect();
    let Ok(frame) = frame else { return errors };
    let differences = decimals(&frame, "actual_units").into_iter().zip(decimals(&frame, "forecast_units"));
    for ((product, period), difference) in keys(Some(&frame)).into_iter().zip(differences) {
        if let (Some(actual), Some(forecast)) = difference {
            *errors[product].entry(period).or_insert_with(Amount::zero) += &(&actual - &forecast).abs();
        }
    }
    errors
}
