//! Cells of .xlsb, streamed. The format stores a result with every formula, so none is uncomputed.

use super::gathered::Gathered;
use super::relations::relations;
use super::sink::{Rows, Sink};
use super::trouble::WorkbookTrouble;
use super::{formatting, repair, value};
use crate::diagnostic::Cause;
use crate::formats::biff::{BINARY_SHEET, BinaryRecord, binary_records};
use crate::formats::package::Package;
use crate::place::Cell;
use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use std::io::Cursor;

pub(crate) fn read(bytes: &[u8], sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    let repaired = repair::xlsb(bytes)?;
    let bytes = repaired.as_deref().unwrap_or(bytes);
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes))?;
    let mut formatting = found_beside(bytes)?;
    let wanted: Vec<(usize, String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
        .map(|(number, sheet)| (number, sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    for (number, name, visible) in wanted {
        let mut rows = Rows::of_sheet(sink, &name, visible)?;
        let mut reader = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell()? {
            if let Some(datum) = value::datum(cell.get_value()) {
                let (row, column) = cell.get_position();
                rows.take(Cell { row, column }, datum)?;
            }
        }
        rows.close(formatting.get_mut(number).map(std::mem::take).unwrap_or_default())?;
    }
    Ok(())
}

/// What is said beside the cells of every sheet on the list, in its order; nothing where the list is written in an
/// unusual way.
fn found_beside(bytes: &[u8]) -> Result<Vec<Gathered>, WorkbookTrouble> {
    let mut package = Package::open(bytes)?;
    let Ok(relations) = relations(&mut package, "xl/_rels/workbook.bin.rels", "xl") else { return Ok(Vec::new()) };
    let list = package.bytes("xl/workbook.bin")?.unwrap_or_default();
    let styles = relations.values().find(|relation| relation.kind.ends_with("/styles"));
    let styles = styles.map(|part| package.bytes(&part.target)).transpose()?.flatten().unwrap_or_default();
    let styles = formatting::xlsb_styles(&styles);
    let sheets = binary_records(&list).filter(|record| record.kind == BINARY_SHEET);
    let part = |sheet: BinaryRecord| relations.get(&relation(&list[sheet.content..sheet.end])?);
    let found = sheets.map(|sheet| {
        let records = part(sheet).map(|part| package.bytes(&part.target)).transpose()?.flatten();
        Ok(formatting::xlsb(&records.unwrap_or_default(), &styles))
    });
    found.collect()
}

/// Behind state and number of a sheet: the name of its relation, in two bytes a character.
fn relation(sheet: &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(*sheet.get(8..)?.first_chunk()?) as usize;
    let text = sheet.get(12..)?.chunks_exact(2).take(length);
    String::from_utf16(&text.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect::<Vec<_>>()).ok()
}

impl From<XlsbError> for WorkbookTrouble {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => Self::Password,
            other => Self::Damaged(Cause::new(other)),
        }
    }
}
