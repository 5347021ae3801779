//! Text files from outside, each by its name with what must be found in it. They lie where `GOALPOST_CORPUS` points;
//! without it the tests say that they were passed over.

use goalpost::formats::{self, Book, ReadOptions};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Encoding, delimiter, rows with a cell, columns up to the last cell. Rows and columns agree with Python's `csv`.
type Read = (&'static str, &'static str, Option<char>, usize, usize);

const READ: &[Read] = &[
    ("ExcelDataReader+ExcelDataReader__utf8.csv", "utf-8", Some(','), 3, 3),
    ("PHPOffice+PhpSpreadsheet__NumberFormatTest.csv", "utf-8", Some(','), 3, 3),
    ("PHPOffice+PhpSpreadsheet__backslash.csv", "utf-8", Some(','), 2, 2),
    ("PHPOffice+PhpSpreadsheet__contains_html.csv", "utf-8", Some(';'), 1, 3),
    ("PHPOffice+PhpSpreadsheet__enclosure.csv", "utf-8", Some(','), 4, 3),
    ("PHPOffice+PhpSpreadsheet__encoding.iso88591.csv", "windows-1252", Some(','), 2, 2),
    ("PHPOffice+PhpSpreadsheet__encoding.utf16be.csv", "utf-16be", Some(','), 2, 2),
    ("PHPOffice+PhpSpreadsheet__encoding.utf16le.csv", "utf-16le", Some(','), 2, 2),
    ("PHPOffice+PhpSpreadsheet__encoding.utf32be.csv", "utf-32be", Some(','), 2, 2),
    ("PHPOffice+PhpSpreadsheet__encoding.utf8bom.csv", "utf-8", Some(','), 2, 2),
    ("PHPOffice+PhpSpreadsheet__escape.csv", "utf-8", Some(','), 4, 4),
    ("PHPOffice+PhpSpreadsheet__premiere.utf32lebom.csv", "utf-32le", Some(','), 2, 3),
    ("PHPOffice+PhpSpreadsheet__premiere.utf8.csv", "utf-8", Some(','), 2, 3),
    ("PHPOffice+PhpSpreadsheet__premiere.utf8bom.csv", "utf-8", Some(','), 2, 3),
    ("SheetJS+test_files__small.csv", "utf-8", None, 1, 1),
    ("frictionlessdata+frictionless-py__Table With Data.csv", "utf-8", Some(','), 3, 2),
    ("frictionlessdata+frictionless-py__accent.csv", "utf-8", Some(';'), 3, 17),
    ("frictionlessdata+frictionless-py__analysis-data.csv", "utf-8", Some(','), 10, 11),
    ("frictionlessdata+frictionless-py__blank-cells.csv", "utf-8", Some(','), 6, 2),
    ("frictionlessdata+frictionless-py__blank-headers.csv", "utf-8", Some(','), 3, 3),
    ("frictionlessdata+frictionless-py__blank-rows-multiple.csv", "utf-8", Some(','), 3, 3),
    ("frictionlessdata+frictionless-py__blank-rows.csv", "utf-8", Some(','), 3, 3),
    ("frictionlessdata+frictionless-py__capital-3.csv", "utf-8", Some(','), 6, 2),
    ("frictionlessdata+frictionless-py__capitals.csv", "utf-8", Some(','), 6, 3),
    ("frictionlessdata+frictionless-py__chunk1.csv", "utf-8", Some(','), 2, 2),
    ("frictionlessdata+frictionless-py__chunk2.csv", "utf-8", Some(','), 2, 2),
    ("frictionlessdata+frictionless-py__chunk3.csv", "utf-8", Some(','), 1, 2),
    ("frictionlessdata+frictionless-py__country-1.csv", "utf-8", Some(','), 6, 4),
    ("frictionlessdata+frictionless-py__country-2.csv", "utf-8", Some(';'), 7, 4),
    ("frictionlessdata+frictionless-py__country-3.csv", "utf-8", Some(','), 6, 4),
    ("frictionlessdata+frictionless-py__data.csv", "utf-8", Some(','), 3, 4),
    ("frictionlessdata+frictionless-py__data2.csv", "utf-8", Some(','), 4, 2),
    ("frictionlessdata+frictionless-py__defective-rows.csv", "utf-8", Some(','), 3, 4),
    ("frictionlessdata+frictionless-py__delimiter.csv", "utf-8", Some(';'), 3, 2),
    ("frictionlessdata+frictionless-py__dialect.csv", "utf-8", Some('|'), 3, 3),
    ("frictionlessdata+frictionless-py__duplicate-column.csv", "utf-8", Some(','), 2, 4),
    ("frictionlessdata+frictionless-py__duplicate-rows.csv", "utf-8", Some(','), 4, 3),
    ("frictionlessdata+frictionless-py__encoding-issue-274.csv", "utf-8", Some(','), 508, 17),
    ("frictionlessdata+frictionless-py__floats.csv", "utf-8", None, 6, 1),
    ("frictionlessdata+frictionless-py__geopoint-object.csv", "utf-8", Some(','), 4, 2),
    ("frictionlessdata+frictionless-py__invalid.csv", "utf-8", Some(','), 4, 5),
    ("frictionlessdata+frictionless-py__issue-1004-data2.csv", "utf-8", Some(','), 4, 5),
    ("frictionlessdata+frictionless-py__issue-1009-comma.csv", "utf-8", Some(','), 2, 2),
    ("frictionlessdata+frictionless-py__issue-1066-largecellsize.csv", "utf-8", Some(','), 20, 2),
    ("frictionlessdata+frictionless-py__issue-1066-largecellsizewithdeviation.csv", "utf-8", Some(','), 20, 2),
    ("frictionlessdata+frictionless-py__issue-1066-smallcellsize.csv", "utf-8", Some(','), 13, 2),
    ("frictionlessdata+frictionless-py__issue-1066-smallcellsizewithdeviation.csv", "utf-8", Some(','), 13, 2),
    ("frictionlessdata+frictionless-py__issue-1105-timezone.csv", "utf-8", Some(';'), 3, 2),
    ("frictionlessdata+frictionless-py__issue-1138.csv", "utf-8", Some(';'), 8, 3),
    ("frictionlessdata+frictionless-py__issue-1232.csv", "utf-8", Some(';'), 6, 7),
    ("frictionlessdata+frictionless-py__issue-305.csv", "utf-8", Some(','), 339, 31),
    ("frictionlessdata+frictionless-py__issue-647.csv.txt", "windows-1252", Some(';'), 883, 17),
    ("frictionlessdata+frictionless-py__leading-zeros.csv", "utf-8", None, 4, 1),
    ("frictionlessdata+frictionless-py__long-error-messages-976.txt", "utf-8", None, 6, 1),
    ("frictionlessdata+frictionless-py__ok1.csv", "utf-8", Some(','), 2, 2),
    ("frictionlessdata+frictionless-py__skip-blank-at-the-end.csv", "utf-8", Some(','), 3, 2),
    ("frictionlessdata+frictionless-py__skip-rows.csv", "utf-8", Some(','), 5, 2),
    ("frictionlessdata+frictionless-py__structure-errors.csv", "utf-8", Some(','), 4, 6),
    ("frictionlessdata+frictionless-py__table-delimiter.csv", "utf-8", Some(';'), 3, 2),
    ("frictionlessdata+frictionless-py__table-infer-increase-limit.csv", "utf-8", Some(','), 200, 2),
    ("frictionlessdata+frictionless-py__table-infer-row-limit.csv", "utf-8", Some(','), 12, 3),
    ("frictionlessdata+frictionless-py__table-infer-utf8.csv", "utf-8", Some(','), 6, 3),
    ("frictionlessdata+frictionless-py__table-limits.csv", "utf-8", Some(','), 4, 4),
    ("frictionlessdata+frictionless-py__table-with-accents.csv", "windows-1252", Some(';'), 639, 8),
    ("frictionlessdata+frictionless-py__table.csv", "utf-8", Some('|'), 10, 4),
    ("frictionlessdata+frictionless-py__table.tsv", "utf-8", Some('\t'), 4, 2),
    ("frictionlessdata+frictionless-py__table_with_data.csv", "utf-8", Some(','), 3, 2),
    ("frictionlessdata+frictionless-py__text.txt", "utf-8", None, 1, 1),
    ("frictionlessdata+frictionless-py__timezone-with-id.csv", "utf-8", Some(','), 5, 3),
    ("frictionlessdata+frictionless-py__transform-groups.csv", "utf-8", Some(','), 7, 4),
    ("frictionlessdata+frictionless-py__transpose.csv", "utf-8", Some(','), 3, 4),
    ("frictionlessdata+frictionless-py__wide.csv", "utf-8", Some(','), 4, 9074),
    ("frictionlessdata+frictionless-py__without-headers-extra.csv", "utf-8", Some(','), 3, 3),
    ("frictionlessdata+frictionless-py__without-rows.csv", "utf-8", Some(','), 1, 2),
    ("max-mapper+csv-spectrum__empty.csv", "utf-8", Some(','), 3, 3),
    ("max-mapper+csv-spectrum__quotes_and_newlines.csv", "utf-8", Some(','), 3, 2),
    ("max-mapper+csv-spectrum__simple_crlf.csv", "utf-8", Some(','), 2, 3),
    ("minimaxir+big-list-of-naughty-strings__blns.base64.txt", "utf-8", None, 835, 1),
    ("okfn+messytables__excel_pasting.csv", "utf-8", Some(','), 19, 9),
    ("okfn+messytables__long.csv", "utf-8", None, 4000, 1),
    ("okfn+messytables__null.csv", "utf-8", Some(','), 10, 4),
    ("okfn+messytables__simple.csv", "utf-8", Some(','), 7, 3),
    ("okfn+messytables__simple.ssv", "utf-8", Some(';'), 7, 3),
    ("okfn+messytables__sparse_with_column_errors.csv", "windows-1252", Some(','), 2201, 4),
    ("okfn+messytables__utf-16le_encoded.csv", "utf-16le", Some(','), 328, 19),
    ("payloadbox+csv-injection-payloads__csv-payload.txt", "utf-8", Some('|'), 6, 2),
];

