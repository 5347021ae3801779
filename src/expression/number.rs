//! Exact arithmetic over the figures of a row: decimals as long as they fit, which is almost always, else fractions of
//! any size.

use crate::amount::{Amount, Decimal};
use std::cmp::Ordering;
use std::fmt;

#[derive(Debug, Clone)]
pub(crate) enum Number {
    Decimal(Decimal),
    /// A quotient that does not end, or more digits than a decimal has.
    Exact(Box<Amount>),
}

impl Number {
    pub(crate) const ZERO: Self = Self::whole(0);

    pub(crate) const fn whole(number: i128) -> Self {
        Self::Decimal(Decimal { mantissa: number, scale: 0 })
    }

    pub(crate) const fn of(decimal: Decimal) -> Self {
        Self::Decimal(decimal)
    }

    fn exact(amount: Amount) -> Self {
        Self::Exact(Box::new(amount))
    }

    pub(crate) fn amount(&self) -> Amount {
        match self {
            Self::Decimal(decimal) => Amount::from_scaled(decimal.mantissa, decimal.scale),
            Self::Exact(amount) => (**amount).clone(),
        }
    }

    /// Both mantissas at one scale.
    fn aligned(&self, other: &Self) -> Option<(i128, i128, u32)> {
        let (Self::Decimal(left), Self::Decimal(right)) = (self, other) else { return None };
        let scale = left.scale.max(right.scale);
        Some((left.at_scale(scale)?, right.at_scale(scale)?, scale))
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let sum = self.aligned(other).and_then(|(left, right, scale)| Some((left.checked_add(right)?, scale)));
        sum.map_or_else(|| Self::exact(&self.amount() + &other.amount()), |(mantissa, scale)| decimal(mantissa, scale))
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        let sum = self.aligned(other).and_then(|(left, right, scale)| Some((left.checked_sub(right)?, scale)));
        sum.map_or_else(|| Self::exact(&self.amount() - &other.amount()), |(mantissa, scale)| decimal(mantissa, scale))
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        if let (Self::Decimal(left), Self::Decimal(right)) = (self, other)
            && let Some(mantissa) = left.mantissa.checked_mul(right.mantissa)
            && left.scale + right.scale <= 2 * Decimal::MAX_SCALE
        {
            return decimal(mantissa, left.scale + right.scale);
        }
        Self::exact(&self.amount() * &other.amount())
    }

    /// `None` for a division by zero.
    pub(crate) fn over(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if let (Self::Decimal(left), Self::Decimal(right)) = (self, other)
            && let Some(above) = 10_i128.pow(Decimal::MAX_SCALE).checked_mul(left.mantissa)
            && above % right.mantissa == 0
        {
            // The places of the quotient: those of the left, and eighteen more, less those of the right.
            let places = left.scale + Decimal::MAX_SCALE;
            let quotient = above / right.mantissa;
            if let Some(scale) = places.checked_sub(right.scale) {
                return Some(decimal(quotient, scale));
            }
        }
        self.amount().checked_div(&other.amount()).map(Self::exact)
    }

    /// What is left of a division without places, with the sign of the first.
    pub(crate) fn modulo(&self, other: &Self) -> Option<Self> {
        let whole = self.over(other)?.truncated(0);
        Some(self.minus(&whole.times(other)))
    }

    pub(crate) fn negated(&self) -> Self {
        Self::ZERO.minus(self)
    }

