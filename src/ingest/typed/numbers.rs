//! Columns of figures: their decimal mark, their unit, their currency.

use super::reader::{ColumnReader, unusable};
use super::sources::CellSource;
use crate::amount::{Amount, Decimal, Unit};
use crate::diagnostic::Finding;
use crate::ingest::doubt_problem::DoubtProblem;
use crate::ingest::problem::IngestProblem;
use crate::ingest::shape::decimal;
use crate::ingest::shape::units::UnitVerdict;
use crate::ingest::table::Numbers;
use crate::ingest::table_problem::TableProblem;
use crate::place::Place;
use crate::sheet::{Memo, Value};
use crate::values::DecimalMark;
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::collections::BTreeMap;

impl ColumnReader<'_> {
    pub(super) fn numbers(&mut self, label: &str, cells: &CellSource, unit: Unit) -> Option<Numbers> {
        let pinned = match cells {
            CellSource::Sheet(_) | CellSource::Computed(..) => self.setting.input.decimal,
            CellSource::Constant(_) => DecimalMark::Point,
        };
        let decided = number::pinned(pinned).or_else(|| self.mark(cells));
        let Some(mark) = decided else {
            let open = |text: &&str| number::both_readings(text).is_some();
            let example = self.each_text(cells).find(open).unwrap_or_default().to_owned();
            let row = (0..self.rows.len()).find(|&row| self.value(cells, row) == Value::Text(&example)).unwrap_or(0);
            let place = self.sheet.cell_place(self.cell(cells, row));
            self.findings
                .push(Finding::new(place, IngestProblem::AmbiguousNumbers { column: label.to_owned(), example }));
            return None;
        };
        let factor = match self.unit(label, cells, unit) {
            UnitVerdict::Plain | UnitVerdict::ShownScaled(_) => None,
            UnitVerdict::Times(factor) => Some(factor),
            UnitVerdict::Unclear { .. } | UnitVerdict::UnclearMil(_) => return None,
        };
        let foreign = self.foreign_currencies(cells, unit);
        let mut values = Vec::with_capacity(self.rows.len());
        let mut known = Memo::new(&self.sheet.grid);
        let mut unknown = Vec::new();
        for row in 0..self.rows.len() {
            let value = self.value(cells, row);
            let (reading, own_unit) = match (self.text_id(cells, row), value) {
                (Some(id), _) => known.get(&self.sheet.grid, id, |text| read_number(text, mark)),
                (None, _) if let Some(number) = Self::computed(cells, row) => (NumberReading::Number(number), false),
                (None, Value::Blank) => (NumberReading::Absent, false),
                (None, Value::Number(number)) => {
                    (Decimal::from_float(number).map_or(NumberReading::Unreadable, NumberReading::Number), false)
                }
                (None, Value::Text(text)) => read_number(text, mark),
                (None, Value::Duration(days)) => {
                    let Some(unit) = self.setting.input.durations else {
                        if let Some(problem) = DoubtProblem::elapsed(label, value) {
                            self.reject(cells, row, problem);
                        }
                        values.push(None);
                        continue;
                    };
                    (unit.of_days(days).map_or(NumberReading::Unreadable, NumberReading::Number), true)
                }
                (None, _) => (NumberReading::Unreadable, false),
            };
            if let Some(found) = self.text_id(cells, row).and_then(|id| foreign.get(&id)) {
                let problem = TableProblem::OtherCurrency {
                    column: label.to_owned(),
                    value: value.as_text().unwrap_or_default().into_owned(),
                    found,
                    expected: self.setting.input.signs.as_deref().unwrap_or_default().to_owned(),
                };
                self.reject(cells, row, problem);
                values.push(None);
                continue;
            }
            let reading = match reading {
                NumberReading::Number(number) => scaled(number, factor.as_ref().filter(|_| !own_unit))
                    .map_or(NumberReading::Unreadable, NumberReading::Number),
                other => other,
            };
            values.push(match reading {
                NumberReading::Number(number) => Some(number),
                NumberReading::Absent => {
                    if matches!(value, Value::Text(text) if number::is_unknown(text)) {
                        unknown.push(row);
                    }
                    None
                }
                NumberReading::Unreadable => {
                    let problem = unusable(value, label).unwrap_or_else(|| IngestProblem::UnreadableNumber {
                        column: label.to_owned(),
                        value: value.as_text().unwrap_or_default().into_owned(),
                    });
                    self.reject(cells, row, problem);
                    None
                }
            });
        }
        if let [first, ..] = unknown[..] {
            let said = self.value(cells, first).as_text().unwrap_or_default().into_owned();
            let problem = TableProblem::UnknownFigure { column: label.to_owned(), said, cells: unknown.len() };
            self.findings.push(Finding::new(self.sheet.cell_place(self.cell(cells, first)), problem));
        }
        Some(Numbers::from_decimals(&values))
    }

    /// What a 1 in a column stands for, with what is to be said about it.
    fn unit(&mut self, label: &str, cells: &CellSource, unit: Unit) -> UnitVerdict {
        let column = match cells {
            CellSource::Sheet(column) => Some(*column),
            CellSource::Computed(..) | CellSource::Constant(_) => None,
        };
        let scaled = &self.sheet.formatting.scaled;
        let stored: Vec<u32> = (0..self.rows.len())
            .take_while(|_| !scaled.is_empty())
            .filter(|&row| matches!(self.value(cells, row), Value::Number(_)))
            .map(|row| self.sheet.original(self.cell(cells, row)).column)
            .collect();
        let verdict = self.setting.units.of(self.setting.input, column, unit, scaled, &stored);
        if let Some((cell, problem)) = verdict.remark(label) {
            let place = Place::Cell { file: self.sheet.file.clone(), sheet: self.sheet.name.clone(), cell };
            self.findings.push(Finding::new(place, problem));
        }
        verdict
    }

    /// The texts of a money column that wear the sign of another currency.
    fn foreign_currencies(&self, cells: &CellSource, unit: Unit) -> BTreeMap<u32, &'static str> {
        let input = self.setting.input;
        let (Some(code), Unit::Money) = (&input.signs, unit) else { return BTreeMap::new() };
        if input.columns.contains_key("currency") {
            return BTreeMap::new();
        }
        let mut known: Memo<bool> = Memo::new(&self.sheet.grid);
        let mut foreign = BTreeMap::new();
        for id in (0..self.rows.len()).filter_map(|row| self.text_id(cells, row)) {
            known.get(&self.sheet.grid, id, |text| {
                foreign.extend(number::foreign_currency(text, code).map(|mark| (id, mark)));
                true
            });
        }
        foreign
    }

    /// The decimal mark of a column; `None` where it is to be asked.
    fn mark(&self, cells: &CellSource) -> Option<DecimalSeparator> {
        let beside = self.figures.iter().filter(|other| !std::ptr::eq(**other, cells));
        let beside = beside.map(|other| number::weigh(self.each_text(other)));
        decimal::settle(number::weigh(self.each_text(cells)), beside, [self.setting.stored])
    }
}

/// A figure, and whether it says its own unit.
fn read_number(text: &str, mark: DecimalSeparator) -> (NumberReading, bool) {
    (number::read(text, mark), number::has_own_unit(text))
}

/// A figure in the unit of the table, in ones. Factors are powers of ten, so nothing is rounded; `None`
/// where it has too many digits then.
fn scaled(number: Decimal, factor: Option<&Amount>) -> Option<Decimal> {
    let Some(factor) = factor else { return Some(number) };
    let product = &Amount::from_scaled(number.mantissa, number.scale) * factor;
    Decimal::parse_plain(&product.to_string())
}