/// Files that end in a finding, with its code and what its message says.
const REFUSED: &[(&str, &str, &str)] = &[
    ("GSS-Cogs+gss-utils__empty.csv", "empty_file", "0 bytes"),
    // A list of strings of which one is a lone quote.
    ("minimaxir+big-list-of-naughty-strings__blns.txt", "unclosed_quote", "opens in line 173"),
];

/// Compressed: refused by name, or the table of three rows inside is read.
const ARCHIVES: &[&str] =
    &["frictionlessdata+frictionless-py__implicit-gz.csv", "frictionlessdata+frictionless-py__implicit-zip.csv"];

fn folder(name: &str) -> Option<PathBuf> {
    let Ok(corpus) = std::env::var("GOALPOST_CORPUS") else {
        crate::harness::passed_over("GOALPOST_CORPUS is not set");
        return None;
    };
    Some(Path::new(&corpus).join(name))
}

/// The book, or the code and message of the finding.
fn open(path: &Path) -> Result<Book, (&'static str, String)> {
    formats::open(path, "x.csv", ReadOptions::default()).map_err(|finding| (finding.code(), finding.problem.message()))
}

#[track_caller]
fn check(path: &Path, encoding: &str, delimiter: Option<char>, rows: usize, columns: usize) -> Book {
    let book = open(path).unwrap_or_else(|finding| panic!("{}: {finding:?}", path.display()));
    let form = book.text.clone().unwrap_or_else(|| panic!("{} is no text", path.display()));
    let [sheet] = book.outlines().try_into().unwrap();
    let found = (form.encoding, form.delimiter, form.quote, sheet.rows, sheet.columns);
    assert_eq!(found, (encoding, delimiter, '"', rows, columns), "{}", path.display());
    book
}

