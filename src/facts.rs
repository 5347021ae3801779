//! Facts: what the exports say, with products and periods resolved, one grain a fact, exact decimals.
//!
//! [`resolve`] takes all tables and gives [`Facts`], or findings with the cell at fault.

mod build;
mod calendar_file;
mod catalog;
mod contracts;
pub(crate) mod coverage;
mod currency;
mod due;
mod exchange;
mod fx;
mod keyed;
mod korean;
mod measure_column;
mod numbered;
mod overlap;
mod plan;
mod problem;
mod resolve;
mod restated;
mod spelling;
mod standing;
mod walk;

pub(crate) use build::AMOUNT_AT_PRIOR_RATES;
pub use calendar_file::{OpenedCalendar, open_calendar};
pub use catalog::{Catalog, Product, Stage, open_catalog, read_catalog};
pub use due::Expected;
pub use fx::{RateKind, Rates, open_rates};
pub use plan::PlanRow;
pub use problem::{FactProblem, RULES};
pub use resolve::{Request, resolve};
pub use restated::{Restated, RestatedRow};

use crate::calendar::{Date, FiscalCalendar, Period};
use crate::formats::SourceFile;
use crate::ingest::SheetLayout;
use crate::pipeline::Absent;
use crate::schema::FactKind;
use crate::sheet::RowCount;
use polars::prelude::DataFrame;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All facts of a run.
#[derive(Debug)]
pub struct Facts {
    pub calendar: FiscalCalendar,
    pub catalog: Catalog,
    pub as_of: Period,
    /// Whether the data of the as-of period stop before its last day.
    pub partial: bool,
    /// Facts of which an input ended longer ago than the pipeline allows.
    pub stale: BTreeSet<FactKind>,
    pub facts: BTreeMap<FactKind, Fact>,
    /// Revenue of years of 53 weeks, for comparison with the following year.
    pub restated: Restated,
    pub milestones: Vec<Milestone>,
    pub plan: Vec<PlanRow>,
    /// The first day on which a run of the same exports would have something else to say: one of them is due, or stale.
    pub stands_until: Option<Date>,
    /// Every sheet that was used, in the order of the inputs.
    pub sources: Vec<Source>,
    /// Every file that was opened.
    pub files: Vec<SourceFile>,
}

/// Rows of one fact. The frame has the columns `product` (u32, position in the catalog), `period` (i32, serial),
/// `length` (u32, periods among which the row's figures are divided: a market size of a year is twelve such rows), `customer` (u32, only where the
/// fact has customers), `lag` (u32, only of demand, a number for each different lag; null where a row has none) and one
/// decimal column a measure, in the reporting currency, null where a row has none. Revenue in other currencies brings
/// `amount_at_prior_rates` too: what it would be at the exchange rates of the year before. Subscriptions have one measure,
/// `arr`, twelve times the MRR, so that exports of either are exact. `source` (u32, position in [`Facts::sources`]) and `row` (u32, position in the rows of its [`Part`](crate::ingest::Part)) tell where
/// it stands.
#[derive(Debug, Default)]
pub struct Fact {
    pub frame: DataFrame,
    pub measures: Vec<&'static str>,
    /// Names of the customers by number.
    pub customers: Vec<Arc<str>>,
    /// Periods that the fact as a whole covers, up to the as-of period.
    pub covered: BTreeSet<Period>,
    /// By product: the periods that the inputs which know the product cover. See `facts::coverage`.
    pub covered_for: Vec<BTreeSet<Period>>,
    /// Products and periods of which a row was rejected: without another row there is no figure, not even zero.
    pub gaps: BTreeSet<(usize, Period)>,
    /// Products and periods whose `amount_at_prior_rates` is not known, since a rate of the year before is missing.
    pub unpriced: BTreeSet<(usize, Period)>,
    pub absent: Absent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    pub product: usize,
    pub name: String,
    pub due: Date,
    pub done: Option<Date>,
    /// Position in [`Facts::sources`].
    pub source: usize,
    /// Position in the rows of its part.
    pub row: usize,
}

/// A sheet that gave rows.
#[derive(Debug, Clone)]
pub struct Source {
    pub input: Arc<str>,
    pub fact: FactKind,
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub visible: bool,
    pub range: String,
    pub count: RowCount,
    /// First and last period of its used rows.
    pub periods: Option<(Period, Period)>,
    /// How its table lies in it.
    pub layout: SheetLayout,
}
