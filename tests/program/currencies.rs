//! Exports in several currencies, against figures computed apart with fractions.

mod exact;
mod faults;

use crate::harness::{Ran, Test, lines};
use crate::pipelines::Pipeline;

/// A review in dollars, with rates in `fx.csv` and these inputs.
fn review(inputs: &str) -> Test {
    Test::new().file("review.toml", &Pipeline::new().lines("[fx]\nfile = \"fx.csv\"").lines(inputs).text())
}

/// `value` or the reason for none, over the period.
#[track_caller]
fn period(ran: &Ran, product: &str, metric: &str, period: &str) -> String {
    let table = ran.table("out/2026-10/metrics.csv");
    let key = [("product", product), ("metric", metric), ("window", "period"), ("last_period", period)];
    let value = table.cell(&key, "value");
    if value.is_empty() { table.cell(&key, "no_data").to_owned() } else { value.to_owned() }
}

const REVENUE: &str = r#"
    [[input]]
    name = "revenue"
    fact = "revenue"
    files = "revenue.csv"
    [input.columns]
    product = "product"
    period = "month"
    amount = "amount"
    currency = "currency"
"#;

#[test]
fn growth_at_constant_currency_stands_beside_the_reported_one() {
    let ran = review(REVENUE)
        .file("fx.csv", "currency,period,rate,kind\nEUR,2025-10,1.1,average\nEUR,2026-10,1.3,average\n")
        .file(
            "exports/revenue.csv",
            "product,month,amount,currency\nAlpha,2025-10,100,EUR\nAlpha,2026-10,100,eur\nAlpha,2026-10,11,USD\n",
        )
        .args("run review.toml --quiet")
        .run();
    assert_eq!(period(&ran, "Alpha", "revenue", "2026-10"), "141");
    // (141 − 110) ÷ 110, and (121 − 110) ÷ 110.
    assert_eq!(period(&ran, "Alpha", "revenue_growth", "2026-10"), "0.281818181818181818");
    assert_eq!(period(&ran, "Alpha", "revenue_growth_constant_currency", "2026-10"), "0.1");
}

#[test]
fn without_last_years_rates_there_is_no_growth_at_constant_currency_and_the_run_goes_on() {
    let rows = "product,month,amount,currency\nAlpha,2025-10,100,USD\nAlpha,2026-10,100,EUR\nAlpha,2026-10,5,USD\n\
                Beta,2025-10,10,USD\nBeta,2026-10,12,USD\n";
    let ran = review(REVENUE)
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.3,average\n")
        .file("exports/revenue.csv", rows)
        .args("run review.toml --quiet")
        .run();
    assert_eq!(period(&ran, "Alpha", "revenue_growth", "2026-10"), "0.35");
    let constant = |product| period(&ran, product, "revenue_growth_constant_currency", "2026-10");
    assert_eq!(constant("Alpha"), "no_earlier_window");
    assert_eq!(constant("*"), "no_earlier_window");
    assert_eq!(constant("Beta"), "0.2");
}

#[test]
fn revenue_in_the_reporting_currency_alone_has_no_growth_at_constant_currency() {
    for currency in ["USD", ""] {
        let rows = format!("product,month,amount,currency\nAlpha,2026-10,100,{currency}\nAlpha,2026-10,5,{currency}\n");
        let ran = review(REVENUE)
            .file("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.3,average\n")
            .file("exports/revenue.csv", &rows)
            .args("run review.toml --quiet")
            .run();
        assert_eq!(period(&ran, "Alpha", "revenue", "2026-10"), "105");
        let table = ran.table("out/2026-10/metrics.csv");
        assert!(table.rows().iter().all(|row| row["metric"] != "revenue_growth_constant_currency"));
    }
}

