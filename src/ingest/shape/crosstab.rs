//! Crosstabs: periods or other headings across, one or several measures under each. They are unpivoted into rows, one a
//! line and column of figures, and every figure keeps the address of the cell it came from.

mod banner;
mod claimed;
mod classify;
mod columns;
mod find;
mod heading;
mod lines;
mod measure_label;
mod measures;
mod over;
mod stated;
mod sums;
#[cfg(test)]
mod tests;
mod unlabelled;
mod unpivot;
mod unread;
mod within;

pub(crate) use claimed::TotalLines;
pub(crate) use find::find;
pub(crate) use heading::{Headings, period_over, read as headings};
pub(crate) use unpivot::Unpivoted;
