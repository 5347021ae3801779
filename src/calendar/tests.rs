use super::*;
use chrono::{Datelike, Weekday};
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
    let period = calendar.period_of(day("2026-10-15")).unwrap();
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
        let period = calendar.period_of(date).unwrap();
        prop_assert!(calendar.first_day(period) <= date && date <= calendar.last_day(period));
        prop_assert_eq!(calendar.parse_label(&calendar.label(period)), Some(Span::of(period)));
        prop_assert_eq!(calendar.parse_label(&calendar.fiscal_label(period)), Some(Span::of(period)));
        for window in [Window::QuarterToDate, Window::HalfToDate, Window::YearToDate] {
            let whole = calendar.parse_label(&calendar.span_label(calendar.year_span(calendar.fiscal_year(period)))).unwrap();
            prop_assert!(whole.contains(calendar.span(window, period).first));
        }
    }

    #[test]
    fn span_labels_round_trip(year in 1990_i32..2100, label in prop::sample::select(LABELS), start in 1_u32..=12) {
        let calendar = calendar(start, YearName::End);
        let label = format!("FY{year}{label}");
        prop_assert_eq!(calendar.span_label(calendar.parse_label(&label).unwrap()), label);
    }

    #[test]
    fn weeks_tile_every_year_by_any_rule(days in 0_i64..60_000, years in week_years()) {
        let calendar = FiscalCalendar::weeks(years);
        let date = day("1950-01-01") + chrono::Duration::days(days);
        let period = calendar.period_of(date).unwrap();
        prop_assert!(calendar.first_day(period) <= date && date <= calendar.last_day(period));
        prop_assert_eq!(calendar.last_day(period).succ_opt(), Some(calendar.first_day(period.next())));
        prop_assert_eq!(calendar.last_day(period).weekday(), years.ends_on);
        prop_assert_eq!(calendar.parse_label(&calendar.label(period)), Some(Span::of(period)));
        prop_assert_eq!(calendar.parse_label(&calendar.fiscal_label(period)), Some(Span::of(period)));
        let year = calendar.fiscal_year(period);
        prop_assert!([52, 53].contains(&calendar.weeks_of_year(year).unwrap()));
        for index in 1..=4 {
            let quarter = calendar.parse_label(&format!("FY{year}-Q{index}")).unwrap();
            prop_assert_eq!(calendar.window_of(quarter), Some(Window::QuarterToDate));
        }
    }
}

const LABELS: &[&str] = &["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"];

prop_compose! {
    fn week_years()(
        pattern in prop::sample::select(vec![
            WeekPattern::FourFourFive, WeekPattern::FourFiveFour, WeekPattern::FiveFourFour, WeekPattern::Thirteen,
        ]),
        ends_on in prop::sample::select(vec![Weekday::Fri, Weekday::Sat, Weekday::Sun]),
        anchor in prop::sample::select(vec![Anchor::Last, Anchor::Nearest]),
        end_month in 1_u32..=12,
        named_by in prop::sample::select(vec![YearName::Start, YearName::End]),
    ) -> WeekYears {
        WeekYears { pattern, ends_on, anchor, end_month, named_by }
    }
}

fn us_retail() -> FiscalCalendar {
    FiscalCalendar::weeks(WeekYears {
        pattern: WeekPattern::FourFiveFour,
        ends_on: Weekday::Sat,
        anchor: Anchor::Nearest,
        end_month: 1,
        named_by: YearName::Start,
    })
}

