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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::registry;

    /// The metrics of a course, in the order of the registry.
    #[track_caller]
    fn check(course: Course, expected: &str) {
        let of = registry::all().filter(|metric| Course::of(metric) == course).map(|metric| metric.id);
        assert_eq!(of.collect::<Vec<_>>().join(" "), expected, "{course:?}");
    }

    #[test]
    fn every_metric_has_its_course() {
        check(Course::Sum, "revenue units new_customers new_mrr net_new_mrr expansion_mrr expansion_revenue");
        check(Course::OverOpening, "mrr_churn_rate expansion_rate");
        check(
            Course::Mean,
            "average_price gross_margin market_share acquisition_cost activation_rate stickiness \
             usage_per_user quick_ratio forecast_accuracy forecast_bias backorder_rate",
        );
        check(
            Course::Level,
            "adoption_rate active_users seat_utilisation customer_growth mrr arr net_revenue_retention \
             net_revenue_retention_1m net_revenue_retention_3m gross_revenue_retention \
             gross_revenue_retention_1m gross_revenue_retention_3m logo_retention logo_retention_1m \
             logo_retention_3m logo_churn logo_churn_1m attach_rate milestones_on_time",
        );
        check(Course::Cumulative, "revenue_since_launch");
        check(
            Course::Growth,
            "revenue_growth revenue_growth_constant_currency revenue_growth_restated \
             revenue_growth_sequential forecast_value_added",
        );
    }

    #[test]
    fn a_landing_stays_where_its_metric_can_be() {
        let within = |bounds: [&str; 2]| {
            let figure = |text: &str| Amount::parse_plain(text).unwrap();
            let is_so = |metric: &&'static Metric| {
                [("-0.5", 0), ("1.5", 1)].iter().all(|&(far, end)| possible(metric, figure(far)) == figure(bounds[end]))
            };
            registry::all().filter(is_so).map(|metric| metric.id).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            within(["0", "1"]),
            "market_share adoption_rate activation_rate gross_revenue_retention gross_revenue_retention_1m \
             gross_revenue_retention_3m logo_retention logo_retention_1m logo_retention_3m logo_churn logo_churn_1m \
             attach_rate forecast_accuracy milestones_on_time"
        );
        assert_eq!(
            within(["0", "1.5"]),
            "active_users mrr arr net_revenue_retention net_revenue_retention_1m net_revenue_retention_3m \
             revenue_since_launch"
        );
        assert_eq!(within(["-0.5", "1"]), "");
    }
}
