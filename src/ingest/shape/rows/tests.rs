//! Plain tables as people draw them, each with the rows that are read and what became of the others.

mod totals;

use crate::calendar::{FiscalCalendar, YearName};
use crate::formats::{Book, Purpose, SourceFile};
use crate::ingest::reading::InputReading;
use crate::ingest::table::{TablePart, When};
use crate::pipeline::{self, Input};
use crate::place::Cell;
use crate::sheet::{Grid, Raw};
use crate::sheet::{ScaledFormat, Sheet};

fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.strip_prefix('#').map(str::parse) {
                Some(Ok(number)) => grid.push(Cell { row, column }, Raw::Number(number)).unwrap(),
                _ => grid.push_text(Cell { row, column }, text).unwrap(),
            }
        }
    }
    Sheet::new(&"x.xlsx".into(), Some("S"), grid)
}

fn input(keys: &str) -> Input {
    let (above, columns) = keys.split_once("---\n").unwrap_or(("", keys));
    let text = format!(
        "[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n[[input]]\nname = \"revenue\"\n\
         fact = \"revenue\"\nfiles = \"x.xlsx\"\n{above}[input.columns]\n{columns}"
    );
    pipeline::load("x.toml".as_ref(), &text, pipeline::KnownNames::default()).unwrap().value.inputs.remove(0)
}

/// Product, period and amount of each row with its place, then counts of the others, then the findings.
#[track_caller]
fn check_sheet(keys: &str, sheet: Sheet, expected: &[&str]) {
    let input = input(keys);
    let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
    let source =
        SourceFile { name: "x.xlsx".into(), bytes: 0, hash: String::new(), saved: None, purpose: Purpose::Export };
    let book = Book { source, text: None, sheets: vec![sheet] };
    let read = InputReading { input: &input, calendar: &calendar, earlier: &[] }.book(&book);
    let mut shown = Vec::new();
    for part in &read.parts {
        shown.extend((0..part.rows.len()).map(|row| shown_row(part, row)));
        let count = &part.count;
        let said: Vec<String> = [
            (count.blank, "blank"),
            (count.total, "total"),
            (count.repeated, "repeated"),
            (count.section, "section"),
            (count.note, "note"),
        ]
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
        assert_eq!(count.read, part.rows.len() + count.ignored(), "every row is data or ignored");
        shown.extend((!said.is_empty()).then(|| said.join(", ")));
    }
    shown.extend(
        read.findings.iter().map(|f| format!("{}: {}", f.place.cell().unwrap_or_default(), f.problem.message())),
    );
    assert_eq!(shown, expected);
}

fn shown_row(part: &TablePart, row: usize) -> String {
    let product = part.texts("product").and_then(|texts| texts.get(row)).map_or("?", |text| text);
    let when = part.whens("period").and_then(|whens| whens.distinct().nth(whens.id(row)?)).map(|when| match when {
        When::Day(day) => day.to_string(),
        When::Label(label) => label.to_string(),
    });
    let amount = part
        .numbers("amount")
        .and_then(|numbers| Some(crate::amount::Amount::from_scaled(numbers.get(row)?, numbers.scale()).to_string()));
    let place = part.place(row, "amount").cell().unwrap_or_default();
    format!("{product} | {} | {} @ {place}", when.unwrap_or_default(), amount.unwrap_or_default())
}

#[track_caller]
fn check(keys: &str, rows: &[&[&str]], expected: &[&str]) {
    check_sheet(keys, sheet(rows), expected);
}

const USUAL: &str = "product = \"Product\"\nperiod = \"Month\"\namount = \"Amount\"";

#[test]
fn stacked_headers_are_joined_and_addressed_by_all_labels_or_by_one_that_is_alone() {
    let rows: &[&[&str]] = &[
        &["Product", "Month", "Actual", "", "Budget", ""],
        &["", "", "Units", "Amount", "Units", "Net"],
        &["Alpha", "2026-10", "1", "10", "2", "20"],
    ];
    check(
        "product = \"Product\"\nperiod = \"Month\"\namount = \"actual / amount\"",
        rows,
        &["Alpha | 2026-10 | 10 @ D3"],
    );
    check("product = \"Product\"\nperiod = \"Month\"\namount = \"Net\"", rows, &["Alpha | 2026-10 | 20 @ F3"]);
    check(
        "header_row = [1, 2]\n---\nproduct = \"Product\"\nperiod = \"Month\"\namount = \"Budget / Units\"",
        rows,
        &["Alpha | 2026-10 | 2 @ E3"],
    );
    check("product = \"Product\"\nperiod = \"Month\"\namount = \"Units\"", rows, &["A1: no column `Units`"]);
}

