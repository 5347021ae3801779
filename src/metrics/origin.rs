//! What a figure is made of: its formula as *terms*, and behind each term the rows of the exports.
//!
//! Nothing of this is kept from the run. The terms are taken apart anew when somebody asks, from the rows of the facts,
//! and must add up to the figure again to the last digit.

mod ledger;
mod rows;
mod series;
mod term;
mod tracer;
mod whole;

pub(super) use ledger::{ByCustomer, Of, monthly, rows_of};
pub(super) use rows::Row;
pub(super) use series::Shape;
pub use term::{Combination, Composition, Contribution, FractionSide, RowOf, Term, TermRole};
pub(crate) use tracer::Tracer;
pub use whole::{Origin, origin};
