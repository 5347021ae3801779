//! Control totals: what must hold between the exports, as `[[check]]` says it.

use super::Tolerance;
use super::formula::Equation;
use crate::diagnostic::Severity;
use crate::place::Place;
use std::sync::Arc;

/// One `[[check]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: Arc<str>,
    /// As it is written.
    pub text: String,
    pub equation: Equation,
    pub per: CheckedFor,
    pub periods: CheckedPeriods,
    /// How far both sides may lie apart.
    pub tolerance: Tolerance,
    /// What it does where it does not hold.
    pub severity: Severity,
    /// Where it stands in the pipeline file.
    pub place: Place,
}

/// Whose figures are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CheckedFor {
    #[default]
    Product,
    Portfolio,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CheckedPeriods {
    /// Every period that is covered, up to the as-of period.
    #[default]
    All,
    AsOf,
}
