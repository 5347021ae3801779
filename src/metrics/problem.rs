//! What can be wrong with an export once its metrics are asked for.

use crate::diagnostic::{Problem, Rule, rules};
use crate::name;
use crate::prose::{count, shown};

/// A broken rule of this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricProblem {
    UnknownMetric { found: String, rows: usize, known: Vec<String> },
    PlannedTwice { metric: &'static str, period: String },
}

rules! {
    UNKNOWN_METRIC = "plan_unknown_metric", Stop, true, "A plan has targets for a metric that goalpost does not know, neither by id nor by label. With `warn` or `ignore` those targets are left out.";
    PLANNED_TWICE = "planned_twice", Stop, false, "A plan has two targets for one product, metric and period, and the metric does not add up, so only one of them can be meant.";
}

impl Problem for MetricProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnknownMetric { .. } => &UNKNOWN_METRIC,
            Self::PlannedTwice { .. } => &PLANNED_TWICE,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnknownMetric { found, rows, .. } => {
                format!("`{}` is no metric ({})", shown(found), count(*rows, "row"))
            }
            Self::PlannedTwice { metric, period } => format!("a second target for `{metric}` in {period}"),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownMetric { found, known, .. } => name::suggestion(found, known.iter().map(String::as_str))
                .or_else(|| Some("`goalpost metrics` lists all".to_owned())),
            Self::PlannedTwice { .. } => Some("keep one of the two".to_owned()),
        }
    }
}
