//! From facts to measurements: polars sums each measure by product and period, the ledger is walked once.

use super::aggregates::Aggregates;
use super::frames::{first_seen, series_as, series_of, sums};
use super::measure::{AMOUNT, AT_PRIOR_RATES, Measure, NEW_CUSTOMERS, RESTATED};
use super::measurements::Measurements;
use super::plan::Plans;
use super::registry::Registry;
use super::{cohorts, custom, demand, ledger};
use crate::facts::Facts;
use crate::schema::{FactKind, MeasureKind};
use std::collections::{BTreeMap, BTreeSet};

/// Boils the facts down. Cannot fail: what is not there becomes *no data* with its reason when it is asked for.
pub fn compute(facts: &Facts, registry: &Registry, plans: Plans) -> Measurements {
    let mut series = BTreeMap::new();
    for (kind, fact) in &facts.facts {
        if *kind == FactKind::Subscriptions {
            continue;
        }
        for name in &fact.measures {
            let measure = Measure { fact: kind.clone(), name: name.clone() };
            let sums = sums(fact, name, facts.catalog.len());
            let of_measure = series_of(&measure, fact, sums, &facts.catalog);
            series.insert(measure, of_measure);
        }
        if let Some(series) = series.get_mut(&AT_PRIOR_RATES).filter(|_| *kind == AT_PRIOR_RATES.fact) {
            series.lose(&fact.unpriced);
        }
        if *kind == NEW_CUSTOMERS.fact && !fact.measures.contains(&NEW_CUSTOMERS.name) && !fact.customers.is_empty() {
            let sums = first_seen(fact, facts.catalog.len());
            series.insert(NEW_CUSTOMERS, series_of(&NEW_CUSTOMERS, fact, sums, &facts.catalog));
        }
    }
    if let Some(revenue) = facts.facts.get(&AMOUNT.fact).filter(|_| !facts.restated.is_empty()) {
        let mut sums = sums(revenue, &AMOUNT.name, facts.catalog.len());
        let unknown = facts.restated.tell_anew(&mut sums, &facts.calendar);
        let mut restated = series_as(MeasureKind::Flow, revenue, sums, &facts.catalog);
        restated.lose(&unknown);
        series.insert(RESTATED, restated);
    }
    let rules: Vec<_> = registry.own_rules().collect();
    custom::add_series(&mut series, facts, &rules);
    let walked = facts.facts.get(&FactKind::Subscriptions).map(|fact| ledger::walk(fact, &facts.catalog, facts.as_of));
    let (ledger, cohorts_of_ledger) = walked.unzip();
    let others = facts.facts.iter().filter(|(kind, _)| **kind != FactKind::Subscriptions);
    let mut cohorts: BTreeMap<FactKind, cohorts::Cohorts> = others
        .filter_map(|(kind, fact)| Some((kind.clone(), cohorts::of_fact(fact, facts.catalog.len(), facts.as_of)?)))
        .collect();
    cohorts.extend(cohorts_of_ledger.map(|of_ledger| (FactKind::Subscriptions, of_ledger)));
    let demand = facts.facts.get(&FactKind::Demand).map(|fact| demand::of_fact(fact, facts.catalog.len()));
    let aggregates = Aggregates {
        calendar: facts.calendar.clone(),
        catalog: facts.catalog.clone(),
        as_of: facts.as_of,
        partial: facts.partial,
        series,
        ledger,
        cohorts,
        demand,
        milestones: facts.milestones.clone(),
        customers: custom::customers(facts, &rules),
    };
    Measurements {
        metrics: registry.all().filter(|metric| metric.rule.is_fed(&aggregates)).cloned().collect(),
        stale: facts.stale.clone(),
        registry: registry.clone(),
        plans,
        checks: Vec::new(),
        quarantined: BTreeSet::new(),
        aggregates,
    }
}