#[test]
fn a_label_reaches_over_its_merged_cells_and_no_further() {
    let mut sheet = sheet(&[
        &["Product", "Month", "2025", "", ""],
        &["", "", "Amount", "Units", "Amount"],
        &["Alpha", "2026-10", "1", "2", "3"],
    ]);
    sheet.formatting.merged.push((Cell { row: 0, column: 2 }, Cell { row: 0, column: 3 }));
    check_sheet(
        "product = \"Product\"\nperiod = \"Month\"\namount = \"2025 / Amount\"",
        sheet.clone(),
        &["Alpha | 2026-10 | 1 @ C3"],
    );
    check_sheet(USUAL, sheet, &["Alpha | 2026-10 | 3 @ E3"]);
}

#[test]
fn a_row_of_units_below_the_names_belongs_to_the_header() {
    let rows: &[&[&str]] = &[&["Product", "Month", "Amount"], &["", "", "Mill. EUR"], &["Alpha", "2026-10", "1,5"]];
    check(&format!("{USUAL}\n[input.constants]\ncurrency = \"EUR\""), rows, &["Alpha | 2026-10 | 1500000 @ C3"]);
    // Of a review in dollars it is a question.
    check(USUAL, rows, &["C2: expected USD in column `Amount / Mill. EUR`, found EUR in `Mill. EUR`"]);
}

#[test]
fn names_match_without_footnotes_padding_line_breaks_and_width() {
    check(USUAL, &[&[" Pro\nduct ", "Ｍonth", "Amount 1)"], &["Alpha", "2026-10", "1"]], &["Alpha | 2026-10 | 1 @ C2"]);
}

#[test]
fn columns_without_a_name_go_by_their_letter() {
    check(
        "product = \"[B]\"\nperiod = \"Month\"\namount = \"Amount\"",
        &[&["", "", "Month", "Amount"], &["", "Alpha", "2026-10", "1"]],
        &["Alpha | 2026-10 | 1 @ D2"],
    );
}

#[test]
fn a_table_ends_where_notes_or_another_table_begin() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "1"],
            &["Beta", "2026-10", "2"],
            &["* preliminary"],
            &["Source: ledger", "", ""],
            &[],
            &["Sites"],
            &["Site", "Head", "Staff"],
            &["Seoul", "Kim", "12"],
        ],
        &["Alpha | 2026-10 | 1 @ C2", "Beta | 2026-10 | 2 @ C3", "5 note"],
    );
}

#[test]
fn lines_behind_a_gap_stay_lines_and_their_faults_are_seen() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "1"],
            &[],
            &["Beta", "2026-10", "fifty"],
            &["Beta", "2026-10", "2"],
        ],
        &[
            "Alpha | 2026-10 | 1 @ C2",
            "Beta | 2026-10 |  @ C4",
            "Beta | 2026-10 | 2 @ C5",
            "C4: expected a number in column `Amount`, found `fifty`",
        ],
    );
}

#[test]
fn the_table_with_the_columns_is_read_wherever_it_stands() {
    let mut rows: Vec<&[&str]> = vec![&["Site", "Staff"]];
    rows.extend([&["Seoul", "12"] as &[&str]; 60]);
    rows.extend([
        &[] as &[&str],
        &["", "", "", "", "Product", "Month", "Amount"],
        &["", "", "", "", "Alpha", "2026-10", "1"],
    ]);
    check(USUAL, &rows, &["Alpha | 2026-10 | 1 @ G64"]);
    check(
        USUAL,
        &[
            &["Site", "Staff", "", "Product", "Month", "Amount"],
            &["Seoul", "12", "", "Alpha", "2026-10", "1"],
            &["Busan", "11"],
        ],
        &["Alpha | 2026-10 | 1 @ F2", "1 blank"],
    );
}

#[test]
fn two_tables_with_the_columns_in_one_sheet_are_both_read() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "1"],
            &[],
            &["", "Month", "Product", "Amount"],
            &["", "2026-10", "Beta", "2"],
        ],
        &["Alpha | 2026-10 | 1 @ C2", "Beta | 2026-10 | 2 @ D5"],
    );
}

