//! Exact figures.
//!
//! An [`Amount`] is a fraction of two integers, so a sum of money, a target that does not divide by twelve and a
//! status on the very edge of its band are all exact. Text becomes an amount digit by digit; a spreadsheet's float
//! is taken at its 15 significant digits, which is what the spreadsheet showed. Rounding happens when a figure is
//! printed, and nowhere before.

mod short;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};
use short::{Fraction, Short};
use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// What a figure counts, and so how it is printed and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Money in ones of the reporting currency.
    Money,
    /// Things: customers, units, users.
    Count,
    /// A fraction printed as percent; two of them differ in percentage points.
    Percent,
    /// A plain quotient: events per user, quick ratio.
    Ratio,
    /// A calendar day, for milestones.
    Date,
}

impl Unit {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Date => "date",
        }
    }
}

/// Of a decimal that is written out.
const MOST_PLACES: u32 = 28;

/// An exact rational number.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Amount(BigRational);

impl Amount {
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub fn one() -> Self {
        Self(BigRational::one())
    }

    /// `mantissa` × 10^−`scale`, the form in which decimals lie in columns.
    pub fn from_scaled(mantissa: i128, scale: u32) -> Self {
        Self(BigRational::new(BigInt::from(mantissa), Pow::pow(BigInt::from(10), scale)))
    }

    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from(numerator).checked_div(&Self::from(denominator))
    }

    /// The number that a spreadsheet shows for a float: its 15 significant digits. `None` for NaN and infinities.
    pub fn from_float(value: f64) -> Option<Self> {
        Decimal::from_float(value).map(|d| Self::from_scaled(d.mantissa, d.scale))
    }

    /// A plain decimal such as `-12.50`; nothing else (no separators, no exponent, no percent sign).
    pub fn parse_plain(text: &str) -> Option<Self> {
        Decimal::parse_plain(text).map(|d| Self::from_scaled(d.mantissa, d.scale))
    }

    /// `None` when `other` is zero: a missing figure, never an infinite one.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let short = self.short().zip(other.short().and_then(Short::inverse));
        Some(short.map_or_else(|| Self(&self.0 / &other.0), |(left, right)| Self::lowest(left.times(right))))
    }

    /// `None` where a part is too long.
    fn short(&self) -> Option<Short> {
        Some(Short::of(self.0.numer().to_i64()?, self.0.denom().to_i64()?))
    }

    fn lowest((numerator, denominator): Fraction) -> Self {
        Self(BigRational::new_raw(BigInt::from(numerator), BigInt::from(denominator)))
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn is_whole(&self) -> bool {
        self.0.is_integer()
    }

    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    pub fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    #[must_use]
    pub fn clamp_between(&self, low: &Self, high: &Self) -> Self {
        self.max(low).min(high).clone()
    }

    /// The nearest float, for cells and charts: display only.
    pub fn to_float(&self) -> f64 {
        let decimal = self.short().filter(|short| short.places().is_some_and(|places| places <= MOST_PLACES));
        if let Some(float) = decimal.and_then(Short::float) {
            return float;
        }
        // The decimal text is read back so that the float is the closest one to the printed figure.
        self.to_string().parse().ok().or_else(|| self.0.to_f64()).unwrap_or(f64::NAN)
    }

    /// Rounded half away from zero to `places` decimals, as text with exactly that many.
    pub fn to_fixed(&self, places: u32) -> String {
        if let Some(scaled) = self.short().and_then(|short| short.scaled(places)) {
            return decimal_text(&scaled.unsigned_abs().to_string(), scaled < 0, places);
        }
        let scaled = (&self.0 * BigRational::from_integer(Pow::pow(BigInt::from(10), places))).round().to_integer();
        decimal_text(&scaled.magnitude().to_string(), scaled.is_negative(), places)
    }

    /// Rounded towards zero to `places` decimals: for figures that must not look better than they are.
    pub fn to_fixed_truncated(&self, places: u32) -> String {
        let scaled = (&self.0 * BigRational::from_integer(Pow::pow(BigInt::from(10), places))).trunc().to_integer();
        decimal_text(&scaled.magnitude().to_string(), scaled.is_negative(), places)
    }

    /// The exact figure: a decimal where it has an end, else a fraction in lowest terms, such as `-10/3`.
    pub fn to_exact(&self) -> String {
        self.exact_decimal().unwrap_or_else(|| self.0.to_string())
    }

    /// The figure that [`Self::to_exact`] wrote; `None` for any other text.
    pub fn parse_exact(text: &str) -> Option<Self> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (sign, size) = text.strip_prefix('-').map_or((1, text), |size| (-1, size));
        let (numerator, denominator) = if let Some((numerator, denominator)) = size.split_once('/') {
            (numerator.to_owned(), denominator.to_owned())
        } else {
            let (whole, fraction) = size.split_once('.').unwrap_or((size, "0"));
            if !digits(whole) || !digits(fraction) {
                return None;
            }
            (format!("{whole}{fraction}"), format!("1{}", "0".repeat(fraction.len())))
        };
        if !digits(&numerator) || !digits(&denominator) {
            return None;
        }
        let (numerator, denominator): (BigInt, BigInt) = (numerator.parse().ok()?, denominator.parse().ok()?);
        (!denominator.is_zero()).then(|| Self(BigRational::new(numerator * BigInt::from(sign), denominator)))
    }

    /// The exact decimal when it has at most [`MOST_PLACES`].
    fn exact_decimal(&self) -> Option<String> {
        if let Some(short) = self.short() {
            return short.places().filter(|places| *places <= MOST_PLACES).map(|places| self.to_fixed(places));
        }
        let (mut rest, mut twos, mut fives) = (self.0.denom().clone(), 0_u32, 0_u32);
        for (prime, count) in [(2, &mut twos), (5, &mut fives)] {
            let prime = BigInt::from(prime);
            while *count <= MOST_PLACES && (&rest % &prime).is_zero() {
                rest /= &prime;
                *count += 1;
            }
        }
        let places = twos.max(fives);
        (rest.is_one() && places <= MOST_PLACES).then(|| self.to_fixed(places))
    }
}

