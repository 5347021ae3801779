//! What a column of days leaves open: the order of day and month, days that a program misread, days without a year.

use crate::calendar::{Date, Datelike};
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::problem::IngestProblem;
use crate::place::Cell;
use crate::sheet::{Sheet, ShownAs, Value};
use crate::values::DateOrder;
use crate::values::day::{self, HalfConverted, Order};
use std::collections::BTreeSet;

/// A column by its rows, whatever its cells come from.
pub(crate) struct DayColumn<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) dates: &'a DateOrder,
    /// As the user knows it.
    pub(crate) label: &'a str,
    /// Its different texts.
    pub(crate) texts: Vec<&'a str>,
    pub(crate) rows: usize,
    pub(crate) value: Box<dyn Fn(usize) -> Value<'a> + 'a>,
    pub(crate) cell: Box<dyn Fn(usize) -> Cell + 'a>,
}

impl DayColumn<'_> {
    /// How its texts are read, or what the user is to be asked.
    pub(crate) fn order(&self) -> Result<Order, Finding> {
        let Some(order) = day::decide(self.texts.iter().copied(), self.dates) else {
            let unclear = |text: &&&str| day::readings(text).len() > 1;
            let example = self.texts.iter().find(unclear).copied().unwrap_or_default();
            let problem = IngestProblem::AmbiguousDates { column: self.label.to_owned(), example: example.to_owned() };
            return Err(self.at(self.row_of(example), problem));
        };
        let doubt = || self.half_converted().or_else(|| self.day_or_year());
        if *self.dates == DateOrder::Auto { doubt().map_or(Ok(order), Err) } else { Ok(order) }
    }

    /// What its cells leave open where the sheet says nothing of the order of its days; its texts are read one by one.
    pub(crate) fn doubtful_entries(&self) -> Option<Finding> {
        let half_converted = self.half_found().map(|(row, found)| {
            let (column, text) = (self.label.to_owned(), found.text.to_owned());
            self.at(row, DoubtProblem::HalfConvertedEntries { column, stored: found.day, text })
        });
        half_converted.or_else(|| {
            let (row, day, month) = self.short_found()?;
            Some(self.at(row, DoubtProblem::DayOrYearEntry { day, month }))
        })
    }

    fn half_found(&self) -> Option<(usize, HalfConverted<'_>)> {
        let stored = (0..self.rows).filter_map(|row| match (self.value)(row) {
            Value::Day(day) => Some(day),
            _ => None,
        });
        let found = day::half_converted(stored, self.texts.iter().copied())?;
        let is_it = |value: Value<'_>| match value {
            Value::Day(day) => day == found.day,
            Value::Text(text) => text.contains('-') && day::read(text, &Order::DayFirst) == Some(found.day),
            _ => false,
        };
        Some(((0..self.rows).find(|&row| is_it((self.value)(row))).unwrap_or(0), found))
    }

    fn half_converted(&self) -> Option<Finding> {
        let (row, found) = self.half_found()?;
        let problem = DoubtProblem::HalfConverted {
            column: self.label.to_owned(),
            stored: found.day,
            swapped: Date::from_ymd_opt(found.day.year(), found.day.day(), found.day.month()),
            text: found.text.to_owned(),
            word: found.word(),
        };
        Some(self.at(row, problem))
    }

    fn day_or_year(&self) -> Option<Finding> {
        let (row, day, month) = self.short_found()?;
        Some(self.at(row, DoubtProblem::DayOrYear { day, month }))
    }

    /// A day that may have been typed as this month.
    fn short_found(&self) -> Option<(usize, Date, String)> {
        if !self.sheet.formatting.shown.iter().any(|shown| shown.how == ShownAs::DayAndMonth) {
            return None;
        }
        let short = |row: usize| match (self.value)(row) {
            Value::Day(day) => Some(day).filter(|_| self.is_short(row)),
            _ => None,
        };
        let days: BTreeSet<Date> = (0..self.rows).filter_map(short).collect();
        let days: Vec<Date> = days.into_iter().collect();
        let (row, day) = (0..self.rows).find_map(|row| Some((row, short(row)?)))?;
        let month = day::month_of_day(day).filter(|_| day::day_may_be_year(&days))?;
        Some((row, day, month.format("%Y-%m").to_string()))
    }

    /// Texts that a spreadsheet saves for such cells.
    pub(crate) fn short_days(&self) -> Option<Finding> {
        if *self.dates != DateOrder::Auto {
            return None;
        }
        let (text, month) = self.texts.iter().find_map(|text| Some((*text, day::month_of_short_day(text)?)))?;
        let problem = DoubtProblem::ShortDay { text: text.to_owned(), month: month.format("%Y-%m").to_string() };
        Some(self.at(self.row_of(text), problem))
    }

    /// Whether a cell shows its day without the year.
    pub(crate) fn is_short(&self, row: usize) -> bool {
        is_short(self.sheet, (self.cell)(row))
    }

    fn row_of(&self, text: &str) -> usize {
        (0..self.rows).find(|&row| (self.value)(row) == Value::Text(text)).unwrap_or(0)
    }

    fn at(&self, row: usize, problem: impl crate::diagnostic::Problem + 'static) -> Finding {
        Finding::new(self.sheet.cell_place((self.cell)(row)), problem)
    }
}

/// Whether a cell shows its day without the year.
pub(crate) fn is_short(sheet: &Sheet, cell: Cell) -> bool {
    let cell = sheet.original(cell);
    let mut shown = sheet.formatting.shown_in(cell.column, cell.row, cell.row);
    shown.any(|shown| shown.how == ShownAs::DayAndMonth)
}
