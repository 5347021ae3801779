mod agreement;
mod drafted;

use super::sheet::sheet_survey;
use super::*;
use crate::calendar::{FiscalCalendar, YearName};
use crate::formats::{Book, Purpose, SourceFile};
use crate::place::Cell;
use crate::sheet::{Grid, Raw, Sheet};

/// A sheet of rows of cells; a blank row is a gap. Numbers are numbers, everything else is text.
fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => grid.push(Cell { row, column }, Raw::Number(number)).unwrap(),
                Err(_) => grid.push_text(Cell { row, column }, text).unwrap(),
            }
        }
    }
    Sheet::new(&"x.xlsx".into(), Some("S"), grid)
}

fn calendar() -> FiscalCalendar {
    FiscalCalendar::months(1, YearName::End).unwrap()
}

/// Every table as `range, header rows, kind, rows: names | totals`.
fn shown(survey: &SheetSurvey) -> Vec<String> {
    let table = |table: &TableSurvey| {
        let (first, last) = table.area;
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let across = table.across.as_ref().map(|across| {
            let measures = across.measures.join("+");
            format!(" [{} {} {}..{} {measures}]", across.number, across.step, across.first, across.last)
        });
        let totals: Vec<String> = table
            .totals
            .iter()
            .map(|total| match &total.agreement {
                TotalCheck::Agrees { with } => format!("{} = {with}", total.label),
                TotalCheck::Differs { cell, stated, summed, of } => {
                    format!("{} {cell} {stated} <> {summed} {of}", total.label)
                }
                TotalCheck::Outermost { with } => format!("{} = {with} on the outermost level", total.label),
                TotalCheck::Rates => format!("{} of rates", total.label),
                TotalCheck::Unclear => format!("{} ?", total.label),
            })
            .collect();
        let (top, bottom) = table.header;
        let totals = if totals.is_empty() { String::new() } else { format!(" | {}", totals.join("; ")) };
        format!(
            "{first}:{last} header {}-{}, {} data: {}{}{totals}",
            top + 1,
            bottom + 1,
            table.rows.data,
            names.join(", "),
            across.unwrap_or_default()
        )
    };
    survey.tables.iter().map(table).collect()
}

#[track_caller]
fn check(rows: &[&[&str]], expected: &[&str]) {
    assert_eq!(shown(&sheet_survey(&sheet(rows), &calendar())), expected);
}

#[test]
fn a_table_is_found_below_its_title_and_above_its_notes() {
    check(
        &[
            &["Hanbit Medical"],
            &["Prepared by Finance", "", "", "(in thousands)"],
            &[],
            &["", "Product", "Region", "Amount"],
            &["", "Alpha", "East", "10"],
            &["", "Beta", "West", "20.5"],
            &["", "Total", "", "30.5"],
            &[],
            &["Source: ledger"],
        ],
        &["B4:D7 header 4-4, 2 data: Product, Region, Amount | Total = rows 5 to 6"],
    );
}

#[test]
fn several_tables_in_one_sheet_are_told_apart() {
    check(
        &[
            &["Product", "Amount", "", "Code", "Name"],
            &["Alpha", "10", "", "A", "Alpha One"],
            &["Beta", "20", "", "B", "Beta Two"],
            &["Gamma", "30"],
            &["Delta", "40"],
            &[],
            &["Region", "Head count"],
            &["East", "5"],
            &["West", "6"],
        ],
        &[
            "A1:B5 header 1-1, 4 data: Product, Amount",
            "D1:E3 header 1-1, 2 data: Code, Name",
            "A7:B9 header 7-7, 2 data: Region, Head count",
        ],
    );
}

#[test]
fn months_across_with_spacers_and_a_total_column_are_one_crosstab() {
    check(
        &[
            &["Product", "2026-01", "", "2026-02", "", "Total"],
            &["Alpha", "1", "", "2", "", "3"],
            &["Beta", "10", "", "20", "", "30"],
            &["Total", "11", "", "22", "", "33"],
        ],
        &["A1:F4 header 1-1, 2 data: Product, 2026-01, 2026-02, Total [2 month 2026-01..2026-02 ] \
           | Total = rows 2 to 3; Total = columns B and D"],
    );
}

