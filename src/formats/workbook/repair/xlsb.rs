//! Records of .xlsb, rewritten where calamine would lose or refuse them.

use super::super::trouble::WorkbookTrouble;
use super::rewrite::Rewrite;
use crate::formats::biff::{BINARY_SHEET, binary_records};

/// Macro sheets move among the chart sheets, and formulas that ended in an error become plain errors: calamine reads
/// those as blanks.
pub(crate) fn xlsb(bytes: &[u8]) -> Result<Option<Vec<u8>>, WorkbookTrouble> {
    let mut rewrite = Rewrite::of(bytes)?;
    rewrite.text("xl/_rels/workbook.bin.rels", |text| {
        text.replace("Target=\"/xl/", "Target=\"").replace("Target=\"macrosheets/", "Target=\"chartsheets/")
    })?;
    rewrite.part("xl/workbook.bin", |records| renewed_sheets(&records))?;
    for part in rewrite.parts("xl/worksheets/", ".bin") {
        rewrite.part(&part, |mut records| plain_errors(&mut records).then_some(records))?;
    }
    rewrite.close()
}

/// Turns every `BrtFmlaError` into a `BrtCellError`, which begins with the same fields; whether there was any.
fn plain_errors(records: &mut [u8]) -> bool {
    const FORMULA_ERROR: u16 = 0x0B;
    const CELL_ERROR: u8 = 0x03;
    let errors = binary_records(records).filter(|record| record.kind == FORMULA_ERROR);
    let starts: Vec<usize> = errors.map(|record| record.start).collect();
    for &start in &starts {
        records[start] = CELL_ERROR;
    }
    !starts.is_empty()
}

/// Excel 2007 before its release began every entry of the list of sheets with four bytes more.
fn renewed_sheets(records: &[u8]) -> Option<Vec<u8>> {
    const MORE: usize = 4;
    let mut renewed = Vec::with_capacity(records.len());
    let mut copied = 0;
    for found in binary_records(records).filter(|record| record.kind == BINARY_SHEET) {
        let content = &records[found.content..found.end];
        if !is_sheet(content) && content.get(MORE..).is_some_and(is_sheet) {
            let length = u8::try_from(content.len() - MORE).ok().filter(|length| *length < 0x80)?;
            renewed.extend_from_slice(&records[copied..found.start]);
            renewed.extend_from_slice(&[0x9C, 0x01, length]);
            renewed.extend_from_slice(&content[MORE..]);
            copied = found.end;
        }
    }
    renewed.extend_from_slice(&records[copied..]);
    (copied > 0).then_some(renewed)
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
