//! What the records of an .xlsb say of its rows, columns and areas, and of how its cells are shown.

use super::super::gathered::Gathered;
use super::super::number_format::Shown;
use crate::formats::biff::{BinaryRecord, binary_records};
use crate::place::Cell;
use std::collections::HashMap;

const ROW: u16 = 0x00;
const MERGED: u16 = 0xB0;
const FILTER: u16 = 0xA1;
const COLUMNS: u16 = 0x3C;
/// Numbers: packed, whole, and the results of formulas.
const NUMBERS: [u16; 3] = [0x02, 0x05, 0x09];

/// By the number of the style of a cell, of the part of styles.
pub(in crate::formats::workbook) fn xlsb_styles(records: &[u8]) -> Vec<Shown> {
    const FORMAT: u16 = 0x2C;
    const STYLE: u16 = 0x2F;
    const STYLES_OF_CELLS: u16 = 0x269;
    const END_OF_STYLES: u16 = 0x26A;
    let (mut codes, mut styles, mut of_cells) = (HashMap::new(), Vec::new(), false);
    for BinaryRecord { kind, content, end, .. } in binary_records(records) {
        let content = &records[content..end];
        let short = |at: usize| content.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes));
        match kind {
            FORMAT => {
                let units = content.get(6..).unwrap_or_default().chunks_exact(2);
                let units: Vec<u16> = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
                codes.extend(short(0).map(|number| (number, Shown::by_code(&String::from_utf16_lossy(&units)))));
            }
            STYLES_OF_CELLS => of_cells = true,
            END_OF_STYLES => of_cells = false,
            STYLE if of_cells => {
                let format = short(2).unwrap_or(0);
                styles.push(codes.get(&format).copied().unwrap_or_else(|| Shown::built_in(format.into())));
            }
            _ => {}
        }
    }
    styles
}

/// Of the part of one sheet.
pub(in crate::formats::workbook) fn xlsb(records: &[u8], styles: &[Shown]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut row = 0;
    for BinaryRecord { kind, content, end, .. } in binary_records(records) {
        let content = &records[content..end];
        let number = |at: usize| content.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes));
        match kind {
            ROW => {
                const IS_HIDDEN: u8 = 0x10;
                row = number(0).unwrap_or(0);
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
            COLUMNS => {
                const IS_HIDDEN: u8 = 1;
                if let (Some(first), Some(last), Some(bits)) = (number(0), number(4), content.get(16))
                    && bits & IS_HIDDEN != 0
                {
                    gathered.hide_columns(first, last);
                }
            }
            kind if NUMBERS.contains(&kind) => {
                if let (Some(column), Some(style)) = (number(0), number(4)) {
                    let shown = styles.get((style & 0x00FF_FFFF) as usize).copied().unwrap_or_default();
                    gathered.show(Cell { row, column }, shown, 1);
                }
            }
            _ => {}
        }
    }
    gathered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{ShownAs, ShownCells};
    use crate::values::number::CurrencyMark;

    #[test]
    fn hidden_rows_and_areas_are_found() {
        let row = |number: u8, bits: u8| [&[0, 17, number, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, bits][..], &[0; 5]].concat();
        let merged = [&[0xB0, 0x01, 16][..], &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0]].concat();
        let filter = [&[0xA1, 0x01, 16][..], &[0; 16]].concat();
        let columns = [&[0x3C, 18, 2, 0, 0, 0, 3, 0, 0, 0][..], &[0; 8], &[1, 0]].concat();
        let euro = "0€".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let styles = [&[0x2C, 10, 164, 0, 2, 0, 0, 0][..], &euro, &[0xE9, 0x04, 0, 0x2F, 4, 0, 0, 164, 0]].concat();
        let cell = [&[0x05, 16, 4, 0, 0, 0, 0, 0, 0, 0][..], &[0; 8]].concat();
        let sheet = [columns, row(1, 0x20), cell, row(6, 0x10), row(7, 0x30), merged, filter].concat();
        let found = xlsb(&sheet, &xlsb_styles(&styles));
        let how = ShownAs::Currency(CurrencyMark::within("€").unwrap());
        let shown = vec![ShownCells { column: 4, how, first: 1, last: 1, cells: 1 }];
        let merged = vec![(Cell { row: 0, column: 2 }, Cell { row: 1, column: 4 })];
        assert_eq!(
            found,
            Gathered {
                merged,
                hidden: vec![(6, 7)],
                filtered: true,
                shown,
                hidden_columns: vec![(2, 3)],
                ..Gathered::default()
            }
        );
    }
}
