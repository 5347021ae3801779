//! Rows that are called a total, and rows that are one: which are left out, which are lines, and what is said.

use super::{USUAL, check};

const LEDGER: &str = "product = \"Product\"\nperiod = \"Month\"\ncustomer = \"Customer\"\namount = \"Amount\"";
const HEAD: &[&str] = &["Product", "Month", "Customer", "Amount"];

#[test]
fn a_customer_or_a_product_whose_name_begins_with_total_is_a_line_though_it_happens_to_be_a_sum() {
    check(
        LEDGER,
        &[
            HEAD,
            &["A", "2026-10", "North Ltd", "500"],
            &["A", "2026-10", "South Ltd", "500"],
            &["A", "2026-10", "TOTAL GAS LIMITED", "1000"],
            &["A", "2026-10", "West Ltd", "10"],
        ],
        &[
            "A | 2026-10 | 500 @ D2",
            "A | 2026-10 | 500 @ D3",
            "A | 2026-10 | 1000 @ D4",
            "A | 2026-10 | 10 @ D5",
            "D4: `TOTAL GAS LIMITED` is the sum of D2:D3; its key is whole, so it was read as a line",
        ],
    );
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "10"],
            &["Grand Total Plus", "2026-10", "7"],
            &["Total Care", "2026-10", "5"],
        ],
        &["Alpha | 2026-10 | 10 @ C2", "Grand Total Plus | 2026-10 | 7 @ C3", "Total Care | 2026-10 | 5 @ C4"],
    );
}

#[test]
fn a_customer_called_total_is_a_line_among_lines_and_a_total_below_them() {
    #[track_caller]
    fn read(total: &str, next: &str, more: &[&str]) {
        let rows: &[&[&str]] = &[
            HEAD,
            &["A", "2026-09", "North", "100"],
            &["A", "2026-09", "South", "200"],
            &["A", "2026-09", "Total", total],
            &[next, "2026-09", "West", "7"],
        ];
        let lines = ["A | 2026-09 | 100 @ D2", "A | 2026-09 | 200 @ D3"];
        check(LEDGER, rows, &[&lines[..], more].concat());
    }
    let agrees = "D4: `Total` is the sum of D2:D3, and was left out as a total";
    read("300", "B", &["B | 2026-09 | 7 @ D5", "1 total", agrees]);
    let wrong = "D4: called a total, with the key of a line: it says 320, but D2:D3 add up to 300";
    read("320", "B", &["B | 2026-09 | 7 @ D5", "1 total", wrong]);
    read("300", "A", &["A | 2026-09 | 7 @ D5", "1 total", agrees]);
    let wrong = "D4: called a total, with the key of a line: it says 320, but the other lines of its key add up to 307";
    read("320", "A", &["A | 2026-09 | 7 @ D5", "1 total", wrong]);
}

#[test]
fn a_bare_total_with_a_whole_key_is_compared_with_the_lines_of_its_key_wherever_they_stand() {
    let keys = "product = \"Product\"\nperiod = \"Month\"\namount = \"Amount\"";
    let head: &[&str] = &["Product", "Month", "Region", "Amount"];
    let lines = [["A", "2026-09", "East", "100"], ["A", "2026-10", "East", "110"]];
    let more = [["A", "2026-09", "West", "200"], ["A", "2026-10", "West", "220"]];
    let totals = [["A", "2026-09", "Total", "300"], ["A", "2026-10", "Total", "330"]];
    let check = |rows: [[[&str; 4]; 2]; 3], expected: &[&str]| {
        let rows: Vec<&[&str]> =
            std::iter::once(head).chain(rows.iter().flatten().map(<[&str; 4]>::as_slice)).collect();
        // Whether anybody reads the column or not.
        check(keys, &rows, expected);
        check(&format!("region = \"Region\"\n{keys}"), &rows, expected);
    };
    check(
        [lines, totals, more],
        &[
            "A | 2026-09 | 100 @ D2",
            "A | 2026-10 | 110 @ D3",
            "A | 2026-09 | 200 @ D6",
            "A | 2026-10 | 220 @ D7",
            "2 total",
            "D4: `Total` is the sum of the other lines of its key, and was left out as a total, with 1 row like it",
        ],
    );
    check(
        [totals, lines, more],
        &[
            "A | 2026-09 | 100 @ D4",
            "A | 2026-10 | 110 @ D5",
            "A | 2026-09 | 200 @ D6",
            "A | 2026-10 | 220 @ D7",
            "2 total",
            "D2: `Total` is the sum of D4:D6, and was left out as a total, with 1 row like it",
        ],
    );
    check(
        [lines, [["A", "2026-09", "Total", "300"], ["A", "2026-10", "Total", "331.5"]], more],
        &[
            "A | 2026-09 | 100 @ D2",
            "A | 2026-10 | 110 @ D3",
            "A | 2026-09 | 200 @ D6",
            "A | 2026-10 | 220 @ D7",
            "2 total",
            "D4: `Total` is the sum of the other lines of its key, and was left out as a total",
            "D5: called a total, with the key of a line: it says 331.5, but the other lines of its key add up to 330",
        ],
    );
}

