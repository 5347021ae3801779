//! `tolerance`: how far apart two figures may lie that should be one.

use crate::amount::Amount;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;

/// How far a stated total may lie from its sum: the larger of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tolerance {
    pub absolute: Amount,
    /// A share of the sum.
    pub relative: Amount,
}

impl Default for Tolerance {
    /// Half a unit a row is what rounding to whole units leaves; a larger gap is a mistake.
    fn default() -> Self {
        Self { absolute: Amount::one(), relative: Amount::from_scaled(5, 4) }
    }
}

impl Tolerance {
    /// How far a figure may lie from this one.
    pub fn around(&self, figure: &Amount) -> Amount {
        self.absolute.clone().max(&figure.abs() * &self.relative)
    }
}

/// What is not said is as `usual`.
pub(crate) fn read(mut section: Section, usual: &Tolerance) -> Tolerance {
    let tolerance = Tolerance {
        absolute: section.number_from_zero("absolute").unwrap_or_else(|| usual.absolute.clone()),
        relative: section.get("relative").and_then(Entry::share).unwrap_or_else(|| usual.relative.clone()),
    };
    section.finish();
    tolerance
}
