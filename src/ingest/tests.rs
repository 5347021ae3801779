//! Real sheets of the corpus, read by an input as a user would write it, against figures that were computed apart.

use super::table::{Table, TablePart, When};
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, YearName};
use crate::diagnostic::Finding;
use crate::formats::{ReadOptions, open};
use crate::pipeline;
use std::path::{Path, PathBuf};

/// `None` without a corpus.
fn corpus(file: &str) -> Option<PathBuf> {
    let path = std::env::var_os("GOALPOST_CORPUS").map(|corpus| Path::new(&corpus).join(file));
    if path.is_none() {
        eprintln!("passed over: GOALPOST_CORPUS is not set");
    }
    path
}

/// Reads one file of the corpus by an `[[input]]` with these lines.
fn read(path: &Path, fact: &str, lines: &str) -> (Table, Vec<Finding>) {
    let file = path.file_name().unwrap().to_str().unwrap();
    let text = format!(
        "[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n[[input]]\nname = \"x\"\n\
         fact = \"{fact}\"\nfiles = \"{}\"\n{lines}",
        file.replace(['[', ']'], "?")
    );
    let pipeline =
        pipeline::load("x.toml".as_ref(), &text, pipeline::KnownNames::default()).expect("the pipeline is sound").value;
    let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
    let read = super::read(&pipeline.inputs[0], path.parent().unwrap(), &calendar);
    (read.value, read.findings)
}

fn text<'a>(part: &'a TablePart, column: &str, row: usize) -> &'a str {
    part.texts(column).and_then(|texts| texts.get(row)).map_or("", |text| text)
}

fn when(part: &TablePart, row: usize) -> String {
    let whens = part.whens("period");
    match whens.and_then(|whens| whens.distinct().nth(whens.id(row)?)) {
        Some(When::Day(day)) => day.to_string(),
        Some(When::Label(label)) => label.to_string(),
        None => String::new(),
    }
}

fn figure(part: &TablePart, column: &str, row: usize) -> Option<Amount> {
    let numbers = part.numbers(column)?;
    Some(Amount::from_scaled(numbers.get(row)?, numbers.scale()))
}

/// Rows as `labels | period | figure`, sorted.
fn rows(table: &Table, labels: &[&str], column: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for part in &table.parts {
        for row in (0..part.rows.len()).filter(|&row| !part.rejected[row]) {
            let mut cells: Vec<String> = labels.iter().map(|label| text(part, label, row).to_owned()).collect();
            cells.push(when(part, row));
            cells.push(figure(part, column, row).map(|amount| amount.to_string()).unwrap_or_default());
            rows.push(cells.join(" | "));
        }
    }
    rows.sort();
    rows
}

/// The sum of a column over the rows that a condition takes, with two decimals.
fn sum(table: &Table, column: &str, takes: impl Fn(&TablePart, usize) -> bool) -> String {
    let mut total = Amount::zero();
    for part in &table.parts {
        for row in (0..part.rows.len()).filter(|&row| takes(part, row)) {
            if let Some(figure) = figure(part, column, row) {
                total += &figure;
            }
        }
    }
    total.to_fixed(2)
}

fn said(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|f| format!("{} {}: {}", f.code(), f.place.cell().unwrap_or_default(), f.problem.message()))
        .collect()
}

fn used(table: &Table) -> usize {
    table.parts.iter().map(|part| part.rows.len()).sum()
}

#[test]
fn dirty_1_becomes_clean_1_without_its_grand_totals() {
    let Some(path) = corpus("crosstab/1.-Badly-Structured-Sales-Data-1.xlsx") else { return };
    let columns = "[input.columns]\nproduct = \"Ship Mode\"\nsegment = \"Segment\"\namount = \"Sales\"\n";
    let constants = "[input.constants]\nperiod = \"2014\"\n";
    let dirty = format!("sheet = \"Dirty 1\"\n{columns}customer = \"Order ID\"\n{constants}");
    let clean = format!("sheet = \"Clean 1\"\n{columns}customer = \"OrderID\"\n{constants}");
    let (dirty, findings) = read(&path, "revenue", &dirty);
    assert_eq!(said(&findings), [""; 0]);
    let (clean, _) = read(&path, "revenue", &clean);
    let labels = ["product", "segment", "customer"];
    let dirty = rows(&dirty, &labels, "amount");
    assert_eq!(dirty.len(), 822);
    assert_eq!(dirty, rows(&clean, &labels, "amount"));
}

