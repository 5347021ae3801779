//! What a column holds: its type by evidence over all its cells, examples, what its figures count.

use super::columns::TableColumn;
use super::found::{ColumnKind, ColumnSurvey};
use crate::calendar::{Date, Period};
use crate::ingest::shape::decimal;
use crate::ingest::shape::look::{CellKind, SheetView, is_day_number, is_rate, written_day};
use crate::name;
use crate::place::Cell;
use crate::sheet::{Raw, ShownAs, Value};
use crate::values::DateOrder;
use crate::values::day;
use crate::values::number::{self, CurrencyMark, DecimalSeparator, NumberReading};
use std::collections::HashSet;

/// How many examples are shown.
const EXAMPLES: usize = 5;

/// A column over its rows of data.
#[derive(Debug, Default)]
struct ColumnTally {
    filled: usize,
    labels: usize,
    numbers: usize,
    days: usize,
    flags: usize,
    absent: usize,
    broken: usize,
    /// Texts that are numbers, beside cells that are.
    text_numbers: usize,
    cell_numbers: usize,
    leading_zeros: usize,
    day_numbers: usize,
    fractions: usize,
    money: usize,
    percent: usize,
    periods: usize,
    period_numbers: usize,
    /// Times of day.
    times: usize,
    longest_period: usize,
    first_broken: Option<usize>,
    first_label: Option<usize>,
}

/// Profiles one column.
pub(crate) fn column(view: &SheetView<'_>, table_column: &TableColumn, rows: &[usize]) -> ColumnSurvey {
    let mut tally = ColumnTally::default();
    let mut texts: HashSet<u32> = HashSet::new();
    let mut others: HashSet<u64> = HashSet::new();
    let mut examples: Vec<String> = Vec::new();
    let mut span: Option<(Date, Date)> = None;
    let mut period_span: Option<((Period, String), (Period, String))> = None;
    for &row in rows {
        let look = view.look(row, table_column.column);
        if look == CellKind::Blank {
            continue;
        }
        let raw = view.grid().raw(row, table_column.column);
        let is_new = match raw {
            Raw::Text(id) => texts.insert(id),
            Raw::Number(number) | Raw::Duration(number) => others.insert(number.to_bits()),
            Raw::Day(day) => others.insert(u64::from(day_number(day))),
            Raw::Flag(flag) => others.insert(u64::from(flag)),
            Raw::Blank | Raw::Fault(_) | Raw::Uncomputed => false,
        };
        let value = view.grid().value(row, table_column.column);
        tally.add(look, value, row, is_new.then_some(view));
        if !is_new {
            continue;
        }
        let is_time = matches!(value, Value::Duration(_));
        if examples.len() < EXAMPLES && look != CellKind::Absent && !is_time {
            examples.push(view.text(row, table_column.column));
        }
        let day = match value {
            Value::Day(day) => Some(day),
            Value::Text(text) if look == CellKind::Day => written_day(text),
            _ => None,
        };
        if let Some(day) = day {
            let (first, last) = span.unwrap_or((day, day));
            span = Some((first.min(day), last.max(day)));
        }
        if look != CellKind::Day
            && let Some(found) = period_text(view, row, table_column.column)
        {
            let text = view.text(row, table_column.column);
            match &mut period_span {
                None => period_span = Some(((found.first, text.clone()), (found.last, text))),
                Some((first, _)) if found.first < first.0 => *first = (found.first, text),
                Some((_, last)) if found.last > last.0 => *last = (found.last, text),
                Some(_) => {}
            }
        }
    }
    // Periods were counted once for each different text, the cells are all of them.
    let different = texts.len() + others.len();
    let kind = tally.kind(view, table_column, rows, different);
    let doubt = doubt(view, table_column, rows, kind);
    let limits = match kind {
        // Where the days read both ways, so do the first and the last.
        _ if doubt.is_some() => None,
        ColumnKind::Day => span.map(|(first, last)| (first.to_string(), last.to_string())),
        ColumnKind::Period => period_span.map(|(first, last)| (first.1, last.1)),
        _ => None,
    };
    ColumnSurvey {
        column: u32::try_from(table_column.column).unwrap_or(0),
        name: table_column.name.clone(),
        own_name: table_column.own.clone(),
        kind,
        filled: tally.filled,
        blank: rows.len() - tally.filled,
        distinct: different,
        examples,
        limits,
        unit: unit(view, table_column, &tally),
        currency: shown_as(view, table_column, rows).1.map(CurrencyMark::as_str),
        doubt,
        text_numbers: if tally.cell_numbers > 0 { tally.text_numbers } else { 0 },
        broken: tally.broken,
        first_broken: tally.first_broken.map(|row| cell(view, row, table_column.column)),
        first_label: tally
            .first_label
            .filter(|_| kind == ColumnKind::Mixed)
            .map(|row| cell(view, row, table_column.column)),
        labels: tally.labels,
        adds_up: matches!(kind, ColumnKind::Whole | ColumnKind::Amount) && !is_rate(&table_column.name),
        longest_period: tally.longest_period,
    }
}

