//! How cells look before anybody knows what their column is for.

use super::totals::is_withheld;
use crate::calendar::{Date, FiscalCalendar, Span};
use crate::name;
use crate::sheet::Sheet;
use crate::sheet::{Grid, Raw};
use crate::values::day::{self, Order};
use crate::values::number::{self, DecimalSeparator, NumberReading};

/// What a cell is, taken alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    Blank,
    /// A text that is nothing else.
    Label,
    /// `-`, `n/a`: a figure that is not there.
    Absent,
    /// A number, also one that is stored as text.
    Number,
    Day,
    Flag,
    /// An error, or a formula without its result.
    Broken,
}

impl CellKind {
    /// Stands where figures stand.
    pub(crate) const fn is_figure(self) -> bool {
        matches!(self, Self::Absent | Self::Number | Self::Day | Self::Flag | Self::Broken)
    }
}

/// A sheet whose different texts were each looked at once.
pub(crate) struct SheetView<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) calendar: &'a FiscalCalendar,
    texts: Vec<CellKind>,
}

impl<'a> SheetView<'a> {
    pub(crate) fn new(sheet: &'a Sheet, calendar: &'a FiscalCalendar) -> Self {
        let texts = (0..sheet.grid.distinct_texts()).map(|id| u32::try_from(id).map_or("", |id| sheet.grid.text(id)));
        let texts = texts.map(look_of_text).collect();
        Self { sheet, calendar, texts }
    }

    pub(crate) fn grid(&self) -> &'a Grid {
        &self.sheet.grid
    }

    pub(crate) fn look(&self, row: usize, column: usize) -> CellKind {
        match self.grid().raw(row, column) {
            Raw::Blank => CellKind::Blank,
            Raw::Text(id) => self.texts.get(id as usize).copied().unwrap_or(CellKind::Label),
            Raw::Number(_) | Raw::Duration(_) => CellKind::Number,
            Raw::Day(_) => CellKind::Day,
            Raw::Flag(_) => CellKind::Flag,
            Raw::Fault(_) | Raw::Uncomputed => CellKind::Broken,
        }
    }

    /// The cell as a person reads it, tidy; empty when blank.
    pub(crate) fn text(&self, row: usize, column: usize) -> String {
        self.grid().value(row, column).as_text().map(|text| name::tidy(&text)).unwrap_or_default()
    }

    pub(crate) fn heading(&self, row: usize, column: usize) -> Option<HeadingValue> {
        if self.look(row, column) == CellKind::Blank {
            return None;
        }
        if let Raw::Day(day) = self.grid().raw(row, column) {
            return Some(HeadingValue::Day(day));
        }
        let text = self.text(row, column);
        let bare = heading_text(&text);
        if let Some(span) = self.calendar.parse_label(bare) {
            return Some(HeadingValue::Period(span));
        }
        if let Some(step) = TimeStep::of(bare) {
            return Some(HeadingValue::Step(step));
        }
        if let Some(day) = written_day(bare) {
            return Some(HeadingValue::Day(day));
        }
        match self.look(row, column) {
            CellKind::Label => Some(HeadingValue::Text),
            _ => None,
        }
    }
}

/// What a cell can be in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeadingValue {
    Text,
    Period(Span),
    Day(Date),
    Step(TimeStep),
}

impl HeadingValue {
    pub(crate) const fn is_time(self) -> bool {
        !matches!(self, Self::Text)
    }
}

/// A step of time that does not say in which year: `April`, `Q2`, `Year 3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TimeStep {
    Month(u32),
    Quarter(u32),
    Year(u32),
    Week(u32),
}

impl TimeStep {
    pub(crate) fn of(text: &str) -> Option<Self> {
        let folded = name::fold(text);
        if let Some(month) = crate::calendar::parse_month_name(&folded).or_else(|| chinese_month(&folded)) {
            return Some(Self::Month(month));
        }
        let compact: String = folded.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let digits: String = compact.chars().filter(char::is_ascii_digit).collect();
        let number: u32 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
        let words: String = compact.chars().filter(|c| !c.is_ascii_digit()).collect();
        match words.as_str() {
            "q" | "분기" | "quartal" | "quarter" | "qtr" if (1..=4).contains(&number) => Some(Self::Quarter(number)),
            "year" | "jahr" | "y" | "차년도" | "년차" => Some(Self::Year(number)),
            "week" | "w" | "kw" | "주차" => Some(Self::Week(number)),
            "month" | "monat" | "m" if (1..=12).contains(&number) => Some(Self::Month(number)),
            _ => None,
        }
    }
}

/// `一月` to `十二月`.
fn chinese_month(text: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let number = text.strip_suffix('月')?;
    u32::try_from(NUMBERS.iter().position(|known| *known == number)? + 1).ok()
}

/// A year as headings say it: `2008`, `(2008)`, `2008.0` of a program that writes every number so, `20081` with the mark
/// of a footnote behind it.
pub(crate) fn heading_year(text: &str) -> Option<i32> {
    let text = heading_text(text);
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    let digits = text.bytes().all(|b| b.is_ascii_digit()) && (4..=5).contains(&text.len());
    text.get(..4)?.parse().ok().filter(|year| digits && (1900..=2100).contains(year))
}

