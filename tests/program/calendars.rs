//! Periods that are no months: a file that lists them, and fiscal years of weeks.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;

const PERIODS: &str = "
    period,start,end,fiscal_year,quarter
    Winter 25,2025-01-01,2025-04-30,2025,1
    Summer 25,2025-05-01,2025-08-31,2025,3
    Autumn 25,2025-09-01,2025-12-31,2025,4
    Winter 26,2026-01-01,2026-04-30,2026,1
    Summer 26,2026-05-01,2026-08-31,2026,3
    Autumn 26,2026-09-01,2026-12-31,2026,4
    ";

const REVENUE: &str = "
    product,day,amount
    Alpha,2025-04-30,10
    Alpha,2025-05-01,20
    Alpha,2025-12-31,30
    Alpha,2026-01-01,40
    Alpha,summer 26,50
    ";

fn review(calendar: &str) -> Test {
    let pipeline = Pipeline::new()
        .lines(&format!("[calendar]\n{calendar}"))
        .input("revenue", "revenue.csv")
        .columns(&[("product", "product"), ("period", "day"), ("amount", "amount")]);
    Test::new().file("review.toml", &pipeline.text())
}

fn listed(periods: &str) -> Test {
    review("kind = \"file\"\nperiods = \"periods.csv\"")
        .file("periods.csv", periods)
        .file("exports/revenue.csv", REVENUE)
}

fn revenue(ran: &Ran, folder: &str, window: &str, last: &str, metric: &str) -> Vec<String> {
    let table = ran.table(&format!("out/{folder}/metrics.csv"));
    let key = [("product", "Alpha"), ("metric", metric), ("window", window), ("last_period", last)];
    ["first_period", "value", "no_data"].map(|column| table.cell(&key, column).to_owned()).to_vec()
}

#[test]
fn a_calendar_file_names_the_periods_and_their_years() {
    let ran = listed(PERIODS).args("run review.toml --quiet").run();
    let shown = |window, last, metric| revenue(&ran, "Summer 26", window, last, metric);
    assert_eq!(shown("period", "Winter 25", "revenue"), ["Winter 25", "10", ""]);
    assert_eq!(shown("period", "Summer 26", "revenue"), ["Summer 26", "50", ""]);
    assert_eq!(shown("year_to_date", "Summer 26", "revenue"), ["Winter 26", "90", ""]);
    assert_eq!(shown("year_to_date", "Summer 26", "revenue_growth"), ["Winter 26", "2", ""]);
}

#[test]
fn a_calendar_file_with_a_gap_is_refused_at_its_cell() {
    let gap = PERIODS.replace("2025-05-01", "2025-05-02");
    listed(&gap)
        .args("run review.toml --quiet")
        .status(2)
        .stderr(
            "
            error[untiled_calendar]: the period does not start on the day after the one before it
            --> periods.csv, line 3, field 2

            1 problem stops the run
            ",
        )
        .run();
}

#[test]
fn a_day_outside_the_calendar_file_is_no_period() {
    listed(PERIODS)
        .file("exports/revenue.csv", "product,day,amount\nAlpha,2026-12-31,1\nAlpha,2027-01-01,1\n")
        .args("run review.toml --quiet")
        .status(4)
        .stderr(
            "
            error[outside_calendar]: `2027-01-01` lies outside the calendar file
            --> revenue.csv, line 3, field 2
             = help: add the periods up to it to the calendar file

            1 problem stops the run
            ",
        )
        .run();
}

#[test]
fn thirteen_periods_of_four_weeks_are_named_by_their_number() {
    let ran = review("kind = \"4x13\"\nyear_ends_on = \"sunday\"\nanchor = \"nearest\"")
        .file("exports/revenue.csv", "product,day,amount\nAlpha,FY2026-P12,5\nAlpha,2027-01-03,7\n")
        .args("run review.toml --quiet")
        .run();
    let shown = |window| revenue(&ran, "FY2026-P13", window, "FY2026-P13", "revenue");
    assert_eq!(shown("period"), ["FY2026-P13", "7", ""]);
    assert_eq!(shown("quarter_to_date"), ["FY2026-P10", "", "not_covered"]);
}
