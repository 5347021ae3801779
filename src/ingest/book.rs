//! A file as it was found: its identity and its sheets. What is scored is what the hash says, because the bytes that
//! are hashed are the bytes that are parsed.

use super::files::{FileProblem, Stamp};
use super::format::Format;
use super::grid::Grid;
use super::problem::IngestProblem;
use super::saved;
use super::table::RowCount;
use super::text::{self, TextForm};
use super::workbook;
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::pipeline::Encoding;
use crate::place::{Cell, Place};
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

/// What the user knows of a file before it is opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// Only text files have one.
    pub encoding: Encoding,
}

#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) file: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) visible: bool,
    pub(crate) grid: Grid,
    pub(crate) formatting: Formatting,
    /// Of rows that were made from a crosstab: where their cells come from.
    pub(crate) trace: Option<Trace>,
}

/// What a workbook says of its cells beside their values. Texts, and formats that do not tell, have none of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Formatting {
    /// Merged areas: first and last cell. Only the first holds a value.
    pub(crate) merged: Vec<(Cell, Cell)>,
    /// Numbers of the hidden rows, from 0, ascending; rows that a filter hides are among them.
    pub(crate) hidden_rows: Vec<u32>,
    /// Whether an automatic filter is set.
    pub(crate) filtered: bool,
    /// Columns whose number formats show thousandths (`#,##0,`) or millionths (`#,##0,,`) of what is stored.
    pub(crate) scaled: Vec<ScaledFormat>,
}

/// How many number cells of a column are shown scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScaledFormat {
    pub(crate) column: u32,
    /// How often the format divides by a thousand.
    pub(crate) thousands: u8,
    pub(crate) cells: u32,
}

/// Where the cells of unpivoted rows stand in the sheet. Columns are the labels of the line, the period, the measures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// Column of each label in the sheet.
    ids: Vec<usize>,
    /// How many columns of headings stand between the labels and the period; they have no cell of their own.
    pub(crate) dimensions: usize,
    /// By unpivoted row: row number of the sheet, column of its first figure, columns of its measures.
    rows: Vec<(u32, u32, Vec<u32>)>,
    /// Figures of lines that are no data, as what they are.
    pub(crate) left_out: RowCount,
}

impl Trace {
    pub(crate) fn new(ids: Vec<usize>) -> Self {
        Self { ids, ..Self::default() }
    }

    pub(crate) fn push(&mut self, row: u32, column: u32, measures: Vec<u32>) {
        self.rows.push((row, column, measures));
    }

    /// The cell of the sheet behind a cell of the unpivoted rows.
    pub(crate) fn original(&self, cell: Cell) -> Cell {
        let Some((row, column, measures)) = self.rows.get(cell.row as usize) else { return cell };
        let at = cell.column as usize;
        let column = match self.ids.get(at) {
            Some(&id) => u32::try_from(id).unwrap_or(0),
            None => at
                .checked_sub(self.ids.len() + self.dimensions + 1)
                .and_then(|at| measures.get(at))
                .copied()
                .unwrap_or(*column),
        };
        Cell { row: *row, column }
    }
}

impl Sheet {
    pub(crate) fn place(&self) -> Place {
        match &self.name {
            Some(sheet) => Place::Sheet { file: self.file.clone(), sheet: sheet.clone() },
            None => Place::File(self.file.clone()),
        }
    }

    /// A visible sheet; a text file has one without a name.
    pub(crate) fn new(file: &Arc<str>, name: Option<&str>, grid: Grid) -> Self {
        let formatting = Formatting::default();
        Self { file: file.clone(), name: name.map(Into::into), visible: true, grid, formatting, trace: None }
    }

    /// The sheet with its name and no cells, to be filled anew.
    pub(crate) fn without_cells(&self) -> Self {
        Self { visible: self.visible, name: self.name.clone(), ..Self::new(&self.file, None, Grid::default()) }
    }

    /// The cell as the user finds it.
    pub(crate) fn original(&self, cell: Cell) -> Cell {
        self.trace.as_ref().map_or(cell, |trace| trace.original(cell))
    }

    pub(crate) fn cell_place(&self, cell: Cell) -> Place {
        let cell = self.original(cell);
        Place::Cell { file: self.file.clone(), sheet: self.name.clone(), cell }
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
pub fn open(path: &Path, name: &str, options: ReadOptions) -> Result<Book, Finding> {
    let name: Arc<str> = name.into();
    let refuse = |problem| Finding::new(Place::File(name.clone()), problem);
    let cannot_open = |error: std::io::Error| refuse(IngestProblem::CannotOpen { error: error.to_string() });
    let stamp = Stamp::of(path).map_err(cannot_open)?;
    if stamp.bytes > MAX_BYTES {
        return Err(refuse(IngestProblem::TooLarge { what: format!("{} MB", stamp.bytes >> 20) }));
    }
    let bytes = std::fs::read(path).map_err(cannot_open)?;
    if !stamp.holds(path) {
        return Err(Finding::new(Place::File(name), FileProblem::ChangedWhileReading));
    }
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let (name, saved, read) = match Format::of(&bytes).map_err(refuse)? {
        Format::Packed(packed) => {
            let inner = packed.unpack(&bytes, &name).map_err(refuse)?;
            let name: Arc<str> = format!("{name} → {}", inner.name).into();
            let read = Format::of(&inner.bytes).and_then(|format| sheets(&inner.bytes, &format, &name, options));
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
    format: &Format,
    name: &Arc<str>,
    options: ReadOptions,
) -> Result<(Vec<Sheet>, Option<TextForm>), IngestProblem> {
    match format {
        Format::Empty => Err(IngestProblem::EmptyFile),
        Format::Text => text::read(bytes, name, options.encoding).map(|(sheet, form)| (vec![sheet], Some(form))),
        Format::Workbook(workbook) => workbook::sheets(bytes, *workbook, name).map(|sheets| (sheets, None)),
        Format::Packed(_) => Err(IngestProblem::NotReadable { what: "an archive within an archive" }),
    }
}