/// Digits of a scaled integer with the point put in and a sign only when something is left to sign.
fn decimal_text(digits: &str, is_negative: bool, places: u32) -> String {
    let places = places as usize;
    let mut text = String::with_capacity(digits.len().max(places + 1) + 2);
    if is_negative {
        text.push('-');
    }
    let start = text.len();
    text.extend(std::iter::repeat_n('0', (places + 1).saturating_sub(digits.len())));
    text.push_str(digits);
    if places > 0 {
        text.insert(start.max(text.len() - places), '.');
    }
    text
}

/// Plain decimal: exact where the fraction ends, else 18 significant digits.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.exact_decimal() {
            return f.write_str(&text);
        }
        let places = if self.0.abs() < BigRational::one() {
            // Zeros right of the point do not count as significant.
            18 + self.0.recip().abs().trunc().to_integer().to_string().len() - 1
        } else {
            18_usize.saturating_sub(self.0.abs().trunc().to_integer().to_string().len())
        };
        let text = self.to_fixed(u32::try_from(places).unwrap_or(18));
        f.write_str(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<i64> for Amount {
    fn from(value: i64) -> Self {
        Self(BigRational::from_integer(BigInt::from(value)))
    }
}

impl From<i128> for Amount {
    fn from(value: i128) -> Self {
        Self(BigRational::from_integer(BigInt::from(value)))
    }
}

impl From<usize> for Amount {
    fn from(value: usize) -> Self {
        Self(BigRational::from_integer(BigInt::from(value)))
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        let short = self.short().zip(other.short());
        short.map_or_else(|| self.0.cmp(&other.0), |(left, right)| left.compared(right))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $short:expr) => {
        impl $trait for &Amount {
            type Output = Amount;
            fn $method(self, other: &Amount) -> Amount {
                let short: fn(Short, Short) -> Option<Fraction> = $short;
                let fraction = self.short().zip(other.short()).and_then(|(left, right)| short(left, right));
                fraction.map_or_else(|| Amount($trait::$method(&self.0, &other.0)), Amount::lowest)
            }
        }
        impl $trait for Amount {
            type Output = Amount;
            fn $method(self, other: Amount) -> Amount {
                $trait::$method(&self, &other)
            }
        }
    };
}
operator!(Add, add, Short::add);
operator!(Sub, sub, |left, right| left.add(right.negated()?));
operator!(Mul, mul, |left, right| Some(left.times(right)));

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign<&Amount> for Amount {
    fn add_assign(&mut self, other: &Amount) {
        *self = &*self + other;
    }
}

impl<'a> Sum<&'a Amount> for Amount {
    fn sum<I: Iterator<Item = &'a Amount>>(items: I) -> Self {
        items.fold(Self::zero(), |total, item| &total + item)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::zero(), |total, item| total + item)
    }
}

