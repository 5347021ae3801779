//! The pipeline file, resolved: everything checked, nothing "auto" left that the file itself can decide.
//!
//! [`load`] reads a TOML file and gives either a [`Pipeline`] or every problem in it at once. A section is one file below
//! `sections`: what the section says, and how each of its keys is read.

mod due;
mod entry;
mod formula;
mod keys;
mod load;
mod metric;
mod path;
mod problem;
mod report;
mod resolved;
mod sections;
mod shape;
mod syntax;
#[cfg(test)]
mod tests;

pub use due::{DayKind, Due};
pub use formula::{
    Aggregate, Condition, Equation, EquationFigure, Formula, FormulaFault, How, Leaves, RowFormula, Values,
    WindowFormula,
};
pub use load::{load, open, read};
pub use metric::{CustomMetric, CustomRule, KnownNames};
pub use problem::{CustomProblem, PipelineProblem};
pub use resolved::{DisplayUnit, Paper, Pipeline};
pub use sections::calendar::CalendarSource;
pub use sections::catalog::{ProductsFile, UnknownProduct};
pub use sections::check::{Check, CheckedFor, CheckedPeriods};
pub use sections::columns::ColumnSource;
pub use sections::durations::Durations;
pub use sections::fx::FxFile;
pub use sections::goals::{FilePattern, GoalsFile, NamedFiles, NotAgreed};
pub use sections::history::Remembrance;
pub use sections::input::{Input, Pick};
pub use sections::landing::LandingMethod;
pub use sections::lie::{HeaderRows, Layout, SheetChoice};
pub use sections::money::InputUnit;
pub use sections::publish::Hook;
pub use sections::quality::Quality;
pub use sections::rows::{Absent, Duplicates, Overlap, Totals, Within};
pub use sections::scorecard::{Audience, ScorecardFile, Split};
pub use sections::scoring::{Material, PortfolioWeight, Scoring};
pub use sections::tolerance::Tolerance;
pub use shape::{ExpectedValue, ValueShape};
