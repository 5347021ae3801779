//! Reading the columns of a record: of the catalog, of the calendar, of exchange rates.

use super::problem::FactProblem;
use crate::diagnostic::Finding;
use crate::ingest::{Record, RecordValue};

/// One record, whose entries are read and reported where they cannot be what their column takes.
pub(super) struct Columns<'a, 'b> {
    pub(super) record: &'a Record<'b>,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl Columns<'_, '_> {
    /// What an entry says that must be there; `expected` puts that into words.
    pub(super) fn required<T>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        read: impl FnOnce(&RecordValue) -> Option<T>,
    ) -> Option<T> {
        let entry = self.record.entry(column);
        self.read(column, expected, entry, read)
    }

    fn read<T>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        entry: Option<RecordValue>,
        read: impl FnOnce(&RecordValue) -> Option<T>,
    ) -> Option<T> {
        let said = entry.as_ref().and_then(read);
        if said.is_none() {
            let found = entry.map(|entry| entry.to_string()).unwrap_or_default();
            let problem = FactProblem::UnreadableEntry { column, expected, found };
            self.findings.push(Finding::new(self.record.place(column), problem));
        }
        said
    }

    /// What an entry says, where there is one.
    pub(super) fn optional<T>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        read: impl FnOnce(&RecordValue) -> Option<T>,
    ) -> Option<T> {
        let entry = self.record.entry(column)?;
        self.read(column, expected, Some(entry), read)
    }
}