#[test]
fn dirty_2_becomes_clean_2() {
    let Some(path) = corpus("crosstab/2.-Badly-Structured-Sales-Data-2.xlsx") else { return };
    let columns = "[input.columns]\nproduct = \"Ship Mode\"\nsegment = \"Segment\"\nperiod = \"Order Date\"\n\
                   amount = \"Sales\"\n";
    let (dirty, findings) = read(&path, "revenue", &format!("sheet = \"Dirty 2\"\n{columns}"));
    assert_eq!(said(&findings), [""; 0]);
    let (clean, _) = read(&path, "revenue", &format!("sheet = \"Clean 2\"\n{columns}"));
    let labels = ["product", "segment"];
    let dirty = rows(&dirty, &labels, "amount");
    assert_eq!(dirty.len(), 822);
    assert_eq!(dirty, rows(&clean, &labels, "amount"));
}

#[test]
fn the_financial_sample_as_text_equals_the_workbook() {
    let (Some(csv), Some(xlsx)) = (corpus("ms_financial/Financials.csv"), corpus("ms_financial/Financial Sample.xlsx"))
    else {
        return;
    };
    let mut cells = 0;
    for column in ["Units Sold", "Gross Sales", "Discounts", "Sales", "COGS", "Profit"] {
        let lines = |name: &str| {
            format!(
                "[input.columns]\nproduct = \"Product\"\nsegment = \"Segment\"\nregion = \"Country\"\n\
                 period = [\"Date\", \"Date List\"]\namount = \"{name}\"\n"
            )
        };
        let csv = read(&csv, "revenue", &format!("dates = \"day-first\"\n{}", lines(column))).0;
        let name = if column == "Sales" { " Sales" } else { column };
        let xlsx = read(&xlsx, "revenue", &lines(name)).0;
        let figures = |table: &Table| -> Vec<(String, Amount)> {
            let part = &table.parts[0];
            let row = |row: usize| {
                let labels = ["product", "segment", "region"].map(|label| text(part, label, row)).join(" ");
                (format!("{labels} {}", when(part, row)), figure(part, "amount", row).unwrap_or_else(Amount::zero))
            };
            (0..part.rows.len()).map(row).collect()
        };
        let (mut left, mut right) = (figures(&csv), figures(&xlsx));
        left.sort();
        right.sort();
        assert_eq!((left.len(), right.len()), (700, 700));
        for (a, b) in left.iter().zip(&right) {
            assert_eq!(a.0, b.0, "{column}");
            assert!((&a.1 - &b.1).abs() <= Amount::from_scaled(11, 3), "{column}: {a:?} {b:?}");
            cells += 1;
        }
    }
    assert_eq!(cells, 700 * 6);
}

#[test]
fn a_filing_in_cp949_equals_its_twin_in_utf_8_cell_by_cell() {
    let name = "korea/2024_사업보고서_02_손익계산서_20251212";
    let (Some(txt), Some(csv)) = (corpus(&format!("{name}.txt")), corpus(&format!("{name}.csv"))) else { return };
    let options = ReadOptions::default();
    let (txt, csv) = (open(&txt, "x.txt", options).unwrap(), open(&csv, "x.csv", options).unwrap());
    let (txt_size, csv_size) = (txt.outlines().remove(0), csv.outlines().remove(0));
    assert_eq!((txt_size.rows, txt_size.columns), (csv_size.rows, csv_size.columns));
    let mut cells = 0;
    for row in 0..txt_size.rows {
        for column in 0..txt_size.columns {
            let cell = |book: &crate::formats::Book| book.text_at(0, row, column).map(|text| text.trim().to_owned());
            assert_eq!(cell(&txt), cell(&csv), "row {row}, column {column}");
            cells += usize::from(cell(&txt).is_some());
        }
    }
    assert!(cells > 40_000, "{cells}");
}

/// What an input makes of a file: rows, sums of its amounts by some labels, and findings.
#[track_caller]
fn check(file: &str, lines: &str, used_rows: usize, sums: &[(&str, &str)], findings: &[&str]) {
    let Some(path) = corpus(file) else { return };
    let (table, found) = read(&path, "revenue", lines);
    assert_eq!(said(&found), findings, "{file}");
    assert_eq!(used(&table), used_rows, "{file}");
    for &(wanted, expected) in sums {
        let has = |part: &TablePart, row: usize| {
            [text(part, "product", row), text(part, "region", row), &when(part, row), "*"].contains(&wanted)
        };
        assert_eq!(sum(&table, "amount", has), expected, "{file}: {wanted}");
    }
    for part in &table.parts {
        assert_eq!(part.count.read, part.rows.len() + part.count.ignored(), "{file}");
    }
}

#[test]
fn toronto_years_across_with_three_breakdowns_of_one_total() {
    check(
        "crosstab/toronto_transit.xlsx",
        "[input.columns]\nproduct = \"FARE MEDIA\"\nregion = \"[section]\"\namount = \"Ridership\"\n",
        1188,
        &[("FY2017", "1599648.00"), ("FY2015", "1602015.00"), ("FY1985", "1296480.00")],
        // Ways to pay that were not there yet, or no more.
        &["unknown_figure C9: `N/A` in column `Ridership` is no figure: 442 cells count as if nothing were there"],
    );
}

