//! Real workbooks against counts made by other programs.

use super::open;
use crate::sheet::{Formatting, Raw};
use std::path::Path;

/// Sheets and cells that are not blank, counted by openpyxl, xlrd and pyxlsb, and in the XML itself where openpyxl leaves
/// out what merged cells cover.
const COUNTED: [(&str, usize, usize); 14] = [
    ("spreadsheets/12843-1.xls", 23, 4541),
    ("spreadsheets/61287.xls", 1, 265),
    ("spreadsheets/Test_LotsOfSheets.xlsb", 14, 14_107),
    ("spreadsheets/deaths.xlsx", 2, 163),
    ("spreadsheets/large.xlsx", 3, 46_375),
    ("bad_workbooks/ClosedXML+ClosedXML__tdf111974.xlsm", 8, 3058),
    ("bad_workbooks/ExcelDataReader+ExcelDataReader__Test_git_issue_68_NullSheetPath.xlsm", 1, 2),
    ("bad_workbooks/SheetJS+test_files__BlankSheetTypes.xlsb", 1, 0),
    ("bad_workbooks/SheetJS+test_files__apachepoi_44010-SingleChart.xls.xlsb", 1, 82),
    ("bad_workbooks/SheetJS+test_files__apachepoi_47813.xlsx.xlsb", 2, 2164),
    ("bad_workbooks/apache+poi__51535.xls", 3, 4),
    ("bad_workbooks/apache+poi__Simple.xlsb", 3, 1),
    ("bad_workbooks/apache+poi__xlmmacro.xlsm", 2, 0),
    ("bad_workbooks/own__far_corner.xlsx", 1, 2),
];

#[test]
#[expect(clippy::disallowed_methods, reason = "where the corpus lies is for whoever runs the test to say")]
fn the_corpus_opens_without_loss() {
    let Ok(corpus) = std::env::var("GOALPOST_CORPUS") else {
        println!("passed over: GOALPOST_CORPUS is not set");
        return;
    };
    let mut wrong = Vec::new();
    for (name, expected, cells) in COUNTED {
        let sheets = open(&std::fs::read(Path::new(&corpus).join(name)).unwrap());
        let counted = sheets.iter().map(|sheet| &sheet.grid).map(|grid| {
            let places = (0..grid.height()).flat_map(|row| (0..grid.width()).map(move |column| (row, column)));
            places.filter(|&(row, column)| grid.raw(row, column) != Raw::Blank).count()
        });
        let found = (sheets.len(), counted.sum::<usize>());
        if found != (expected, cells) {
            wrong.push(format!("{name}: expected {expected} sheets with {cells} cells, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Merged areas, hidden rows with a cell, and sheets with a filter, counted by openpyxl and xlrd, which does not look
/// for filters.
const FORMATTED: [(&str, usize, usize, Option<usize>); 11] = [
    ("crosstab/1.-Badly-Structured-Sales-Data-1.xlsx", 0, 1, Some(1)),
    ("crosstab/5 Year Financial Plan.xls", 4, 0, None),
    ("crosstab/AE_England_data.xls", 25, 0, None),
    ("crosstab/Budget vs Actual.xlsx", 6, 0, Some(0)),
    ("crosstab/ozmarriage.xlsx", 25, 0, Some(0)),
    ("crosstab/toronto_transit.xlsx", 3, 0, Some(0)),
    ("korea/매출현황.xlsx", 2, 0, Some(0)),
    ("korea/서울시 인구 이동률 통계.xls", 15, 0, None), // and 674 areas of one cell
    ("ms_financial/Financial Sample.xlsx", 6, 0, Some(0)),
    ("spreadsheets/12843-1.xls", 223, 0, None),
    ("spreadsheets/61287.xls", 6, 0, None),
];

#[test]
#[expect(clippy::disallowed_methods, reason = "where the corpus lies is for whoever runs the test to say")]
fn the_formatting_of_the_corpus_is_found() {
    let Ok(corpus) = std::env::var("GOALPOST_CORPUS") else {
        println!("passed over: GOALPOST_CORPUS is not set");
        return;
    };
    for (name, merged, hidden, filtered) in FORMATTED {
        let sheets = open(&std::fs::read(Path::new(&corpus).join(name)).unwrap());
        let sum = |count: fn(&Formatting) -> usize| sheets.iter().map(|sheet| count(&sheet.formatting)).sum::<usize>();
        let found = (sum(|all| all.merged.len()), sum(|all| all.hidden_rows.len()));
        assert_eq!(found, (merged, hidden), "{name}");
        if let Some(filtered) = filtered {
            assert_eq!(sum(|all| all.filtered.into()), filtered, "{name}");
        }
    }
}
