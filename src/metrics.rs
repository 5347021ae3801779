//! Product success metrics: what the facts amount to, per product and portfolio, over any window.
//!
//! [`compute`] boils the facts down to [`Measurements`], plain data without any frame; [`Measurements::measure`] then
//! answers for one metric, scope, window and as-of period: a value with its parts, or *no data* with the reason.

mod cohorts;
mod compute;
mod control;
mod customers;
mod demand;
mod evaluate;
mod ledger;
pub mod origin;
mod own;
mod parts;
mod plan;
mod problem;
pub mod registry;

pub use cohorts::{Cohort, CohortCell};
pub use compute::compute;
pub use control::{CheckOutcome, Checked, Failure, check_totals};
pub use ledger::{CustomerMovement, CustomerRetention, customer_movements, customer_retention};
pub use parts::{Measurements, Movement};
pub use plan::{Plans, read_plans};
pub use problem::MetricProblem;
pub use registry::{Better, Kind, Metric, MovementKind, Registry, Theme};

use crate::amount::Amount;
use crate::calendar::Span;

/// Whose figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Position in the catalog.
    Product(usize),
    Portfolio,
}

/// A value with the parts it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub value: Amount,
    /// Of ratios and growth.
    pub numerator: Option<Amount>,
    pub denominator: Option<Amount>,
}

impl Figure {
    pub const fn plain(value: Amount) -> Self {
        Self { value, numerator: None, denominator: None }
    }
}

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoData {
    NotCovered,
    NoRow,
    ZeroDenominator,
    NoEarlierWindow,
    NoLosses,
    BeforeLaunch,
    NotDefined,
    Partial,
}

impl NoData {
    pub const ALL: [Self; 8] = [
        Self::NotCovered,
        Self::NoRow,
        Self::ZeroDenominator,
        Self::NoEarlierWindow,
        Self::NoLosses,
        Self::BeforeLaunch,
        Self::NotDefined,
        Self::Partial,
    ];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::NotCovered => "not_covered",
            Self::NoRow => "no_row",
            Self::ZeroDenominator => "zero_denominator",
            Self::NoEarlierWindow => "no_earlier_window",
            Self::NoLosses => "no_losses",
            Self::BeforeLaunch => "before_launch",
            Self::NotDefined => "not_defined",
            Self::Partial => "partial",
        }
    }
}

/// Where a retention figure comes from: customer by customer, or opening and churned totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Ledger,
    Bridge,
}

impl Basis {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Bridge => "bridge",
        }
    }
}

/// The answer for one metric, scope, window and as-of period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The periods that were looked at.
    pub span: Span,
    pub outcome: Result<Figure, NoData>,
    /// Of retention figures.
    pub basis: Option<Basis>,
}

impl Measured {
    pub fn value(&self) -> Option<&Amount> {
        self.outcome.as_ref().ok().map(|figure| &figure.value)
    }
}
