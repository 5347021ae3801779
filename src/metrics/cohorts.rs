//! Cohorts: of the customers who came in one period, how many were there later.
//!
//! A customer *is there* in a period when the rows of it, added up, have a positive measure; in a fact without
//! measures every row counts. The first such period is the customer's cohort. Of the portfolio a customer is there
//! with any product.

use super::answer::Scope;
use super::customers::{CustomerRows, mantissas};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::facts::Fact;
use std::collections::{BTreeMap, BTreeSet};

/// The customers whose first period is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    pub started: Period,
    pub size: usize,
    /// A cell for every covered period from the first on.
    pub cells: Vec<CohortCell>,
}

/// How many customers of a cohort are there in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortCell {
    /// Periods since the first.
    pub since: usize,
    pub customers: usize,
}

impl Cohort {
    /// The part of the cohort that is there.
    pub fn share(&self, cell: CohortCell) -> Amount {
        // A cohort has at least the customer that made it one.
        Amount::from(cell.customers).checked_div(&Amount::from(self.size)).unwrap_or_else(Amount::zero)
    }
}

/// Cohorts of one fact by scope, the earliest first.
pub(super) type Cohorts = BTreeMap<Scope, Vec<Cohort>>;

/// Counts customers by scope, cohort and period; the portfolio is the last scope.
#[derive(Debug)]
pub(super) struct CohortCount {
    /// Scope → position of the first period → periods since → customers.
    counts: Vec<Vec<Vec<usize>>>,
    length: usize,
}

impl CohortCount {
    /// For a catalog of `products` products over `length` periods.
    pub(super) fn new(products: usize, length: usize) -> Self {
        Self { counts: vec![vec![Vec::new(); length]; products + 1], length }
    }

    /// Adds a customer of a scope who is there at these positions, in their order.
    pub(super) fn add(&mut self, scope: usize, there: impl IntoIterator<Item = usize>) {
        let mut there = there.into_iter().peekable();
        let Some(&first) = there.peek() else { return };
        let cells = &mut self.counts[scope][first];
        cells.resize(self.length - first, 0);
        there.for_each(|at| cells[at - first] += 1);
    }

    /// The counts as cohorts, where position 0 is `first`; `fact` says what is covered.
    pub(super) fn finish(self, fact: &Fact, first: Period) -> Cohorts {
        let portfolio = self.counts.len() - 1;
        let mut cohorts = Cohorts::new();
        for (index, counts) in self.counts.into_iter().enumerate() {
            let (scope, covered) = match fact.covered_for.get(index).filter(|_| index < portfolio) {
                Some(covered) => (Scope::Product(index), covered),
                None => (Scope::Portfolio, &fact.covered),
            };
            let of_scope: Vec<Cohort> = (0_i32..)
                .zip(counts)
                .filter_map(|(at, cells)| Some((first.plus(at), *cells.first()?, cells)))
                .map(|(started, size, cells)| Cohort { started, size, cells: covered_cells(started, &cells, covered) })
                .collect();
            if !of_scope.is_empty() {
                cohorts.insert(scope, of_scope);
            }
        }
        cohorts
    }
}

/// In a period that is not covered nobody knows who was there.
fn covered_cells(started: Period, cells: &[usize], covered: &BTreeSet<Period>) -> Vec<CohortCell> {
    let cells = (0_i32..).zip(cells.iter().enumerate());
    cells
        .filter(|&(at, _)| covered.contains(&started.plus(at)))
        .map(|(_, (since, &customers))| CohortCell { since, customers })
        .collect()
}

/// Cohorts of a fact with customers, up to `as_of`; `None` without customers.
pub(super) fn of_fact(fact: &Fact, products: usize, as_of: Period) -> Option<Cohorts> {
    let rows = CustomerRows::of(fact)?;
    let first = fact.covered.first().copied()?;
    let length = usize::try_from(as_of.since(first) + 1).ok()?;
    let measures: Vec<_> = fact.measures.iter().map(|measure| mantissas(fact, measure).0).collect();
    let mut count = CohortCount::new(products, length);
    let mut mine = Vec::new();
    for customer in 0..rows.customers() {
        mine.clear();
        mine.extend(rows.rows(customer).filter_map(|row| {
            let at = usize::try_from(Period::from_serial(row.period).since(first)).ok().filter(|&at| at < length)?;
            Some((row.product, at, row.row))
        }));
        mine.sort_unstable();
        let mut anywhere = BTreeSet::new();
        for of_product in mine.chunk_by(|a, b| a.0 == b.0) {
            let there: Vec<usize> = of_product
                .chunk_by(|a, b| a.1 == b.1)
                .filter(|rows| {
                    let total = |measure: &polars::prelude::Int128Chunked| -> i128 {
                        rows.iter().filter_map(|&(_, _, row)| measure.get(row)).sum()
                    };
                    measures.is_empty() || measures.iter().any(|measure| total(measure) > 0)
                })
                .map(|rows| rows[0].1)
                .collect();
            anywhere.extend(there.iter().copied());
            count.add(of_product[0].0, there);
        }
        count.add(products, anywhere);
    }
    Some(count.finish(fact, first))
}
