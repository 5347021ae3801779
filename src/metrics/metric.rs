//! One metric: what it is called, what it means, and its rule.

use super::course::{Accumulation, MetricKind};
use super::measure::Measure;
use super::rule::MetricRule;
use crate::amount::{Amount, Unit};
use crate::lang::Label;
use crate::name::Name;
use crate::schema::{Better, Theme};
use std::sync::Arc;

#[derive(Debug, Clone)]
pub struct Metric {
    pub id: Name,
    pub label: Label<Name>,
    pub theme: Theme,
    pub unit: Unit,
    pub better: Better,
    /// The formula in words.
    pub formula: Label<Name>,
    /// Where the definition comes from.
    pub source: &'static str,
    pub(crate) rule: MetricRule,
}

/// There is one metric of an id.
impl PartialEq for Metric {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Metric {}

/// A metric that all who speak of it share.
pub type MetricRef = Arc<Metric>;

impl From<&Metric> for MetricRef {
    fn from(metric: &Metric) -> Self {
        Self::new(metric.clone())
    }
}

impl Metric {
    /// How it behaves over a window, and so how its plan is phased.
    pub fn kind(&self) -> MetricKind {
        self.rule.kind()
    }

    /// How it goes over the window of a goal.
    pub fn course(&self) -> Accumulation {
        self.rule.course()
    }

    /// The measures that it is made of.
    pub fn measures(&self) -> Vec<Measure> {
        self.rule.measures()
    }

    /// The one measure that it says, so that others can be told from it.
    pub fn says(&self) -> Option<Measure> {
        self.rule.says()
    }

    /// Whether the pipeline brings it.
    pub const fn is_own(&self) -> bool {
        matches!(self.rule, MetricRule::Custom(_))
    }

    /// Whether it says everything up to the last period of a window, however long that is.
    pub fn is_cumulative(&self) -> bool {
        self.rule.is_cumulative()
    }

    /// The figure between the ends that the metric cannot leave: a share of customers does not rise over 100 %, however
    /// steep its trend.
    pub fn possible(&self, figure: Amount) -> Amount {
        let is_share = matches!(self.rule, MetricRule::Share(..) | MetricRule::OneLess(..));
        let never_negative = is_share || matches!(self.kind(), MetricKind::Stock | MetricKind::Cohort);
        let figure = if never_negative { figure.max(Amount::zero()) } else { figure };
        if is_share { figure.min(Amount::one()) } else { figure }
    }
}