#[test]
fn measures_side_by_side_stand_under_periods_of_two_labels() {
    check(
        &[
            &["", "2026", "", "", ""],
            &["Product", "9월", "", "10월", ""],
            &["", "Actual", "Budget", "Actual", "Budget"],
            &["Alpha", "1", "2", "3", "4"],
            &["Beta", "5", "6", "7", "8"],
        ],
        &["A1:E5 header 1-3, 2 data: Product, 2026 / 9월 / Actual, 2026 / 9월 / Budget, 2026 / 10월 / Actual, \
           2026 / 10월 / Budget [2 month 2026 9월..2026 10월 Actual+Budget]"],
    );
}

#[test]
fn years_as_numbers_are_a_header_and_other_numbers_are_not() {
    check(
        &[&["Item", "2025", "2024", "2023"], &["Rides", "10", "20", "30"], &["Fares", "1", "2", "3"]],
        &["A1:D3 header 1-1, 2 data: Item, 2025, 2024, 2023 [3 year 2025..2023 ]"],
    );
    check(&[&["Rides", "10", "20", "35"], &["Fares", "1", "2", "3"]], &[]);
}

#[test]
fn a_header_over_all_figures_may_stand_far_above_them() {
    let mut sheet: Vec<&[&str]> = vec![&["Item", "Jan", "Feb", "Mar"]];
    sheet.extend(std::iter::repeat_n::<&[&str]>(&[""], 15));
    sheet.extend::<[&[&str]; 2]>([&["Rides", "10", "20", "30"], &["Fares", "1", "2", "3"]]);
    check(&sheet, &["A1:D18 header 1-1, 2 data: Item, Jan, Feb, Mar [3 month Jan..Mar ]"]);
    sheet[0] = &["Item", "Jan", "", ""];
    check(&sheet, &[]);
}

#[test]
fn north_america_is_a_heading_among_others_and_no_figure_among_figures() {
    check(
        &[&["Product", "NA", "EMEA", "APAC"], &["Alpha", "10", "20", "30"], &["Beta", "1", "NA", "3"]],
        &["A1:D3 header 1-1, 2 data: Product, NA, EMEA, APAC"],
    );
    check(
        &[&["Product", "Owner", "Amount", "Units"], &["Alpha", "Kim", "NA", "NA"], &["Beta", "Lee", "1", "3"]],
        &["A1:D3 header 1-1, 2 data: Product, Owner, Amount, Units"],
    );
}

#[test]
fn sections_and_totals_of_totals_are_seen_for_what_they_are() {
    check(
        &[
            &["Item", "2026-01", "2026-02"],
            &["Income:"],
            &["Sales", "10", "20"],
            &["Rent", "1", "2"],
            &["Subtotal", "11", "22"],
            &["Other:"],
            &["Gifts", "5", "5"],
            &["Subtotal", "5", "5"],
            &["Grand total", "16", "99"],
        ],
        &["A1:C9 header 1-1, 3 data: Item, 2026-01, 2026-02 [2 month 2026-01..2026-02 ] \
           | Subtotal = rows 3 to 4; Subtotal = row 7; Grand total C9 99 <> 27 rows 3 to 7"],
    );
}

#[test]
fn a_total_of_indented_lines_sums_the_outermost() {
    check(
        &[
            &["Branch", "Units"],
            &["A", "10"],
            &["  A1", "4"],
            &["  A2", "6"],
            &["B", "7"],
            &["  B1", "7"],
            &["Total", "17"],
        ],
        &["A1:B7 header 1-1, 5 data: Branch, Units | Total = rows 2 to 5 on the outermost level"],
    );
}

