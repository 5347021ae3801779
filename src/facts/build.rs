//! Rows of one fact, collected into the columns of its frame.

use super::Fact;
use super::coverage::{self, InputCoverage};
use crate::calendar::{Period, Span};
use crate::diagnostic::sound;
use crate::ingest::Part;
use crate::pipeline::Absent;
use crate::schema::{FactKind, Role};
use indexmap::IndexSet;
use polars::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Collects rows; every measure at the largest scale that any of its parts has.
pub(super) struct FactBuilder {
    kind: FactKind,
    absent: Absent,
    /// One an input of the fact.
    coverage: Vec<InputCoverage>,
    /// Which inputs know a product.
    known_by: BTreeMap<u32, BTreeSet<usize>>,
    gaps: BTreeSet<(usize, Period)>,
    products: Vec<u32>,
    periods: Vec<i32>,
    lengths: Vec<u32>,
    customer_ids: Vec<Option<u32>>,
    customers: IndexSet<Arc<str>>,
    sources: Vec<u32>,
    rows: Vec<u32>,
    measures: BTreeMap<&'static str, MeasureColumn>,
}

/// Mantissas with the scale of each run of rows.
#[derive(Default)]
struct MeasureColumn {
    scale: u32,
    values: Vec<Option<i128>>,
}

impl MeasureColumn {
    /// Brings the column to a scale that holds new values too.
    fn widen(&mut self, scale: u32) {
        if scale > self.scale {
            let factor = 10_i128.pow(scale - self.scale);
            self.values.iter_mut().flatten().for_each(|value| *value *= factor);
            self.scale = scale;
        }
    }
}

/// Subscriptions are kept as annual amounts, so that an export of ARR and one of MRR are both exact.
pub(super) const ANNUAL: &str = "arr";
const MONTHS_A_YEAR: i128 = 12;

impl FactBuilder {
    pub(super) fn new(kind: FactKind, absent: Absent) -> Self {
        Self {
            kind,
            absent,
            coverage: Vec::new(),
            known_by: BTreeMap::new(),
            gaps: BTreeSet::new(),
            products: Vec::new(),
            periods: Vec::new(),
            lengths: Vec::new(),
            customer_ids: Vec::new(),
            customers: IndexSet::new(),
            sources: Vec::new(),
            rows: Vec::new(),
            measures: BTreeMap::new(),
        }
    }

    /// The rows that follow come from another input.
    pub(super) fn open_input(&mut self, required: bool) {
        self.coverage.push(InputCoverage { required, ..InputCoverage::default() });
    }

    pub(super) fn cover(&mut self, periods: impl IntoIterator<Item = Period>) {
        if let Some(coverage) = self.coverage.last_mut() {
            coverage.periods.extend(periods);
        }
    }

    /// A row of this product and period was rejected.
    pub(super) fn leave_gap(&mut self, product: usize, span: Span) {
        self.gaps.extend(span.periods().map(|period| (product, period)));
    }

    /// Makes room for the measures of a part.
    pub(super) fn open_part(&mut self, part: &Part) {
        for spec in self.kind.schema().columns {
            let Some(numbers) = part.numbers(spec.name).filter(|_| matches!(spec.role, Role::Measure(..))) else {
                continue;
            };
            self.measure(self.canonical(spec.name), numbers.scale());
        }
    }

