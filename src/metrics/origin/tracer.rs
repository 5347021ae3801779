//! Who takes a figure apart.

use crate::facts::Facts;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::Scope;

/// Everything that a figure may come from. The files beside this one say what it does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tracer<'a> {
    pub(in crate::metrics) facts: &'a Facts,
    pub(in crate::metrics) aggregates: &'a Aggregates,
    pub(in crate::metrics) scope: Scope,
}
