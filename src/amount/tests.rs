//! Figures are exact, and what is printed of them can be read back.

use super::*;
use proptest::prelude::*;

/// An amount as tests of every room write it.
pub(crate) fn amount(text: &str) -> Amount {
    Amount::parse_plain(text).unwrap()
}

#[test]
fn an_exact_text_comes_back_and_nothing_else_is_one() {
    for text in ["0", "-10/3", "1200", "0.6", "-0.000000000000000000000000001", "575/6", "12345678901234567890123"] {
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
