//! Crosstabs: periods or other headings across, one or several measures under each. They are unpivoted into rows, one a
//! line and column of figures, and every figure keeps the address of the cell it came from.

mod classify;
mod columns;
mod find;
mod heading;
mod lines;
mod measures;
mod sums;
#[cfg(test)]
mod tests;
mod unpivot;
mod unread;

pub(crate) use find::find;
pub(crate) use heading::{Headings, period_over, read as headings};
pub(crate) use sums::is_total_line;
