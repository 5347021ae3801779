//! Totals above their lines: rows without a key and without a name, as pivot tables in compact form have them for each
//! group, and reports with a total on top.

use super::sum_columns::SumColumns;
use crate::ingest::shape::header::Header;
use crate::ingest::shape::totals::Naming;
use crate::sheet::{Memo, Sheet};
use std::collections::BTreeSet;

/// Rows without a key, of which the first stands above all lines.
#[derive(Default)]
pub(super) struct Above {
    /// Each with how many lines stand above it.
    keyless: Vec<(usize, usize)>,
    lines: Vec<usize>,
}

impl Above {
    pub(super) fn of(sheet: &Sheet, header: &Header, columns: &SumColumns, namings: &mut Memo<Option<Naming>>) -> Self {
        let grid = &sheet.grid;
        let mut found = Self::default();
        if columns.labels.is_empty() {
            return found;
        }
        for row in (header.index + 1..header.end).filter(|&row| columns.has_figure(grid, row)) {
            if columns.named(grid, namings, row).is_some() {
                continue;
            }
            if columns.lacks_key(grid, row) {
                found.keyless.push((row, found.lines.len()));
            } else if found.keyless.is_empty() {
                return found;
            } else {
                found.lines.push(row);
            }
        }
        found
    }

    /// Those that are the sum of the lines below them, up to the next one.
    pub(super) fn totals(self, is_sum_of: impl Fn(usize, &[usize]) -> bool) -> BTreeSet<usize> {
        let Self { keyless, lines } = self;
        let ends = keyless.iter().skip(1).map(|&(_, above)| above).chain([lines.len()]);
        let below = keyless.iter().zip(ends).map(|(&(row, from), to)| {
            // One right above another, on top of the sheet, is the one over all.
            (row, if from == to && from == 0 { &lines[..] } else { &lines[from..to] })
        });
        let sums: Vec<(usize, usize)> =
            below.filter(|&(row, lines)| is_sum_of(row, lines)).map(|(row, lines)| (row, lines.len())).collect();
        // One line below is a sum by chance, unless all the others are sums, too.
        let all = sums.len() == keyless.len();
        sums.into_iter().filter(|&(_, lines)| all || lines > 1).map(|(row, _)| row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(keyless: &[(usize, usize)], lines: usize, sums: &[usize], expected: &[usize]) {
        let above = Above { keyless: keyless.to_vec(), lines: (100..100 + lines).collect() };
        let found = above.totals(|row, _| sums.contains(&row));
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_single_line_below_is_a_sum_by_chance_unless_all_are_sums() {
        check(&[(1, 0), (4, 2)], 3, &[1, 4], &[1, 4]);
        check(&[(1, 0), (4, 2), (6, 3)], 5, &[1, 4], &[1]);
        check(&[], 0, &[], &[]);
    }

    #[test]
    fn the_one_right_above_another_sums_all() {
        let above = Above { keyless: vec![(1, 0), (2, 0), (5, 2)], lines: vec![3, 4, 6] };
        let lengths = std::cell::RefCell::new(Vec::new());
        above.totals(|_, lines| {
            lengths.borrow_mut().push(lines.len());
            true
        });
        assert_eq!(lengths.into_inner(), [3, 2, 1]);
    }
}
