//! What the records of an .xls say of its rows and areas.

use super::super::gathered::Gathered;
use super::super::number_format::Shown;
use crate::formats::biff::{BEGIN, BiffRecord, END, SHEET, records};
use crate::place::Cell;
use std::collections::HashMap;

const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const ROW: u16 = 0x0208;
const MERGED: u16 = 0x00E5;
const FILTER: u16 = 0x009D;
const COLUMNS: u16 = 0x007D;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const PACKED_NUMBER: u16 = 0x027E;
const PACKED_NUMBERS: u16 = 0x00BD;

/// By sheet, in the order of the list of sheets. Rows are those of the file.
pub(in crate::formats::workbook) fn xls(stream: &[u8]) -> Vec<Gathered> {
    let (mut sheets, mut codes, mut formats) = (Vec::new(), HashMap::new(), Vec::new());
    let is_8 = stream.get(4..6) == Some(&[0, 6]);
    for BiffRecord { kind, content } in records(stream, 0).take_while(|record| record.kind != END) {
        let content = &stream[content];
        match kind {
            SHEET => sheets.extend(number(content, 0).zip(number(content, 2)).map(|(low, high)| low | high << 16)),
            FORMAT => codes.extend(format(content, is_8)),
            STYLE => formats.push(number(content, 2).unwrap_or(0)),
            _ => {}
        }
    }
    let shown = |format: &u32| codes.get(format).copied().unwrap_or_else(|| Shown::built_in(*format));
    let styles: Vec<Shown> = formats.iter().map(shown).collect();
    sheets.into_iter().map(|begin| sheet(stream, begin as usize, &styles)).collect()
}

fn number(content: &[u8], at: usize) -> Option<u32> {
    content.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes).into())
}

/// A code is in one or two bytes a character; letters beyond ASCII do not matter here.
fn format(content: &[u8], is_8: bool) -> Option<(u32, Shown)> {
    let text: String = if is_8 {
        let text = content.get(5..)?;
        if content.get(4)? & 1 == 0 {
            text.iter().copied().map(char::from).collect()
        } else {
            let units = text.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
    } else {
        content.get(3..)?.iter().copied().map(char::from).collect()
    };
    Some((number(content, 0)?, Shown::by_code(&text)))
}

fn sheet(stream: &[u8], begin: usize, styles: &[Shown]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut hidden = Vec::new();
    let mut depth = 0;
    for BiffRecord { kind, content } in records(stream, begin) {
        let content = &stream[content];
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // Charts and the like.
            _ if depth > 1 => {}
            ROW => {
                const IS_HIDDEN: u32 = 0x20;
                let row = number(content, 0).filter(|_| number(content, 12).is_some_and(|bits| bits & IS_HIDDEN != 0));
                hidden.extend(row);
            }
            MERGED => {
                for area in content.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |at| number(area, at).unwrap_or(0);
                    let cell = |row, column| Cell { row: at(row), column: at(column) };
                    gathered.merge(cell(0, 4), cell(2, 6));
                }
            }
            FILTER => gathered.filtered = true,
            COLUMNS => {
                const IS_HIDDEN: u32 = 1;
                if let (Some(first), Some(last)) = (number(content, 0), number(content, 2))
                    && number(content, 8).is_some_and(|bits| bits & IS_HIDDEN != 0)
                {
                    gathered.hide_columns(first, last);
                }
            }
            FORMULA | NUMBER | PACKED_NUMBER => {
                if let (Some(row), Some(column), Some(style)) =
                    (number(content, 0), number(content, 2), number(content, 4))
                {
                    show(&mut gathered, styles, Cell { row, column }, style);
                }
            }
            // Style and number of each, between the first and the last column.
            PACKED_NUMBERS => {
                let cells = content.get(4..content.len().saturating_sub(2)).unwrap_or_default();
                for (column, cell) in (number(content, 2).unwrap_or(0)..).zip(cells.chunks_exact(6)) {
                    let at = Cell { row: number(content, 0).unwrap_or(0), column };
                    show(&mut gathered, styles, at, number(cell, 0).unwrap_or(0));
                }
            }
            _ => {}
        }
    }
    hidden.sort_unstable();
    for row in hidden {
        gathered.hide(row, row);
    }
    gathered
}

fn show(gathered: &mut Gathered, styles: &[Shown], at: Cell, style: u32) {
    gathered.show(at, styles.get(style as usize).copied().unwrap_or_default(), 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::biff::tests::record;
    use crate::sheet::ScaledFormat;

    #[test]
    fn rows_areas_filters_and_formats_are_found() {
        let begin = record(BEGIN, &[0, 6, 5, 0]);
        let end = record(END, &[]);
        let code = [&[164, 0, 7, 0, 0][..], b"#,##0,,"].concat();
        let styles = [record(STYLE, &[0, 0, 0, 0]), record(STYLE, &[0, 0, 164, 0])].concat();
        let head = [record(FORMAT, &code), styles].concat();
        let place = begin.len() + head.len() + 10 + end.len();
        let list = record(SHEET, &[u8::try_from(place).unwrap(), 0, 0, 0, 0, 0]);
        let row = |number: u8, bits: u8| record(ROW, &[number, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, bits, 0, 0, 0]);
        let cells = [
            row(3, 0x20),
            row(2, 0x20),
            row(5, 0),
            record(NUMBER, &[&[3, 0, 2, 0, 1, 0][..], &[0; 8]].concat()),
            record(PACKED_NUMBERS, &[&[4, 0, 1, 0][..], &[0, 0, 0, 0, 0, 0], &[1, 0, 0, 0, 0, 0], &[2, 0]].concat()),
            record(MERGED, &[1, 0, 0, 0, 1, 0, 0, 0, 3, 0]),
            record(FILTER, &[1, 0]),
            record(COLUMNS, &[4, 0, 5, 0, 0, 9, 0, 0, 1, 0, 0, 0]),
            record(COLUMNS, &[6, 0, 6, 0, 0, 9, 0, 0, 0, 0, 0, 0]),
        ]
        .concat();
        let stream = [begin.clone(), head, list, end.clone(), begin, cells, end].concat();
        let found = xls(&stream);
        let merged = vec![(Cell { row: 0, column: 0 }, Cell { row: 1, column: 3 })];
        let scaled = vec![ScaledFormat { column: 2, thousands: 2, cells: 2 }];
        let hidden_columns = vec![(4, 5)];
        let expected =
            Gathered { merged, hidden: vec![(2, 3)], filtered: true, scaled, hidden_columns, ..Gathered::default() };
        assert_eq!(found, [expected]);
    }
}