#[test]
fn a_bare_total_is_a_line_where_no_other_has_its_key() {
    check(
        "product = \"Product\"\nperiod = \"Month\"\nregion = \"Region\"\namount = \"Amount\"",
        &[
            &["Product", "Month", "Region", "Amount"],
            &["A", "2026-10", "East", "10"],
            &["A", "2026-10", "West", "20"],
            &["B", "2026-10", "Total", "7"],
            &["C", "2026-10", "Total", "8"],
        ],
        &["A | 2026-10 | 10 @ D2", "A | 2026-10 | 20 @ D3", "B | 2026-10 | 7 @ D4", "C | 2026-10 | 8 @ D5"],
    );
}

#[test]
fn a_condition_takes_the_totals_alone_or_their_lines_and_is_asked_about_its_own_rows() {
    let rows: &[&[&str]] = &[
        HEAD,
        &["A", "2026-10", "North", "20"],
        &["A", "2026-10", "South", "7"],
        &["A", "2026-10", "Total", "30"],
        &["B", "2026-10", "North", "1"],
    ];
    let condition = |text: &str| format!("where = \"{text}\"\n---\n{LEDGER}");
    let wrong = "D4: called a total, with the key of a line: it says 30, but D2:D3 add up to 27";
    let lines = ["A | 2026-10 | 20 @ D2", "A | 2026-10 | 7 @ D3"];
    check(&condition("Product = 'A'"), rows, &[lines[0], lines[1], "1 total", wrong]);
    check(&condition("Customer <> 'Total'"), rows, &[lines[0], lines[1], "B | 2026-10 | 1 @ D5"]);
    check(&condition("Product = 'B'"), rows, &["B | 2026-10 | 1 @ D5"]);
    check(&condition("Customer = 'Total'"), rows, &["A | 2026-10 | 30 @ D4"]);
}

#[test]
fn a_total_of_named_lines_is_their_sum_or_asked_about() {
    #[track_caller]
    fn read(total: [&str; 2], more: &[&str]) {
        let rows: &[&[&str]] = &[
            HEAD,
            &["Alpha", "2026-10", "Acme", "100"],
            &["Alpha", "2026-10", "Bolt", "50"],
            &["Alpha", "2026-10", total[0], total[1]],
        ];
        check(LEDGER, rows, &[&["Alpha | 2026-10 | 100 @ D2", "Alpha | 2026-10 | 50 @ D3"], more].concat());
    }
    read(["Total Alpha", "150"], &["1 total", "D4: `Total Alpha` is the sum of D2:D3, and was left out as a total"]);
    let wrong = "D4: called a total, with the key of a line: it says 170, but D2:D3 add up to 150";
    read(["Total Alpha", "170"], &["1 total", wrong]);
    read(["Total Fina", "170"], &["Alpha | 2026-10 | 170 @ D4"]);
    // In the place of the product.
    let rows = |total: &'static str| -> [&[&str]; 5] {
        [
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "100"],
            &["Alpha", "2026-10", "50"],
            &["Beta", "2026-10", "7"],
            match total {
                "150" => &["Alpha Total", "2026-10", "150"],
                _ => &["Alpha Total", "2026-10", "170"],
            },
        ]
    };
    let lines = ["Alpha | 2026-10 | 100 @ C2", "Alpha | 2026-10 | 50 @ C3", "Beta | 2026-10 | 7 @ C4", "1 total"];
    let said = "C5: `Alpha Total` is the sum of C2:C3, and was left out as a total";
    check(USUAL, &rows("150"), &[&lines[..], &[said]].concat());
    let wrong = "C5: called a total, with the key of a line: it says 170, but C2:C3 add up to 150";
    check(USUAL, &rows("170"), &[&lines[..], &[wrong]].concat());
}

#[test]
fn a_line_without_its_product_that_says_count_or_the_like_is_told() {
    let keys = "product = \"Product\"\nperiod = \"Month\"\namount = \"Amount\"";
    let read = |row: &[&str], more: &[&str]| {
        let rows: [&[&str]; 4] = [
            &["Product", "Month", "Channel", "Amount"],
            &["Alpha", "2026-10", "Print", "20"],
            row,
            &["Beta", "2026-10", "Print", "7"],
        ];
        check(keys, &rows, &[&["Alpha | 2026-10 | 20 @ D2", "Beta | 2026-10 | 7 @ D4"], more].concat());
    };
    let said = "D3: `Media` was taken to count or average other rows, and the row was left out";
    read(&["", "2026-10", "Media", "500"], &["1 total", said]);
    read(&["", "", "Count", "1"], &["1 total"]);
    read(&["Count", "", "", "1"], &["1 total"]);
}

