//! Rows that nobody sees when they look at the workbook, and that count all the same.

use super::problem::FileProblem;
use crate::diagnostic::Finding;
use crate::sheet::Sheet;
use std::collections::BTreeSet;

/// Says which of the rows that were read, by their numbers from 0, are hidden in their sheet.
pub(crate) fn hidden_rows(sheet: &Sheet, read: &[u32]) -> Option<Finding> {
    const SHOWN: usize = 5;
    let hidden = &sheet.formatting.hidden_rows;
    // A line of a crosstab gives several rows.
    let rows: BTreeSet<u32> = read.iter().copied().filter(|row| hidden.binary_search(row).is_ok()).collect();
    let first: Vec<u32> = rows.iter().take(SHOWN).map(|row| row + 1).collect();
    let problem = FileProblem::HiddenRows { rows: rows.len(), first, filtered: sheet.formatting.filtered };
    (!rows.is_empty()).then(|| Finding::new(sheet.place(), problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Formatting, Grid};

    #[track_caller]
    fn check(hidden: &[u32], filtered: bool, read: &[u32], expected: Option<&str>) {
        let mut sheet = Sheet::new(&"a.xlsx".into(), Some("S"), Grid::default());
        sheet.formatting = Formatting { hidden_rows: hidden.to_vec(), filtered, ..Formatting::default() };
        let message = hidden_rows(&sheet, read).map(|finding| finding.problem.message());
        assert_eq!(message.as_deref(), expected);
    }

    #[test]
    fn hidden_rows_are_counted_when_they_were_read() {
        check(&[], true, &[4, 5, 6], None);
        check(&[0, 1, 9], false, &[4, 5, 6], None);
        check(&[4], false, &[4, 4, 4, 5], Some("1 row that is hidden (by hand) was read: 5"));
        check(&[4, 6], true, &[6, 5, 4], Some("2 rows that are hidden (a filter is set) were read: 5 and 7"));
        let rows: Vec<u32> = (10..20).collect();
        check(&rows, true, &rows, Some("10 rows that are hidden (a filter is set) were read: 11, 12, 13, 14, 15 …"));
    }
}
