//! Crosstabs as people draw them, each with the rows that it becomes.

mod labels;

use super::{Unpivoted, find};
use crate::calendar::{FiscalCalendar, YearName};
use crate::pipeline::{self, Input};
use crate::place::Cell;
use crate::sheet::Sheet;
use crate::sheet::{Grid, Raw};

fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            grid.push_text(Cell { row, column }, text).unwrap();
        }
    }
    Sheet::new(&"x.xlsx".into(), Some("S"), grid)
}

fn input(columns: &str) -> Input {
    input_of("revenue", columns)
}

fn input_of(fact: &str, columns: &str) -> Input {
    let text = format!(
        "[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\
         [[input]]\nname = \"x\"\nfact = \"{fact}\"\nfiles = \"x.xlsx\"\n[input.columns]\n{columns}"
    );
    pipeline::load("x.toml".as_ref(), &text, pipeline::KnownNames::default()).unwrap().value.inputs.remove(0)
}

/// Unpivots and shows each row as `labels | period | measures @ cells`, then the findings.
#[track_caller]
fn check(columns: &str, rows: &[&[&str]], expected: &[&str]) {
    check_input(&input(columns), rows, expected);
}

#[track_caller]
fn check_input(input: &Input, rows: &[&[&str]], expected: &[&str]) {
    let sheet = sheet(rows);
    let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
    let mut findings = Vec::new();
    let crosstab = find(&sheet, input, &calendar, 0).expect("no crosstab found");
    let unpivoted = crosstab.unpivot(&sheet, input, &calendar, &mut findings);
    let mut shown = Vec::new();
    if let Some(Unpivoted { sheet: long, header, .. }) = unpivoted {
        for row in 1..long.grid.height() {
            let cell = |column: usize| {
                long.grid.value(row, column).as_text().map(std::borrow::Cow::into_owned).unwrap_or_default()
            };
            let texts: Vec<String> = (0..header.names.len()).map(cell).filter(|text| !text.is_empty()).collect();
            let last = long.original(long.grid.cell(row, header.names.len() - 1));
            shown.push(format!("{} @ {last}", texts.join(" | ")));
        }
    }
    shown.extend(findings.iter().map(|f| format!("{}: {}", f.place.cell().unwrap_or_default(), f.problem.message())));
    assert_eq!(shown, expected);
}

#[test]
fn months_across_become_rows_with_the_address_of_each_figure() {
    check(
        "product = \"Product\"",
        &[
            &["Revenue by product"],
            &[],
            &["", "Product", "2026-09", "2026-10", "", "Total"],
            &["", "Alpha", "10", "20", "", "30"],
            &["", "Beta", "1", "", "", "1"],
        ],
        &["Alpha | 2026-09 | 10 @ C4", "Alpha | 2026-10 | 20 @ D4", "Beta | 2026-09 | 1 @ C5"],
    );
}

#[test]
fn groups_are_filled_down_and_totals_are_compared_and_left_out() {
    check(
        "product = \"Product\"\nregion = \"Area\"",
        &[
            &["Area", "Product", "2026-08", "2026-09", "2026-10"],
            &["East", "Alpha", "10", "20", "5"],
            &["", "Beta", "1", "2", "3"],
            &["소  계", "", "11", "22", "8"],
            &["West", "Alpha", "7", "7", "7"],
            &["", "Beta", "7", "7", "1"],
            &["", "", "14", "14", "8"],
            &["합계", "", "25", "36", "99"],
        ],
        &[
            "East | Alpha | 2026-08 | 10 @ C2",
            "East | Alpha | 2026-09 | 20 @ D2",
            "East | Alpha | 2026-10 | 5 @ E2",
            "East | Beta | 2026-08 | 1 @ C3",
            "East | Beta | 2026-09 | 2 @ D3",
            "East | Beta | 2026-10 | 3 @ E3",
            "West | Alpha | 2026-08 | 7 @ C5",
            "West | Alpha | 2026-09 | 7 @ D5",
            "West | Alpha | 2026-10 | 7 @ E5",
            "West | Beta | 2026-08 | 7 @ C6",
            "West | Beta | 2026-09 | 7 @ D6",
            "West | Beta | 2026-10 | 1 @ E6",
            "C7: a row without a label is the sum of C5:C6, and was left out as a total",
            "E8: the total says 99, but E2:E6 add up to 16",
            "A3: 2 blank cells of column `Area` took the label of the first line of the group",
        ],
    );
}