    pub(crate) fn absolute(&self) -> Self {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Self::Decimal(decimal) => decimal.mantissa == 0,
            Self::Exact(amount) => amount.is_zero(),
        }
    }

    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Self::Decimal(decimal) => decimal.mantissa < 0,
            Self::Exact(amount) => amount.is_negative(),
        }
    }

    /// Rounded half away from zero; to tens and hundreds under places below 0.
    pub(crate) fn rounded(&self, places: i32) -> Self {
        let (unit, scale) = unit(places);
        match self {
            Self::Decimal(decimal) if places >= 0 => Self::of(decimal.rounded_to(scale)),
            _ => {
                // To tens: rounded as a number of tens.
                let scaled = self.over(&unit).unwrap_or(Self::ZERO).amount().to_fixed(scale);
                parsed(&scaled).times(&unit)
            }
        }
    }

    /// Cut off towards zero.
    pub(crate) fn truncated(&self, places: i32) -> Self {
        let rounded = self.rounded(places);
        if rounded.absolute() <= self.absolute() {
            return rounded;
        }
        let (unit, scale) = unit(places);
        let step = unit.times(&decimal(1, scale));
        if self.is_negative() { rounded.plus(&step) } else { rounded.minus(&step) }
    }

    pub(crate) fn floor(&self) -> Self {
        let cut = self.truncated(0);
        if cut > *self { cut.minus(&Self::whole(1)) } else { cut }
    }

    pub(crate) fn ceiling(&self) -> Self {
        let cut = self.truncated(0);
        if cut < *self { cut.plus(&Self::whole(1)) } else { cut }
    }

    /// The whole number that it is.
    pub(crate) fn as_whole(&self) -> Option<i64> {
        match self.truncated(0) {
            cut if cut != *self => None,
            Self::Decimal(decimal) => i64::try_from(decimal.mantissa / 10_i128.checked_pow(decimal.scale)?).ok(),
            Self::Exact(amount) => amount.to_string().parse().ok(),
        }
    }

    /// As a column keeps it: what has more places is rounded at the eighteenth; `None` beyond twenty digits before the
    /// point.
    pub(crate) fn to_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(decimal) if decimal.scale <= Decimal::MAX_SCALE => {
                (decimal.mantissa.unsigned_abs() < 10_u128.pow(20 + decimal.scale)).then_some(*decimal)
            }
            _ => Decimal::parse_plain(&self.amount().to_fixed(Decimal::MAX_SCALE)),
        }
    }
}

/// Of a place: what is counted, and the places in which it is counted.
fn unit(places: i32) -> (Number, u32) {
    let whole = Number::whole(10_i128.checked_pow(places.min(0).unsigned_abs()).unwrap_or(i128::MAX));
    (whole, places.max(0).unsigned_abs())
}

fn parsed(text: &str) -> Number {
    let short = Decimal::parse_plain(text).map(Number::of);
    short.unwrap_or_else(|| Number::exact(Amount::parse_exact(text).unwrap_or_else(Amount::zero)))
}

fn decimal(mantissa: i128, scale: u32) -> Number {
    Number::Decimal(Decimal { mantissa, scale }.normalised())
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let aligned = self.aligned(other);
        aligned.map_or_else(|| self.amount().cmp(&other.amount()), |(left, right, _)| left.cmp(&right))
    }
}

/// Plain, with a point and no more digits than it takes.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.amount().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        parsed(text)
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(number("0.1").plus(&number("0.2")), number("0.3"));
        assert_eq!(number("12345678901234567890").times(&number("12345678901234567890")).to_string(), {
            "152415787532388367501905199875019052100"
        });
        assert_eq!(number("1").over(&number("8")).unwrap(), number("0.125"));
        assert_eq!(number("0.000001").over(&number("100")).unwrap(), number("0.00000001"));
        let third = number("1").over(&number("3")).unwrap();
        assert_eq!(third.plus(&third).plus(&third), number("1"));
        assert_eq!(number("1").over(&Number::ZERO), None);
        assert_eq!(number("-7").modulo(&number("3")).unwrap(), number("-1"));
        assert_eq!(number("7.5").modulo(&number("2")).unwrap(), number("1.5"));
    }

    #[test]
    fn halves_are_rounded_away_from_zero_at_any_place() {
        for (text, places, expected) in [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("3.5", 0, "4"),
            ("0.125", 2, "0.13"),
            ("1.005", 2, "1.01"),
            ("1250", -2, "1300"),
            ("1249", -2, "1200"),
            ("-1250", -2, "-1300"),
            ("2", 5, "2"),
        ] {
            assert_eq!(number(text).rounded(places), number(expected), "{text} at {places}");
        }
        assert_eq!(number("-2.5").truncated(0), number("-2"));
        assert_eq!(number("2.59").truncated(1), number("2.5"));
        assert_eq!((number("-2.1").floor(), number("-2.1").ceiling()), (number("-3"), number("-2")));
        assert_eq!((number("2.1").floor(), number("2.1").ceiling()), (number("2"), number("3")));
        assert_eq!(number("1").over(&number("3")).unwrap().floor(), Number::ZERO);
    }

    #[test]
    fn what_a_column_cannot_hold_is_none() {
        assert_eq!(number("10").as_whole(), Some(10));
        assert_eq!(number("10.5").as_whole(), None);
        let long = number("99999999999999999999");
        assert!(long.to_decimal().is_some());
        assert_eq!(long.plus(&Number::whole(1)).to_decimal(), None);
        let third = number("1").over(&number("3")).unwrap().to_decimal().unwrap();
        assert_eq!((third.mantissa, third.scale), (333_333_333_333_333_333, 18));
    }
}
