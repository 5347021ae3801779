//! What can be wrong with an export once its metrics are asked for.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::name;
use crate::prose::{count, shown};

/// A broken rule of this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricProblem {
    UnknownMetric {
        found: String,
        rows: usize,
        known: Vec<String>,
    },
    PlannedTwice {
        metric: &'static str,
        period: String,
    },
    /// The latest period in which a control total does not hold.
    CheckFailed {
        check: String,
        /// `None` for the portfolio.
        product: Option<String>,
        period: String,
        left: String,
        right: String,
        difference: String,
        /// Earlier periods in which it does not hold either.
        others: usize,
    },
}

rules! {
    UNKNOWN_METRIC = "plan_unknown_metric", Stop, true, "A plan has targets for a metric that goalpost does not know, neither by id nor by label. With `warn` or `ignore` those targets are left out.";
    PLANNED_TWICE = "planned_twice", Stop, false, "A plan has two targets for one product, metric and period, and the metric does not add up, so only one of them can be meant.";
    CHECK_FAILED = "check_failed", Stop, true, "Two figures that a `[[check]]` compares lie further apart than its tolerance allows, so one of the exports is wrong or incomplete. Compare the rows of both, `goalpost explain` lists them, or mend the check. Its `severity` says what that does, unless `check_failed` under `[quality]` says otherwise for all checks.";
}

impl Problem for MetricProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnknownMetric { .. } => &UNKNOWN_METRIC,
            Self::PlannedTwice { .. } => &PLANNED_TWICE,
            Self::CheckFailed { .. } => &CHECK_FAILED,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnknownMetric { found, rows, .. } => {
                format!("`{}` is no metric ({})", shown(found), count(*rows, "row"))
            }
            Self::PlannedTwice { metric, period } => format!("a second target for `{metric}` in {period}"),
            Self::CheckFailed { check, product, period, left, right, difference, others } => {
                let whose =
                    product.as_ref().map_or_else(|| "the portfolio".to_owned(), |name| format!("`{}`", shown(name)));
                let others = match others {
                    0 => String::new(),
                    others => format!("; nor in {}", count(*others, "earlier period")),
                };
                format!(
                    "check `{}` does not hold for {whose} in {period}: {left} and {right}, difference {difference}{others}",
                    shown(check)
                )
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownMetric { found, known, .. } => name::suggestion(found, known.iter().map(String::as_str))
                .or_else(|| Some("`goalpost metrics` lists all".to_owned())),
            Self::PlannedTwice { .. } => Some("keep one of the two".to_owned()),
            Self::CheckFailed { .. } => Some("`goalpost explain` lists the cells behind either figure".to_owned()),
        }
    }

    fn in_korean(&self) -> Option<Said> {
        self.korean()
    }
}
