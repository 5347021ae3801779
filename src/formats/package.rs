//! The zip archive around xlsx, xlsb and ods, checked by its directory before anything is unpacked.
//!
//! A part may unpack to 256 MB, however tightly it is packed: a million rows that repeat themselves pack better than
//! 1:100, and 256 MB are read in seconds. What is larger must not be packed tighter than 1:200, which no table of data
//! comes near. All parts together may have 4 GB.

use super::format::Format;
use super::packed::Packed;
use super::workbook::{Kind, Workbook};
use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use std::collections::HashSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What a part of any ratio may unpack to.
const FREE: u64 = 256 << 20;
const TIGHTEST: u64 = 200;
const MAX_UNPACKED: u64 = 4 << 30;
/// A workbook of 5,000 sheets with a drawing each has 20,000.
const MAX_PARTS: usize = 50_000;

/// Fails when unpacking `part` would cost more than it can be worth.
pub(crate) fn check_size(part: &str, packed: u64, unpacked: u64) -> Result<(), FormatProblem> {
    if unpacked > MAX_UNPACKED || (unpacked > FREE && unpacked > packed.saturating_mul(TIGHTEST)) {
        return Err(FormatProblem::UnpacksTooLarge { part: part.to_owned(), packed, unpacked });
    }
    Ok(())
}

/// A zip archive and its parts, without folders.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    pub(crate) parts: Vec<Part>,
}

#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    index: usize,
    pub(crate) encrypted: bool,
    pub(crate) packed: u64,
    pub(crate) unpacked: u64,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, FormatProblem> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MAX_PARTS {
            return Err(FormatProblem::TooLarge { what: format!("an archive of {} parts", archive.len()) });
        }
        if archive.has_duplicate_names() {
            return Err(FormatProblem::DuplicatePart { part: None });
        }
        let mut parts = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(damaged)?;
            if part.is_dir() {
                continue;
            }
            parts.push(Part {
                name: part.name().unwrap_or_else(|_| String::from_utf8_lossy(part.name_raw())).into_owned(),
                index,
                encrypted: part.encrypted(),
                packed: part.compressed_size(),
                unpacked: part.size(),
            });
        }
        Ok(Self { archive, parts })
    }

    /// What the package is by the names of its parts; a workbook has passed all checks.
    pub(crate) fn format(&mut self) -> Result<Format, FormatProblem> {
        let kind = if self.has("xl/workbook.bin") {
            Kind::Xlsb
        } else if self.has("[Content_Types].xml") && self.has_folder("xl/") {
            Kind::Xlsx
        } else if self.has("content.xml") && self.has("META-INF/manifest.xml") {
            self.open_document()?
        } else {
            return self.not_a_workbook();
        };
        self.check()?;
        let unpacked = self.parts.iter().map(|part| part.unpacked).sum();
        Ok(Format::Workbook(Workbook { kind, unpacked }))
    }

    /// The content of a part as it unpacks, which may be more than the archive declares.
    pub(crate) fn content(&mut self, part: &Part) -> Result<impl Read, FormatProblem> {
        self.archive.by_index(part.index).map_err(damaged)
    }

    fn open_document(&mut self) -> Result<Kind, FormatProblem> {
        let mime = self.parts.iter().find(|part| part.name == "mimetype").cloned();
        match mime.map(|part| self.start(&part, 256)) {
            Some(mime) if !mime.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => {
                Err(FormatProblem::NotReadable { what: "an OpenDocument file without a spreadsheet" })
            }
            _ => Ok(Kind::Ods),
        }
    }

    fn not_a_workbook(&self) -> Result<Format, FormatProblem> {
        let what = if self.has_folder("word/") {
            "a Word document"
        } else if self.has_folder("ppt/") {
            "a PowerPoint presentation"
        } else if self.has("Index/Document.iwa") || self.has("Index.zip") {
            "an Apple Numbers document"
        } else {
            return Ok(Format::Packed(Packed::Zip));
        };
        Err(FormatProblem::NotReadable { what })
    }

    fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name))
    }

    fn has_folder(&self, folder: &str) -> bool {
        let starts = |name: &str| name.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder));
        self.parts.iter().any(|part| starts(&part.name))
    }

    pub(crate) fn check(&mut self) -> Result<(), FormatProblem> {
        let mut seen = HashSet::new();
        let (mut packed, mut unpacked) = (0_u64, 0_u64);
        for part in &self.parts {
            if part.encrypted {
                return Err(FormatProblem::NeedsPassword);
            }
            // Programs look parts up without regard to case and to the kind of slash.
            if !seen.insert(part.name.replace('\\', "/").to_ascii_lowercase()) {
                return Err(FormatProblem::DuplicatePart { part: Some(part.name.clone()) });
            }
            packed = packed.saturating_add(part.packed);
            unpacked = unpacked.saturating_add(part.unpacked);
            check_size(&part.name, part.packed, part.unpacked)?;
            // All together, so that many small bombs are one large one.
            check_size(&part.name, packed, unpacked)?;
        }
        let is_xml = |part: &&Part| {
            let name = part.name.to_ascii_lowercase();
            [".xml", ".rels"].iter().any(|ending| name.ends_with(ending))
        };
        let texts: Vec<Part> = self.parts.iter().filter(is_xml).cloned().collect();
        match texts.into_iter().find(|part| self.declares_document_type(part)) {
            Some(part) => Err(FormatProblem::DocumentType { part: part.name }),
            None => Ok(()),
        }
    }

    /// The first bytes, as many as there are; a part that cannot be unpacked is found when it is read.
    fn start(&mut self, part: &Part, most: u64) -> Vec<u8> {
        let mut start = Vec::new();
        if let Ok(content) = self.content(part) {
            let _ = content.take(most).read_to_end(&mut start);
        }
        start
    }

    /// A document type stands before the first element. What has no element in its first 64 KB hides something.
    fn declares_document_type(&mut self, part: &Part) -> bool {
        [1 << 10, 64 << 10].into_iter().find_map(|most| document_type(&self.start(part, most), most)).unwrap_or(true)
    }
}

