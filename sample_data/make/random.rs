//! Random numbers that are the same everywhere: `SplitMix64`, seeded by name.

use crate::month::{Month, STORY};

/// A stream of random numbers. Each use has a stream of its own, named after what it is for, so
/// that one more draw in one export leaves all the others as they were.
pub(crate) struct Random(u64);

/// Two streams for one use: one for the story, and one for the months before it.
pub(crate) struct Streams {
    before: Random,
    story: Random,
}

impl Streams {
    pub(crate) fn named(purpose: &str, product: &str) -> Self {
        Self { before: Random::named(&format!("{purpose} before"), product), story: Random::named(purpose, product) }
    }

    pub(crate) fn of(&mut self, month: Month) -> &mut Random {
        if month < STORY { &mut self.before } else { &mut self.story }
    }
}

impl Random {
    pub(crate) fn named(purpose: &str, product: &str) -> Self {
        // FNV-1a: short, and enough to tell a dozen names apart.
        let hash = |seed: u64, byte: u8| (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let bytes = purpose.bytes().chain([0]).chain(product.bytes());
        Self(bytes.fold(0xcbf2_9ce4_8422_2325, hash))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() >> 1).cast_signed() % (high - low + 1)
    }

    /// True in `permyriad` of 10,000 draws: monthly churn needs finer steps than per mille.
    pub(crate) fn chance(&mut self, permyriad: i64) -> bool {
        self.between(1, 10_000) <= permyriad
    }

    /// `amount` moved by at most ± `permille`, small moves more often than large ones.
    pub(crate) fn around(&mut self, amount: i64, permille: i64) -> i64 {
        let steps = 3;
        let sway: i64 = (0..steps).map(|_| self.between(-permille, permille)).sum();
        amount + amount * sway / (1000 * steps)
    }
}