#[test]
fn the_same_header_on_the_next_page_goes_on_with_the_table() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "1"],
            &[],
            &["Product", "Month", "Amount"],
            &["Beta", "2026-10", "2"],
        ],
        &["Alpha | 2026-10 | 1 @ C2", "Beta | 2026-10 | 2 @ C5", "1 repeated"],
    );
}

#[test]
fn a_section_fills_a_column_that_is_blank_in_every_line() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha"],
            &["", "2026-09", "1"],
            &["", "2026-10", "2"],
            &["Beta"],
            &["", "2026-10", "3"],
        ],
        &[
            "Alpha | 2026-09 | 1 @ C3",
            "Alpha | 2026-10 | 2 @ C4",
            "Beta | 2026-10 | 3 @ C6",
            "2 section",
            "A3: 3 blank cells of column `Product` took the label of the row above the lines",
        ],
    );
}

#[test]
fn a_section_is_asked_for_by_its_name() {
    check(
        "product = \"Product\"\nperiod = \"[section]\"\namount = \"Amount\"",
        &[
            &["Product", "Amount"],
            &["2025"],
            &["Alpha", "1"],
            &["2026"],
            &["Alpha", "2"],
            &["__________"],
            &["© Office"],
        ],
        &["Alpha | 2025 | 1 @ B3", "Alpha | 2026 | 2 @ B5", "2 section, 2 note"],
    );
}

#[test]
fn labels_of_merged_cells_apply_to_all_their_rows() {
    let mut sheet = sheet(&[
        &["Product", "Month", "Amount"],
        &["Alpha", "2026-09", "1"],
        &["", "2026-10", "2"],
        &["", "2026-11", "3"],
    ]);
    sheet.formatting.merged.push((Cell { row: 1, column: 0 }, Cell { row: 2, column: 0 }));
    check_sheet(
        USUAL,
        sheet,
        &[
            "Alpha | 2026-09 | 1 @ C2",
            "Alpha | 2026-10 | 2 @ C3",
            "? | 2026-11 | 3 @ C4",
            "A3: 1 blank cell of column `Product` took the label of the merged cell above",
        ],
    );
}

#[test]
fn blanks_below_a_label_are_filled_only_where_the_whole_column_is_an_outline() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-09", "1"],
            &["", "2026-10", "2"],
            &["Beta", "2026-09", "3"],
            &["", "2026-10", "4"],
        ],
        &[
            "Alpha | 2026-09 | 1 @ C2",
            "Alpha | 2026-10 | 2 @ C3",
            "Beta | 2026-09 | 3 @ C4",
            "Beta | 2026-10 | 4 @ C5",
            "A3: 2 blank cells of column `Product` took the label of the first line of the group",
        ],
    );
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-09", "1"],
            &["", "2026-10", "2"],
            &["소계", "", "3"],
            &["Beta", "2026-09", "3"],
            &["", "2026-10", "4"],
            &["소계", "", "7"],
        ],
        &[
            "Alpha | 2026-09 | 1 @ C2",
            "Alpha | 2026-10 | 2 @ C3",
            "Beta | 2026-09 | 3 @ C5",
            "Beta | 2026-10 | 4 @ C6",
            "2 total",
            "A3: 2 blank cells of column `Product` took the label of the first line of the group",
        ],
    );
    // A label that comes twice shows that every line says its own: the blank ones are missing.
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-09", "1"],
            &["", "2026-10", "2"],
            &["Alpha", "2026-09", "3"],
            &["", "2026-10", "4"],
        ],
        &["Alpha | 2026-09 | 1 @ C2", "? | 2026-10 | 2 @ C3", "Alpha | 2026-09 | 3 @ C4", "? | 2026-10 | 4 @ C5"],
    );
}

#[test]
fn a_row_without_a_product_that_is_the_sum_above_is_a_total() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "10"],
            &["Beta", "2026-10", "20"],
            &["", "", "30"],
            &["", "", "31"],
        ],
        &[
            "Alpha | 2026-10 | 10 @ C2",
            "Beta | 2026-10 | 20 @ C3",
            "? |  | 31 @ C5",
            "1 total",
            "C4: a row without a label is the sum of C2:C3, and was left out as a total",
        ],
    );
}

