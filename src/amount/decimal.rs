//! Finite decimals, as cells and columns hold them: from floats at the digits that a spreadsheet shows, and from text.

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

    /// Without zeros at its end.
    pub(crate) fn normalised(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Half away from zero.
    pub(crate) fn rounded_to(self, scale: u32) -> Self {
        let Some(excess) = self.scale.checked_sub(scale).filter(|&e| e > 0) else { return self };
        let Some(divisor) = 10_i128.checked_pow(excess) else { return Self { mantissa: 0, scale: 0 } };
        let half = divisor / 2 * self.mantissa.signum();
        Self { mantissa: (self.mantissa + half) / divisor, scale }.normalised()
    }
}

/// Digits of a scaled integer with the point put in and a sign only when something is left to sign.
pub(super) fn decimal_text(digits: &str, is_negative: bool, places: u32) -> String {
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
