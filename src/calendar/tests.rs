use super::*;
use proptest::prelude::*;

fn calendar(start: u32, named_by: YearName) -> FiscalCalendar {
    FiscalCalendar::months(start, named_by).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[track_caller]
fn check_label(start: u32, named_by: YearName, text: &str, expected: &str) {
    let calendar = calendar(start, named_by);
    let span =
        calendar.parse_label(text).map(|s| format!("{}..{}", calendar.first_day(s.first), calendar.last_day(s.last)));
    assert_eq!(span.as_deref(), Some(expected), "{text}");
}

#[test]
fn labels_name_the_days_that_finance_means() {
    check_label(1, YearName::End, "FY2026", "2026-01-01..2026-12-31");
    check_label(4, YearName::End, "FY2026", "2025-04-01..2026-03-31");
    check_label(4, YearName::Start, "FY2026", "2026-04-01..2027-03-31");
    check_label(1, YearName::Start, "FY2026-H2", "2026-07-01..2026-12-31");
    check_label(10, YearName::End, "fy26 q1", "2025-10-01..2025-12-31");
    check_label(10, YearName::End, "FY2026-P12", "2026-09-01..2026-09-30");
    check_label(10, YearName::End, "2024-02", "2024-02-01..2024-02-29");
    check_label(1, YearName::End, "2026.7", "2026-07-01..2026-07-31");
}

#[test]
fn what_is_not_a_label_is_refused() {
    let calendar = calendar(1, YearName::End);
    for text in [
        "",
        "FY",
        "FY2026-Q5",
        "FY2026-P13",
        "FY2026-P0",
        "2026-13",
        "2026-00",
        "FY2026-X1",
        "26-10",
        "FY2026Q",
        "2026-10-01",
    ] {
        assert_eq!(calendar.parse_label(text), None, "{text}");
    }
}

#[test]
fn windows_end_with_the_period_and_start_where_its_quarter_or_year_does() {
    let calendar = calendar(4, YearName::End);
    let period = calendar.period_of(day("2026-10-15"));
    let first = |window| calendar.label(calendar.span(window, period).first);
    assert_eq!(calendar.fiscal_label(period), "FY2027 P07");
    assert_eq!(first(Window::Period), "2026-10");
    assert_eq!(first(Window::QuarterToDate), "2026-10");
    assert_eq!(first(Window::HalfToDate), "2026-10");
    assert_eq!(first(Window::YearToDate), "2026-04");
    assert_eq!(first(Window::Trailing12), "2025-11");
}

#[test]
fn serials_of_both_systems_name_the_same_day() {
    assert_eq!(date_from_serial(46_296.0, false), Some(day("2026-10-01")));
    assert_eq!(date_from_serial(46_296.0 - 1462.0, true), Some(day("2026-10-01")));
    assert_eq!(date_from_serial(1.0, false), Some(day("1900-01-01")));
    assert_eq!(date_from_serial(61.5, false), Some(day("1900-03-01")));
    assert_eq!(date_from_serial(-1.0, false), None);
}

proptest! {
    #[test]
    fn every_day_lies_in_its_period_and_labels_round_trip(days in 0_i64..60_000, start in 1_u32..=12, by_end: bool) {
        let calendar = calendar(start, if by_end { YearName::End } else { YearName::Start });
        let date = day("1950-01-01") + chrono::Duration::days(days);
        let period = calendar.period_of(date);
        prop_assert!(calendar.first_day(period) <= date && date <= calendar.last_day(period));
        prop_assert_eq!(calendar.parse_label(&calendar.label(period)), Some(Span::of(period)));
        prop_assert_eq!(calendar.parse_label(&calendar.fiscal_label(period)), Some(Span::of(period)));
        for window in [Window::QuarterToDate, Window::HalfToDate, Window::YearToDate] {
            let whole = calendar.parse_label(&calendar.span_label(calendar.year_span(calendar.fiscal_year(period)))).unwrap();
            prop_assert!(whole.contains(calendar.span(window, period).first));
        }
    }

    #[test]
    fn span_labels_round_trip(year in 1990_i32..2100, parts in prop::sample::select(vec![1, 2, 4, 12]), index in 1_i32..=12, start in 1_u32..=12) {
        let calendar = calendar(start, YearName::End);
        let span = FiscalCalendar::part_of_year(year, parts, (index - 1) % parts + 1);
        prop_assert_eq!(calendar.parse_label(&calendar.span_label(span)), Some(span));
    }
}