/// Source: National Retail Federation, 4-5-4 calendars.
#[test]
fn years_of_us_retail_are_those_that_the_federation_publishes() {
    let calendar = us_retail();
    let days = |year: i32| {
        let span = calendar.year_span(year);
        format!("{}..{}", calendar.first_day(span.first), calendar.last_day(span.last))
    };
    for (year, expected) in [
        (2022, "2022-01-30..2023-01-28"),
        (2023, "2023-01-29..2024-02-03"),
        (2024, "2024-02-04..2025-02-01"),
        (2025, "2025-02-02..2026-01-31"),
        (2026, "2026-02-01..2027-01-30"),
        (2027, "2027-01-31..2028-01-29"),
    ] {
        assert_eq!(days(year), expected, "{year}");
    }
    let long: Vec<i32> = (2006..=2028).filter(|&year| calendar.weeks_of_year(year) == Some(53)).collect();
    assert_eq!(long, [2006, 2012, 2017, 2023, 2028]);
    let weeks = |year| -> Vec<i64> {
        let periods = calendar.year_span(year).periods();
        periods.map(|p| ((calendar.last_day(p) - calendar.first_day(p)).num_days() + 1) / 7).collect()
    };
    assert_eq!(weeks(2023), [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 5]);
    assert_eq!(weeks(2024), [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4]);
}

#[test]
fn the_last_saturday_of_a_month_and_the_nearest_to_its_end_may_lie_a_week_apart() {
    let end = |anchor| {
        WeekYears {
            pattern: WeekPattern::FourFourFive,
            ends_on: Weekday::Sat,
            anchor,
            end_month: 11,
            named_by: YearName::End,
        }
        .year_end(2001)
    };
    assert_eq!(end(Anchor::Last), day("2001-11-24"));
    assert_eq!(end(Anchor::Nearest), day("2001-12-01"));
}

#[test]
fn thirteen_periods_make_quarters_of_three_and_a_last_one_of_four() {
    let years = WeekYears {
        pattern: WeekPattern::Thirteen,
        ends_on: Weekday::Sun,
        anchor: Anchor::Last,
        end_month: 12,
        named_by: YearName::End,
    };
    let calendar = FiscalCalendar::weeks(years);
    let period = |label: &str| calendar.parse_label(label).unwrap().first;
    let first = |window, label: &str| calendar.label(calendar.span(window, period(label)).first);
    assert_eq!(first(Window::QuarterToDate, "FY2026-P13"), "FY2026-P10");
    assert_eq!(first(Window::HalfToDate, "FY2026-P06"), "FY2026-P01");
    assert_eq!(first(Window::YearToDate, "FY2026-P13"), "FY2026-P01");
    assert_eq!(first(Window::Trailing12, "FY2026-P13"), "FY2026-P02");
    assert_eq!(calendar.span_label(calendar.parse_label("FY2026-Q4").unwrap()), "FY2026-Q4");
}

#[test]
fn a_calendar_of_weeks_knows_its_own_weeks_and_no_months() {
    let calendar = us_retail();
    let label = |text: &str| calendar.parse_label(text).map(|span| calendar.span_label(span));
    assert_eq!(label("FY2023-W53").as_deref(), Some("FY2023-P12"));
    assert_eq!(label("FY2024-W53"), None);
    assert_eq!(label("FY24 W05").as_deref(), Some("FY2024-P02"));
    assert_eq!(label("FY24 W04").as_deref(), Some("FY2024-P01"), "the last of four weeks");
    assert_eq!(label("2026-W40").as_deref(), Some("FY2026-P08"), "the Thursday of ISO week 40 is 2026-10-01");
    for text in ["2026-10", "Oct 2026", "FY2026-P13", "2026", "Q1 2026"] {
        assert_eq!(label(text), None, "{text}");
    }
}

#[test]
fn years_of_53_weeks_lose_their_first_one_for_comparison() {
    let calendar = us_retail();
    let restated = |text: &str| calendar.restated_period_of(day(text)).map(|period| calendar.label(period));
    assert_eq!(restated("2023-02-04"), None, "in the first week of 53");
    assert_eq!(restated("2023-02-05").as_deref(), Some("FY2023-P01"), "which stands over 2024-02-04");
    assert_eq!(restated("2023-03-04").as_deref(), Some("FY2023-P01"));
    assert_eq!(restated("2023-03-05").as_deref(), Some("FY2023-P02"));
    assert_eq!(restated("2024-02-03").as_deref(), Some("FY2023-P12"));
    assert_eq!(restated("2024-02-04").as_deref(), Some("FY2024-P01"), "years of 52 stay as they are");
}

