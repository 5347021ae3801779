//! Facts of a pipeline's own: keys as of any fact, and the measures that it declares.

use super::column::{ColumnSpec, MAYBE_CUSTOMER, PERIOD, PRODUCT, Presence, Role, Stuff};
use crate::amount::Unit;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A fact that a pipeline declares. A program loads its pipeline once, so the declaration lives as long as it does,
/// like those of the facts that are built in, and is passed on by value like them.
#[derive(Clone, Copy)]
pub struct OwnFact(&'static Declared);

pub(super) struct Declared {
    name: &'static str,
    pub(super) columns: &'static [ColumnSpec],
}

/// One line under `[input.measures]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnMeasure {
    pub name: &'static str,
    pub stuff: Stuff,
    pub unit: Unit,
}

impl OwnFact {
    /// Every measure is optional here: an input that brings the fact need not bring all that others declare.
    pub fn declare(name: &str, measures: &[OwnMeasure]) -> Self {
        let mut columns = vec![PRODUCT, PERIOD, MAYBE_CUSTOMER];
        columns.extend(measures.iter().map(|measure| ColumnSpec {
            name: measure.name,
            role: Role::Measure(measure.stuff, measure.unit),
            presence: Presence::Optional,
        }));
        Self(Box::leak(Box::new(Declared { name: name.to_owned().leak(), columns: columns.leak() })))
    }

    pub const fn name(self) -> &'static str {
        self.0.name
    }

    pub(super) const fn declared(self) -> &'static Declared {
        self.0
    }
}

// A pipeline has one fact of a name.
impl PartialEq for OwnFact {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for OwnFact {}

impl Ord for OwnFact {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for OwnFact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for OwnFact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl std::fmt::Debug for OwnFact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OwnFact").field(&self.name()).finish()
    }
}
