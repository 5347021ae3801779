//! Columns of days and of periods.

use super::reader::{ColumnReader, unusable};
use super::sources::CellSource;
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::problem::IngestProblem;
use crate::ingest::shape::days::{self, DayColumn};
use crate::ingest::table::{When, Whens};
use crate::name;
use crate::sheet::{Memo, Value};
use crate::values::DateOrder;
use crate::values::day::{self, Fractions, Order};
use crate::values::number::{self, DecimalSeparator, NumberReading};

impl ColumnReader<'_> {
    fn day_column<'a>(&'a self, label: &'a str, cells: &'a CellSource) -> DayColumn<'a> {
        DayColumn {
            sheet: self.sheet,
            dates: &self.setting.input.dates,
            label,
            texts: self.each_text(cells).collect(),
            rows: self.rows.len(),
            value: Box::new(move |row| self.value(cells, row)),
            cell: Box::new(move |row| self.cell(cells, row)),
        }
    }

    /// How the texts of a column are read; `None` when it is a question to the user.
    fn order(&mut self, label: &str, cells: &CellSource) -> Option<Order> {
        let order = self.day_column(label, cells).order();
        order.map_err(|finding| self.findings.push(finding)).ok()
    }

    /// The day of a cell, as the pipeline says to take it.
    fn stored(&self, cells: &CellSource, row: usize, day: Date) -> Date {
        // An expression has taken its days so already.
        if let CellSource::Computed(..) = cells {
            return day;
        }
        let dates = &self.setting.input.dates;
        let is_short = *dates == DateOrder::DayIsYear && days::is_short(self.sheet, self.cell(cells, row));
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
        let short = self.day_column(label, cells).short_days();
        if let Some(finding) = short {
            self.findings.push(finding);
            return None;
        }
        let has_quarters = self.has_quarters(label, cells, &order)?;
        let dates = &self.setting.input.dates;
        let shows_short = |row: usize| days::is_short(self.sheet, self.cell(cells, row));
        let is_short = *dates == DateOrder::DayIsYear && (0..self.rows.len()).any(shows_short);
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