#[test]
fn a_line_that_is_called_a_total_and_proves_none_is_a_note() {
    let read = |total: &[&str]| {
        let rows: [&[&str]; 5] = [
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "10"],
            &["Beta", "2026-10", "20"],
            total,
            &["Gamma", "2026-10", "5"],
        ];
        let survey = sheet_survey(&sheet(&rows), &calendar());
        let notes = survey.tables[0].oddities.iter().filter(|oddity| oddity.kind == "unproved_total");
        (survey.tables[0].rows.data, notes.map(|oddity| oddity.message.clone()).collect::<Vec<String>>().concat())
    };
    let said = "`Total Care · 2026-10` is called a total, and is read as a line: its figures do not prove it";
    assert_eq!(read(&["Total Care", "2026-10", "44"]), (4, said.to_owned()));
    assert_eq!(read(&["Care", "2026-10", "44"]), (4, String::new()));
    assert_eq!(read(&["Total", "", "30"]), (3, String::new()));
}

#[test]
fn rates_do_not_add_up_and_nobody_says_they_should() {
    check(
        &[&["District", "Rate %"], &["Total", "15.1"], &["East", "18"], &["West", "12"]],
        &["A1:B4 header 1-1, 2 data: District, Rate % | Total of rates"],
    );
}

#[test]
fn the_name_of_the_lines_below_stacked_headings_belongs_to_the_header() {
    check(
        &[
            &["Column1", "Column2", "Column3", "Column4"],
            &["Segment>>", "Consumer", "", "Business"],
            &["Mode>>", "First", "Second", "First"],
            &["Order"],
            &["X1", "", "1.5"],
            &["X2", "2.5", "", "4"],
            &["X3", "", "1"],
        ],
        &[
            "A2:D7 header 2-4, 3 data: Segment>> / Mode>> / Order, Consumer / First, Consumer / Second, Business / First",
        ],
    );
}

#[test]
fn a_table_of_texts_needs_distinct_short_names_over_rows_alike() {
    check(&[&["Goal", "Owner"], &["Grow", "Kim"], &["Keep", "Lee"]], &["A1:B3 header 1-1, 2 data: Goal, Owner"]);
    check(
        &[
            &["Notes to the revenue report"],
            &["Net revenue is after rebates and discounts, before taxes"],
            &["Unaudited"],
        ],
        &[],
    );
}

#[test]
fn a_header_that_is_said_again_is_no_row() {
    let survey = sheet_survey(
        &sheet(&[&["Product", "Amount"], &["Alpha", "1"], &["Product", "Amount"], &["Beta", "2"]]),
        &calendar(),
    );
    assert_eq!(survey.tables[0].rows, RowTally { data: 2, repeated: 1, ..RowTally::default() });
    assert_eq!(survey.tables[0].oddities[0].kind, "repeated_header");
}

#[test]
fn years_need_not_follow_each_other_and_may_have_decimals_or_footnotes() {
    check(
        &[
            &["Table 12. Houses"],
            &[],
            &["Item", "1990.0", "2000 \\1", "2005.0", "2006.0"],
            &["Site built", "9.4", "96", "95", "94"],
            &["Modular", "0.3", "2.5", "3", "4"],
        ],
        &["A3:E5 header 3-3, 2 data: Item, 1990, 2000 \\1, 2005, 2006 [4 year 1990..2006 ]"],
    );
    check(
        &[&["Kind", "20151", "20161", "20171"], &["Rape", "94", "82", "105"], &["Robbery", "686", "586", "618"]],
        &["A1:D3 header 1-1, 2 data: Kind, 20151, 20161, 20171"],
    );
}

#[test]
fn a_header_may_have_blank_rows_inside_and_below_it() {
    check(
        &[
            &["Table 5. Use"],
            &[],
            &["", "", "2008"],
            &["", "", "All", "Small", "Large"],
            &["Item"],
            &[],
            &[],
            &["BANKS"],
            &["Number", "Number", "7085", "2784", "3790"],
            &["Assets", "USD bn", "12312.9", "152.5", "1105.7"],
        ],
        &[
            "A3:E10 header 3-5, 2 data: Item, , 2008 / All, 2008 / Small, 2008 / Large [1 year 2008..2008 All+Large+Small]",
        ],
    );
}

