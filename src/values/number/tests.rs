use super::*;
use crate::amount::Amount;
use crate::values::DecimalMark;

/// The decimal mark that texts prove by themselves, a point where none depends on it; `None` where they leave it open.
fn decide<'a>(texts: impl Iterator<Item = &'a str>, mark: DecimalMark) -> Option<DecimalSeparator> {
    pinned(mark).or_else(|| match weigh(texts) {
        MarkVerdict::Indifferent => Some(DecimalSeparator::Point),
        MarkVerdict::Proved(mark) => Some(mark),
        MarkVerdict::Open(_) => None,
    })
}

#[track_caller]
fn check(text: &str, mark: DecimalSeparator, expected: &str) {
    let shown = match read(text, mark) {
        NumberReading::Absent => "absent".to_owned(),
        NumberReading::Unreadable => "unreadable".to_owned(),
        NumberReading::Number(d) => Amount::from_scaled(d.mantissa, d.scale).to_string(),
    };
    assert_eq!(shown, expected, "{text:?}");
}

#[test]
fn figures_are_read_in_every_dress() {
    for (text, expected) in [
        ("1,234.50", "1234.5"),
        ("4,53,375.00", "453375"),
        ("1 234,5", "unreadable"),
        ("1'234.5", "1234.5"),
        ("(1,234)", "-1234"),
        ("$(5.5)", "-5.5"),
        ("($5.5)", "-5.5"),
        ("-$5.5", "-5.5"),
        ("12-", "-12"),
        ("△ 3", "-3"),
        ("60 %", "0.6"),
        ("-0.5%", "-0.005"),
        ("₩1,000", "1000"),
        ("1,000원", "1000"),
        ("USD 12", "12"),
        ("１２３", "123"),
        ("$ -   ", "absent"),
        ("$-", "absent"),
        ("– ¹", "absent"),
        ("...", "absent"),
        ("해당 없음", "absent"),
        ("1,234*", "1234"),
        ("1,234 1)", "1234"),
        ("1 234 a)", "1234"),
        ("1,234¹", "1234"),
        ("12²³", "12"),
        ("5①", "5"),
        ("1,234[2]", "1234"),
        ("2015 *", "2015"),
        ("60％", "0.6"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("－５", "-5"),
        ("▲1,000", "-1000"),
        ("+5", "5"),
        ("5.5−", "-5.5"),
        ("(5)%", "-0.05"),
        ("(5%)", "-0.05"),
        ("EUR 1,234.50", "1234.5"),
        ("1,234.50 CHF", "1234.5"),
        ("US$ 5", "5"),
        ("$5 USD", "5"),
        ("￦1,000", "1000"),
        ("1.5E+06", "1500000"),
        ("1.5e-3", "0.0015"),
        ("2E3", "2000"),
        ("3억 5,000만", "350000000"),
        ("3억5천만원", "350000000"),
        ("1조 2,000억", "1200000000000"),
        ("1.2만", "12000"),
        ("△1.2억", "-120000000"),
        ("5천", "5000"),
        ("2백만", "2000000"),
        ("007", "7"),
        ("n/a", "absent"),
        ("–", "absent"),
        ("", "absent"),
        ("12,34", "unreadable"),
        ("-(5)", "unreadable"),
        ("(-5)", "unreadable"),
        ("--5", "unreadable"),
        ("▼5", "unreadable"),
        ("1,234 CR", "unreadable"),
        ("1,234 DR", "unreadable"),
        ("12 kg", "unreadable"),
        ("1.2M", "unreadable"),
        ("60 percent", "unreadable"),
        ("60%%", "unreadable"),
        ("1½", "unreadable"),
        ("1²3", "unreadable"),
        ("1,2341)", "unreadable"),
        ("1,234 (2)", "unreadable"),
        ("*", "unreadable"),
        ("1,000E3", "unreadable"),
        ("1E99", "unreadable"),
        ("E5", "unreadable"),
        ("3억 5000", "unreadable"),
        ("3억 12,000만", "unreadable"),
        ("5만 3억", "unreadable"),
        ("1.5억 3만", "unreadable"),
        ("만원", "unreadable"),
        ("만천", "unreadable"),
        ("2026-10-31", "unreadable"),
        ("10:30", "unreadable"),
        ("1,2345", "unreadable"),
        ("12a", "unreadable"),
        ("1.2.3", "unreadable"),
        ("(5", "unreadable"),
        (",", "unreadable"),
    ] {
        check(text, DecimalSeparator::Point, expected);
    }
    check("1.234,50", DecimalSeparator::Comma, "1234.5");
    check("1 234,5", DecimalSeparator::Comma, "1234.5");
    check("1.5", DecimalSeparator::Comma, "unreadable");
    check("1'234,5 €", DecimalSeparator::Comma, "1234.5");
    check("12,5 %", DecimalSeparator::Comma, "0.125");
    check("1,5E+06", DecimalSeparator::Comma, "1500000");
    check("1,2만", DecimalSeparator::Comma, "12000");
}

const POINT: Option<DecimalSeparator> = Some(DecimalSeparator::Point);
const COMMA: Option<DecimalSeparator> = Some(DecimalSeparator::Comma);

#[track_caller]
fn decided(texts: &[&str], expected: Option<DecimalSeparator>) {
    assert_eq!(decide(texts.iter().copied(), DecimalMark::Auto), expected, "{texts:?}");
}

#[test]
fn the_decimal_mark_is_decided_over_the_whole_column() {
    decided(&["1,234.5", "7"], POINT);
    decided(&["1.234,5", "1.036"], COMMA);
    decided(&["14,410,000"], POINT);
    decided(&["12,5 %", "7,25 %"], COMMA);
    decided(&["3억 5,000만"], POINT);
    decided(&["12", "n/a"], POINT);
    decided(&["1'234", "12"], POINT);
    decided(&["1,036", "2,500"], None);
    decided(&["1,036", "2.500"], None);
    assert_eq!(decide(["1,036"].into_iter(), DecimalMark::Comma), COMMA);
}

#[test]
fn no_group_of_thousands_begins_with_a_nought() {
    decided(&["0.125", "12"], POINT);
    decided(&["0,125", "12"], COMMA);
    decided(&["0.875"], POINT);
    decided(&["-0.500", "1.250"], POINT);
    decided(&["(0,125)", "1,036"], COMMA);
    check("0.125", DecimalSeparator::Comma, "unreadable");
    check("0,000,125", DecimalSeparator::Point, "unreadable");
    check("0.125", DecimalSeparator::Point, "0.125");
}

#[test]
fn values_that_go_on_below_a_thousand_show_what_groups_them() {
    decided(&["1,036", "503", "275"], POINT);
    decided(&["1.036", "503", "275"], COMMA);
    decided(&["1,036", "7", "12", "41", "503"], POINT);
    decided(&["1,036", "2", "3", "5", "7", "11", "13", "17", "19"], POINT);
}

#[test]
fn one_short_number_proves_nothing() {
    decided(&["1.036", "503"], None);
    decided(&["1,036*", "503"], None);
    decided(&["1.085", "1.275", "1"], None);
    decided(&["1.125", "2", "3", "5"], None);
    decided(&["1,036", "2500"], None);
    // Nought, a base and all of it are what anything may be.
    decided(&["1.125", "0", "1", "10", "100"], None);
}

#[test]
fn a_lonely_fraction_among_many_open_figures_may_be_a_slip() {
    let mut texts: Vec<String> = (0..60).map(|n| format!("{}.{:03}", 100 + n, 7 * n + 1)).collect();
    texts.push("12.5".to_owned());
    let open: Vec<&str> = texts.iter().map(String::as_str).collect();
    decided(&open, None);
    texts.push("0.5".to_owned());
    let enough: Vec<&str> = texts.iter().map(String::as_str).collect();
    decided(&enough, POINT);
    texts.truncate(60);
    texts.push("1.234,50".to_owned());
    let firm: Vec<&str> = texts.iter().map(String::as_str).collect();
    decided(&firm, COMMA);
}

#[test]
fn open_figures_go_with_a_mark_only_where_nearly_all_proofs_are_of_it() {
    let texts = |points: usize, commas: usize| {
        let point = (0..points).map(|n| format!("{n}.5"));
        point.chain((0..commas).map(|n| format!("{n},25"))).chain(["1,036".to_owned()]).collect::<Vec<_>>()
    };
    let mark = |points, commas| decide(texts(points, commas).iter().map(String::as_str), DecimalMark::Auto);
    assert_eq!(mark(10, 1), POINT, "one slip in eleven");
    assert_eq!(mark(9, 1), None);
    assert_eq!(mark(3, 2), None);
    assert_eq!(mark(2, 10), None, "nor the other way round");
    assert_eq!(mark(0, 3), COMMA);
}

#[test]
fn a_fraction_among_groups_of_thousands_may_be_a_slip() {
    let grouped = ["1.036", "2.500", "4.211", "503", "275", "310", "871"];
    decided(&grouped, COMMA);
    decided(&[&grouped[..], &["12.5"]].concat(), None);
    decided(&["1.036", "2.500", "4.211", "12.5"], POINT);
}

#[test]
fn an_open_figure_is_shown_in_both_readings() {
    assert_eq!(both_readings("1,036"), Some(("1036".to_owned(), "1.036".to_owned())));
    assert_eq!(both_readings("(1.085)"), Some(("-1.085".to_owned(), "-1085".to_owned())));
    assert_eq!(both_readings("12.5"), None);
    assert_eq!(both_readings("503"), None);
}
