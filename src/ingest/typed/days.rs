//! Columns of days and of periods.

use super::reader::{ColumnReader, unusable};
use super::sources::CellSource;
use crate::calendar::{Date, Datelike};
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::problem::IngestProblem;
use crate::ingest::table::{When, Whens};
use crate::name;
use crate::sheet::{Memo, ShownAs, Value};
use crate::values::DateOrder;
use crate::values::day::{self, Fractions, Order};
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::collections::BTreeSet;

impl ColumnReader<'_> {
    /// How the texts of a column are read; `None` when it is a question to the user.
    fn order(&mut self, label: &str, cells: &CellSource) -> Option<Order> {
        let dates = &self.setting.input.dates;
        let Some(order) = day::decide(self.each_text(cells), dates) else {
            let example = self.each_text(cells).next().unwrap_or("").to_owned();
            let place = self.sheet.cell_place(self.cell(cells, 0));
            self.findings
                .push(Finding::new(place, IngestProblem::AmbiguousDates { column: label.to_owned(), example }));
            return None;
        };
        if *dates == DateOrder::Auto
            && let Some(finding) = self.half_converted(label, cells).or_else(|| self.day_or_year(cells))
        {
            self.findings.push(finding);
            return None;
        }
        Some(order)
    }

    fn half_converted(&self, label: &str, cells: &CellSource) -> Option<Finding> {
        let stored = (0..self.rows.len()).filter_map(|row| match self.value(cells, row) {
            Value::Day(day) => Some(day),
            _ => None,
        });
        let found = day::half_converted(stored, self.each_text(cells))?;
        let is_it = |value: Value<'_>| match value {
            Value::Day(day) => day == found.day,
            Value::Text(text) => text.contains('-') && day::read(text, &Order::DayFirst) == Some(found.day),
            _ => false,
        };
        let row = (0..self.rows.len()).find(|&row| is_it(self.value(cells, row))).unwrap_or(0);
        let problem = DoubtProblem::HalfConverted {
            column: label.to_owned(),
            stored: found.day,
            swapped: Date::from_ymd_opt(found.day.year(), found.day.day(), found.day.month()),
            text: found.text.to_owned(),
            word: found.word(),
        };
        Some(Finding::new(self.sheet.cell_place(self.cell(cells, row)), problem))
    }

    fn day_or_year(&self, cells: &CellSource) -> Option<Finding> {
        if !self.sheet.formatting.shown.iter().any(|shown| shown.how == ShownAs::DayAndMonth) {
            return None;
        }
        let short = |row: usize| match self.value(cells, row) {
            Value::Day(day) => Some(day).filter(|_| self.is_short(cells, row)),
            _ => None,
        };
        let days: BTreeSet<Date> = (0..self.rows.len()).filter_map(short).collect();
        let days: Vec<Date> = days.into_iter().collect();
        let (row, day) = (0..self.rows.len()).find_map(|row| Some((row, short(row)?)))?;
        let month = day::month_of_day(day).filter(|_| day::day_may_be_year(&days))?;
        let problem = DoubtProblem::DayOrYear { day, month: month.format("%Y-%m").to_string() };
        Some(Finding::new(self.sheet.cell_place(self.cell(cells, row)), problem))
    }

    /// Texts that a spreadsheet saves for such cells.
    fn short_days(&self, cells: &CellSource) -> Option<Finding> {
        if self.setting.input.dates != DateOrder::Auto {
            return None;
        }
        let (text, month) = self.each_text(cells).find_map(|text| Some((text, day::month_of_short_day(text)?)))?;
        let row = (0..self.rows.len()).find(|&row| self.value(cells, row) == Value::Text(text)).unwrap_or(0);
        let problem = DoubtProblem::ShortDay { text: text.to_owned(), month: month.format("%Y-%m").to_string() };
        Some(Finding::new(self.sheet.cell_place(self.cell(cells, row)), problem))
    }

    /// Whether a cell shows its day without the year.
    fn is_short(&self, cells: &CellSource, row: usize) -> bool {
        let cell = self.sheet.original(self.cell(cells, row));
        let mut shown = self.sheet.formatting.shown_in(cell.column, cell.row, cell.row);
        shown.any(|shown| shown.how == ShownAs::DayAndMonth)
    }

    /// The day of a cell, as the pipeline says to take it.
    fn stored(&self, cells: &CellSource, row: usize, day: Date) -> Date {
        // An expression has taken its days so already.
        if let CellSource::Computed(..) = cells {
            return day;
        }
        let dates = &self.setting.input.dates;
        let is_short = *dates == DateOrder::DayIsYear && self.is_short(cells, row);
        day::stored(day, dates, is_short)
    }

    pub(super) fn days(&mut self, label: &str, cells: &CellSource) -> Option<Vec<Option<Date>>> {
        let order = self.order(label, cells)?;
        let dates = &self.setting.input.dates;
        let mut days = Vec::with_capacity(self.rows.len());
        let mut known = Memo::new(&self.sheet.grid);
        for row in 0..self.rows.len() {
            let value = self.value(cells, row);
            let day = match (self.text_id(cells, row), value) {
                (Some(id), _) => known.get(&self.sheet.grid, id, |text| day::read_as(text, &order, dates)),
                (None, Value::Day(day)) => Some(self.stored(cells, row, day)),
                (None, Value::Text(text)) => day::read_as(text, &order, dates),
                (None, _) => None,
            };
            let absent = matches!(value, Value::Text(text) if number::read(text, DecimalSeparator::Point) == NumberReading::Absent);
            if day.is_none() && !value.is_blank() && !absent {
                let problem = unusable(value, label).unwrap_or_else(|| IngestProblem::UnreadableDate {
                    column: label.to_owned(),
                    value: value.as_text().unwrap_or_default().into_owned(),
                });
                self.reject(cells, row, problem);
            }
            days.push(day);
        }
        Some(days)
    }

    pub(super) fn whens(&mut self, label: &str, cells: &CellSource) -> Option<Whens> {
        let order = self.order(label, cells)?;
        if let Some(finding) = self.short_days(cells) {
            self.findings.push(finding);
            return None;
        }
        let has_quarters = self.has_quarters(label, cells, &order)?;
        let dates = &self.setting.input.dates;
        let is_short = *dates == DateOrder::DayIsYear && (0..self.rows.len()).any(|row| self.is_short(cells, row));
        Some(self.distinct(label, cells, |value| match value {
            Value::Day(day) => Some(When::Day(day::stored(day, dates, is_short))),
            _ => when(&value.as_text()?, &order, dates, has_quarters),
        }))
    }

    /// Whether `2026년 1/4` is a quarter in this column; `None` when it is a question to the user.
    fn has_quarters(&mut self, label: &str, cells: &CellSource, order: &Order) -> Option<bool> {
        let found = match &self.setting.input.dates {
            DateOrder::Auto => day::fractions(self.each_text(cells), |text| day::read(text, order).is_some()),
            DateOrder::Quarters => return Some(true),
            _ => return Some(false),
        };
        let (text, is_clear) = match found {
            Fractions::None | Fractions::Days => return Some(false),
            Fractions::Quarters(text) => (text, true),
            Fractions::Unclear(text) => (text, false),
        };
        let row = (0..self.rows.len()).find(|&row| self.value(cells, row) == Value::Text(text)).unwrap_or(0);
        let (column, text) = (label.to_owned(), text.to_owned());
        let place = self.sheet.cell_place(self.cell(cells, row));
        let problem = if is_clear {
            DoubtProblem::QuartersRead { column, text }
        } else {
            DoubtProblem::UnclearQuarters { column, text }
        };
        self.findings.push(Finding::new(place, problem));
        is_clear.then_some(true)
    }
}

/// A day, or a label for the calendar; `None` when blank.
fn when(text: &str, order: &Order, dates: &DateOrder, has_quarters: bool) -> Option<When> {
    if let Some(quarter) = has_quarters.then(|| day::quarter_label(text)).flatten() {
        return Some(When::Label(quarter.into()));
    }
    let month = || if *dates == DateOrder::DayIsYear { day::month_of_short_day(text) } else { None };
    if let Some(day) = day::read_as(text, order, dates).or_else(month) {
        return Some(When::Day(day));
    }
    let label = month_number(text).unwrap_or_else(|| name::tidy(text));
    (!label.is_empty()).then(|| When::Label(label.into()))
}

/// `202610`, the month as one number, in the calendar's own spelling.
fn month_number(text: &str) -> Option<String> {
    let text = text.trim();
    let valid = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) && ("1900"..="2199").contains(&&text[..4]);
    (valid && ("01"..="12").contains(&&text[4..])).then(|| format!("{}-{}", &text[..4], &text[4..]))
}