fn listed(rows: &[(&str, &str, &str, i32, i32)]) -> Result<FiscalCalendar, Vec<Untiled>> {
    let period = |&(label, start, end, fiscal_year, quarter): &(&str, &str, &str, i32, i32)| ListedPeriod {
        label: label.to_owned(),
        start: day(start),
        end: day(end),
        fiscal_year,
        quarter,
    };
    ListedYears::new(rows.iter().map(period).collect()).map(FiscalCalendar::listed)
}

const THIRDS: &[(&str, &str, &str, i32, i32)] = &[
    ("autumn 25", "2025-09-01", "2025-12-31", 2025, 4),
    ("winter 26", "2026-01-01", "2026-04-30", 2026, 1),
    ("summer 26", "2026-05-01", "2026-08-31", 2026, 3),
    ("autumn 26", "2026-09-01", "2026-12-31", 2026, 4),
];

#[test]
fn a_listed_calendar_has_its_own_names_and_the_days_that_it_lists() {
    let calendar = listed(THIRDS).unwrap();
    let period = calendar.period_of(day("2026-05-01")).unwrap();
    assert_eq!((calendar.label(period).as_str(), calendar.fiscal_label(period).as_str()), ("summer 26", "FY2026 P02"));
    assert_eq!(calendar.parse_label("Winter 26"), calendar.parse_label("FY2026-P01"));
    assert_eq!(calendar.label(calendar.year_earlier(calendar.parse_label("autumn 26").unwrap()).first), "autumn 25");
    assert_eq!(calendar.span_label(calendar.parse_label("FY2026-H2").unwrap()), "FY2026-H2");
    assert_eq!(calendar.period_of(day("2027-01-01")), None);
    assert_eq!(calendar.period_of(day("2025-08-31")), None);
}

#[test]
fn a_day_before_a_list_belongs_to_its_first_period_where_that_is_asked_for() {
    let calendar = listed(THIRDS).unwrap();
    let from = |text: &str| calendar.period_from(day(text)).map(|period| calendar.label(period));
    assert_eq!(from("2020-02-29").as_deref(), Some("autumn 25"));
    assert_eq!(from("2025-09-01").as_deref(), Some("autumn 25"));
    assert_eq!(from("2026-04-30").as_deref(), Some("winter 26"));
    assert_eq!(from("2027-01-01"), None, "a list has an end");
}

#[test]
fn a_quarter_never_reaches_into_the_year_before() {
    let rows: Vec<_> = THIRDS.iter().map(|&(label, start, end, year, _)| (label, start, end, year, 1)).collect();
    let calendar = listed(&rows).unwrap();
    let summer = calendar.parse_label("summer 26").unwrap().first;
    for window in [Window::QuarterToDate, Window::HalfToDate, Window::YearToDate] {
        assert_eq!(calendar.label(calendar.span(window, summer).first), "winter 26");
    }
}

#[test]
fn a_list_that_does_not_tile_is_no_calendar() {
    let with = |row: usize, change: (&'static str, &'static str, &'static str, i32, i32)| {
        let mut rows = THIRDS.to_vec();
        rows[row] = change;
        listed(&rows).unwrap_err()
    };
    assert_eq!(with(1, ("winter 26", "2026-01-02", "2026-04-30", 2026, 1)), [Untiled::Gap(1)]);
    assert_eq!(with(2, ("summer 26", "2026-04-30", "2026-08-31", 2026, 3)), [Untiled::Gap(2)]);
    assert_eq!(with(3, ("autumn 26", "2026-09-01", "2026-08-31", 2026, 4)), [Untiled::Backwards(3)]);
    assert_eq!(with(3, ("Autumn 25", "2026-09-01", "2026-12-31", 2026, 4)), [Untiled::SameLabel(3)]);
    assert_eq!(with(3, ("autumn 26", "2026-09-01", "2026-12-31", 2028, 4)), [Untiled::OutOfOrder(3)]);
    assert_eq!(listed(&[]).unwrap_err(), [Untiled::Empty]);
}
