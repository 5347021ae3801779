//! Where something stands, as the user sees it: a file, a sheet, a cell in A1 notation, a line, a stretch of the
//! pipeline file.

mod passage;

pub use passage::Passage;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A text file with the path it was read from, kept so that a problem can be shown in its own line.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    pub path: String,
    pub text: String,
}

/// Row and column of a cell, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
}

impl Cell {
    /// The cell of an address such as `D7`, in letters of either case; it may lie far outside of any sheet.
    pub fn parse(address: &[u8]) -> Option<Self> {
        let letters = address.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (letters, digits) = address.split_at(letters);
        if letters.is_empty() || letters.len() > 5 || digits.is_empty() || digits.len() > 9 {
            return None;
        }
        let digit = |row: u32, &byte: &u8| byte.is_ascii_digit().then(|| row * 10 + u32::from(byte - b'0'));
        let row = digits.iter().try_fold(0, digit)?.checked_sub(1)?;
        Some(Self { row, column: column_number(letters)? })
    }
}

/// `A` → 0, `aa` → 26.
pub fn column_number(letters: &[u8]) -> Option<u32> {
    let digit = |number: u32, &letter: &u8| {
        letter.is_ascii_alphabetic().then(|| number * 26 + u32::from(letter.to_ascii_uppercase() - b'@'))
    };
    letters.iter().take(6).try_fold(0, digit)?.checked_sub(1)
}

/// `D7`
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

impl Cell {
    /// `$D$7`: the same cell wherever a formula is copied to.
    pub fn fixed(self) -> String {
        format!("${}${}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

/// 0 → `A`, 26 → `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The most exact place known for a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// The run as a whole.
    #[default]
    Nowhere,
    File(Arc<str>),
    /// A sheet; text files have none and use [`Place::File`].
    Sheet {
        file: Arc<str>,
        sheet: Arc<str>,
    },
    /// A cell of a workbook, or, without a sheet, of a text file: its line and column are row and column.
    Cell {
        file: Arc<str>,
        sheet: Option<Arc<str>>,
        cell: Cell,
    },
    /// Bytes of the pipeline file.
    Toml {
        source: Arc<Source>,
        span: Range<usize>,
    },
}

impl Place {
    /// A file or folder by its whole path.
    pub fn of(path: &Path) -> Self {
        Self::File(path.display().to_string().into())
    }

    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Nowhere => None,
            Self::File(file) | Self::Sheet { file, .. } | Self::Cell { file, .. } => Some(file),
            Self::Toml { source, .. } => Some(&source.path),
        }
    }

    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Sheet { sheet, .. } => Some(sheet),
            Self::Cell { sheet, .. } => sheet.as_deref(),
            _ => None,
        }
    }

    /// `D7` in a workbook, `line 7, field 4` in a text file, `line 12` in a pipeline file.
    pub fn cell(&self) -> Option<String> {
        match self {
            Self::Cell { sheet: Some(_), cell, .. } => Some(cell.to_string()),
            Self::Cell { sheet: None, cell, .. } => {
                Some(format!("line {}, field {}", u64::from(cell.row) + 1, u64::from(cell.column) + 1))
            }
            Self::Toml { source, span } => {
                let before = source.text.get(..span.start).unwrap_or(&source.text);
                Some(format!("line {}", before.matches('\n').count() + 1))
            }
            _ => None,
        }
    }
}

/// `finance/Revenue.xlsx, sheet Revenue, D7`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file().unwrap_or("this run"))?;
        if let Some(sheet) = self.sheet() {
            write!(f, ", sheet {sheet}")?;
        }
        if let Some(cell) = self.cell() {
            write!(f, ", {cell}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (row, column, name) in
            [(0, 0, "A1"), (6, 3, "D7"), (0, 25, "Z1"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")]
        {
            assert_eq!(Cell { row, column }.to_string(), name);
        }
    }

    #[test]
    fn addresses_are_read_to_the_last_cell_of_a_sheet() {
        for (text, expected) in [
            ("A1", Some((0, 0))),
            ("aa10", Some((9, 26))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("A", None),
            ("1", None),
            ("A-1", None),
            ("ZZZZZZ1", None),
            ("A9999999999", None),
        ] {
            let expected = expected.map(|(row, column)| Cell { row, column });
            assert_eq!(Cell::parse(text.as_bytes()), expected, "{text}");
        }
        assert_eq!((column_number(b"XFD"), column_number(b""), column_number(b"A1")), (Some(16_383), None, None));
    }

    #[test]
    fn a_place_reads_from_the_file_to_the_cell() {
        let cell = Cell { row: 6, column: 3 };
        let file: Arc<str> = "a/b.xlsx".into();
        assert_eq!(
            Place::Cell { file: file.clone(), sheet: Some("S".into()), cell }.to_string(),
            "a/b.xlsx, sheet S, D7"
        );
        assert_eq!(Place::Cell { file, sheet: None, cell }.to_string(), "a/b.xlsx, line 7, field 4");
    }
}
