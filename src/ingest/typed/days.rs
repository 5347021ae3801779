//! Columns of days and of periods.

use super::reader::{ColumnReader, unusable};
use super::sources::CellSource;
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::ingest::table::{When, Whens};
use crate::name;
use crate::sheet::{Memo, Value};
use crate::values::day;
use crate::values::number::{self, DecimalSeparator, NumberReading};

impl ColumnReader<'_> {
    fn order(&mut self, label: &str, cells: &CellSource) -> Option<day::Order> {
        let order = day::decide(self.each_text(cells), &self.setting.input.dates);
        if order.is_none() {
            let example = self.each_text(cells).next().unwrap_or("").to_owned();
            let place = self.sheet.cell_place(self.cell(cells, 0));
            self.findings
                .push(Finding::new(place, IngestProblem::AmbiguousDates { column: label.to_owned(), example }));
        }
        order
    }

    pub(super) fn days(&mut self, label: &str, cells: &CellSource) -> Option<Vec<Option<Date>>> {
        let order = self.order(label, cells)?;
        let mut days = Vec::with_capacity(self.rows.len());
        let mut known = Memo::new(&self.sheet.grid);
        for row in 0..self.rows.len() {
            let value = self.value(cells, row);
            let day = match (self.text_id(cells, row), value) {
                (Some(id), _) => known.get(&self.sheet.grid, id, |text| day::read(text, &order)),
                (None, Value::Day(day)) => Some(day),
                (None, Value::Text(text)) => day::read(text, &order),
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
        Some(self.distinct(label, cells, |value| match value {
            Value::Day(day) => Some(When::Day(day)),
            _ => when(&value.as_text()?, &order),
        }))
    }
}

/// A day, or a label for the calendar; `None` when blank.
fn when(text: &str, order: &day::Order) -> Option<When> {
    if let Some(day) = day::read(text, order) {
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
