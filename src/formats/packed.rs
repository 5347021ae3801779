//! A single export in a zip or gzip archive, unpacked in memory.

use super::package::{Package, check_size};
use super::problem::FormatProblem;
use crate::diagnostic::Cause;
use flate2::bufread::MultiGzDecoder;
use std::io::Read;

/// The archive around an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packed {
    Zip,
    Gzip,
}

/// What was in it.
pub(super) struct Inner {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Both are in memory at once while the export is read.
const MAX_UNPACKED: u64 = 1 << 30;

impl Packed {
    pub(super) fn unpack(self, bytes: &[u8], name: &str) -> Result<Inner, FormatProblem> {
        match self {
            Self::Zip => unzip(bytes),
            Self::Gzip => {
                let name = name.rsplit('/').next().unwrap_or(name);
                let inner = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                let decoder = MultiGzDecoder::new(bytes);
                Ok(Inner { name: inner.to_owned(), bytes: take(decoder, inner, bytes.len() as u64)? })
            }
        }
    }
}

fn unzip(bytes: &[u8]) -> Result<Inner, FormatProblem> {
    let mut package = Package::open(bytes)?;
    let exports: Vec<_> = package.parts.iter().filter(|part| !is_litter(&part.name)).cloned().collect();
    let part = match exports.as_slice() {
        [part] => part,
        [] => return Err(FormatProblem::NotReadable { what: "a zip archive without a file" }),
        _ => {
            let names = exports.into_iter().map(|part| part.name).collect();
            return Err(FormatProblem::SeveralFiles { names });
        }
    };
    if part.encrypted {
        return Err(FormatProblem::NeedsPassword);
    }
    check_size(&part.name, part.packed, part.unpacked)?;
    Ok(Inner { name: part.name.clone(), bytes: take(package.content(part)?, &part.name, part.packed)? })
}

/// What systems put into archives without being asked.
fn is_litter(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/") || file.starts_with('.') || matches!(file, "Thumbs.db" | "desktop.ini")
}

/// Reads to the end, or to where there is more than an export has; the sizes that an archive declares may lie.
fn take(content: impl Read, name: &str, packed: u64) -> Result<Vec<u8>, FormatProblem> {
    const STEP: u64 = 16 << 20;
    let mut content = content.take(0);
    let mut bytes = Vec::new();
    loop {
        content.set_limit(STEP);
        let read =
            content.read_to_end(&mut bytes).map_err(|error| FormatProblem::Damaged { error: Cause::new(error) })?;
        let unpacked = bytes.len() as u64;
        check_size(name, packed, unpacked)?;
        if unpacked > MAX_UNPACKED {
            return Err(FormatProblem::UnpacksTooLarge { part: name.to_owned(), packed, unpacked });
        }
        if (read as u64) < STEP {
            return Ok(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::formats::{Book, open};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn opened(name: &str, bytes: &[u8]) -> Result<Book, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("export");
        std::fs::File::create_new(&path).unwrap().write_all(bytes).unwrap();
        open(&path, name, super::super::ReadOptions::default())
            .map_err(|finding| format!("{}: {}", finding.place, finding.problem.message()))
    }

    #[test]
    fn a_single_export_in_an_archive_is_read_and_named() {
        let parts: [(&str, &[u8]); 3] = [("__MACOSX/._a.csv", b"x"), ("a/b.csv", b"p;q\n1;2\n"), ("a/.DS_Store", b"x")];
        for (name, bytes, inner) in [
            ("finance/outer.zip", zipped(&parts), "finance/outer.zip → a/b.csv"),
            ("finance/b.csv.gz", gzipped(b"p;q\n1;2\n"), "finance/b.csv.gz → b.csv"),
        ] {
            let book = opened(name, &bytes).unwrap();
            assert_eq!(&*book.source.name, inner);
            assert_eq!(&*book.sheets[0].file, inner);
            assert_eq!(book.source.bytes, bytes.len() as u64);
            assert_eq!((book.sheets[0].grid.height(), book.sheets[0].grid.width()), (2, 2));
        }
    }

    #[test]
    fn a_workbook_in_an_archive_is_read_as_one() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().set_name("S").unwrap().write(0, 0, 1).unwrap();
        let book = opened("x.zip", &zipped(&[("x.xlsx", &workbook.save_to_buffer().unwrap())])).unwrap();
        assert_eq!(book.sheets[0].name.as_deref(), Some("S"));
    }

    #[test]
    fn archives_that_hold_no_single_export_are_refused_by_name() {
        let files: [(&str, &[u8]); 2] = [("a.csv", b"x"), ("b.csv", b"x")];
        for (bytes, message) in [
            (zipped(&files), "x: expected one file in the archive, found 2: `a.csv`, `b.csv`"),
            (zipped(&[(".x", b"x")]), "x: is a zip archive without a file, which is not read"),
            (zipped(&[("y.gz", &gzipped(b"x"))]), "x → y.gz: is an archive within an archive, which is not read"),
            (zipped(&[("y.pdf", b"%PDF")]), "x → y.pdf: is a PDF, which is not read"),
            (gzipped(b""), "x → x: is empty: 0 bytes"),
            (gzipped(&[b'x'; 100])[..15].to_vec(), "x: cannot be read to its end: "),
        ] {
            let found = opened("x", &bytes).unwrap_err();
            assert!(found.starts_with(message), "{found}");
        }
    }

    #[test]
    fn an_archive_that_unpacks_without_end_is_stopped() {
        let problem = take(std::io::repeat(b'x'), "bomb", 1 << 20).unwrap_err();
        assert_eq!(problem.rule().code, "unpacks_too_large");
    }
}