#[test]
fn numbers_that_count_on_are_headings_where_no_names_stand_over_them() {
    check(
        &[
            &["Offence", "Total", "10 to 12", "13", "14", "15"],
            &["Theft", "90", "20", "25", "30", "15"],
            &["Arson", "9", "2", "3", "3", "1"],
        ],
        &["A1:F3 header 1-1, 2 data: Offence, Total, 10 to 12, 13, 14, 15 | Total = columns C to F"],
    );
    check(
        &[&["Product", "Jan", "Feb", "Mar"], &["Alpha", "1", "2", "3"], &["Beta", "10", "20", "35"]],
        &["A1:D3 header 1-1, 2 data: Product, Jan, Feb, Mar [3 month Jan..Mar ]"],
    );
    check(
        &[&["Product", "East", "West"], &["Alpha", "1990", "2005"], &["Beta", "2010", "2040"]],
        &["A1:C3 header 1-1, 2 data: Product, East, West"],
    );
}

#[test]
fn a_unit_in_brackets_under_the_names_is_no_loss() {
    check(
        &[
            &["State", "Units", "Share"],
            &["Unit indicator", "(1,000)", "(percent)"],
            &["Alabama", "21.2", "3.1"],
            &["Alaska", "(1,000)", "0.2"],
        ],
        &["A1:C4 header 1-2, 2 data: State / Unit indicator, Units / (1,000), Share / (percent)"],
    );
}

#[test]
fn titles_and_notes_above_a_header_are_no_part_of_it() {
    check(
        &[
            &["Prepared by: Finance", "", "Date: 1 May"],
            &["Report for the board and for everybody else who wants to read it", "", "Table 2"],
            &["Product", "East", "West"],
            &["Alpha", "10", "20"],
            &["Beta", "1.5", "2"],
        ],
        &["A3:C5 header 3-3, 2 data: Product, East, West"],
    );
}

#[test]
fn lines_without_a_figure_stand_between_a_header_and_its_first_figures() {
    check(
        &[
            &["Project", "Title", "Mechanics", "Civil"],
            &["E-01", "Breast phantoms"],
            &["E-02", "Pattern recognition"],
            &["E-03", "Kinetics", "2", "1"],
            &["E-04", "Field methods", "1"],
        ],
        &["A1:D5 header 1-1, 4 data: Project, Title, Mechanics, Civil"],
    );
}

#[test]
fn every_row_is_told_by_its_number_for_what_it_is() {
    let survey = sheet_survey(
        &sheet(&[
            &["Product", "Amount"],
            &["Europe"],
            &["New pumps"],
            &["(with service)", "2"],
            &["Valves", "3"],
            &["Total", "5"],
            &["Product", "Amount"],
            &["Asia"],
            &["Note: estimated"],
            &["Pumps", "7"],
            &["Total", "7"],
        ]),
        &calendar(),
    );
    let SpecialRows { header, totals, sections, notes } = &survey.tables[0].special;
    assert_eq!((header.as_slice(), totals.as_slice()), (&[0, 6][..], &[5, 10][..]));
    assert_eq!((sections.as_slice(), notes.as_slice()), (&[1, 7][..], &[8][..]));
}

#[track_caller]
fn kind(cells: &[&str], expected: ColumnKind) {
    let mut rows: Vec<Vec<&str>> = vec![vec!["Key", "Month"]];
    rows.extend(cells.iter().map(|cell| vec!["k", *cell]));
    let mut grid = Grid::default();
    for (row, cells) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(cells) {
            grid.push_text(Cell { row, column }, text).unwrap();
        }
    }
    let survey = sheet_survey(&Sheet::new(&"x.csv".into(), None, grid), &calendar());
    assert_eq!(survey.tables[0].columns[1].kind, expected, "{cells:?}");
}