/// What a heading says without the mark of a footnote, and of `2008.0` the year.
pub(crate) fn heading_text(text: &str) -> &str {
    let text = name::without_footnote(text);
    match text.split_once('.') {
        Some((year, zeros)) if year.len() == 4 && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => year,
        _ => text,
    }
}

/// A day that reads as one in some order of its numbers.
pub(crate) fn written_day(text: &str) -> Option<Date> {
    if text.len() < 6 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    [Order::DayFirst, Order::MonthFirst, Order::YearFirst].iter().find_map(|order| day::read(text, order))
}

/// Whether a heading speaks of rates, which do not add up.
pub(crate) fn is_rate(heading: &str) -> bool {
    let folded = name::fold(heading);
    let words = ["%", "율", "률", "率", "percent", "prozent"];
    let whole = ["rate", "ratio", "margin", "share", "quote", "anteil"];
    words.iter().any(|word| folded.contains(word))
        || folded.split(|c: char| !c.is_alphanumeric()).any(|word| whole.contains(&word))
}

/// `20260131`, which is a number too.
pub(crate) fn is_day_number(text: &str) -> bool {
    let text = text.trim();
    text.len() == 8
        && text.bytes().all(|b| b.is_ascii_digit())
        && ("1900".."2200").contains(&&text[..4])
        && ("01"..="12").contains(&&text[4..6])
        && ("01"..="31").contains(&&text[6..])
}

/// Whether a text says that there is no figure, and not the unit of one: `%` and `USD` stand in headers.
fn is_absence(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let has_dash = text.contains(['-', '–', '—', '−', '─']);
    let is_word =
        ["na", "nil", "none", "null", "nan", "ka", "없음", "해당없음"].contains(&name::fold(&letters).as_str());
    has_dash || is_word || (letters.is_empty() && !text.contains(['%', '$', '€', '£', '¥', '₩', '#', '№']))
}

/// `-----`: a line that is drawn with signs.
pub(crate) fn is_drawn(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '=' | '_' | ' '))
}

/// `(X)`, `(NA)`, `Not available`: statistics say so where they have no figure.
fn is_mark_of_absence(text: &str) -> bool {
    let inner = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or_default();
    inner == "NA"
        || ["not available", "not applicable"].contains(&name::fold(text).as_str())
        || (inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_uppercase()))
}

fn look_of_text(text: &str) -> CellKind {
    if text.trim().is_empty() {
        return CellKind::Blank;
    }
    match (number::read(text, DecimalSeparator::Point), number::read(text, DecimalSeparator::Comma)) {
        (NumberReading::Absent, _) if is_absence(text) => CellKind::Absent,
        (NumberReading::Number(_), _) | (_, NumberReading::Number(_)) => CellKind::Number,
        _ if is_withheld(text) || is_drawn(text) || is_mark_of_absence(text) => CellKind::Absent,
        _ if written_day(text).is_some() => CellKind::Day,
        _ if ["true", "false"].contains(&name::fold(text).as_str()) => CellKind::Flag,
        _ => CellKind::Label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_looks_like_what_it_could_be() {
        for (text, look) in [
            ("Product", CellKind::Label),
            ("2024년 7월", CellKind::Label),
            ("1,234.50", CellKind::Number),
            ("00123", CellKind::Number),
            ("31.10.2026", CellKind::Day),
            ("2026-10-31", CellKind::Day),
            ("N/A", CellKind::Absent),
            ("(NA)", CellKind::Absent),
            ("(X)", CellKind::Absent),
            ("Not available", CellKind::Absent),
            ("(a)", CellKind::Label),
            ("-----", CellKind::Absent),
            (" $-   ", CellKind::Absent),
            ("%", CellKind::Label),
            ("USD", CellKind::Label),
            ("#", CellKind::Label),
            (".", CellKind::Absent),
            ("TRUE", CellKind::Flag),
            (" ", CellKind::Blank),
        ] {
            assert_eq!(look_of_text(text), look, "{text}");
        }
    }

    #[test]
    fn a_year_may_be_written_with_a_decimal_or_with_the_mark_of_a_footnote() {
        for (text, year) in [
            ("2008", Some(2008)),
            ("2008.0", Some(2008)),
            ("2008 \\1", Some(2008)),
            ("20081", Some(2008)),
            ("(2008)", Some(2008)),
            ("2008.5", None),
            ("1,990", None),
            ("3008", None),
            ("200", None),
            ("", None),
        ] {
            assert_eq!(heading_year(text), year, "{text}");
        }
    }

    #[test]
    fn steps_are_time_without_a_year() {
        for (text, step) in [
            ("April", Some(TimeStep::Month(4))),
            ("1월", Some(TimeStep::Month(1))),
            ("十二月", Some(TimeStep::Month(12))),
            ("Year 5", Some(TimeStep::Year(5))),
            ("Q3", Some(TimeStep::Quarter(3))),
            ("2분기", Some(TimeStep::Quarter(2))),
            ("Week 12", Some(TimeStep::Week(12))),
            ("Product", None),
            ("Q5", None),
            ("12", None),
        ] {
            assert_eq!(TimeStep::of(text), step, "{text}");
        }
    }
}
