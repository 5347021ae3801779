//! From facts to measurements: polars sums each measure by product and period, the ledger is walked once.

use super::demand;
use super::parts::{Measurements, Series};
use super::plan::Plans;
use super::registry::{AT_PRIOR_RATES, Measure, RESTATED, Registry, Rule};
use super::{cohorts, ledger, own};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::diagnostic::sound;
use crate::facts::{Catalog, Fact, Facts};
use crate::pipeline::Absent;
use crate::schema::{FactKind, Role, Stuff};
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Boils the facts down. Cannot fail: what is not there becomes *no data* with its reason when it is asked for.
pub fn compute(facts: &Facts, registry: &Registry, plans: Plans) -> Measurements {
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
        if let Some(series) = series.get_mut(&AT_PRIOR_RATES).filter(|_| kind == AT_PRIOR_RATES.fact) {
            series.lose(&fact.unpriced);
        }
        if kind == FactKind::Acquisition && !fact.measures.contains(&"new_customers") && !fact.customers.is_empty() {
            let measure = Measure { fact: kind, name: "new_customers" };
            let sums = first_seen(fact, facts.catalog.len());
            series.insert(measure, series_of(measure, fact, sums, &facts.catalog));
        }
    }
    if let Some(revenue) = facts.facts.get(&FactKind::Revenue).filter(|_| !facts.restated.is_empty()) {
        let mut sums = sums(revenue, "amount", facts.catalog.len());
        let unknown = facts.restated.tell_anew(&mut sums, &facts.calendar);
        let mut restated = series_as(Stuff::Flow, revenue, sums, &facts.catalog);
        restated.lose(&unknown);
        series.insert(RESTATED, restated);
    }
    own::add_series(&mut series, facts, registry);
    let walked = facts.facts.get(&FactKind::Subscriptions).map(|fact| ledger::walk(fact, &facts.catalog, facts.as_of));
    let (ledger, cohorts_of_ledger) = walked.unzip();
    let others = facts.facts.iter().filter(|(kind, _)| **kind != FactKind::Subscriptions);
    let mut cohorts: BTreeMap<FactKind, cohorts::Cohorts> = others
        .filter_map(|(&kind, fact)| Some((kind, cohorts::of_fact(fact, facts.catalog.len(), facts.as_of)?)))
        .collect();
    cohorts.extend(cohorts_of_ledger.map(|of_ledger| (FactKind::Subscriptions, of_ledger)));
    let demand = facts.facts.get(&FactKind::Demand).map(|fact| demand::of_fact(fact, facts.catalog.len()));
    let mut measurements = Measurements {
        calendar: facts.calendar.clone(),
        catalog: facts.catalog.clone(),
        as_of: facts.as_of,
        partial: facts.partial,
        stale: facts.stale.clone(),
        metrics: Vec::new(),
        series,
        ledger,
        cohorts,
        demand,
        milestones: facts.milestones.clone(),
        customers: own::customers(facts, registry),
        registry: registry.clone(),
        plans,
        checks: Vec::new(),
        quarantined: BTreeSet::new(),
    };
    measurements.metrics = registry.all().filter(|metric| is_fed(&measurements, metric.rule)).collect();
    measurements
}

/// Whether inputs bring all that the rule needs.
fn is_fed(measurements: &Measurements, rule: Rule) -> bool {
    let has = |fact, name| measurements.series.contains_key(&Measure { fact, name });
    match rule {
        Rule::Retention { what, .. } => {
            measurements.ledger.is_some() || ledger::bridge_measures(what).all(|m| has(m.fact, m.name))
        }
        Rule::RestatedGrowth => has(RESTATED.fact, RESTATED.name),
        Rule::ConstantCurrencyGrowth => has(AT_PRIOR_RATES.fact, AT_PRIOR_RATES.name),
        Rule::MilestonesOnTime => !measurements.milestones.is_empty(),
        Rule::Own(rule) => own::is_fed(measurements, rule),
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
    series_as(stuff, fact, sums, catalog)
}

/// Sums that behave like this over time, with the coverage and the lives of their fact.
pub(super) fn series_as(stuff: Stuff, fact: &Fact, sums: Vec<BTreeMap<Period, Amount>>, catalog: &Catalog) -> Series {
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
    for (product, period) in keys(&grouped(fact, [col("product")], [col("period").min()])) {
        first[product] = Some(period);
    }
    first
}

/// The rows of a fact, aggregated.
pub(super) fn grouped<const K: usize, const A: usize>(fact: &Fact, by: [Expr; K], what: [Expr; A]) -> DataFrame {
    sound(fact.frame.clone().lazy().group_by(by).agg(what).collect(), "aggregating a fact")
}

/// The `product` and `period` columns of an aggregated frame.
pub(super) fn keys(frame: &DataFrame) -> Vec<(usize, Period)> {
    let read = || -> PolarsResult<Vec<(usize, Period)>> {
        let pairs = frame.column("product")?.u32()?.iter().zip(frame.column("period")?.i32()?.iter());
        Ok(pairs.filter_map(|(product, period)| Some((product? as usize, Period::from_serial(period?)))).collect())
    };
    sound(read(), "reading the keys of a fact")
}

/// Sums of a measure by product and period. Rows without the measure leave no sum, not a sum of 0. What is spread over
/// several periods is divided here, as an exact fraction.
fn sums(fact: &Fact, measure: &str, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut by_product = vec![BTreeMap::new(); products];
    let known = Fact { frame: known(fact, measure), ..Fact::default() };
    let frame = grouped(&known, [col("product"), col("period"), col("length")], [col(measure).sum()]);
    let lengths: Vec<Option<u32>> =
        sound(frame.column("length").and_then(|c| Ok(c.u32()?.iter().collect())), "reading lengths");
    let totals = decimals(&frame, measure);
    for (((product, period), length), total) in keys(&frame).into_iter().zip(lengths).zip(totals) {
        let among = Amount::from(i64::from(length.unwrap_or(1)));
        let Some(share) = total.and_then(|total| total.checked_div(&among)) else { continue };
        *by_product[product].entry(period).or_insert_with(Amount::zero) += &share;
    }
    by_product
}

/// The rows that have a value in a column.
fn known(fact: &Fact, column: &str) -> DataFrame {
    sound(fact.frame.clone().lazy().filter(col(column).is_not_null()).collect(), "leaving out rows without a value")
}

/// A decimal column as amounts.
pub(super) fn decimals(frame: &DataFrame, name: &str) -> Vec<Option<Amount>> {
    let read = || -> PolarsResult<Vec<Option<Amount>>> {
        let decimals = frame.column(name)?.decimal()?;
        let scale = u32::try_from(decimals.scale()).unwrap_or(0);
        Ok(decimals.physical().iter().map(|mantissa| mantissa.map(|m| Amount::from_scaled(m, scale))).collect())
    };
    sound(read(), "reading a measure")
}

/// New customers where the export only has customers: those whose first row of the product falls in the period.
fn first_seen(fact: &Fact, products: usize) -> Vec<BTreeMap<Period, Amount>> {
    let mut by_product = vec![BTreeMap::new(); products];
    let named = Fact { frame: known(fact, "customer"), ..Fact::default() };
    for (product, period) in keys(&grouped(&named, [col("product"), col("customer")], [col("period").min()])) {
        *by_product[product].entry(period).or_insert_with(Amount::zero) += &Amount::one();
    }
    by_product
}
