//! The plan: targets of single periods that came as an export, under the metrics that they are for.

use super::answer::Scope;
use super::metric::Metric;
use super::problem::MetricProblem;
use super::registry::Registry;
use crate::amount::{Amount, Unit};
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::{Finding, Warned};
use crate::facts::PlanRow;
use std::collections::BTreeMap;

/// Targets by metric, scope and period. They are no goals: nobody agreed to them one by one, and none is scored.
#[derive(Debug, Clone, Default)]
pub struct Plans(BTreeMap<(&'static str, Scope, Period), Amount>);

impl Plans {
    pub fn target(&self, metric: &Metric, scope: Scope, period: Period) -> Option<&Amount> {
        // The key's text lives as long as the program; that of the metric asked about may not.
        self.0.get(&(metric.id, scope, period))
    }
}

/// Finds the metric of every row. Rows with one key add up where their metric does; of any other metric one period
/// has one target.
pub fn read_plans(rows: &[PlanRow], registry: &Registry, calendar: &FiscalCalendar) -> Warned<Plans> {
    let mut findings = Vec::new();
    let mut targets: BTreeMap<(&'static str, Scope, Period), Amount> = BTreeMap::new();
    let mut unknown: BTreeMap<(&str, &str), (usize, &PlanRow)> = BTreeMap::new();
    for row in rows {
        let Some(metric) = registry.find(&row.metric) else {
            unknown.entry((&row.input, &row.metric)).or_insert((0, row)).0 += 1;
            continue;
        };
        let scope = row.product.map_or(Scope::Portfolio, Scope::Product);
        let target = if metric.unit == Unit::Money { &row.in_money } else { &row.target };
        match targets.get_mut(&(metric.id, scope, row.period)) {
            None => {
                targets.insert((metric.id, scope, row.period), target.clone());
            }
            Some(sum) if metric.kind().adds_up() => *sum += target,
            Some(_) => {
                let problem = MetricProblem::PlannedTwice { metric: metric.id, period: calendar.label(row.period) };
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
