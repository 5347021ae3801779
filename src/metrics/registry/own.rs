//! The metrics of a run: those that are built in, then those of the pipeline.

use super::{Better, Metric, Rule, Theme, all, find_in};
use crate::metrics::own;
use crate::pipeline::{Check, Direction, Figure, OwnMetric, OwnRule};

/// Every metric that goals and pages may speak of.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    own: Vec<&'static Metric>,
    /// What the control totals aggregate.
    checked: Vec<&'static OwnRule>,
}

impl Registry {
    /// The pipeline has found its metrics to clash with no other.
    pub fn of(own: &[OwnMetric]) -> Self {
        Self { own: own.iter().map(metric).collect(), checked: Vec::new() }
    }

    /// With the aggregates of control totals, which need series like those of metrics.
    #[must_use]
    pub fn with_checks(mut self, checks: &[Check]) -> Self {
        for check in checks {
            check.equation.figures(&mut |figure| {
                if let Figure::Rows(rule, _) = figure {
                    self.checked.push(Box::leak(rule.clone()));
                }
            });
        }
        self
    }

    /// Every formula of the pipeline's own: of its metrics and of its control totals.
    pub fn own_rules(&self) -> impl Iterator<Item = &'static OwnRule> {
        let of_metrics = self.own.iter().filter_map(|metric| match metric.rule {
            Rule::Own(rule) => Some(rule),
            _ => None,
        });
        of_metrics.chain(self.checked.iter().copied())
    }

    pub fn all(&self) -> impl Iterator<Item = &'static Metric> + Clone + use<> {
        all().chain(self.own.clone())
    }

    /// A metric by id or by its label in any language.
    pub fn find(&self, wanted: &str) -> Option<&'static Metric> {
        find_in(&self.all(), wanted)
    }

    /// The ids of all metrics, to find the nearest one among.
    pub fn ids(&self) -> Vec<String> {
        self.all().map(|metric| metric.id.to_owned()).collect()
    }
}

/// A program loads its pipeline once, so its metrics live as long as those that are built in.
fn metric(own: &OwnMetric) -> &'static Metric {
    let rule = Box::leak(Box::new(own.rule.clone()));
    let formula = own.formula;
    Box::leak(Box::new(Metric {
        id: own.id,
        label: own.label,
        theme: Theme::ALL.into_iter().find(|theme| theme.slug() == own.theme.slug).unwrap_or(Theme::Own(own.theme)),
        unit: own.unit,
        better: match own.direction {
            Direction::Higher => Better::Higher,
            Direction::Lower => Better::Lower,
            Direction::NearestToZero => Better::NearestToZero,
        },
        kind: own::kind(rule),
        formula: crate::lang::Label::new(formula, formula),
        source: "The pipeline file",
        rule: Rule::Own(rule),
    }))
}
