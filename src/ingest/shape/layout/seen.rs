//! How a table was found to lie.

use super::description::{LayoutUnit, SheetLayout, TableShape};
use crate::amount::{Amount, Unit};
use crate::formats::TextForm;
use crate::ingest::setting::ReadSetting;
use crate::ingest::shape::header::{Header, SCENARIO};
use crate::name;
use crate::pipeline::{ColumnSource, Input, InputUnit};
use crate::schema::ColumnRole;
use crate::sheet::{Sheet, Value};
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::collections::BTreeMap;

/// What was found of a sheet besides its cells.
pub(crate) struct SeenSheet<'a> {
    /// As it is stored, and its header there.
    pub(crate) sheet: &'a Sheet,
    pub(crate) row: usize,
    /// As it is read: the rows of a crosstab were unpivoted.
    pub(crate) read: &'a Sheet,
    pub(crate) header: &'a Header,
    pub(crate) setting: &'a ReadSetting<'a>,
    pub(crate) text: Option<&'a TextForm>,
}

impl SeenSheet<'_> {
    pub(crate) fn layout(&self) -> SheetLayout {
        let input = self.setting.input;
        let grid = &self.sheet.grid;
        let first = (0..grid.width()).find(|&column| !grid.value(self.row, column).is_blank());
        let mapped = mapped(input, self.header);
        // Which lines have a scenario is no matter of the layout.
        let names = self.header.names().filter(|name| *name != SCENARIO);
        let names = names.filter(|name| self.read.trace.is_none() || !mapped_period(&mapped, name));
        SheetLayout {
            shape: if self.read.trace.is_some() { TableShape::Crosstab } else { TableShape::Table },
            header: first.map(|column| grid.cell(self.row, column)),
            columns: names.take(MOST_COLUMNS).map(str::to_owned).collect(),
            decimal: self.decimal(),
            unit: self.unit(),
            encoding: self.text.map(|form| form.encoding.to_owned()),
            delimiter: self.text.and_then(|form| form.delimiter),
            mapped,
        }
    }

    fn unit(&self) -> Option<LayoutUnit> {
        let one = Amount::from(1_i64);
        let said = self.setting.units.said();
        let (factor, line) = match (&self.setting.input.unit, said) {
            (InputUnit::Factor(factor), _) => (factor, None),
            (InputUnit::Auto, Some(unit)) => (&unit.factor, Some(name::tidy(&unit.text))),
            (InputUnit::Auto, None) => return None,
        };
        let of = said.and_then(|unit| unit.of).unwrap_or(Unit::Money);
        let factor = if of == Unit::Count { format!("{factor} pieces") } else { factor.to_string() };
        (factor != one.to_string()).then_some(LayoutUnit { factor, line })
    }

    /// The mark that the texts of the figures show, where one of them reads only one way.
    fn decimal(&self) -> Option<char> {
        let grid = &self.read.grid;
        let columns: Vec<usize> =
            measures(self.setting.input).filter_map(|names| self.header.column_of_any(names)).collect();
        let (mut point, mut comma) = (0_usize, 0_usize);
        for row in (self.header.index + 1..grid.height()).take(SAMPLE) {
            for &column in &columns {
                let Value::Text(text) = grid.value(row, column) else { continue };
                let reads = |mark| matches!(number::read(text, mark), NumberReading::Number(_));
                match (reads(DecimalSeparator::Point), reads(DecimalSeparator::Comma)) {
                    (true, false) => point += 1,
                    (false, true) => comma += 1,
                    _ => {}
                }
            }
        }
        match (point, comma) {
            (0, 0) => None,
            _ if point >= comma => Some('.'),
            _ => Some(','),
        }
    }
}

/// Rows that are looked at for the decimal mark and for the type of a column.
pub(super) const SAMPLE: usize = 500;
/// More columns than people make; the rest of a sheet that is wider is not compared.
const MOST_COLUMNS: usize = 1000;

fn measures(input: &Input) -> impl Iterator<Item = &[String]> {
    input.fact.schema().columns.iter().filter_map(|spec| match input.columns.get(spec.name.as_ref()) {
        Some(ColumnSource::Headers(names)) if matches!(spec.role, ColumnRole::Measure(..)) => Some(names.as_slice()),
        _ => None,
    })
}

fn mapped(input: &Input, header: &Header) -> BTreeMap<String, String> {
    let found = input.columns.iter().filter_map(|(canonical, source)| match source {
        ColumnSource::Headers(names) => {
            header.column_of_any(names).map(|column| (canonical.clone(), header.names[column].clone()))
        }
        ColumnSource::Joined(_) | ColumnSource::Sql(_) | ColumnSource::Constant(_) => None,
    });
    found.collect()
}

fn mapped_period(mapped: &BTreeMap<String, String>, name: &str) -> bool {
    mapped.get("period").is_some_and(|period| period == name)
}
