//! The one module that knows calamine: workbooks become sheets, cell by cell, without ever building a rectangle.

use super::book::Sheet;
use super::grid::{Grid, Raw, TooLarge};
use super::problem::IngestProblem;
use crate::calendar::{Date, date_from_serial};
use crate::place::Cell;
use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::sync::Arc;

/// All worksheets of an xlsx workbook, in their order; chart and dialog sheets have no cells and are passed over.
pub(super) fn sheets(bytes: &[u8], file: &Arc<str>) -> Result<Vec<Sheet>, IngestProblem> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let wanted: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let mut sheets = Vec::with_capacity(wanted.len());
    for (name, visible) in wanted {
        let grid = read_sheet(&mut workbook, &name)?;
        sheets.push(Sheet { file: file.clone(), name: Some(name.into()), visible, grid, trace: None });
    }
    Ok(sheets)
}

/// Reads a workbook that was just written to its last cell, and gives the number of its worksheets.
pub fn check_workbook(bytes: &[u8]) -> Result<usize, IngestProblem> {
    sheets(bytes, &"".into()).map(|sheets| sheets.len())
}

fn read_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, IngestProblem> {
    let mut grid = Grid::default();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| refusal(&error))?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|error| refusal(&error))? {
        let cell = Cell { row: record.pos.0, column: record.pos.1 };
        let raw = match record.value {
            DataRef::String(text) | DataRef::DurationIso(text) => {
                push(grid.push_text(cell, &text), name)?;
                continue;
            }
            DataRef::SharedString(text) => {
                push(grid.push_text(cell, text), name)?;
                continue;
            }
            DataRef::DateTimeIso(text) => {
                if let Some(day) = text.get(..10).and_then(|day| day.parse().ok()) {
                    Raw::Day(day)
                } else {
                    push(grid.push_text(cell, &text), name)?;
                    continue;
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "xlsx stores every number as a float")]
            DataRef::Int(number) => Raw::Number(number as f64),
            DataRef::Float(number) => Raw::Number(number),
            DataRef::Bool(flag) => Raw::Flag(flag),
            DataRef::DateTime(moment) => day_of(moment).map_or(Raw::Number(moment.as_f64()), Raw::Day),
            DataRef::Error(fault) => Raw::Fault(fault_name(&fault)),
            DataRef::Empty if record.formula.is_some() => Raw::Uncomputed,
            DataRef::Empty => Raw::Blank,
        };
        push(grid.push(cell, raw), name)?;
    }
    Ok(grid)
}

fn push(outcome: Result<(), TooLarge>, sheet: &str) -> Result<(), IngestProblem> {
    outcome.map_err(|TooLarge| IngestProblem::TooLarge {
        what: format!("sheet `{sheet}` with more than 200 million cells"),
    })
}

/// The day of a moment; elapsed times are no days.
fn day_of(moment: ExcelDateTime) -> Option<Date> {
    if moment.is_duration() {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let by_parts = Date::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    by_parts.or_else(|| date_from_serial(moment.as_f64(), false))
}

const fn fault_name(fault: &CellErrorType) -> &'static str {
    match fault {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

fn refusal(error: &XlsxError) -> IngestProblem {
    match error {
        XlsxError::Password => IngestProblem::NotReadable { what: "a workbook that needs a password" },
        other => IngestProblem::Damaged { error: other.to_string() },
    }
}
