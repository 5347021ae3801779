//! A figure taken apart, which must add up to it again.

use super::term::{Composition, FractionSide, Term};
use super::tracer::Tracer;
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::diagnostic::sound;
use crate::facts::Facts;
use crate::metrics::answer::{Measured, Scope};
use crate::metrics::custom::own_value;
use crate::metrics::measurements::Measurements;
use crate::metrics::metric::Metric;
use crate::metrics::rule::MetricRule;

/// A figure taken apart.
#[derive(Debug, Clone)]
pub struct Origin {
    pub measured: Measured,
    pub composition: Composition,
    pub terms: Vec<Term>,
}

/// Takes the figure of `metric` for `scope` over `window` as of `at` apart.
pub fn origin(
    facts: &Facts,
    measurements: &Measurements,
    metric: &Metric,
    scope: Scope,
    window: Window,
    at: Period,
) -> Origin {
    let measured = measurements.measure(metric, scope, window, at);
    let tracer = Tracer { facts, aggregates: &measurements.aggregates, scope };
    let terms = metric.rule.terms(tracer, measured.span);
    let origin = Origin { measured, composition: metric.rule.composition(), terms };
    sound(origin.check(&metric.rule), "adding up the origin of a figure");
    origin
}

impl Origin {
    /// The sum of a side.
    pub fn side(&self, side: FractionSide) -> Amount {
        let terms = self.terms.iter().filter(|term| term.side == side);
        terms.map(|term| &Amount::from(term.sign) * &term.added_up()).sum()
    }

    fn check(&self, rule: &MetricRule) -> Result<(), String> {
        for term in &self.terms {
            match &term.total {
                Ok(total) if *total != term.added_up() => {
                    return Err(format!("`{}` is {total}, its rows are {}", term.name, term.added_up()));
                }
                _ => {}
            }
        }
        let Ok(figure) = &self.measured.outcome else { return Ok(()) };
        let (above, below) = (self.side(FractionSide::Numerator), self.side(FractionSide::Denominator));
        let value = match (self.composition, rule) {
            (Composition::Sum, _) => Some(self.side(FractionSide::Value)),
            (Composition::Quotient, _) => above.checked_div(&below),
            (Composition::OneLessQuotient, _) => {
                above.checked_div(&below).map(|quotient| (&Amount::one() - &quotient).max(Amount::zero()))
            }
            (Composition::Growth, _) => (&above - &below).checked_div(&below.abs()),
            (Composition::Formula, MetricRule::Custom(rule)) => own_value(rule, &self.terms),
            (Composition::Formula, _) => None,
        };
        if value.as_ref() == Some(&figure.value) {
            Ok(())
        } else {
            Err(format!("the figure is {}, its terms make {value:?}", figure.value))
        }
    }
}
