//! Rows of one fact, collected into the columns of its frame.

use super::catalog::Catalog;
use super::coverage::{self, InputCoverage};
use super::exchange::Price;
use super::fact::Fact;
use super::measure_column::{MeasureColumn, Overflow, product};
use super::numbered::Numbered;
use crate::amount::Decimal;
use crate::calendar::{Period, Span};
use crate::diagnostic::sound;
use crate::ingest::TablePart;
use crate::name::Name;
use crate::pipeline::Absent;
use crate::schema::{ColumnRole, ColumnSpec, FactKind, MeasureKind};
use polars::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Collects rows; every measure at the largest scale that any of its parts has.
pub(super) struct FactBuilder {
    kind: FactKind,
    absent: Absent,
    /// One an input of the fact.
    coverage: Vec<InputCoverage>,
    /// By product: which inputs know it, in their order.
    known_by: Vec<Vec<usize>>,
    gaps: BTreeSet<(usize, Period)>,
    products: Vec<u32>,
    periods: Vec<i32>,
    /// Only where the figures of some row are divided.
    lengths: Vec<u32>,
    customers: Numbered,
    lags: Numbered,
    sources: Vec<u32>,
    rows: Vec<u32>,
    measures: BTreeMap<Name, MeasureColumn>,
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
            known_by: Vec::new(),
            gaps: BTreeSet::new(),
            products: Vec::new(),
            periods: Vec::new(),
            lengths: Vec::new(),
            customers: Numbered::default(),
            lags: Numbered::default(),
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

    /// Makes room for the rows of a part, and for its measures, which its fact has even when no row of the part is used.
    pub(super) fn open_part(&mut self, part: &TablePart) {
        self.customers.open_part(part.texts("customer"));
        self.lags.open_part(part.texts("lag"));
        for spec in self.kind.schema().columns {
            if matches!(spec.role, ColumnRole::Measure(..)) && part.numbers(&spec.name).is_some() {
                self.measures.entry(canonical(&self.kind, &spec.name).clone()).or_default();
            }
        }
    }

    /// Adds a row of the open part.
    pub(super) fn push(&mut self, part: &TablePart, row: usize, key: RowKey, price: Price) -> Result<(), Overflow> {
        let at = self.push_key(key, u32::try_from(row).unwrap_or(u32::MAX));
        for (column, numbered) in [("customer", &mut self.customers), ("lag", &mut self.lags)] {
            if let Some(texts) = part.texts(column) {
                numbered.push(texts, row, at);
            }
        }
        let kind = self.kind.clone();
        for spec in kind.schema().columns {
            let Some(numbers) = part.numbers(&spec.name) else { continue };
            let name = canonical(&kind, &spec.name);
            // An export with both MRR and ARR says the same thing twice: the first column counts.
            let is_set = self.measures.get(name).is_some_and(|column| column.has(at));
            let Some(mantissa) = numbers.get(row).filter(|_| !is_set) else { continue };
            let months = if kind == FactKind::Subscriptions && spec.name != ANNUAL { MONTHS_A_YEAR } else { 1 };
            let told = mantissa.checked_mul(months).and_then(|mantissa| {
                let figure = Decimal { mantissa, scale: numbers.scale() };
                if kind == FactKind::Revenue && name == AMOUNT {
                    self.set_at_prior_rates(figure, key, price)?;
                }
                self.set(name, product(figure, price.of(spec.role))?)
            });
            told.ok_or_else(|| Overflow { column: spec.name.clone() })?;
        }
        Ok(())
    }

    /// Only facts with a foreign row have this measure; there it is the amount itself in all other rows.
    fn set_at_prior_rates(&mut self, amount: Decimal, key: RowKey, price: Price) -> Option<()> {
        let rate = match price {
            Price::Foreign { year_before, .. } => {
                if !self.measures.contains_key(AMOUNT_AT_PRIOR_RATES) {
                    let so_far = self.measures.get(AMOUNT).cloned().unwrap_or_default();
                    self.measures.insert(Cow::Borrowed(AMOUNT_AT_PRIOR_RATES), so_far);
                }
                year_before
            }
            Price::Reporting if self.measures.contains_key(AMOUNT_AT_PRIOR_RATES) => {
                Some(Decimal { mantissa: 1, scale: 0 })
            }
            Price::Reporting => return Some(()),
        };
        let Some(rate) = rate else {
            self.unpriced.insert((key.product, key.period));
            return Some(());
        };
        self.set(&Cow::Borrowed(AMOUNT_AT_PRIOR_RATES), product(amount, rate)?)
    }

