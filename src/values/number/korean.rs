//! Figures with Korean units in them: `3억 5,000만`, `1.2만`, `5천`.

use super::digits::{DecimalSeparator, plain_digits};
use crate::amount::Decimal;

/// Parts from large to small, each less than one unit of the part before it; only a single part may have a fraction.
pub(super) fn read(text: &str, mark: DecimalSeparator) -> Option<Decimal> {
    let mut rest = text;
    let mut parts: Vec<(Decimal, i128)> = Vec::new();
    let mut fractions = false;
    while !rest.is_empty() {
        let (digits, behind) = rest.split_at(rest.find(is_unit)?);
        let (unit, behind) = behind.split_at(behind.find(|c| !is_unit(c)).unwrap_or(behind.len()));
        let digits = plain_digits(digits.trim(), mark)?;
        fractions |= digits.contains('.');
        parts.push((Decimal::parse_plain(&digits)?, factor(unit)?));
        rest = behind.trim_start();
    }
    if let [(number, factor)] = parts.as_slice() {
        return Some(Decimal { mantissa: number.mantissa.checked_mul(*factor)?, scale: number.scale });
    }
    if fractions {
        return None;
    }
    let mut total = 0_i128;
    let mut limit = i128::MAX;
    for (number, factor) in parts {
        let value = number.mantissa.checked_mul(factor).filter(|value| *value < limit)?;
        total = total.checked_add(value)?;
        limit = factor;
    }
    Some(Decimal { mantissa: total, scale: 0 })
}

const fn is_unit(c: char) -> bool {
    matches!(c, '십' | '백' | '천' | '만' | '억' | '조')
}

/// A small unit, a large one, or a small one of a large one: `천`, `억`, `천만`.
fn factor(unit: &str) -> Option<i128> {
    let of = |c: char| match c {
        '십' => Some(10),
        '백' => Some(100),
        '천' => Some(1_000),
        '만' => Some(10_000),
        '억' => Some(100_000_000),
        '조' => Some(1_000_000_000_000),
        _ => None,
    };
    let mut signs = unit.chars();
    let first = of(signs.next()?)?;
    match (signs.next(), signs.next()) {
        (None, _) => Some(first),
        (Some(large), None) => of(large).filter(|large| first < 10_000 && *large >= 10_000).map(|large| first * large),
        _ => None,
    }
}
