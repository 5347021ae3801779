//! Everything measurable, ready to be asked: one metric, one scope, one window, one as-of period → a figure or the
//! reason for none.

use super::aggregates::Aggregates;
use super::answer::{Basis, Measured, Scope};
use super::checked::Checked;
use super::metric::{Metric, MetricRef};
use super::plan::Plans;
use super::registry::Registry;
use crate::calendar::{Period, Window};
use crate::schema::FactKind;
use std::collections::BTreeSet;
use std::ops::Deref;

/// The aggregates of the facts, with the metrics that are made of them and all that they are compared with.
#[derive(Debug, Clone)]
pub struct Measurements {
    pub aggregates: Aggregates,
    /// Facts whose data end longer ago than the pipeline allows.
    pub stale: BTreeSet<FactKind>,
    /// Metrics whose measures some input brings, in the order of the registry.
    pub metrics: Vec<MetricRef>,
    /// Every metric that there is, fed or not.
    pub registry: Registry,
    /// Monthly targets that came as an export.
    pub plans: Plans,
    /// Control totals between the exports.
    pub checks: Vec<Checked>,
    /// Products whose data failed a check that sets them aside: nothing of them is scored.
    pub quarantined: BTreeSet<usize>,
}

impl Deref for Measurements {
    type Target = Aggregates;

    fn deref(&self) -> &Aggregates {
        &self.aggregates
    }
}

impl Measurements {
    /// The figure of `metric` for `scope` over `window` as of `at`.
    pub fn measure(&self, metric: &Metric, scope: Scope, window: Window, at: Period) -> Measured {
        let span = self.calendar.span(window, at);
        let basis = if self.ledger.is_some() { Basis::Ledger } else { Basis::Bridge };
        Measured {
            span,
            outcome: metric.rule.figure(&self.aggregates, scope, span),
            basis: metric.rule.follows_customers().then_some(basis),
        }
    }

    /// Whether the metric is computed at all.
    pub fn has(&self, metric: &Metric) -> bool {
        self.metrics.iter().any(|known| known.id == metric.id)
    }

    /// Whether what the metric is made of ended too long ago.
    pub fn is_stale(&self, metric: &Metric) -> bool {
        metric.measures().iter().any(|measure| self.stale.contains(&measure.fact))
    }
}
