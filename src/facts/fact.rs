//! One fact: the rows that its inputs bring together, and what they cover.

use crate::calendar::Period;
use crate::name::Name;
use crate::pipeline::Absent;
use polars::prelude::DataFrame;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rows of one fact. The frame has the columns `product` (u32, position in the catalog), `period` (i32, serial),
/// `length` (u32, periods among which the row's figures are divided: a market size of a year is twelve such rows), `customer` (u32, only where the
/// fact has customers), `lag` (u32, only of demand, a number for each different lag; null where a row has none) and one
/// decimal column a measure, in the reporting currency, null where a row has none. Revenue in other currencies brings
/// `amount_at_prior_rates` too: what it would be at the exchange rates of the year before. Subscriptions have one measure,
/// `arr`, twelve times the MRR, so that exports of either are exact. `source` (u32, position in [`Facts::sources`](super::Facts::sources)) and `row` (u32, position in the rows of its [`Part`](crate::ingest::TablePart)) tell where
/// it stands.
#[derive(Debug, Default)]
pub struct Fact {
    pub frame: DataFrame,
    pub measures: Vec<Name>,
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