fn cell(view: &SheetView<'_>, row: usize, column: usize) -> Cell {
    view.grid().shown_cell(row, column)
}

fn day_number(day: Date) -> u32 {
    u32::try_from((day - Date::MIN).num_days()).unwrap_or(0)
}

/// A period written as a label or a number.
fn period_text(view: &SheetView<'_>, row: usize, column: usize) -> Option<crate::calendar::Span> {
    let text = view.grid().value(row, column).as_text()?;
    let longest = if view.look(row, column) == CellKind::Number { 7 } else { 24 };
    (text.len() <= longest).then(|| view.calendar.parse_label(name::without_footnote(&text))).flatten()
}

impl ColumnTally {
    fn add(&mut self, look: CellKind, value: Value<'_>, row: usize, new: Option<&SheetView<'_>>) {
        self.filled += 1;
        match look {
            CellKind::Blank => {}
            CellKind::Label => {
                self.labels += 1;
                self.first_label.get_or_insert(row);
            }
            CellKind::Absent => self.absent += 1,
            CellKind::Day => self.days += 1,
            CellKind::Flag => self.flags += 1,
            CellKind::Broken => {
                self.broken += 1;
                self.first_broken.get_or_insert(row);
            }
            CellKind::Number => {
                self.numbers += 1;
                match value {
                    Value::Text(_) => self.text_numbers += 1,
                    Value::Duration(_) => self.times += 1,
                    _ => self.cell_numbers += 1,
                }
            }
        }
        let (Some(view), CellKind::Number | CellKind::Label) = (new, look) else { return };
        if matches!(value, Value::Duration(_)) {
            return;
        }
        let text = value.as_text().unwrap_or_default();
        let text = text.trim();
        let longest = if look == CellKind::Number { 7 } else { 24 };
        let period = if text.len() <= longest { view.calendar.parse_label(name::without_footnote(text)) } else { None };
        if let Some(span) = period {
            self.periods += 1;
            self.longest_period = self.longest_period.max(span.len());
            self.period_numbers += usize::from(look == CellKind::Number);
        }
        if look == CellKind::Number {
            let digits = text.bytes().all(|b| b.is_ascii_digit());
            self.leading_zeros += usize::from(digits && text.len() > 1 && text.starts_with('0'));
            self.day_numbers += usize::from(is_day_number(text));
            self.percent += usize::from(text.ends_with('%'));
            self.money += usize::from(text.contains(['$', '€', '£', '¥', '₩', '원']));
            // A number that is stored as one says itself whether it is whole.
            self.fractions += usize::from(match value {
                Value::Number(number) => number.fract() != 0.0,
                _ => has_fraction(text),
            });
        }
    }

    /// The type of most cells; mixed when a good part of them is something else.
    fn kind(&self, view: &SheetView<'_>, table_column: &TableColumn, rows: &[usize], different: usize) -> ColumnKind {
        let Self { labels, numbers, days, flags, absent, broken, .. } = *self;
        let sound = labels + numbers + days + flags;
        if sound == 0 {
            return if absent + broken > 0 { ColumnKind::Amount } else { ColumnKind::Empty };
        }
        if self.times > 0 && (numbers + days) * 20 >= sound * 19 {
            return ColumnKind::Time;
        }
        let most = |part: usize| part * 20 >= sound * 19;
        let said = name::fold(&table_column.name);
        let is_named = |words: &[&str]| words.iter().any(|word| said.contains(word));
        if most(days) {
            return ColumnKind::Day;
        }
        if self.periods > 0 && self.periods * 20 >= different * 19 {
            let labelled = self.period_numbers == 0;
            let in_a_row = self.period_numbers > 0
                && is_named(&[
                    "month", "period", "year", "jahr", "monat", "년", "월", "기간", "quarter", "분기", "fy", "날짜",
                ]);
            if labelled || in_a_row {
                return ColumnKind::Period;
            }
        }
        if most(flags) {
            return ColumnKind::Flag;
        }
        if most(numbers) {
            if self.day_numbers > 0 && self.day_numbers == distinct_numbers(view, table_column, rows, different) {
                return ColumnKind::Day;
            }
            if self.leading_zeros > 0 && self.cell_numbers == 0 && self.fractions == 0 {
                return ColumnKind::Code;
            }
            let (percent, currency) = shown_as(view, table_column, rows);
            if self.percent > 0 || percent * 2 > numbers {
                return ColumnKind::Percent;
            }
            return if self.fractions > 0 || self.money > 0 || currency.is_some() {
                ColumnKind::Amount
            } else {
                ColumnKind::Whole
            };
        }
        // A dash for a figure that is not there is no text.
        if most(labels) || (numbers + days) * 5 <= sound && labels > 0 { ColumnKind::Text } else { ColumnKind::Mixed }
    }
}

