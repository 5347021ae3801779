//! The cells of one sheet, as they were stored: nothing typed, nothing guessed, every cell with its address.
//!
//! Only rows that have a cell are kept, each with its row number, and columns are only as long as their last cell,
//! so a lonely cell in the far corner costs a few bytes and not a rectangle.

use super::column::Column;
use super::text_pool::TextPool;
use super::text_rows::TextRows;
use super::value::{Raw, Value};
use crate::place::Cell;

/// A sheet grew past what any export needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// Cells by row and column, in the order of the sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// Number of each stored row, from 0, ascending.
    rows: Vec<u32>,
    /// Where records of a text take several lines: from which row number on a spreadsheet program counts how many fewer.
    shifts: Vec<(u32, u32)>,
    /// Column by column; shorter than `rows` where nothing follows.
    columns: Vec<Column>,
    texts: TextPool,
    /// Cells that were added.
    cells: usize,
    /// Cells for which memory was taken.
    slots: usize,
}

impl Grid {
    /// About 3 GB of cells: far beyond a full Excel sheet of business data, and still within a small server.
    const MAX_SLOTS: usize = 200_000_000;
    /// What any sheet may take, and beyond it only with one cell in so many: columns that begin far down are cheap to
    /// write and dear to keep.
    const FREE_SLOTS: usize = 16_000_000;
    const SLOTS_PER_CELL: usize = 32;

    /// Adds a cell. Cells must come row by row; a second cell at one address replaces the first.
    pub(crate) fn push(&mut self, cell: Cell, raw: Raw) -> Result<(), TooLarge> {
        if matches!(raw, Raw::Blank) {
            return Ok(());
        }
        if self.rows.last().is_none_or(|&last| last < cell.row) {
            self.rows.push(cell.row);
        }
        let index = match self.rows.last() {
            Some(&last) if last == cell.row => self.rows.len() - 1,
            _ => self.rows.partition_point(|&row| row < cell.row),
        };
        let column = cell.column as usize;
        if column >= self.columns.len() {
            self.columns.resize_with(column + 1, Column::default);
        }
        self.cells += 1;
        let most = Self::FREE_SLOTS.max(self.cells * Self::SLOTS_PER_CELL).min(Self::MAX_SLOTS);
        let cells = &mut self.columns[column];
        self.slots += (index + 1).saturating_sub(cells.len());
        if self.slots > most {
            return Err(TooLarge);
        }
        cells.put(index, raw);
        Ok(())
    }

    pub(crate) fn push_text(&mut self, cell: Cell, text: &str) -> Result<(), TooLarge> {
        if text.is_empty() {
            return Ok(());
        }
        let id = self.text_id(cell.column, text)?;
        self.push(cell, Raw::Text(id))
    }

    /// The number that [`Raw::Text`] needs for a text in this column.
    pub(crate) fn text_id(&mut self, column: u32, text: &str) -> Result<u32, TooLarge> {
        self.texts.id(column as usize, text).ok_or(TooLarge)
    }

    /// Adds many rows of texts at once, column by column: what one column remembers of its texts stays at hand.
    pub(crate) fn push_rows(&mut self, rows: &TextRows<'_>) -> Result<(), TooLarge> {
        let first = self.rows.len();
        self.rows.extend_from_slice(&rows.numbers);
        if rows.columns.len() > self.columns.len() {
            self.columns.resize_with(rows.columns.len(), Column::default);
        }
        for (column, fields) in rows.columns.iter().enumerate() {
            let cells = &mut self.columns[column];
            let before = cells.len();
            for (row, text) in fields {
                let id = self.texts.id(column, text).ok_or(TooLarge)?;
                cells.put(first + row, Raw::Text(id));
            }
            self.slots += cells.len() - before;
            if self.slots > Self::MAX_SLOTS {
                return Err(TooLarge);
            }
        }
        Ok(())
    }

    /// Number of stored rows.
    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Stored rows down to the last cell of a column.
    pub(crate) fn column_length(&self, column: usize) -> usize {
        self.columns.get(column).map_or(0, Column::len)
    }

    /// The sheet's own number, from 0, of stored row `index`.
    pub(crate) fn row_number(&self, index: usize) -> u32 {
        self.rows[index]
    }

    /// The number, from 0, under which a spreadsheet program shows a stored row: in a text it counts records, not lines.
    pub(crate) fn shown_row(&self, index: usize) -> u32 {
        let number = self.row_number(index);
        let shifts = &self.shifts[..self.shifts.partition_point(|(from, _)| *from <= number)];
        number - shifts.last().map_or(0, |(_, fewer)| *fewer)
    }