#[test]
fn totals_of_something_are_totals_where_they_are_the_sum_time_and_again() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Phones", "2026-08", "1204"],
            &["Tablets", "2026-08", "311"],
            &["Total Devices", "2026-08", "1515"],
            &["Phones", "2026-09", "1190"],
            &["Tablets", "2026-09", "322"],
            &["Total Devices", "2026-09", "1512"],
            &["Phones", "2026-10", "1177"],
            &["Tablets", "2026-10", "354"],
            &["Total Devices", "2026-10", "1531"],
        ],
        &[
            "Phones | 2026-08 | 1204 @ C2",
            "Tablets | 2026-08 | 311 @ C3",
            "Phones | 2026-09 | 1190 @ C5",
            "Tablets | 2026-09 | 322 @ C6",
            "Phones | 2026-10 | 1177 @ C8",
            "Tablets | 2026-10 | 354 @ C9",
            "3 total",
            "C4: `Total Devices` is the sum of C2:C3, and was left out as a total, with 2 rows like it",
        ],
    );
}

#[test]
fn a_row_without_its_month_is_a_total_by_its_name_and_a_wrong_one_is_told() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-10", "10"],
            &["Alpha Total", "", "10"],
            &["Beta", "2026-10", "20"],
            &["Beta Total", "", "25"],
            &["Grand Totals (2 records)", "", "30"],
        ],
        &[
            "Alpha | 2026-10 | 10 @ C2",
            "Beta | 2026-10 | 20 @ C4",
            "3 total",
            "C5: the total says 25, but C4 add up to 20",
        ],
    );
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-09", "10"],
            &["Alpha", "2026-10", "20"],
            &["Alpha", "Total", "30"],
        ],
        &["Alpha | 2026-09 | 10 @ C2", "Alpha | 2026-10 | 20 @ C3", "1 total"],
    );
}

#[test]
fn a_total_on_top_is_known_by_a_word_anywhere_or_by_being_the_sum() {
    for top in [["", "", "30", "Grand total"], ["", "", "30", ""]] {
        let said = "C2: a row without a label is the sum of the rows below it, and was left out as a total";
        let lines = ["Alpha | 2026-10 | 10 @ C3", "Beta | 2026-10 | 20 @ C4", "1 total"];
        let expected: Vec<&str> = lines.into_iter().chain(top[3].is_empty().then_some(said)).collect();
        check(
            USUAL,
            &[&["Product", "Month", "Amount"], &top, &["Alpha", "2026-10", "10"], &["Beta", "2026-10", "20"]],
            &expected,
        );
    }
    // What is no sum is a line whose product is missing.
    check(
        USUAL,
        &[&["Product", "Month", "Amount"], &["", "", "31"], &["Alpha", "2026-10", "10"], &["Beta", "2026-10", "20"]],
        &["? |  | 31 @ C2", "Alpha | 2026-10 | 10 @ C3", "Beta | 2026-10 | 20 @ C4"],
    );
}

#[test]
fn a_list_may_end_with_a_total_for_each_month() {
    let rows = |last: &'static str| {
        [
            ["Product", "Month", "Amount"],
            ["Alpha", "2026-09", "10"],
            ["Alpha", "2026-10", "20"],
            ["Beta", "2026-09", "30"],
            ["Beta", "2026-10", "40"],
            ["Total", "2026-09", "40"],
            ["Total", "2026-10", last],
            ["Total", "", "100"],
        ]
    };
    let lines = [
        "Alpha | 2026-09 | 10 @ C2",
        "Alpha | 2026-10 | 20 @ C3",
        "Beta | 2026-09 | 30 @ C4",
        "Beta | 2026-10 | 40 @ C5",
        "3 total",
    ];
    for (last, said) in [("60", None), ("70", Some("C7: the total says 70, but C2:C5 add up to 100"))] {
        let rows = rows(last);
        let rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
        check(USUAL, &rows, &lines.into_iter().chain(said).collect::<Vec<_>>());
    }
}

#[test]
fn totals_without_a_name_are_known_on_two_levels() {
    check(
        USUAL,
        &[
            &["Product", "Month", "Amount"],
            &["Alpha", "2026-09", "10"],
            &["Alpha", "2026-10", "20"],
            &["", "", "30"],
            &["Beta", "2026-09", "30"],
            &["Beta", "2026-10", "40"],
            &["", "", "70"],
            &["", "", "100"],
        ],
        &[
            "Alpha | 2026-09 | 10 @ C2",
            "Alpha | 2026-10 | 20 @ C3",
            "Beta | 2026-09 | 30 @ C5",
            "Beta | 2026-10 | 40 @ C6",
            "3 total",
            "C4: a row without a label is the sum of C2:C3, and was left out as a total",
            "C7: a row without a label is the sum of C5:C6, and was left out as a total",
            "C8: a row without a label is the sum of C2:C6, and was left out as a total",
        ],
    );
}

