//! Where the cells of a workbook go as they are read: into sheets, or over the pipe to the process that asked.

use super::super::book::Sheet;
use super::super::grid::{Grid, Raw, TooLarge};
use super::super::problem::IngestProblem;
use crate::place::Cell;
use std::sync::Arc;

/// A stored cell before its text has a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Datum<'a> {
    Text(&'a str),
    Raw(Raw),
}

/// Why a workbook gives no cells, or no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    Password,
    Damaged(String),
    /// More cells than any export has.
    TooLarge,
    /// Nobody takes the cells any more.
    Gone,
}

impl From<Trouble> for IngestProblem {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Password => Self::NeedsPassword,
            Trouble::Damaged(error) => Self::Damaged { error },
            Trouble::TooLarge => Self::TooLarge { what: "a sheet with more cells than any export has".to_owned() },
            Trouble::Gone => Self::Damaged { error: "its cells had nowhere to go".to_owned() },
        }
    }
}

pub(super) trait Sink {
    /// Begins a worksheet.
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Trouble>;
    /// Takes a cell of it, row by row.
    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), Trouble>;
    /// Forgets everything: the reader begins again.
    fn restart(&mut self) -> Result<(), Trouble>;
}

/// Holds the cells of one worksheet to the size of a sheet and to the order of rows before they go on.
pub(super) struct Rows<'a, S> {
    sink: &'a mut S,
    row: u32,
}

impl<'a, S: Sink> Rows<'a, S> {
    pub(super) fn of_sheet(sink: &'a mut S, name: &str, visible: bool) -> Result<Self, Trouble> {
        sink.sheet(name, visible)?;
        Ok(Self { sink, row: 0 })
    }

    pub(super) fn take(&mut self, (row, column): (u32, u32), datum: Datum<'_>) -> Result<(), Trouble> {
        const ROWS: u32 = 1_048_576;
        const COLUMNS: u32 = 16_384;
        if row >= ROWS || column >= COLUMNS {
            return Err(Trouble::Damaged("a cell lies outside the largest sheet there is, XFD1048576".to_owned()));
        }
        if row < self.row {
            return Err(Trouble::Damaged(format!("row {} stands after row {}", row + 1, self.row + 1)));
        }
        self.row = row;
        self.sink.cell(Cell { row, column }, datum)
    }
}

/// Puts the cells into sheets.
pub(super) struct Gather {
    file: Arc<str>,
    sheets: Vec<Sheet>,
}

impl Gather {
    pub(super) fn new(file: &Arc<str>) -> Self {
        Self { file: file.clone(), sheets: Vec::new() }
    }

    /// Two sheets of one name would be one sheet read twice, since readers ask for sheets by name.
    pub(super) fn into_sheets(self) -> Result<Vec<Sheet>, Trouble> {
        let names: Vec<_> = self.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        match names.iter().enumerate().find(|(index, name)| names[..*index].contains(name)) {
            Some((_, name)) => Err(Trouble::Damaged(format!("two sheets are named `{name}`"))),
            None => Ok(self.sheets),
        }
    }
}

impl Sink for Gather {
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Trouble> {
        let sheet = Sheet::new(&self.file, Some(name), Grid::default());
        self.sheets.push(Sheet { visible, ..sheet });
        Ok(())
    }

    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), Trouble> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let pushed = match datum {
            Datum::Text(text) => sheet.grid.push_text(cell, text),
            Datum::Raw(raw) => sheet.grid.push(cell, raw),
        };
        pushed.map_err(|TooLarge| Trouble::TooLarge)
    }

    fn restart(&mut self) -> Result<(), Trouble> {
        self.sheets.clear();
        Ok(())
    }
}
