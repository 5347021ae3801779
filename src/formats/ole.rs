//! The container of .xls and of encrypted workbooks: what lies in it is found out before anybody parses it.

use super::biff;
use super::problem::FormatProblem;
use crate::diagnostic::Cause;
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// Passes when the container holds a workbook that opens without a password.
pub(super) fn find_workbook(bytes: &[u8]) -> Result<(), FormatProblem> {
    // Chains of sectors that loop, cross or leave the file are found here: calamine would follow them for ever.
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let entries: Vec<String> = container.walk().map(|entry| entry.name().to_owned()).collect();
    let has = |name: &str| entries.iter().any(|entry| entry.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || has("\u{9}DRMContent") {
        let managed = has("DRMEncryptedTransform") || has("\u{9}DRMContent");
        let by = "Microsoft Information Rights Management";
        return Err(if managed { FormatProblem::NeedsPermission { by } } else { FormatProblem::NeedsPassword });
    }
    // Deeper down lie the streams of embedded documents.
    let Some(name) = ["Workbook", "Book"].into_iter().find(|name| container.is_stream(name)) else {
        return Err(FormatProblem::NotReadable { what: other(has) });
    };
    let mut globals = Vec::new();
    container.open_stream(name).and_then(|stream| stream.take(GLOBALS).read_to_end(&mut globals)).map_err(damaged)?;
    if has_file_pass(&globals) { Err(FormatProblem::NeedsPassword) } else { Ok(()) }
}

/// The beginning of a stream, of at most `most` bytes.
pub(crate) fn stream(bytes: &[u8], name: &str, most: u64) -> Option<Vec<u8>> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut found = Vec::new();
    container.open_stream(name).ok()?.take(most).read_to_end(&mut found).ok()?;
    Some(found)
}

fn damaged(error: std::io::Error) -> FormatProblem {
    FormatProblem::Damaged { error: Cause::new(error) }
}

fn other(has: impl Fn(&str) -> bool) -> &'static str {
    if has("WordDocument") {
        "a Word document"
    } else if has("PowerPoint Document") {
        "a PowerPoint presentation"
    } else if has("__properties_version1.0") {
        "an Outlook message"
    } else {
        "an Office file without a workbook"
    }
}

/// The record of encryption stands before the list of sheets.
const GLOBALS: u64 = 64 << 10;

/// Looks for the `FilePass` record, which every kind of protection by password leaves: XOR, RC4, CryptoAPI. Under XOR
/// the other records can be read, and all cells are wrong.
fn has_file_pass(stream: &[u8]) -> bool {
    const FILE_PASS: u16 = 0x002F;
    let kinds = biff::records(stream, 0).map(|record| record.kind);
    kinds.take_while(|kind| ![biff::SHEET, biff::END].contains(kind)).any(|kind| kind == FILE_PASS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut container = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, bytes) in streams {
            container.create_stream(name).unwrap().write_all(bytes).unwrap();
        }
        container.into_inner().into_inner()
    }

    fn verdict(streams: &[(&str, &[u8])]) -> Result<(), FormatProblem> {
        find_workbook(&container(streams))
    }

    const BEGIN: &[u8] = b"\x09\x08\x04\0\0\x06\x05\0";

    #[test]
    fn a_workbook_without_a_password_passes() {
        let stream = [BEGIN, b"\x85\0\x02\0xx", b"\x2F\0\0\0"].concat();
        assert_eq!(verdict(&[("Workbook", &stream)]), Ok(()));
        assert_eq!(verdict(&[("Book", BEGIN)]), Ok(()));
    }

    #[test]
    fn every_kind_of_password_is_seen() {
        for file_pass in [&b"\x2F\0\x06\0\0\0abcd"[..], b"\x2F\0\x04\0\x01\0\x01\0"] {
            let stream = [BEGIN, b"\x86\0\0\0", file_pass].concat();
            assert_eq!(verdict(&[("Workbook", &stream)]), Err(FormatProblem::NeedsPassword));
        }
        assert_eq!(verdict(&[("EncryptedPackage", b"x")]), Err(FormatProblem::NeedsPassword));
    }

    #[test]
    fn other_containers_are_refused_by_name() {
        let found = verdict(&[("WordDocument", b"x")]);
        assert_eq!(found, Err(FormatProblem::NotReadable { what: "a Word document" }));
        let found = verdict(&[("\u{9}DRMContent", b"x"), ("Workbook", BEGIN)]);
        assert!(matches!(found, Err(FormatProblem::NeedsPermission { .. })));
    }

    #[test]
    fn a_stream_is_read_no_further_than_asked() {
        let container = container(&[("\u{5}SummaryInformation", b"saved")]);
        assert_eq!(stream(&container, "\u{5}SummaryInformation", 4).as_deref(), Some(&b"save"[..]));
        assert_eq!(stream(&container, "Workbook", 4), None);
        assert_eq!(stream(b"product,period", "Workbook", 4), None);
    }

    #[test]
    fn a_container_that_is_cut_off_is_damaged() {
        let whole = container(&[("Workbook", &vec![7; 20_000])]);
        for length in [8, 512, 1024, 4096] {
            let found = find_workbook(&whole[..length]);
            assert!(matches!(found, Err(FormatProblem::Damaged { .. })), "{length}: {found:?}");
        }
    }
}