#[test]
fn a_product_that_is_called_total_is_a_line_unless_it_is_the_sum_time_and_again() {
    #[track_caller]
    fn read(total: &[&str; 5], more: &[&str]) {
        let rows: [&[&str]; 5] = [
            &["Product", "2026-07", "2026-08", "2026-09", "2026-10"],
            &["Alpha", "5", "4321", "512", "777"],
            &["Beta", "3", "2100", "211", "100"],
            total,
            &["Gamma", "8", "8", "8", "8"],
        ];
        let sheet = |row: usize| {
            let figures = rows[row][1..].iter().zip(7..).zip(["B", "C", "D", "E"]);
            let shown = |((figure, month), column)| {
                format!("{} | 2026-{month:02} | {figure} @ {column}{}", rows[row][0], row + 1)
            };
            figures.map(shown).collect::<Vec<String>>()
        };
        let lines: Vec<usize> = if more == ["line"] || more.len() > 1 { vec![1, 2, 3, 4] } else { vec![1, 2, 4] };
        let mut expected: Vec<String> = lines.into_iter().flat_map(sheet).collect();
        expected.extend(more.iter().filter(|said| **said != "line").map(|&said| said.to_owned()));
        check("product = \"Product\"", &rows, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
    read(
        &["Total Care", "8", "6421", "723", "877"],
        &["B4: `Total Care` is the sum of B2:B3, and was left out as a total"],
    );
    // Not far from the sum, and not the sum.
    read(&["Total Care", "9", "6421", "723", "877"], &["line"]);
    read(&["Total Care", "8", "6000", "723", "877"], &["line"]);
    // Too few digits to say anything.
    let said = "B4: `Total Care` is the sum of B2:B3; its key is whole, so it was read as a line";
    check(
        "product = \"Product\"",
        &[&["Product", "2026-09", "2026-10"], &["Alpha", "5", "40"], &["Beta", "3", "20"], &["Total Care", "8", "60"]],
        &[
            "Alpha | 2026-09 | 5 @ B2",
            "Alpha | 2026-10 | 40 @ C2",
            "Beta | 2026-09 | 3 @ B3",
            "Beta | 2026-10 | 20 @ C3",
            "Total Care | 2026-09 | 8 @ B4",
            "Total Care | 2026-10 | 60 @ C4",
            said,
        ],
    );
}

#[test]
fn a_total_of_named_lines_across_is_their_sum_or_asked_about() {
    #[track_caller]
    fn read(total: &str, said: &str) {
        check(
            "product = \"Product\"\nregion = \"Region\"",
            &[
                &["Region", "Product", "2026-09", "2026-10"],
                &["East", "Alpha", "5", "4"],
                &["East", "Beta", "3", "2"],
                &["West", "Alpha", "8", "8"],
                &["East", "Total East", total, "6"],
                &["West", "Total West", "8", "8"],
            ],
            &[
                "East | Alpha | 2026-09 | 5 @ C2",
                "East | Alpha | 2026-10 | 4 @ D2",
                "East | Beta | 2026-09 | 3 @ C3",
                "East | Beta | 2026-10 | 2 @ D3",
                "West | Alpha | 2026-09 | 8 @ C4",
                "West | Alpha | 2026-10 | 8 @ D4",
                said,
                "C6: `Total West` is the sum of C4, and was left out as a total",
            ][..if total == "8" { 7 } else { 8 }],
        );
    }
    read("8", "C5: `Total East` is the sum of C2:C3, and was left out as a total, with 1 row like it");
    read("81", "C5: called a total, with the key of a line: it says 81, but C2:C3 add up to 8");
}

#[test]
fn measures_side_by_side_are_told_apart_by_their_labels() {
    check(
        "product = \"Product\"\namount = \"Actual\"",
        &[
            &["Product", "2026-09", "", "2026-10", "", "Total", ""],
            &["", "Actual", "Budget", "Actual", "Budget", "Actual", "Budget"],
            &["Alpha", "10", "11", "20", "22", "30", "33"],
        ],
        &["Alpha | 2026-09 | 10 @ B3", "Alpha | 2026-10 | 20 @ D3"],
    );
}

#[test]
fn quarters_beside_months_are_their_totals() {
    check(
        "product = \"Product\"",
        &[&["Product", "2026-01", "2026-02", "2026-03", "FY2026-Q1", "FY2026"], &["Alpha", "1", "2", "3", "6", "6"]],
        &["Alpha | 2026-01 | 1 @ B2", "Alpha | 2026-02 | 2 @ C2", "Alpha | 2026-03 | 3 @ D2"],
    );
}

#[test]
fn a_measure_that_stands_nowhere_is_missing_with_the_labels_that_do() {
    check(
        "product = \"Product\"\namount = \"Net\"",
        &[&["Product", "2026-09", "2026-09"], &["", "Actual", "Budget"], &["Alpha", "10", "11"]],
        &["A2: no column `Net`"],
    );
}

#[test]
fn a_measure_that_is_missing_beside_another_is_not_passed_over() {
    check(
        "product = \"Product\"\namount = \"Actual\"\nunits = \"Pieces\"",
        &[
            &["Product", "2026-08", "", "2026-09", ""],
            &["", "Actual", "Units", "Actual", "Units"],
            &["A", "10", "1", "11", "2"],
        ],
        &["A | 2026-08 | 10 @ B3", "A | 2026-09 | 11 @ D3", "A2: no column `Pieces`"],
    );
}

#[test]
fn a_header_row_that_its_corner_names_says_what_a_column_is_about() {
    check(
        "product = \"Ship Mode\"\nsegment = \"Segment\"\ncustomer = \"Order ID\"\nperiod = \"Order Date\"",
        &[
            &["Column1", "Column2", "Column3", "Column4", "Column5", "Column6"],
            &["Segment>>", "", "Consumer", "", "Consumer Total", "Corporate"],
            &["Ship Mode>>", "", "Air", "Sea", "", "Air"],
            &["Order ID", "Order Date"],
            &["A-1", "2026-10-03", "5", "7", "12", ""],
            &["A-2", "2026-10-04", "", "2", "3", "4"],
            &["Grand Total", "", "5", "9", "15", "4"],
        ],
        &[
            "A-1 | 2026-10-03 | Consumer | Air | 5 @ C5",
            "A-1 | 2026-10-03 | Consumer | Sea | 7 @ D5",
            "A-2 | 2026-10-04 | Consumer | Sea | 2 @ D6",
            "A-2 | 2026-10-04 | Corporate | Air | 4 @ F6",
        ],
    );
}

#[test]
fn a_total_column_is_compared_line_by_line() {
    check(
        "product = \"Product\"",
        &[
            &["Product", "2026-01", "2026-02", "2026-03", "Q1 2026", "2026-04", "합계"],
            &["Alpha", "1", "2", "3", "6", "4", "10"],
            &["Beta", "10", "20", "30", "60", "40", "109"],
            &["Gamma", "5", "5", "5", "150", "5", "20"],
        ],
        &[
            "Alpha | 2026-01 | 1 @ B2",
            "Alpha | 2026-02 | 2 @ C2",
            "Alpha | 2026-03 | 3 @ D2",
            "Alpha | 2026-04 | 4 @ F2",
            "Beta | 2026-01 | 10 @ B3",
            "Beta | 2026-02 | 20 @ C3",
            "Beta | 2026-03 | 30 @ D3",
            "Beta | 2026-04 | 40 @ F3",
            "Gamma | 2026-01 | 5 @ B4",
            "Gamma | 2026-02 | 5 @ C4",
            "Gamma | 2026-03 | 5 @ D4",
            "Gamma | 2026-04 | 5 @ F4",
            "E4: the total says 150, but B4:D4 add up to 15",
            "G3: the total says 109, but B3:F3 add up to 100",
        ],
    );
}

#[test]
fn measures_may_stand_down_the_side() {
    check(
        "product = \"Product\"\namount = \"Revenue\"\ncost = \"Cost\"",
        &[
            &["Product", "Item", "2026-09", "2026-10"],
            &["Alpha", "Revenue", "10", "20"],
            &["", "Cost", "4", "8"],
            &["", "Margin %", "60%", "60%"],
            &["Beta", "Revenue", "1", "2"],
            &["", "Cost", "1", "1"],
        ],
        &[
            "Alpha | Revenue | 2026-09 | 10 @ C2",
            "Alpha | Revenue | 2026-10 | 20 @ D2",
            "Alpha | Cost | 2026-09 | 4 @ C3",
            "Alpha | Cost | 2026-10 | 8 @ D3",
            "Beta | Revenue | 2026-09 | 1 @ C5",
            "Beta | Revenue | 2026-10 | 2 @ D5",
            "Beta | Cost | 2026-09 | 1 @ C6",
            "Beta | Cost | 2026-10 | 1 @ D6",
            "A3: 3 blank cells of column `Product` took the label of the first line of the group",
        ],
    );
}

#[test]
fn sections_label_the_lines_below_them_and_what_follows_a_gap_ends_the_crosstab() {
    check(
        "product = \"[section]\"\namount = \"Revenue\"",
        &[
            &["", "2026-09", "2026-10"],
            &["Alpha"],
            &["Revenue", "10", "20"],
            &["Cost", "4", "8"],
            &["Beta"],
            &["Revenue", "1", "2"],
            &["* preliminary"],
            &[],
            &["Cost by site", "2026-09", "2026-10"],
            &["Seoul", "1", "1"],
        ],
        &[
            "Revenue | Alpha | 2026-09 | 10 @ B3",
            "Revenue | Alpha | 2026-10 | 20 @ C3",
            "Revenue | Beta | 2026-09 | 1 @ B6",
            "Revenue | Beta | 2026-10 | 2 @ C6",
        ],
    );
}

/// Headings over two lines, as the periods that they are.
#[track_caller]
fn check_headings(upper: &[&str], lower: &[&str], expected: &[&str]) {
    let mut grid = Grid::default();
    let rows = [upper, lower, &["Alpha", "1", "2", "3", "4"][..=expected.len()]];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            match text.strip_prefix('#').map(str::parse) {
                Some(Ok(number)) => grid.push(Cell { row, column }, Raw::Number(number)).unwrap(),
                _ => grid.push_text(Cell { row, column }, text).unwrap(),
            }
        }
    }
    let sheet = Sheet::new(&"x.xlsx".into(), Some("S"), grid);
    let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
    let mut findings = Vec::new();
    let crosstab = find(&sheet, &input("product = \"Product\""), &calendar, 0).expect("no crosstab found");
    let Unpivoted { sheet: long, .. } =
        crosstab.unpivot(&sheet, &input("product = \"Product\""), &calendar, &mut findings).unwrap();
    let at = long.grid.width() - 2;
    let mut shown: Vec<String> =
        (1..long.grid.height()).map(|row| long.grid.value(row, at).as_text().unwrap().into_owned()).collect();
    shown.extend(findings.iter().map(|f| format!("{}: {}", f.place.cell().unwrap_or_default(), f.problem.message())));
    assert_eq!(shown, expected, "{upper:?} {lower:?}");
}

