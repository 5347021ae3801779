//! Figures computed apart from the program: plain fractions, and made-up data that are the same every time.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

pub(crate) type Fraction = BigRational;

pub(crate) fn cents(cents: i64) -> Fraction {
    Fraction::new(cents.into(), 100.into())
}

pub(crate) fn whole(number: i64) -> Fraction {
    Fraction::from_integer(number.into())
}

/// Cents as they stand in an export.
pub(crate) fn written(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

/// Holds a printed figure to the fraction that it must be, to the eighteen digits that are printed.
#[track_caller]
pub(crate) fn assert_figure(printed: &str, expected: &Fraction, what: &str) {
    let (whole, decimals) = printed.split_once('.').unwrap_or((printed, ""));
    let digits: BigInt = format!("{whole}{decimals}").parse().unwrap_or_else(|_| panic!("{what}: `{printed}`"));
    let found = Fraction::new(digits, num_traits::pow(BigInt::from(10), decimals.len()));
    let allowed = expected.abs() * Fraction::new(1.into(), num_traits::pow(BigInt::from(10), 17));
    assert!((&found - expected).abs() <= allowed, "{what}: `{printed}` is not {expected}");
    assert!(!expected.is_zero() || printed == "0", "{what}: `{printed}` is zero");
}

/// Numbers without an order that anybody sees (splitmix64), from a seed.
pub(crate) struct Scatter(pub(crate) u64);

impl Scatter {
    /// A number from `low` to one less than `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        low + i64::try_from(mixed % u64::try_from(high - low).unwrap()).unwrap()
    }
}
