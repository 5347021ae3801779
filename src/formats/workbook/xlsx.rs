//! Cells of .xlsx and .xlsm, streamed.
//!
//! Workbooks are read twice as fast as calamine would, in one pass that also finds hidden rows, merged areas and
//! formats that scale; whatever is written as spreadsheet programs do not write it goes to calamine instead. A test
//! compares the two over every workbook at hand.

mod careful;
mod cells;
mod head;
mod parts;
mod texts;

use super::repair;
use super::sink::{Rows, Sink};
use super::tags::Tags;
use super::trouble::{ReadStop, WorkbookTrouble};
use crate::formats::package::Package;
use parts::WorkbookParts;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    match plain(bytes, sink) {
        Ok(()) => Ok(()),
        Err(ReadStop::Trouble(trouble)) => Err(trouble),
        Err(ReadStop::Unsupported) => {
            sink.restart()?;
            odd(bytes, sink)
        }
    }
}

/// Most odd workbooks are odd in their asides only; without them they are read like others.
fn odd(bytes: &[u8], sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    let Some(rewritten) = repair::without_asides(bytes)? else { return careful::read(bytes, sink) };
    match plain(&rewritten, sink) {
        Ok(()) => Ok(()),
        Err(ReadStop::Trouble(trouble)) => Err(trouble),
        Err(ReadStop::Unsupported) => {
            sink.restart()?;
            careful::read(&rewritten, sink)
        }
    }
}

fn plain(bytes: &[u8], sink: &mut impl Sink) -> Result<(), ReadStop> {
    let mut package = Package::open(bytes)?;
    let book = WorkbookParts::read(&mut package)?;
    for sheet in &book.sheets {
        let part = package.find(&sheet.part).ok_or(ReadStop::Unsupported)?;
        let mut rows = Rows::of_sheet(sink, &sheet.name, sheet.visible)?;
        let formatting = cells::CellReader::new(&book, Tags::new(package.content(&part)?)?).read(&mut rows)?;
        rows.close(formatting)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
