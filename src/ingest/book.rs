//! A file as it was found: its identity and its sheets. What is scored is what the hash says, because the bytes that
//! are hashed are the bytes that are parsed.

use super::grid::Grid;
use super::problem::IngestProblem;
use super::{text, workbook};
use crate::diagnostic::Finding;
use crate::place::{Cell, Place};
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
}

/// A file with its sheets; a text file has one sheet without a name.
#[derive(Debug, Clone)]
pub struct Book {
    pub source: SourceFile,
    pub(crate) sheets: Vec<Sheet>,
}

#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) file: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) visible: bool,
    pub(crate) grid: Grid,
    /// Of rows that were made from a crosstab: where their cells come from.
    pub(crate) trace: Option<Trace>,
}

/// Where the cells of unpivoted rows stand in the sheet. Columns are the labels of the line, the period, the measures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// Column of each label in the sheet.
    ids: Vec<usize>,
    /// Position of the period among the columns of the unpivoted rows.
    period_at: usize,
    /// By unpivoted row: row number of the sheet, column of its first figure, columns of its measures.
    rows: Vec<(u32, u32, Vec<u32>)>,
    /// Figures that were totals.
    pub(crate) totals: usize,
}

impl Trace {
    pub(crate) fn new(ids: Vec<usize>) -> Self {
        Self { period_at: ids.len(), ids, ..Self::default() }
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
            None => at.checked_sub(self.period_at + 1).and_then(|at| measures.get(at)).copied().unwrap_or(*column),
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

    /// The sheet with its name and no cells, to be filled anew.
    pub(crate) fn without_cells(&self) -> Self {
        Self {
            file: self.file.clone(),
            name: self.name.clone(),
            visible: self.visible,
            grid: Grid::default(),
            trace: None,
        }
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

/// Reads a file and gives all its sheets, or the reason why it cannot be read.
pub fn open(path: &Path, name: &str) -> Result<Book, Finding> {
    let name: Arc<str> = name.into();
    let refuse = |problem| Finding::new(Place::File(name.clone()), problem);
    let size =
        std::fs::metadata(path).map_err(|error| refuse(IngestProblem::CannotOpen { error: error.to_string() }))?.len();
    if size > MAX_BYTES {
        return Err(refuse(IngestProblem::TooLarge { what: format!("{} MB", size >> 20) }));
    }
    let bytes = std::fs::read(path).map_err(|error| refuse(IngestProblem::CannotOpen { error: error.to_string() }))?;
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let sheets = match Format::of(&bytes) {
        Format::Empty => Err(IngestProblem::EmptyFile),
        Format::Xlsx => workbook::sheets(&bytes, &name),
        Format::Text => text::sheets(&bytes, &name),
        Format::Other(what) => Err(IngestProblem::NotReadable { what }),
    };
    let source = SourceFile { bytes: bytes.len() as u64, hash, name: name.clone() };
    sheets.map(|sheets| Book { source, sheets }).map_err(refuse)
}

/// What a file is, by its first bytes: names lie too often.
#[derive(Debug, PartialEq, Eq)]
enum Format {
    Empty,
    Xlsx,
    Text,
    Other(&'static str),
}

impl Format {
    fn of(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(4096)];
        match start {
            [] => Self::Empty,
            [b'P', b'K', 3, 4, ..] => Self::of_zip(bytes),
            [b'P', b'K', ..] => Self::Other("an empty or split zip archive"),
            [0xD0, 0xCF, 0x11, 0xE0, ..] if contains(bytes, &utf16("EncryptedPackage")) => {
                Self::Other("a workbook that is encrypted: it needs a password or a permission")
            }
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Self::Other("an old binary workbook (.xls)"),
            [0x1F, 0x8B, ..] => Self::Other("a gzip archive"),
            [b'%', b'P', b'D', b'F', ..] => Self::Other("a PDF"),
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Self::Other("text in UTF-16"),
            _ if contains(start, b"DRMONE") || start.starts_with(b"SCDSA00") => {
                Self::Other("a document under digital rights management: ask its owner for a plain copy")
            }
            _ if looks_like_markup(start) => Self::Other("a web page or XML, whatever its name says"),
            _ => Self::Text,
        }
    }

    /// The parts of the archive tell xlsx from its relatives; their names lie uncompressed in the file.
    fn of_zip(bytes: &[u8]) -> Self {
        if contains(bytes, b"xl/workbook.bin") {
            Self::Other("a binary workbook (.xlsb)")
        } else if contains(bytes, b"application/vnd.oasis.opendocument") {
            Self::Other("an OpenDocument spreadsheet (.ods)")
        } else if contains(bytes, b"xl/") {
            Self::Xlsx
        } else {
            Self::Other("a zip archive")
        }
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

fn looks_like_markup(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    ["<html", "<!doctype", "<?xml", "<table", "<workbook"].iter().any(|tag| text.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        assert_eq!(Format::of(b""), Format::Empty);
        assert_eq!(Format::of(b"product;month\n"), Format::Text);
        assert_eq!(Format::of(b"\xef\xbb\xbfa,b\n"), Format::Text);
        assert_eq!(Format::of(b"PK\x03\x04....xl/workbook.xml"), Format::Xlsx);
        for (bytes, what) in [
            (&b"PK\x03\x04....xl/workbook.bin"[..], "xlsb"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "xls"),
            (b"  <!DOCTYPE html><table>", "web page"),
            (b"\x9b DRMONE x", "rights"),
            (b"\xFF\xFEa\0", "UTF-16"),
        ] {
            let Format::Other(found) = Format::of(bytes) else { panic!("{what}") };
            assert!(found.contains(what), "{found}");
        }
    }
}
