//! The subscription ledger, walked once: customer by customer, all movements, retentions and cohorts of all periods.
//!
//! Figures stay integers (annual amounts at one scale) until the end, so the order of rows never changes a digit.

mod behind;
mod step;
mod sums;
mod totals;
mod tracks;

pub(in crate::metrics) use behind::holdings;
pub use behind::{CustomerMovement, CustomerRetention, customer_movements, customer_retention};
pub(in crate::metrics) use totals::Ledger;

use super::cohorts::{CohortCount, Cohorts};
use super::frames::{first_periods, live_spans};
use crate::calendar::Period;
use crate::facts::{Catalog, Fact};
use sums::Sums;
use tracks::Tracks;

/// Walks the ledger up to `as_of`.
pub(super) fn walk(fact: &Fact, catalog: &Catalog, as_of: Period) -> (Ledger, Cohorts) {
    let tracks = Tracks::of(fact, as_of);
    let mut sums = Sums::new(catalog.len(), tracks.covered.clone());
    let mut cohorts = CohortCount::new(catalog.len(), tracks.length());
    tracks.each_customer(|customer| {
        sums.add_customer(customer.held, customer.total);
        for (product, track) in customer.held {
            cohorts.add(*product, tracks::held(track));
        }
        cohorts.add(catalog.len(), tracks::held(customer.total));
    });
    let mut ledger = sums.finish(tracks.first, tracks.scale);
    ledger.covered.clone_from(&fact.covered);
    ledger.live = live_spans(&first_periods(fact, catalog.len()), &fact.covered, catalog);
    (ledger, cohorts.finish(fact, tracks.first))
}
