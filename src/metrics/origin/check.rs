//! An origin must add up to the figure that it explains.

use super::{Composition, Contribution, Origin, Side, Term};
use crate::amount::Amount;
use crate::metrics::registry::Rule;

impl Term {
    /// What the contributions add up to.
    pub fn added_up(&self) -> Amount {
        self.contributions.iter().map(|contribution: &Contribution| &contribution.amount).sum()
    }
}

impl Origin {
    /// The sum of a side.
    pub fn side(&self, side: Side) -> Amount {
        let terms = self.terms.iter().filter(|term| term.side == side);
        terms.map(|term| &Amount::from(term.sign) * &term.added_up()).sum()
    }

    pub(super) fn check(&self, rule: Rule) -> Result<(), String> {
        for term in &self.terms {
            match &term.total {
                Ok(total) if *total != term.added_up() => {
                    return Err(format!("`{}` is {total}, its rows are {}", term.name, term.added_up()));
                }
                _ => {}
            }
        }
        let Ok(figure) = &self.measured.outcome else { return Ok(()) };
        let (above, below) = (self.side(Side::Numerator), self.side(Side::Denominator));
        let value = match (self.composition, rule) {
            (Composition::Sum, _) => Some(self.side(Side::Value)),
            (Composition::Quotient, _) => above.checked_div(&below),
            (Composition::OneLessQuotient, _) => {
                above.checked_div(&below).map(|quotient| (&Amount::one() - &quotient).max(Amount::zero()))
            }
            (Composition::Growth, _) => (&above - &below).checked_div(&below.abs()),
            (Composition::Formula, Rule::Own(rule)) => self.own_value(rule),
            (Composition::Formula, _) => None,
        };
        if value.as_ref() == Some(&figure.value) {
            Ok(())
        } else {
            Err(format!("the figure is {}, its terms make {value:?}", figure.value))
        }
    }
}
