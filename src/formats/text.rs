//! Text files with delimiters: one sheet without a name, every field as text, nothing typed.

mod dialect;
mod encoding;
mod evidence;
mod records;

use super::foreign::marked_up;
use super::options::ReadOptions;
use super::problem::FormatProblem;
use crate::sheet::{Grid, Sheet, TextLines, TextRows, TooLarge};
pub use encoding::OtherEncodings;
pub(crate) use encoding::reread;
use records::{Dialect, Escape, Records, Unclosed};
use std::sync::Arc;

/// How a text file is written, as it was found or as the pipeline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextForm {
    /// By its name in pipelines, such as `utf-8` or `cp949`.
    pub encoding: &'static str,
    pub others: OtherEncodings,
    /// `None` when every line is one field.
    pub delimiter: Option<char>,
    /// What fields are wrapped in where they need it.
    pub quote: char,
}

/// The one sheet of a text file. Fields keep their text exactly.
pub(crate) fn read(
    bytes: &[u8],
    file: &Arc<str>,
    options: ReadOptions<'_>,
) -> Result<(Sheet, TextForm), FormatProblem> {
    let decoded = encoding::decode(bytes, options)?;
    // In UTF-16 its bytes did not show it yet.
    if let Some(what) = marked_up(&decoded.text.as_bytes()[..decoded.text.len().min(4096)]) {
        return Err(FormatProblem::NotReadable { what });
    }
    let (declared, text, first_line) = match dialect::declared(&decoded.text) {
        Some((delimiter, rest)) => (Some(delimiter), rest, 1),
        None => (None, &*decoded.text, 0),
    };
    let dialect = dialect::find(text, declared);
    // A damaged byte may have hidden a delimiter that is no sign of plain sentences.
    let is_plain = dialect.delimiter.is_none_or(|delimiter| matches!(delimiter, b',' | b';' | b'\t'));
    let is_damaged = decoded.damage.is_some();
    if let (Some(damage), false) = (decoded.damage, is_plain) {
        return Err(damage);
    }
    let mut cut = cut(text, first_line, dialect)?;
    cut.lines.is_damaged = is_damaged;
    let form = TextForm {
        encoding: decoded.encoding,
        others: decoded.others,
        delimiter: dialect.delimiter.map(char::from),
        quote: char::from(dialect.quote),
    };
    Ok((Sheet { lines: Some(cut.lines), ..Sheet::new(file, None, cut.grid) }, form))
}

/// A text cut into cells.
struct CutText {
    grid: Grid,
    lines: TextLines,
    /// Quotes that are not escaped.
    strays: usize,
}

/// Quotes inside fields are doubled, unless the file only makes sense with backslashes before them.
fn cut(text: &str, first_line: u32, dialect: Dialect) -> Result<CutText, FormatProblem> {
    let doubled = fill(text, first_line, dialect)?;
    let has_backslashes = || memchr::memmem::find(text.as_bytes(), &[b'\\', dialect.quote]).is_some();
    let trouble = doubled.as_ref().map_or(1, |cut| cut.strays);
    if trouble > 0 && has_backslashes() {
        let escaped = fill(text, first_line, Dialect { escape: Escape::Backslash, ..dialect })?;
        if let Some(cut) = escaped.ok().filter(|cut| cut.strays == 0) {
            return Ok(cut);
        }
    }
    doubled.map_err(|Unclosed { line }| FormatProblem::UnclosedQuote {
        line: line as usize + 1,
        quote: dialect.quote.into(),
    })
}

fn fill(text: &str, first_line: u32, dialect: Dialect) -> Result<Result<CutText, Unclosed>, FormatProblem> {
    const ROWS_AT_ONCE: usize = 256;
    let mut grid = Grid::default();
    let mut lines = TextLines::cut_by(dialect.delimiter.map(char::from));
    let mut records = Records::new(text, first_line, dialect);
    let mut rows = TextRows::default();
    let mut record = 0;
    loop {
        let mut column = 0;
        let next = records.next(|field| {
            rows.add(column, field);
            column += 1;
        });
        let next = match next {
            Ok(next) => next,
            Err(unclosed) => return Ok(Err(unclosed)),
        };
        if let Some(line) = next {
            if rows.end_row(line) {
                lines.push(column);
            }
            grid.shift(line, line - record);
            record += 1;
        }
        if next.is_none() || rows.len() == ROWS_AT_ONCE {
            grid.push_rows(&rows).map_err(|TooLarge| FormatProblem::TooLarge {
                what: "a text with more than 200 million fields".to_owned(),
            })?;
            rows.clear();
        }
        if next.is_none() {
            return Ok(Ok(CutText { grid, lines, strays: records.strays() }));
        }
    }
}

#[cfg(test)]
mod tests;
