use super::*;
use crate::calendar::YearName;

fn calendar(start: u32) -> FiscalCalendar {
    FiscalCalendar::months(start, YearName::End).unwrap()
}

/// First and last month of a label.
fn months(start: u32, text: &str) -> Option<String> {
    let calendar = calendar(start);
    let span = calendar.parse_label(text)?;
    let (first, last) = (calendar.label(span.first), calendar.label(span.last));
    Some(if first == last { first } else { format!("{first}..{last}") })
}

#[test]
fn a_month_is_written_in_many_ways() {
    for text in [
        "2026-10",
        "2026.10",
        "2026/10",
        "2026 10",
        "2026. 10.",
        "2026_10",
        "10/2026",
        "10.2026",
        "202610",
        "2026M10",
        "Oct-26",
        "Oct 26",
        "Oct 2026",
        "October 2026",
        "OCTOBER, 2026",
        "Okt. 2026",
        "Oktober 2026",
        "2026 Oct",
        "2026-Oct",
        "Oct2026",
        "Oct '26",
        "2026년 10월",
        "2026년10월",
        "26년 10월",
        "'26년 10월",
        "10월 2026",
        "2026 10월",
        "２０２６년 １０월",
        "2026年10月",
        "2026年 10月度",
        "令和8年10月",
        "oct-26",
        "oct. 2026",
        "OCTUBRE DE 2026",
        "octubre del 2026",
        "out/26",
        "ott 26",
        "ottobre 2026",
        "octobre 2026",
        "Oct.-26",
        "2026-10*",
        "2026-10 1)",
        "2026-10¹",
        " 2026-10 ",
    ] {
        for start in [1, 4] {
            assert_eq!(months(start, text).as_deref(), Some("2026-10"), "{text}");
        }
    }
    assert_eq!(months(1, "Jan-99").as_deref(), Some("1999-01"));
    assert_eq!(months(1, "2026.7").as_deref(), Some("2026-07"));
}

#[test]
fn quarters_and_halves_of_calendar_years_need_no_fy() {
    for text in [
        "Q1 2026",
        "Q1 26",
        "Q1-2026",
        "2026Q1",
        "2026-Q1",
        "1Q26",
        "1Q 2026",
        "FY26 Q1",
        "Q1 FY26",
        "FY2026-Q1",
        "q1fy2026",
        "1분기 2026",
        "2026년 1분기",
        "2026 1분기",
        "26년 1분기",
        "2026년 1/4분기",
        "1. Quartal 2026",
        "Quarter 1, 2026",
        "2026년 01분기",
        "01분기 2026",
        "T1 2026",
        "1T26",
        "1er trimestre 2026",
        "1º trimestre de 2026",
        "1° trimestre 2026",
        "I trimestre 2026",
        "trim. 1 2026",
        "1e kwartaal 2026",
        "1st quarter 2026",
        "2026年第1四半期",
        "2026年第一季度",
    ] {
        assert_eq!(months(1, text).as_deref(), Some("2026-01..2026-03"), "{text}");
    }
    for text in [
        "H2 2026",
        "2H26",
        "2026H2",
        "FY26 H2",
        "하반기 2026",
        "2026년 하반기",
        "2. Halbjahr 2026",
        "26년 하반기",
        "S2 2026",
        "2º semestre 2026",
        "2026年下期",
    ] {
        assert_eq!(months(1, text).as_deref(), Some("2026-07..2026-12"), "{text}");
    }
    for (text, quarter) in [
        ("08Q4", "2008-10..2008-12"),
        ("09Q1", "2009-01..2009-03"),
        ("04Q1", "2004-01..2004-03"),
        ("01분기 2026", "2026-01..2026-03"),
    ] {
        assert_eq!(months(1, text).as_deref(), Some(quarter), "{text}");
    }
    assert_eq!(months(1, "상반기 2026").as_deref(), Some("2026-01..2026-06"));
    for text in ["2026", "2026년", "2026년도", "FY26", "FY 2026", "2026 *"] {
        assert_eq!(months(1, text).as_deref(), Some("2026-01..2026-12"), "{text}");
    }
}

#[test]
fn where_fiscal_years_are_not_calendar_years_only_fy_names_them() {
    assert_eq!(months(4, "FY26 Q1").as_deref(), Some("2025-04..2025-06"));
    assert_eq!(months(4, "Q1 FY26").as_deref(), Some("2025-04..2025-06"));
    assert_eq!(months(4, "FY26 P1").as_deref(), Some("2025-04"));
    assert_eq!(months(4, "P1 FY26").as_deref(), Some("2025-04"));
    for text in ["Q1 2026", "1Q26", "2026", "2026년", "H1 2026", "2026년 1분기"] {
        assert_eq!(months(4, text), None, "{text}");
    }
}

#[test]
fn a_week_belongs_to_the_month_of_its_thursday() {
    for (text, month) in [
        ("2026-W40", "2026-10"),
        ("2026W40", "2026-10"),
        ("W40 2026", "2026-10"),
        ("KW 40/2026", "2026-10"),
        ("2026-W01", "2026-01"),
        ("2026-W53", "2026-12"),
        ("2026-W05", "2026-01"),
    ] {
        assert_eq!(months(4, text).as_deref(), Some(month), "{text}");
    }
}

#[test]
fn what_says_too_little_or_too_much_is_no_label() {
    for text in [
        "",
        "10",
        "26",
        "26.10",
        "26-10",
        "10월",
        "Jan",
        "26-Jan",
        "1-Jan",
        "Q1",
        "1Q",
        "1분기",
        "2026년 1/4",
        "2026년 05분기",
        "S40 2026",
        "T5 2026",
        "e 2026",
        "de 2026 de",
        "trimestre 2026",
        "令和8",
        "令和2147483647年10月",
        "令和99999999999年10月",
        "2026年10月期",
        "상반기",
        "FY",
        "W40",
        "2026-13",
        "2026-00",
        "202613",
        "2026-10-01",
        "20261001",
        "2026-10 11",
        "2026년 13월",
        "Foo 2026",
        "Q5 2026",
        "H3 2026",
        "2026-W54",
        "2025-W53",
        "FY2026-P13",
        "P1 2026",
        "FY26 Oct",
        "FY26 2026",
        "Q1 H1 2026",
        "Oct Nov 2026",
        "2026,10",
        "2026:10",
        "2026-10 (est)",
        "1850",
        "2026 Total",
        "2026년 10월 계",
        "Total",
        "2,026",
        "32.10.2026",
        "2026²10",
    ] {
        assert_eq!(months(1, text), None, "{text}");
    }
}

#[test]
fn a_short_month_is_read_only_where_it_is_asked_for() {
    let calendar = calendar(1);
    let short = |text| calendar.parse_short_month(text).map(|period| calendar.label(period));
    for text in ["26.10", "26-10", "26/10", "'26.10", "26.10.", "26.10*"] {
        assert_eq!(short(text).as_deref(), Some("2026-10"), "{text}");
    }
    assert_eq!(short("26.1").as_deref(), Some("2026-01"));
    for text in ["26.13", "26.00", "2026.10", "26", "26.10.31", "1.10", "x.10", "26.+1"] {
        assert_eq!(short(text), None, "{text}");
    }
}
