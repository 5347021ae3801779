//! goalpost scores products against the goals that leadership and the product organisation agreed on.
//!
//! The way of the data, left to right: a [`pipeline`] file says which exports to [`ingest`]; they become [`facts`],
//! facts become [`metrics`], the [`goals`] workbook says what was agreed, [`score`] compares, [`scorecard`] lays out
//! the pages and [`publish`] puts them on the shared drive. [`run`] is the program on one page.

pub mod amount;
pub mod calendar;
pub mod diagnostic;
pub mod lang;
pub mod name;
pub mod place;
pub mod prose;
pub mod schema;
