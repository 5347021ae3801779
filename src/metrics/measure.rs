//! Measures of facts, as metrics speak of them.

use crate::name::Name;
use crate::schema::{ColumnRole, FactKind, MeasureKind};
use std::borrow::Cow;

/// One measure of one fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure {
    pub fact: FactKind,
    pub name: Name,
}

impl Measure {
    pub(in crate::metrics) const fn new(fact: FactKind, name: &'static str) -> Self {
        Self { fact, name: Cow::Borrowed(name) }
    }

    /// `None` for what is no column of an export.
    pub(in crate::metrics) fn measure_kind(&self) -> Option<MeasureKind> {
        match self.fact.schema().column(&self.name)?.role {
            ColumnRole::Measure(measure_kind, _) => Some(measure_kind),
            _ => None,
        }
    }
}

pub(in crate::metrics) const AMOUNT: Measure = Measure::new(FactKind::Revenue, "amount");
pub(in crate::metrics) const NEW_CUSTOMERS: Measure = Measure::new(FactKind::Acquisition, "new_customers");
pub(in crate::metrics) const EXPANSION: Measure = Measure::new(FactKind::Expansion, "amount");
pub(in crate::metrics) const FORECAST: Measure = Measure::new(FactKind::Demand, "forecast_units");
pub(in crate::metrics) const ACTUAL: Measure = Measure::new(FactKind::Demand, "actual_units");
/// What speaks for the whole ledger.
pub(in crate::metrics) const MRR: Measure = Measure::new(FactKind::Subscriptions, "mrr");
pub(in crate::metrics) const DUE: Measure = Measure::new(FactKind::Milestones, "due");

/// Revenue with its years of 53 weeks told anew; see `facts::RealignedRevenue`.
pub(in crate::metrics) const RESTATED: Measure = Measure::new(FactKind::Revenue, "amount_restated");

/// Revenue as it would be at the exchange rates of last year. No column of an export: it comes with revenue in another
/// currency.
pub(in crate::metrics) const AT_PRIOR_RATES: Measure =
    Measure::new(FactKind::Revenue, crate::facts::AMOUNT_AT_PRIOR_RATES);
