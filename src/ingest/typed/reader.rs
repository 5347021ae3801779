//! Reads the cells of a column, whatever its type.

use super::sources::CellSource;
use crate::amount::Decimal;
use crate::diagnostic::{Finding, Problem};
use crate::ingest::expression::Computed;
use crate::ingest::finding_cap::FindingCap;
use crate::ingest::problem::IngestProblem;
use crate::ingest::setting::ReadSetting;
use crate::ingest::table::Distinct;
use crate::name;
use crate::place::Cell;
use crate::sheet::{Memo, Raw, Sheet, Value};
use std::hash::Hash;

/// Reads columns of one sheet and remembers which rows had a bad cell.
pub(super) struct ColumnReader<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) rows: &'a [usize],
    pub(super) setting: &'a ReadSetting<'a>,
    pub(super) rejected: Vec<bool>,
    pub(super) cap: FindingCap,
    pub(super) findings: &'a mut Vec<Finding>,
    /// The column of products, so that the one of a row that cannot be read may be set aside.
    pub(super) product: Option<&'a CellSource>,
    /// All columns of figures.
    pub(super) figures: Vec<&'a CellSource>,
}

impl ColumnReader<'_> {
    pub(super) fn value<'a>(&'a self, cells: &'a CellSource, row: usize) -> Value<'a> {
        match cells {
            CellSource::Sheet(column) => self.sheet.grid.value(self.rows[row], *column),
            CellSource::Computed(values, _) => match &values[row] {
                // Figures are asked for as they are.
                Computed::Blank | Computed::Number(_) => Value::Blank,
                Computed::Text(text) => Value::Text(text),
                Computed::Day(day) => Value::Day(*day),
            },
            CellSource::Constant(text) => Value::Text(text),
        }
    }

    /// The figure of a computed cell.
    pub(super) fn computed(cells: &CellSource, row: usize) -> Option<Decimal> {
        match cells {
            CellSource::Computed(values, _) => match values[row] {
                Computed::Number(number) => Some(number),
                Computed::Blank | Computed::Text(_) | Computed::Day(_) => None,
            },
            CellSource::Sheet(_) | CellSource::Constant(_) => None,
        }
    }

    pub(super) fn cell(&self, cells: &CellSource, row: usize) -> Cell {
        let column = match cells {
            CellSource::Sheet(column) | CellSource::Computed(_, column) => *column,
            CellSource::Constant(_) => 0,
        };
        self.sheet.grid.cell(self.rows[row], column)
    }

    pub(super) fn reject(&mut self, cells: &CellSource, row: usize, problem: impl Problem + 'static) {
        self.rejected[row] = true;
        let mut finding = Finding::new(self.sheet.cell_place(self.cell(cells, row)), problem);
        let product = self.product.map(|product| self.value(product, row));
        finding.product = product.and_then(|name| Some(name::tidy(&name.as_text()?).into()));
        self.cap.add(self.findings, finding);
    }

    /// Number of the text in a cell of the sheet.
    pub(super) fn text_id(&self, cells: &CellSource, row: usize) -> Option<u32> {
        match cells {
            CellSource::Sheet(column) => match self.sheet.grid.raw(self.rows[row], *column) {
                Raw::Text(id) => Some(id),
                _ => None,
            },
            CellSource::Computed(..) | CellSource::Constant(_) => None,
        }
    }

    /// The different texts of a column, each at its first row.
    pub(super) fn each_text<'a>(&'a self, cells: &'a CellSource) -> impl Iterator<Item = &'a str> {
        let mut seen = vec![false; self.sheet.grid.distinct_texts()];
        (0..self.rows.len()).filter_map(move |row| {
            if let Some(id) = self.text_id(cells, row) {
                let seen = &mut seen[id as usize];
                return (!std::mem::replace(seen, true)).then(|| self.sheet.grid.text(id));
            }
            match self.value(cells, row) {
                Value::Text(text) => Some(text),
                _ => None,
            }
        })
    }

    /// A column of which most values come again and again: each is read once.
    pub(super) fn distinct<T: Eq + Hash>(
        &mut self,
        label: &str,
        cells: &CellSource,
        read: impl Fn(Value<'_>) -> Option<T>,
    ) -> Distinct<T> {
        let mut column = Distinct::default();
        let mut known: Memo<Option<usize>> = Memo::new(&self.sheet.grid);
        for row in 0..self.rows.len() {
            let value = self.value(cells, row);
            let id = if let Some(id) = self.text_id(cells, row) {
                known.get(&self.sheet.grid, id, |text| read(Value::Text(text)).map(|value| column.intern(value)))
            } else if let Some(problem) = unusable(value, label) {
                self.reject(cells, row, problem);
                None
            } else {
                read(value).map(|value| column.intern(value))
            };
            column.push_id(id);
        }
        column
    }
}

/// Cells that are no value of any type.
pub(super) fn unusable(value: Value<'_>, column: &str) -> Option<IngestProblem> {
    match value {
        Value::Fault(fault) => Some(IngestProblem::FaultyCell { column: column.to_owned(), fault: fault.to_owned() }),
        Value::Uncomputed => Some(IngestProblem::Uncomputed { column: column.to_owned() }),
        _ => None,
    }
}
