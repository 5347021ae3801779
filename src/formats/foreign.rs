//! Kinds of files that are not read, told by their bytes so that they can be refused by their name.

use super::problem::FormatProblem;

/// First bytes of kinds that are not read.
const SIGNATURES: [(&[u8], &str); 22] = [
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xFF\xD8\xFF", PICTURE),
    (b"GIF87a", PICTURE),
    (b"GIF89a", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\0\0\x02\0\x06\x04", LOTUS),
    (b"\0\0\x02\0\x04\x04", LOTUS),
    (b"\0\0\x1A\0", LOTUS),
    (b"\xFF\0\x02\0\x04\x04", "a Microsoft Works spreadsheet"),
    (b"\0\0\x02\0\x20\x51", "a Quattro Pro spreadsheet"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1\0", "an Arrow file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"\0\x05\x16\x07", "what a Mac keeps beside a file"),
];

const PICTURE: &str = "a picture";
const LOTUS: &str = "a Lotus 1-2-3 spreadsheet";

/// Why a file is refused that is neither a workbook nor a text, such as a picture.
pub(super) fn foreign(bytes: &[u8]) -> Option<FormatProblem> {
    let start = &bytes[..bytes.len().min(4096)];
    if let Some(by) = rights_management(start) {
        return Some(FormatProblem::NeedsPermission { by });
    }
    if let Some(version) = old_workbook(start) {
        return Some(FormatProblem::OldWorkbook { version });
    }
    let by_signature = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)).map(|(_, what)| *what);
    let what = by_signature
        .or_else(|| is_bitmap(bytes).then_some(PICTURE))
        .or_else(|| is_dbase(start).then_some("a dBase table"))
        .or_else(|| is_owner_file(bytes).then_some("what Excel keeps beside an open workbook"))
        .or_else(|| is_tar(bytes).then_some("a tar archive"))
        .or_else(|| marked_up(start));
    what.map(|what| FormatProblem::NotReadable { what })
}

fn rights_management(start: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], _); 3] =
        [(b"\x9b DRMONE", "Fasoo"), (b"SCDSA00", "SoftCamp"), (b"<## NASCA DRM FILE", "NASCA")];
    marks.into_iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, by)| by)
}

/// A stream that begins with the record of a workbook's begin, without a container around it.
fn old_workbook(start: &[u8]) -> Option<&'static str> {
    let &[kind, version, length, 0, ..] = start else { return None };
    match (kind, version) {
        _ if !(4..=16).contains(&length) => None,
        (0x09, 0x00) => Some("BIFF2, Excel 2"),
        (0x09, 0x02) => Some("BIFF3, Excel 3"),
        (0x09, 0x04) => Some("BIFF4, Excel 4"),
        (0x09, 0x08) => Some("BIFF5, Excel 5"),
        _ => None,
    }
}

/// `BM`, then the length of the file and four reserved zeros: a text may begin with `BM` too.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

/// The version, a date of the last change, and two reserved zeros behind the sizes.
fn is_dbase(start: &[u8]) -> bool {
    let Some(&[version, _, month, day, _, _, _, _, _, _, _, _, 0, 0]) = start.first_chunk::<14>() else { return false };
    matches!(version, 0x03 | 0x30 | 0x31 | 0x43 | 0x83 | 0x8B | 0xF5)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
}

/// The name of a person in 54 bytes, and once more in two bytes a character.
fn is_owner_file(bytes: &[u8]) -> bool {
    bytes.len() == 165 && bytes[0] < 54 && bytes[0] == bytes[55] && bytes[56] == 0
}

fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Kinds that begin as text.
pub(super) fn marked_up(start: &[u8]) -> Option<&'static str> {
    const TAGS: [&str; 12] =
        ["html", "!doctype", "head", "meta", "title", "style", "body", "table", "div", "center", "font", "tr"];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if text.starts_with("mime-version:") || text.starts_with("from: <saved by") {
        return Some("a web archive (MHTML)");
    }
    // Behind `ID;P` stands the program that wrote it; a header may begin with `ID;Product`.
    if ["id;pwxl", "id;pcalc", "id;pscalc"].iter().any(|program| text.starts_with(program)) {
        return Some("a symbolic link file (SYLK)");
    }
    let tag = text.strip_prefix('<')?;
    let names = |word: &str| {
        tag.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '>', '\r', '\n', '\t']))
    };
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && !names("html") {
        Some("a workbook saved as XML (SpreadsheetML 2003)")
    } else if text.contains("vnd.oasis.opendocument.spreadsheet") || text.contains("<office:document") {
        Some("an OpenDocument spreadsheet saved as flat XML (.fods)")
    } else if TAGS.into_iter().any(names) || (tag.starts_with("?xml") && text.contains("<html")) {
        Some("a web page, whatever its name says")
    } else if tag.starts_with("?xml") || names("workbook") {
        Some("an XML file")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Problem;
    use crate::formats::format::FileFormat;

    #[track_caller]
    fn refusal(bytes: &[u8]) -> String {
        FileFormat::of(bytes).unwrap_err().message()
    }

    #[test]
    fn kinds_that_are_not_read_are_refused_by_name() {
        for (bytes, what) in [
            (&b"%PDF-1.7"[..], "a PDF"),
            (b"{\\rtf1", "RTF"),
            (b"\x89PNG\r\n\x1a\n", "a picture"),
            (b"BM\xb6\x9c\x01\0\0\0\0\0\x36\0", "a picture"),
            (b"\0\0\x02\0\x06\x04\x06\0", "Lotus"),
            (b"\xFF\0\x02\0\x04\x04\x05\x54", "Works"),
            (b"\x03\x5f\x07\x1a\x05\0\0\0\x61\0\x0a\0\0\0", "dBase"),
            (b"PK\x05\x06", "an empty zip"),
            (b"  <!DOCTYPE html><table>", "a web page"),
            (b"<table border=1>", "a web page"),
            (b"<?xml version=\"1.0\"?><html>", "a web page"),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "SpreadsheetML 2003"),
            (b"<?xml version=\"1.0\"?><office:document xmlns:office=\"x\">", ".fods"),
            (b"<?xml version=\"1.0\"?><data/>", "an XML file"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
            (b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "SYLK"),
        ] {
            let message = refusal(bytes);
            assert!(message.contains(what) && message.ends_with("which is not read"), "{message}");
        }
    }

    #[test]
    fn workbooks_from_before_excel_97_are_named_by_version() {
        for (bytes, version) in [
            (&b"\x09\0\x04\0\x07\0\x10\0"[..], "(BIFF2, Excel 2)"),
            (b"\x09\x02\x06\0\0\0\x10\0", "(BIFF3, Excel 3)"),
            (b"\x09\x04\x06\0\0\0\x10\0", "(BIFF4, Excel 4)"),
            (b"\x09\x08\x08\0\0\x05\x05\0", "(BIFF5, Excel 5)"),
        ] {
            assert!(refusal(bytes).contains(version), "{}", refusal(bytes));
        }
    }

    #[test]
    fn documents_under_rights_management_say_whose() {
        assert_eq!(refusal(b"\x9b DRMONE x"), "is under digital rights management (Fasoo)");
        assert_eq!(refusal(b"SCDSA002"), "is under digital rights management (SoftCamp)");
    }
}
