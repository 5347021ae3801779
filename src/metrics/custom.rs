//! Metrics of a pipeline's own: their formulas over the rows of facts, in exact fractions.
//!
//! Every aggregate works on a series like those of the measures: sums by product and period. An aggregate of more
//! than a measure gets a series of its own, under its text, computed row by row once a run. A figure of the portfolio
//! comes from the rows of all products.

mod aggregate;
pub(super) mod arithmetic;
mod kind;
mod rows;
mod terms;
#[cfg(test)]
mod tests;

pub(super) use aggregate::{is_fed, measures};
pub(super) use kind::kind;
pub(super) use rows::{add_series, customers};
pub(super) use terms::own_value;