#[test]
fn a_row_with_a_label_is_a_total_only_when_three_telling_figures_are_sums() {
    let keys = "product = \"Product\"\nperiod = \"Month\"\namount = \"Amount\"\nunits = \"Units\"\ncost = \"Cost\"";
    check(
        keys,
        &[
            &["Product", "Month", "Amount", "Units", "Cost"],
            &["Alpha", "2026-10", "1234", "12", "801"],
            &["Beta", "2026-10", "2345", "13", "702"],
            &["All", "2026-10", "3579", "25", "1503"],
        ],
        &[
            "Alpha | 2026-10 | 1234 @ C2",
            "Beta | 2026-10 | 2345 @ C3",
            "1 total",
            "C4: `All` is the sum of C2:C3, and was left out as a total",
        ],
    );
    check(
        keys,
        &[
            &["Product", "Month", "Amount", "Units", "Cost"],
            &["Alpha", "2026-10", "1", "2", "1"],
            &["Beta", "2026-10", "2", "2", "1"],
            &["Gamma", "2026-10", "3", "4", "2"],
        ],
        &["Alpha | 2026-10 | 1 @ C2", "Beta | 2026-10 | 2 @ C3", "Gamma | 2026-10 | 3 @ C4"],
    );
}

#[test]
fn a_total_that_is_no_sum_names_both_figures_and_their_cells_unless_it_is_not_to_be_seen() {
    let rows: &[&[&str]] = &[
        &["Product", "Month", "Amount"],
        &["Alpha", "2026-10", "10"],
        &["Beta", "2026-10", "20"],
        &["Total", "", "35"],
    ];
    let lines = ["Alpha | 2026-10 | 10 @ C2", "Beta | 2026-10 | 20 @ C3", "1 total"];
    let mismatch = "C4: the total says 35, but C2:C3 add up to 30";
    check(USUAL, rows, &[&lines[..], &[mismatch]].concat());
    check(&format!("totals = \"ignore\"\n---\n{USUAL}"), rows, &lines);
}

#[test]
fn the_name_of_a_column_says_its_unit_before_the_table_does() {
    check(
        "product = \"Product\"\nperiod = \"Month\"\namount = \"매출액(백만원)\"\n[input.constants]\ncurrency = \"KRW\"",
        &[&["(단위: 천원)"], &["Product", "Month", "매출액(백만원)"], &["Alpha", "2026-10", "3"]],
        &["Alpha | 2026-10 | 3000000 @ C3"],
    );
    check(
        USUAL,
        &[&["(in thousands)"], &["Product", "Month", "Amount", "Cost (USD millions)"], &["Alpha", "2026-10", "3", "1"]],
        &["Alpha | 2026-10 | 3000 @ C3"],
    );
}

#[test]
fn a_unit_inside_a_cell_is_not_multiplied_by_that_of_the_table() {
    check(
        &format!("{USUAL}\n[input.constants]\ncurrency = \"KRW\""),
        &[&["(단위: 천원)"], &["Product", "Month", "Amount"], &["Alpha", "2026-10", "3억"], &["Beta", "2026-10", "5"]],
        &["Alpha | 2026-10 | 300000000 @ C3", "Beta | 2026-10 | 5000 @ C4"],
    );
}

#[test]
fn two_units_for_one_table_are_a_question() {
    check(
        USUAL,
        &[&["(in thousands)"], &["(in millions)"], &["Product", "Month", "Amount"], &["Alpha", "2026-10", "3"]],
        &[
            "Alpha | 2026-10 |  @ C4",
            "A1: the unit of column `Amount` is not clear: `(in thousands)` or `(in millions)` in A2",
        ],
    );
}

#[test]
fn number_formats_that_scale_are_evidence_against_a_unit_line() {
    let rows: &[&[&str]] = &[&["(in thousands)"], &["Product", "Month", "Amount"], &["Alpha", "2026-10", "#3000"]];
    let scaled = |thousands| {
        let mut sheet = sheet(rows);
        sheet.formatting.scaled.push(ScaledFormat { column: 2, thousands, cells: 1 });
        sheet
    };
    check_sheet(
        USUAL,
        scaled(1),
        &[
            "Alpha | 2026-10 | 3000 @ C3",
            "A1: `(in thousands)` is what the number formats of column `Amount` show; the stored figures were taken as \
             ones",
        ],
    );
    check_sheet(
        USUAL,
        scaled(2),
        &[
            "Alpha | 2026-10 |  @ C3",
            "A1: the unit of column `Amount` is not clear: `(in thousands)` or what its number formats show, 1,000,000",
        ],
    );
    check_sheet(&format!("unit = \"thousand\"\n---\n{USUAL}"), scaled(2), &["Alpha | 2026-10 | 3000000 @ C3"]);
}

