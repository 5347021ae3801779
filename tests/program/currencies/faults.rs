//! Money that cannot be told, and what is said about it.

use super::{REVENUE, period, review};
use crate::harness::Test;
use crate::pipelines::Pipeline;

#[test]
fn another_currency_without_rates_is_refused() {
    for (of_money, export, rows, place) in [
        (
            "[input.columns]\ncurrency = \"currency\"",
            "product,period,amount,currency\nAlpha,2026-10,5,USD\nAlpha,2026-10,5,EUR\n",
            "1 row",
            "line 3, field 4",
        ),
        (
            "[input.constants]\ncurrency = \"EUR\"",
            "product,period,amount\nAlpha,2026-10,5\nAlpha,2026-10,6\n",
            "2 rows",
            "line 2, field 1",
        ),
    ] {
        Test::new()
            .file("review.toml", &Pipeline::new().input("revenue", "revenue.csv").lines(of_money).text())
            .file("exports/revenue.csv", export)
            .args("run review.toml --quiet")
            .status(4)
            .stderr(&format!(
                "
                error[foreign_currency]: expected money in `USD`, found `EUR` ({rows})
                --> revenue.csv, {place}
                 = help: add `[fx]` with a file of exchange rates to `USD`

                1 problem stops the run
                "
            ))
            .run();
    }
}

const LEDGER: &str = r#"
    [[input]]
    name = "ledger"
    fact = "subscriptions"
    files = "ledger.csv"
    currency = "KRW"
    [input.columns]
    customer = "customer"
    product = "product"
    period = "month"
    mrr = "mrr"
    currency = "currency"
"#;

#[test]
fn all_missing_rates_come_in_one_run_one_finding_a_currency_and_kind() {
    let ran = review(&format!("{REVENUE}{LEDGER}"))
        .file(
            "fx.csv",
            "currency,period,rate,kind\nEUR,2026-07,1.1,average\nEUR,2026-07,1.1,closing\nKRW,2026-07,0.00075,average\n",
        )
        .file(
            "exports/revenue.csv",
            "
            product,month,amount,currency
            Alpha,2026-07,1,EUR
            Alpha,2026-08,1,EUR
            Alpha,2026-09,1,EUR
            Beta,2026-09,1,EUR
            Beta,2026-10,1,USD
            Alpha,2026-06,1,EUR
            ",
        )
        .file(
            "exports/ledger.csv",
            "
            customer,product,month,mrr,currency
            Ada,Alpha,2026-10,5,EUR
            Bob,Alpha,2026-10,5,
            Bob,Beta,2026-10,5,KRW
            Cem,Beta,2026-10,5,USD
            ",
        )
        .args("run review.toml --quiet")
        .status(4)
        .stderr(
            "
            error[missing_rate]: `EUR` has no average rate for 2026-06 and 2026-08 to 2026-09 (4 rows)
            --> revenue.csv, line 3, field 3
             = help: add it to `fx.csv`

            error[missing_rate]: `EUR` has no closing rate for 2026-10 (1 row)
            --> ledger.csv, line 2, field 4
             = help: add it to `fx.csv`

            error[missing_rate]: `KRW` has no closing rate for 2026-10 (2 rows)
            --> ledger.csv, line 3, field 4
             = help: add it to `fx.csv`

            3 problems stop the run
            ",
        )
        .run();
    assert!(!ran.exists("out"));
}

#[test]
fn a_currency_without_rates_is_unknown_and_the_nearest_one_is_named() {
    review(REVENUE)
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.1,average\n")
        .file(
            "exports/revenue.csv",
            "product,month,amount,currency\nAlpha,2026-10,1,EUE\nAlpha,2026-10,1,₩\nBeta,2026-10,1,EUE\n",
        )
        .args("run review.toml --quiet")
        .status(4)
        .stderr(
            "
            error[unknown_currency]: `EUE` is no currency with a rate (2 rows)
            --> revenue.csv, line 2, field 4
             = help: did you mean `EUR`?

            error[unknown_currency]: `₩` is no currency with a rate (1 row)
            --> revenue.csv, line 3, field 4
             = help: expected `USD` or `EUR`, or its rates in `fx.csv`

            2 problems stop the run
            ",
        )
        .run();
}

#[test]
fn a_blank_currency_beside_others_is_a_question() {
    let rows =
        "product,month,amount,currency\nAlpha,2026-10,100,USD\nAlpha,2026-10,5,\nBeta,2026-10,,\nBeta,2026-10,7,\n";
    let test = |pipeline: &str| {
        review(pipeline)
            .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.5,average\n")
            .file("exports/revenue.csv", rows)
            .args("run review.toml --quiet")
    };
    test(REVENUE)
        .status(4)
        .stderr(
            "
            error[blank_currency]: the row has money and no currency, as others have (2 rows)
            --> revenue.csv, line 3, field 4
             = help: fill it in, or say with `currency` in the input what a blank means

            1 problem stops the run
            ",
        )
        .run();
    let ran = test(&REVENUE.replace("fact =", "currency = \"EUR\"\n    fact =")).run();
    assert_eq!(period(&ran, "Alpha", "revenue", "2026-10"), "107.5");
    assert_eq!(period(&ran, "Beta", "revenue", "2026-10"), "10.5");
}

#[test]
fn figures_that_need_too_many_digits_stop_at_their_cell() {
    review(REVENUE)
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.123456789012345678,average\n")
        .file(
            "exports/revenue.csv",
            "product,month,amount,currency\nAlpha,2026-10,1.5,EUR\nAlpha,2026-10,123456789.123456789012,EUR\n",
        )
        .args("run review.toml --quiet")
        .status(4)
        .stderr(
            "
            error[too_many_digits]: the figures of column `amount` need more than 38 digits
            --> revenue.csv, line 3, field 3
             = help: write exchange rates with fewer decimal places

            1 problem stops the run
            ",
        )
        .run();
}

#[test]
fn a_product_whose_figures_need_too_many_digits_can_be_set_aside() {
    let ran = review(&format!("{REVENUE}[quality]\ntoo_many_digits = \"quarantine\"\n"))
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.123456789012345678,average\n")
        .file(
            "exports/revenue.csv",
            "product,month,amount,currency\nAlpha,2026-10,123456789.123456789012,EUR\nBeta,2026-10,2,USD\n",
        )
        .args("run review.toml")
        .status(3)
        .run_quietly();
    let findings = ran.table("out/2026-10/findings.csv");
    assert_eq!(findings.cell(&[("code", "too_many_digits")], "severity"), "quarantine");
    assert_eq!(period(&ran, "Beta", "revenue", "2026-10"), "2");
    // What could not be kept is a gap, in the sum too, and never zero.
    assert_eq!(period(&ran, "Alpha", "revenue", "2026-10"), "no_row");
    assert_eq!(period(&ran, "*", "revenue", "2026-10"), "no_row");
}

#[test]
fn rates_are_checked_with_the_exports_and_stop_the_run() {
    review(REVENUE)
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,0,average\n")
        .file("exports/revenue.csv", "product,month,amount,currency\nAlpha,2026-10,many,EUR\n")
        .args("run review.toml --quiet")
        .status(4)
        .stderr(
            "
            error[catalog_unreadable_entry]: expected a rate above 0 in column `rate`, found `0`
            --> fx.csv, line 2, field 3

            error[unreadable_number]: expected a number in column `amount`, found `many`
            --> revenue.csv, line 2, field 3

            2 problems stop the run
            ",
        )
        .run();
}
