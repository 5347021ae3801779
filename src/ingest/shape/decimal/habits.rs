//! Habits of writing that go with one decimal mark: what splits the fields of the file, how days are written, the
//! language of its months, its script.

use crate::name;
use crate::values::number::{DecimalSeparator, OpenFigures};

/// Months that are written so in English and in no language with a decimal comma, and the other way round. Spanish has
/// both marks, by country.
const ENGLISH: [&str; 9] = ["january", "february", "march", "june", "july", "october", "oct", "may", "jun"];
const CONTINENTAL: [&str; 34] = [
    "januar",
    "februar",
    "märz",
    "mrz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "okt",
    "dezember",
    "dez",
    "janvier",
    "février",
    "févr",
    "fév",
    "avril",
    "juin",
    "juillet",
    "juil",
    "août",
    "octobre",
    "décembre",
    "déc",
    "gennaio",
    "febbraio",
    "maggio",
    "giugno",
    "luglio",
    "ottobre",
    "dicembre",
    "maart",
    "mei",
    "outubro",
    "dezembro",
];

/// What was met of them.
#[derive(Debug, Default)]
pub(super) struct Habits {
    delimiter: Option<DecimalSeparator>,
    /// Months in English, days as `10/31/2026`, `1'234`, `$1,036`.
    point: bool,
    /// Months in other languages, days as `31.10.2026`.
    comma: bool,
    /// Texts in the scripts of Korea, Japan and China, and all texts with letters.
    east_asian: usize,
    labels: usize,
}

impl Habits {
    /// Commas stand between fields where the decimal mark is a point, and semicolons where it is a comma. Of the other
    /// sign, commas in quotes and points between semicolons, this tells only where small numbers show that it groups.
    pub(super) fn of_delimiter(delimiter: Option<char>, open: OpenFigures) -> Self {
        let delimiter = match delimiter {
            Some(',') if open.points || open.small.is_some() => Some(DecimalSeparator::Point),
            // Programs with decimal points write semicolons, too: 54 may stand beside fractions.
            Some(';') if !open.points || open.small >= Some(100) => Some(DecimalSeparator::Comma),
            _ => None,
        };
        Self { delimiter, ..Self::default() }
    }

    pub(super) fn see(&mut self, text: &str, open: OpenFigures) {
        let text = text.trim();
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.comma |= is_dotted_day(text);
            self.point |= is_month_first_day(text);
            // An apostrophe groups thousands, so a point does not; where such a sign stands before a figure, a comma does.
            self.point |= if open.points { has_apostrophe_groups(text) } else { has_sign_before_comma(text) };
        }
        if !text.contains(char::is_alphabetic) {
            return;
        }
        self.labels += 1;
        self.east_asian += usize::from(text.contains(is_east_asian));
        // Where months are labels, they stand alone or with their year.
        if text.len() <= 24 {
            let folded = name::fold(text);
            let mut words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            if let (Some(word), None) = (words.next(), words.next()) {
                self.point |= ENGLISH.contains(&word);
                self.comma |= CONTINENTAL.contains(&word);
            }
        }
    }

    /// The mark that each habit goes with.
    pub(super) fn marks(&self) -> impl Iterator<Item = DecimalSeparator> {
        let is_east_asian = self.east_asian >= 2 && self.east_asian * 4 >= self.labels;
        let point = (self.point || is_east_asian).then_some(DecimalSeparator::Point);
        let comma = self.comma.then_some(DecimalSeparator::Comma);
        [self.delimiter, point, comma].into_iter().flatten()
    }
}

/// The numbers of `a/b/c` or `a.b.c`.
fn parts(text: &str, sign: char) -> Option<[u32; 3]> {
    let mut parts = text.split(sign).map(|part| {
        let sound = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| sound)
    });
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

fn is_dotted_day(text: &str) -> bool {
    // A time of day may follow.
    let day = text.split(' ').next().unwrap_or_default();
    parts(day, '.').is_some_and(|[day, month, year]| {
        (1..=31).contains(&day) && (1..=12).contains(&month) && (year > 31 || (year > 12 && day > 12))
    })
}

fn is_month_first_day(text: &str) -> bool {
    let day = text.split(' ').next().unwrap_or_default();
    parts(day, '/').is_some_and(|[month, day, _]| (1..=12).contains(&month) && (13..=31).contains(&day))
}

