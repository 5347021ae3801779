//! Fractions whose two parts fit 64 bits, as almost all do: the same arithmetic without numbers of any size, and with
//! common divisors that are found in 64 bits.

use std::cmp::Ordering;

/// In lowest terms, the denominator positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Short {
    numerator: i64,
    denominator: i64,
}

/// What comes of two, in lowest terms.
pub(super) type Fraction = (i128, i128);

impl Short {
    pub(super) const fn of(numerator: i64, denominator: i64) -> Self {
        Self { numerator, denominator }
    }

    pub(super) fn add(self, other: Self) -> Option<Fraction> {
        // Knuth, The Art of Computer Programming, 4.5.1: what the sum still shares, it shares with this divisor.
        let common = divisor(self.denominator, other.denominator);
        let (own, others) = (i128::from(self.denominator) / common, i128::from(other.denominator) / common);
        let left = i128::from(self.numerator) * others;
        let sum = left.checked_add(i128::from(other.numerator) * own)?;
        let shared = divisor(i64::try_from(sum % common).ok()?, i64::try_from(common).ok()?);
        Some((sum / shared, own * (i128::from(other.denominator) / shared)))
    }

    pub(super) fn negated(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, ..self })
    }

    pub(super) fn times(self, other: Self) -> Fraction {
        let first = divisor(self.numerator, other.denominator);
        let second = divisor(other.numerator, self.denominator);
        (
            (i128::from(self.numerator) / first) * (i128::from(other.numerator) / second),
            (i128::from(self.denominator) / second) * (i128::from(other.denominator) / first),
        )
    }

    /// 1 ÷ this; `None` for zero.
    pub(super) fn inverse(self) -> Option<Self> {
        match self.numerator.signum() {
            0 => None,
            1 => Some(Self::of(self.denominator, self.numerator)),
            _ => Some(Self::of(-self.denominator, self.numerator.checked_neg()?)),
        }
    }

    pub(super) fn compared(self, other: Self) -> Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        left.cmp(&(i128::from(other.numerator) * i128::from(self.denominator)))
    }

    /// × 10^`places`, rounded half away from zero.
    pub(super) fn scaled(self, places: u32) -> Option<i128> {
        let scaled = 10_i128.checked_pow(places)?.checked_mul(i128::from(self.numerator))?;
        let denominator = i128::from(self.denominator);
        let (whole, rest) = (scaled / denominator, scaled % denominator);
        Some(if rest.abs() * 2 >= denominator { whole + scaled.signum() } else { whole })
    }

    /// Places of the decimal, where it ends.
    pub(super) fn places(self) -> Option<u32> {
        let twos = self.denominator.trailing_zeros();
        let (mut rest, mut fives) = (self.denominator >> twos, 0);
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        (rest == 1).then(|| twos.max(fives))
    }

    /// The nearest float, where one division gives it.
    pub(super) fn float(self) -> Option<f64> {
        const EXACT: u64 = 1 << 53;
        let is_exact = self.numerator.unsigned_abs() <= EXACT && self.denominator.unsigned_abs() <= EXACT;
        #[expect(clippy::cast_precision_loss, reason = "both are exact, so the quotient is rounded once")]
        is_exact.then(|| self.numerator as f64 / self.denominator as f64)
    }
}

/// The greatest that divides both; the second is not zero.
fn divisor(left: i64, right: i64) -> i128 {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    i128::from(left)
}