#[test]
fn a_figure_in_another_currency_is_a_finding_and_never_added() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "$10.00"],
            &["Beta", "2026-10", "€ 20.00"],
            &["Gamma", "2026-10", "30.00 KRW"],
        ],
        &[
            "Alpha | 2026-10 | 10 @ C2",
            "Beta | 2026-10 |  @ C3",
            "Gamma | 2026-10 |  @ C4",
            "C3: expected USD in column `Amount`, found € in `€ 20.00`",
            "C4: expected USD in column `Amount`, found KRW in `30.00 KRW`",
        ],
    );
}

#[test]
fn a_total_is_read_by_the_decimal_mark_of_its_column() {
    let rows: &[&[&str]] = &[
        &["Product", "Month", "Net revenue"],
        &["Alpha", "2026-10", "1,036"],
        &["Beta", "2026-10", "12,5"],
        &["Gesamt", "", "13,536"],
    ];
    let expected = ["Alpha | 2026-10 | 1.036 @ C2", "Beta | 2026-10 | 12.5 @ C3", "1 total"];
    let columns = "product = \"Product\"\nperiod = \"Month\"\namount = \"Net revenue\"\n";
    // As the pipeline says, and as the column says itself.
    check_sheet(&format!("decimal = \",\"\n---\n{columns}"), sheet(rows), &expected);
    check_sheet(columns, sheet(rows), &expected);
}

#[test]
fn a_wrong_total_is_found_under_a_decimal_comma() {
    let rows: &[&[&str]] = &[
        &["Product", "Month", "Net revenue"],
        &["Alpha", "2026-10", "1.036,25"],
        &["Beta", "2026-10", "12,5"],
        &["Gesamt", "", "1.084,75"],
    ];
    check_sheet(
        "product = \"Product\"\nperiod = \"Month\"\namount = \"Net revenue\"\n",
        sheet(rows),
        &[
            "Alpha | 2026-10 | 1036.25 @ C2",
            "Beta | 2026-10 | 12.5 @ C3",
            "1 total",
            "C4: the total says 1,084.75, but C2:C3 add up to 1,048.75",
        ],
    );
}

#[test]
fn a_total_may_stand_before_its_rows() {
    let columns = "product = \"Product\"\nperiod = \"Month\"\namount = \"Net revenue\"\n";
    let rows = |total| -> Vec<Vec<&str>> {
        vec![
            vec!["Product", "Month", "Net revenue"],
            vec!["Total", "", total],
            vec!["Alpha", "2026-10", "#100"],
            vec!["Beta", "2026-10", "#20"],
        ]
    };
    let read = ["Alpha | 2026-10 | 100 @ C3", "Beta | 2026-10 | 20 @ C4", "1 total"];
    for (total, said) in [("#120", None), ("#140", Some("C2: the total says 140, but C3:C4 add up to 120"))] {
        let rows = rows(total);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let expected: Vec<&str> = read.iter().copied().chain(said).collect();
        check_sheet(columns, sheet(&rows), &expected);
    }
}

#[test]
fn a_total_sums_more_than_the_last_printed_page() {
    let page = ["Product", "Month", "Amount"];
    check(
        USUAL,
        &[
            &page,
            &["Alpha", "2026-10", "100"],
            &["Beta", "2026-10", "50"],
            &page,
            &["Gamma", "2026-10", "70"],
            &["Delta", "2026-10", "30"],
            &["Total", "", "100"],
        ],
        &[
            "Alpha | 2026-10 | 100 @ C2",
            "Beta | 2026-10 | 50 @ C3",
            "Gamma | 2026-10 | 70 @ C5",
            "Delta | 2026-10 | 30 @ C6",
            "1 total, 1 repeated",
            "C7: the total says 100, but C2:C6 add up to 250",
        ],
    );
}
