//! The *survey* of a file: which tables its sheets have, found by their structure and without knowing any name that is
//! wanted, and what their columns, periods and totals are. `goalpost inspect` shows it.

mod across;
mod band;
pub mod draft;
mod extent;
mod found;
mod heads;
mod lines;
mod look;
mod oddity;
mod pattern;
mod profile;
mod sheet;
mod synonyms;
#[cfg(test)]
mod tests;
mod totals;
mod trust;

pub use found::{
    Across, Agreement, ColumnKind, ColumnSurvey, Confidence, Level, Oddity, RowTally, SheetSurvey, Survey, TableSurvey,
    TotalSurvey,
};
pub use sheet::survey;
