//! SQL over an export's own columns: which rows a `where` takes and why not the others, and what a computed column holds.

mod column;
mod computed;
mod faults;
mod filter;
mod names;
mod over;
mod problem;
mod profile;
mod spelling;
mod tally;
#[cfg(test)]
mod tests;

pub(crate) use computed::{Computed, computed};
pub(crate) use filter::Filter;
pub(crate) use names::{columns_read, names, unknown_names};
pub(crate) use over::Over;
pub use problem::ExpressionProblem;
pub(crate) use spelling::other_spellings;
pub(crate) use tally::FilterTally;
