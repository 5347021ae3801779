//! The columns of a table by which its total rows are told.

use crate::ingest::shape::header::{Header, columns_of};
use crate::ingest::shape::totals::{self, Naming};
use crate::pipeline::{ColumnSource, Input};
use crate::schema::{ColumnRole, MeasureKind};
use crate::sheet::{Grid, Memo, Raw};

#[derive(Clone)]
pub(super) struct SumColumns {
    /// Those that say what a row is about.
    pub(super) labels: Vec<usize>,
    /// Those of which nobody knows what they say, with the bare name of a total somewhere.
    pub(super) others: Vec<usize>,
    /// Those among them without which a row is nothing.
    pub(super) keys: Vec<usize>,
    pub(super) product: Option<usize>,
    pub(super) times: Vec<usize>,
    pub(super) figures: Vec<usize>,
    /// Figures of which those of several periods do not add up.
    pub(super) stocks: Vec<usize>,
}

impl SumColumns {
    pub(super) fn of(input: &Input, header: &Header, grid: &Grid) -> Self {
        let columns = |about: &dyn Fn(ColumnRole) -> bool| columns_of(input, header, about);
        let figures = columns(&|role| matches!(role, ColumnRole::Measure(..)));
        let mut labels = columns(&|role| !matches!(role, ColumnRole::Measure(..)));
        // The word often stands in the first columns, whatever those are for.
        for column in header.columns.clone().take(2) {
            if !labels.contains(&column) && !figures.contains(&column) {
                labels.push(column);
            }
        }
        let is_named = |column: &usize| {
            let mut texts = grid.texts_of(*column);
            !labels.contains(column)
                && !figures.contains(column)
                && texts.any(|text| totals::naming(text) == Some(Naming::Plain))
        };
        Self {
            others: header.columns.clone().filter(is_named).collect(),
            labels,
            keys: columns(&|role| matches!(role, ColumnRole::Product | ColumnRole::Period)),
            product: columns(&|role| role == ColumnRole::Product).first().copied(),
            times: columns(&|role| matches!(role, ColumnRole::Period | ColumnRole::Date)),
            stocks: columns(&|role| matches!(role, ColumnRole::Measure(MeasureKind::Stock, _))),
            figures,
        }
    }

    /// The columns of figures, and whether those of several lines add up.
    pub(super) fn added(&self, input: &Input, header: &Header) -> Vec<(usize, bool)> {
        let schema = input.fact.schema();
        let adds_up = |column: usize| {
            schema.columns.iter().filter(|spec| spec.adds_up()).any(|spec| {
                match input.columns.get(spec.name.as_ref()) {
                    Some(ColumnSource::Headers(names)) => header.column_of_any(names) == Some(column),
                    _ => false,
                }
            })
        };
        self.figures.iter().map(|&column| (column, adds_up(column))).collect()
    }

    pub(super) fn lacks_key(&self, grid: &Grid, row: usize) -> bool {
        self.keys.iter().any(|&key| grid.value(row, key).is_blank())
    }

    pub(super) fn has_figure(&self, grid: &Grid, row: usize) -> bool {
        self.figures.iter().any(|&column| !grid.value(row, column).is_blank())
    }

    /// The label that names a total, where a row has one.
    pub(super) fn named(&self, grid: &Grid, namings: &mut Memo<Option<Naming>>, row: usize) -> Option<(usize, Naming)> {
        let mut naming = |column: usize| match grid.raw(row, column) {
            Raw::Text(id) => namings.get(grid, id, totals::naming).map(|naming| (column, naming)),
            _ => None,
        };
        let named = self.labels.iter().find_map(|&column| naming(column));
        named.or_else(|| {
            let named = self.others.iter().find_map(|&column| naming(column));
            named.filter(|(_, naming)| *naming == Naming::Plain)
        })
    }
}
