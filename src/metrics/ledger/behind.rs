//! The customers behind a figure of the ledger. Nothing of this is kept: it is gone over the ledger again when somebody
//! asks, since a list by customer and period would be as large as the ledger itself.

use super::step::step;
use super::tracks::{Tracks, monthly};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::facts::{Fact, Facts};
use crate::metrics::answer::Scope;
use crate::metrics::movement::MovementKind;
use crate::schema::FactKind;
use std::cmp::Reverse;
use std::sync::Arc;

/// One customer's part of a movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerMovement {
    pub customer: Arc<str>,
    /// Position in the catalog.
    pub product: usize,
    pub period: Period,
    pub kind: MovementKind,
    /// Always positive; contraction and churn are losses.
    pub amount: Amount,
    /// MRR at the end of the period before, and of the period.
    pub before: Amount,
    pub after: Amount,
}

/// One customer of a retention's opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRetention {
    pub customer: Arc<str>,
    /// MRR at the opening, and now.
    pub then: Amount,
    pub now: Amount,
}

/// The customers behind the movements of a scope over a span, the largest first. They add up to the movements, kind by
/// kind: of the portfolio they stand product by product, as its money does. Empty without a subscription ledger.
pub fn customer_movements(facts: &Facts, scope: Scope, span: Span) -> impl Iterator<Item = CustomerMovement> {
    /// Integers and numbers only, so that a long list is still a small one.
    struct Part {
        customer: usize,
        product: usize,
        at: usize,
        kind: MovementKind,
        annual: i128,
        before: i128,
        after: i128,
    }
    let ledger = Opened::of(facts);
    let mut parts: Vec<Part> = Vec::new();
    if let Some(Opened { fact, tracks }) = &ledger {
        let positions: Vec<usize> =
            span.periods().filter_map(|period| tracks.position(period)).filter(|&at| tracks.has_steps(at)).collect();
        tracks.each_customer(|customer| {
            for (product, track) in customer.held.iter().filter(|(product, _)| scope.has(*product)) {
                parts.extend(positions.iter().filter_map(|&at| {
                    let step = step(track, at)?;
                    let (before, after) = (track[at - 1], track[at]);
                    let (kind, annual) = (step.kind, step.annual);
                    Some(Part { customer: customer.number, product: *product, at, kind, annual, before, after })
                }));
            }
        });
        parts.sort_by_key(|part| (Reverse(part.annual), &fact.customers[part.customer], part.product, part.at));
    }
    parts.into_iter().filter_map(move |part| {
        let Opened { fact, tracks } = ledger.as_ref()?;
        Some(CustomerMovement {
            customer: fact.customers[part.customer].clone(),
            product: part.product,
            period: tracks.first.plus(i32::try_from(part.at).ok()?),
            kind: part.kind,
            amount: monthly(part.annual, tracks.scale),
            before: monthly(part.before, tracks.scale),
            after: monthly(part.after, tracks.scale),
        })
    })
}

/// The customers of the opening `horizon` periods before `period`, whoever lost most first. Of the portfolio a
/// customer's total counts. Empty where the figure has no data.
pub fn customer_retention(
    facts: &Facts,
    scope: Scope,
    period: Period,
    horizon: i32,
) -> impl Iterator<Item = CustomerRetention> {
    let ledger = Opened::of(facts);
    let mut parts: Vec<(usize, i128, i128)> = Vec::new();
    let span = ledger.as_ref().and_then(|Opened { tracks, .. }| {
        let ends = tracks.position(period.plus(-horizon)).zip(tracks.position(period));
        ends.filter(|&(then, now)| tracks.covered[then] && tracks.covered[now])
    });
    if let Some((Opened { fact, tracks }, (then, now))) = ledger.as_ref().zip(span) {
        tracks.each_customer(|customer| {
            let track = match scope {
                Scope::Portfolio => Some(customer.total),
                Scope::Product(wanted) => {
                    customer.held.iter().find(|(product, _)| *product == wanted).map(|(_, track)| track.as_slice())
                }
            };
            parts.extend(track.filter(|track| track[then] > 0).map(|track| (customer.number, track[then], track[now])));
        });
        parts.sort_by_key(|&(customer, then, now)| (now - then, Reverse(then), &fact.customers[customer]));
    }
    parts.into_iter().filter_map(move |(customer, then, now)| {
        let Opened { fact, tracks } = ledger.as_ref()?;
        let [then, now] = [then, now].map(|annual| monthly(annual, tracks.scale));
        Some(CustomerRetention { customer: fact.customers[customer].clone(), then, now })
    })
}

/// A customer who pays something at the end of a period.
pub(in crate::metrics) struct Holding {
    /// Position in the customers of the fact.
    pub(in crate::metrics) customer: usize,
    /// Whether it holds another product too; of the portfolio, two or more.
    pub(in crate::metrics) attached: bool,
}

/// The customers of a scope at the end of a period, each once.
pub(in crate::metrics) fn holdings(facts: &Facts, scope: Scope, period: Period) -> Vec<Holding> {
    let mut found = Vec::new();
    let ledger = Opened::of(facts);
    let opened = ledger.as_ref().and_then(|opened| Some((opened, opened.tracks.position(period)?)));
    if let Some((Opened { tracks, .. }, at)) = opened {
        tracks.each_customer(|customer| {
            let held = || customer.held.iter().filter(|(_, track)| track[at] > 0);
            if held().any(|(product, _)| scope.has(*product)) {
                found.push(Holding { customer: customer.number, attached: held().nth(1).is_some() });
            }
        });
    }
    found
}

/// The ledger, ready to be gone over again.
struct Opened<'a> {
    fact: &'a Fact,
    tracks: Tracks,
}

impl<'a> Opened<'a> {
    fn of(facts: &'a Facts) -> Option<Self> {
        let fact = facts.facts.get(&FactKind::Subscriptions)?;
        Some(Self { fact, tracks: Tracks::of(fact, facts.as_of) })
    }
}