#[test]
fn periods_across_are_read_in_every_way_that_people_write_them() {
    let months = ["2026-09", "2026-10", "2026-11"];
    for headings in [
        ["Sep-26", "Oct-26", "Nov-26"],
        ["2026-09", "2026-10", "2026-11"],
        ["2026년 9월", "2026년 10월", "2026년 11월"],
        ["26.09", "26.10", "26.11"],
        ["2026.09.30", "2026.10.31", "2026.11.30"],
        ["30.09.2026", "31.10.2026", "30.11.2026"],
        ["2026-09-30", "2026-10-31", "2026-11-30"],
        ["September 2026", "October 2026 *", "November 2026 1)"],
        ["#202609", "#202610", "#202611"],
        ["#2026.09", "#2026.1", "#2026.11"],
        ["#2026.9", "#2026.1", "#2026.11"],
        ["#26.09", "#26.1", "#26.11"],
    ] {
        check_headings(&["Product", headings[0], headings[1], headings[2]], &[], &months);
    }
    check_headings(&["Product", "FY26 Q1", "FY26 Q2"], &[], &["FY2026-Q1", "FY2026-Q2"]);
    check_headings(&["Product", "Q1 2026", "Q2 2026"], &[], &["FY2026-Q1", "FY2026-Q2"]);
    check_headings(&["Product", "#2015", "#2016"], &[], &["FY2015", "FY2016"]);
    check_headings(&["Product", "2017", " 2015 *"], &[], &["FY2017", "FY2015"]);
    check_headings(&["Product", "2017년 상반기", "2017년 하반기"], &[], &["FY2017-H1", "FY2017-H2"]);
    check_headings(&["", "2026", "", ""], &["Product", "9월", "10월", "11월"], &months);
    check_headings(&["", "#2025", "#2026", ""], &["Product", "Dec", "Jan", "Feb"], &["2025-12", "2026-01", "2026-02"]);
    check_headings(&["", "FY26", ""], &["Product", "Q1", "Q2"], &["FY2026-Q1", "FY2026-Q2"]);
}