/// Whether the text has a document type; `None` when its start does not tell.
fn document_type(start: &[u8], most: u64) -> Option<bool> {
    // UTF-16 differs from ASCII by zeros only, as far as markup goes.
    let text: Vec<u8> = start.iter().copied().filter(|&byte| byte != 0).collect();
    let mut rest = text.as_slice();
    loop {
        let Some(at) = memchr::memchr(b'<', rest) else { return ended(start, most) };
        rest = &rest[at..];
        let closing: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', ..] => b"-->",
            [b'<', b'!', _, ..] => return Some(true),
            [b'<', b'!'] | [b'<'] => return ended(start, most),
            _ => return Some(false),
        };
        let Some(end) = memchr::memmem::find(rest, closing) else { return ended(start, most) };
        rest = &rest[end..];
    }
}

/// A part that is shorter than what was asked for has no element at all, and no document type either.
fn ended(start: &[u8], most: u64) -> Option<bool> {
    ((start.len() as u64) < most).then_some(false)
}

fn damaged(error: zip::result::ZipError) -> FormatProblem {
    FormatProblem::Damaged { error: Cause::new(error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            package.start_file(*name, SimpleFileOptions::default()).unwrap();
            package.write_all(text.as_bytes()).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    #[track_caller]
    fn refusal(bytes: &[u8]) -> String {
        Format::of(bytes).unwrap_err().message()
    }

    fn kind(parts: &[(&str, &str)]) -> Option<Kind> {
        match Format::of(&package(parts)) {
            Ok(Format::Workbook(workbook)) => Some(workbook.kind),
            _ => None,
        }
    }

    const SHEET: (&str, &str) = ("xl/worksheets/sheet1.xml", "<worksheet/>");
    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

    #[test]
    fn the_parts_tell_what_a_package_is() {
        assert_eq!(kind(&[TYPES, SHEET]), Some(Kind::Xlsx));
        assert_eq!(kind(&[TYPES, ("XL/Workbook.bin", "")]), Some(Kind::Xlsb));
        let manifest = ("META-INF/manifest.xml", "<manifest/>");
        let mime = |mime| [("mimetype", mime), manifest, ("content.xml", "<content/>")];
        assert_eq!(kind(&mime("application/vnd.oasis.opendocument.spreadsheet")), Some(Kind::Ods));
        let text = package(&mime("application/vnd.oasis.opendocument.text"));
        assert_eq!(refusal(&text), "is an OpenDocument file without a spreadsheet, which is not read");
        assert!(refusal(&package(&[TYPES, ("word/document.xml", "")])).contains("a Word document"));
        assert!(refusal(&package(&[("Index/Document.iwa", "")])).contains("Apple Numbers"));
    }

    #[test]
    fn two_parts_of_one_name_are_refused() {
        let bytes = package(&[TYPES, SHEET, ("xl\\Worksheets/Sheet1.xml", "<worksheet/>")]);
        assert_eq!(refusal(&bytes), "has two parts named `xl\\Worksheets/Sheet1.xml`");
        let mut same = package(&[TYPES, SHEET, ("xl/worksheets/sheet2.xml", "<worksheet/>")]);
        for at in memchr::memmem::find_iter(&same.clone(), b"sheet2") {
            same[at + 5] = b'1';
        }
        assert_eq!(refusal(&same), "has two parts of one name");
    }

    #[test]
    fn document_types_are_found_before_the_first_element_and_nowhere_else() {
        let verdict = |text: &str| document_type(text.as_bytes(), 1 << 10);
        for text in
            ["<!DOCTYPE a>", "\u{feff}<?xml version=\"1.0\"?>\n<!-- <a> -->\n<!doctype a [<!ENTITY b 'c'>]><a/>"]
        {
            assert_eq!(verdict(text), Some(true), "{text}");
        }
        for text in ["", "text", "<a>", "<?xml?><!-- <!DOCTYPE --><a><![CDATA[<!DOCTYPE]]></a>"] {
            assert_eq!(verdict(text), Some(false), "{text}");
        }
        let wide: Vec<u8> = "<!DOCTYPE a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(document_type(&wide, 1 << 10), Some(true));
        // What begins with a long comment is looked at further.
        let comment = format!("<!--{}--><!DOCTYPE a>", " ".repeat(2000));
        assert_eq!(document_type(&comment.as_bytes()[..1 << 10], 1 << 10), None);
        let bytes = package(&[TYPES, (SHEET.0, &comment)]);
        assert_eq!(refusal(&bytes), "`xl/worksheets/sheet1.xml` declares a document type");
    }

    #[test]
    fn parts_that_unpack_to_far_more_than_they_pack_are_refused_by_their_declaration() {
        assert_eq!(check_size("a", 1 << 10, 256 << 20), Ok(()));
        assert_eq!(check_size("a", 2 << 20, 400 << 20), Ok(()));
        let problem = check_size("xl/a.xml", 1 << 20, 300 << 20).unwrap_err();
        assert_eq!(problem.message(), "`xl/a.xml` unpacks to 300 MB from 1,024 KB");
        assert!(check_size("a", 1 << 30, (4 << 30) + 1).is_err());
    }

    #[test]
    fn a_package_with_an_encrypted_part_needs_a_password() {
        let mut bytes = package(&[TYPES, SHEET]);
        let first = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        bytes[first + 8] |= 1;
        assert_eq!(Format::of(&bytes), Err(FormatProblem::NeedsPassword));
    }
}
