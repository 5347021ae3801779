//! The subscription ledger, boiled down: what stands at the end of every period, what moved, and what was kept.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::answer::{Answer, NoData, Scope};
use crate::metrics::movement::{Movement, MovementKind};
use std::collections::{BTreeMap, BTreeSet};

/// The horizons over which retention is looked at, in periods.
pub(super) const HORIZONS: [usize; 3] = [1, 3, 12];

#[derive(Debug, Clone, Default)]
pub(in crate::metrics) struct Ledger {
    pub(in crate::metrics) covered: BTreeSet<Period>,
    /// By product: first and last period of its life in the ledger.
    pub(super) live: Vec<Option<(Period, Period)>>,
    pub(super) closing: BTreeMap<(Scope, Period), Closing>,
    pub(in crate::metrics) movements: BTreeMap<(Scope, Period), Movement>,
    /// (scope, period, horizon) → what is left of the opening.
    pub(super) retention: BTreeMap<(Scope, Period, i32), Retention>,
}

/// Where a scope stands at the end of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::metrics) struct Closing {
    pub(in crate::metrics) mrr: Amount,
    pub(in crate::metrics) customers: usize,
    /// Customers who hold at least one other product (portfolio: two products or more).
    pub(in crate::metrics) attached: usize,
}

/// Sums over the customers of the opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::metrics) struct Retention {
    pub(in crate::metrics) opening: Amount,
    pub(in crate::metrics) net: Amount,
    pub(in crate::metrics) gross: Amount,
    pub(in crate::metrics) opening_customers: usize,
    pub(in crate::metrics) kept_customers: usize,
}

impl Ledger {
    pub(in crate::metrics) fn closing(&self, scope: Scope, period: Period) -> Answer<&Closing> {
        self.lives(scope, period)?;
        self.closing.get(&(scope, period)).ok_or(NoData::NotCovered)
    }

    pub(in crate::metrics) fn movement(&self, scope: Scope, period: Period) -> Answer<&Movement> {
        self.movements.get(&(scope, period)).ok_or(NoData::NotCovered)
    }

    /// Movements over a span, all of whose periods must have them.
    pub(in crate::metrics) fn moved(&self, kinds: &[MovementKind], scope: Scope, span: Span) -> Answer<Amount> {
        self.lives(scope, span.last)?;
        let mut total = Amount::zero();
        for period in span.periods() {
            let movement = self.movement(scope, period)?;
            for &kind in kinds {
                total += &movement.of(kind);
            }
        }
        Ok(total)
    }

    pub(in crate::metrics) fn retention(&self, scope: Scope, period: Period, horizon: i32) -> Answer<&Retention> {
        self.lives(scope, period)?;
        self.retention.get(&(scope, period, horizon)).ok_or(NoData::NotCovered)
    }

    /// Whether the ledger covers the period and the scope lives in it.
    fn lives(&self, scope: Scope, period: Period) -> Answer<()> {
        if !self.covered.contains(&period) {
            return Err(NoData::NotCovered);
        }
        let Some(product) = scope.product() else { return Ok(()) };
        match self.live.get(product).copied().flatten() {
            None => Err(NoData::NoRow),
            Some((first, _)) if period < first => Err(NoData::BeforeLaunch),
            Some((_, last)) if period > last => Err(NoData::NoRow),
            Some(_) => Ok(()),
        }
    }
}
