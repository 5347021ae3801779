//! What the tables are resolved by: the pipeline's word, its catalog and rates, and the day of the run.

use super::catalog::Catalog;
use super::expected::ExpectedExports;
use super::fx::Rates;
use super::problem::CurrencyProblem;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::Severity;
use crate::pipeline::{Pipeline, UnknownProduct};

/// What [`resolve`](super::resolve()) needs to know besides the tables.
#[derive(Debug)]
pub struct FactRequest<'a> {
    pub calendar: &'a FiscalCalendar,
    /// `None` when the pipeline has no catalog: products are then the names found.
    pub catalog: Option<Catalog>,
    pub unknown: UnknownProduct,
    /// ISO code of the reporting currency.
    pub currency: Option<&'a str>,
    /// To the reporting currency.
    pub rates: Option<Rates>,
    /// Whether products are set aside whose money cannot be told, so that each is named.
    pub sets_aside: bool,
    /// Whether an export already asks a question or has a mistake that stops the run.
    pub is_stopped: bool,
    /// The period asked for.
    pub as_of: Option<Period>,
    pub fresh_within_days: Option<u32>,
    pub today: Date,
    /// When exports must be there.
    pub expected: ExpectedExports<'a>,
}

impl<'a> FactRequest<'a> {
    pub fn of(
        pipeline: &'a Pipeline,
        calendar: &'a FiscalCalendar,
        catalog: Option<Catalog>,
        as_of: Option<Period>,
        today: Date,
    ) -> Self {
        Self {
            calendar,
            catalog,
            unknown: pipeline.products.as_ref().map_or(UnknownProduct::Add, |products| products.unknown),
            currency: pipeline.currency.as_deref(),
            rates: None,
            sets_aside: CurrencyProblem::RULES
                .iter()
                .any(|rule| pipeline.quality.severity(rule) == Some(Severity::Quarantine)),
            is_stopped: false,
            as_of,
            fresh_within_days: pipeline.quality.fresh_within_days,
            today,
            expected: ExpectedExports {
                inputs: pipeline.inputs.iter().filter_map(|input| Some((&*input.name, input.due.as_ref()?))).collect(),
                holidays: pipeline.quality.holidays.clone(),
            },
        }
    }
}
