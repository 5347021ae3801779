//! Facts of a pipeline's own: keys as of any fact, and the measures that it declares.

use super::column::{ColumnRole, ColumnSpec, MAYBE_CUSTOMER, MeasureKind, PERIOD, PRODUCT, Presence};
use crate::amount::Unit;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A fact that a pipeline declares. A program loads its pipeline once, so the declaration lives as long as it does,
/// like those of the facts that are built in, and is passed on by value like them.
#[derive(Clone, Copy)]
pub struct CustomFact(&'static FactDeclaration);

pub(super) struct FactDeclaration {
    name: &'static str,
    pub(super) columns: &'static [ColumnSpec],
}

/// One line under `[input.measures]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomMeasure {
    pub name: &'static str,
    pub measure_kind: MeasureKind,
    pub unit: Unit,
}

impl CustomFact {
    /// Every measure is optional here: an input that brings the fact need not bring all that others declare.
    pub fn declare(name: &str, measures: &[CustomMeasure]) -> Self {
        let mut columns = vec![PRODUCT, PERIOD, MAYBE_CUSTOMER];
        columns.extend(measures.iter().map(|measure| ColumnSpec {
            name: measure.name,
            role: ColumnRole::Measure(measure.measure_kind, measure.unit),
            presence: Presence::Optional,
        }));
        Self(Box::leak(Box::new(FactDeclaration { name: name.to_owned().leak(), columns: columns.leak() })))
    }

    pub const fn name(self) -> &'static str {
        self.0.name
    }

    pub(super) const fn declared(self) -> &'static FactDeclaration {
        self.0
    }
}

// A pipeline has one fact of a name.
impl PartialEq for CustomFact {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for CustomFact {}

impl Ord for CustomFact {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for CustomFact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for CustomFact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl std::fmt::Debug for CustomFact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("CustomFact").field(&self.name()).finish()
    }
}
