//! Labels of periods: how the calendar writes them and how people do.
//!
//! A label is cut into numbers and words, each of which says at most one thing: a year, a month, a part of a year, a
//! week. What says too little or two things is no label. Rules where a label could mean two periods:
//!
//! - A year, quarter or half without `FY` is taken when fiscal years are calendar years, else refused.
//! - A year of two digits is taken beside `FY` (always 20xx), beside the name of a month or beside a quarter or half
//!   (69 to 99 are 19xx). `26.10` alone is refused: see [`FiscalCalendar::parse_short_month`].
//! - `26-Jan` is refused: a spreadsheet writes a day so.
//! - `2026 1/4` is refused: it is a quarter beside others of its kind, and a day beside days.

use super::fiscal::YearPart;
use super::{FiscalCalendar, Period, Span, parse_month_name};
use crate::name;
use chrono::{NaiveDate, Weekday};
use unicode_normalization::UnicodeNormalization;

impl FiscalCalendar {
    /// `FY2026 P10`.
    pub fn fiscal_label(&self, period: Period) -> String {
        format!("FY{} P{:02}", self.fiscal_year(period), self.ordinal(period))
    }

    /// The span that a label names: `2026-10`, `FY2026-P10`, `FY26 Q1`, `Jan-26`, `2026년 10월`, `Q1 2026`, `1Q26`,
    /// `1분기 2026`, `2026 상반기`, `2026年10月`, `octubre de 2026`, `1er trimestre 2026`, `1T26`, `202610`, `2026-W40` (the period of its Thursday), `FY2026-W40` (in a calendar of weeks),
    /// `2026`, and the names of a listed calendar.
    ///
    /// Case, and whether `-`, a space, `.`, `/` or nothing stands between the parts, make no difference; footnote marks
    /// are dropped.
    pub fn parse_label(&self, text: &str) -> Option<Span> {
        if let Some(period) = self.listed_label(text) {
            return Some(Span::of(period));
        }
        let parts = LabelParts::of(text)?;
        let calendar_year = || parts.year.filter(|_| !parts.fiscal);
        let fiscal_year = || parts.year.filter(|_| parts.fiscal || self.years_are_calendar_years());
        match parts.part {
            None => fiscal_year().map(|year| self.year_span(year)),
            Some(LabelPart::Month(month)) => self.period_of_month(calendar_year()?, month).map(Span::of),
            Some(LabelPart::Period(ordinal)) => {
                let year = parts.year.filter(|_| parts.fiscal && (1..=self.periods_per_year()).contains(&ordinal))?;
                Some(Span::of(self.year_span(year).first.plus(ordinal - 1)))
            }
            Some(LabelPart::Of(part, index)) => self.part_of_year(fiscal_year()?, part, index),
            Some(LabelPart::Week(week)) if parts.fiscal => self.period_of_week(parts.year?, week).map(Span::of),
            Some(LabelPart::Week(week)) => {
                let thursday = NaiveDate::from_isoywd_opt(calendar_year()?, week, Weekday::Thu)?;
                self.period_of(thursday).map(Span::of)
            }
        }
    }

    /// A day of the week that a label names: its Thursday, or its first day where weeks are those of the fiscal year.
    pub fn day_of_week_label(&self, text: &str) -> Option<NaiveDate> {
        let parts = LabelParts::of(text)?;
        let Some(LabelPart::Week(week)) = parts.part else { return None };
        if parts.fiscal {
            self.first_day_of_week(parts.year?, week)
        } else {
            NaiveDate::from_isoywd_opt(parts.year?, week, Weekday::Thu)
        }
    }

    /// `26.10` as October 2026, for the headers of a crosstab whose whole row reads so. Alone it could be a day or a
    /// number.
    pub fn parse_short_month(&self, text: &str) -> Option<Period> {
        let text = name::without_footnote(text.trim());
        let (year, month) = text.trim_start_matches(['\'', '’']).split_once(['.', '-', '/'])?;
        let month = month.strip_suffix('.').unwrap_or(month).trim_start();
        let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        let sound = two_digits(year) && (two_digits(month) || (month.len() == 1 && two_digits(&format!("0{month}"))));
        let month: u32 = month.parse().ok().filter(|month| sound && (1..=12).contains(month))?;
        self.period_of_month(full_year(year.parse().ok()?), month)
    }

