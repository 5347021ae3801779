//! Labels over the periods, and several columns of one period.

use super::{check, check_input, input_of};

const PRODUCT: &str = "product = \"Product\"";

#[test]
fn days_of_a_flow_add_up() {
    check(
        PRODUCT,
        &[&["Product", "2026-09-15", "2026-09-30", "2026-10-15"], &["A", "1", "1", "3"]],
        &[
            "A | 2026-09-15 | 1 @ B2",
            "A | 2026-09-30 | 1 @ C2",
            "A | 2026-10 | 3 @ D2",
            "C1: 2 columns lie in 1 period: their figures are added up",
        ],
    );
}

#[test]
fn of_a_stock_the_last_day_with_figures_counts() {
    let users = input_of("usage", "product = \"Product\"\nactive_users = \"Active\"");
    check_input(
        &users,
        &[
            &["Product", "2026-09-26", "2026-10-03", "2026-10-10", "2026-10-17", "2026-10-24"],
            &["A", "1", "2", "3", "4", ""],
            &["B", "5", "6", "7", "", ""],
        ],
        &[
            "A | 2026-09 | 1 @ B2",
            "A | 2026-10-17 | 4 @ E2",
            "B | 2026-09 | 5 @ B3",
            "D1: 3 columns lie in 1 period: the last one of each counts",
        ],
    );
}

#[test]
fn one_day_a_month_is_its_month() {
    check(
        PRODUCT,
        &[&["Product", "2026-09-30", "2026-10-31"], &["A", "1", "3"]],
        &["A | 2026-09 | 1 @ B2", "A | 2026-10 | 3 @ C2"],
    );
}

#[test]
fn days_and_weeks_may_stand_below_their_month() {
    check(
        PRODUCT,
        &[
            &["", "2026년 9월", "", "2026년 10월", ""],
            &["Product", "1주", "2주", "1주", "2주"],
            &["A", "1", "2", "3", "4"],
        ],
        &[
            "A | 2026-09-01 | 1 @ B3",
            "A | 2026-09-08 | 2 @ C3",
            "A | 2026-10-01 | 3 @ D3",
            "A | 2026-10-08 | 4 @ E3",
            "C2: 4 columns lie in 2 periods: their figures are added up",
        ],
    );
    check(
        PRODUCT,
        &[&["", "Oct-26", "", ""], &["Product", "1", "2", "11"], &["A", "1", "2", "3"]],
        &[
            "A | 2026-10-01 | 1 @ B3",
            "A | 2026-10-02 | 2 @ C3",
            "A | 2026-10-11 | 3 @ D3",
            "C2: 3 columns lie in 1 period: their figures are added up",
        ],
    );
}

#[test]
fn weeks_that_lie_in_two_periods_are_said() {
    check(
        PRODUCT,
        &[&["Product", "2026-09-26", "2026-10-03", "2026-10-10"], &["A", "1", "2", "3"]],
        &[
            "A | 2026-09 | 1 @ B2",
            "A | 2026-10-03 | 2 @ C2",
            "A | 2026-10-10 | 3 @ D2",
            "D1: 2 columns lie in 1 period: their figures are added up",
            "D1: the columns are weeks of which some lie in two periods: each counts where the day over it lies",
        ],
    );
}

#[test]
fn months_that_come_again_are_asked_about_unless_the_pipeline_names_the_columns() {
    let rows: &[&[&str]] =
        &[&["Product", "Sep-26", "Oct-26", "Sep-26", "Oct-26", "Total"], &["A", "1", "2", "10", "20", "30"]];
    check(PRODUCT, rows, &["D1: `2026-09` stands over several columns: `1` in B2 and `10` in D2"]);
    check("product = \"Product\"\namount = \"[B:C]\"", rows, &["A | 2026-09 | 1 @ B2", "A | 2026-10 | 2 @ C2"]);
    check("product = \"Product\"\namount = \"[D:E]\"", rows, &["A | 2026-09 | 10 @ D2", "A | 2026-10 | 20 @ E2"]);
    check(
        PRODUCT,
        &[&["Product", "Sep-26", "Oct-26", "Oct-26*"], &["A", "1", "2", "3"]],
        &["D1: `2026-10` stands over several columns: `2` in C2 and `3` in D2"],
    );
}

#[test]
fn a_banner_above_the_months_belongs_to_the_header() {
    let rows: &[&[&str]] = &[
        &["Revenue by month"],
        &["", "Month", "", "YTD", ""],
        &["Product", "Sep-26", "Oct-26", "Sep-26", "Oct-26"],
        &["A", "10", "20", "180", "200"],
    ];
    let ytd = &["A | 2026-09 | 180 @ D4", "A | 2026-10 | 200 @ E4"];
    check("product = \"Product\"\namount = \"YTD\"", rows, ytd);
    // Nobody adds up what has been added up already.
    let left_out = "B3: the columns of `YTD` were left out: the others are what was measured";
    check(PRODUCT, rows, &["A | 2026-09 | 10 @ B4", "A | 2026-10 | 20 @ C4", left_out]);
    let months = &["A | 2026-09 | 10 @ B4", "A | 2026-10 | 20 @ C4"];
    check("product = \"Product\"\namount = \"Month\"", rows, months);
    check("product = \"Product\"\namount = \"Quarter\"", rows, &["A3: no column `Quarter`"]);
    let unlabelled: &[&[&str]] = &[
        &["", "", "", "YTD", ""],
        &["Product", "Sep-26", "Oct-26", "Sep-26", "Oct-26"],
        &["A", "10", "20", "180", "200"],
    ];
    let left_out = "B2: the columns of `YTD` were left out: the others are what was measured";
    check(PRODUCT, unlabelled, &["A | 2026-09 | 10 @ B3", "A | 2026-10 | 20 @ C3", left_out]);
}

