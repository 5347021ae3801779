//! Numbers as people type them into cells: `1,234.50`, `1.234,50`, `(12)`, `12-`, `$ 5`, `60 %`, `4,53,375.00`.
//!
//! One text may read two ways (`1,036` is a thousand or one point nought three six). A whole column rarely does, so
//! the decimal mark is decided over the column ([`decide`]) and only then applied ([`read`]).

use crate::amount::Decimal;
use crate::pipeline::DecimalMark;

/// The sign between whole and fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// What a text in a number column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing, or a sign that people put for nothing: `-`, `n/a`.
    Absent,
    Number(Decimal),
    Unreadable,
}

/// The decimal mark of a column, or `None` when all its values read both ways and nothing tells which.
pub(super) fn decide<'a>(texts: impl Iterator<Item = &'a str>, pinned: DecimalMark) -> Option<Mark> {
    match pinned {
        DecimalMark::Point => return Some(Mark::Point),
        DecimalMark::Comma => return Some(Mark::Comma),
        DecimalMark::Auto => {}
    }
    let (mut point_only, mut comma_only) = (0_usize, 0_usize);
    let (mut comma_groups, mut point_groups) = (0_usize, 0_usize);
    let (mut short_plain, mut long_plain) = (0_usize, 0_usize);
    for text in texts {
        match (read(text, Mark::Point), read(text, Mark::Comma)) {
            (Reading::Number(a), Reading::Number(b)) if a == b => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                *(if digits > 3 { &mut long_plain } else { &mut short_plain }) += 1;
            }
            (Reading::Number(_), Reading::Number(_)) if text.contains(',') => comma_groups += 1,
            (Reading::Number(_), Reading::Number(_)) => point_groups += 1,
            (Reading::Number(_), _) => point_only += 1,
            (_, Reading::Number(_)) => comma_only += 1,
            _ => {}
        }
    }
    if point_only + comma_only > 0 {
        return Some(if point_only >= comma_only { Mark::Point } else { Mark::Comma });
    }
    match (comma_groups, point_groups) {
        (0, 0) => Some(Mark::Point),
        // Values under a thousand without the sign beside values over it with the sign: it groups thousands. A
        // fixed number of decimals would show in the small ones too.
        (_, 0) if short_plain > 0 && long_plain == 0 => Some(Mark::Point),
        (0, _) if short_plain > 0 && long_plain == 0 => Some(Mark::Comma),
        _ => None,
    }
}

/// Reads one text under a known decimal mark.
pub(super) fn read(text: &str, mark: Mark) -> Reading {
    let folded;
    let text = if text.is_ascii() {
        text.trim()
    } else {
        use unicode_normalization::UnicodeNormalization;
        folded = text.nfkc().collect::<String>();
        folded.trim()
    };
    if is_absence(text) {
        return Reading::Absent;
    }
    let (text, mut negative) = unsigned(text);
    let text = without_currency(text);
    let (text, inner_negative) = unsigned(text);
    negative ^= inner_negative;
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let text = without_currency(text);
    if is_absence(text) {
        return Reading::Absent;
    }
    let Some(mut number) = plain_digits(text, mark).and_then(|digits| Decimal::parse_plain(&digits)) else {
        return Reading::Unreadable;
    };
    if percent {
        number.scale += 2;
    }
    if negative {
        number.mantissa = -number.mantissa;
    }
    Reading::Number(number)
}

fn is_absence(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "–" | "—" | "−" | "." | "…")
        || ["n/a", "na", "n.a.", "#n/a", "null", "none", "nil", "해당없음"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

/// Takes off parentheses, a leading or trailing minus, and the triangles of Korean accounts.
fn unsigned(text: &str) -> (&str, bool) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (inner.trim(), true);
    }
    for sign in ['-', '−', '△', '▲'] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (rest.trim_start(), true);
        }
    }
    if let Some(rest) = text.strip_suffix(['-', '−']) {
        return (rest.trim_end(), true);
    }
    (text.strip_prefix('+').unwrap_or(text), false)
}

/// Takes off currency signs and codes before or behind the figure.
fn without_currency(text: &str) -> &str {
    const SIGNS: [&str; 14] = ["US$", "$", "€", "£", "¥", "₩", "₹", "원", "USD", "EUR", "GBP", "JPY", "KRW", "CHF"];
    for sign in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return rest.trim();
        }
    }
    text
}

/// The digits with `.` as decimal mark and without separators; `None` unless separators stand where groups end.
fn plain_digits(text: &str, mark: Mark) -> Option<String> {
    let (mark, separators): (char, &[char]) = match mark {
        Mark::Point => ('.', &[',', ' ', '\u{a0}', '\u{202f}', '\'', '’', '_']),
        Mark::Comma => (',', &['.', ' ', '\u{a0}', '\u{202f}', '\'', '’', '_']),
    };
    let (whole, fraction) = match text.split_once(mark) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|f| !f.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let whole = match whole.find(separators) {
        None => whole.to_owned(),
        Some(at) => {
            let separator = whole[at..].chars().next()?;
            let groups: Vec<&str> = whole.split(separator).collect();
            groups_are_sound(&groups).then(|| groups.concat())?
        }
    };
    if !whole.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_none_or(str::is_empty)) {
        return None;
    }
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

/// Threes throughout, or the Indian way: three at the end and twos before.
fn groups_are_sound(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    if last.len() != 3 || first.is_empty() {
        return false;
    }
    let western = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let indian = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
    western || indian
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    #[track_caller]
    fn check(text: &str, mark: Mark, expected: &str) {
        let shown = match read(text, mark) {
            Reading::Absent => "absent".to_owned(),
            Reading::Unreadable => "unreadable".to_owned(),
            Reading::Number(d) => Amount::from_scaled(d.mantissa, d.scale).to_string(),
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
            ("n/a", "absent"),
            ("–", "absent"),
            ("", "absent"),
            ("12,34", "unreadable"),
            ("1,2345", "unreadable"),
            ("12a", "unreadable"),
            ("1.2.3", "unreadable"),
            ("(5", "unreadable"),
            (",", "unreadable"),
        ] {
            check(text, Mark::Point, expected);
        }
        check("1.234,50", Mark::Comma, "1234.5");
        check("1 234,5", Mark::Comma, "1234.5");
        check("1.5", Mark::Comma, "unreadable");
    }

    #[test]
    fn the_decimal_mark_is_decided_over_the_whole_column() {
        let auto = |texts: &[&str]| decide(texts.iter().copied(), DecimalMark::Auto);
        assert_eq!(auto(&["1,234.5", "7"]), Some(Mark::Point));
        assert_eq!(auto(&["1.234,5", "1.036"]), Some(Mark::Comma));
        assert_eq!(auto(&["1,036", "503", "275"]), Some(Mark::Point));
        assert_eq!(auto(&["1.036", "503"]), Some(Mark::Comma));
        assert_eq!(auto(&["14,410,000"]), Some(Mark::Point));
        assert_eq!(auto(&["12", "n/a"]), Some(Mark::Point));
        assert_eq!(auto(&["1,036", "2,500"]), None);
        assert_eq!(auto(&["1,036", "2500"]), None);
        assert_eq!(decide(["1,036"].into_iter(), DecimalMark::Comma), Some(Mark::Comma));
    }
}
