//! Names that may be given once.

use super::entry::Entry;
use crate::name::fold;
use std::collections::BTreeMap;

/// Names seen so far, without case, each with the place of its first use.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// Takes note of a name; the line of its first use when this is not it.
    pub(super) fn used_in_line(&mut self, name: &str, entry: Entry) -> Option<usize> {
        let place = entry.span().start;
        let first = *self.0.entry(fold(name)).or_insert(place);
        (first != place).then(|| entry.report.line(first))
    }
}
