//! The plan: targets of single periods that came as an export, under the metrics that they are for.

use super::answer::Scope;
use super::metric::Metric;
use super::problem::MetricProblem;
use super::registry::Registry;
use crate::amount::{Amount, Unit};
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::{Finding, Warned};
use crate::facts::PlanRow;
use crate::name::Name;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Targets by metric, scope and period. They are no goals: nobody agreed to them one by one, and none is scored.
#[derive(Debug, Clone, Default)]
pub struct Plans(BTreeMap<(Name, Scope, Period), Amount>);

impl Plans {
    pub fn target<'a>(&'a self, metric: &'a Metric, scope: Scope, period: Period) -> Option<&'a Amount> {
        self.0.get(&(Cow::Borrowed(metric.id.as_ref()), scope, period))
    }
}

/// Finds the metric of every row. Rows with one key add up where their metric does; of any other metric one period
/// has one target.
pub fn read_plans(rows: &[PlanRow], registry: &Registry, calendar: &FiscalCalendar) -> Warned<Plans> {
    let mut findings = Vec::new();
    let mut targets: BTreeMap<(Name, Scope, Period), Amount> = BTreeMap::new();
    let mut unknown: BTreeMap<(&str, &str), (usize, &PlanRow)> = BTreeMap::new();
    for row in rows {
        let Some(metric) = registry.find(&row.metric) else {
            unknown.entry((&row.input, &row.metric)).or_insert((0, row)).0 += 1;
            continue;
        };
        let scope = row.product.map_or(Scope::Portfolio, Scope::Product);
        let target = if metric.unit == Unit::Money { &row.in_money } else { &row.target };
        match targets.entry((metric.id.clone(), scope, row.period)) {
            Entry::Vacant(place) => {
                place.insert(target.clone());
            }
            Entry::Occupied(mut sum) if metric.kind().adds_up() => *sum.get_mut() += target,
            Entry::Occupied(_) => {
                let (metric, period) = (metric.id.clone(), calendar.label(row.period));
                let problem = MetricProblem::PlannedTwice { metric, period };
                findings.push(Finding::new(row.target_place.clone(), problem).of_input(&row.input));
            }
        }
    }
    for (rows, first) in unknown.into_values() {
        let problem = MetricProblem::UnknownMetric { found: first.metric.to_string(), rows, known: registry.ids() };
        findings.push(Finding::new(first.metric_place.clone(), problem).of_input(&first.input));
    }
    Warned { value: Plans(targets), findings }
}