#[test]
fn halves_across_end_before_the_rate_of_change() {
    check(
        "korea/업소현황.xlsx",
        "[input.columns]\nproduct = \"행정구역\"\namount = \"업소\"\n",
        50,
        &[("FY2017-H1", "6113.00"), ("FY2017-H2", "5502.00")],
        &[],
    );
    check(
        "korea/매출현황.xlsx",
        "[input.columns]\nproduct = \"업종\"\nregion = \"지역\"\namount = \"월평균매출\"\n",
        52,
        &[("FY2017-H1", "75671.00"), ("FY2017-H2", "74301.00"), ("강동구", "6383.00")],
        &[],
    );
}

#[test]
fn a_list_beside_the_table_is_no_part_of_it() {
    check(
        "crosstab/Budget vs Actual.xlsx",
        "[input.columns]\nproduct = \"Category\"\nperiod = \"Date\"\namount = \"Amount\"\n",
        55,
        &[("*", "30451.00"), ("Groceries", "1860.00")],
        &[],
    );
}

#[test]
fn stacked_headers_far_down_are_found_in_an_old_workbook() {
    let columns = "[input.constants]\nproduct = \"A&E\"\n[input.columns]\nperiod = \"Period\"\namount = ";
    check(
        "crosstab/AE_England_data.xls",
        &format!("sheet = \"Activity\"\n{columns}\"A&E attendances / Total Attendances\"\n"),
        105,
        &[("*", "198617587.43")],
        &[],
    );
    check(
        "crosstab/AE_England_data.xls",
        &format!("sheet = \"Activity\"\nheader_row = [17, 18]\n{columns}\"Type 1 Departments - Major A&E\"\n"),
        105,
        &[("*", "129017654.00")],
        &[],
    );
}

#[test]
fn a_survey_with_labels_in_a_column_without_a_name() {
    let columns = "[input.constants]\nperiod = \"2017\"\n[input.columns]\nproduct = \"[A]\"\n\
                   amount = \"Response clear / Yes / no.\"\n";
    check(
        "crosstab/ozmarriage.xlsx",
        &format!(
            "sheet = \"Table 1\"\n{columns}units = \"Response clear / No / no.\"\ncost = \"Response clear / Total / no.\"\n"
        ),
        8,
        &[("*", "7817247.00")],
        &["unnamed_total B16: `Australia` is the sum of B8:B15, and was left out as a total"],
    );
    check(
        "crosstab/ozmarriage.xlsx",
        &format!("sheet = \"Table 2\"\n{columns}region = \"[section]\"\n"),
        150,
        &[("*", "7817247.00"), ("Tasmania Divisions", "191948.00")],
        &["keyed_total B56: `New South Wales (Total)` is the sum of B9:B55, and was left out as a total, with 7 rows \
           like it"],
    );
}

#[test]
fn years_in_rows_of_their_own_are_the_periods_of_a_german_office() {
    check(
        "german/48112-0004_772013004.csv",
        "totals = \"ignore\"\n[input.columns]\nproduct = \"[B]\"\nperiod = \"[section]\"\n\
         amount = \"Waren- und Dienstleistungskäufe\"\n[input.constants]\ncurrency = \"EUR\"\n",
        757 * 5,
        &[("2018", "18290961000000.00"), ("2021", "21771986000000.00"), ("2022", "27060910000000.00")],
        &[],
    );
    check(
        "german/48112-0001_cleaned.csv",
        "[input.columns]\nproduct = \"Wirtschaftszweige\"\nperiod = \"Jahr\"\namount = \"Tätige Personen\"\n",
        17,
        &[("*", "38715794.00")],
        &[],
    );
}

#[test]
fn four_rows_of_repeated_labels_are_one_header() {
    check(
        "korea/서울시 인구 이동률 통계.xls",
        "totals = \"ignore\"\n[input.columns]\nproduct = \"구분\"\nperiod = \"기간\"\n\
         amount = \"총이동률 / 총전입률 / 소계\"\n",
        25,
        &[("*", "382.30")],
        &[],
    );
}

#[test]
fn merged_labels_hold_for_all_branches_of_their_group() {
    check(
        "spreadsheets/12843-1.xls",
        "sheet = \"910617\"\n[input.constants]\nperiod = \"2002-06\"\n[input.columns]\nproduct = \"項 目\"\nregion = \"分公司\"\n\
         amount = \"91年預定建設數\"\n",
        38,
        &[("ISDN BRA", "2658.00"), ("市話線路", "189400.00")],
        &["filled_down B5: 18 blank cells of column `項 目` took the label of the merged cell above"],
    );
}