#[test]
fn every_text_file_is_read_or_says_why_not() {
    let Some(folder) = folder("csv") else { return };
    let started = Instant::now();
    for &(name, encoding, delimiter, rows, columns) in READ {
        check(&folder.join(name), encoding, delimiter, rows, columns);
    }
    for &(name, code, message) in REFUSED {
        let Err(found) = open(&folder.join(name)) else { panic!("{name} was read") };
        assert!(found.0 == code && found.1.contains(message), "{name}: {found:?}");
    }
    for name in ARCHIVES {
        match open(&folder.join(name)) {
            Ok(book) => assert_eq!((book.outlines()[0].rows, book.outlines()[0].columns), (3, 2), "{name}"),
            Err((code, _)) => assert_eq!(code, "not_readable", "{name}"),
        }
    }
    let listed = READ.len() + REFUSED.len() + ARCHIVES.len();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), listed, "every file is listed");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn cells_are_what_their_writers_meant() {
    let Some(folder) = folder("csv") else { return };
    for (name, row, column, cell) in [
        ("PHPOffice+PhpSpreadsheet__premiere.utf32lebom.csv", 1, 2, "sixi\u{e8}me"),
        ("PHPOffice+PhpSpreadsheet__encoding.utf16le.csv", 0, 0, "\u{c5}"),
        ("PHPOffice+PhpSpreadsheet__backslash.csv", 1, 0, "field 3\\"),
        ("PHPOffice+PhpSpreadsheet__escape.csv", 0, 2, "c\\\"\\hello;hello;hello;\\\""),
        ("PHPOffice+PhpSpreadsheet__NumberFormatTest.csv", 2, 0, "-1,234.567"),
        ("frictionlessdata+frictionless-py__leading-zeros.csv", 3, 0, "00003"),
        ("frictionlessdata+frictionless-py__table-with-accents.csv", 0, 3, "Année"),
        ("frictionlessdata+frictionless-py__geopoint-object.csv", 1, 1, "{\"lon\": 151.2660, \"lat\": -27.1944}"),
        ("max-mapper+csv-spectrum__quotes_and_newlines.csv", 1, 1, "ha \n\"ha\" \nha"),
        ("okfn+messytables__excel_pasting.csv", 12, 0, "Machinery and \nequipment"),
        ("okfn+messytables__sparse_with_column_errors.csv", 21, 1, "Überwiegend hochschulbezogene Sonderprogramme"),
        ("payloadbox+csv-injection-payloads__csv-payload.txt", 0, 0, "DDE (\"cmd\";\"/C calc\";\"!A0\")A0"),
    ] {
        let book = open(&folder.join(name)).unwrap();
        assert_eq!(book.text_at(0, row, column).as_deref(), Some(cell), "{name}");
    }
}

