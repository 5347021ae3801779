//! Cells of an .xlsx or .xlsm that is written in an unusual way, by calamine: slower, and without its formatting.

use super::super::sink::{Datum, Rows, Sink};
use super::super::trouble::WorkbookTrouble;
use super::super::value;
use crate::diagnostic::Cause;
use crate::formats::package::Package;
use crate::formats::workbook::repair;
use crate::place::Cell;
use crate::sheet::Raw;
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeSet;
use std::io::Cursor;

/// Reads every worksheet. calamine refuses error values that it does not know (`#GETTING_DATA`, `#SPILL!`), and with
/// them the workbook; the reader then begins again with the value written as one that it knows.
pub(super) fn read(bytes: &[u8], sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    // calamine stops behind the last cell, and damage in the packed form shows at the end of a part.
    Package::open(bytes)?.unpack_all("xl/worksheets/")?;
    let mut unknown = BTreeSet::new();
    loop {
        let repaired = repair::xlsx(bytes, &unknown)?;
        match read_once(repaired.as_deref().unwrap_or(bytes), sink) {
            Err(Refusal::UnknownError(text)) if unknown.len() < 16 && unknown.insert(text.clone()) => sink.restart()?,
            Err(Refusal::UnknownError(text)) => {
                return Err(WorkbookTrouble::Damaged(Cause::new(format!("no value `{text}` is known"))));
            }
            Err(Refusal::Trouble(trouble)) => return Err(trouble),
            Ok(()) => return Ok(()),
        }
    }
}

enum Refusal {
    UnknownError(String),
    Trouble(WorkbookTrouble),
}

fn read_once(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Refusal> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let wanted: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    for (name, visible) in wanted {
        let mut rows = Rows::of_sheet(sink, &name, visible)?;
        let mut reader = workbook.worksheet_cells_reader(&name)?;
        while let Some(record) = reader.next_cell_with_formula_metadata()? {
            let (row, column) = record.pos;
            match value::datum(&record.value) {
                Some(datum) => rows.take(Cell { row, column }, datum)?,
                None if record.formula.is_some() => rows.take(Cell { row, column }, Datum::Raw(Raw::Uncomputed))?,
                None => {}
            }
        }
    }
    Ok(())
}

impl From<WorkbookTrouble> for Refusal {
    fn from(trouble: WorkbookTrouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<XlsxError> for Refusal {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::CellError(text) => Self::UnknownError(text),
            XlsxError::Password => Self::Trouble(WorkbookTrouble::Password),
            other => Self::Trouble(WorkbookTrouble::Damaged(Cause::new(other))),
        }
    }
}
