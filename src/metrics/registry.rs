//! Every metric by name. A metric is one entry in the file of its family; this page only walks them. A [`Registry`] has
//! those of a pipeline too.

mod acquisition;
mod adoption;
mod demand;
mod expansion;
mod growth;
mod launch;
mod own;
mod retention;
mod revenue;
mod usage;

pub use own::Registry;

use crate::amount::Unit;
use crate::lang::{Label, Lang};
use crate::name;
use crate::pipeline::{OwnRule, ThemeName};
use crate::schema::FactKind;

/// What a metric speaks of; goals are weighted by theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    Revenue,
    Acquisition,
    Adoption,
    Usage,
    Growth,
    Retention,
    Expansion,
    Demand,
    Launch,
    /// One that the pipeline brings.
    Own(ThemeName),
}

impl Theme {
    /// Those that are built in.
    pub const ALL: [Self; 9] = [
        Self::Revenue,
        Self::Acquisition,
        Self::Adoption,
        Self::Usage,
        Self::Growth,
        Self::Retention,
        Self::Expansion,
        Self::Demand,
        Self::Launch,
    ];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Acquisition => "acquisition",
            Self::Adoption => "adoption",
            Self::Usage => "usage",
            Self::Growth => "growth",
            Self::Retention => "retention",
            Self::Expansion => "expansion",
            Self::Demand => "demand",
            Self::Launch => "launch",
            Self::Own(theme) => theme.slug,
        }
    }

    pub const fn label(self) -> Label {
        match self {
            Self::Revenue => Label::new("Revenue", "매출"),
            Self::Acquisition => Label::new("Acquisition", "고객 확보"),
            Self::Adoption => Label::new("Adoption", "도입"),
            Self::Usage => Label::new("Usage", "사용"),
            Self::Growth => Label::new("Growth", "성장"),
            Self::Retention => Label::new("Retention", "유지"),
            Self::Expansion => Label::new("Expansion", "확장"),
            Self::Demand => Label::new("Demand", "수요"),
            Self::Launch => Label::new("Launch", "출시"),
            Self::Own(theme) => theme.label,
        }
    }
}

/// Which way is good for the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    NearestToZero,
}

/// How a metric behaves over a window, and so how its plan is phased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Added up over the periods.
    Flow,
    /// The last period counts.
    Stock,
    /// One division of two sums.
    Ratio,
    /// Against an earlier window.
    Growth,
    /// Made of subscription movements over the window.
    Movement,
    /// Looks back over its own horizon from the last period.
    Cohort,
    /// As the formula of the pipeline says, and none of the above.
    Expression,
}

impl Kind {
    /// Whether the parts of a year add up to the year.
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Flow | Self::Movement)
    }
}

/// One measure of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure {
    pub fact: FactKind,
    pub name: &'static str,
}

/// Revenue with its years of 53 weeks told anew; see `facts::Restated`.
pub(super) const RESTATED: Measure = Measure { fact: FactKind::Revenue, name: "amount_restated" };

/// Revenue as it would be at the exchange rates of last year. No column of an export: it comes with revenue in another
/// currency.
pub(super) const AT_PRIOR_RATES: Measure =
    Measure { fact: FactKind::Revenue, name: crate::facts::AMOUNT_AT_PRIOR_RATES };

/// The arithmetic of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One measure, by its own kind.
    Plain(Measure),
    /// Measures with signs over measures.
    Quotient {
        numerator: &'static [(i64, Measure)],
        denominator: &'static [(i64, Measure)],
    },
    /// Sums over all periods of the window on both sides, also of stocks.
    MeanQuotient {
        numerator: Measure,
        denominator: Measure,
    },
    /// A measure against an earlier window.
    Growth {
        measure: Measure,
        against: Against,
    },
    /// Revenue at the exchange rates of last year against last year's.
    ConstantCurrencyGrowth,
    /// Revenue against last year's, whose 53rd week is taken out at its beginning.
    RestatedGrowth,
    /// Customers who held the product in both periods are no condition: closing customers against last year's.
    CustomerGrowth,
    /// Monthly recurring revenue at the end, times `times`.
    RecurringRevenue {
        times: i64,
    },
    /// Sum of one movement over the window.
    Moved(Movements),
    /// Movements over movements.
    MovedQuotient {
        numerator: Movements,
        denominator: Movements,
    },
    /// Movements over the MRR before the window.
    MovedOverOpening(Movements),
    /// Retention over `horizon` periods.
    Retention {
        what: Retained,
        horizon: i32,
    },
    AttachRate,
    ForecastAccuracy,
    ForecastBias,
    ForecastValueAdded,
    RevenueSinceLaunch,
    MilestonesOnTime,
    /// A formula of the pipeline.
    Own(&'static OwnRule),
}

