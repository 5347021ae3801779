//! A *track* is what one customer pays for one product, period by period: annual amounts from the first period of the
//! ledger to the as-of period, 0 where there is no row.

use crate::amount::Amount;
use crate::calendar::Period;
use crate::facts::Fact;
use crate::metrics::customers::{CustomerRows, mantissas};
use polars::prelude::Int128Chunked;

pub(super) type Track = Vec<i128>;

/// The ledger as tracks, made customer by customer while they are asked for.
pub(super) struct Tracks {
    rows: Option<CustomerRows>,
    amounts: Int128Chunked,
    pub(super) scale: u32,
    pub(super) first: Period,
    /// Whether each period of a track is covered.
    pub(super) covered: Vec<bool>,
}

/// All that one customer pays.
pub(super) struct Customer<'a> {
    /// Position in the customers of the fact.
    pub(super) number: usize,
    /// By product, each once.
    pub(super) held: &'a [(usize, Track)],
    pub(super) total: &'a [i128],
}

impl Tracks {
    pub(super) fn of(fact: &Fact, as_of: Period) -> Self {
        let first = fact.covered.first().copied().unwrap_or(as_of);
        let length = as_of.since(first) + 1;
        let (amounts, scale) = match fact.measures.first() {
            Some(measure) => mantissas(fact, measure),
            None => (Int128Chunked::default(), 0),
        };
        Self {
            rows: CustomerRows::of(fact),
            amounts,
            scale,
            first,
            covered: (0..length).map(|at| fact.covered.contains(&first.plus(at))).collect(),
        }
    }

    /// Periods of a track.
    pub(super) fn length(&self) -> usize {
        self.covered.len()
    }

    /// Position of a period in every track.
    pub(super) fn position(&self, period: Period) -> Option<usize> {
        usize::try_from(period.since(self.first)).ok().filter(|&at| at < self.length())
    }

    /// Whether there are movements at a position: it and the one before are covered.
    pub(super) fn has_steps(&self, at: usize) -> bool {
        at > 0 && self.covered[at] && self.covered[at - 1]
    }

    /// Shows every customer who has a row, one after the other.
    pub(super) fn each_customer(&self, mut show: impl FnMut(&Customer<'_>)) {
        let Some(rows) = &self.rows else { return };
        // Tracks are used again for the next customer: a ledger has many of them.
        let mut tracks: Vec<(usize, Track)> = Vec::new();
        let mut total = vec![0; self.length()];
        for number in 0..rows.customers() {
            let mut held = 0;
            total.fill(0);
            for row in rows.rows(number) {
                let position = self.position(Period::from_serial(row.period));
                let Some((at, annual)) = position.zip(self.amounts.get(row.row)) else { continue };
                let slot = tracks[..held].iter().rposition(|(product, _)| *product == row.product);
                let slot = slot.unwrap_or_else(|| {
                    open_track(&mut tracks, held, row.product, self.covered.len());
                    held += 1;
                    held - 1
                });
                tracks[slot].1[at] += annual;
                total[at] += annual;
            }
            show(&Customer { number, held: &tracks[..held], total: &total });
        }
    }
}

/// An empty track at `slot`, in the place of an old one where there is one.
fn open_track(tracks: &mut Vec<(usize, Track)>, slot: usize, product: usize, length: usize) {
    match tracks.get_mut(slot) {
        Some((old, track)) => {
            *old = product;
            track.fill(0);
        }
        None => tracks.push((product, vec![0; length])),
    }
}

/// The positions at which there is something.
pub(super) fn held(track: &[i128]) -> impl Iterator<Item = usize> {
    track.iter().enumerate().filter(|&(_, &annual)| annual > 0).map(|(at, _)| at)
}

/// Annual amounts divide by twelve as exact fractions.
pub(super) fn monthly(annual: i128, scale: u32) -> Amount {
    // 12 is never zero.
    Amount::from_scaled(annual, scale).checked_div(&Amount::from(12_i64)).unwrap_or_else(Amount::zero)
}