#[test]
fn what_stands_above_the_months_and_tells_nothing_of_them_is_none_of_the_header() {
    for above in ["Printed 2 November", "Month of order", "Draft", "Region: all"] {
        check(
            PRODUCT,
            &[&["Sales", "", above], &["Product", "Sep-26", "Oct-26"], &["A", "10", "20"]],
            &["A | 2026-09 | 10 @ B3", "A | 2026-10 | 20 @ C3"],
        );
    }
}

#[test]
fn forecasts_are_not_actuals() {
    let above: &[&[&str]] = &[
        &["", "Act", "Act", "Fcst", "Fcst"],
        &["Product", "Sep-26", "Oct-26", "Nov-26", "Dec-26"],
        &["A", "10", "20", "30", "40"],
    ];
    let actuals = &["A | 2026-09 | 10 @ B3", "A | 2026-10 | 20 @ C3"];
    check(PRODUCT, above, &["B2: the header has `Act` over B3 and `Fcst` over D3, and nothing says which are meant"]);
    check("product = \"Product\"\namount = \"Act\"", above, actuals);
    let beside: &[&[&str]] = &[&["Product", "Sep-26 Act", "Oct-26 Act", "Nov-26 Fcst"], &["A", "10", "20", "30"]];
    let said = "B1: the header has `Act` over B2 and `Fcst` over D2, and nothing says which are meant";
    check(PRODUCT, beside, &[said]);
    let actuals = &["A | 2026-09 | 10 @ B2", "A | 2026-10 | 20 @ C2"];
    check("product = \"Product\"\namount = \"Act\"", beside, actuals);
    // Months without a word are what is measured, beside those that say another.
    let left_out = "B1: the columns of `F` were left out: the others are what was measured";
    let rows: &[&[&str]] = &[&["Product", "Sep-26", "Oct-26", "Nov-26F"], &["A", "10", "20", "30"]];
    check(PRODUCT, rows, &[actuals[0], actuals[1], left_out]);
    check(
        PRODUCT,
        &[&["", "Actual", ""], &["Product", "Sep-26", "Oct-26"], &["A", "10", "20"]],
        &["A | 2026-09 | 10 @ B3", "A | 2026-10 | 20 @ C3"],
    );
    check(
        PRODUCT,
        &[&["", "예산", ""], &["Product", "Sep-26", "Oct-26"], &["A", "10", "20"]],
        &["B2: the header has `예산` over B3, and nothing says which are meant"],
    );
    check(
        "product = \"Product\"\namount = \"실적\"",
        &[&["Product", "2026년 9월 계획", "2026년 9월 실적", "2026년 10월 실적"], &["A", "9", "10", "20"]],
        &["A | 2026-09 | 10 @ C2", "A | 2026-10 | 20 @ D2"],
    );
}

#[test]
fn years_with_their_scenario_above_the_months_are_both() {
    check(
        "product = \"Product\"\namount = \"Budget\"",
        &[
            &["", "Actual 2026", "", "Budget 2026", ""],
            &["Product", "Sep", "Oct", "Sep", "Oct"],
            &["A", "10", "20", "11", "22"],
        ],
        &["A | 2026-09 | 11 @ D3", "A | 2026-10 | 22 @ E3"],
    );
}

#[test]
fn lines_of_a_measure_may_stand_under_labels() {
    let rows: &[&[&str]] = &[
        &["", "", "Act", "Act", "Fcst"],
        &["Product", "Item", "Sep-26", "Oct-26", "Nov-26"],
        &["A", "Revenue", "10", "20", "30"],
        &["", "Cost", "1", "2", "3"],
    ];
    let filled = "A4: 1 blank cell of column `Product` took the label of the first line of the group";
    check(
        "product = \"Product\"\namount = \"Revenue\"",
        rows,
        &["C2: the header has `Act` over C3 and `Fcst` over E3, and nothing says which are meant"],
    );
    check(
        "product = \"Product\"\namount = \"Act / Revenue\"",
        rows,
        &["A | Revenue | 2026-09 | 10 @ C3", "A | Revenue | 2026-10 | 20 @ D3", filled],
    );
    check(
        "product = \"Product\"\namount = \"Revenue\"",
        &[
            &["", "", "Month", "", "YTD", ""],
            &["Product", "Item", "Sep-26", "Oct-26", "Sep-26", "Oct-26"],
            &["A", "Revenue", "10", "20", "90", "110"],
            &["", "Cost", "1", "2", "9", "11"],
        ],
        &[
            "A | Revenue | 2026-09 | 10 @ C3",
            "A | Revenue | 2026-10 | 20 @ D3",
            "C2: the columns of `YTD` were left out: the others are what was measured",
            filled,
        ],
    );
}
