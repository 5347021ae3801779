//! What a file is, by its bytes: names lie too often.

use super::foreign::foreign;
use super::ole;
use super::package::Package;
use super::packed::Packed;
use super::problem::FormatProblem;
use super::workbook::{Workbook, WorkbookKind};

/// A kind of content that is read; everything else is refused by its name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FileFormat {
    Empty,
    Text,
    Workbook(Workbook),
    /// Around a single export.
    Packed(Packed),
}

impl FileFormat {
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, FormatProblem> {
        let refused = |what| Err(FormatProblem::NotReadable { what });
        match bytes {
            [] => Ok(Self::Empty),
            [b'P', b'K', 3, 4, ..] => of_package(Package::open(bytes)?),
            [b'P', b'K', 5, 6, ..] => refused("an empty zip archive"),
            [b'P', b'K', 7, 8, ..] => refused("a split zip archive"),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => {
                ole::find_workbook(bytes)?;
                Ok(Self::Workbook(Workbook { kind: WorkbookKind::Xls, unpacked: bytes.len() as u64 }))
            }
            [0x1F, 0x8B, ..] => Ok(Self::Packed(Packed::Gzip)),
            _ => match foreign(bytes) {
                Some(problem) => Err(problem),
                None => Ok(Self::Text),
            },
        }
    }
}

/// What a package is by the names of its parts; a workbook has passed all checks.
fn of_package(mut package: Package<'_>) -> Result<FileFormat, FormatProblem> {
    let has = |name: &str| package.parts.iter().any(|part| part.name.eq_ignore_ascii_case(name));
    let has_folder = |folder: &str| package.names_in(folder).next().is_some();
    let refused = |what| Err(FormatProblem::NotReadable { what });
    let kind = if has("xl/workbook.bin") {
        WorkbookKind::Xlsb
    } else if has("[Content_Types].xml") && has_folder("xl/") {
        WorkbookKind::Xlsx
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        WorkbookKind::Ods
    } else if has_folder("word/") {
        return refused("a Word document");
    } else if has_folder("ppt/") {
        return refused("a PowerPoint presentation");
    } else if has("Index/Document.iwa") || has("Index.zip") {
        return refused("an Apple Numbers document");
    } else {
        return Ok(FileFormat::Packed(Packed::Zip));
    };
    if kind == WorkbookKind::Ods && !is_spreadsheet(&mut package) {
        return refused("an OpenDocument file without a spreadsheet");
    }
    package.check()?;
    let unpacked = package.parts.iter().map(|part| part.unpacked).sum();
    Ok(FileFormat::Workbook(Workbook { kind, unpacked }))
}

/// Whether an OpenDocument file holds a spreadsheet, as far as it says what it holds.
fn is_spreadsheet(package: &mut Package<'_>) -> bool {
    const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let said = package.parts.iter().find(|part| part.name == "mimetype").cloned();
    said.is_none_or(|part| package.start(&part, 256).starts_with(SPREADSHEET))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::formats::package::tests::package;

    fn refusal(bytes: &[u8]) -> String {
        FileFormat::of(bytes).unwrap_err().message()
    }

    #[test]
    fn text_is_what_nothing_else_is() {
        for text in [
            "product;month\n",
            "\u{feff}a,b\n",
            "BMI;weight\n",
            "ID;Product\n1;x\n",
            "<none>;1\n",
            "PK;x\n",
            "DRMONE;x\n",
            "\ta\tb\n",
            "03\n",
        ] {
            assert_eq!(FileFormat::of(text.as_bytes()), Ok(FileFormat::Text), "{text}");
        }
        assert_eq!(FileFormat::of(b"\xFF\xFEa\0"), Ok(FileFormat::Text), "UTF-16");
        assert_eq!(FileFormat::of(b""), Ok(FileFormat::Empty));
        assert_eq!(FileFormat::of(b"\x1F\x8B\x08"), Ok(FileFormat::Packed(Packed::Gzip)));
    }

    fn kind(parts: &[(&str, &str)]) -> Option<WorkbookKind> {
        match FileFormat::of(&package(parts)) {
            Ok(FileFormat::Workbook(workbook)) => Some(workbook.kind),
            _ => None,
        }
    }

    const SHEET: (&str, &str) = ("xl/worksheets/sheet1.xml", "<worksheet/>");
    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

    #[test]
    fn the_parts_tell_what_a_package_is() {
        assert_eq!(kind(&[TYPES, SHEET]), Some(WorkbookKind::Xlsx));
        assert_eq!(kind(&[TYPES, ("XL/Workbook.bin", "")]), Some(WorkbookKind::Xlsb));
        let manifest = ("META-INF/manifest.xml", "<manifest/>");
        let mime = |mime| [("mimetype", mime), manifest, ("content.xml", "<content/>")];
        assert_eq!(kind(&mime("application/vnd.oasis.opendocument.spreadsheet")), Some(WorkbookKind::Ods));
        let text = package(&mime("application/vnd.oasis.opendocument.text"));
        assert_eq!(refusal(&text), "is an OpenDocument file without a spreadsheet, which is not read");
        assert!(refusal(&package(&[TYPES, ("word/document.xml", "")])).contains("a Word document"));
        assert!(refusal(&package(&[("Index/Document.iwa", "")])).contains("Apple Numbers"));
    }
}
