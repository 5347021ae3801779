//! Every metric by name. A metric is one entry in the file of its family; this page only walks them. A [`Registry`] has
//! those of a pipeline too.

/// The metrics of a family, which are of one theme: id, label in both languages, unit, which way is good; then the
/// formula in words, where the definition comes from, and the rule.
macro_rules! metrics {
    ($theme:expr; $($id:literal = $en:literal, $ko:literal, $unit:expr, $better:expr =>
        formula $formula:literal, $formula_ko:literal; source $source:expr; rule $rule:expr;)*) => {
        &[$(Metric {
            id: std::borrow::Cow::Borrowed($id),
            label: $crate::lang::Label::known($en, $ko),
            theme: $theme,
            unit: $unit,
            better: $better,
            formula: $crate::lang::Label::known($formula, $formula_ko),
            source: $source,
            rule: $rule,
        }),*]
    };
}

mod acquisition;
mod adoption;
mod demand;
mod expansion;
mod growth;
mod launch;
mod retention;
mod revenue;
mod usage;

use super::metric::{Metric, MetricRef};
use super::rule::MetricRule;
use crate::lang::{Label, Lang};
use crate::name;
use crate::pipeline::{Check, CustomMetric, CustomRule, EquationFigure};
use std::sync::Arc;

/// Metrics of every family that is built in, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Metric> + Clone {
    FAMILIES.iter().copied().flatten()
}

const FAMILIES: [&[Metric]; 9] = [
    revenue::METRICS,
    acquisition::METRICS,
    adoption::METRICS,
    usage::METRICS,
    growth::METRICS,
    retention::METRICS,
    expansion::METRICS,
    demand::METRICS,
    launch::METRICS,
];

/// A built-in metric by id or by its label in any language.
pub fn find(wanted: &str) -> Option<&'static Metric> {
    let folded = name::fold(wanted);
    all().find(|metric| metric.id == folded).or_else(|| all().find(|metric| says(metric, &folded)))
}

/// Ids and labels that are taken.
pub fn names() -> Vec<(&'static str, Label)> {
    all().map(|metric| (metric.id.as_ref(), metric.label.borrowed())).collect()
}

fn says(metric: &Metric, folded: &str) -> bool {
    [Lang::En, Lang::Ko].iter().any(|&lang| name::fold(metric.label.borrowed().get(lang)) == folded)
}

/// Every metric that goals and pages may speak of: those that are built in, then those of the pipeline.
#[derive(Debug, Clone)]
pub struct Registry {
    metrics: Vec<MetricRef>,
    /// What the control totals aggregate.
    checked: Vec<Arc<CustomRule>>,
}

impl Registry {
    /// The pipeline has found its metrics to clash with no other.
    pub fn of(own: &[CustomMetric]) -> Self {
        Self { metrics: all().map(MetricRef::from).chain(own.iter().map(metric)).collect(), checked: Vec::new() }
    }

    /// With the aggregates of control totals, which need series like those of metrics.
    #[must_use]
    pub fn with_checks(mut self, checks: &[Check]) -> Self {
        for check in checks {
            check.equation.figures(&mut |figure| {
                if let EquationFigure::Rows(rule, _) = figure {
                    self.checked.push(Arc::clone(rule));
                }
            });
        }
        self
    }

    /// Every formula of the pipeline's own: of its metrics and of its control totals.
    pub fn own_rules(&self) -> impl Iterator<Item = &CustomRule> {
        let of_metrics = self.metrics.iter().filter_map(|metric| match &metric.rule {
            MetricRule::Custom(rule) => Some(rule),
            _ => None,
        });
        of_metrics.chain(&self.checked).map(Arc::as_ref)
    }

    pub fn all(&self) -> impl Iterator<Item = &MetricRef> + Clone {
        self.metrics.iter()
    }

    /// A metric by id or by its label in any language.
    pub fn find(&self, wanted: &str) -> Option<&MetricRef> {
        let folded = name::fold(wanted);
        self.all().find(|metric| metric.id == folded).or_else(|| self.all().find(|metric| says(metric, &folded)))
    }

    /// The ids of all metrics, to find the nearest one among.
    pub fn ids(&self) -> Vec<String> {
        self.all().map(|metric| metric.id.to_string()).collect()
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self::of(&[])
    }
}

