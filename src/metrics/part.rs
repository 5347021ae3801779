//! A *part* of a formula, such as a measure, a movement or the customers that are kept.
//!
//! A part says all there is to say of itself in one file of `parts/`: the measures that it needs, how it is computed
//! from the aggregates of the facts, and the rows of exports that it comes from. The last two go different ways to the
//! same amount, and every explanation compares them.

use super::aggregates::Aggregates;
use super::answer::{Answer, NoData, Scope};
use super::course::Reach;
use super::measure::Measure;
use super::origin::{FractionSide, Term, Tracer};
use crate::amount::Amount;
use crate::calendar::Span;
use crate::schema::FactKind;
use std::fmt::Debug;

pub(crate) trait RulePart: Debug + Sync {
    /// The measures without which it cannot be computed.
    fn measures(&self) -> Vec<Measure>;

    /// All periods of the window, unless the part says otherwise.
    fn reach(&self) -> Reach {
        Reach::Window
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount>;

    /// What it is made of, row by row; without their signs the terms add up to the amount.
    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term>;

    /// Whether inputs bring all that it needs.
    fn is_fed(&self, by: &Aggregates) -> bool {
        self.measures().iter().all(|measure| match measure.fact {
            FactKind::Subscriptions => by.ledger.is_some(),
            _ => by.series.contains_key(measure),
        })
    }

    /// The measure that it says, and no more than that.
    fn says(&self) -> Option<Measure> {
        None
    }

    /// What is said of a quotient when it is divided by this and this is 0.
    fn at_zero(&self) -> NoData {
        NoData::ZeroDenominator
    }
}
