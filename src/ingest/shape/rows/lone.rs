//! Rows with a single text: labels of the rows below them (*sections*), or notes.

use crate::ingest::shape::look::heading_year;
use crate::name;
use crate::sheet::{Grid, Value};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many rows tell which column names the lines, and how their codes look.
const SAMPLE: usize = 400;
/// What is longer than this is prose.
const PROSE: usize = 150;
/// A code is no longer than this.
const CODE: usize = 20;

/// What a row is that has a text and no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoneKind {
    /// A label of the rows below it, in this column.
    Section(usize),
    Note,
    /// A line that has no figures, or the beginning of its label.
    Line,
}

/// What tells the rows with a single text apart.
#[derive(Debug, Clone)]
pub(crate) struct LoneRows {
    columns: Vec<usize>,
    figures: Vec<usize>,
    /// The first column that names the lines.
    names: usize,
    /// How the names look that have digits: `AA-00`.
    codes: BTreeSet<String>,
    /// Columns in which a line has something.
    filled: BTreeSet<usize>,
    /// Columns without figures that most lines fill.
    keys: Vec<usize>,
}

impl LoneRows {
    /// Looks at the lines of a table.
    pub(crate) fn of(grid: &Grid, rows: Range<usize>, columns: &[usize], figures: &[usize]) -> Self {
        let filled = |row: usize, column: &usize| !is_blank(grid, row, *column);
        let is_line = |&row: &usize| figures.is_empty() || figures.iter().any(|column| filled(row, column));
        let lines: Vec<usize> = rows.filter(is_line).take(SAMPLE).collect();
        let counts = columns.iter().filter(|column| !figures.contains(column));
        let counts = counts.map(|column| (*column, lines.iter().filter(|&&row| filled(row, column)).count()));
        let counts: Vec<(usize, usize)> = counts.collect();
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let named = counts.iter().find(|(_, count)| *count > 0 && count * 4 >= most).map(|(column, _)| *column);
        let names = named.or(columns.first().copied()).unwrap_or(0);
        let several = |&&row: &&usize| columns.iter().filter(|column| filled(row, column)).take(2).count() == 2;
        let codes = lines.iter().filter(several).filter_map(|&row| match grid.value(row, names) {
            Value::Text(text) if is_code(text) => Some(shape(text)),
            _ => None,
        });
        let codes = codes.collect();
        let in_lines = |&column: &usize| lines.iter().filter(several).any(|&row| filled(row, &column));
        let filled = columns.iter().copied().filter(in_lines).collect();
        let keys = counts.iter().filter(|(_, count)| *count * 10 >= most * 7).map(|(column, _)| *column).collect();
        Self { columns: columns.to_vec(), figures: figures.to_vec(), names, codes, filled, keys }
    }

    /// What a row is that has no figure and a single text, or that begins as a note; `None` for every other row.
    pub(crate) fn kind(&self, grid: &Grid, row: usize) -> Option<LoneKind> {
        // Lines have figures, so for most of them this is all there is to ask.
        if self.figures.iter().any(|&column| !is_blank(grid, row, column)) {
            return None;
        }
        let mut filled = self.columns.iter().copied().filter(|&column| !is_blank(grid, row, column));
        let column = filled.next()?;
        let text = match grid.value(row, column) {
            Value::Text(text) => text,
            // A year over its lines.
            value => {
                let is_year = value.as_text().is_some_and(|text| heading_year(&text).is_some());
                let alone = self.columns.len() > 1 && filled.next().is_none();
                return (is_year && alone && column == self.names).then_some(LoneKind::Section(column));
            }
        };
        if begins_as_note(text) {
            return Some(LoneKind::Note);
        }
        if self.columns.len() == 1 || filled.next().is_some() {
            return None;
        }
        let letters = text.trim().chars().count();
        Some(if letters > PROSE {
            LoneKind::Note
        } else if !text.contains(char::is_alphanumeric)
            || (column > self.names && self.filled.contains(&column))
            || self.goes_on(grid, row, column)
            || self.is_line_code(text, letters)
        {
            LoneKind::Line
        } else {
            LoneKind::Section(column)
        })
    }

    /// Columns without figures that most lines fill.
    pub(crate) fn keys(&self) -> &[usize] {
        &self.keys
    }

    /// Whether a row lacks one of the labels that lines have beside others.
    pub(crate) fn lacks_name(&self, grid: &Grid, row: usize) -> bool {
        self.keys.len() >= 2 && self.keys.iter().any(|&column| is_blank(grid, row, column))
    }

