//! What the four formats say of the same things.

mod corpus;

use super::sink::{Datum, Rows, Sink};
use super::trouble::WorkbookTrouble;
use super::*;
use crate::diagnostic::Cause;
use crate::formats::biff::tests::record as biff;
use crate::formats::format::FileFormat;
use crate::place::Cell;
use crate::sheet::{Formatting, Raw, ScaledFormat, ShownAs, ShownCells, Value};
use crate::values::number::CurrencyMark;
use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format as CellFormat, Formula, Workbook as Writer};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

#[track_caller]
fn open(bytes: &[u8]) -> Vec<Sheet> {
    let FileFormat::Workbook(workbook) = FileFormat::of(bytes).unwrap() else { panic!("not a workbook") };
    sheets(bytes, workbook, &"a".into()).unwrap()
}

fn names(sheets: &[Sheet]) -> Vec<(&str, bool)> {
    sheets.iter().map(|sheet| (sheet.name.as_deref().unwrap(), sheet.visible)).collect()
}

fn value<'a>(sheet: &'a Sheet, address: &str) -> Value<'a> {
    let Cell { row, column } = Cell::parse(address.as_bytes()).unwrap();
    sheet.grid.row_index(row).map_or(Value::Blank, |index| sheet.grid.value(index, column as usize))
}

fn day(text: &str) -> Value<'static> {
    Value::Day(text.parse().unwrap())
}

/// Packs parts anew, each as `change` wants it; `None` leaves it out.
fn repack(bytes: &[u8], change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if let Some(text) = change(&name, text) {
            package.start_file(name, SimpleFileOptions::default()).unwrap();
            package.write_all(text.as_bytes()).unwrap();
        }
    }
    package.finish().unwrap().into_inner()
}

