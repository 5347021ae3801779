//! Columns of facts: what they hold, and how their measures behave over time.

use crate::amount::Unit;

/// How a measure behaves over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stuff {
    Flow,
    Stock,
}

/// What a canonical column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Product,
    Period,
    Customer,
    /// Free text that is kept for grouping.
    Text,
    /// A calendar day.
    Date,
    Measure(Stuff, Unit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    pub name: &'static str,
    pub role: Role,
    pub presence: Presence,
}

pub(super) const fn column(name: &'static str, role: Role, presence: Presence) -> ColumnSpec {
    ColumnSpec { name, role, presence }
}

pub(super) const PRODUCT: ColumnSpec = column("product", Role::Product, Presence::Required);
pub(super) const PERIOD: ColumnSpec = column("period", Role::Period, Presence::Required);
pub(super) const CUSTOMER: ColumnSpec = column("customer", Role::Customer, Presence::Required);
pub(super) const MAYBE_CUSTOMER: ColumnSpec = column("customer", Role::Customer, Presence::Optional);
/// ISO code of the money in a row; every fact with money has it.
pub(super) const CURRENCY: ColumnSpec = column("currency", Role::Text, Presence::Optional);

pub(super) const fn measure(name: &'static str, stuff: Stuff, unit: Unit, presence: Presence) -> ColumnSpec {
    column(name, Role::Measure(stuff, unit), presence)
}
