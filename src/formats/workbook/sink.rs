//! Where the cells of a workbook go as they are read: into sheets, or over the pipe to the process that asked.

use super::formatting::Gathered;
use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use crate::place::Cell;
use crate::sheet::Sheet;
use crate::sheet::{Grid, Raw, TooLarge};
use std::sync::Arc;

/// A stored cell before its text has a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Datum<'a> {
    Text(&'a str),
    /// One of the texts that the cells of a workbook share, and its number among them.
    Shared(u32, &'a str),
    Raw(Raw),
}

/// Why a workbook gives no cells, or no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    Password,
    Damaged(Cause),
    /// More cells than any export has.
    TooLarge,
    /// Nobody takes the cells any more.
    Gone,
}

impl From<Trouble> for FormatProblem {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Password => Self::NeedsPassword,
            Trouble::Damaged(error) => Self::Damaged { error },
            Trouble::TooLarge => Self::TooLarge { what: "a sheet with more cells than any export has".to_owned() },
            Trouble::Gone => Self::Damaged { error: Cause::new("its cells had nowhere to go") },
        }
    }
}

pub(crate) trait Sink {
    /// Begins a worksheet.
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Trouble>;
    /// Takes a cell of it, row by row.
    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), Trouble>;
    /// Takes what was found beside the cells of the worksheet, behind the last of them.
    fn formatting(&mut self, gathered: Gathered) -> Result<(), Trouble>;
    /// Forgets everything: the reader begins again.
    fn restart(&mut self) -> Result<(), Trouble>;
}

/// Holds the cells of one worksheet to the size of a sheet and to the order of rows before they go on.
pub(crate) struct Rows<'a, S> {
    sink: &'a mut S,
    row: u32,
}

impl<'a, S: Sink> Rows<'a, S> {
    pub(crate) fn of_sheet(sink: &'a mut S, name: &str, visible: bool) -> Result<Self, Trouble> {
        sink.sheet(name, visible)?;
        Ok(Self { sink, row: 0 })
    }

    pub(crate) fn take(&mut self, (row, column): (u32, u32), datum: Datum<'_>) -> Result<(), Trouble> {
        const ROWS: u32 = 1_048_576;
        const COLUMNS: u32 = 16_384;
        if row >= ROWS || column >= COLUMNS {
            return Err(Trouble::Damaged(Cause::new("a cell lies outside the largest sheet there is, XFD1048576")));
        }
        if row < self.row {
            return Err(Trouble::Damaged(Cause::new(format!("row {} stands after row {}", row + 1, self.row + 1))));
        }
        self.row = row;
        self.sink.cell(Cell { row, column }, datum)
    }

    pub(crate) fn close(self, gathered: Gathered) -> Result<(), Trouble> {
        if gathered.is_empty() { Ok(()) } else { self.sink.formatting(gathered) }
    }
}

/// Puts the cells into sheets.
pub(crate) struct Gather {
    file: Arc<str>,
    sheets: Vec<Sheet>,
    /// By number of a shared text: the column of the sheet where it was last, and its number there.
    shared: Vec<Option<(u32, u32)>>,
}

impl Gather {
    pub(crate) fn new(file: &Arc<str>) -> Self {
        Self { file: file.clone(), sheets: Vec::new(), shared: Vec::new() }
    }

    /// Two sheets of one name would be one sheet read twice, since readers ask for sheets by name.
    pub(crate) fn into_sheets(self) -> Result<Vec<Sheet>, Trouble> {
        let names: Vec<_> = self.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        match names.iter().enumerate().find(|(index, name)| names[..*index].contains(name)) {
            Some((_, name)) => Err(Trouble::Damaged(Cause::new(format!("two sheets are named `{name}`")))),
            None => Ok(self.sheets),
        }
    }
}

impl Sink for Gather {
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Trouble> {
        let sheet = Sheet::new(&self.file, Some(name), Grid::default());
        self.sheets.push(Sheet { visible, ..sheet });
        self.shared.clear();
        Ok(())
    }

    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), Trouble> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let pushed = match datum {
            Datum::Text(text) => sheet.grid.push_text(cell, text),
            Datum::Shared(_, "") => Ok(()),
            Datum::Shared(number, text) => {
                let number = number as usize;
                match self.shared.get(number) {
                    Some(Some((column, id))) if *column == cell.column => sheet.grid.push(cell, Raw::Text(*id)),
                    _ => sheet.grid.text_id(cell.column, text).and_then(|id| {
                        if number >= self.shared.len() {
                            self.shared.resize(number + 1, None);
                        }
                        self.shared[number] = Some((cell.column, id));
                        sheet.grid.push(cell, Raw::Text(id))
                    }),
                }
            }
            Datum::Raw(raw) => sheet.grid.push(cell, raw),
        };
        pushed.map_err(|TooLarge| Trouble::TooLarge)
    }

    fn formatting(&mut self, gathered: Gathered) -> Result<(), Trouble> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.formatting = gathered.into_formatting(&sheet.grid);
        }
        Ok(())
    }

    fn restart(&mut self) -> Result<(), Trouble> {
        self.sheets.clear();
        self.shared.clear();
        Ok(())
    }
}