    /// The label of a span: `FY2026`, `FY2026-H2`, `FY2026-Q4`, `2026-10`, else first to last.
    pub fn span_label(&self, span: Span) -> String {
        let year = self.fiscal_year(span.first);
        if span == self.year_span(year) {
            return format!("FY{year}");
        }
        for (part, letter) in [(YearPart::Half, 'H'), (YearPart::Quarter, 'Q')] {
            for index in 1..=part.count() {
                if self.part_of_year(year, part, index) == Some(span) {
                    return format!("FY{year}-{letter}{index}");
                }
            }
        }
        if span.first == span.last {
            self.label(span.first)
        } else {
            format!("{}..{}", self.label(span.first), self.label(span.last))
        }
    }
}

/// What a label says.
#[derive(Debug, Default)]
struct LabelParts {
    year: Option<i32>,
    /// Whether the year is a fiscal one.
    fiscal: bool,
    part: Option<LabelPart>,
}

#[derive(Debug, Clone, Copy)]
enum LabelPart {
    /// Of the calendar year.
    Month(u32),
    /// Of the fiscal year.
    Period(i32),
    /// Which half or quarter of a year, from 1.
    Of(YearPart, i32),
    /// Of the fiscal year beside `FY`, else by ISO 8601.
    Week(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
}

impl LabelParts {
    fn of(text: &str) -> Option<Self> {
        let bare = name::without_footnote(text.trim());
        if name::has_odd_digits(bare) {
            return None;
        }
        let folded = folded(bare);
        let tokens = tokens(&folded)?;
        let mut parts = Self::default();
        let mut open: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            at += 1;
            let word = match token {
                Token::Number(digits) => {
                    open.push(digits);
                    continue;
                }
                Token::Word(word) => word,
            };
            let next = match tokens.get(at) {
                Some(Token::Number(digits)) => Some(*digits),
                _ => None,
            };
            match word {
                "fy" => {
                    parts.set_fiscal_year(next?)?;
                    at += 1;
                }
                "년" | "년도" | "年" => parts.set_year(open.pop()?)?,
                // The fiscal year by its own word.
                "年度" => {
                    parts.fiscal = true;
                    parts.set_year(open.pop()?)?;
                }
                "월" | "月" | "月度" | "月分" => parts.set_month(open.pop()?)?,
                // `octubre de 2026`, `1er trimestre`, `1º trimestre`.
                "de" | "del" | "di" | "of" if parts.part.is_some() && at < tokens.len() => {}
                "er" | "e" | "o" | "a" | "eme" | "ème" | "st" | "nd" | "rd" | "th" | "ro" | "do" | "to"
                    if open.last().is_some_and(|digits| digits.len() == 1) && names_part(tokens.get(at)) => {}
                "i" | "ii" | "iii" | "iv" if names_part(tokens.get(at)) => {
                    open.push(["1", "2", "3", "4"][if word == "iv" { 3 } else { word.len() - 1 }]);
                }
                "m" | "p" | "w" | "kw" => {
                    parts.set_numbered(word, next?)?;
                    at += 1;
                }
                "상반기" | "上半期" | "上期" => parts.set(LabelPart::Of(YearPart::Half, 1))?,
                "하반기" | "下半期" | "下期" => parts.set(LabelPart::Of(YearPart::Half, 2))?,
                _ => {
                    if let Some(part) = part_of_a_year(word) {
                        // `1Q26` and `01분기` have their number before them, `2026Q1` behind it.
                        // In `08Q4` both sides are digits, and the year stands before it.
                        let is_year_before = next.is_some_and(|next| next.len() == 1);
                        let is_index = |digits: &&str| {
                            digits.len() == 1 || (digits.len() == 2 && digits.starts_with('0') && !is_year_before)
                        };
                        let before = open.last().copied().filter(is_index);
                        let index = before.or(next)?;
                        if before.is_some() {
                            open.pop();
                        } else {
                            at += 1;
                        }
                        let index: i32 = index.parse().ok().filter(|index| (1..=part.count()).contains(index))?;
                        parts.set(LabelPart::Of(part, index))?;
                    } else {
                        // `26-Jan` is a day.
                        let day = open.last().is_some_and(|digits| digits.len() != 4);
                        let month = parse_month_name(word).filter(|_| !day)?;
                        parts.set(LabelPart::Month(month))?;
                    }
                }
            }
        }
        parts.close(&open)?;
        parts.year.is_some().then_some(parts)
    }

    /// Numbers that no word belongs to.
    fn close(&mut self, open: &[&str]) -> Option<()> {
        match *open {
            [] => Some(()),
            [month] if month.len() == 6 => {
                self.set_year(&month[..4])?;
                self.set_month(&month[4..])
            }
            [year] if year.len() == 4 || self.part.is_some() => self.set_year(year),
            [year, month] | [month, year] if year.len() == 4 && (1..=2).contains(&month.len()) => {
                self.set_year(year)?;
                self.set_month(month)
            }
            _ => None,
        }
    }

