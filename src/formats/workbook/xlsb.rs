//! Cells of .xlsb, streamed. The format stores a result with every formula, so none is uncomputed.

use super::sink::{Rows, Sink, Trouble};
use super::tags::{Stop, Tags};
use super::{formatting, mend, value};
use crate::diagnostic::Cause;
use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use std::collections::HashMap;
use std::io::Cursor;

pub(crate) fn read(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Trouble> {
    let mended = mend::xlsb(bytes)?;
    let bytes = mended.as_deref().unwrap_or(bytes);
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes))?;
    let formatting = mend::map_parts(bytes, &parts(bytes)?, formatting::xlsb)?;
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
                rows.take(cell.get_position(), datum)?;
            }
        }
        rows.close(formatting.get(number).cloned().unwrap_or_default())?;
    }
    Ok(())
}

/// The part of every sheet on the list, in its order; nothing where the relations are written in an unusual way.
fn parts(bytes: &[u8]) -> Result<Vec<String>, Trouble> {
    let relations = mend::part_bytes(bytes, "xl/_rels/workbook.bin.rels")?.unwrap_or_default();
    let list = mend::part_bytes(bytes, "xl/workbook.bin")?.unwrap_or_default();
    let Ok(targets) = targets(&relations) else { return Ok(Vec::new()) };
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(record) = mend::binary_record(&list, at) {
        const SHEET: u16 = 0x9C;
        if record.kind == SHEET {
            let id = relation(&list[record.content..record.end]).unwrap_or_default();
            parts.push(targets.get(&id).map(|target| format!("xl/{target}")).unwrap_or_default());
        }
        at = record.end;
    }
    Ok(parts)
}

/// Behind state and number of a sheet: the name of its relation, in two bytes a character.
fn relation(sheet: &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(*sheet.get(8..)?.first_chunk()?) as usize;
    let text = sheet.get(12..)?.chunks_exact(2).take(length);
    String::from_utf16(&text.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect::<Vec<_>>()).ok()
}

fn targets(relations: &[u8]) -> Result<HashMap<String, String>, Stop> {
    let mut tags = Tags::new(relations)?;
    let mut targets = HashMap::new();
    while let Some(tag) = tags.next()? {
        if let (Some(id), Some(target)) = (tag.text(b"Id")?, tag.text(b"Target")?) {
            targets.insert(id, target);
        }
    }
    Ok(targets)
}

impl From<XlsbError> for Trouble {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => Self::Password,
            other => Self::Damaged(Cause::new(other)),
        }
    }
}
