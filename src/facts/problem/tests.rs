use super::*;
use crate::diagnostic::speaks_korean;

#[test]
fn all_that_is_said_of_facts_is_said_in_korean() {
    let text = str::to_owned;
    let known = vec![(text("Alpha"), text("Alpha")), (text("알파"), text("Alpha"))];
    let unknown = |name: &str, known: &[(String, String)]| FactProblem::UnknownProduct {
        name: text(name),
        rows: 12,
        known: known.to_vec(),
    };
    for problem in [
        unknown("Alpa", &known),
        unknown("알피", &known),
        unknown("Something else", &known),
        unknown("Alpa", &[]),
        FactProblem::BlankKey { column: "customer" },
        FactProblem::UnknownPeriod { label: text("Octember") },
        FactProblem::PeriodTooLong { label: text("FY2026") },
        FactProblem::OutsideCalendar { day: text("2031-01-01") },
        FactProblem::NegativeMrr { value: text("-5") },
        FactProblem::EndBeforeStart { start: text("2026-03-01"), end: text("2026-02-01") },
        FactProblem::TooManyDigits { column: "amount".into() },
        FactProblem::InputBehind { period: text("2026-10"), last: Some(text("2026-09")) },
        FactProblem::InputBehind { period: text("2026-10"), last: None },
        FactProblem::Overdue {
            period: text("2026-10"),
            by: text("2026-11-06"),
            days: 4,
            owner: Some(text("Kim")),
            last: Some(text("2026-09")),
        },
        FactProblem::Overdue { period: text("2026-10"), by: text("2026-11-06"), days: 1, owner: None, last: None },
        FactProblem::StaleInput { last_day: text("2026-08-31"), days: 71, allowed: 45 },
        FactProblem::OverlapAlike { period: text("2026-10"), rows: 1_204, other: text("rev.xlsx") },
        FactProblem::OverlapSummed { periods: 3, last: text("2026-10"), sheets: vec![text("A"), text("B")] },
        FactProblem::OverlapSuperseded { rows: 9, periods: 3, last: text("2026-10"), by: vec![text("B")] },
    ] {
        speaks_korean(&problem);
    }
}

#[test]
fn all_that_is_said_of_currencies_is_said_in_korean() {
    let text = str::to_owned;
    let currency = |known: &[&str]| CurrencyProblem::UnknownCurrency {
        found: text("EUX"),
        rows: 3,
        known: known.iter().map(|code| text(code)).collect(),
        file: text("fx.csv"),
    };
    for problem in [
        CurrencyProblem::ForeignCurrency { found: text("EUR"), rows: 4, reporting: text("USD") },
        currency(&["EUR"]),
        currency(&["KRW"]),
        CurrencyProblem::BlankCurrency { rows: 4 },
        CurrencyProblem::MissingRate {
            currency: text("EUR"),
            kind: "average",
            periods: vec![text("2026-09"), text("2026-10")],
            rows: 8,
            file: text("fx.csv"),
        },
        CurrencyProblem::CurrencyInMovements { currencies: vec![text("EUR"), text("KRW")] },
    ] {
        speaks_korean(&problem);
    }
}
