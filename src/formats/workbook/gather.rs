//! The cells of a workbook, put into sheets.

use super::gathered::Gathered;
use super::sink::{Datum, Sink};
use super::trouble::WorkbookTrouble;
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::{Grid, Raw, Sheet, TooLarge};
use std::sync::Arc;

/// Puts the cells into sheets.
pub(super) struct Gather {
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
    pub(super) fn into_sheets(self) -> Result<Vec<Sheet>, WorkbookTrouble> {
        let names: Vec<_> = self.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        match names.iter().enumerate().find(|(index, name)| names[..*index].contains(name)) {
            Some((_, name)) => Err(WorkbookTrouble::Damaged(Cause::new(format!("two sheets are named `{name}`")))),
            None => Ok(self.sheets),
        }
    }
}

impl Sink for Gather {
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), WorkbookTrouble> {
        let sheet = Sheet::new(&self.file, Some(name), Grid::default());
        self.sheets.push(Sheet { visible, ..sheet });
        self.shared.clear();
        Ok(())
    }

    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), WorkbookTrouble> {
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
        pushed.map_err(|TooLarge| WorkbookTrouble::TooLarge)
    }

    fn formatting(&mut self, gathered: Gathered) -> Result<(), WorkbookTrouble> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.formatting = gathered.into_formatting(&sheet.grid);
        }
        Ok(())
    }

    fn restart(&mut self) -> Result<(), WorkbookTrouble> {
        self.sheets.clear();
        self.shared.clear();
        Ok(())
    }
}
