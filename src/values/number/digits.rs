//! Digits with their separators: groups of thousands, the decimal mark, an exponent.

use crate::amount::Decimal;

/// The sign between whole and fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalSeparator {
    Point,
    Comma,
}

/// More would not fit a figure of at most twenty digits.
const LARGEST_EXPONENT: u32 = 18;

pub(super) fn read(text: &str, mark: DecimalSeparator) -> Option<Decimal> {
    match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => scientific(digits, exponent, mark),
        None => Decimal::parse_plain(&plain_digits(text, mark)?),
    }
}

/// `1.5E+06`: no groups before the mark, and a short whole exponent.
fn scientific(digits: &str, exponent: &str, mark: DecimalSeparator) -> Option<Decimal> {
    let point = if mark == DecimalSeparator::Point { '.' } else { ',' };
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == point);
    let number = Decimal::parse_plain(&digits.replace(point, ".")).filter(|_| plain && !digits.is_empty())?;
    let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let sound = (1..=3).contains(&size.len()) && size.bytes().all(|b| b.is_ascii_digit());
    let size: u32 = size.parse().ok().filter(|size| sound && *size <= LARGEST_EXPONENT)?;
    if exponent.starts_with('-') {
        let scale = number.scale + size;
        return (scale <= Decimal::MAX_SCALE).then_some(Decimal { mantissa: number.mantissa, scale });
    }
    let mantissa = number.mantissa.checked_mul(10_i128.checked_pow(size.saturating_sub(number.scale))?)?;
    Some(Decimal { mantissa, scale: number.scale.saturating_sub(size) }).filter(|d| d.mantissa.abs() < 10_i128.pow(30))
}

/// The digits with `.` as decimal mark and without separators; `None` unless separators stand where groups end.
pub(super) fn plain_digits(text: &str, mark: DecimalSeparator) -> Option<String> {
    let (mark, separators): (char, &[char]) = match mark {
        DecimalSeparator::Point => ('.', &[',', ' ', '\u{a0}', '\u{202f}', '\'', '’', '‘', '_']),
        DecimalSeparator::Comma => (',', &['.', ' ', '\u{a0}', '\u{202f}', '\'', '’', '‘', '_']),
    };
    let (whole, fraction) = match text.split_once(mark) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|f| !f.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let whole = match whole.find(separators) {
        None => whole.to_owned(),
        Some(at) => {
            let separator = whole[at..].chars().next()?;
            let groups: Vec<&str> = whole.split(separator).collect();
            groups_are_sound(&groups).then(|| groups.concat())?
        }
    };
    if !whole.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_none_or(str::is_empty)) {
        return None;
    }
    Some(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

/// Threes throughout, or the Indian way: three at the end and twos before. No figure has nought thousands.
fn groups_are_sound(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else { return false };
    if last.len() != 3 || first.bytes().all(|byte| byte == b'0') {
        return false;
    }
    let western = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let indian = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
    western || indian
}
