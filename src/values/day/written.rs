//! A day as it is written: three numbers, or a month by its name between two.

use crate::calendar::{Date, full_year, parse_month_name};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What a text says before anybody knows the order of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// Reads only one way.
    Day(Date),
    /// So does this, but a program may have written it for what it misread: a year, a month, a day.
    YearFirst(Date),
    /// Three numbers, of which the last, or with a short one the last or the first, is the year.
    Numbers(DayNumbers),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayNumbers {
    pub(crate) first: u32,
    pub(crate) second: u32,
    pub(crate) third: u32,
    /// Whether the year has two digits.
    pub(super) short_year: bool,
}

/// Reads the day at the start of a text; behind it only a weekday and a time of day may stand.
pub(crate) fn read(text: &str) -> Option<Written> {
    let text = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect::<String>()) };
    let mut rest = without_leading_weekday(text.trim());
    let mut pieces: Vec<Piece> = Vec::with_capacity(3);
    loop {
        let piece = Piece::at(rest)?;
        rest = &rest[piece.length..];
        pieces.push(piece);
        if pieces.len() == 3 || pieces[0].digits == 8 {
            break;
        }
        rest = behind_separator(rest);
    }
    let rest = rest.strip_prefix(['일', '日', '.']).unwrap_or(rest);
    ends_here_or_in_a_time(rest).then(|| written(&pieces)).flatten()
}

fn written(pieces: &[Piece]) -> Option<Written> {
    let day = |year: i32, month: u32, day: u32| Date::from_ymd_opt(year, month, day).map(Written::Day);
    let year_first = |year: i32, month: u32, day: u32| Date::from_ymd_opt(year, month, day).map(Written::YearFirst);
    let whole = |value: u32| i32::try_from(value).unwrap_or(0);
    let year = |piece: &Piece| match piece.digits {
        4 => Some(whole(piece.value)),
        2 => Some(full_year(piece.value)),
        _ => None,
    };
    let short = |piece: &Piece| (1..=2).contains(&piece.digits);
    match pieces {
        [all] => year_first(whole(all.value / 10_000), all.value / 100 % 100, all.value % 100),
        [a, b, c] => match (a.is_name, b.is_name, c.is_name) {
            (false, false, false) if a.digits == 4 && short(b) && short(c) => {
                year_first(whole(a.value), b.value, c.value)
            }
            (false, false, false) if short(a) && short(b) && matches!(c.digits, 2 | 4) => {
                let short_year = c.digits == 2;
                Some(Written::Numbers(DayNumbers { first: a.value, second: b.value, third: c.value, short_year }))
            }
            // Nobody writes `26-Oct-31` for a year and a day.
            (false, true, false) if short(a) => day(year(c)?, b.value, a.value),
            (false, true, false) if a.digits == 4 && short(c) => day(whole(a.value), b.value, c.value),
            (true, false, false) if short(b) => day(year(c)?, a.value, b.value),
            _ => None,
        },
        _ => None,
    }
}

/// A number or the name of a month.
#[derive(Debug, Clone, Copy)]
struct Piece {
    value: u32,
    /// 0 for a name.
    digits: usize,
    is_name: bool,
    /// Bytes it takes.
    length: usize,
}

impl Piece {
    fn at(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let value = text[..digits].parse().ok()?;
            return Some(Self { value, digits, is_name: false, length: digits });
        }
        let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
        let value = parse_month_name(&text[..length])?;
        Some(Self { value, digits: 0, is_name: true, length })
    }
}

/// Behind one separator, such as `-`, `. `, `년 `, `th `, ` de ` or `, `; nothing may stand there too, as in `31Oct2026`.
fn behind_separator(text: &str) -> &str {
    const BEHIND: [&str; 11] = ["년", "월", "年", "月", "st", "nd", "rd", "th", "er ", "o ", "° "];
    let text = BEHIND.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = text.strip_prefix(['.', ',']).unwrap_or(text).trim_start();
    let text = ["de ", "del ", "di "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start();
    text.strip_prefix(['-', '/']).unwrap_or(text).trim_start()
}

/// `Sat, 31 Oct 2026` without its weekday.
fn without_leading_weekday(text: &str) -> &str {
    const DAYS: [&str; 28] = [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ];
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(0);
    let (word, rest) = text.split_at(end);
    let word = word.to_lowercase();
    let long = DAYS.iter().any(|day| word == *day) || ["day", "tag", "dag"].iter().any(|end| word.ends_with(end));
    if end > 0 && (long || word == "mittwoch") { rest.trim_start_matches(['.', ',', ' ']) } else { text }
}

/// Nothing, a weekday in parentheses, or a time of day behind a blank or `T`.
fn ends_here_or_in_a_time(text: &str) -> bool {
    let text = text.trim_start();
    let text = match text.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((weekday, rest)) if weekday.chars().count() <= 3 => rest.trim_start(),
        _ => text,
    };
    if text.is_empty() {
        return true;
    }
    let time = text.strip_prefix('T').unwrap_or(text).trim_start_matches([',', ' ']);
    let time = ["오전", "오후"].iter().find_map(|half| time.strip_prefix(half)).unwrap_or(time).trim_start();
    let hour = time.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hour)
        && time[hour..].starts_with(':')
        && time
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | ' ') || c.is_ascii_alphabetic())
}
