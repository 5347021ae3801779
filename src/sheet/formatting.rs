//! What a workbook says of its cells beside their values.

use crate::place::Cell;
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
}

/// How many number cells of a column are shown scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScaledFormat {
    pub(crate) column: u32,
    /// How often the format divides by a thousand.
    pub(crate) thousands: u8,
    pub(crate) cells: u32,
}
