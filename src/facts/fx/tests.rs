use super::*;
use crate::calendar::YearName;
use std::io::Write;

fn calendar() -> FiscalCalendar {
    FiscalCalendar::months(1, YearName::End).unwrap()
}

fn opened(text: &str, decimal: DecimalMark) -> Result<Rates, Vec<Finding>> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let fx = FxFile { path: file.path().to_owned(), decimal };
    open_rates(Some(&fx), Some("USD"), &calendar()).map(|rates| rates.value.unwrap())
}

fn rate(rates: &Rates, currency: &str, kind: RateKind, period: &str) -> Option<(i128, u32)> {
    let period = calendar().parse_label(period).unwrap().first;
    rates.get(Currency::parse(currency).unwrap(), kind, period).map(|rate| (rate.mantissa, rate.scale))
}

/// Mantissa and scale.
type Expected = Option<(i128, u32)>;

/// Rows below a header in English against `currency kind period = mantissa scale`.
#[track_caller]
fn check(rows: &str, expected: &[(&str, RateKind, &str, Expected)]) {
    let rates = opened(&format!("currency,period,rate,kind\n{rows}"), DecimalMark::Auto).unwrap();
    for (currency, kind, period, expected) in expected {
        assert_eq!(rate(&rates, currency, *kind, period), *expected, "{currency} {kind:?} {period} in\n{rows}");
    }
}

/// Each problem as `place: message`.
#[track_caller]
fn check_problems(rows: &str, expected: &[&str]) {
    let findings = opened(&format!("currency,period,rate,kind\n{rows}"), DecimalMark::Auto).unwrap_err();
    let shown: Vec<String> = findings
        .iter()
        .map(|finding| format!("{}: {}", finding.place.cell().unwrap(), finding.problem.message()))
        .collect();
    assert_eq!(shown, expected, "in\n{rows}");
    assert!(findings.iter().all(Finding::stops));
}

use RateKind::{Average, Closing};

#[test]
fn a_rate_belongs_to_a_currency_a_period_and_a_kind() {
    check(
        "EUR,2026-10,1.0873,average\neur,2026-10-31,1.09,Closing\nKRW,202610,0.000740740740740741,avg\n",
        &[
            ("EUR", Average, "2026-10", Some((10_873, 4))),
            ("EUR", Closing, "2026-10", Some((109, 2))),
            ("KRW", Average, "2026-10", Some((740_740_740_740_741, 18))),
            ("KRW", Closing, "2026-10", None),
            ("EUR", Average, "2026-09", None),
        ],
    );
}

#[test]
fn headers_and_kinds_may_be_korean() {
    let text = "통화,기간,환율,구분\nEUR,2026년 10월,1.0873,평균환율\nEUR,2026-10,1.09,기말\n";
    let rates = opened(text, DecimalMark::Auto).unwrap();
    assert_eq!(rate(&rates, "EUR", Average, "2026-10"), Some((10_873, 4)));
    assert_eq!(rate(&rates, "EUR", Closing, "2026-10"), Some((109, 2)));
}

#[test]
fn an_average_of_a_quarter_counts_in_each_of_its_periods_and_a_closing_rate_in_the_last() {
    check(
        "EUR,FY2026-Q3,1.08,average\nEUR,FY2026-Q3,1.0912,closing\n",
        &[
            ("EUR", Average, "2026-06", None),
            ("EUR", Average, "2026-07", Some((108, 2))),
            ("EUR", Average, "2026-09", Some((108, 2))),
            ("EUR", Closing, "2026-08", None),
            ("EUR", Closing, "2026-09", Some((10_912, 4))),
        ],
    );
}

#[test]
fn a_rate_said_twice_is_one_and_a_blank_rate_is_none_yet() {
    check(
        "EUR,2026-10,1.09,average\nEUR,2026-10,1.0900,average\nEUR,2026-11,,average\nUSD,2026-10,1.00,average\n",
        &[("EUR", Average, "2026-10", Some((109, 2))), ("EUR", Average, "2026-11", None)],
    );
}

#[test]
fn whatever_is_no_rate_is_refused_at_its_cell() {
    check_problems(
        "EURO,2026-10,1.0873,average\nEUR,Octember,1.0873,average\nEUR,2026-10,1.0873,spot\nEUR,2026-10,0,average\n\
         EUR,2026-10,-1.2,closing\nEUR,2026-10,one,closing\n",
        &[
            "line 2, field 1: expected the code of a currency, such as EUR in column `currency`, found `EURO`",
            "line 3, field 2: expected a day or a period of the calendar in column `period`, found `Octember`",
            "line 4, field 4: expected average or closing in column `kind`, found `spot`",
            "line 5, field 3: expected a rate above 0 in column `rate`, found `0`",
            "line 6, field 3: expected a rate above 0 in column `rate`, found `-1.2`",
            "line 7, field 3: expected a rate above 0 in column `rate`, found `one`",
        ],
    );
}

#[test]
fn two_rates_for_one_thing_are_refused_at_the_second() {
    check_problems(
        "EUR,FY2026,1.08,average\nEUR,2026-10,1.0873,average\nEUR,2026-10,1.0873,closing\nEUR,2026-10-30,1.09,closing\n",
        &[
            "line 3, field 3: `EUR` has another average rate for 2026-10",
            "line 5, field 3: `EUR` has another closing rate for 2026-10",
        ],
    );
}

#[test]
fn rates_to_another_currency_than_the_reporting_one_give_themselves_away() {
    check_problems(
        "USD,2026-10,1350.25,average\n",
        &["line 2, field 3: expected the rate 1 for the reporting currency `USD`"],
    );
}

#[test]
fn the_decimal_mark_is_decided_over_all_rates_and_asked_for_where_they_read_both_ways() {
    let semicolons = |rates: [&str; 2]| {
        format!("currency;period;rate;kind\nEUR;2026-09;{};average\nEUR;2026-10;{};average\n", rates[0], rates[1])
    };
    let rates = opened(&semicolons(["1,085", "1,0873"]), DecimalMark::Auto).unwrap();
    assert_eq!(rate(&rates, "EUR", Average, "2026-09"), Some((1_085, 3)));
    // Semicolons split a file in which the comma is a decimal mark, and commas one in which it is not.
    let rates = opened(&semicolons(["1,085", "1,079"]), DecimalMark::Auto).unwrap();
    assert_eq!(rate(&rates, "EUR", Average, "2026-10"), Some((1_079, 3)));
    let commas = semicolons(["1.085", "1.079"]).replace(';', ",");
    let rates = opened(&commas, DecimalMark::Auto).unwrap();
    assert_eq!(rate(&rates, "EUR", Average, "2026-10"), Some((1_079, 3)));
    let findings = opened(&semicolons(["1.085", "1.079"]), DecimalMark::Auto).unwrap_err();
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings[0].problem.message(),
        "the rates read both ways: `1.085` is 1.085 with a decimal point and 1085 with a decimal comma"
    );
    assert_eq!(findings[0].place.cell().unwrap(), "line 2, field 3");
    let rates = opened(&semicolons(["1.085", "1.079"]), DecimalMark::Point).unwrap();
    assert_eq!(rate(&rates, "EUR", Average, "2026-10"), Some((1_079, 3)));
}
