//! Facts of a pipeline's own: keys as of any fact, and the measures that it declares.

use super::column::{ColumnRole, ColumnSpec, MAYBE_CUSTOMER, MeasureKind, PERIOD, PRODUCT, Presence};
use crate::amount::Unit;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A fact that a pipeline declares; all who speak of it share the declaration.
#[derive(Clone)]
pub struct CustomFact(Arc<FactDeclaration>);

struct FactDeclaration {
    name: String,
    columns: Vec<ColumnSpec>,
}

/// One line under `[input.measures]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomMeasure {
    pub name: String,
    pub measure_kind: MeasureKind,
    pub unit: Unit,
}

impl CustomFact {
    /// Every measure is optional here: an input that brings the fact need not bring all that others declare.
    pub fn declare(name: String, measures: Vec<CustomMeasure>) -> Self {
        let mut columns = vec![PRODUCT, PERIOD, MAYBE_CUSTOMER];
        columns.extend(measures.into_iter().map(|measure| ColumnSpec {
            name: measure.name.into(),
            role: ColumnRole::Measure(measure.measure_kind, measure.unit),
            presence: Presence::Optional,
        }));
        Self(Arc::new(FactDeclaration { name, columns }))
    }

    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub(super) fn columns(&self) -> &[ColumnSpec] {
        &self.0.columns
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
