//! A sheet as data: its cells, what it says of them, and where each came from. It knows no file format and nothing of finance.

mod column;
mod formatting;
mod grid;
mod row_count;
mod text_lines;
mod text_pool;
mod text_rows;
mod trace;
mod value;

pub(crate) use formatting::{Formatting, ScaledFormat, ShownAs, ShownCells};
pub(crate) use grid::{Grid, Memo, TooLarge};
pub use row_count::{RowCount, TotalRow};
pub(crate) use text_lines::TextLines;
pub(crate) use text_rows::TextRows;
pub(crate) use trace::Trace;
pub(crate) use value::{Raw, Value};

use crate::place::{Cell, Place};
use std::sync::Arc;

#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) file: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) visible: bool,
    pub(crate) grid: Grid,
    pub(crate) formatting: Formatting,
    /// Of a text file.
    pub(crate) lines: Option<TextLines>,
    /// Of rows that were made from a crosstab: where their cells come from.
    pub(crate) trace: Option<Trace>,
}

impl Sheet {
    pub(crate) fn place(&self) -> Place {
        match &self.name {
            Some(sheet) => Place::Sheet { file: self.file.clone(), sheet: sheet.clone() },
            None => Place::File(self.file.clone()),
        }
    }

    /// A visible sheet; a text file has one without a name.
    pub(crate) fn new(file: &Arc<str>, name: Option<&str>, grid: Grid) -> Self {
        let formatting = Formatting::default();
        Self {
            file: file.clone(),
            name: name.map(Into::into),
            visible: true,
            grid,
            formatting,
            lines: None,
            trace: None,
        }
    }

    /// The sheet with its name and no cells, to be filled anew.
    pub(crate) fn without_cells(&self) -> Self {
        Self { visible: self.visible, name: self.name.clone(), ..Self::new(&self.file, None, Grid::default()) }
    }

    /// The cell as the user finds it.
    pub(crate) fn original(&self, cell: Cell) -> Cell {
        self.trace.as_ref().map_or(cell, |trace| trace.original(cell))
    }

    pub(crate) fn cell_place(&self, cell: Cell) -> Place {
        let cell = self.original(cell);
        Place::Cell { file: self.file.clone(), sheet: self.name.clone(), cell }
    }
}
