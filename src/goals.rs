//! Goals as leadership and the product organisation agreed on them.
//!
//! [`load`] reads the goals workbooks and gives a [`GoalBook`], or every contradiction in them with its cell. A goal is
//! *agreed* when somebody signed it off on a day; else it is *proposed*.

mod check;
mod columns;
mod goal;
mod load;
mod phasing;
mod problem;
mod row;
mod sides;

pub use columns::headers;
pub use goal::{Agreement, Aim, Class, Goal, GoalKind, OwnBands, Phasing, Target};
pub use load::{GoalBook, load, open};
pub use problem::GoalProblem;
