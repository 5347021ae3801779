//! The *layout* of a sheet: how its table was found to lie, kept in the record of a run so that the next one can tell
//! what has changed since. Figures and labels of rows are no part of it.

mod description;
mod drift;
mod problem;
mod renamed;
mod seen;

pub use description::{EarlierSheet, LayoutUnit, SheetLayout, TableShape};
pub use drift::drift;
pub use problem::LayoutProblem;
pub(crate) use renamed::missing;
pub(crate) use seen::SeenSheet;
