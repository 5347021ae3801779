//! Cells of .xlsb, streamed. The format stores a result with every formula, so none is uncomputed.

use super::sink::{Rows, Sink, Trouble};
use super::{mend, value};
use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};
use std::io::Cursor;

pub(super) fn read(bytes: &[u8], sink: &mut impl Sink) -> Result<(), Trouble> {
    let mended = mend::xlsb(bytes)?;
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(mended.as_deref().unwrap_or(bytes)))?;
    let wanted: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    for (name, visible) in wanted {
        let mut rows = Rows::of_sheet(sink, &name, visible)?;
        let mut reader = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell()? {
            if let Some(datum) = value::datum(cell.get_value()) {
                rows.take(cell.get_position(), datum)?;
            }
        }
    }
    Ok(())
}

impl From<XlsbError> for Trouble {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => Self::Password,
            other => Self::Damaged(other.to_string()),
        }
    }
}