    fn canonical(&self, name: &'static str) -> &'static str {
        if self.kind == FactKind::Subscriptions { ANNUAL } else { name }
    }

    /// The column of a measure, as long as the rows so far.
    fn measure(&mut self, name: &'static str, scale: u32) -> &mut MeasureColumn {
        let rows = self.products.len();
        let column = self.measures.entry(name).or_default();
        column.values.resize(rows, None);
        column.widen(scale);
        column
    }

    pub(super) fn push(&mut self, part: &Part, row: usize, product: usize, span: Span, source: u32) {
        let customer = part.texts("customer").and_then(|texts| texts.get(row)).cloned();
        self.push_key(product, span, customer, source, part.rows[row]);
        let mut set = BTreeSet::new();
        for spec in self.kind.schema().columns {
            let Some(numbers) = part.numbers(spec.name) else { continue };
            let factor = if self.kind == FactKind::Subscriptions && spec.name != ANNUAL { MONTHS_A_YEAR } else { 1 };
            let name = self.canonical(spec.name);
            let Some(mantissa) = numbers.get(row) else { continue };
            // An export with both MRR and ARR says the same thing twice: the first column counts.
            if set.insert(name) {
                self.set(name, mantissa * factor, numbers.scale());
            }
        }
    }

    /// A subscription row from elsewhere than an export: `annual` at `scale`.
    pub(super) fn push_annual(
        &mut self,
        key: (usize, Period),
        customer: Arc<str>,
        annual: (i128, u32),
        origin: (u32, u32),
    ) {
        self.measure(ANNUAL, annual.1);
        self.push_key(key.0, Span::of(key.1), Some(customer), origin.0, origin.1);
        self.set(ANNUAL, annual.0, annual.1);
    }

    fn push_key(&mut self, product: usize, span: Span, customer: Option<Arc<str>>, source: u32, row: u32) {
        let number = u32::try_from(product).unwrap_or(u32::MAX);
        self.products.push(number);
        self.known_by.entry(number).or_default().insert(self.coverage.len().saturating_sub(1));
        self.periods.push(span.first.serial());
        self.lengths.push(u32::try_from(span.len()).unwrap_or(1));
        let id = customer.map(|name| self.customers.insert_full(name).0);
        self.customer_ids.push(id.and_then(|id| u32::try_from(id).ok()));
        self.sources.push(source);
        self.rows.push(row);
    }

    /// Sets the measure of the newest row.
    fn set(&mut self, name: &'static str, mantissa: i128, scale: u32) {
        let rows = self.products.len();
        let column = self.measure(name, scale);
        column.values.resize(rows, None);
        let factor = 10_i128.pow(column.scale - scale);
        if let Some(last) = column.values.last_mut() {
            *last = Some(mantissa * factor);
        }
    }

    /// Closes the fact for a catalog of `products` products.
    pub(super) fn finish(mut self, products: usize) -> Fact {
        let rows = self.products.len();
        let mut columns = vec![
            Column::new("product".into(), self.products),
            Column::new("period".into(), self.periods),
            Column::new("length".into(), self.lengths),
            Column::new("source".into(), self.sources),
            Column::new("row".into(), self.rows),
        ];
        if !self.customers.is_empty() {
            columns.push(Column::new("customer".into(), self.customer_ids));
        }
        let measures: Vec<&'static str> = self.measures.keys().copied().collect();
        for (name, column) in &mut self.measures {
            column.values.resize(rows, None);
            let mantissas: Int128Chunked = column.values.iter().copied().collect();
            let decimals = mantissas.with_name((*name).into()).into_decimal_unchecked(38, column.scale as usize);
            columns.push(decimals.into_series().into_column());
        }
        let all: Vec<&InputCoverage> = self.coverage.iter().collect();
        let covered_for = (0..products)
            .map(|product| match u32::try_from(product).ok().and_then(|number| self.known_by.get(&number)) {
                Some(inputs) => {
                    coverage::together(&inputs.iter().filter_map(|&at| self.coverage.get(at)).collect::<Vec<_>>())
                }
                None => coverage::together(&all),
            })
            .collect();
        let frame = sound(DataFrame::new(rows, columns), "columns of unlike length");
        Fact {
            frame,
            measures,
            customers: self.customers.into_iter().collect(),
            covered: coverage::together(&self.coverage.iter().collect::<Vec<_>>()),
            covered_for,
            gaps: self.gaps,
            absent: self.absent,
        }
    }
}
