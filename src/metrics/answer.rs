//! What a question for a metric is answered with: a figure with its parts, or the reason why there is none.

use crate::amount::Amount;
use crate::calendar::Span;

/// Whose figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Position in the catalog.
    Product(usize),
    Portfolio,
}

impl Scope {
    /// Whether a product's rows belong to it.
    pub(in crate::metrics) fn has(self, product: usize) -> bool {
        self.product().is_none_or(|mine| mine == product)
    }

    pub(in crate::metrics) const fn product(self) -> Option<usize> {
        match self {
            Self::Product(product) => Some(product),
            Self::Portfolio => None,
        }
    }

    /// Its products, in a catalog of `all`.
    pub(in crate::metrics) const fn products(self, all: usize) -> std::ops::Range<usize> {
        match self {
            Self::Product(product) => product..product + 1,
            Self::Portfolio => 0..all,
        }
    }
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

    pub(in crate::metrics) const fn of_parts(value: Amount, numerator: Amount, denominator: Amount) -> Self {
        Self { value, numerator: Some(numerator), denominator: Some(denominator) }
    }
}

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
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

/// Something, or why it is not there.
pub(in crate::metrics) type Answer<T> = Result<T, NoData>;

/// Where a retention figure comes from: customer by customer, or opening and churned totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Basis {
    Ledger,
    Bridge,
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
