//! Reading a workbook that was just written, before anybody else does: by calamine, cell by cell to the last one, so that
//! a fault of the writer is not matched by the same fault of a reader of our own.

use super::trouble::WorkbookTrouble;
use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A worksheet as it was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack {
    pub name: String,
    /// The texts in its first rows.
    pub head: Vec<String>,
}

/// A title stands above all tables.
const HEAD_ROWS: u32 = 12;

/// All worksheets of an .xlsx, in their order.
pub fn read_back(bytes: &[u8]) -> Result<Vec<ReadBack>, FormatProblem> {
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes)));
    let panicked = |_| Err(WorkbookTrouble::Damaged(Cause::new("its records contradict each other")));
    read.unwrap_or_else(panicked).map_err(FormatProblem::from)
}

fn damaged(error: XlsxError) -> WorkbookTrouble {
    WorkbookTrouble::Damaged(Cause::new(error))
}

fn sheets(bytes: &[u8]) -> Result<Vec<ReadBack>, WorkbookTrouble> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let metadata = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in metadata.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut head = Vec::new();
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            if cell.get_position().0 < HEAD_ROWS {
                match cell.get_value() {
                    DataRef::SharedString(text) => head.push((*text).to_owned()),
                    DataRef::String(text) => head.push(text.clone()),
                    _ => {}
                }
            }
        }
        sheets.push(ReadBack { name: sheet.name, head });
    }
    Ok(sheets)
}
