//! The arithmetic of a metric: how the parts of its formula make a figure.

use super::aggregates::Aggregates;
use super::answer::{Answer, Figure, NoData, Scope};
use super::course::{Accumulation, MetricKind, Reach};
use super::custom;
use super::measure::Measure;
use super::origin::{Composition, FractionSide, Term, Tracer};
use super::part::RulePart;
use crate::amount::Amount;
use crate::calendar::Span;
use crate::pipeline::CustomRule;
use crate::schema::FactKind;
use std::sync::Arc;

type Of = &'static dyn RulePart;

#[derive(Debug, Clone)]
pub(crate) enum MetricRule {
    /// A part as it is.
    Value(Of),
    /// The first ÷ the second.
    Quotient(Of, Of),
    /// The first ÷ the second, of which it is a part: from 0 to 1.
    Share(Of, Of),
    /// 1 − the first ÷ the second, and never below 0.
    OneLess(Of, Of),
    /// The first against the second, which is of an earlier window.
    Growth(Of, Of),
    /// By how much a quotient has come down.
    Improvement { before: Of, after: Of, over: Of },
    /// A formula of the pipeline.
    Custom(Arc<CustomRule>),
}

impl MetricRule {
    /// Every part with its side and sign.
    fn parts(&self) -> Vec<(FractionSide, i64, Of)> {
        use FractionSide::{Denominator, Numerator, Value};
        match *self {
            Self::Value(of) => vec![(Value, 1, of)],
            Self::Quotient(above, below)
            | Self::Share(above, below)
            | Self::OneLess(above, below)
            | Self::Growth(above, below) => vec![(Numerator, 1, above), (Denominator, 1, below)],
            Self::Improvement { before, after, over } => {
                vec![(Numerator, 1, before), (Numerator, -1, after), (Denominator, 1, over)]
            }
            Self::Custom(_) => Vec::new(),
        }
    }

    /// The measures without which the metric cannot be computed; of a retention those of the ledger, though a bridge
    /// does as well.
    pub(crate) fn measures(&self) -> Vec<Measure> {
        match self {
            Self::Custom(rule) => custom::measures(rule),
            _ => self.parts().iter().flat_map(|(_, _, part)| part.measures()).collect(),
        }
    }

    /// The one measure that the metric says: the ledger speaks through its MRR.
    pub(crate) fn says(&self) -> Option<Measure> {
        if let Self::Value(of) = self { of.says() } else { None }
    }

    /// Whether inputs bring all that the rule needs.
    pub(super) fn is_fed(&self, by: &Aggregates) -> bool {
        match self {
            Self::Custom(rule) => custom::is_fed(by, rule),
            _ => self.parts().iter().all(|(_, _, part)| part.is_fed(by)),
        }
    }

    pub(super) fn figure(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Figure> {
        let amount = |part: Of| part.amount(of, scope, span);
        match *self {
            Self::Value(part) => amount(part).map(Figure::plain),
            Self::Quotient(above, below) | Self::Share(above, below) => {
                quotient(amount(above)?, amount(below)?, below.at_zero())
            }
            Self::OneLess(above, below) => {
                let figure = quotient(amount(above)?, amount(below)?, below.at_zero())?;
                let value = (&Amount::one() - &figure.value).max(Amount::zero());
                Ok(Figure { value, ..figure })
            }
            Self::Growth(now, earlier) => {
                let now = amount(now)?;
                if of.partial && span.last == of.as_of {
                    return Err(NoData::Partial);
                }
                let earlier = amount(earlier).map_err(|_| NoData::NoEarlierWindow)?;
                let value = (&now - &earlier).checked_div(&earlier.abs()).ok_or(NoData::NoEarlierWindow)?;
                Ok(Figure::of_parts(value, now, earlier))
            }
            Self::Improvement { before, after, over } => {
                let figure = quotient(&amount(before)? - &amount(after)?, amount(over)?, over.at_zero())?;
                Ok(Figure::plain(figure.value))
            }
            Self::Custom(ref rule) => of.own(rule, scope, span),
        }
    }

    /// Which rows the figure comes from.
    pub(super) fn terms(&self, tracer: Tracer<'_>, span: Span) -> Vec<Term> {
        if let Self::Custom(rule) = self {
            return tracer.own(rule, span);
        }
        let parts = self.parts().into_iter();
        let terms = |(side, sign, part): (FractionSide, i64, Of)| {
            let terms = part.terms(tracer, side, span).into_iter();
            terms.map(move |term| Term { sign: sign * term.sign, ..term })
        };
        parts.flat_map(terms).collect()
    }

    pub(super) const fn composition(&self) -> Composition {
        match self {
            Self::Value(_) => Composition::Sum,
            Self::Quotient(..) | Self::Share(..) | Self::Improvement { .. } => Composition::Quotient,
            Self::OneLess(..) => Composition::OneLessQuotient,
            Self::Growth(..) => Composition::Growth,
            Self::Custom(_) => Composition::Formula,
        }
    }

    /// Whether it is what is left of the customers of some periods before.
    pub(super) fn follows_customers(&self) -> bool {
        matches!(self, Self::Quotient(above, _) | Self::Share(above, _) if above.reach() == Reach::Horizon)
    }

    pub(super) fn kind(&self) -> MetricKind {
        match self {
            Self::Value(of) if of.reach() != Reach::Window => MetricKind::Stock,
            Self::Value(of) if of.measures().iter().any(|measure| measure.fact == FactKind::Subscriptions) => {
                MetricKind::Movement
            }
            Self::Value(_) => MetricKind::Flow,
            _ if self.follows_customers() => MetricKind::Cohort,
            Self::Quotient(..) | Self::Share(..) | Self::OneLess(..) => MetricKind::Ratio,
            Self::Growth(..) | Self::Improvement { .. } => MetricKind::Growth,
            Self::Custom(rule) => custom::kind(rule),
        }
    }

    pub(super) fn course(&self) -> Accumulation {
        match self {
            Self::Value(of) => match of.reach() {
                Reach::Window => Accumulation::Sum,
                Reach::Cumulative => Accumulation::Cumulative,
                _ => Accumulation::Level,
            },
            Self::Quotient(above, below) | Self::Share(above, below) | Self::OneLess(above, below) => {
                match (above.reach(), below.reach()) {
                    (Reach::Window, Reach::Window) => Accumulation::Mean,
                    (Reach::Window, Reach::Opening) => Accumulation::OverOpening,
                    _ => Accumulation::Level,
                }
            }
            Self::Growth(_, earlier) if earlier.reach() != Reach::Earlier => Accumulation::Level,
            Self::Growth(..) | Self::Improvement { .. } => Accumulation::Growth,
            Self::Custom(rule) if custom::kind(rule).adds_up() => Accumulation::Sum,
            Self::Custom(_) => Accumulation::Level,
        }
    }

    /// Whether every part goes back beyond the window.
    pub(super) fn is_cumulative(&self) -> bool {
        let parts = self.parts();
        !parts.is_empty() && parts.iter().all(|(_, _, part)| part.reach() == Reach::Cumulative)
    }
}

pub(super) fn quotient(above: Amount, below: Amount, at_zero: NoData) -> Answer<Figure> {
    let value = above.checked_div(&below).ok_or(at_zero)?;
    Ok(Figure::of_parts(value, above, below))
}
