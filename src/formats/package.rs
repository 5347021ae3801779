//! The zip archive around xlsx, xlsb and ods, checked by its directory before anything is unpacked.
//!
//! A part may unpack to 256 MB, however tightly it is packed: a million rows that repeat themselves pack better than
//! 1:100, and 256 MB are read in seconds. What is larger must not be packed tighter than 1:200, which no table of data
//! comes near. All parts together may have 4 GB.

use super::problem::FormatProblem;
use crate::diagnostic::Cause;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What a part of any ratio may unpack to.
const FREE: u64 = 256 << 20;
const TIGHTEST: u64 = 200;
const MAX_UNPACKED: u64 = 4 << 30;
/// A workbook of 5,000 sheets with a drawing each has 20,000.
const MAX_PARTS: usize = 50_000;

/// Fails when unpacking `part` would cost more than it can be worth.
pub(super) fn check_size(part: &str, packed: u64, unpacked: u64) -> Result<(), FormatProblem> {
    if unpacked > MAX_UNPACKED || (unpacked > FREE && unpacked > packed.saturating_mul(TIGHTEST)) {
        return Err(FormatProblem::UnpacksTooLarge { part: part.to_owned(), packed, unpacked });
    }
    Ok(())
}

/// A zip archive and its parts, without folders.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    pub(super) parts: Vec<PackagePart>,
    /// Place among the parts by the name as programs look it up.
    by_key: HashMap<String, usize>,
}

/// Programs look parts up without regard to case and to the kind of slash.
fn key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

#[derive(Debug, Clone)]
pub(super) struct PackagePart {
    pub(super) name: String,
    index: usize,
    pub(super) encrypted: bool,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FormatProblem> {
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
            parts.push(PackagePart {
                name: part.name().unwrap_or_else(|_| String::from_utf8_lossy(part.name_raw())).into_owned(),
                index,
                encrypted: part.encrypted(),
                packed: part.compressed_size(),
                unpacked: part.size(),
            });
        }
        let by_key = parts.iter().enumerate().map(|(at, part)| (key(&part.name), at)).collect();
        Ok(Self { archive, parts, by_key })
    }

    pub(super) fn find(&self, name: &str) -> Option<PackagePart> {
        self.by_key.get(&key(name)).map(|&at| self.parts[at].clone())
    }

    /// Names of the parts in a folder, in the order of the archive.
    pub(super) fn names_in(&self, folder: &str) -> impl Iterator<Item = &str> {
        let starts =
            move |name: &&str| name.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder));
        self.parts.iter().map(|part| part.name.as_str()).filter(starts)
    }

    /// The content of a part as it unpacks, which may be more than the archive declares.
    pub(super) fn content(&mut self, part: &PackagePart) -> Result<impl Read, FormatProblem> {
        self.archive.by_index(part.index).map_err(damaged)
    }

    /// A part unpacked to its end, where damage shows; `None` where there is none of this name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatProblem> {
        let Some(part) = self.find(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = self.content(&part)?.read_to_end(&mut bytes);
        read.map_err(|error| damaged(error.into())).map(|_| Some(bytes))
    }

    /// Unpacks the parts of a folder to their ends, and keeps nothing of them.
    pub(super) fn unpack_all(&mut self, folder: &str) -> Result<(), FormatProblem> {
        let parts: Vec<PackagePart> = self.names_in(folder).filter_map(|name| self.find(name)).collect();
        for part in parts {
            std::io::copy(&mut self.content(&part)?, &mut std::io::sink()).map_err(|error| damaged(error.into()))?;
        }
        Ok(())
    }

    /// The package with other contents for some parts, the rest copied as it is packed.
    pub(super) fn with(mut self, contents: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, FormatProblem> {
        self.repacked(contents).map_err(damaged)
    }

    fn repacked(&mut self, contents: Vec<(String, Vec<u8>)>) -> ZipResult<Vec<u8>> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index)?;
            if !contents.iter().any(|(name, _)| name.as_bytes() == part.name_raw()) {
                package.raw_copy_file(part)?;
            }
        }
        for (name, content) in contents {
            package.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
            package.write_all(&content)?;
        }
        Ok(package.finish()?.into_inner())
    }

    pub(super) fn check(&mut self) -> Result<(), FormatProblem> {
        let mut seen = HashSet::new();
        let (mut packed, mut unpacked) = (0_u64, 0_u64);
        for part in &self.parts {
            if part.encrypted {
                return Err(FormatProblem::NeedsPassword);
            }
            if !seen.insert(key(&part.name)) {
                return Err(FormatProblem::DuplicatePart { part: Some(part.name.clone()) });
            }
            packed = packed.saturating_add(part.packed);
            unpacked = unpacked.saturating_add(part.unpacked);
            check_size(&part.name, part.packed, part.unpacked)?;
            // All together, so that many small bombs are one large one.
            check_size(&part.name, packed, unpacked)?;
        }
        let is_xml = |part: &&PackagePart| {
            let name = part.name.to_ascii_lowercase();
            [".xml", ".rels"].iter().any(|ending| name.ends_with(ending))
        };
        let texts: Vec<PackagePart> = self.parts.iter().filter(is_xml).cloned().collect();
        match texts.into_iter().find(|part| self.declares_document_type(part)) {
            Some(part) => Err(FormatProblem::DocumentType { part: part.name }),
            None => Ok(()),
        }
    }

    /// The first bytes, as many as there are; a part that cannot be unpacked is found when it is read.
    pub(super) fn start(&mut self, part: &PackagePart, most: u64) -> Vec<u8> {
        let mut start = Vec::new();
        if let Ok(content) = self.content(part) {
            let _ = content.take(most).read_to_end(&mut start);
        }
        start
    }

    /// A document type stands before the first element. What has no element in its first 64 KB hides something.
    fn declares_document_type(&mut self, part: &PackagePart) -> bool {
        [1 << 10, 64 << 10].into_iter().find_map(|most| document_type(&self.start(part, most), most)).unwrap_or(true)
    }
}

/// Whether the text has a document type; `None` when its start does not tell. Nothing is parsed before that is
/// known, so the bytes alone are looked at.
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

fn damaged(error: ZipError) -> FormatProblem {
    FormatProblem::Damaged { error: Cause::new(error) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diagnostic::Problem;

    /// As it is packed.
    pub(in crate::formats) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            package.start_file(*name, SimpleFileOptions::default()).unwrap();
            package.write_all(text.as_bytes()).unwrap();
        }
        package.finish().unwrap().into_inner()
    }

    #[track_caller]
    fn refusal(bytes: &[u8]) -> String {
        Package::open(bytes).and_then(|mut package| package.check()).unwrap_err().message()
    }

    const SHEET: (&str, &str) = ("xl/worksheets/sheet1.xml", "<worksheet/>");
    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

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
        assert_eq!(refusal(&bytes), "needs a password");
    }
}
