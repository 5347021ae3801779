//! Findings of what exports, catalog, rates and the command line say.

use super::{REVENUE, added, assert_all, case, small};
use crate::harness::Test;

fn export(text: &str) -> Test {
    small().file("exports/revenue.csv", text)
}

fn with_rates(rates: &str) -> Test {
    added("currency = \"EUR\"\n[fx]\nfile = \"fx.csv\"").file("fx.csv", rates)
}

fn with_catalog(products: &str) -> Test {
    added("[products]\nfile = \"products.csv\"").file("products.csv", products)
}

const CONTRACTS: &str = "[[input]]\nname = \"contracts\"\nfact = \"contracts\"\nfiles = \"contracts.csv\"\n\
                         [input.columns]\nmrr = \"mrr\"\nend = \"end\"";

fn with_contract(start: &str, end: &str) -> Test {
    let rows =
        format!("product,customer,start,end,mrr\nAlpha,Kim,{start},{end},5\nAlpha,Lee,2026-01-01,2026-12-31,5\n");
    added(CONTRACTS).file("exports/contracts.csv", &rows)
}

#[test]
fn data_that_cannot_be_meant_stop_the_run() {
    let cases = [
        ("ambiguous_numbers", export("product,period,amount\nAlpha,2026-09,\"1,036\"\nAlpha,2026-10,\"2,500\"\n")),
        ("unknown_name", added("where = \"region = 'EU'\"")),
        ("unlike_values", added("where = \"amount = 'big'\"")),
        ("no_answer", added("where = \"cast(product as decimal) > 1\"")),
        ("other_currency", export("product,period,amount\nAlpha,2026-09,90\nAlpha,2026-10,€ 20\n")),
        ("ambiguous_dates", export("product,period,amount\nAlpha,03/04/2026,5\nAlpha,05/06/2026,5\n")),
        ("no_products", added("required = false").file("exports/revenue.csv", "product,period,amount\n")),
        ("period_too_long", export("product,period,amount\nAlpha,2026-09,90\nAlpha,2026-Q4,100\n")),
        ("total_mismatch", export("product,period,amount\nAlpha,2026-10,90\nBeta,2026-10,100\nTotal,,205\n")),
        (
            "ambiguous_rates",
            with_rates("currency,period,rate,kind\nEUR,2026-09,\"1,036\",average\nEUR,2026-10,\"1,041\",average\n"),
        ),
        (
            "conflicting_rates",
            with_rates(
                "currency,period,rate,kind\nEUR,2026-09,1.1,average\nEUR,2026-10,1.1,average\nEUR,2026-10,1.2,average\n",
            ),
        ),
        (
            "rate_of_reporting_currency",
            with_rates(
                "currency,period,rate,kind\nEUR,2026-09,1.1,average\nEUR,2026-10,1.1,average\nUSD,2026-10,1.2,average\n",
            ),
        ),
        ("catalog_duplicate_product", with_catalog("product\nAlpha\nalpha\n")),
        ("catalog_unknown_stage", with_catalog("product,stage\nAlpha,lunch\n")),
        ("end_before_start", with_contract("2026-05-01", "2026-04-30")),
        ("unreadable_date", with_contract("soon", "2026-04-30")),
        (
            "no_common_period",
            added("[[input]]\nname = \"usage\"\nfact = \"usage\"\nfiles = \"usage.csv\"")
                .file("exports/usage.csv", "product,period,active_users\nAlpha,2026-01,5\n"),
        ),
    ];
    let mut cases: Vec<_> =
        cases.into_iter().map(|(code, test)| case(code, 4, test.args("run review.toml --quiet"))).collect();
    cases.push(case("as_of_not_covered", 4, small().args("run review.toml --as-of 2027-03")));
    let export = export(&format!("product,period,amount\n{}", "Alpha,2026-10,x\n".repeat(200)));
    cases.push(case("more_alike", 4, export.args("check review.toml")));
    assert_all(cases);
}