/// A finite decimal as it lies in a cell: `mantissa` × 10^−`scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    pub mantissa: i128,
    pub scale: u32,
}

impl Decimal {
    /// More places than any export has; a longer text is refused rather than cut.
    pub const MAX_SCALE: u32 = 18;

    /// The decimal of at most 15 significant digits that a spreadsheet shows for this float; `None` for NaN,
    /// infinities and magnitudes beyond 10^20, which no business figure reaches.
    pub fn from_float(value: f64) -> Option<Self> {
        if !value.is_finite() || value.abs() >= 1e20 {
            return None;
        }
        Self::short_float(value).or_else(|| Self::long_float(value))
    }

    /// The common case without printing: money and counts have few places. A decimal of at most 15 digits that
    /// gives the same float back is the only one, so it is the one the spreadsheet shows.
    #[expect(clippy::float_cmp, reason = "the very float must come back, not one near it")]
    fn short_float(value: f64) -> Option<Self> {
        for (scale, power) in [(0, 1.0), (2, 100.0), (4, 10_000.0)] {
            let scaled = (value * power).round();
            if scaled.abs() < 1e15 && scaled / power == value {
                #[expect(clippy::cast_possible_truncation, reason = "an integral float below 10^15 fits i128")]
                return Some(Self { mantissa: scaled as i128, scale }.normalised());
            }
        }
        None
    }

    fn long_float(value: f64) -> Option<Self> {
        let printed = format!("{value:.14e}");
        let (digits, exponent) = printed.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let mantissa: i128 = digits.replace('.', "").parse().ok()?;
        let scale = 14 - exponent;
        if scale <= 0 {
            return Some(Self { mantissa: mantissa * 10_i128.pow(scale.unsigned_abs()), scale: 0 });
        }
        let exact = Self { mantissa, scale: scale.unsigned_abs() }.normalised();
        // A float such as 0.1 + 0.2 - 0.3 leaves 5.55e-17: noise below the last place that is kept.
        Some(exact.rounded_to(Self::MAX_SCALE))
    }

    /// Digits with at most one point and a leading sign.
    pub fn parse_plain(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let scale = u32::try_from(fraction.len()).ok().filter(|&s| s <= Self::MAX_SCALE)?;
        if whole.len() > 20 {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(byte - b'0');
        }
        Some(Self { mantissa: if negative { -mantissa } else { mantissa }, scale })
    }

    /// The same number at a larger scale; `None` when it no longer fits.
    pub fn at_scale(self, scale: u32) -> Option<i128> {
        10_i128.checked_pow(scale.checked_sub(self.scale)?)?.checked_mul(self.mantissa)
    }

