//! The *survey* of a file: which tables its sheets have, found by their structure and without knowing any name that is
//! wanted, and what their columns, periods and totals are. `goalpost inspect` shows it.

mod across;
pub mod alike;
mod columns;
pub mod draft;
mod drafts;
mod found;
mod lines;
mod oddity;
mod parts;
mod pattern;
mod profile;
mod recognise;
mod sheet;
mod synonyms;
mod table_rows;
#[cfg(test)]
mod tests;
mod totals;
mod trust;

pub use drafts::drafts;
pub(crate) use drafts::stem;
pub use found::{
    Across, ColumnKind, ColumnSurvey, Confidence, ConfidenceLevel, Oddity, RowTally, SheetSurvey, SpecialRows, Survey,
    TableSurvey, TotalCheck, TotalSurvey,
};
pub use sheet::survey;
pub(crate) use table_rows::{TableRows, table_rows};
