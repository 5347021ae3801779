//! Excel 97: records of BIFF8 in a stream of a compound file. See [MS-XLS].

use super::{Cell, Rows};
use std::io::{Cursor, Write};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CODEPAGE: u16 = 0x0042;
const BOUNDSHEET: u16 = 0x0085;
const XF: u16 = 0x00E0;
const LABEL: u16 = 0x0204;
const NUMBER: u16 = 0x0203;

/// Number format `m/d/yy`, which every Excel knows under this number.
const DATE_FORMAT: u16 = 14;

/// A workbook with one sheet.
pub(crate) fn write(sheet: &str, rows: &Rows) -> Vec<u8> {
    let globals = |sheet_at: u32| {
        let mut stream = Vec::new();
        record(&mut stream, BOF, &beginning(0x0005));
        record(&mut stream, CODEPAGE, &1200_u16.to_le_bytes());
        record(&mut stream, XF, &cell_format(0));
        record(&mut stream, XF, &cell_format(DATE_FORMAT));
        let mut entry = sheet_at.to_le_bytes().to_vec();
        entry.extend([0, 0, u8::try_from(sheet.encode_utf16().count()).unwrap(), 1]);
        entry.extend(sheet.encode_utf16().flat_map(u16::to_le_bytes));
        record(&mut stream, BOUNDSHEET, &entry);
        record(&mut stream, EOF, &[]);
        stream
    };
    let mut stream = globals(u32::try_from(globals(0).len()).unwrap());
    record(&mut stream, BOF, &beginning(0x0010));
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let at = |format: u16| [row, column, format].map(u16::to_le_bytes).concat();
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => {
                    let length = u16::try_from(text.encode_utf16().count()).unwrap();
                    let text = text.encode_utf16().flat_map(u16::to_le_bytes);
                    let content = at(0).into_iter().chain(length.to_le_bytes()).chain([1]).chain(text);
                    record(&mut stream, LABEL, &content.collect::<Vec<u8>>());
                }
                Cell::Number(number) => record(&mut stream, NUMBER, &[at(0), number.to_le_bytes().to_vec()].concat()),
                Cell::Day(day) => {
                    let serial = Cell::serial(*day).to_le_bytes().to_vec();
                    record(&mut stream, NUMBER, &[at(1), serial].concat());
                }
            }
        }
    }
    record(&mut stream, EOF, &[]);

    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.into_inner().into_inner()
}

fn record(stream: &mut Vec<u8>, kind: u16, content: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(u16::try_from(content.len()).unwrap().to_le_bytes());
    stream.extend(content);
}

/// Of the workbook (5) or of a worksheet (16).
fn beginning(kind: u16) -> Vec<u8> {
    [0x0600, kind, 0x0DBB, 0x07CC].map(u16::to_le_bytes).concat().into_iter().chain([0; 8]).collect()
}

fn cell_format(number_format: u16) -> Vec<u8> {
    [0, number_format].map(u16::to_le_bytes).concat().into_iter().chain([0; 16]).collect()
}
