//! One measure by product and period, and the rules of absence.
//!
//! A period without a row is *not covered* when the whole input has none there, *zero* for a flow that the export
//! covers, and *no row* for a stock; a product outside its life has nothing to miss.

use super::answer::{Answer, NoData, Scope};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::pipeline::Absent;
use crate::schema::MeasureKind;
use std::collections::{BTreeMap, BTreeSet};

/// One measure by product and period.
#[derive(Debug, Clone)]
pub(super) struct MeasureSeries {
    pub(super) measure_kind: MeasureKind,
    pub(super) absent: Absent,
    pub(super) covered: BTreeSet<Period>,
    /// By product: the periods covered by the inputs that know it.
    pub(super) covered_for: Vec<BTreeSet<Period>>,
    /// Products and periods of which a row was rejected.
    pub(super) gaps: BTreeSet<(usize, Period)>,
    /// By product: period → sum of its rows.
    pub(super) sums: Vec<BTreeMap<Period, Amount>>,
    /// By product: first and last period in which a missing row is missed; `None` when it never is.
    pub(super) live: Vec<Option<(Period, Period)>>,
}

impl MeasureSeries {
    /// Forgets what is only known in part.
    pub(super) fn lose(&mut self, unknown: &BTreeSet<(usize, Period)>) {
        for (product, period) in unknown {
            self.sums.get_mut(*product).and_then(|sums| sums.remove(period));
        }
        self.gaps.extend(unknown);
    }
    /// The rows of a scope over a span, period by period.
    pub(super) fn sum(&self, scope: Scope, span: Span) -> Answer<Amount> {
        let products = scope.products(self.sums.len());
        let mut total: Option<Amount> = None;
        let mut nothing = NoData::NoRow;
        for period in span.periods() {
            if !self.covered.contains(&period) {
                return Err(NoData::NotCovered);
            }
            for product in products.clone() {
                match self.at(product, period) {
                    Ok(amount) => *total.get_or_insert_with(Amount::zero) += &amount,
                    Err(Missing::NotCovered) => return Err(NoData::NotCovered),
                    Err(Missing::NoRow) => return Err(NoData::NoRow),
                    Err(Missing::NotLive(reason)) => {
                        if reason == NoData::BeforeLaunch {
                            nothing = reason;
                        }
                    }
                }
            }
        }
        total.ok_or(nothing)
    }

    /// One product in one covered period.
    pub(super) fn at(&self, product: usize, period: Period) -> Result<Amount, Missing> {
        if let Some(amount) = self.sums.get(product).and_then(|sums| sums.get(&period)) {
            return Ok(amount.clone());
        }
        let is_covered = self.covered_for.get(product).is_some_and(|covered| covered.contains(&period));
        match self.live.get(product).copied().flatten() {
            None => Err(Missing::NotLive(NoData::NoRow)),
            Some((first, _)) if period < first => Err(Missing::NotLive(NoData::BeforeLaunch)),
            Some((_, last)) if period > last => Err(Missing::NotLive(NoData::NoRow)),
            Some(_) if !is_covered => Err(Missing::NotCovered),
            Some(_) if self.gaps.contains(&(product, period)) => Err(Missing::NoRow),
            Some(_) => match self.absent {
                Absent::Zero => Ok(Amount::zero()),
                Absent::Auto | Absent::Gap => Err(Missing::NoRow),
            },
        }
    }
}

pub(super) enum Missing {
    /// An input that knows the product lacks the period.
    NotCovered,
    /// A live product without a row where one is due.
    NoRow,
    /// Outside the product's life: nothing to miss.
    NotLive(NoData),
}