#[test]
fn a_month_that_lost_its_zero_is_decided_by_the_months_beside_it() {
    check_headings(&["Product", "#2026.1", "#2026.2"], &[], &["2026-01", "2026-02"]);
    check_headings(&["Product", "#2025.12", "#2026.1"], &[], &["2025-12", "2026-01"]);
    check_headings(&["Product", "#2026.01", "#2026.1"], &[], &["2026-01", "2026-10"]);
    check_headings(
        &["Product", "#2026.4", "#2026.1"],
        &[],
        &["2026-04", "C1: the heading `2026.1` reads as 2026-01 and as 2026-10"],
    );
}

#[test]
fn months_are_read_in_the_languages_of_finance() {
    for headings in [
        ["août 2026", "sept. 2026", "oct. 2026"],
        ["ago-26", "sep-26", "oct-26"],
        ["AGO/26", "SET/26", "OUT/26"],
        ["ago 26", "set 26", "ott 26"],
        ["augustus 2026", "september 2026", "oktober 2026"],
        ["2026年8月", "2026年9月", "2026年10月"],
    ] {
        let [august, september, october] = headings;
        check(
            "product = \"Product\"",
            &[&["Product", august, september, october], &["Alpha", "10", "20", "30"]],
            &["Alpha | 2026-08 | 10 @ B2", "Alpha | 2026-09 | 20 @ C2", "Alpha | 2026-10 | 30 @ D2"],
        );
    }
}