fn has_apostrophe_groups(text: &str) -> bool {
    let mut groups = text.split(['\'', '’']);
    let first = groups.next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut rest = groups.peekable();
    rest.peek().is_some()
        && first.ends_with(|c: char| c.is_ascii_digit())
        && rest.all(|group| group.get(..3).is_some_and(digits))
}

/// A sign of a country with decimal points, right before a figure with a comma.
fn has_sign_before_comma(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '-', '−', ' ']);
    let figure = ["US$", "$", "£", "¥", "₩", "₹"].iter().find_map(|sign| bare.strip_prefix(sign));
    figure.is_some_and(|figure| figure.trim_start().starts_with(|c: char| c.is_ascii_digit()) && figure.contains(','))
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// `26.01`, `2026.10`: a month, or a figure with two decimals; nothing can be concluded from it.
pub(super) fn is_like_a_period(text: &str) -> bool {
    let Some((year, month)) = text.trim().split_once('.') else { return false };
    let is_year = match year.len() {
        4 => ("1900".."2200").contains(&year),
        2 => month.len() == 2,
        _ => false,
    };
    is_year && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], delimiter: Option<char>, points: bool, expected: &[DecimalSeparator]) {
        let open = OpenFigures { points, small: texts.iter().filter_map(|text| text.parse().ok()).max() };
        let mut habits = Habits::of_delimiter(delimiter, open);
        for text in texts {
            habits.see(text, open);
        }
        assert_eq!(habits.marks().collect::<Vec<_>>(), expected, "{texts:?} {delimiter:?}");
    }

    #[test]
    fn the_delimiter_says_which_sign_is_no_decimal_mark() {
        check(&[], Some(','), true, &[DecimalSeparator::Point]);
        check(&[], Some(';'), false, &[DecimalSeparator::Comma]);
        check(&[], Some(';'), true, &[]);
        check(&[], Some(','), false, &[]);
        check(&["54"], Some(','), false, &[DecimalSeparator::Point]);
        check(&["54", "503"], Some(';'), true, &[DecimalSeparator::Comma]);
        check(&["54"], Some(';'), true, &[]);
        check(&[], Some('\t'), true, &[]);
        check(&[], None, false, &[]);
    }

    #[test]
    fn months_days_and_scripts_say_where_a_sheet_is_from() {
        check(&["January 2026"], None, true, &[DecimalSeparator::Point]);
        check(&["Okt 26"], None, true, &[DecimalSeparator::Comma]);
        check(&["31.10.2026"], None, true, &[DecimalSeparator::Comma]);
        check(&["01.02.2026 00:00"], None, true, &[DecimalSeparator::Comma]);
        check(&["10/31/2026"], None, true, &[DecimalSeparator::Point]);
        check(&["제품", "매출"], None, true, &[DecimalSeparator::Point]);
        check(&["1'234"], None, true, &[DecimalSeparator::Point]);
        check(&["($1,036)"], None, false, &[DecimalSeparator::Point]);
        check(&["₩ 1,036"], None, false, &[DecimalSeparator::Point]);
        check(&["October 2026", "31.10.2026"], None, true, &[DecimalSeparator::Point, DecimalSeparator::Comma]);
    }

    #[test]
    fn what_many_countries_write_says_nothing() {
        check(&["2026-10", "2026.10.31", "26.10", "03/04/2026", "31/10/2026"], None, true, &[]);
        check(
            &["Product", "September", "Sep-26", "Apr 2026", "ene-26", "Oktoberfest", "Theresa May", "Mai Tai"],
            None,
            true,
            &[],
        );
        check(&["제품", "Alpha", "Beta", "Gamma", "Delta"], None, true, &[]);
        check(&["O'Brien 2", "1'234"], None, false, &[]);
        check(&["€ 1,036", "1,036 $"], None, false, &[]);
        check(&["$1.036"], None, true, &[]);
    }

    #[test]
    fn a_month_in_digits_is_no_figure() {
        assert!(is_like_a_period("26.01") && is_like_a_period("2026.1"));
        assert!(!is_like_a_period("12.5") && !is_like_a_period("26.13") && !is_like_a_period("1.036"));
    }
}
