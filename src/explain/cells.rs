//! From rows of facts back to the cells of the exports.

use crate::amount::Amount;
use crate::calendar::FiscalCalendar;
use crate::facts::Facts;
use crate::ingest::{Table, TablePart};
use crate::metrics::origin::{RowOf, TermRole};
use crate::name::Name;
use crate::place::{Cell, Place};
use crate::schema::{self, FactKind};
use std::borrow::Cow;
use std::sync::Arc;

/// A cell of an export and what it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCell {
    pub role: TermRole,
    pub place: Place,
    /// Under which name it was read.
    pub column: Name,
    pub period: String,
    /// The pipeline makes the figure out of the row's other cells, so the place is that of the row.
    pub is_computed: bool,
    /// As it was read, in its own currency; `None` for names and days.
    pub value: Option<Amount>,
    /// What the value is multiplied with: an exchange rate, a share of a longer period.
    pub factor: Option<Amount>,
    /// Where it was converted: the currency, and the rate.
    pub converted: Option<(Arc<str>, Amount)>,
}

impl SourceCell {
    /// By place, and then as they were read.
    pub(super) fn order(&self) -> (String, String, Option<Cell>) {
        let cell = if let Place::Cell { cell, .. } = &self.place { Some(*cell) } else { None };
        (self.place.file().unwrap_or_default().to_owned(), self.place.sheet().unwrap_or_default().to_owned(), cell)
    }
}

/// The sheets that gave rows, as the facts number them.
pub(super) struct NumberedParts<'a> {
    parts: Vec<(&'a Table, &'a TablePart, &'a FactKind)>,
}

impl<'a> NumberedParts<'a> {
    /// Facts are made of the parts of all tables, one after the other.
    pub(super) fn of(tables: &'a [Table], facts: &'a Facts) -> Self {
        let parts = tables.iter().flat_map(|table| table.parts.iter().map(move |part| (table, part)));
        Self { parts: parts.zip(&facts.sources).map(|((table, part), source)| (table, part, &source.fact)).collect() }
    }

    pub(super) fn cells(&self, row: &RowOf, calendar: &FiscalCalendar) -> Vec<SourceCell> {
        let Some(&(table, part, fact)) = self.parts.get(row.source) else { return Vec::new() };
        let columns = row.columns.iter().zip(&row.figures);
        columns
            .map(|(column, figure)| {
                let column = in_part(part, fact, row.row, column);
                let value = part
                    .numbers(&column)
                    .and_then(|numbers| Some(Amount::from_scaled(numbers.get(row.row)?, numbers.scale())));
                let counted = figure.as_ref().map(|figure| figure * &row.factor);
                let factor = counted.zip(value.as_ref()).and_then(|(counted, value)| counted.checked_div(value));
                SourceCell {
                    role: row.role,
                    place: part.place(row.row, &column),
                    period: calendar.label(row.period),
                    is_computed: !part.origins.contains_key(&column) && !part.scattered.contains_key(&column),
                    converted: converted(table, part, fact, row.row, &column, figure.as_ref()),
                    value,
                    factor,
                    column,
                }
            })
            .collect()
    }
}

/// The column of the export behind a measure of the fact.
fn in_part(part: &TablePart, fact: &FactKind, row: usize, column: &Name) -> Name {
    let is_ledger = matches!(fact, FactKind::Subscriptions | FactKind::Contracts);
    if is_ledger && column == "arr" {
        // The first that has a figure counts, as in the fact.
        let has = |name: &&'static str| part.numbers(name).is_some_and(|numbers| numbers.get(row).is_some());
        return ["mrr", "arr", "amount"].into_iter().find(has).map_or_else(|| column.clone(), Cow::Borrowed);
    }
    if column == crate::facts::AMOUNT_AT_PRIOR_RATES { Cow::Borrowed("amount") } else { column.clone() }
}

/// Currency and rate of a figure that was not in the reporting currency.
fn converted(
    table: &Table,
    part: &TablePart,
    fact: &FactKind,
    row: usize,
    column: &str,
    figure: Option<&Amount>,
) -> Option<(Arc<str>, Amount)> {
    let said = part.texts("currency").and_then(|texts| texts.get(row)).or(table.currency.as_ref())?;
    let is_spread = *fact == FactKind::Contracts && column == "amount";
    let is_ledger = matches!(fact, FactKind::Subscriptions | FactKind::Contracts);
    let is_money = fact
        .schema()
        .column(column)
        .is_some_and(|spec| matches!(spec.role, schema::ColumnRole::Measure(_, crate::amount::Unit::Money)));
    if is_spread || !is_money {
        return None;
    }
    let numbers = part.numbers(column)?;
    let local = Amount::from_scaled(numbers.get(row)?, numbers.scale());
    let annual = if is_ledger && column == "mrr" { &local * &Amount::from(12_i64) } else { local };
    let rate = figure?.checked_div(&annual)?;
    (rate != Amount::one()).then(|| (said.clone(), rate))
}
