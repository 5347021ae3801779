//! Where the cells of a workbook go as they are read: into sheets, or over the pipe to the process that asked.

use super::gathered::Gathered;
use super::trouble::WorkbookTrouble;
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::Raw;

/// A stored cell before its text has a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Datum<'a> {
    Text(&'a str),
    /// One of the texts that the cells of a workbook share, and its number among them.
    Shared(u32, &'a str),
    Raw(Raw),
}

/// The texts that cells of a workbook share, end to end, known by their number.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    all: String,
    ends: Vec<usize>,
}

impl SharedTexts {
    /// Where the next text is written; [`Self::end`] makes it one of them.
    pub(super) const fn next(&mut self) -> &mut String {
        &mut self.all
    }

    pub(super) fn end(&mut self) {
        self.ends.push(self.all.len());
    }

    pub(super) fn get(&self, number: u32) -> Option<&str> {
        let number = usize::try_from(number).ok()?;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..*self.ends.get(number)?)
    }
}

pub(super) trait Sink {
    /// Begins a worksheet.
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), WorkbookTrouble>;
    /// Takes a cell of it, row by row.
    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), WorkbookTrouble>;
    /// Takes what was found beside the cells of the worksheet, behind the last of them.
    fn formatting(&mut self, gathered: Gathered) -> Result<(), WorkbookTrouble>;
    /// Forgets everything: the reader begins again.
    fn restart(&mut self) -> Result<(), WorkbookTrouble>;
}

/// Holds the cells of one worksheet to the size of a sheet and to the order of rows before they go on.
pub(crate) struct Rows<'a, S> {
    sink: &'a mut S,
    row: u32,
}

impl<'a, S: Sink> Rows<'a, S> {
    pub(crate) fn of_sheet(sink: &'a mut S, name: &str, visible: bool) -> Result<Self, WorkbookTrouble> {
        sink.sheet(name, visible)?;
        Ok(Self { sink, row: 0 })
    }

    pub(crate) fn take(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), WorkbookTrouble> {
        const ROWS: u32 = 1_048_576;
        const COLUMNS: u32 = 16_384;
        let Cell { row, column } = cell;
        if row >= ROWS || column >= COLUMNS {
            return Err(WorkbookTrouble::Damaged(Cause::new(
                "a cell lies outside the largest sheet there is, XFD1048576",
            )));
        }
        if row < self.row {
            return Err(WorkbookTrouble::Damaged(Cause::new(format!(
                "row {} stands after row {}",
                row + 1,
                self.row + 1
            ))));
        }
        self.row = row;
        self.sink.cell(cell, datum)
    }

    pub(crate) fn close(self, gathered: Gathered) -> Result<(), WorkbookTrouble> {
        if gathered.is_empty() { Ok(()) } else { self.sink.formatting(gathered) }
    }
}
