//! From sheets to tables: what an export says, cell by cell, as the pipeline wants it and before anybody asks what it means.
//!
//! [`read_all`] takes every `[[input]]` and gives its [`Table`]. A file that cannot be read is a finding of that file and
//! hides no other.

mod doubt_problem;
mod exports;
mod expression;
mod files;
mod finding_cap;
mod levels;
mod problem;
mod reading;
mod record;
mod scenarios;
mod schedule;
mod setting;
pub(crate) mod shape;
mod table;
mod table_problem;
#[cfg(test)]
mod tests;
mod typed;

pub use doubt_problem::DoubtProblem;
pub use exports::{IngestRequest, files_of, read, read_all, read_book};
pub use expression::ExpressionProblem;
pub use files::{FileProblem, files_below, files_matching, holder, named_files};
pub(crate) use finding_cap::FindingCap;
pub use problem::IngestProblem;
pub use record::{DecimalSign, Record, RecordColumn, RecordFigure, RecordValue, figures, records};
pub use shape::layout::{EarlierSheet, LayoutProblem, LayoutUnit, SheetLayout, TableShape, drift};
pub use table::{Distinct, Numbers, Table, TablePart, Texts, TypedColumn, When, Whens};
pub use table_problem::TableProblem;