#[test]
fn the_type_of_a_column_is_decided_by_all_its_cells() {
    kind(&["1", "20", "3,000"], ColumnKind::Whole);
    kind(&["1.5", "20", "-"], ColumnKind::Amount);
    kind(&["12%", "3 %"], ColumnKind::Percent);
    kind(&["00123", "04567"], ColumnKind::Code);
    kind(&["31.10.2026", "01.11.2026"], ColumnKind::Day);
    kind(&["20261031", "20261130"], ColumnKind::Day);
    kind(&["2026-10", "2026-11"], ColumnKind::Period);
    kind(&["2024.07", "2024.08"], ColumnKind::Period);
    kind(&["FY2024-Q3", "FY2024-Q4"], ColumnKind::Period);
    kind(&["TRUE", "FALSE"], ColumnKind::Flag);
    kind(&["10", "twenty", "30", "40"], ColumnKind::Mixed);
    kind(&["one", "two"], ColumnKind::Text);
}

#[test]
fn what_reads_both_ways_is_a_question_with_the_lines_that_answer_it() {
    let survey =
        sheet_survey(&sheet(&[&["Day", "Amount"], &["03/04/2026", "1,036"], &["05/06/2026", "2,417"]]), &calendar());
    let kinds: Vec<(&str, usize)> =
        survey.tables[0].oddities.iter().map(|oddity| (oddity.kind, oddity.paste.len())).collect();
    assert_eq!(kinds, [("ambiguous_dates", 2), ("ambiguous_numbers", 2)]);
}

#[test]
fn formatting_and_errors_are_oddities_with_their_cells() {
    let mut sheet = sheet(&[&["Product", "Amount"], &["Alpha", "1"], &["Beta", "2"], &["Beta", "2"], &["Gamma*", "3"]]);
    sheet.grid.push(Cell { row: 5, column: 0 }, Raw::Flag(true)).unwrap();
    sheet.grid.push(Cell { row: 5, column: 1 }, Raw::Fault("#REF!")).unwrap();
    sheet.visible = false;
    sheet.formatting.hidden_rows = vec![2];
    sheet.formatting.filtered = true;
    sheet.formatting.merged = vec![(Cell { row: 1, column: 0 }, Cell { row: 2, column: 0 })];
    let survey = sheet_survey(&sheet, &calendar());
    let listed = |oddities: &[Oddity]| -> Vec<String> {
        let cell = |oddity: &Oddity| oddity.cell.map(|cell| cell.to_string()).unwrap_or_default();
        oddities.iter().map(|oddity| format!("{} {}", oddity.kind, cell(oddity)).trim_end().to_owned()).collect()
    };
    assert_eq!(listed(&survey.oddities), ["hidden_sheet", "hidden_rows A3"]);
    let expected = ["merged_cells A2", "broken_cells B6", "footnote_marks A5", "duplicate_rows A4"];
    assert_eq!(listed(&survey.tables[0].oddities), expected);
}

#[test]
fn alike_tables_in_several_sheets_are_one_draft() {
    let one = |name: &str| {
        let mut sheet =
            sheet(&[&["Product", "Month", "Revenue"], &["Alpha", "2026-10", "1"], &["Beta", "2026-10", "2"]]);
        sheet.name = Some(name.into());
        sheet
    };
    let source =
        SourceFile { name: "x.xlsx".into(), bytes: 0, hash: String::new(), saved: None, purpose: Purpose::Export };
    let book = Book { source, text: None, sheets: vec![one("Jan"), one("Feb")] };
    let drafts = drafts(&survey(&book, &calendar()), "sales_2026.xlsx");
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].tables, [(0, 0), (1, 0)]);
    assert!(drafts[0].toml().contains("files = \"sales_*.xlsx\"\n[input.columns]\nproduct = \"Product\"\n"));
}
