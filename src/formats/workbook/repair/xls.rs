//! The stream of an .xls, with the rows of each sheet moved together before calamine builds its rectangles, so that
//! two cells far apart cost no more than two rows.
//!
//! The stream also goes into a container of its own: calamine takes the first that bears its name, which may belong to
//! a workbook that is embedded in a sheet.

use super::super::formatting;
use super::super::gathered::Gathered;
use super::super::trouble::WorkbookTrouble;
use crate::diagnostic::Cause;
use crate::formats::biff::{BEGIN, END, SHEET, records};
use cfb::{CompoundFile, Version};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

const DIMENSIONS: u16 = 0x0200;
/// Formula, number, two kinds of label, truth or error, packed numbers, shared text: all begin with their row.
const CELLS: [u16; 8] = [0x0006, 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00BD, 0x00FD];

/// A workbook whose rows stand close together, and their numbers before that.
pub(crate) struct Squeezed {
    pub(crate) bytes: Vec<u8>,
    /// In the order of the list of sheets.
    rows: Vec<Vec<u16>>,
    /// In the same order, with the rows of the file.
    pub(crate) formatting: Vec<Gathered>,
}

impl Squeezed {
    /// Number in the sheet of a row of `bytes`.
    pub(crate) fn row(&self, sheet: usize, row: u32) -> Option<u32> {
        self.rows.get(sheet)?.get(usize::try_from(row).ok()?).copied().map(u32::from)
    }
}

pub(crate) fn squeeze(bytes: &[u8]) -> Result<Squeezed, WorkbookTrouble> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = if container.is_stream("Workbook") { "Workbook" } else { "Book" };
    let mut stream = Vec::new();
    let read = container.open_stream(name).and_then(|mut found| found.read_to_end(&mut stream));
    read.map_err(damaged)?;
    let rows = squeeze_stream(&mut stream)?;
    let formatting = formatting::xls(&stream);
    Ok(Squeezed { bytes: contained(name, &stream).map_err(damaged)?, rows, formatting })
}

fn contained(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut container = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream(name)?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

fn damaged(error: std::io::Error) -> WorkbookTrouble {
    WorkbookTrouble::Damaged(Cause::new(error))
}

/// Gives the rows of each sheet that have cells, and numbers them from 0 in the stream.
fn squeeze_stream(stream: &mut [u8]) -> Result<Vec<Vec<u16>>, WorkbookTrouble> {
    let begins: Vec<usize> = records(stream, 0)
        .take_while(|record| record.kind != END)
        .filter(|record| record.kind == SHEET)
        .filter_map(|record| Some(u32::from_le_bytes(*stream[record.content].first_chunk()?) as usize))
        .collect();
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut sheets = Vec::with_capacity(begins.len());
    for begin in begins {
        let (cells, dimensions, end) = sheet(stream, begin);
        if taken.iter().any(|other| begin < other.end && other.start < end) {
            return Err(WorkbookTrouble::Damaged(Cause::new("two sheets share their records")));
        }
        taken.push(begin..end);
        // calamine reserves memory for the whole rectangle that this record claims.
        for content in dimensions {
            stream[content].fill(0);
        }
        let row_at = |stream: &[u8], at: usize| u16::from_le_bytes([stream[at], stream[at + 1]]);
        let rows: Vec<u16> = cells.iter().map(|&at| row_at(stream, at)).collect::<BTreeSet<_>>().into_iter().collect();
        for at in cells {
            let index = rows.partition_point(|&row| row < row_at(stream, at));
            stream[at..at + 2].copy_from_slice(&u16::try_from(index).unwrap_or(u16::MAX).to_le_bytes());
        }
        sheets.push(rows);
    }
    Ok(sheets)
}

/// Where the rows of its cells stand, its dimensions, and its end. Charts and the like inside it are passed over.
fn sheet(stream: &[u8], begin: usize) -> (Vec<usize>, Vec<Range<usize>>, usize) {
    let (mut cells, mut dimensions, mut end, mut depth) = (Vec::new(), Vec::new(), begin, 0);
    for record in records(stream, begin) {
        end = record.content.end;
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => dimensions.push(record.content),
            kind if CELLS.contains(&kind) && record.content.len() >= 2 => cells.push(record.content.start),
            _ => {}
        }
    }
    (cells, dimensions, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::biff::tests::record;

    fn cell(row: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &[0; 12]].concat())
    }

    #[test]
    fn rows_far_apart_move_together_and_are_known_again() {
        let globals = [record(BEGIN, &[0; 4]), record(SHEET, &[26, 0, 0, 0, 0, 0]), record(END, &[])].concat();
        let chart = [record(BEGIN, &[0; 4]), cell(7), record(END, &[])].concat();
        let sheet = |[a, b, c]: [u16; 3], dimensions: u8| {
            let begin = [record(BEGIN, &[0; 4]), record(DIMENSIONS, &[dimensions; 14])].concat();
            [begin, cell(a), chart.clone(), cell(b), cell(c), record(END, &[]), cell(9)].concat()
        };
        let before = [&globals[..], &[0; 4], &sheet([3, 65_535, 3], 9)].concat();
        assert_eq!(globals.len() + 4, 26);
        let mut stream = before;
        assert_eq!(squeeze_stream(&mut stream).unwrap(), [[3, 65_535]]);
        assert_eq!(stream, [&globals[..], &[0; 4], &sheet([0, 1, 0], 0)].concat());
    }

    #[test]
    fn sheets_that_share_records_are_refused() {
        let twice = record(SHEET, &[0, 0, 0, 0, 0, 0]).repeat(2);
        let mut stream = [record(BEGIN, &[0; 4]), twice, record(END, &[])].concat();
        assert!(matches!(squeeze_stream(&mut stream), Err(WorkbookTrouble::Damaged(_))));
    }
}