#[test]
fn a_filing_in_cp949_says_what_its_twin_in_utf8_says() {
    let Some(folder) = folder("korea") else { return };
    let name = "2024_사업보고서_02_손익계산서_20251212";
    let old = check(&folder.join(format!("{name}.txt")), "cp949", Some('\t'), 3438, 18);
    let new = check(&folder.join(format!("{name}.csv")), "utf-8", Some(','), 3438, 18);
    for row in 0..3438 {
        for column in 0..18 {
            assert_eq!(old.text_at(0, row, column), new.text_at(0, row, column), "row {row}, column {column}");
        }
    }
    assert_eq!(old.text_at(0, 1, 13).as_deref(), Some("160,081,113,000"));
}

#[test]
fn german_exports_have_semicolons_and_their_header_is_a_row() {
    let Some(folder) = folder("german") else { return };
    let cleaned = check(&folder.join("48112-0001_cleaned.csv"), "utf-8", Some(';'), 19, 15);
    assert_eq!(cleaned.text_at(0, 0, 10).as_deref(), Some("Umsatz"));
    let destatis = check(&folder.join("48112-0004_772013004.csv"), "utf-8", Some(';'), 3806, 19);
    assert_eq!(destatis.text_at(0, 0, 0).as_deref(), Some("Tabelle: 48112-0004"));
    assert_eq!(destatis.text_at(0, 6, 2).as_deref(), Some("Unternehmen (EU)"));
    assert_eq!(destatis.text_at(0, 7, 3).as_deref(), Some("Mill. EUR"));
    assert_eq!(destatis.text_at(0, 9, 3).as_deref(), Some("16012"));
    let datev = check(&folder.join("EXTF_Buchungsstapel.csv"), "utf-8", Some(';'), 40, 116);
    assert_eq!(datev.text_at(0, 1, 0).as_deref(), Some("Umsatz (ohne Soll/Haben-Kz)"));
    assert_eq!((datev.text_at(0, 2, 0).as_deref(), datev.text_at(0, 2, 1).as_deref()), (Some("100,18"), Some("S")));
}
