//! The *layout* of a sheet: how its table was found to lie, kept in the record of a run so that the next one can tell
//! what has changed since. Figures and labels of rows are no part of it.

mod drift;
mod problem;
mod renamed;

pub use drift::drift;
pub use problem::LayoutProblem;
pub(crate) use renamed::missing;

use super::header::Header;
use crate::amount::Unit;
use crate::calendar::parse_month_name;
use crate::formats::TextForm;
use crate::ingest::typed::Setting;
use crate::name;
use crate::pipeline::{ColumnSource, Input, InputUnit};
use crate::place::Cell;
use crate::schema::Role;
use crate::sheet::Sheet;
use crate::sheet::Value;
use crate::values::number::{self, Mark};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the table of a sheet was found to lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetLayout {
    pub shape: Shape,
    /// First cell of the header that is not blank; of a crosstab, of its last row.
    pub header: Option<Cell>,
    /// Names of the header in their order; of a crosstab the labels of its lines and measures, not its periods.
    pub columns: Vec<String>,
    /// Canonical column → the header it was found under.
    pub mapped: BTreeMap<String, String>,
    /// What a 1 stands for, where that is not one.
    pub unit: Option<LayoutUnit>,
    /// Decimal mark of the figures, where their texts tell.
    pub decimal: Option<char>,
    /// Of text files.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    #[default]
    Table,
    Crosstab,
}

/// A unit other than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutUnit {
    pub factor: String,
    /// The line of the sheet that says so; `None` when the pipeline does.
    pub line: Option<String>,
}

/// A sheet of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastSheet {
    pub input: Arc<str>,
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub layout: SheetLayout,
}

impl Shape {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Crosstab => "crosstab",
        }
    }
}

/// What was found of a sheet besides its cells.
pub(crate) struct Seen<'a> {
    /// As it is stored, and its header there.
    pub(crate) sheet: &'a Sheet,
    pub(crate) row: usize,
    /// As it is read: the rows of a crosstab were unpivoted.
    pub(crate) read: &'a Sheet,
    pub(crate) header: &'a Header,
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) text: Option<TextForm>,
}

impl Seen<'_> {
    pub(crate) fn layout(&self) -> SheetLayout {
        let input = self.setting.input;
        let grid = &self.sheet.grid;
        let first = (0..grid.width()).find(|&column| !grid.value(self.row, column).is_blank());
        let mapped = mapped(input, self.header);
        let names = self.header.names().filter(|name| self.read.trace.is_none() || !mapped_period(&mapped, name));
        SheetLayout {
            shape: if self.read.trace.is_some() { Shape::Crosstab } else { Shape::Table },
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
        let one = crate::amount::Amount::from(1_i64);
        let said = self.setting.units.said();
        let (factor, line) = match (&self.setting.input.unit, said) {
            (InputUnit::Factor(factor), _) => (factor, None),
            (InputUnit::Auto, Some(unit)) => (&unit.factor, Some(name::tidy(&unit.text))),
            (InputUnit::Auto, None) => return None,
        };
        let of = said.map_or(Unit::Money, |unit| unit.of);
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
                let reads = |mark| matches!(number::read(text, mark), number::Reading::Number(_));
                match (reads(Mark::Point), reads(Mark::Comma)) {
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
const SAMPLE: usize = 500;
/// More columns than people make; the rest of a sheet that is wider is not compared.
const MOST_COLUMNS: usize = 1000;

fn measures(input: &Input) -> impl Iterator<Item = &[String]> {
    input.fact.schema().columns.iter().filter_map(|spec| match input.columns.get(spec.name) {
        Some(ColumnSource::Headers(names)) if matches!(spec.role, Role::Measure(..)) => Some(names.as_slice()),
        _ => None,
    })
}

fn mapped(input: &Input, header: &Header) -> BTreeMap<String, String> {
    let found = input.columns.iter().filter_map(|(canonical, source)| match source {
        ColumnSource::Headers(names) => {
            header.column_of_any(names).map(|column| (canonical.clone(), header.names[column].clone()))
        }
        ColumnSource::Sql(_) | ColumnSource::Constant(_) => None,
    });
    found.collect()
}

fn mapped_period(mapped: &BTreeMap<String, String>, name: &str) -> bool {
    mapped.get("period").is_some_and(|period| period == name)
}

/// A name without what changes from one delivery to the next: digits and months. `Revenue_2026-10 Okt.xlsx` and
/// `Revenue_2026-11 Nov.xlsx` are the same file of two months.
pub(crate) fn timeless(name: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let folded = name::fold(name);
    for c in folded.chars().chain(std::iter::once('\0')) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if parse_month_name(&word).is_some() {
            word.clear();
            word.push('#');
        }
        for c in word.drain(..).chain((c != '\0').then_some(if c.is_numeric() { '#' } else { c })) {
            if c != '#' || !out.ends_with('#') {
                out.push(c);
            }
        }
    }
    out
}

impl PastSheet {
    /// Whether this is the sheet of another delivery of the same file.
    pub(crate) fn is_of(&self, input: &str, file: &str, sheet: Option<&str>) -> bool {
        *self.input == *input
            && timeless(&self.file) == timeless(file)
            && self.sheet.as_deref().map(timeless) == sheet.map(timeless)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_with_the_month_is_no_part_of_a_name() {
        for (one, other) in [
            ("Revenue_2026-10.xlsx", "Revenue_2026-9.xlsx"),
            ("Revenue_Oct 2026.xlsx", "revenue_Nov 2026.xlsx"),
            ("매출 10월.csv", "매출 9월.csv"),
            ("Umsatz März.csv", "Umsatz Okt.csv"),
        ] {
            assert_eq!(timeless(one), timeless(other), "{one}");
        }
        for (one, other) in [("Revenue_EU.csv", "Revenue_US.csv"), ("Plan.csv", "Actual.csv"), ("Maya.csv", "Max.csv")]
        {
            assert_ne!(timeless(one), timeless(other), "{one}");
        }
    }
}
