//! What was found in a sheet beside its cells, as far as memory for it is worth having.

use super::number_format::{Meaning, Shown};
use crate::place::Cell;
use crate::sheet::{Formatting, Grid, ScaledFormat, ShownAs, ShownCells};
use serde::{Deserialize, Serialize};

/// What was found in one sheet. Areas cost the same whatever their size.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Gathered {
    pub(crate) merged: Vec<(Cell, Cell)>,
    /// First and last number of rows that are hidden one after the other.
    pub(crate) hidden: Vec<(u32, u32)>,
    pub(crate) filtered: bool,
    pub(crate) scaled: Vec<ScaledFormat>,
    pub(crate) shown: Vec<ShownCells>,
    /// First and last number of columns.
    pub(crate) hidden_columns: Vec<(u32, u32)>,
}

/// Far more than a person merges or hides; the rest is left out.
const MOST: usize = 100_000;

impl Gathered {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// An area of one cell is none.
    pub(crate) fn merge(&mut self, first: Cell, last: Cell) {
        let is_area = first != last && first.row <= last.row && first.column <= last.column;
        if is_area && self.merged.len() < MOST {
            self.merged.push((first, last));
        }
    }

    /// Rows must come in their order.
    pub(super) fn hide(&mut self, first: u32, last: u32) {
        let has_room = self.hidden.len() < MOST;
        match self.hidden.last_mut() {
            Some((_, before)) if first <= before.saturating_add(1) => *before = last.max(*before),
            _ if has_room => self.hidden.push((first, last)),
            _ => {}
        }
    }

    /// Takes how some cells of a column show their number or day; rows must come in their order.
    pub(super) fn show(&mut self, at: Cell, shown: Shown, rows: u32) {
        if shown.thousands > 0 {
            self.scale(at.column, shown.thousands, rows);
        }
        if shown.meaning == Meaning::DayAndMonth {
            self.mark(at, ShownAs::DayAndMonth, rows);
        }
        if let Some(currency) = shown.currency {
            self.mark(at, ShownAs::Currency(currency), rows);
        }
        if shown.percent {
            self.mark(at, ShownAs::Percent, rows);
        }
    }

    fn mark(&mut self, at: Cell, how: ShownAs, rows: u32) {
        let last = at.row.saturating_add(rows.saturating_sub(1));
        let has_room = self.shown.len() < MOST_SHOWN;
        match self.shown.iter_mut().find(|known| (known.column, known.how) == (at.column, how)) {
            Some(known) => {
                known.last = known.last.max(last);
                known.cells = known.cells.saturating_add(rows);
            }
            None if has_room => {
                self.shown.push(ShownCells { column: at.column, how, first: at.row, last, cells: rows });
            }
            None => {}
        }
    }

    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        if first <= last && self.hidden_columns.len() < MOST_SHOWN {
            self.hidden_columns.push((first, last));
        }
    }

    /// Counts number cells that are shown in thousands to the power of `thousands`.
    pub(crate) fn scale(&mut self, column: u32, thousands: u8, cells: u32) {
        let has_room = self.scaled.len() < MOST_SCALED;
        match self.scaled.iter_mut().find(|known| (known.column, known.thousands) == (column, thousands)) {
            Some(known) => known.cells = known.cells.saturating_add(cells),
            None if has_room => self.scaled.push(ScaledFormat { column, thousands, cells }),
            None => {}
        }
    }

    /// Of hidden rows those that have a cell.
    pub(super) fn into_formatting(mut self, grid: &Grid) -> Formatting {
        self.merged.sort_unstable_by_key(|(first, _)| (first.row, first.column));
        self.scaled.sort_unstable_by_key(|scaled| (scaled.column, scaled.thousands));
        let mut hidden_rows = Vec::new();
        let mut index = 0;
        for (first, last) in self.hidden {
            index += (index..grid.height()).take_while(|&index| grid.row_number(index) < first).count();
            let inside = (index..grid.height()).map(|index| grid.row_number(index)).take_while(|&row| row <= last);
            let before = hidden_rows.len();
            hidden_rows.extend(inside);
            index += hidden_rows.len() - before;
        }
        self.shown.sort_unstable_by_key(|shown| (shown.column, shown.how));
        Formatting {
            merged: self.merged,
            hidden_rows,
            filtered: self.filtered,
            scaled: self.scaled,
            shown: self.shown,
            hidden_columns: self.hidden_columns,
        }
    }
}

/// They are looked through for every such cell.
const MOST_SCALED: usize = 256;
const MOST_SHOWN: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Raw;

    #[test]
    fn hidden_rows_are_those_that_have_a_cell() {
        let mut grid = Grid::default();
        for row in [0, 3, 4, 9, 20] {
            grid.push(Cell { row, column: 0 }, Raw::Flag(true)).unwrap();
        }
        let mut gathered = Gathered::default();
        for (first, last) in [(1, 3), (4, 4), (9, 9), (15, 1_048_575)] {
            gathered.hide(first, last);
        }
        assert_eq!(gathered.hidden, [(1, 4), (9, 9), (15, 1_048_575)]);
        assert_eq!(gathered.into_formatting(&grid).hidden_rows, [3, 4, 9, 20]);
    }

    #[test]
    fn no_sheet_has_endless_formatting() {
        let mut gathered = Gathered::default();
        for row in 0..300_000 {
            let cell = |column| Cell { row, column };
            gathered.merge(cell(0), cell(16_383));
            gathered.merge(cell(7), cell(7));
            gathered.hide(2 * row, 2 * row);
            gathered.scale(row, 1, 1);
        }
        assert_eq!((gathered.merged.len(), gathered.hidden.len(), gathered.scaled.len()), (MOST, MOST, MOST_SCALED));
    }
}