/// What stops the reading of an export is one mistake, and not a period without rows as well.
#[test]
fn an_export_that_asks_a_question_is_not_said_to_miss_the_period_too() {
    for args in ["run review.toml --quiet", "run review.toml --as-of 2026-10 --quiet"] {
        let asks = export("product,period,amount\nAlpha,2026-09,\"1,036\"\nAlpha,2026-10,\"2,500\"\n");
        let ran = asks.args(args).status(4).run_quietly();
        assert!(ran.stderr.contains("error[ambiguous_numbers]"), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("1 problem stops the run\n"), "{}", ran.stderr);
        let dates = export("product,period,amount\nAlpha,03/04/2026,5\nAlpha,05/06/2026,5\n");
        let ran = dates.args(args).status(4).run_quietly();
        assert!(ran.stderr.ends_with("1 problem stops the run\n"), "{}", ran.stderr);
    }
}

#[test]
fn data_that_are_worth_a_word_are_published() {
    let old = REVENUE.replace("2026", "2020");
    let cases = vec![
        case(
            "stale_input",
            0,
            added("[quality]\nfresh_within_days = 30").file("exports/revenue.csv", &old).args("run review.toml"),
        ),
        case(
            "unnamed_total",
            0,
            export("product,period,amount\nAlpha,2026-10,91.5\nBeta,2026-10,100.25\n,,191.75\n")
                .args("check review.toml"),
        ),
        case(
            "sum_taken_as_line",
            0,
            export("product,period,amount\nAlpha,2026-10,91.5\nBeta,2026-10,100.25\nTotal Care,2026-10,191.75\n")
                .args("check review.toml"),
        ),
        case(
            "unknown_figure",
            0,
            export("product,period,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\nBeta,2026-10,n.a.\n")
                .args("check review.toml"),
        ),
        case(
            "no_rows",
            0,
            added("[[input]]\nname = \"usage\"\nfact = \"usage\"\nfiles = \"usage.csv\"\nrequired = false")
                .file("exports/usage.csv", "product,period,active_users\n")
                .args("run review.toml"),
        ),
    ];
    assert_all(cases);
}

#[test]
fn words_on_the_command_line_that_cannot_be_meant_are_usage() {
    let calendar = "[calendar]\nkind = \"file\"\nperiods = \"periods.csv\"";
    let past = "period,start,end,fiscal_year,quarter\nOld,2001-01-01,2001-12-31,2001,1\n";
    let cases = vec![
        case("bad_as_of", 2, small().args("run review.toml --as-of Octember")),
        case("unknown_code", 2, small().args("explain no_such_finding")),
        case("unknown_template", 2, small().args("template no_such_thing --pipeline review.toml")),
        case(
            "today_outside_calendar",
            2,
            added(calendar).file("periods.csv", past).args("template goals --pipeline review.toml"),
        ),
    ];
    assert_all(cases);
}

#[test]
fn what_stands_in_the_way_of_a_file_is_named() {
    let lease = r#"{"host":"FINANCE-3","process":7,"since":"2026-11-03 07:00:02","run":"x","sequence":1,"local":null}"#;
    let cases = vec![
        case("no_output_folder", 1, small().file("out", "a file where the folder should be").args("run review.toml")),
        case(
            "file_there",
            2,
            small().file("goals.xlsx", "filled in").args("template goals --pipeline review.toml --output goals.xlsx"),
        ),
        case(
            "file_name_taken",
            1,
            added("[[scorecard]]\nfile = \"Review {period}.xlsx\"\n[[scorecard]]\nfile = \"Review 2026-10.xlsx\"")
                .args("run review.toml"),
        ),
        case(
            "lock_broken",
            0,
            small().file("out/.goalpost-lock", lease).args("run review.toml --break-lock --format json"),
        ),
        case(
            "publication_not_finished",
            0,
            small().file("out/2026-10/.goalpost-metrics.csv-12.tmp", "half").args("run review.toml --format json"),
        ),
    ];
    assert_all(cases);
}
