//! Exports that are due and not there. The data lie far in the past, so that they are late on every day of a run.

use crate::harness::Test;
use crate::pipelines::Pipeline;

fn pipeline() -> String {
    Pipeline::new()
        .lines("[quality]\nholidays = [\"2020-11-02\"]")
        .input("revenue", "revenue.csv")
        .lines("due = \"5 working days\"\nowner = \"Finance operations\"")
        .columns(&[("period", "month")])
        .input("usage", "usage.csv")
        .columns(&[("period", "month")])
        .text()
}

fn review() -> Test {
    Test::new()
        .file("review.toml", &pipeline())
        .file("exports/revenue.csv", "product,month,amount\nAlpha,2020-09,100\n")
        .file("exports/usage.csv", "product,month,active_users\nAlpha,2020-09,5\nAlpha,2020-10,6\n")
}

#[test]
fn a_missing_export_that_is_due_is_named_with_who_delivers_it_and_since_when() {
    let ran = review().args("check review.toml --as-of 2020-10").run_quietly();
    assert!(
        ran.stderr.contains("warning[export_overdue]: the export of 2020-10 was due on 2020-11-09, "),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("days ago; its last is 2020-09"), "{}", ran.stderr);
    assert!(ran.stderr.contains("ask Finance operations"), "{}", ran.stderr);
    let ran = review().args("run review.toml").status(3).run_quietly();
    assert!(ran.stderr.contains("export_overdue"), "also where the period is not asked for: {}", ran.stderr);
}

#[test]
fn an_export_that_is_there_is_not_overdue_and_neither_is_one_later_than_asked_for() {
    let ran = review().args("run review.toml --as-of 2020-09").run_quietly();
    assert!(!ran.stderr.contains("export_overdue"), "{}", ran.stderr);
}

#[test]
fn an_export_that_began_later_owes_nothing_for_the_time_before_and_one_without_a_row_owes_all() {
    let revenue = |rows: &str| review().file("exports/revenue.csv", &format!("product,month,amount\n{rows}"));
    let ran = revenue("Alpha,2020-10,100\n").args("check review.toml --as-of 2020-09").run_quietly();
    assert!(!ran.stderr.contains("export_overdue"), "{}", ran.stderr);
    // A month in the middle is owed.
    let ran = revenue("Alpha,2020-08,90\nAlpha,2020-10,100\n").args("check review.toml --as-of 2020-09").run_quietly();
    assert!(ran.stderr.contains("the export of 2020-09 was due on "), "{}", ran.stderr);
    let ran = revenue("").args("check review.toml --as-of 2020-09").run_quietly();
    assert!(ran.stderr.contains("it has none at all"), "{}", ran.stderr);
}

#[test]
fn a_day_that_cannot_be_meant_is_refused() {
    let broken = pipeline().replace("5 working days", "5 weeks").replace("2020-11-02", "2 November");
    let ran = review().file("review.toml", &broken).args("check review.toml").status(2).run_quietly();
    assert!(ran.stderr.contains("expected days after the period, such as `5 working days`, found `5 weeks`"));
    assert!(ran.stderr.contains("expected a day such as 2026-10-09, found `2 November`"), "{}", ran.stderr);
}
