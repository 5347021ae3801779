//! `2017년 1/4`, `2017.1/4`: the first of four quarters, or the fourth of January.

use crate::name;

/// What the texts of a column that have such a fraction say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fractions<'a> {
    None,
    /// One of four each, and no day beside them; the first of them.
    Quarters(&'a str),
    /// Each is so many fourths, but some of more than four, or days stand beside them.
    Unclear(&'a str),
    /// Some is no fourth: month and day.
    Days,
}

/// Decides over the texts of a column; `is_day` tells whether another text is a day.
pub(crate) fn fractions<'a>(
    texts: impl Iterator<Item = &'a str>,
    mut is_day: impl FnMut(&'a str) -> bool,
) -> Fractions<'a> {
    let mut first = None;
    let mut doubt = false;
    for text in texts {
        match read(text) {
            Some((_, _, of)) if of != 4 => return Fractions::Days,
            Some((_, number, _)) => {
                first = first.or(Some(text));
                doubt |= !(1..=4).contains(&number);
            }
            None => doubt |= is_day(text),
        }
    }
    match first {
        None => Fractions::None,
        Some(text) if doubt => Fractions::Unclear(text),
        Some(text) => Fractions::Quarters(text),
    }
}

/// The quarter that such a fraction is, in the spelling of the calendar.
pub(crate) fn quarter_label(text: &str) -> Option<String> {
    let (year, number, of) = read(text)?;
    (of == 4 && (1..=4).contains(&number)).then(|| format!("{year} Q{number}"))
}

/// A year, and behind anything but a slash two numbers with a slash between them.
fn read(text: &str) -> Option<(&str, u32, u32)> {
    let text = name::without_footnote(text.trim());
    // Most texts are none of these.
    let (head, of) = text.rsplit_once('/')?;
    let short = |digits: &str| {
        let digits = digits.trim();
        let sound = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| sound)
    };
    let of = short(of)?;
    let year_end = head.find(|c: char| !c.is_ascii_digit())?;
    let (year, rest) = head.split_at(year_end);
    let number = rest.trim_start_matches(['년', '年', '.', '-', ' ']);
    let is_year = year.len() == 4 || (year.len() == 2 && rest.starts_with(['년', '年']));
    (is_year && number.len() < rest.len()).then_some((year, short(number)?, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourths_are_quarters_unless_something_speaks_against_it() {
        let decide = |texts: &[&'static str]| {
            fractions(texts.iter().copied(), |text| text.len() == 10 && text.starts_with("2026-"))
        };
        assert_eq!(decide(&["2026년 1/4", "2026년 2/4", "2027년 1/4"]), Fractions::Quarters("2026년 1/4"));
        assert_eq!(decide(&["2017.1/4", "-"]), Fractions::Quarters("2017.1/4"));
        assert_eq!(decide(&["26년 3/4"]), Fractions::Quarters("26년 3/4"));
        assert_eq!(decide(&["2026년 1/4", "2026년 5/4"]), Fractions::Unclear("2026년 1/4"));
        assert_eq!(decide(&["2026년 1/4", "2026-10-31"]), Fractions::Unclear("2026년 1/4"));
        assert_eq!(decide(&["2026년 1/4", "2026년 1/5"]), Fractions::Days);
        for others in [&["2026/1/4", "2026/2/4"][..], &["1/4/2026"], &["2026-10-31"], &["1/4"], &[]] {
            assert_eq!(decide(others), Fractions::None, "{others:?}");
        }
        assert_eq!(quarter_label("2017.3/4").as_deref(), Some("2017 Q3"));
        assert_eq!(quarter_label("2017.5/4"), None);
        assert_eq!(quarter_label("2017/3/4"), None);
    }
}