    fn normalised(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    fn rounded_to(self, scale: u32) -> Self {
        let Some(excess) = self.scale.checked_sub(scale).filter(|&e| e > 0) else { return self };
        let Some(divisor) = 10_i128.checked_pow(excess) else { return Self { mantissa: 0, scale: 0 } };
        let half = divisor / 2 * self.mantissa.signum();
        Self { mantissa: (self.mantissa + half) / divisor, scale }.normalised()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        Amount::parse_plain(text).unwrap()
    }

    #[test]
    fn an_exact_text_comes_back_and_nothing_else_is_one() {
        for text in ["0", "-10/3", "1200", "0.6", "-0.000000000000000000000000001", "575/6", "12345678901234567890123"]
        {
            assert_eq!(Amount::parse_exact(text).map(|amount| amount.to_exact()).as_deref(), Some(text));
        }
        for text in ["", "-", "1/0", "1/-3", "1.5/2", "1.", ".5", "1e3", "1,000", "--1", "+1", "1/2/3", " 1"] {
            assert!(Amount::parse_exact(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_float_is_taken_at_its_fifteen_significant_digits() {
        for (float, text) in [
            (0.1 + 0.2, "0.3"),
            (676_292.74, "676292.74"),
            (1e15 / 3.0, "333333333333333"),
            (-0.000_001_5, "-0.0000015"),
            (1_234_567_890_123_456.0, "1234567890123460"),
            (0.1 + 0.2 - 0.3, "0.000000000000000056"),
            (5e-324, "0"),
        ] {
            assert_eq!(Amount::from_float(float).unwrap().to_string(), text, "{float:e}");
        }
        assert_eq!(Amount::from_float(f64::NAN), None);
        assert_eq!(Amount::from_float(f64::INFINITY), None);
    }

    #[test]
    fn plain_text_is_exact_and_anything_else_is_refused() {
        assert_eq!(amount("-0012.500").to_string(), "-12.5");
        assert_eq!(amount(".5").to_string(), "0.5");
        for text in ["", "-", ".", "1,000", "1e3", "5%", "12a", "１"] {
            assert_eq!(Amount::parse_plain(text), None, "{text}");
        }
    }

    #[test]
    fn an_endless_fraction_is_printed_with_eighteen_significant_digits() {
        let third = Amount::ratio(1, 3).unwrap();
        assert_eq!(third.to_string(), "0.333333333333333333");
        assert_eq!((&third * &amount("0.001")).to_string(), "0.000333333333333333333");
        assert_eq!(Amount::ratio(200_000, 3).unwrap().to_string(), "66666.6666666666667");
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        assert_eq!(amount("2.345").to_fixed(2), "2.35");
        assert_eq!(amount("-2.345").to_fixed(2), "-2.35");
        assert_eq!(amount("-0.001").to_fixed(2), "0.00");
        assert_eq!(amount("99.99").to_fixed_truncated(1), "99.9");
    }

    #[test]
    fn dividing_by_zero_gives_no_figure() {
        assert_eq!(Amount::one().checked_div(&Amount::zero()), None);
    }

    proptest! {
        #[test]
        fn short_fractions_are_computed_as_long_ones_are(
            (a, b) in prop_oneof![(-40_i64..40, 1_i64..40), (any::<i64>(), 1..i64::MAX)],
            (c, d) in prop_oneof![(-40_i64..40, 1_i64..40), (any::<i64>(), 1..i64::MAX)],
            places in 0_u32..20,
        ) {
            let long = |above: i64, below: i64| BigRational::new(above.into(), below.into());
            let (left, right) = (long(a, b), long(c, d));
            let (x, y) = (Amount(left.clone()), Amount(right.clone()));
            prop_assert_eq!((&x + &y).0, &left + &right);
            prop_assert_eq!((&x - &y).0, &left - &right);
            prop_assert_eq!((&x * &y).0, &left * &right);
            prop_assert_eq!(x.cmp(&y), left.cmp(&right));
            prop_assert_eq!(x.checked_div(&y).map(|amount| amount.0), (!right.is_zero()).then(|| &left / &right));
            let scaled = (&left * BigRational::from_integer(Pow::pow(BigInt::from(10), places))).round().to_integer();
            let digits = scaled.magnitude().to_string();
            prop_assert_eq!(x.to_fixed(places), decimal_text(&digits, scaled.is_negative(), places));
        }

        #[test]
        fn the_float_is_the_one_nearest_to_the_text(mantissa in any::<i64>(), scale in 0_u32..18) {
            let value = Amount::from_scaled(mantissa.into(), scale);
            let read = value.to_string().parse::<f64>().unwrap();
            prop_assert_eq!(value.to_float().to_bits(), read.to_bits());
        }

        #[test]
        fn text_round_trips(mantissa in -10_i64.pow(15)..10_i64.pow(15), scale in 0_u32..12) {
            let value = Amount::from_scaled(mantissa.into(), scale);
            prop_assert_eq!(Amount::parse_plain(&value.to_string()), Some(value));
        }

        #[test]
        fn a_decimal_of_fifteen_digits_survives_the_float(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..12) {
            let value = Amount::from_scaled(mantissa.into(), scale);
            prop_assert_eq!(Amount::from_float(value.to_float()), Some(value));
        }
    }
}
