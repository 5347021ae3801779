//! Findings of files as they come: damaged, protected, packed, made to harm.

use super::{REVENUE, added, assert_all, case, small};
use crate::harness::Test;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

fn export(bytes: &[u8]) -> Test {
    small().bytes("exports/revenue.csv", bytes)
}

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Test {
    small().workbook("exports/revenue.csv", "Revenue", fill)
}

fn table(sheet: &mut Worksheet, row: u32) {
    sheet.write_row(row, 0, ["product", "period", "amount"]).unwrap();
    sheet.write_row(row + 1, 0, ["Alpha", "2026-09"]).unwrap();
    sheet.write_row(row + 2, 0, ["Alpha", "2026-10"]).unwrap();
    sheet.write(row + 1, 2, 90_000).unwrap();
    sheet.write(row + 2, 2, 100_000).unwrap();
}

/// A sound workbook with one more part, which some programs would show in place of another.
fn with_twin_part() -> Vec<u8> {
    let mut workbook = Workbook::new();
    table(workbook.add_worksheet(), 0);
    let bytes = workbook.save_to_buffer().unwrap();
    let mut package = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    package.start_file("XL/Workbook.xml", SimpleFileOptions::default()).unwrap();
    package.write_all(b"<workbook/>").unwrap();
    package.finish().unwrap().into_inner()
}

/// A workbook with a formula that no program has computed.
fn without_result() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    table(sheet, 0);
    sheet.write_formula(2, 2, Formula::new("=C2+1").set_result("4711")).unwrap();
    uncomputed(workbook.save_to_buffer().unwrap(), "4711")
}

/// A workbook whose formulas with this result have none.
pub(crate) fn uncomputed(workbook: Vec<u8>, result: &str) -> Vec<u8> {
    let mut whole = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts = Vec::new();
    for index in 0..whole.len() {
        let mut part = whole.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.push((name, text.replace(&format!("<v>{result}</v>"), "")));
    }
    assert!(parts.iter().any(|(_, text)| text.contains("</f></c>")), "{parts:?}");
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zip(&parts)
}

#[test]
fn a_file_that_is_no_sound_export_stops_the_run_by_its_name() {
    // More than any part may unpack to at such a ratio.
    let bomb = zip(&[("revenue.csv", &vec![b'0'; 257 << 20])]);
    let cases = [
        ("damaged_text", export(b"product,period,amount\nAlpha,2026-10,1\x00\n")),
        ("needs_permission", export(b"\x9b DRMONE  This document is encrypted")),
        ("several_files", export(&zip(&[("a.csv", REVENUE.as_bytes()), ("b.csv", REVENUE.as_bytes())]))),
        ("duplicate_part", export(&with_twin_part())),
        ("unpacks_too_large", export(&bomb)),
        ("uncomputed_formula", export(&without_result())),
        ("no_sheet", added("sheet = \"Costs\"").workbook("exports/revenue.csv", "Revenue", |sheet| table(sheet, 0))),
        (
            "unclear_unit",
            workbook(|sheet| {
                sheet.write(0, 0, "(in thousands)").unwrap();
                table(sheet, 2);
                sheet.write_with_format(3, 2, 90_000, &Format::new().set_num_format("#,##0,")).unwrap();
            }),
        ),
        (
            "unclear_period",
            workbook(|sheet| {
                sheet.write(0, 0, "product").unwrap();
                sheet.write(0, 1, 2026.1).unwrap();
                sheet.write(0, 2, 2025.1).unwrap();
                sheet.write(1, 0, "Alpha").unwrap();
                sheet.write_row(1, 1, [5, 6]).unwrap();
            }),
        ),
    ];
    assert_all(cases.into_iter().map(|(code, test)| case(code, 4, test.args("run review.toml --quiet"))).collect());
}

#[test]
fn what_is_worth_knowing_of_a_workbook_is_said_and_stops_nothing() {
    let hidden = |test: Test| {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name("Cover").unwrap();
        table(workbook.add_worksheet().set_name("Revenue").unwrap().set_hidden(true), 0);
        test.bytes("exports/revenue.csv", &workbook.save_to_buffer().unwrap())
    };
    let thousands = Format::new().set_num_format("#,##0,");
    let cases = [
        ("hidden_sheet", hidden(added("sheet = \"Revenue\""))),
        (
            "hidden_rows",
            workbook(|sheet| {
                table(sheet, 0);
                sheet.set_row_hidden(1).unwrap();
            }),
        ),
        (
            "filled_down",
            workbook(|sheet| {
                table(sheet, 0);
                sheet.merge_range(1, 0, 2, 0, "Alpha", &Format::new()).unwrap();
            }),
        ),
        ("columns_of_a_period", export(b"product,2026-10-15,2026-10-31\nAlpha,40,60\n")),
        ("scenario_left_out", export(b"product,Sep-26,Oct-26,Nov-26 Fcst\nAlpha,90,100,110\n")),
        (
            "shown_scaled",
            workbook(|sheet| {
                sheet.write(0, 0, "(in thousands)").unwrap();
                table(sheet, 2);
                sheet.write_with_format(3, 2, 90_000, &thousands).unwrap();
                sheet.write_with_format(4, 2, 100_000, &thousands).unwrap();
            }),
        ),
    ];
    assert_all(cases.into_iter().map(|(code, test)| case(code, 0, test.args("check review.toml"))).collect());
}

#[test]
fn a_file_or_an_archive_beyond_all_measure_is_refused_before_it_is_read() {
    // A file of holes: it takes no room on the disk.
    let large = export(b"");
    let path = large.path("exports/revenue.csv");
    std::fs::File::options().write(true).open(path).unwrap().set_len((4 << 30) + 1).unwrap();
    let names: Vec<String> = (0..=50_000).map(|number| format!("{number}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let cases = [("too_large", large), ("too_large", export(&zip(&many)))];
    assert_all(cases.into_iter().map(|(code, test)| case(code, 4, test.args("run review.toml --quiet"))).collect());
}
