//! Facts: what the exports say, with products and periods resolved, one grain a fact, exact decimals.
//!
//! [`resolve`] takes all tables and gives [`Facts`], or findings with the cell at fault.

mod as_of;
mod build;
mod calendar_file;
mod catalog;
mod columns;
mod contracts;
pub(crate) mod coverage;
mod currency;
mod due;
mod exchange;
mod expected;
mod fact;
mod fx;
mod keyed;
mod measure_column;
mod milestones;
mod numbered;
mod overlap;
mod plan;
mod problem;
mod realigned;
mod request;
mod resolve;
mod source;
mod spelling;
mod unknown;
mod walk;

pub(crate) use build::AMOUNT_AT_PRIOR_RATES;
pub use calendar_file::{OpenedCalendar, open_calendar};
pub use catalog::{Catalog, Product, open_catalog, read_catalog};
pub use expected::ExpectedExports;
pub use fact::Fact;
pub use fx::{RateKind, Rates, open_rates};
pub use milestones::Milestone;
pub use plan::PlanRow;
pub use problem::{CurrencyProblem, FactProblem};
pub use realigned::{RealignedRevenue, RestatedRow};
pub use request::FactRequest;
pub use resolve::{Facts, resolve};
pub use source::FactSource;
