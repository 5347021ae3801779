//! Records of .xlsb, rewritten where calamine would lose or refuse them.

use super::super::sink::Trouble;
use super::{Rewritten, part_of, parts, repacked, rewrite_text};
use std::io::Cursor;
use zip::ZipArchive;

/// Macro sheets move among the chart sheets, and formulas that ended in an error become plain errors: calamine reads
/// those as blanks.
pub(crate) fn xlsb(bytes: &[u8]) -> Result<Option<Vec<u8>>, Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut rewritten = Rewritten::new();
    rewrite_text(&mut archive, "xl/_rels/workbook.bin.rels", &mut rewritten, |text| {
        text.replace("Target=\"/xl/", "Target=\"").replace("Target=\"macrosheets/", "Target=\"chartsheets/")
    })?;
    if let Some(records) = part_of(&mut archive, "xl/workbook.bin")?
        && let Some(renewed) = renewed_sheets(&records)
    {
        rewritten.push(("xl/workbook.bin".to_owned(), renewed));
    }
    for part in parts(&archive, "xl/worksheets/", ".bin") {
        let Some(mut records) = part_of(&mut archive, &part)? else { continue };
        if plain_errors(&mut records) {
            rewritten.push((part, records));
        }
    }
    repacked(archive, rewritten)
}

/// A record: its kind, and where it, its content and the next one begin.
pub(crate) struct Record {
    pub(crate) kind: u16,
    start: usize,
    pub(crate) content: usize,
    pub(crate) end: usize,
}

/// Kind and length have seven bits a byte, two and four bytes at most.
pub(crate) fn record(records: &[u8], start: usize) -> Option<Record> {
    let mut at = start;
    let mut number = |most: usize| {
        let mut number = 0;
        for index in 0..most {
            let byte = *records.get(at)?;
            at += 1;
            number |= usize::from(byte & 0x7F) << (7 * index);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    };
    let kind = u16::try_from(number(2)?).ok()?;
    let length = number(4)?;
    (at + length <= records.len()).then_some(Record { kind, start, content: at, end: at + length })
}

/// Turns every `BrtFmlaError` into a `BrtCellError`, which begins with the same fields; whether there was any.
fn plain_errors(records: &mut [u8]) -> bool {
    const FORMULA_ERROR: u16 = 0x0B;
    const CELL_ERROR: u8 = 0x03;
    let (mut at, mut any) = (0, false);
    while let Some(found) = record(records, at) {
        if found.kind == FORMULA_ERROR {
            records[found.start] = CELL_ERROR;
            any = true;
        }
        at = found.end;
    }
    any
}

/// Excel 2007 before its release began every entry of the list of sheets with four bytes more.
fn renewed_sheets(records: &[u8]) -> Option<Vec<u8>> {
    const SHEET: u16 = 0x9C;
    const MORE: usize = 4;
    let mut renewed = Vec::with_capacity(records.len());
    let (mut at, mut any) = (0, false);
    while let Some(found) = record(records, at) {
        let content = &records[found.content..found.end];
        if found.kind == SHEET && !is_sheet(content) && content.get(MORE..).is_some_and(is_sheet) {
            let length = u8::try_from(content.len() - MORE).ok().filter(|length| *length < 0x80)?;
            renewed.extend_from_slice(&[0x9C, 0x01, length]);
            renewed.extend_from_slice(&content[MORE..]);
            any = true;
        } else {
            renewed.extend_from_slice(&records[found.start..found.end]);
        }
        at = found.end;
    }
    renewed.extend_from_slice(&records[at..]);
    any.then_some(renewed)
}

/// State, number, and two texts in two bytes a character, which fill the record.
fn is_sheet(content: &[u8]) -> bool {
    let text_end = |at: usize| {
        let length = u32::from_le_bytes(*content.get(at..)?.first_chunk()?);
        Some(at + 4 + 2 * usize::try_from(length).ok().filter(|length| *length < content.len())?)
    };
    text_end(8).and_then(text_end) == Some(content.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_ended_in_an_error_is_an_error_all_the_same() {
        let mut records = vec![0x00, 0x02, 9, 9, 0x0B, 0x03, 1, 2, 0x0B, 0x91, 0x01, 0x00, 0x0B, 0x00];
        assert!(plain_errors(&mut records));
        assert_eq!(records, [0x00, 0x02, 9, 9, 0x03, 0x03, 1, 2, 0x0B, 0x91, 0x01, 0x00, 0x03, 0x00]);
        assert!(!plain_errors(&mut [0x91, 0x01, 0x01, 0x0B, 0x0B, 0xFF]));
    }

    #[test]
    fn the_list_of_sheets_of_an_early_excel_2007_is_made_like_today() {
        let today = [&[0; 8][..], b"\x01\0\0\0r\0", b"\x02\0\0\0A\0B\0"].concat();
        let early = [&[0; 4], today.as_slice()].concat();
        let wrapped =
            |content: &[u8]| [&[0x9C, 0x01, u8::try_from(content.len()).unwrap()], content, &[0x90, 0x01, 0]].concat();
        assert_eq!(renewed_sheets(&wrapped(&early)), Some(wrapped(&today)));
        assert_eq!(renewed_sheets(&wrapped(&today)), None);
    }
}
