//! The one reader of structure: where the header of a sheet stands, which of its columns are periods, what its rows are,
//! what they are in, and what sums what. `run` asks it with the names that a pipeline wants, `survey` without any.

pub(crate) mod crosstab;
pub(crate) mod days;
pub(crate) mod decimal;
pub(crate) mod header;
pub(super) mod layout;
pub(super) mod long_lines;
pub(crate) mod look;
pub(super) mod merged;
pub(super) mod outline;
pub(crate) mod rows;
pub(super) mod said_scenarios;
pub(crate) mod scenario;
pub(super) mod sections;
pub(crate) mod tables;
pub(crate) mod totals;
pub(crate) mod unit_line;
pub(super) mod units;