#[test]
fn a_heading_like_a_period_is_asked_about_and_others_are_named() {
    let asked = |heading: &str, like: &str, place: &str| {
        format!("{place}: `{heading}` is no period, and is written like `{like}`")
    };
    let columns = "product = \"Product\"";
    // Written like the others, at the end.
    check(
        columns,
        &[&["Product", "ago-26", "sep-26", "brumaire-26"], &["Alpha", "10", "20", "30"]],
        &["Alpha | 2026-08 | 10 @ B2", "Alpha | 2026-09 | 20 @ C2", &asked("brumaire-26", "sep-26", "D1")],
    );
    // In the place of the one that is missing.
    check(
        columns,
        &[&["Product", "2026-08", "herbst", "2026-10"], &["Alpha", "10", "20", "30"]],
        &["Alpha | 2026-08 | 10 @ B2", "Alpha | 2026-10 | 30 @ D2", &asked("herbst", "2026-08", "C1")],
    );
    // Known to be something else.
    check(
        columns,
        &[&["Product", "2026-08", "Var %", "2026-09", "YTD 2026", "Comment"], &["Alpha", "10", "2", "20", "30", "x"]],
        &["Alpha | 2026-08 | 10 @ B2", "Alpha | 2026-09 | 20 @ D2", "C1: 1 column among the periods left out: `Var %`"],
    );
    // A column of texts is about the line.
    check(
        columns,
        &[&["Product", "2026-08", "Owner", "2026-09"], &["Alpha", "10", "Kim", "20"]],
        &["Alpha | 2026-08 | 10 @ B2", "Alpha | 2026-09 | 20 @ D2"],
    );
}

#[test]
fn fourths_across_are_quarters_when_nothing_speaks_against_it() {
    check(
        "product = \"Product\"",
        &[&["Product", "2026년 1/4", "2026년 2/4"], &["Alpha", "10", "20"]],
        &[
            "Alpha | FY2026-Q1 | 10 @ B2",
            "Alpha | FY2026-Q2 | 20 @ C2",
            "B1: `2026년 1/4` and its like in column `B` were read as quarters",
        ],
    );
    check(
        "product = \"Product\"",
        &[&["Product", "2026년 1/4", "2026년 5/4", "2026-07"], &["Alpha", "10", "20", "30"]],
        &[
            "Alpha | 2026-05 | 20 @ C2",
            "Alpha | 2026-07 | 30 @ D2",
            "B1: `2026년 1/4` in column `B` is a quarter or a day",
        ],
    );
}