    fn set(&mut self, part: LabelPart) -> Option<()> {
        self.part.replace(part).is_none().then_some(())
    }

    fn set_year(&mut self, digits: &str) -> Option<()> {
        let year = match digits.len() {
            2 => full_year(digits.parse().ok()?),
            4 => digits.parse().ok().filter(|year| (1900..2200).contains(year))?,
            _ => return None,
        };
        self.year.replace(year).is_none().then_some(())
    }

    fn set_fiscal_year(&mut self, digits: &str) -> Option<()> {
        self.fiscal = true;
        let year: i32 = digits.parse().ok()?;
        match digits.len() {
            2 => self.year.replace(2000 + year).is_none().then_some(()),
            4 => self.year.replace(year).is_none().then_some(()),
            _ => None,
        }
    }

    fn set_month(&mut self, digits: &str) -> Option<()> {
        let month = digits.parse().ok().filter(|month| digits.len() <= 2 && (1..=12).contains(month))?;
        self.set(LabelPart::Month(month))
    }

    fn set_numbered(&mut self, word: &str, digits: &str) -> Option<()> {
        let number: u32 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
        match word {
            "m" => self.set_month(digits),
            "p" => self.set(LabelPart::Period(i32::try_from(number).ok()?)),
            _ => self.set(LabelPart::Week(number)),
        }
    }
}

/// In small letters of plain width, with every sign that says quarters the same way.
fn folded(bare: &str) -> String {
    let mut folded = bare.nfkc().collect::<String>().to_lowercase();
    if folded.is_ascii() {
        return folded;
    }
    folded = western_year(&folded).unwrap_or(folded).replace("/4분기", "분기").replace('第', " ");
    for (number, digit) in [("一", "1"), ("二", "2"), ("三", "3"), ("四", "4")] {
        for part in ["四半期", "季度"] {
            folded = folded.replace(&format!("{number}{part}"), &format!("{digit}{part}"));
        }
    }
    // `2026年下期` is written without a gap.
    for (year, of_years) in [('년', "년도"), ('年', "年度")] {
        const KEPT: &str = "\u{0}";
        folded =
            folded.replace(of_years, KEPT).replace(year, &format!("{year} ")).replace(KEPT, &format!("{of_years} "));
    }
    folded
}

/// `令和8年10月` as `2026年10月`.
fn western_year(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix("令和")?.trim_start();
    let end = rest.find('年')?;
    let year: i32 = if &rest[..end] == "元" { 1 } else { rest[..end].trim().parse().ok()? };
    Some(format!("{}{}", 2018_i32.checked_add(year)?, &rest[end..]))
}

/// Whether a token is a word for a part of a year.
fn names_part(token: Option<&Token<'_>>) -> bool {
    matches!(token, Some(Token::Word(word)) if part_of_a_year(word).is_some())
}

/// The part of a year that a word names.
fn part_of_a_year(word: &str) -> Option<YearPart> {
    match word {
        "q" | "qtr" | "quarter" | "quartal" | "분기" | "t" | "trim" | "trimestre" | "kwartaal" | "kvartal"
        | "四半期" | "季度" => Some(YearPart::Quarter),
        "h" | "half" | "hj" | "halbjahr" | "반기" | "s" | "sem" | "semestre" | "halfjaar" | "半期" => {
            Some(YearPart::Half)
        }
        _ => None,
    }
}

/// The year of two digits: 69 to 99 are of the last century, as in `strptime`.
pub fn full_year(short: u32) -> i32 {
    i32::try_from(short).unwrap_or(0) + if short < 69 { 2000 } else { 1900 }
}

/// Numbers and words in their order; `None` when something else stands between them.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
        match kind(first) {
            (true, _) => tokens.push(Token::Number(&rest[..end])),
            (_, true) => tokens.push(Token::Word(&rest[..end])),
            _ if rest[..end]
                .chars()
                .all(|c| matches!(c, '-' | ' ' | '.' | '/' | '_' | ',' | '\'' | '’' | '–' | '°')) => {}
            _ => return None,
        }
        rest = &rest[end..];
    }
    // `2026,10` is a number with a decimal comma.
    let has_word = tokens.iter().any(|token| matches!(token, Token::Word(_)));
    (has_word || !text.contains(',')).then_some(tokens)
}

#[cfg(test)]
mod tests;
