//! Cells of .xls and .ods, which calamine reads whole when it opens them.

use super::gathered::Gathered;
use super::sink::{Datum, Rows, Sink};
use super::trouble::WorkbookTrouble;
use super::{formatting, repair, value};
use crate::diagnostic::Cause;
use crate::formats::package::Package;
use crate::place::Cell;
use crate::sheet::Raw;
use calamine::{CellType, Data, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::error::Error;
use std::io::Cursor;

pub(super) fn read_xls(bytes: &[u8], sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    let squeezed = repair::squeeze(bytes)?;
    let workbook: Xls<_> = Xls::new(Cursor::new(squeezed.bytes.as_slice())).map_err(|error| match error {
        XlsError::Password => WorkbookTrouble::Password,
        other => WorkbookTrouble::Damaged(Cause::new(other)),
    })?;
    read(workbook, sink, &squeezed.formatting, |sheet, row| squeezed.row(sheet, row).unwrap_or(u32::MAX))
}

pub(super) fn read_ods(bytes: &[u8], sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    let repaired = repair::ods(bytes)?;
    let bytes = repaired.as_deref().unwrap_or(bytes);
    let workbook: Ods<_> = Ods::new(Cursor::new(bytes))?;
    let mut package = Package::open(bytes)?;
    let styles = package.bytes("styles.xml")?.unwrap_or_default();
    let content = package.bytes("content.xml")?.unwrap_or_default();
    read(workbook, sink, &formatting::ods(&styles, &content), |_, row| row)
}

impl From<OdsError> for WorkbookTrouble {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => Self::Password,
            OdsError::CellLimitExceeded { .. } => Self::TooLarge,
            other => Self::Damaged(Cause::new(other)),
        }
    }
}

/// Reads every worksheet; `row_of` gives the number of a row of a sheet in the file.
fn read<'a, R>(
    mut workbook: R,
    sink: &mut impl Sink,
    formatting: &[Gathered],
    row_of: impl Fn(usize, u32) -> u32,
) -> Result<(), WorkbookTrouble>
where
    R: Reader<Cursor<&'a [u8]>, Error: Error + Send + Sync + 'static>,
{
    let damaged = |error: R::Error| WorkbookTrouble::Damaged(Cause::new(error));
    let sheets = workbook.sheets_metadata().to_vec();
    for (number, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet) {
        let mut rows = Rows::of_sheet(sink, &sheet.name, sheet.visible == SheetVisible::Visible)?;
        let mut take = |(row, column), datum| rows.take(Cell { row: row_of(number, row), column }, datum);
        let values = workbook.worksheet_range(&sheet.name).map_err(damaged)?;
        let formulas = workbook.worksheet_formula(&sheet.name).map_err(damaged)?;
        let mut uncomputed = uncomputed(&formulas, &values).into_iter().peekable();
        for (at, value) in used(&values) {
            let Some(datum) = value::datum(value) else { continue };
            let datum = if is_formula(&formulas, at) { fault_or(datum) } else { datum };
            while let Some(before) = uncomputed.next_if(|&before| before < at) {
                take(before, Datum::Raw(Raw::Uncomputed))?;
            }
            take(at, datum)?;
        }
        for at in uncomputed {
            take(at, Datum::Raw(Raw::Uncomputed))?;
        }
        rows.close(formatting.get(number).cloned().unwrap_or_default())?;
    }
    Ok(())
}

fn is_formula(formulas: &Range<String>, at: (u32, u32)) -> bool {
    formulas.get_value(at).is_some_and(|formula| !formula.is_empty())
}

/// An ods keeps the error of a formula as the text that its program showed, in the language of its user.
fn fault_or(datum: Datum<'_>) -> Datum<'_> {
    let Datum::Text(text) = datum else { return datum };
    let looks_faulty = (text.starts_with('#') && text.ends_with(['!', '?']))
        || matches!(text, "#N/A" | "#NV")
        || (text.starts_with("Err:") && text[4..].bytes().all(|byte| byte.is_ascii_digit()));
    if looks_faulty { Datum::Raw(Raw::Fault(value::known_fault(text))) } else { datum }
}

/// Places of formulas that have no value.
fn uncomputed(formulas: &Range<String>, values: &Range<Data>) -> Vec<(u32, u32)> {
    let without = |&(at, _): &((u32, u32), &String)| matches!(values.get_value(at), None | Some(Data::Empty));
    used(formulas).filter(without).map(|(at, _)| at).collect()
}

/// The cells of a range that hold something, with their place in the sheet.
fn used<T: CellType>(range: &Range<T>) -> impl Iterator<Item = ((u32, u32), &T)> {
    let (top, left) = range.start().unwrap_or_default();
    let place = move |(row, column)| (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
    range.used_cells().map(move |(row, column, value)| (place((row, column)), value))
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
