//! The rows of a fact customer by customer, so that one walk over it sees everything about a customer together.
//!
//! Exports stand period by period, so the rows are put in order by counting: twice over the customers' numbers, with
//! four bytes a row, however many there are.

use crate::diagnostic::sound;
use crate::facts::Fact;
use polars::prelude::*;

/// Keys of the rows, and the order of the rows by customer.
pub(super) struct CustomerRows {
    products: Vec<u32>,
    periods: Vec<i32>,
    order: Vec<u32>,
    /// Where each customer's rows end in `order`.
    ends: Vec<usize>,
}

/// One row of a customer.
#[derive(Clone, Copy)]
pub(super) struct CustomerRow {
    pub(super) product: usize,
    pub(super) period: i32,
    /// Its number in the frame.
    pub(super) row: usize,
}

impl CustomerRows {
    /// `None` for a fact without customers; rows without one are left out.
    pub(super) fn of(fact: &Fact) -> Option<Self> {
        let customers = fact.frame.column("customer").ok()?;
        let read = || -> PolarsResult<Self> {
            let customers = customers.u32()?;
            let mut starts = vec![0_usize; fact.customers.len() + 1];
            for customer in customers.iter().flatten() {
                starts[customer as usize + 1] += 1;
            }
            for at in 1..starts.len() {
                starts[at] += starts[at - 1];
            }
            let mut order = vec![0_u32; starts.last().copied().unwrap_or(0)];
            let mut next = starts;
            for (row, customer) in (0_u32..).zip(customers.iter()) {
                if let Some(customer) = customer {
                    let slot = &mut next[customer as usize];
                    order[*slot] = row;
                    *slot += 1;
                }
            }
            // Each start has moved to where the next customer begins.
            next.pop();
            Ok(Self {
                products: fact.frame.column("product")?.u32()?.into_no_null_iter().collect(),
                periods: fact.frame.column("period")?.i32()?.into_no_null_iter().collect(),
                order,
                ends: next,
            })
        };
        Some(sound(read(), "ordering rows by customer"))
    }

    /// How many customers there are; they are numbered from 0.
    pub(super) const fn customers(&self) -> usize {
        self.ends.len()
    }

    /// The rows of a customer, in the order of the frame.
    pub(super) fn rows(&self, customer: usize) -> impl Iterator<Item = CustomerRow> {
        let start = customer.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.order[start..self.ends[customer]].iter().map(|&row| {
            let row = row as usize;
            CustomerRow { product: self.products[row] as usize, period: self.periods[row], row }
        })
    }
}

/// Mantissas of a measure by row, and their scale.
pub(super) fn mantissas(fact: &Fact, measure: &str) -> (Int128Chunked, u32) {
    let read = || -> PolarsResult<(Int128Chunked, u32)> {
        let decimals = fact.frame.column(measure)?.decimal()?;
        Ok((decimals.physical().rechunk().into_owned(), u32::try_from(decimals.scale()).unwrap_or(0)))
    };
    sound(read(), "reading a measure")
}