    pub(crate) fn shown_cell(&self, index: usize, column: usize) -> Cell {
        Cell { row: self.shown_row(index), ..self.cell(index, column) }
    }

    /// Rows from this number on are shown under a number that is smaller by `fewer`.
    pub(crate) fn shift(&mut self, from: u32, fewer: u32) {
        if self.shifts.last().map_or(0, |(_, known)| *known) != fewer {
            self.shifts.push((from, fewer));
        }
    }

    /// Index of the stored row with this number.
    pub(crate) fn row_index(&self, number: u32) -> Option<usize> {
        self.rows.binary_search(&number).ok()
    }

    pub(crate) fn raw(&self, index: usize, column: usize) -> Raw {
        self.columns.get(column).map_or(Raw::Blank, |cells| cells.get(index))
    }

    /// How many different texts the sheet has; their numbers run from 0.
    pub(crate) fn distinct_texts(&self) -> usize {
        self.texts.len()
    }

    /// The different texts of a column.
    pub(crate) fn texts_of(&self, column: usize) -> impl Iterator<Item = &str> {
        self.texts.of_column(column).into_iter().map(|id| self.text(id))
    }

    pub(crate) fn text(&self, id: u32) -> &str {
        self.texts.text(id)
    }

    pub(crate) fn value(&self, index: usize, column: usize) -> Value<'_> {
        match self.raw(index, column) {
            Raw::Blank => Value::Blank,
            Raw::Text(id) => Value::Text(self.text(id)),
            Raw::Number(number) => Value::Number(number),
            Raw::Day(day) => Value::Day(day),
            Raw::Duration(days) => Value::Duration(days),
            Raw::Flag(flag) => Value::Flag(flag),
            Raw::Fault(name) => Value::Fault(name),
            Raw::Uncomputed => Value::Uncomputed,
        }
    }

    pub(crate) fn row_is_blank(&self, index: usize) -> bool {
        (0..self.width()).all(|column| self.value(index, column).is_blank())
    }

    pub(crate) fn cell(&self, index: usize, column: usize) -> Cell {
        Cell { row: self.row_number(index), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}

/// Answers about texts, each different text asked once: a column of a million rows has few.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    answers: Vec<Option<T>>,
}

impl<T: Copy> Memo<T> {
    pub(crate) fn new(grid: &Grid) -> Self {
        Self { answers: vec![None; grid.distinct_texts()] }
    }

    pub(crate) fn get(&mut self, grid: &Grid, id: u32, ask: impl FnOnce(&str) -> T) -> T {
        if let Some(answer) = self.answers.get(id as usize).copied().flatten() {
            return answer;
        }
        let answer = ask(grid.text(id));
        if let Some(slot) = self.answers.get_mut(id as usize) {
            *slot = Some(answer);
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lonely_far_corner_costs_next_to_nothing() {
        let mut grid = Grid::default();
        grid.push(Cell { row: 0, column: 0 }, Raw::Number(1.0)).unwrap();
        grid.push(Cell { row: 1_048_575, column: 16_383 }, Raw::Number(2.0)).unwrap();
        assert_eq!((grid.height(), grid.width(), grid.slots), (2, 16_384, 3));
        assert_eq!(grid.value(1, 16_383), Value::Number(2.0));
        assert_eq!(grid.cell(1, 16_383).to_string(), "XFD1048576");
        assert_eq!(grid.value(0, 5), Value::Blank);
    }

    #[test]
    fn long_columns_with_nothing_in_them_are_refused_before_they_take_memory() {
        let mut grid = Grid::default();
        for row in 0..600_000 {
            grid.push(Cell { row, column: 0 }, Raw::Flag(true)).unwrap();
        }
        let refused = (1..16_384).find(|&column| grid.push(Cell { row: 599_999, column }, Raw::Flag(true)).is_err());
        assert!(refused.is_some());
        assert!(grid.slots < 30_000_000);
    }

    #[test]
    fn a_text_is_kept_once() {
        let mut grid = Grid::default();
        for row in 0..3 {
            grid.push_text(Cell { row, column: 0 }, "same").unwrap();
        }
        assert_eq!(grid.texts.len(), 1);
        assert_eq!(grid.value(2, 0), Value::Text("same"));
    }
}
