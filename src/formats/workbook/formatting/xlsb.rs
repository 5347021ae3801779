//! What the records of an .xlsb say of its rows and areas. Formats stand elsewhere and are not looked at.

use super::super::gathered::Gathered;
use crate::formats::biff::{BinaryRecord, binary_records};
use crate::place::Cell;

const ROW: u16 = 0x00;
const MERGED: u16 = 0xB0;
const FILTER: u16 = 0xA1;

/// Of the part of one sheet.
pub(in crate::formats::workbook) fn xlsb(records: &[u8]) -> Gathered {
    let mut gathered = Gathered::default();
    for BinaryRecord { kind, content, end, .. } in binary_records(records) {
        let content = &records[content..end];
        let number = |at: usize| content.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
        match kind {
            ROW => {
                const IS_HIDDEN: u8 = 0x10;
                let is_hidden = content.get(11).is_some_and(|bits| bits & IS_HIDDEN != 0);
                if let Some(row) = number(0).filter(|_| is_hidden) {
                    gathered.hide(row, row);
                }
            }
            MERGED => {
                if let (Some(top), Some(bottom), Some(left), Some(right)) =
                    (number(0), number(4), number(8), number(12))
                {
                    gathered.merge(Cell { row: top, column: left }, Cell { row: bottom, column: right });
                }
            }
            FILTER => gathered.filtered = true,
            _ => {}
        }
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_areas_are_found() {
        let row = |number: u8, bits: u8| [&[0, 17, number, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, bits][..], &[0; 5]].concat();
        let merged = [&[0xB0, 0x01, 16][..], &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0]].concat();
        let filter = [&[0xA1, 0x01, 16][..], &[0; 16]].concat();
        let found = xlsb(&[row(1, 0x20), row(6, 0x10), row(7, 0x30), merged, filter].concat());
        let merged = vec![(Cell { row: 0, column: 2 }, Cell { row: 1, column: 4 })];
        assert_eq!(found, Gathered { merged, hidden: vec![(6, 7)], filtered: true, scaled: Vec::new() });
    }
}
