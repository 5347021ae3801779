//! One measure of a fact: exact decimals of one scale, which together fit 38 digits.
//!
//! A figure times an exchange rate has the places of both, so a column may need more digits than there are. That is
//! found out here, for the sum of all figures, and nothing is ever cut.

use crate::amount::Decimal;
use crate::name::Name;
use polars::prelude::*;

/// Mantissas at one scale, without a box or a mark a row: a ledger of ten million rows costs little more than its figures.
#[derive(Debug, Clone, Default)]
pub(super) struct MeasureColumn {
    scale: u32,
    /// By row, [`MISSING`] where a row has no figure.
    values: Vec<i128>,
    /// Σ|mantissa|. No sum of some of the figures is larger.
    size: i128,
}

/// A column of an export whose figures need more digits than there are.
#[derive(Debug)]
pub(super) struct Overflow {
    pub(super) column: Name,
}

const DIGITS: u32 = 38;

/// No figure has this mantissa: it has more digits than there are.
const MISSING: i128 = i128::MIN;

impl MeasureColumn {
    pub(super) const fn scale(&self) -> u32 {
        self.scale
    }

    /// Gives row `at` a figure, once; `None` when it no longer fits beside the others.
    pub(super) fn set(&mut self, at: usize, figure: Decimal) -> Option<()> {
        self.widen(figure.scale)?;
        let mantissa = figure.at_scale(self.scale)?;
        self.size = fitting(self.size.checked_add(mantissa.checked_abs()?)?)?;
        self.values.resize(self.values.len().max(at + 1), MISSING);
        self.values[at] = mantissa;
        Some(())
    }

    /// Brings the column to a scale that holds new figures too.
    fn widen(&mut self, scale: u32) -> Option<()> {
        if scale > self.scale {
            let factor = 10_i128.checked_pow(scale - self.scale)?;
            self.size = fitting(self.size.checked_mul(factor)?)?;
            self.values.iter_mut().filter(|value| **value != MISSING).for_each(|value| *value *= factor);
            self.scale = scale;
        }
        Some(())
    }

    /// Whether row `at` has a figure.
    pub(super) fn has(&self, at: usize) -> bool {
        self.values.get(at).is_some_and(|&value| value != MISSING)
    }

    /// The mantissas of `rows` rows.
    pub(super) fn finish(mut self, rows: usize) -> Int128Chunked {
        self.values.resize(rows, MISSING);
        if self.values.contains(&MISSING) {
            self.values.into_iter().map(|value| Some(value).filter(|&value| value != MISSING)).collect()
        } else {
            Int128Chunked::from_vec(PlSmallStr::EMPTY, self.values)
        }
    }
}

fn fitting(mantissa: i128) -> Option<i128> {
    (mantissa < 10_i128.pow(DIGITS)).then_some(mantissa)
}

/// The exact product of two decimals; `None` when it has more digits than there are.
pub(super) fn product(one: Decimal, other: Decimal) -> Option<Decimal> {
    let (mantissa, scale) = (one.mantissa.checked_mul(other.mantissa)?, one.scale.checked_add(other.scale)?);
    Some(Decimal { mantissa: fitting(mantissa.checked_abs()?)? * mantissa.signum(), scale })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse_plain(text).unwrap()
    }

    fn mantissas(column: MeasureColumn, rows: usize) -> Vec<Option<i128>> {
        column.finish(rows).iter().collect()
    }

    #[test]
    fn figures_of_different_places_stand_at_one_scale() {
        let mut column = MeasureColumn::default();
        for (at, text) in [(0, "12"), (2, "0.125"), (3, "-3.5")] {
            column.set(at, decimal(text)).unwrap();
        }
        assert_eq!((column.scale(), column.size), (3, 15_625));
        assert!(column.has(2) && !column.has(1) && !column.has(4));
        assert_eq!(mantissas(column, 5), [Some(12_000), None, Some(125), Some(-3_500), None]);
    }

    #[test]
    fn what_needs_more_than_38_digits_is_told_and_never_cut() {
        let mut column = MeasureColumn::default();
        assert_eq!(column.set(0, decimal("99999999999999999999")), Some(()));
        assert_eq!(column.set(1, decimal("0.000000000000000001")), Some(()));
        // One more of the largest figures still fits a mantissa; their sum would not.
        assert_eq!(column.set(2, decimal("99999999999999999999")), None);
        assert_eq!(mantissas(column, 3)[2], None);
        let mut column = MeasureColumn::default();
        column.set(0, Decimal { mantissa: 10_i128.pow(37), scale: 0 }).unwrap();
        assert_eq!(column.set(1, decimal("0.1")), None);
        assert_eq!(mantissas(column, 2), [Some(10_i128.pow(37)), None]);
    }

    #[track_caller]
    fn check_product(one: &str, other: &str, expected: Option<(i128, u32)>) {
        assert_eq!(
            product(decimal(one), decimal(other)),
            expected.map(|(mantissa, scale)| Decimal { mantissa, scale })
        );
    }

    #[test]
    fn a_product_has_the_places_of_both_factors() {
        check_product("1234.56", "1.0873", Some((1_342_337_088, 6)));
        check_product("-0.5", "0.00074", Some((-370, 6)));
        check_product("99999999999999999999.1", "0.123456789012345678", None);
        check_product("12345678901234567890.123456789012345678", "1.123456789012345678", None);
    }
}
