//! What a workbook says of its cells beside their values.

use crate::place::Cell;
use crate::values::number::CurrencyMark;
use serde::{Deserialize, Serialize};

/// What a workbook says of its cells beside their values. Texts, and formats that do not tell, have none of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Formatting {
    /// Merged areas: first and last cell. Only the first holds a value.
    pub(crate) merged: Vec<(Cell, Cell)>,
    /// Numbers of the hidden rows, from 0, ascending; rows that a filter hides are among them.
    pub(crate) hidden_rows: Vec<u32>,
    /// Whether an automatic filter is set.
    pub(crate) filtered: bool,
    /// Columns whose number formats show thousandths (`#,##0,`) or millionths (`#,##0,,`) of what is stored.
    pub(crate) scaled: Vec<ScaledFormat>,
    /// What else number formats say of the cells of a column.
    pub(crate) shown: Vec<ShownCells>,
    /// First and last number of columns that are hidden one beside the other, from 0.
    pub(crate) hidden_columns: Vec<(u32, u32)>,
}

impl Formatting {
    pub(crate) fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|&(first, last)| (first..=last).contains(&column))
    }

    /// How cells of a column between two rows are shown, all of them by their numbers.
    pub(crate) fn shown_in(&self, column: u32, first: u32, last: u32) -> impl Iterator<Item = &ShownCells> {
        let within = move |shown: &&ShownCells| shown.first <= last && first <= shown.last;
        self.shown.iter().filter(move |shown| shown.column == column).filter(within)
    }
}

/// Cells of a column that are shown in one way, from the first to the last of them; others may stand between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShownCells {
    pub(crate) column: u32,
    pub(crate) how: ShownAs,
    /// Rows by their numbers.
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) cells: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum ShownAs {
    /// With the sign or code of a currency.
    Currency(CurrencyMark),
    /// A day without its year, as `25-Oct`.
    DayAndMonth,
    /// In hundredths, as `12 %`.
    Percent,
}

/// How many number cells of a column are shown scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScaledFormat {
    pub(crate) column: u32,
    /// How often the format divides by a thousand.
    pub(crate) thousands: u8,
    pub(crate) cells: u32,
}
