//! Parts made of other parts: of an earlier window, or one less another.

use crate::amount::Amount;
use crate::calendar::Span;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::measure::Measure;
use crate::metrics::origin::{FractionSide, Term, Tracer};
use crate::metrics::part::RulePart;

/// A part of an earlier window.
#[derive(Debug)]
pub(in crate::metrics) struct Earlier<P>(pub(in crate::metrics) Against, pub(in crate::metrics) P);

/// Which earlier window.
#[derive(Debug, Clone, Copy)]
pub(in crate::metrics) enum Against {
    /// The same window one fiscal year earlier.
    PriorYear,
    /// The window of equal length just before.
    JustBefore,
}

impl Against {
    fn window(self, of: &Aggregates, span: Span) -> Span {
        match self {
            Self::PriorYear => of.calendar.year_earlier(span),
            Self::JustBefore => span.shifted(-i32::try_from(span.len()).unwrap_or(0)),
        }
    }
}

/// The first less the second.
#[derive(Debug)]
pub(in crate::metrics) struct Difference<P, Q>(pub(in crate::metrics) P, pub(in crate::metrics) Q);

impl<P: RulePart> RulePart for Earlier<P> {
    fn measures(&self) -> Vec<Measure> {
        self.1.measures()
    }

    /// What adds up over a window is compared with another one; a level of last year is still a level.
    fn reach(&self) -> Reach {
        match self.1.reach() {
            Reach::Window => Reach::Earlier,
            other => other,
        }
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        self.1.is_fed(by)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        self.1.amount(of, scope, self.0.window(of, span))
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        // Said anew, not by `window`: the explanation is a check of the figure.
        let window = match self.0 {
            Against::PriorYear => tracer.aggregates.calendar.year_earlier(span),
            Against::JustBefore => {
                let length = i32::try_from(span.periods().count()).unwrap_or(i32::MAX);
                Span { first: span.first.plus(-length), last: span.first.previous() }
            }
        };
        self.1.terms(tracer, side, window)
    }
}

impl<P: RulePart, Q: RulePart> RulePart for Difference<P, Q> {
    fn measures(&self) -> Vec<Measure> {
        [self.0.measures(), self.1.measures()].concat()
    }

    /// Of parts of the same reach.
    fn reach(&self) -> Reach {
        self.0.reach()
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        self.0.is_fed(by) && self.1.is_fed(by)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        Ok(&self.0.amount(of, scope, span)? - &self.1.amount(of, scope, span)?)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let mut terms = self.0.terms(tracer, side, span);
        terms.extend(self.1.terms(tracer, side, span).into_iter().map(|term| Term { sign: -term.sign, ..term }));
        terms
    }
}