    /// Whether a row has what names a line, in several columns, though it may have no figure.
    pub(crate) fn is_named(&self, grid: &Grid, row: usize) -> bool {
        self.keys.len() >= 2 && self.keys.iter().all(|&column| !is_blank(grid, row, column))
    }

    /// Whether a label goes on in the row below, where its figures stand.
    fn goes_on(&self, grid: &Grid, row: usize, column: usize) -> bool {
        if row + 1 >= grid.height() {
            return false;
        }
        let goes_on = matches!(grid.value(row + 1, column), Value::Text(text)
            if text.trim_start().starts_with(|c: char| c.is_lowercase() || c == '('));
        goes_on && self.columns.iter().filter(|&&column| !is_blank(grid, row + 1, column)).take(2).count() == 2
    }

    fn is_line_code(&self, text: &str, letters: usize) -> bool {
        letters <= CODE && is_code(text) && self.codes.contains(&shape(text))
    }
}

fn is_blank(grid: &Grid, row: usize, column: usize) -> bool {
    match grid.value(row, column) {
        Value::Text(text) => text.trim_start().is_empty(),
        value => value.is_blank(),
    }
}

fn is_code(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// `AA-00` of `AB-12`.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.trim().chars() {
        let like = match c {
            c if c.is_ascii_digit() => '0',
            c if c.is_lowercase() => 'a',
            c if c.is_alphabetic() => 'A',
            c => c,
        };
        if !(like.is_alphabetic() && shape.ends_with(like)) {
            shape.push(like);
        }
    }
    shape
}

/// `* preliminary`, `Source: …`, `주: …`, `자료: …`, `Stand: …`, `© …`, `__________`, `1) …`, `\1 …`, `NA Not available`
pub(crate) fn begins_as_note(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "source",
        "sources",
        "note",
        "notes",
        "footnote",
        "footnotes",
        "remark",
        "remarks",
        "quelle",
        "quellen",
        "stand",
        "hinweis",
        "anmerkung",
        "anmerkungen",
        "주",
        "주석",
        "자료",
        "출처",
        "비고",
        "참고",
    ];
    let folded = name::fold(text);
    if folded.starts_with(['*', '※', '†', '‡', '©', '¹', '²', '³', '\\'])
        || folded.starts_with("__")
        || folded.starts_with("--")
    {
        return true;
    }
    // `Source:` and `주)` are notes, `Source code` is none.
    let end = folded.find(|c: char| !c.is_alphanumeric()).unwrap_or(folded.len());
    let (word, rest) = folded.split_at(end);
    let rest = rest.trim_start();
    if WORDS.contains(&word) {
        return rest.starts_with([':', ')', '：', '.']) && rest.len() > 1;
    }
    // `NA Not available`, `1 Because of rounding the figures may not add up`
    let is_short = word.chars().count() <= 3;
    let explains = rest.starts_with("not a") || rest.starts_with("less than ");
    let is_numbered = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
    let is_prose = folded.chars().count() > 40 && rest.starts_with(char::is_alphabetic);
    if (is_short && explains && !word.is_empty()) || (is_numbered && is_prose) {
        return true;
    }
    // `1) without services`, `(a) estimated`
    let mark = folded.strip_prefix('(').unwrap_or(&folded);
    let behind = mark.split_once(')').filter(|(mark, _)| {
        let digits = mark.trim_start_matches('주');
        mark.chars().count() <= 2 && (digits.bytes().all(|b| b.is_ascii_digit()) || mark.len() == 1) && !mark.is_empty()
    });
    behind.is_some_and(|(_, rest)| !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_known_by_their_first_words_in_three_languages() {
        for text in [
            "* preliminary",
            "Source: ledger",
            "Notes: all figures unaudited",
            "주: 잠정치",
            "주) 잠정치",
            "주1) 잠정치",
            "자료: 통계청",
            "출처 : 재무팀",
            "Quelle: Destatis",
            "Stand: 16.04.2025 / 04:53:56",
            "© Statistisches Bundesamt (Destatis), 2025",
            "__________",
            "1) without services",
            "(a) Includes Norfolk Island",
            "\\1 Excludes services",
            "NA Not available",
            "1 Because of rounding the figures may not add up to the total",
        ] {
            assert!(begins_as_note(text), "{text}");
        }
        for text in [
            "Source code",
            "Europe",
            "Standard",
            "주방",
            "Notebook",
            "A) ",
            "자료",
            "2018",
            "(new) Pump",
            "Note 10",
            "1 Alpha",
            "10 Downing Street",
            "",
        ] {
            assert!(!begins_as_note(text), "{text}");
        }
    }
}
