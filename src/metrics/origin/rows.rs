//! The rows of a fact that fall into a scope and a span, read out of its frame.

use super::term::{RowOf, TermRole};
use super::tracer::Tracer;
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::diagnostic::sound;
use crate::facts::Fact;
use crate::metrics::frames::{self, decimals, keys};
use crate::name::Name;
use crate::schema::FactKind;
use polars::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// One row with the measures that were asked for.
pub(in crate::metrics) struct Row {
    pub(in crate::metrics) product: usize,
    pub(in crate::metrics) period: Period,
    /// Periods among which its figures are divided.
    pub(in crate::metrics) among: Amount,
    pub(in crate::metrics) customer: Option<usize>,
    pub(in crate::metrics) lag: Option<u32>,
    source: usize,
    /// Position in the rows of its part.
    position: usize,
    names: Arc<[Name]>,
    pub(in crate::metrics) figures: Vec<Option<Amount>>,
}

impl Row {
    /// The row with every column that was asked for.
    pub(in crate::metrics) fn of(&self, role: TermRole, factor: Amount) -> RowOf {
        self.only(role, factor, &self.names)
    }

    /// The row as what proves that its customer was there.
    pub(in crate::metrics) fn of_customer(&self) -> RowOf {
        self.only(TermRole::Value, Amount::one(), &[Cow::Borrowed("customer")])
    }

    /// The row with some columns; those that are no measure have no figure.
    pub(in crate::metrics) fn only(&self, role: TermRole, factor: Amount, columns: &[Name]) -> RowOf {
        let figure = |column: &Name| {
            let at = self.names.iter().position(|name| name == column)?;
            self.figures[at].clone()
        };
        RowOf {
            role,
            period: self.period,
            source: self.source,
            row: self.position,
            columns: columns.to_vec(),
            factor,
            figures: columns.iter().map(figure).collect(),
        }
    }
}

impl Tracer<'_> {
    /// The rows of the scope over a span, with some measures of them.
    pub(in crate::metrics) fn rows(self, kind: &FactKind, span: Span, names: &[Name]) -> Vec<Row> {
        let Some(fact) = self.facts.facts.get(kind) else { return Vec::new() };
        let period = || col("period");
        let within = period().gt_eq(lit(span.first.serial())).and(period().lt_eq(lit(span.last.serial())));
        let frame = fact.frame.clone().lazy().filter(within).collect();
        let rows = read(&sound(frame, "finding the rows of a figure"), fact, names);
        rows.into_iter().filter(|row| self.scope.has(row.product)).collect()
    }

    /// The name of a customer of a fact.
    pub(in crate::metrics) fn customer(self, kind: &FactKind, number: usize) -> Option<Arc<str>> {
        self.facts.facts.get(kind)?.customers.get(number).cloned()
    }
}

fn read(frame: &DataFrame, fact: &Fact, names: &[Name]) -> Vec<Row> {
    let numbers = |name: &str| {
        if frame.column(name).is_ok() { frames::numbers(frame, name) } else { vec![None; frame.height()] }
    };
    let (lengths, sources, rows) = (numbers("length"), numbers("source"), numbers("row"));
    let (customers, lags) = (numbers("customer"), numbers("lag"));
    let measures: Vec<Vec<Option<Amount>>> = names
        .iter()
        .map(|name| if fact.measures.contains(name) { decimals(frame, name) } else { vec![None; frame.height()] })
        .collect();
    let names: Arc<[Name]> = names.into();
    let keys = keys(frame).into_iter().enumerate();
    keys.map(|(at, (product, period))| Row {
        product,
        period,
        among: Amount::from(i64::from(lengths[at].unwrap_or(1))),
        customer: customers[at].map(|number| number as usize),
        lag: lags[at],
        source: sources[at].unwrap_or_default() as usize,
        position: rows[at].unwrap_or_default() as usize,
        names: Arc::clone(&names),
        figures: measures.iter().map(|measure| measure[at].clone()).collect(),
    })
    .collect()
}
