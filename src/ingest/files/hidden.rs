//! Rows and columns that nobody sees when they look at the workbook, and that count all the same.

use super::problem::FileProblem;
use crate::diagnostic::Finding;
use crate::place::column_letters;
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

/// Says which of the columns that were read, by their numbers from 0, are hidden in their sheet.
pub(crate) fn hidden_columns(sheet: &Sheet, read: impl Iterator<Item = u32>) -> Option<Finding> {
    if sheet.formatting.hidden_columns.is_empty() {
        return None;
    }
    let hidden: BTreeSet<u32> = read.filter(|&column| sheet.formatting.hides_column(column)).collect();
    let columns: Vec<String> = hidden.into_iter().map(column_letters).collect();
    (!columns.is_empty()).then(|| Finding::new(sheet.place(), FileProblem::HiddenColumns { columns }))
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
    fn hidden_columns_are_named_when_they_were_read() {
        let mut sheet = Sheet::new(&"a.xlsx".into(), Some("S"), Grid::default());
        sheet.formatting.hidden_columns = vec![(2, 3), (30, 16_383)];
        let message =
            |read: &[u32]| hidden_columns(&sheet, read.iter().copied()).map(|finding| finding.problem.message());
        assert_eq!(message(&[0, 1, 4]), None);
        assert_eq!(message(&[0, 3]).as_deref(), Some("1 column that is hidden was read: D"));
        assert_eq!(message(&[2, 3, 2, 30]).as_deref(), Some("3 columns that are hidden were read: C, D and AE"));
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
