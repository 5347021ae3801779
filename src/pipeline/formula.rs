//! The formula of a metric of one's own: arithmetic over *aggregates*, which boil the rows of a window down to one
//! figure, over measures, which every row has.
//!
//! [`read`] takes the few parts of SQL that have an exact answer here and refuses the rest with its place.

mod equation;
mod fault;
mod read;
#[cfg(test)]
mod tests;
mod tree;

pub use equation::{Equation, EquationFigure};
pub(super) use equation::{Names, read_equation};
pub use fault::FormulaFault;
pub(super) use read::read;
pub use tree::{Aggregate, Condition, Formula, How, Leaves, RowFormula, Values, WindowFormula};
