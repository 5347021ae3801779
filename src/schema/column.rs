//! Columns of facts: what they hold, and how their measures behave over time.

use crate::amount::Unit;
use crate::name::Name;
use std::borrow::Cow;

/// How a measure behaves over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MeasureKind {
    Flow,
    Stock,
}

/// What a canonical column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnRole {
    Product,
    Period,
    Customer,
    /// Free text that is kept for grouping.
    Text,
    /// A calendar day.
    Date,
    Measure(MeasureKind, Unit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSpec {
    pub name: Name,
    pub role: ColumnRole,
    pub presence: Presence,
}

impl ColumnSpec {
    /// Whether figures of several lines add up to that of all. Shares do not, nor do people who use several products
    /// and are counted once.
    pub fn adds_up(&self) -> bool {
        match self.role {
            ColumnRole::Measure(_, Unit::Money | Unit::Count) => !self.name.ends_with("active_users"),
            _ => false,
        }
    }
}

pub(super) const fn column(name: &'static str, role: ColumnRole, presence: Presence) -> ColumnSpec {
    ColumnSpec { name: Cow::Borrowed(name), role, presence }
}

pub(super) const PRODUCT: ColumnSpec = column("product", ColumnRole::Product, Presence::Required);
pub(super) const PERIOD: ColumnSpec = column("period", ColumnRole::Period, Presence::Required);
pub(super) const CUSTOMER: ColumnSpec = column("customer", ColumnRole::Customer, Presence::Required);
pub(super) const MAYBE_CUSTOMER: ColumnSpec = column("customer", ColumnRole::Customer, Presence::Optional);
/// ISO code of the money in a row; every fact with money has it.
pub(super) const CURRENCY: ColumnSpec = column("currency", ColumnRole::Text, Presence::Optional);

pub(super) const fn measure(
    name: &'static str,
    measure_kind: MeasureKind,
    unit: Unit,
    presence: Presence,
) -> ColumnSpec {
    column(name, ColumnRole::Measure(measure_kind, unit), presence)
}