/// The earlier window of a growth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The same window one fiscal year earlier.
    PriorYear,
    /// The window of equal length just before.
    JustBefore,
}

/// Subscription movements that are added; contraction and churn count as positive losses.
pub type Movements = &'static [MovementKind];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovementKind {
    New,
    Reactivation,
    Expansion,
    Contraction,
    Churn,
    /// All gains less all losses.
    Net,
}

/// What is retained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retained {
    NetRevenue,
    GrossRevenue,
    Customers,
    /// One less the customers retained.
    CustomersLost,
}

/// One metric.
#[derive(Debug, PartialEq, Eq)]
pub struct Metric {
    pub id: &'static str,
    pub label: Label,
    pub theme: Theme,
    pub unit: Unit,
    pub better: Better,
    pub kind: Kind,
    /// The formula in words.
    pub formula: Label,
    /// Where the definition comes from.
    pub source: &'static str,
    pub rule: Rule,
}

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
    find_in(&all(), wanted)
}

/// Ids and labels that are taken.
pub fn names() -> Vec<(&'static str, Label)> {
    all().map(|metric| (metric.id, metric.label)).collect()
}

fn find_in(metrics: &(impl Iterator<Item = &'static Metric> + Clone), wanted: &str) -> Option<&'static Metric> {
    let folded = name::fold(wanted);
    metrics.clone().find(|metric| metric.id == folded).or_else(|| {
        metrics
            .clone()
            .find(|metric| [Lang::En, Lang::Ko].iter().any(|&lang| name::fold(metric.label.get(lang)) == folded))
    })
}

impl Rule {
    /// The measures without which the metric cannot be computed.
    pub fn measures(&self) -> Vec<Measure> {
        const fn of(fact: FactKind, name: &'static str) -> Measure {
            Measure { fact, name }
        }
        match *self {
            Self::Plain(measure) | Self::Growth { measure, .. } => vec![measure],
            Self::Quotient { numerator, denominator } => numerator.iter().chain(denominator).map(|&(_, m)| m).collect(),
            Self::MeanQuotient { numerator, denominator } => vec![numerator, denominator],
            Self::ForecastAccuracy | Self::ForecastBias | Self::ForecastValueAdded => {
                vec![of(FactKind::Demand, "forecast_units"), of(FactKind::Demand, "actual_units")]
            }
            Self::RevenueSinceLaunch | Self::ConstantCurrencyGrowth | Self::RestatedGrowth => {
                vec![of(FactKind::Revenue, "amount")]
            }
            Self::MilestonesOnTime => vec![of(FactKind::Milestones, "due")],
            Self::CustomerGrowth
            | Self::RecurringRevenue { .. }
            | Self::Moved(_)
            | Self::MovedQuotient { .. }
            | Self::MovedOverOpening(_)
            | Self::AttachRate => vec![of(FactKind::Subscriptions, "mrr")],
            // A bridge export does as well; `compute` looks for either.
            Self::Retention { .. } => Vec::new(),
            Self::Own(rule) => super::own::measures(rule),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_metric_says_all_there_is_to_say() {
        let mut ids = BTreeSet::new();
        for metric in all() {
            assert!(ids.insert(metric.id), "{} twice", metric.id);
            for text in [metric.label.en, metric.label.ko, metric.formula.en, metric.formula.ko, metric.source] {
                assert!(!text.trim().is_empty(), "{}", metric.id);
            }
            assert!(!metric.label.ko.is_ascii(), "{}", metric.id);
        }
    }

    #[test]
    fn every_metric_is_found_by_its_id_and_its_labels() {
        for metric in all() {
            for wanted in [metric.id, metric.label.en, metric.label.ko] {
                assert_eq!(find(wanted).map(|m| m.id), Some(metric.id), "{wanted}");
            }
        }
    }

    #[test]
    fn measures_of_metrics_exist_in_their_facts() {
        for metric in all() {
            for measure in metric.rule.measures() {
                assert!(measure.fact.schema().column(measure.name).is_some(), "{}: {}", metric.id, measure.name);
            }
        }
    }
}