    /// A subscription row from elsewhere than an export; `None` where it needs more digits than there are.
    pub(super) fn push_annual(&mut self, key: RowKey, customer: &Arc<str>, annual: Decimal, row: usize) -> Option<()> {
        let at = self.push_key(key, u32::try_from(row).unwrap_or(u32::MAX));
        let number = self.customers.number(customer);
        self.customers.set(at, number);
        self.set(&Cow::Borrowed(ANNUAL), annual)
    }

    /// Adds a row with its keys, and gives its number.
    fn push_key(&mut self, key: RowKey, row: u32) -> usize {
        let at = self.products.len();
        self.products.push(u32::try_from(key.product).unwrap_or(u32::MAX));
        self.know(key.product);
        self.periods.push(key.period.serial());
        let length = u32::try_from(key.among).unwrap_or(1);
        if length > 1 || !self.lengths.is_empty() {
            self.lengths.resize(at, 1);
            self.lengths.push(length);
        }
        self.sources.push(key.source);
        self.rows.push(row);
        at
    }

    /// The open input knows the product.
    fn know(&mut self, product: usize) {
        let input = self.coverage.len().saturating_sub(1);
        if product >= self.known_by.len() {
            self.known_by.resize_with(product + 1, Vec::new);
        }
        // Inputs come one after the other.
        if self.known_by[product].last() != Some(&input) {
            self.known_by[product].push(input);
        }
    }

    /// Sets the measure of the newest row; `None` where it needs more digits than there are.
    fn set(&mut self, name: &Name, figure: Decimal) -> Option<()> {
        let newest = self.products.len().saturating_sub(1);
        if let Some(column) = self.measures.get_mut(name) {
            return column.set(newest, figure);
        }
        self.measures.entry(name.clone()).or_default().set(newest, figure)
    }

    /// Products that only inputs have which are followed by another: from that period on they count as 0.
    pub(super) fn ended(&self, catalog: &Catalog) -> BTreeMap<Period, Vec<String>> {
        let mut ended: BTreeMap<Period, Vec<String>> = BTreeMap::new();
        let is_zero = |spec: &ColumnSpec| match &spec.role {
            ColumnRole::Measure(kind, _) if self.measures.contains_key(canonical(&self.kind, &spec.name)) => {
                let is_zero = *kind == MeasureKind::Flow || self.kind == FactKind::Subscriptions;
                self.absent == Absent::Zero || (self.absent == Absent::Auto && is_zero)
            }
            _ => false,
        };
        if !self.kind.schema().columns.iter().any(is_zero) {
            return ended;
        }
        for (product, known_by) in catalog.products().iter().zip(&self.known_by) {
            let from = coverage::followed_from(&self.coverage, &known_by.iter().copied().collect());
            let missed = from.filter(|&from| product.retired.is_none_or(|retired| from < retired));
            if let Some(from) = missed {
                ended.entry(from).or_default().push(product.name.to_string());
            }
        }
        ended
    }

    /// Closes the fact for a catalog of `products` products.
    pub(super) fn finish(self, products: usize) -> Fact {
        let rows = self.products.len();
        let lengths = if self.lengths.is_empty() {
            Column::new_scalar("length".into(), Scalar::from(1_u32), rows)
        } else {
            Column::new("length".into(), self.lengths)
        };
        let mut columns = vec![
            Column::new("product".into(), self.products),
            Column::new("period".into(), self.periods),
            lengths,
            Column::new("source".into(), self.sources),
            Column::new("row".into(), self.rows),
        ];
        let (customer, customers) = self.customers.finish("customer", rows);
        let (lag, _) = self.lags.finish("lag", rows);
        columns.extend(customer.into_iter().chain(lag));
        let measures: Vec<Name> = self.measures.keys().cloned().collect();
        for (name, column) in self.measures {
            let scale = column.scale() as usize;
            let decimals = column.finish(rows).with_name(name.as_ref().into()).into_decimal_unchecked(38, scale);
            columns.push(decimals.into_series().into_column());
        }
        let covered_for = (0..products).map(|product| {
            let known_by = self.known_by.get(product).into_iter().flatten().copied();
            coverage::of_product(&self.coverage, &known_by.collect())
        });
        let covered_for = covered_for.collect();
        let frame = sound(DataFrame::new(rows, columns), "columns of unlike length");
        Fact {
            frame,
            measures,
            customers,
            covered: coverage::together(&self.coverage.iter().collect::<Vec<_>>()),
            covered_for,
            gaps: self.gaps,
            unpriced: self.unpriced,
            absent: self.absent,
        }
    }
}

/// The measure that a column of a fact is kept as.
fn canonical<'a>(kind: &FactKind, name: &'a Name) -> &'a Name {
    const KEPT: &Name = &Cow::Borrowed(ANNUAL);
    if *kind == FactKind::Subscriptions { KEPT } else { name }
}