/// How many of its cells number formats show in hundredths, and the currency that they show.
fn shown_as(view: &SheetView<'_>, table_column: &TableColumn, rows: &[usize]) -> (usize, Option<CurrencyMark>) {
    let (mut percent, mut currency) = (0, None);
    let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { return (percent, currency) };
    let [first, last] = [first, last].map(|row| view.grid().cell(row, table_column.column));
    for shown in view.sheet.formatting.shown_in(first.column, first.row, last.row) {
        match shown.how {
            ShownAs::Percent => percent += shown.cells as usize,
            ShownAs::Currency(mark) => currency = currency.or(Some(mark)),
            ShownAs::DayAndMonth => {}
        }
    }
    (percent, currency)
}

/// How many different numbers a column has, without what stands for none.
fn distinct_numbers(view: &SheetView<'_>, table_column: &TableColumn, rows: &[usize], different: usize) -> usize {
    let absent: HashSet<String> = rows
        .iter()
        .filter(|&&row| view.look(row, table_column.column) == CellKind::Absent)
        .map(|&row| view.text(row, table_column.column))
        .collect();
    different.saturating_sub(absent.len())
}

/// Whether a number says more than whole ones, whichever mark it is read with.
fn has_fraction(text: &str) -> bool {
    let scale = |mark| match number::read(text, mark) {
        NumberReading::Number(decimal) => Some(decimal.scale),
        NumberReading::Absent | NumberReading::Unreadable => None,
    };
    match (scale(DecimalSeparator::Point), scale(DecimalSeparator::Comma)) {
        (Some(point), Some(comma)) => point > 0 && comma > 0,
        (only, None) | (None, only) => only.is_some_and(|scale| scale > 0),
    }
}

/// What a 1 stands for, as header and cells say.
fn unit(view: &SheetView<'_>, table_column: &TableColumn, tally: &ColumnTally) -> Option<String> {
    let scaled = view.sheet.formatting.scaled.iter().find(|format| format.column as usize == table_column.column);
    if let Some(format) = scaled {
        let shown = if format.thousands == 1 { "thousands" } else { "millions" };
        return Some(format!("shown in {shown} by {} number formats", format.cells));
    }
    if tally.numbers == 0 {
        return None;
    }
    let bracketed =
        table_column.name.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside.trim());
    if let Some(unit) = bracketed.filter(|unit| is_unit(unit)) {
        return Some(format!("`{unit}` in the header"));
    }
    if tally.percent > 0 {
        return Some("`%` in the cells".to_owned());
    }
    (tally.money > 0).then(|| "a currency sign in the cells".to_owned())
}

/// What people put into brackets behind a name to say what is counted.
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 34] = [
        "kg",
        "g",
        "t",
        "m",
        "km",
        "l",
        "ml",
        "m2",
        "m²",
        "㎡",
        "h",
        "hrs",
        "hours",
        "min",
        "days",
        "%",
        "$",
        "€",
        "£",
        "usd",
        "eur",
        "krw",
        "gbp",
        "jpy",
        "chf",
        "원",
        "천원",
        "백만원",
        "억원",
        "명",
        "개",
        "건",
        "대",
        "m*hr",
    ];
    UNITS.contains(&name::fold(text).as_str())
        || crate::ingest::shape::unit_line::speaks_of_a_unit(&format!("({text})"))
}

/// What only the user can decide, with the line to paste.
fn doubt(
    view: &SheetView<'_>,
    table_column: &TableColumn,
    rows: &[usize],
    kind: ColumnKind,
) -> Option<(String, Vec<String>)> {
    let mut seen: HashSet<u32> = HashSet::new();
    let mut texts = || {
        rows.iter()
            .filter_map(|&row| match view.grid().raw(row, table_column.column) {
                Raw::Text(id) => seen.insert(id).then(|| view.grid().text(id)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    match kind {
        ColumnKind::Whole | ColumnKind::Amount | ColumnKind::Percent => {
            let texts = texts();
            let example = texts.iter().find(|text| number::both_readings(text).is_some())?;
            let verdict = number::weigh(texts.iter().copied());
            decimal::settle(verdict, std::iter::empty(), [view.sheet]).is_none().then(|| {
                let lines = vec!["decimal = \".\"".to_owned(), "decimal = \",\"".to_owned()];
                (format!("every number reads both ways, like `{}`", example.trim()), lines)
            })
        }
        ColumnKind::Day => {
            let texts = texts();
            let example = texts.iter().find(|text| day::readings(text).len() > 1)?;
            day::decide(texts.iter().copied(), &DateOrder::Auto).is_none().then(|| {
                let lines = vec!["dates = \"day-first\"".to_owned(), "dates = \"month-first\"".to_owned()];
                (format!("every day reads both ways, like `{}`", example.trim()), lines)
            })
        }
        _ => None,
    }
}
