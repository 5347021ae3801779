//! Exact figures.
//!
//! An [`Amount`] is a fraction of two integers, so a sum of money, a target that does not divide by twelve and a
//! status on the very edge of its band are all exact. Text becomes an amount digit by digit; a spreadsheet's float
//! is taken at its 15 significant digits, which is what the spreadsheet showed. Rounding happens when a figure is
//! printed, and nowhere before.

mod decimal;
mod short;

pub use decimal::Decimal;

use decimal::decimal_text;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};
use short::{Fraction, Short};
use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// What a figure counts, and so how it is printed and compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
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

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::amount;
