//! Rows of one fact, collected into the columns of its frame.

use super::Fact;
use super::coverage::{self, InputCoverage};
use super::exchange::Price;
use super::measure_column::{MeasureColumn, Overflow, product};
use crate::amount::Decimal;
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
    unpriced: BTreeSet<(usize, Period)>,
}

/// Whose row it is, and which.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowKey {
    pub(super) product: usize,
    pub(super) period: Period,
    /// Periods among which its figures are divided.
    pub(super) among: usize,
    /// Number of the sheet.
    pub(super) source: u32,
}

/// The revenue of a row as it would be at the exchange rates of the year before.
pub(crate) const AMOUNT_AT_PRIOR_RATES: &str = "amount_at_prior_rates";
const AMOUNT: &str = "amount";

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
            unpriced: BTreeSet::new(),
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

    /// Makes room for the measures of a part, which its fact has even when no row of the part is used.
    pub(super) fn open_part(&mut self, part: &Part) {
        for spec in self.kind.schema().columns {
            if matches!(spec.role, Role::Measure(..)) && part.numbers(spec.name).is_some() {
                self.measures.entry(self.canonical(spec.name)).or_default();
            }
        }
    }

    fn canonical(&self, name: &'static str) -> &'static str {
        if self.kind == FactKind::Subscriptions { ANNUAL } else { name }
    }

    /// Adds a row of a part.
    pub(super) fn push(&mut self, part: &Part, row: usize, key: RowKey, price: Price) -> Result<(), Overflow> {
        let customer = part.texts("customer").and_then(|texts| texts.get(row)).cloned();
        self.push_key(key, customer, part.rows[row]);
        let mut set = BTreeSet::new();
        for spec in self.kind.schema().columns {
            let Some(numbers) = part.numbers(spec.name) else { continue };
            let name = self.canonical(spec.name);
            // An export with both MRR and ARR says the same thing twice: the first column counts.
            let Some(mantissa) = numbers.get(row).filter(|_| set.insert(name)) else { continue };
            let overflow = Overflow { column: spec.name };
            let months = if self.kind == FactKind::Subscriptions && spec.name != ANNUAL { MONTHS_A_YEAR } else { 1 };
            let mantissa = mantissa.checked_mul(months).ok_or(overflow)?;
            let figure = Decimal { mantissa, scale: numbers.scale() };
            if self.kind == FactKind::Revenue && name == AMOUNT {
                self.set_at_prior_rates(figure, key, price, overflow)?;
            }
            self.set(name, product(figure, price.of(spec.role)).ok_or(overflow)?, overflow)?;
        }
        Ok(())
    }

    /// Only facts with a foreign row have this measure; there it is the amount itself in all other rows.
    fn set_at_prior_rates(
        &mut self,
        amount: Decimal,
        key: RowKey,
        price: Price,
        overflow: Overflow,
    ) -> Result<(), Overflow> {
        let rate = match price {
            Price::Foreign { year_before, .. } => {
                if !self.measures.contains_key(AMOUNT_AT_PRIOR_RATES) {
                    let so_far = self.measures.get(AMOUNT).cloned().unwrap_or_default();
                    self.measures.insert(AMOUNT_AT_PRIOR_RATES, so_far);
                }
                year_before
            }
            Price::Reporting if self.measures.contains_key(AMOUNT_AT_PRIOR_RATES) => {
                Some(Decimal { mantissa: 1, scale: 0 })
            }
            Price::Reporting => return Ok(()),
        };
        let Some(rate) = rate else {
            self.unpriced.insert((key.product, key.period));
            return Ok(());
        };
        self.set(AMOUNT_AT_PRIOR_RATES, product(amount, rate).ok_or(overflow)?, overflow)
    }

    /// A subscription row from elsewhere than an export.
    pub(super) fn push_annual(
        &mut self,
        key: RowKey,
        customer: Arc<str>,
        annual: Decimal,
        row: u32,
    ) -> Result<(), Overflow> {
        self.push_key(key, Some(customer), row);
        self.set(ANNUAL, annual, Overflow { column: ANNUAL })
    }

    fn push_key(&mut self, key: RowKey, customer: Option<Arc<str>>, row: u32) {
        let number = u32::try_from(key.product).unwrap_or(u32::MAX);
        self.products.push(number);
        self.known_by.entry(number).or_default().insert(self.coverage.len().saturating_sub(1));
        self.periods.push(key.period.serial());
        self.lengths.push(u32::try_from(key.among).unwrap_or(1));
        let id = customer.map(|name| self.customers.insert_full(name).0);
        self.customer_ids.push(id.and_then(|id| u32::try_from(id).ok()));
        self.sources.push(key.source);
        self.rows.push(row);
    }

    /// Sets the measure of the newest row.
    fn set(&mut self, name: &'static str, figure: Decimal, overflow: Overflow) -> Result<(), Overflow> {
        let newest = self.products.len().saturating_sub(1);
        self.measures.entry(name).or_default().set(newest, figure).ok_or(overflow)
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
            let mantissas: Int128Chunked = column.mantissas(rows).iter().copied().collect();
            let decimals = mantissas.with_name((*name).into()).into_decimal_unchecked(38, column.scale() as usize);
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
            unpriced: self.unpriced,
            absent: self.absent,
        }
    }
}
