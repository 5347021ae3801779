//! Text files with delimiters: one sheet without a name, every field as text.

use super::book::Sheet;
use super::grid::{Grid, TooLarge};
use super::problem::IngestProblem;
use crate::place::Cell;
use std::sync::Arc;

/// The one sheet of a delimited text file. Fields keep their text exactly; nothing is typed here.
pub(super) fn sheets(bytes: &[u8], file: &Arc<str>) -> Result<Vec<Sheet>, IngestProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |at| at + 1) + 1;
        IngestProblem::NotUtf8 { line, column }
    })?;
    let (delimiter, text, skipped) = declared_delimiter(text).unwrap_or_else(|| (likely_delimiter(text), text, 0));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: skipped };
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(IngestProblem::Damaged { error: error.to_string() }),
        }
        let start = record.position().map_or(0, csv::Position::byte);
        let row = lines.line_of_record(usize::try_from(start).unwrap_or(usize::MAX));
        for (column, field) in record.iter().enumerate() {
            let cell = Cell { row, column: u32::try_from(column).unwrap_or(u32::MAX) };
            grid.push_text(cell, field).map_err(|TooLarge| IngestProblem::TooLarge {
                what: "a text with more than 200 million fields".to_owned(),
            })?;
        }
    }
    Ok(vec![Sheet { file: file.clone(), name: None, visible: true, grid, trace: None }])
}

/// Counts line ends on the way through a text, so that a record knows the line it starts on even after quoted line
/// ends and blank lines, which the reader swallows.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// Line, from 0, of the first character of the record that the reader says starts at `byte`.
    fn line_of_record(&mut self, byte: usize) -> u32 {
        let mut end = byte.min(self.text.len());
        while matches!(self.text.get(end), Some(b'\n' | b'\r')) {
            end += 1;
        }
        for found in memchr::memchr2_iter(b'\n', b'\r', &self.text[self.at..end]) {
            let at = self.at + found;
            let lone = self.text[at] == b'\n' || self.text.get(at + 1) != Some(&b'\n');
            self.line += u32::from(lone);
        }
        self.at = end;
        self.line
    }
}

/// Excel's own `sep=;` line: the delimiter, the text after the line, and the one line it took.
fn declared_delimiter(text: &str) -> Option<(u8, &str, u32)> {
    let (first, rest) = text.split_once('\n')?;
    let &[delimiter] = first.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() else { return None };
    Some((delimiter, rest, 1))
}

/// The delimiter that splits the first lines into the same number of fields most often, and into most of them.
fn likely_delimiter(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let score = |delimiter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| fields(line, delimiter)).collect();
        let widest = counts.iter().copied().filter(|&n| n > 1).max();
        let usual = widest.map(|_| {
            let mut sorted: Vec<usize> = counts.iter().copied().filter(|&n| n > 1).collect();
            sorted.sort_unstable();
            sorted[sorted.len() / 2]
        });
        usual.map_or((0, 0), |usual| (counts.iter().filter(|&&n| n == usual).count(), usual))
    };
    // Ties go to the delimiter named first.
    let mut best = (b',', score(b','));
    for delimiter in [b';', b'\t', b'|'] {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// Fields of a line when quotes are honoured.
fn fields(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    1 + line
        .bytes()
        .filter(|&byte| {
            quoted ^= byte == b'"';
            byte == delimiter && !quoted
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::grid::Value;
    use super::*;

    fn grid(text: &str) -> Grid {
        sheets(text.as_bytes(), &"x.csv".into()).unwrap().remove(0).grid
    }

    #[test]
    fn a_field_has_the_line_its_record_starts_on() {
        let grid = grid("a,b\n\"two\nlines\",1\n\nc,2\n");
        assert_eq!(grid.height(), 3);
        assert_eq!(grid.value(1, 0), Value::Text("two\nlines"));
        assert_eq!((grid.row_number(1), grid.row_number(2)), (1, 4));
    }

    #[test]
    fn the_delimiter_is_found_by_what_splits_evenly() {
        assert_eq!(likely_delimiter("a;b\n1,5;2\n1,7;3\n"), b';');
        assert_eq!(likely_delimiter("a\tb\n1\t2\n"), b'\t');
        assert_eq!(likely_delimiter("name,note\n\"x;y\",1\nz,2\n"), b',');
        assert_eq!(likely_delimiter("alone\n"), b',');
        assert_eq!(grid("sep=|\na|b\n").value(0, 1), Value::Text("b"));
    }

    #[test]
    fn a_damaged_byte_has_its_line_and_column() {
        let problem = sheets(b"a,b\n1,\xff\n", &"x.csv".into()).unwrap_err();
        assert_eq!(problem, IngestProblem::NotUtf8 { line: 2, column: 3 });
    }
}
