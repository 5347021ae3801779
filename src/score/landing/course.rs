//! The course of a metric over the window of a goal: what adds up, what stands at a level, what is a mean of periods.

use crate::amount::{Amount, Unit};
use crate::metrics::{Kind, Metric};
// One level down from the metrics' own vocabulary: which parts of a ratio add up follows from its rule.
use crate::metrics::registry::{Retained, Rule};
use crate::schema::{Role, Stuff};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// The periods add up to the window.
    Sum,
    /// Grows with the window as its numerator adds up over an opening that stays.
    OverOpening,
    /// Both parts add up, so the window is a mean of its periods, weighted by their denominators.
    Mean,
    /// The last period speaks for the window.
    Level,
    /// A level that only rises, as it adds up from a day before the window.
    Cumulative,
    /// Compares the window with an earlier one.
    Growth,
}

impl Course {
    pub(super) fn of(metric: &Metric) -> Self {
        if metric.kind.adds_up() {
            return Self::Sum;
        }
        match metric.rule {
            Rule::MovedOverOpening(_) => Self::OverOpening,
            Rule::MeanQuotient { .. } | Rule::MovedQuotient { .. } | Rule::ForecastAccuracy | Rule::ForecastBias => {
                Self::Mean
            }
            Rule::Quotient { .. } if metric.rule.measures().iter().all(|measure| is_flow(*measure)) => Self::Mean,
            Rule::CustomerGrowth => Self::Level,
            Rule::RevenueSinceLaunch => Self::Cumulative,
            _ if metric.kind == Kind::Growth => Self::Growth,
            _ => Self::Level,
        }
    }

    /// Whether actual to date and rest make up the whole.
    pub(super) const fn adds_up(self) -> bool {
        matches!(self, Self::Sum | Self::OverOpening)
    }
}

fn is_flow(measure: crate::metrics::registry::Measure) -> bool {
    let column = measure.fact.schema().column(measure.name);
    matches!(column.map(|column| column.role), Some(Role::Measure(Stuff::Flow, _)))
}

/// The figure between the ends that the metric cannot leave: a share of customers does not rise over 100 %, however
/// steep its trend.
pub(super) fn possible(metric: &Metric, figure: Amount) -> Amount {
    let is_share = metric.unit == Unit::Percent
        && match metric.rule {
            Rule::Retention { what, .. } => what != Retained::NetRevenue,
            Rule::AttachRate | Rule::ForecastAccuracy | Rule::MilestonesOnTime => true,
            _ => matches!(metric.id, "adoption_rate" | "activation_rate" | "market_share"),
        };
    let never_negative = is_share || metric.kind == Kind::Stock || matches!(metric.rule, Rule::Retention { .. });
    let figure = if never_negative { figure.max(Amount::zero()) } else { figure };
    if is_share { figure.min(Amount::one()) } else { figure }
}
