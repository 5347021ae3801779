//! A file as it was found: its identity and its sheets. What is scored is what the hash says, because the bytes that
//! are hashed are the bytes that are parsed.

use super::format::FileFormat;
use super::options::ReadOptions;
use super::problem::FormatProblem;
use super::saved;
use super::stamp::Stamp;
use super::text::{self, TextForm};
use super::workbook;
use crate::calendar::Date;
use crate::diagnostic::{Cause, Finding};
use crate::place::Place;
use crate::sheet::Sheet;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Identity of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As the user sees it: relative to the root of the exports where it lies below it.
    pub name: Arc<str>,
    pub bytes: u64,
    /// BLAKE3 of the bytes, in hex.
    pub hash: String,
    /// The day on which it was last saved, as the file itself says.
    pub saved: Option<Date>,
    pub purpose: Purpose,
}

/// What a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Export,
    Catalog,
    Rates,
    Calendar,
    Goals,
    Theme,
}

/// A file with its sheets; a text file has one sheet without a name.
#[derive(Debug, Clone)]
pub struct Book {
    pub source: SourceFile,
    /// How it is written, when it is a text file.
    pub text: Option<TextForm>,
    pub(crate) sheets: Vec<Sheet>,
}

/// The size of a sheet as it is stored: rows that have a cell, and columns up to the last cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub name: Option<Arc<str>>,
    pub visible: bool,
    pub rows: usize,
    pub columns: usize,
}

impl Book {
    pub fn outlines(&self) -> Vec<Outline> {
        let outline = |sheet: &Sheet| Outline {
            name: sheet.name.clone(),
            visible: sheet.visible,
            rows: sheet.grid.height(),
            columns: sheet.grid.width(),
        };
        self.sheets.iter().map(outline).collect()
    }

    /// A cell as a person reads it, by sheet, stored row and column, all from 0; `None` when blank.
    pub fn text_at(&self, sheet: usize, row: usize, column: usize) -> Option<Cow<'_, str>> {
        self.sheets.get(sheet).filter(|sheet| row < sheet.grid.height())?.grid.value(row, column).as_text()
    }
}

/// Larger files are refused: an export of this size belongs into a query.
const MAX_BYTES: u64 = 4 << 30;

/// Reads a file that the pipeline names by its path.
pub fn open_for(purpose: Purpose, path: &Path) -> Result<Book, Finding> {
    let mut book = open(path, &path.display().to_string(), ReadOptions::default())?;
    book.source.purpose = purpose;
    Ok(book)
}

/// Reads a file and gives all its sheets, or the reason why it cannot be read.
pub fn open(path: &Path, name: &str, options: ReadOptions<'_>) -> Result<Book, Finding> {
    let name: Arc<str> = name.into();
    let refuse = |problem| Finding::new(Place::File(name.clone()), problem);
    let cannot_open = |error: std::io::Error| refuse(FormatProblem::CannotOpen { error: Cause::new(error) });
    let stamp = Stamp::of(path).map_err(cannot_open)?;
    if stamp.bytes > MAX_BYTES {
        return Err(refuse(FormatProblem::TooLarge { what: format!("{} MB", stamp.bytes >> 20) }));
    }
    let bytes = std::fs::read(path).map_err(cannot_open)?;
    if !stamp.holds(path) {
        return Err(Finding::new(Place::File(name), FormatProblem::ChangedWhileReading));
    }
    let hash = crate::hash::hash(&bytes);
    let (name, saved, read) = match FileFormat::of(&bytes).map_err(refuse)? {
        FileFormat::Packed(packed) => {
            let inner = packed.unpack(&bytes, &name).map_err(refuse)?;
            let name: Arc<str> = format!("{name} → {}", inner.name).into();
            let read = FileFormat::of(&inner.bytes).and_then(|format| sheets(&inner.bytes, &format, &name, options));
            (name, saved::day(&inner.bytes), read)
        }
        format => (name.clone(), saved::day(&bytes), sheets(&bytes, &format, &name, options)),
    };
    let source = SourceFile { bytes: bytes.len() as u64, hash, saved, purpose: Purpose::Export, name: name.clone() };
    let refuse = |problem| Finding::new(Place::File(name), problem);
    read.map(|(sheets, text)| Book { source, text, sheets }).map_err(refuse)
}

/// The sheets, and of a text how it was written.
fn sheets(
    bytes: &[u8],
    format: &FileFormat,
    name: &Arc<str>,
    options: ReadOptions<'_>,
) -> Result<(Vec<Sheet>, Option<TextForm>), FormatProblem> {
    match format {
        FileFormat::Empty => Err(FormatProblem::EmptyFile),
        FileFormat::Text => text::read(bytes, name, options).map(|(sheet, form)| (vec![sheet], Some(form))),
        FileFormat::Workbook(workbook) => workbook::sheets(bytes, *workbook, name).map(|sheets| (sheets, None)),
        FileFormat::Packed(_) => Err(FormatProblem::NotReadable { what: "an archive within an archive" }),
    }
}
