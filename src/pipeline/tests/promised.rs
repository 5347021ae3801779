//! What must hold of the exports and when they must be there: `due`, `owner`, `holidays` and `[[check]]`.

use super::{added, assert_problems, loaded, moved};
use crate::amount::amount;
use crate::diagnostic::Severity;
use crate::pipeline::{Check, CheckedFor, CheckedPeriods, DayKind, Tolerance};

fn check(lines: &str) -> Check {
    let text = added(&format!("[[check]]\nname = \"c\"\nholds = \"sum(revenue.amount) > 0\"\n{lines}"));
    loaded(&text).checks.remove(0)
}

#[test]
fn an_export_is_due_only_where_that_is_said() {
    let input = |lines: &str| loaded(&added(lines)).inputs.remove(0);
    assert_eq!(input("").due, None);
    let due = input("due = \"5 working days\"\nowner = \"Finance\"").due.unwrap();
    assert_eq!((due.days, due.kind, due.owner.as_deref()), (5, DayKind::Working, Some("Finance")));
    let due = input("due = \"1 day\"").due.unwrap();
    assert_eq!((due.days, due.kind, due.owner), (1, DayKind::Calendar, None));
}

#[test]
fn days_that_cannot_be_meant_are_refused() {
    for (lines, expected) in [
        (
            "due = \"5 weeks\"",
            "1: \"5 weeks\": `due`: expected days after the period, such as `5 working days`, found `5 weeks`",
        ),
        (
            "due = \"367 days\"",
            "1: \"367 days\": `due`: expected days after the period, such as `5 working days`, found `367 days`",
        ),
        (
            "[quality]\nholidays = [\"2026-10-09\", \"9 October\"]",
            "2: \"9 October\": `holidays`: expected a day such as 2026-10-09, found `9 October`",
        ),
        ("due = 5", "1: 5: `due`: expected a string, found an integer (put the value in quotes)"),
    ] {
        assert_problems(&added(lines), &[&moved(expected)]);
    }
}

#[test]
fn holidays_are_days_and_none_by_default() {
    assert!(loaded(&added("")).quality.holidays.is_empty());
    let quality = loaded(&added("[quality]\nholidays = [\"2026-10-09\", \"2026-10-09\", \"2026-12-25\"]")).quality;
    let days: Vec<String> = quality.holidays.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2026-10-09", "2026-12-25"]);
}

#[test]
fn a_check_without_further_keys_stops_the_run_for_any_product_in_any_period() {
    let check = check("");
    assert_eq!((&*check.name, check.text.as_str()), ("c", "sum(revenue.amount) > 0"));
    assert_eq!((check.per, check.periods, check.severity), (CheckedFor::Product, CheckedPeriods::All, Severity::Stop));
    assert_eq!(check.tolerance, Tolerance::default());
    assert!(loaded(&added("")).checks.is_empty());
}

#[test]
fn a_check_may_say_otherwise_and_takes_the_tolerance_of_quality_where_it_says_none() {
    let own = check("per = \"portfolio\"\nperiods = \"as_of\"\nseverity = \"warn\"\ntolerance = { absolute = 2 }");
    let said = (own.per, own.periods, own.severity);
    assert_eq!(said, (CheckedFor::Portfolio, CheckedPeriods::AsOf, Severity::Warn));
    assert_eq!(own.tolerance, Tolerance { absolute: amount("2"), ..Tolerance::default() });
    assert_eq!(check("severity = \"quarantine\"").severity, Severity::Quarantine);
    let usual = check("[quality]\ntolerance = { absolute = 7, relative = 0.5 }");
    assert_eq!(usual.tolerance, Tolerance { absolute: amount("7"), relative: amount("0.5") });
}
