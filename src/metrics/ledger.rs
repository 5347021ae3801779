//! The subscription ledger, walked once: customer by customer, all movements, retentions and cohorts of all periods.
//!
//! Figures stay integers (annual amounts at one scale) until the end, so the order of rows never changes a digit.

mod behind;
mod step;
mod sums;
mod tracks;

pub use behind::{CustomerMovement, CustomerRetention, customer_movements, customer_retention};
pub(in crate::metrics) use behind::{Holding, holdings};

use super::cohorts::{CohortCount, Cohorts};
use super::compute::{first_periods, live_spans};
use super::parts::Ledger;
use super::registry::{Measure, Retained};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::facts::{Catalog, Fact};
use crate::schema::FactKind;
use sums::Sums;
use tracks::Tracks;

/// The horizons over which retention is looked at, in periods.
pub(super) const HORIZONS: [usize; 3] = [1, 3, 12];

/// Measures that a retention needs when there is no ledger.
pub(super) fn bridge_measures(what: Retained) -> impl Iterator<Item = Measure> {
    const fn of(fact: FactKind, name: &'static str) -> Measure {
        Measure { fact, name }
    }
    let opening = of(FactKind::Retention, "opening_mrr");
    let churned = of(FactKind::Retention, "churned_mrr");
    match what {
        Retained::GrossRevenue => vec![opening, churned],
        Retained::NetRevenue => vec![opening, churned, of(FactKind::Expansion, "amount")],
        Retained::Customers | Retained::CustomersLost => {
            vec![of(FactKind::Retention, "opening_customers"), of(FactKind::Retention, "churned_customers")]
        }
    }
    .into_iter()
}

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

/// Annual amounts divide by twelve as exact fractions.
fn monthly(annual: i128, scale: u32) -> Amount {
    // 12 is never zero.
    Amount::from_scaled(annual, scale).checked_div(&Amount::from(12_i64)).unwrap_or_else(Amount::zero)
}
