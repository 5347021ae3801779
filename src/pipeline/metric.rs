//! Metrics of a pipeline's own.

use super::formula::WindowFormula;
use crate::amount::Unit;
use crate::lang::Label;
use crate::name::Name;
use crate::schema::{Better, FactKind, Theme};
use std::sync::Arc;

/// One `[[metric]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomMetric {
    pub id: String,
    pub label: Label<Name>,
    pub theme: Theme,
    pub unit: Unit,
    pub better: Better,
    pub rule: Arc<CustomRule>,
    /// Numerator and denominator as they are written.
    pub formula: String,
}

/// The arithmetic of a metric of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomRule {
    pub fact: FactKind,
    pub numerator: WindowFormula,
    /// Without one the numerator is the value.
    pub denominator: Option<WindowFormula>,
}

/// What the later stages know and a pipeline may speak of.
#[derive(Debug, Clone, Copy, Default)]
pub struct KnownNames<'a> {
    /// The findings of every stage, for `[quality]`.
    pub rules: &'a [&'static crate::diagnostic::Rule],
    /// Ids and labels of the metrics that are built in, whose names are taken.
    pub metrics: &'a [(&'static str, Label)],
}