#[test]
fn contracts_are_worth_each_periods_closing_rate_and_movements_say_so() {
    let ran = review(
        r#"
        [[input]]
        name = "revenue"
        fact = "revenue"
        files = "revenue.csv"
        [[input]]
        name = "contracts"
        fact = "contracts"
        files = "contracts.csv"
        currency = "EUR"
        [input.columns]
        customer = "customer"
        product = "product"
        start = "start"
        end = "end"
        mrr = "mrr"
        amount = "total"
        "#,
    )
    .file(
        "fx.csv",
        "currency,period,rate,kind\nEUR,2026-08,1.1,closing\nEUR,2026-09,1.2,closing\nEUR,2026-10,1.3,closing\n",
    )
    .file("exports/revenue.csv", "product,period,amount\nAlpha,2026-10,1\n")
    .file(
        "exports/contracts.csv",
        "customer,product,start,end,mrr,total\nAda,Alpha,2026-08-01,,100,\nBob,Alpha,2026-09-01,2026-12-15,,70\n",
    )
    .args("run review.toml --quiet")
    .run();
    // Bob pays 70 over the ends of September, October and November.
    for (at, mrr) in [("2026-08", "110"), ("2026-09", "148"), ("2026-10", "160.333333333333333")] {
        assert_eq!(period(&ran, "Alpha", "mrr", at), mrr);
    }
    let movements = ran.table("out/2026-10/movements.csv");
    let moved = |column| movements.cell(&[("product", "Alpha"), ("period", "2026-09")], column);
    assert_eq!([moved("opening"), moved("new"), moved("expansion"), moved("closing")], ["110", "28", "10", "148"]);
    assert_eq!(moved("closing_customers"), "2");
    let findings = ran.table("out/2026-10/findings.csv");
    let message = findings.cell(&[("code", "currency_in_movements")], "message");
    assert_eq!(message, "movements of MRR in EUR include changes of the exchange rate");
    let record = std::fs::read_to_string(ran.path("out/2026-10/run.json")).unwrap();
    let rates = record.split("\"file\"").find(|entry| entry.contains("fx.csv")).unwrap();
    assert!(rates.contains("\"hash\""));
    let sources = lines(&ran.path("out/2026-10/Scorecard 2026-10.xlsx"), "Sources");
    assert!(sources.iter().any(|line| line.starts_with("Exchange rates | ") && line.contains("fx.csv")), "{sources:?}");
}

#[test]
fn a_market_of_a_year_is_worth_the_average_rate_of_each_period() {
    let ran = review(
        r#"
        [[input]]
        name = "revenue"
        fact = "revenue"
        files = "revenue.csv"
        [[input]]
        name = "market"
        fact = "market"
        files = "market.csv"
        currency = "EUR"
        "#,
    )
    .file("fx.csv", "currency,period,rate,kind\nEUR,FY2026-Q3,1.2,average\nEUR,2026-10,1.5,average\n")
    .file("exports/revenue.csv", "product,period,amount\nAlpha,2026-09,10\nAlpha,2026-10,10\n")
    // The rates of November and December are not known yet and not needed.
    .file("exports/market.csv", "product,period,market_size\nAlpha,FY2026-Q4,300\nAlpha,2026-09,50\n")
    .args("run review.toml --quiet")
    .run();
    assert_eq!(period(&ran, "Alpha", "market_share", "2026-09"), "0.166666666666666667");
    assert_eq!(period(&ran, "Alpha", "market_share", "2026-10"), "0.0666666666666666667");
}

#[test]
fn the_file_of_rates_may_be_a_workbook_below_the_exports() {
    let ran = review(REVENUE)
        .workbook("exports/fx.csv", "환율", |sheet| {
            sheet.write_row(1, 1, ["통화", "기간", "구분"]).unwrap();
            sheet.write(1, 4, "환율").unwrap();
            sheet.write_row(2, 1, ["KRW", "FY2026", "평균"]).unwrap();
            sheet.write(2, 4, 0.00075).unwrap();
        })
        .file("exports/revenue.csv", "product,month,amount,currency\nAlpha,2026-10,1000000,KRW\n")
        .args("run review.toml --quiet")
        .run();
    assert_eq!(period(&ran, "Alpha", "revenue", "2026-10"), "750");
}