fn metric(own: &CustomMetric) -> MetricRef {
    Arc::new(Metric {
        id: own.id.clone().into(),
        label: own.label.clone(),
        theme: own.theme.clone(),
        unit: own.unit,
        better: own.better,
        formula: Label { en: own.formula.clone().into(), ko: own.formula.clone().into() },
        source: "The pipeline file",
        rule: MetricRule::Custom(Arc::clone(&own.rule)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::metrics::course::{Accumulation, MetricKind};
    use std::collections::BTreeSet;

    #[test]
    fn every_metric_says_all_there_is_to_say() {
        let mut ids = BTreeSet::new();
        for metric in all() {
            assert!(ids.insert(&metric.id), "{} twice", metric.id);
            for text in [&metric.label.en, &metric.label.ko, &metric.formula.en, &metric.formula.ko, metric.source] {
                assert!(!text.trim().is_empty(), "{}", metric.id);
            }
            assert!(!metric.label.ko.is_ascii(), "{}", metric.id);
        }
    }

    #[test]
    fn every_metric_is_found_by_its_id_and_its_labels() {
        for metric in all() {
            for wanted in [&metric.id, &metric.label.en, &metric.label.ko] {
                assert_eq!(find(wanted), Some(metric), "{wanted}");
            }
        }
    }

    #[test]
    fn measures_of_metrics_exist_in_their_facts() {
        for metric in all() {
            for measure in metric.measures() {
                assert!(measure.fact.schema().column(&measure.name).is_some(), "{}: {}", metric.id, measure.name);
            }
        }
    }

    /// All metrics of which something holds, in the order of the registry.
    #[track_caller]
    fn check<T: PartialEq + std::fmt::Debug>(of: impl Fn(&Metric) -> T, expected: &T, metrics: &str) {
        let found: Vec<&str> =
            all().filter(|metric| of(metric) == *expected).map(|metric| metric.id.as_ref()).collect();
        assert_eq!(found, metrics.split_whitespace().collect::<Vec<_>>(), "{expected:?}");
    }

    #[test]
    fn a_rule_says_what_kind_of_metric_it_makes() {
        check(Metric::kind, &MetricKind::Flow, "revenue units new_customers expansion_revenue");
        check(Metric::kind, &MetricKind::Stock, "active_users mrr arr revenue_since_launch");
        check(
            Metric::kind,
            &MetricKind::Ratio,
            "average_price gross_margin market_share acquisition_cost adoption_rate activation_rate seat_utilisation \
             stickiness usage_per_user quick_ratio mrr_churn_rate expansion_rate attach_rate forecast_accuracy \
             forecast_bias backorder_rate milestones_on_time",
        );
        check(
            Metric::kind,
            &MetricKind::Growth,
            "revenue_growth revenue_growth_constant_currency revenue_growth_restated revenue_growth_sequential \
             customer_growth forecast_value_added",
        );
        check(Metric::kind, &MetricKind::Movement, "new_mrr net_new_mrr expansion_mrr");
        check(
            Metric::kind,
            &MetricKind::Cohort,
            "net_revenue_retention net_revenue_retention_1m net_revenue_retention_3m gross_revenue_retention \
             gross_revenue_retention_1m gross_revenue_retention_3m logo_retention logo_retention_1m logo_retention_3m \
             logo_churn logo_churn_1m",
        );
    }

    #[test]
    fn a_rule_says_how_its_metric_goes_over_a_window() {
        check(
            Metric::course,
            &Accumulation::Sum,
            "revenue units new_customers new_mrr net_new_mrr expansion_mrr expansion_revenue",
        );
        check(Metric::course, &Accumulation::OverOpening, "mrr_churn_rate expansion_rate");
        check(
            Metric::course,
            &Accumulation::Mean,
            "average_price gross_margin market_share acquisition_cost activation_rate stickiness \
             usage_per_user quick_ratio forecast_accuracy forecast_bias backorder_rate",
        );
        check(
            Metric::course,
            &Accumulation::Level,
            "adoption_rate active_users seat_utilisation customer_growth mrr arr net_revenue_retention \
             net_revenue_retention_1m net_revenue_retention_3m gross_revenue_retention \
             gross_revenue_retention_1m gross_revenue_retention_3m logo_retention logo_retention_1m \
             logo_retention_3m logo_churn logo_churn_1m attach_rate milestones_on_time",
        );
        check(Metric::course, &Accumulation::Cumulative, "revenue_since_launch");
        check(
            Metric::course,
            &Accumulation::Growth,
            "revenue_growth revenue_growth_constant_currency revenue_growth_restated \
             revenue_growth_sequential forecast_value_added",
        );
    }

    #[test]
    fn a_figure_stays_where_its_metric_can_be() {
        let figure = |text: &str| Amount::parse_plain(text).unwrap();
        let bounds = |metric: &Metric| [metric.possible(figure("-0.5")), metric.possible(figure("1.5"))];
        let within = |low: &str, high: &str, metrics: &str| check(bounds, &[figure(low), figure(high)], metrics);
        within(
            "0",
            "1",
            "market_share adoption_rate activation_rate gross_revenue_retention gross_revenue_retention_1m \
             gross_revenue_retention_3m logo_retention logo_retention_1m logo_retention_3m logo_churn logo_churn_1m \
             attach_rate forecast_accuracy milestones_on_time",
        );
        within(
            "0",
            "1.5",
            "active_users mrr arr net_revenue_retention net_revenue_retention_1m net_revenue_retention_3m \
             revenue_since_launch",
        );
        within(
            "-0.5",
            "1.5",
            "revenue units average_price gross_margin new_customers new_mrr acquisition_cost seat_utilisation stickiness \
             usage_per_user revenue_growth revenue_growth_constant_currency revenue_growth_restated \
             revenue_growth_sequential customer_growth net_new_mrr quick_ratio mrr_churn_rate expansion_mrr \
             expansion_revenue expansion_rate forecast_bias forecast_value_added backorder_rate",
        );
    }
}
