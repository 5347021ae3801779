use super::*;

#[test]
fn days_are_read_in_the_order_of_their_column() {
    for (text, order, expected) in [
        ("2026-10-31", Order::DayFirst, Some("2026-10-31")),
        ("2026.10.31", Order::MonthFirst, Some("2026-10-31")),
        ("2026/1/5", Order::MonthFirst, Some("2026-01-05")),
        ("2026. 10. 31.", Order::DayFirst, Some("2026-10-31")),
        ("2026. 10. 31", Order::DayFirst, Some("2026-10-31")),
        ("2026년 10월 31일", Order::MonthFirst, Some("2026-10-31")),
        ("2026년10월31일(토)", Order::MonthFirst, Some("2026-10-31")),
        ("２０２６-１０-３１", Order::DayFirst, Some("2026-10-31")),
        ("20261031", Order::DayFirst, Some("2026-10-31")),
        ("2026-10-31 12:30", Order::DayFirst, Some("2026-10-31")),
        ("20261031 12:30:01", Order::DayFirst, Some("2026-10-31")),
        ("2026-10-31T00:00:00Z", Order::DayFirst, Some("2026-10-31")),
        ("2026-10-31T15:00:00.123+09:00", Order::DayFirst, Some("2026-10-31")),
        ("2026-10-31 오후 3:15", Order::DayFirst, Some("2026-10-31")),
        ("10/31/2026 3:15 PM", Order::MonthFirst, Some("2026-10-31")),
        ("03-04-2026", Order::DayFirst, Some("2026-04-03")),
        ("3.4.2026", Order::DayFirst, Some("2026-04-03")),
        ("03/04/2026", Order::MonthFirst, Some("2026-03-04")),
        ("31.10.26", Order::DayFirst, Some("2026-10-31")),
        ("10/31/68", Order::MonthFirst, Some("2068-10-31")),
        ("10/31/69", Order::MonthFirst, Some("1969-10-31")),
        ("26.10.31", Order::YearFirst, Some("2026-10-31")),
        ("31-Oct-2026", Order::MonthFirst, Some("2026-10-31")),
        ("31-Oct-26", Order::MonthFirst, Some("2026-10-31")),
        ("31oct2026", Order::DayFirst, Some("2026-10-31")),
        ("31st October 2026", Order::DayFirst, Some("2026-10-31")),
        ("Oct 31, 2026", Order::DayFirst, Some("2026-10-31")),
        ("October 3rd, 2026", Order::DayFirst, Some("2026-10-03")),
        ("Sat, 31 Oct 2026 10:00:00 GMT", Order::DayFirst, Some("2026-10-31")),
        ("31. Oktober 2026", Order::DayFirst, Some("2026-10-31")),
        ("Samstag, 31. Okt. 2026", Order::DayFirst, Some("2026-10-31")),
        ("1. März 2026", Order::DayFirst, Some("2026-03-01")),
        ("2026-Oct-31", Order::DayFirst, Some("2026-10-31")),
        ("31-Dec-2026", Order::Pattern("%d-%b-%Y".into()), Some("2026-12-31")),
    ] {
        assert_eq!(read(text, &order).map(|d| d.to_string()).as_deref(), expected, "{text}");
    }
}

#[test]
fn days_are_read_in_the_languages_of_finance() {
    for text in [
        "31 octobre 2026",
        "samedi 31 octobre 2026",
        "31 de octubre de 2026",
        "sábado, 31 de octubre de 2026",
        "31 de out. de 2026",
        "31 ottobre 2026",
        "31 okt. 2026",
        "zaterdag 31 oktober 2026",
        "2026年10月31日",
        "2026年10月31日(土)",
    ] {
        assert_eq!(read(text, &Order::MonthFirst).map(|day| day.to_string()).as_deref(), Some("2026-10-31"), "{text}");
    }
    for text in ["1er octobre 2026", "1º de outubro de 2026"] {
        assert_eq!(read(text, &Order::MonthFirst).map(|day| day.to_string()).as_deref(), Some("2026-10-01"), "{text}");
    }
}

#[test]
fn what_is_no_day_is_refused() {
    for text in [
        "31/12/2026",
        "2026-13-01",
        "2026-02-30",
        "20261301",
        "2026-10",
        "202610",
        "Jan-26",
        "26-Oct",
        "10월 31일",
        "Oct 2026",
        "2026-10-31-01",
        "2026-10-31 x",
        "2026-10-31 late",
        "31-Foo-2026",
        "1.2.3",
        "1,234.50",
        "12.5",
        "26.10.31",
        "2026년",
        "soon",
        "",
    ] {
        assert_eq!(read(text, &Order::MonthFirst), None, "{text}");
    }
    assert_eq!(read("32.10.2026", &Order::DayFirst), None);
    assert_eq!(read("2026-10-31", &Order::Pattern("%d.%m.%Y".into())), None);
}

#[test]
fn the_order_is_decided_over_the_whole_column() {
    let auto = |texts: &[&str]| decide(texts.iter().copied(), &DateOrder::Auto);
    assert_eq!(auto(&["03-04-2026", "23-04-2026"]), Some(Order::DayFirst));
    assert_eq!(auto(&["03/04/2026", "03/14/2026"]), Some(Order::MonthFirst));
    assert_eq!(auto(&["03/04/2026"]), None);
    assert_eq!(auto(&["2026-03-04"]), Some(Order::DayFirst));
    assert_eq!(auto(&["04/04/2026"]), Some(Order::DayFirst));
    assert_eq!(auto(&["3-Apr-2026", "n/a"]), Some(Order::DayFirst));
    // A century is missing: three orders, until a value leaves one.
    assert_eq!(auto(&["26.10.31", "26.09.30"]), None);
    assert_eq!(auto(&["26.10.31", "31.12.99"]), Some(Order::DayFirst));
    assert_eq!(auto(&["26.10.31", "69.12.31"]), Some(Order::YearFirst));
    assert_eq!(auto(&["10/31/26"]), Some(Order::MonthFirst));
    // What would be decades of thirty-firsts is a year behind.
    let many = |form: fn(u32) -> String| {
        let texts: Vec<String> = (1..=31).map(form).collect();
        decide(texts.iter().map(String::as_str), &DateOrder::Auto)
    };
    assert_eq!(many(|day| format!("{day:02}/01/{}", 19 + day % 4)), Some(Order::DayFirst));
    assert_eq!(many(|day| format!("26.10.{day:02}")), Some(Order::YearFirst));
    assert_eq!(many(|day| format!("{:02}/{:02}/{}", 1 + day % 12, 1 + day % 11, 19 + day % 4)), None);
    assert_eq!(auto(&["12.05.03", "14.06.24"]), None);
    // Half of the values say one thing and half the other.
    assert_eq!(auto(&["13/04/2026", "04/13/2026"]), None);
}
