//! The second walk over the rows: each one is used, rejected or ignored, and counted as such.

use super::build::{FactBuilder, RowKey};
use super::exchange::{Currencies, Exchange, MoneyRow, Price};
use super::keyed::{KeyedPart, has_figures};
use super::measure_column::{Overflow, product};
use super::overlap::InputOverlap;
use super::problem::FactProblem;
use super::realigned::{RealignedRevenue, RestatedRow};
use super::request::FactRequest;
use super::source::FactSource;
use crate::amount::{Amount, Decimal};
use crate::calendar::{FiscalCalendar, Period, Span};
use crate::diagnostic::Finding;
use crate::ingest::{FindingCap, TablePart, When};
use crate::schema::FactKind;
use std::sync::Arc;

/// A walk over the rows of one part.
pub(super) struct RowWalk<'a> {
    pub(super) keyed: &'a KeyedPart<'a>,
    pub(super) fact: &'a FactKind,
    pub(super) input: &'a Arc<str>,
    pub(super) as_of: Period,
    pub(super) request: &'a FactRequest<'a>,
    pub(super) rejected: Vec<bool>,
    pub(super) currencies: &'a Currencies,
    pub(super) exchange: &'a mut Exchange,
    pub(super) restated: &'a mut RealignedRevenue,
    pub(super) cap: FindingCap,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl<'a> RowWalk<'a> {
    pub(super) const fn part(&self) -> &'a TablePart {
        self.keyed.part
    }

    pub(super) const fn as_of(&self) -> Period {
        self.as_of
    }

    pub(super) const fn calendar(&self) -> &'a FiscalCalendar {
        self.request.calendar
    }

    pub(super) fn product(&self, row: usize) -> Option<usize> {
        self.keyed.product(row)
    }

    pub(super) fn is_rejected(&self, row: usize) -> bool {
        self.rejected[row]
    }

    pub(super) fn reject(&mut self, row: usize, column: &str, problem: FactProblem) {
        self.rejected[row] = true;
        let mut finding = Finding::new(self.keyed.part.place(row, column), problem).of_input(self.input);
        let named = self.keyed.part.texts("product").and_then(|names| names.get(row));
        finding.product = named.filter(|_| self.product(row).is_some()).cloned();
        self.cap.add(self.findings, finding);
    }

    /// A row that has figures must say whose they are. Unknown products were found out before.
    pub(super) fn check_key(&mut self, row: usize, column: &'static str) {
        let blank = match column {
            "period" => self.keyed.part.whens(column).is_some_and(|whens| whens.id(row).is_none()),
            _ => self.keyed.part.texts(column).is_some_and(|texts| texts.id(row).is_none()),
        };
        if blank && !self.rejected[row] {
            self.reject(row, column, FactProblem::BlankKey { column });
        }
    }

    pub(super) fn source(&self) -> FactSource {
        let part = self.keyed.part;
        FactSource {
            input: self.input.clone(),
            fact: self.fact.clone(),
            file: part.file.clone(),
            sheet: part.sheet.clone(),
            visible: part.visible,
            range: part.range.clone(),
            count: part.count.clone(),
            periods: None,
            layout: part.layout.clone(),
        }
    }

    pub(super) fn close(self) {
        self.cap.close(self.findings);
    }

    /// Rows of a fact by product and period.
    pub(super) fn rows(
        &mut self,
        builder: &mut FactBuilder,
        number: u32,
        source: &mut FactSource,
        mut overlap: Option<&mut InputOverlap>,
    ) {
        let part = self.part();
        let is_ledger = *self.fact == FactKind::Subscriptions;
        builder.open_part(part);
        for row in 0..part.rows.len() {
            if !has_figures(self.fact, part, row) && !self.rejected[row] {
                source.count.empty += 1;
                continue;
            }
            self.check_key(row, "product");
            self.check_key(row, "period");
            if is_ledger {
                self.check_key(row, "customer");
                self.check_sign(row, ["mrr", "arr"].into_iter());
            }
            let key = self.product(row).zip(self.keyed.span(row));
            let Some((product, span)) = key.filter(|(_, span)| span.len() == 1 || *self.fact == FactKind::Market)
            else {
                source.count.rejected += 1;
                continue;
            };
            let superseded = overlap.as_ref().is_some_and(|overlap| overlap.supersedes(&part.file, span.first));
            if self.rejected[row] {
                source.count.rejected += 1;
                if !superseded {
                    builder.leave_gap(product, span);
                }
            } else if span.first > self.as_of {
                source.count.later += 1;
            } else if let Some(overlap) = overlap.as_deref_mut().filter(|_| superseded) {
                source.count.superseded += 1;
                overlap.leave_out(part, row, span.first);
            } else if !self.add(builder, row, product, span, number) {
                source.count.rejected += 1;
                builder.leave_gap(product, span);
            } else {
                source.count.used += 1;
                source.widen(span.until(self.as_of));
                if let Some(overlap) = &mut overlap {
                    overlap.note(self.keyed, row, (product, span.first), number);
                }
            }
        }
    }

    /// Recurring revenue in these columns is never below 0.
    pub(super) fn check_sign(&mut self, row: usize, columns: impl Iterator<Item = &'static str>) {
        for column in columns {
            let Some(numbers) = self.part().numbers(column) else { continue };
            if let Some(mantissa) = numbers.get(row).filter(|&mantissa| mantissa < 0) {
                let value = Amount::from_scaled(mantissa, numbers.scale()).to_string();
                self.reject(row, column, FactProblem::NegativeMrr { value });
            }
        }
    }

    /// What the money of a row is worth in a period; `None` when it cannot be told, which stops the run.
    pub(super) fn price(&mut self, row: usize, period: Period) -> Option<Price> {
        let (part, fact, calendar) = (self.keyed.part, self.fact, self.request.calendar);
        let row = MoneyRow { part, currencies: self.currencies, fact, input: self.input, row };
        self.exchange.price(row, period, calendar)
    }

    /// Adds a row to its fact, one period after the other where it spans several: each has rates of its own. Whether
    /// its money could be told.
    fn add(&mut self, builder: &mut FactBuilder, row: usize, product: usize, span: Span, source: u32) -> bool {
        let mut told = true;
        for period in span.until(self.as_of).periods() {
            let Some(price) = self.price(row, period) else {
                told = false;
                continue;
            };
            let key = RowKey { product, period, among: span.len(), source };
            if let Err(Overflow { column }) = builder.push(self.keyed.part, row, key, price) {
                self.reject(row, &column.clone(), FactProblem::TooManyDigits { column });
                return false;
            }
            self.restate(row, key, price);
        }
        told
    }

    /// Revenue of a year of 53 weeks is also told week over week.
    fn restate(&mut self, row: usize, key: RowKey, price: Price) {
        let amounts = self.part().numbers("amount").filter(|_| *self.fact == FactKind::Revenue);
        let Some((mantissa, scale)) = amounts.and_then(|amounts| Some((amounts.get(row)?, amounts.scale()))) else {
            return;
        };
        // Too many digits were found out when the row was added.
        let Some(amount) = product(Decimal { mantissa, scale }, price.average()) else { return };
        let when = self.part().whens("period").and_then(|whens| whens.distinct().nth(whens.id(row)?));
        let day = if let Some(When::Day(day)) = when { Some(*day) } else { None };
        let RowKey { product, period, source, .. } = key;
        let row = RestatedRow { product, period, source, row: u32::try_from(row).unwrap_or(u32::MAX), amount };
        self.restated.add(self.request.calendar, row, day);
    }
}