fn xlsx() -> Vec<u8> {
    let mut workbook = Writer::new();
    let dates = CellFormat::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("매출").unwrap();
    sheet.write(0, 0, "제품").unwrap();
    sheet.write(1, 0, "x".repeat(32_767)).unwrap();
    sheet.write(1, 1, 1234.5).unwrap();
    sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2026, 10, 31).unwrap(), &dates).unwrap();
    sheet.write(1, 3, true).unwrap();
    sheet.write_formula(1, 4, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(1, 5, Formula::new("1+1").set_result("2")).unwrap();
    workbook.add_worksheet().set_name("hidden").unwrap().set_hidden(true).write(0, 0, 1).unwrap();
    let mut chart = Chart::new(ChartType::Line);
    chart.add_series().set_values(("매출", 1, 1, 1, 1));
    workbook.add_chartsheet().set_name("chart").unwrap().insert_chart(0, 0, &chart).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn an_xlsx_reads_as_it_was_written() {
    let sheets = open(&xlsx());
    assert_eq!(names(&sheets), [("매출", true), ("hidden", false)]);
    let sheet = &sheets[0];
    assert_eq!(value(sheet, "A1"), Value::Text("제품"));
    assert!(matches!(value(sheet, "A2"), Value::Text(text) if text.len() == 32_767));
    assert_eq!(value(sheet, "B2"), Value::Number(1234.5));
    assert_eq!(value(sheet, "C2"), day("2026-10-31"));
    assert_eq!(value(sheet, "D2"), Value::Flag(true));
    assert_eq!(value(sheet, "E2"), Value::Fault("#DIV/0!"));
    assert_eq!(value(sheet, "F2"), Value::Number(2.0));
}

#[test]
fn an_xlsx_may_count_from_1904_and_lack_results() {
    // An element that nobody knows is odd, so that the last is read by calamine, which does not know this error.
    for (odd, fault) in [("", "#GETTING_DATA"), ("<!-- <v> -->", "#GETTING_DATA"), ("<odd/>", "#VALUE!")] {
        let bytes = repack(&xlsx(), |name, text| {
            Some(match name {
                "xl/workbook.xml" => text.replace("<workbookPr ", "<workbookPr date1904=\"1\" "),
                "xl/worksheets/sheet1.xml" => text
                    .replace("<v>2</v>", "")
                    .replace("<v>#DIV/0!</v>", "<v>#GETTING_DATA</v>")
                    .replace("</row></sheetData>", &format!("</row>{odd}</sheetData>")),
                _ => text,
            })
        });
        let sheets = open(&bytes);
        assert_eq!(value(&sheets[0], "C2"), day("2030-11-01"));
        assert_eq!(value(&sheets[0], "F2"), Value::Uncomputed);
        assert_eq!(value(&sheets[0], "E2"), Value::Fault(fault));
        assert_eq!(sheets.len(), 2);
    }
}

#[test]
fn an_xlsx_tells_what_it_says_beside_its_cells() {
    let mut workbook = Writer::new();
    let thousands = CellFormat::new().set_num_format("#,##0,\"K\";[Red]-#,##0,\"K\"");
    let sheet = workbook.add_worksheet();
    sheet.merge_range(0, 1, 0, 3, "2026", &CellFormat::new()).unwrap();
    for row in 1..6 {
        sheet.write_with_format(row, 2, 1_234_000, &thousands).unwrap();
        sheet.write(row, 3, 1_234_000).unwrap();
    }
    sheet.set_column_hidden(4).unwrap();
    let format = |code: &str| CellFormat::new().set_num_format(code);
    sheet.write_with_format(1, 5, 12.5, &format("#,##0.00 [$€-407]")).unwrap();
    for (column, code, number) in [(6, "d-mmm", 46320.0), (7, "[h]:mm", 1.5), (8, "h:mm", 0.25), (9, "h:mm", 46320.5)] {
        sheet.write_with_format(1, column, number, &format(code)).unwrap();
    }
    sheet.set_row_hidden(3).unwrap().set_row_hidden(4).unwrap().set_row_hidden(900).unwrap();
    sheet.autofilter(1, 2, 5, 3).unwrap();
    workbook.add_worksheet().write(0, 0, 1).unwrap();
    let sheets = open(&workbook.save_to_buffer().unwrap());
    let merged = vec![(Cell { row: 0, column: 1 }, Cell { row: 0, column: 3 })];
    let scaled = vec![ScaledFormat { column: 2, thousands: 1, cells: 5 }];
    let how = ShownAs::Currency(CurrencyMark::within("€").unwrap());
    let expected = Formatting {
        merged,
        hidden_rows: vec![3, 4],
        filtered: true,
        scaled,
        shown: vec![
            ShownCells { column: 5, how, first: 1, last: 1, cells: 1 },
            ShownCells { column: 6, how: ShownAs::DayAndMonth, first: 1, last: 1, cells: 1 },
        ],
        hidden_columns: vec![(4, 4)],
    };
    assert_eq!(sheets[0].formatting, expected);
    assert_eq!(value(&sheets[0], "H2"), Value::Duration(1.5));
    assert_eq!(value(&sheets[0], "I2"), Value::Duration(0.25));
    assert_eq!(value(&sheets[0], "J2"), day("2026-10-25"));
    assert_eq!(sheets[1].formatting, Formatting::default());
}

#[test]
fn areas_from_corner_to_corner_cost_nothing() {
    let merges: String = (0..300_000).map(|_| "<mergeCell ref=\"A1:XFD1048576\"/>").collect();
    let bytes = repack(&xlsx(), |_, text| {
        Some(text.replace("</sheetData>", &format!("</sheetData><mergeCells>{merges}</mergeCells>")))
    });
    let sheets = open(&bytes);
    assert_eq!(sheets[0].formatting.merged.len(), 100_000);
    assert_eq!(sheets[0].grid.height(), 2);
}

#[test]
fn a_workbook_that_lacks_a_part_it_names_is_damaged() {
    for part in ["xl/styles.xml", "xl/sharedStrings.xml"] {
        let bytes = repack(&xlsx(), |name, text| (name != part).then_some(text));
        let Ok(FileFormat::Workbook(workbook)) = FileFormat::of(&bytes) else { panic!() };
        let error = Cause::new(format!("its part `{part}` is missing"));
        assert_eq!(sheets(&bytes, workbook, &"a".into()).unwrap_err(), FormatProblem::Damaged { error });
    }
}

#[test]
fn macro_sheets_are_passed_over() {
    let bytes = repack(&xlsx(), |name, text| {
        Some(if name == "xl/_rels/workbook.xml.rels" { text.replace("/chartsheet\"", "/xlMacrosheet\"") } else { text })
    });
    assert_eq!(names(&open(&bytes)), [("매출", true), ("hidden", false)]);
}

#[test]
fn a_package_that_is_cut_off_or_odd_is_refused() {
    let bytes = xlsx();
    for length in [4, 100, bytes.len() / 2, bytes.len() - 1] {
        assert!(matches!(FileFormat::of(&bytes[..length]), Err(FormatProblem::Damaged { .. })), "{length}");
    }
    let declared = repack(&bytes, |_, text| Some(text.replace("<sst", "<!-- --><!DOCTYPE sst []><sst")));
    let part = "xl/sharedStrings.xml".to_owned();
    assert_eq!(FileFormat::of(&declared), Err(FormatProblem::DocumentType { part }));
    let far = repack(&bytes, |_, text| Some(text.replace("\"A2\"", "\"XFE2\"")));
    let Ok(FileFormat::Workbook(workbook)) = FileFormat::of(&far) else { panic!() };
    assert!(matches!(sheets(&far, workbook, &"a".into()), Err(FormatProblem::Damaged { .. })));
}

#[test]
fn rows_that_repeat_themselves_a_million_times_are_no_bomb() {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    for row in 0..1_000_000 {
        sheet.write(row, 0, "Hanbit Monitor 500").unwrap();
        sheet.write(row, 1, 100).unwrap();
    }
    let sheets = open(&workbook.save_to_buffer().unwrap());
    assert_eq!(sheets[0].grid.height(), 1_000_000);
    assert_eq!(value(&sheets[0], "B1000000"), Value::Number(100.0));
}

fn ods(rows: &str) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><style:style style:name=\"ta1\"><style:table-properties \
         table:display=\"false\"/></style:style><table:table table:name=\"a\">{rows}</table:table>\
         <table:table table:name=\"b\" table:style-name=\"ta1\"></table:table></office:document-content>"
    );
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ] {
        package.start_file(name, SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[test]
fn an_ods_reads_as_it_was_written() {
    let sheets = open(&ods("<table:table-row table:number-rows-repeated=\"3\"/>
         <table:table-row>
           <table:table-cell office:value-type=\"string\"><text:p>제품</text:p></table:table-cell>
           <table:table-cell office:value-type=\"date\" office:date-value=\"2026-10-31\"/>
           <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"-0.5\"/>
           <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>
           <table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" \
              calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>
           <table:table-cell table:formula=\"of:=1+1\"/>
           <table:table-cell office:value-type=\"string\"><text:p>#1!</text:p></table:table-cell>
           <table:table-cell table:formula=\"of:=&quot;&quot;\"><text:p/></table:table-cell>
         </table:table-row>"));
    assert_eq!(names(&sheets), [("a", true), ("b", false)]);
    let sheet = &sheets[0];
    assert_eq!(value(sheet, "A4"), Value::Text("제품"));
    assert_eq!(value(sheet, "B4"), day("2026-10-31"));
    assert_eq!((value(sheet, "C4"), value(sheet, "D4")), (Value::Number(-0.5), Value::Number(-0.5)));
    assert_eq!(value(sheet, "E4"), Value::Flag(true));
    assert_eq!(value(sheet, "F4"), Value::Fault("#DIV/0!"));
    assert_eq!(value(sheet, "G4"), Value::Uncomputed);
    assert_eq!(value(sheet, "H4"), Value::Text("#1!"));
    assert_eq!(value(sheet, "I4"), Value::Blank);
}

/// Three sheets: `cells`, one that is hidden, one with a chart.
fn xls(cells: &[Vec<u8>]) -> Vec<u8> {
    // The length of a name is followed by whether it has two bytes a character.
    let name = |name: &str| [&[1, 0], name.as_bytes()].concat();
    let dates = biff(0x00E0, &[&[0, 0, 14, 0], &[0; 16][..]].concat());
    let sheets = [(0, 0, name("a")), (1, 0, name("b")), (0, 2, name("c"))];
    contained("Workbook", &[0, 6, 5, 0, 0, 0, 0, 0], &[biff(0x0022, &[1, 0]), dates].concat(), &sheets, cells)
}

fn contained(stream: &str, version: &[u8], head: &[u8], sheets: &[(u8, u8, Vec<u8>)], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = biff(0x0809, version);
    let end = biff(0x000A, &[]);
    let list = |mut at: usize, first: usize| {
        let entries = sheets.iter().map(|(state, kind, name)| {
            let place = u32::try_from(at).unwrap().to_le_bytes();
            at += if at == first { first_length(&begin, cells, &end) } else { begin.len() + end.len() };
            biff(0x0085, &[&place[..], &[*state, *kind], name].concat())
        });
        entries.collect::<Vec<_>>().concat()
    };
    let first = begin.len() + head.len() + list(0, 0).len() + end.len();
    let empty = [begin.clone(), end.clone()].concat().repeat(sheets.len() - 1);
    let globals = [&begin[..], head, &list(first, first), &end].concat();
    let bytes = [globals, begin.clone(), cells.concat(), end.clone(), empty].concat();
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream(stream).unwrap().write_all(&bytes).unwrap();
    container.into_inner().into_inner()
}

fn first_length(begin: &[u8], cells: &[Vec<u8>], end: &[u8]) -> usize {
    begin.len() + cells.concat().len() + end.len()
}

fn at(row: u16, column: u16, style: u16, content: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes()[..], &column.to_le_bytes(), &style.to_le_bytes(), content].concat()
}

#[test]
fn an_xls_reads_as_it_was_written_with_cells_in_opposite_corners() {
    let sheets = open(&xls(&[
        biff(0x0200, &[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]),
        biff(0x0203, &at(0, 0, 9, &(-0.5_f64).to_le_bytes())),
        biff(0x0204, &at(2, 1, 9, &[2, 0, 0, b'o', b'k'])),
        biff(0x0205, &at(2, 2, 9, &[1, 0])),
        biff(0x0205, &at(2, 3, 9, &[0x07, 1])),
        biff(0x0203, &at(65_535, 255, 0, &44_864_f64.to_le_bytes())),
    ]));
    assert_eq!(names(&sheets), [("a", true), ("b", false)]);
    let sheet = &sheets[0];
    assert_eq!(sheet.grid.height(), 3);
    assert_eq!(value(sheet, "A1"), Value::Number(-0.5));
    assert_eq!(value(sheet, "B3"), Value::Text("ok"));
    assert_eq!(value(sheet, "C3"), Value::Flag(true));
    assert_eq!(value(sheet, "D3"), Value::Fault("#DIV/0!"));
    assert_eq!(value(sheet, "IV65536"), day("2026-10-31"));
}

#[test]
fn an_xls_of_excel_95_is_read_in_its_own_code_page() {
    let korean = b"\xB8\xC5\xC3\xE2"; // 매출 in CP949
    let label = [&[4, 0], korean.as_slice()].concat();
    let sheets = [(0, 0, [&[4], korean.as_slice()].concat())];
    let cells = [biff(0x0204, &at(1, 0, 9, &label)), biff(0x027E, &at(1, 1, 9, &[0x2A, 0, 0, 0]))];
    let sheets = open(&contained("Book", &[0, 5, 5, 0, 0, 0, 0, 0], &biff(0x0042, &[0xB5, 0x03]), &sheets, &cells));
    assert_eq!(names(&sheets), [("매출", true)]);
    assert_eq!(value(&sheets[0], "A2"), Value::Text("매출"));
    assert_eq!(value(&sheets[0], "B2"), Value::Number(10.0));
}

#[test]
fn rows_come_in_their_order_and_within_the_sheet() {
    let mut gather = Gather::new(&"a".into());
    let mut rows = Rows::of_sheet(&mut gather, "s", true).unwrap();
    let datum = Datum::Raw(Raw::Flag(true));
    rows.take(Cell { row: 1_048_575, column: 16_383 }, datum).unwrap();
    for (row, column) in [(1_048_574, 0), (1_048_576, 0), (1_048_575, 16_384)] {
        let taken = rows.take(Cell { row, column }, datum);
        assert!(matches!(taken, Err(WorkbookTrouble::Damaged(_))), "{row} {column}");
    }
    gather.sheet("s", true).unwrap();
    gather.cell(Cell { row: 0, column: 0 }, datum).unwrap();
    assert_eq!(gather.into_sheets().unwrap_err(), WorkbookTrouble::Damaged(Cause::new("two sheets are named `s`")));
}
