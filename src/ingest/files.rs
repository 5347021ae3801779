//! Which files an input means: globs below the root, in natural order of their names, and what lies beside them.

mod copies;
mod find;
mod found;
mod hidden;
mod listing;
mod owner;
mod problem;
mod settle;

pub(super) use find::resolve;
pub use find::{files_below, files_matching, named_files};
pub(super) use found::FoundFile;
pub(super) use hidden::{hidden_columns, hidden_rows};
pub(super) use listing::Listing;
pub use owner::holder;
pub use problem::FileProblem;
pub(super) use settle::settle;