#[test]
fn rows_of_report_builders_that_count_lines_are_no_lines() {
    check(
        "product = \"Product\"\nperiod = \"Month\"\namount = \"Amount\"",
        &[
            &["Product", "Month", "Stage", "Amount"],
            &["Alpha", "2026-09", "Won", "10"],
            &["Alpha", "2026-10", "Won", "20"],
            &["Subtotal", "", "Sum", "30"],
            &["", "", "Count", "2"],
            &["Beta", "2026-10", "Won", "5"],
            &["Beta", "2026-10", "Won", "6"],
            &["Subtotal", "", "Sum", "11"],
            &["", "", "Count", "2"],
            &["Total", "", "Sum", "41"],
            &["", "", "Count", "4"],
            &["", "", "Avg", "10.25"],
        ],
        &[
            "Alpha | 2026-09 | 10 @ D2",
            "Alpha | 2026-10 | 20 @ D3",
            "Beta | 2026-10 | 5 @ D6",
            "Beta | 2026-10 | 6 @ D7",
            "7 total",
        ],
    );
}

#[test]
fn labels_are_filled_down_on_every_level_of_a_pivot_table_and_go_on_behind_a_subtotal() {
    check(
        "product = \"Product\"\nregion = \"Region\"\nperiod = \"Month\"\namount = \"Sum of Amount\"",
        &[
            &["Product", "Region", "Month", "Sum of Amount"],
            &["Ember", "APAC", "2026-09", "1"],
            &["", "", "2026-10", "2"],
            &["", "EMEA", "2026-09", "3"],
            &["", "", "2026-10", "4"],
            &["Ember Total", "", "", "10"],
            &["Flint", "APAC", "2026-09", "5"],
            &["", "", "2026-10", "6"],
            &["", "EMEA", "2026-09", "7"],
            &["", "", "2026-10", "8"],
            &["Flint Total", "", "", "26"],
            &["Grand Total", "", "", "36"],
        ],
        &[
            "Ember | 2026-09 | 1 @ D2",
            "Ember | 2026-10 | 2 @ D3",
            "Ember | 2026-09 | 3 @ D4",
            "Ember | 2026-10 | 4 @ D5",
            "Flint | 2026-09 | 5 @ D7",
            "Flint | 2026-10 | 6 @ D8",
            "Flint | 2026-09 | 7 @ D9",
            "Flint | 2026-10 | 8 @ D10",
            "3 total",
            "A3: 6 blank cells of column `Product` took the label of the first line of the group",
            "B3: 4 blank cells of column `Region` took the label of the first line of the group",
        ],
    );
}

#[test]
fn groups_of_a_compact_pivot_table_are_sections_with_the_sum_of_their_lines() {
    let rows: &[&[&str]] = &[
        &["Row Labels", "Sum of Amount"],
        &["Ember", "3"],
        &["2026-09", "1"],
        &["2026-10", "2"],
        &["Flint", "7"],
        &["2026-09", "3"],
        &["2026-10", "4"],
        &["Grand Total", "10"],
    ];
    check(
        "product = \"[section]\"\nperiod = \"Row Labels\"\namount = \"Sum of Amount\"",
        rows,
        &[
            "Ember | 2026-09 | 1 @ B3",
            "Ember | 2026-10 | 2 @ B4",
            "Flint | 2026-09 | 3 @ B6",
            "Flint | 2026-10 | 4 @ B7",
            "3 total",
        ],
    );
    check(
        "product = \"Row Labels\"\nperiod = \"[section]\"\namount = \"Sum of Amount\"",
        &[
            &["Row Labels", "Sum of Amount"],
            &["2026-09", "4"],
            &["Ember", "1"],
            &["Flint", "3"],
            &["2026-10", "6"],
            &["Ember", "2"],
            &["Flint", "4"],
        ],
        &[
            "Ember | 2026-09 | 1 @ B3",
            "Flint | 2026-09 | 3 @ B4",
            "Ember | 2026-10 | 2 @ B6",
            "Flint | 2026-10 | 4 @ B7",
            "2 total",
        ],
    );
}

#[test]
fn an_input_may_say_that_no_row_is_a_total() {
    check(
        &format!("totals = \"data\"\n---\n{LEDGER}"),
        &[HEAD, &["A", "2026-10", "North", "1"], &["A", "2026-10", "Total", "2"], &["Total", "2026-10", "X", "3"]],
        &["A | 2026-10 | 1 @ D2", "A | 2026-10 | 2 @ D3", "Total | 2026-10 | 3 @ D4"],
    );
}
