//! Numbers as people type them into cells: `1,234.50`, `1.234,50`, `(12)`, `12-`, `$ 5`, `60 %`, `4,53,375.00`.
//!
//! One text may read two ways (`1,036` is a thousand or one point nought three six). A whole column rarely does, so
//! the decimal mark is decided over the column ([`decide`]) and only then applied ([`read`]).

mod digits;
mod dress;
mod korean;
mod mark;

pub(crate) use digits::DecimalSeparator;
pub(crate) use dress::{
    CODES as CURRENCY_CODES, CurrencyMark, currency_marks, foreign_currency, is_currency, is_currency_sign,
};
pub(crate) use mark::{MarkEvidence, MarkVerdict, OpenFigures, both_readings, in_both_readings, pinned, weigh};

use crate::amount::Decimal;
use crate::name;
use dress::BareFigure;
use unicode_normalization::UnicodeNormalization;

/// What a text in a number column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberReading {
    /// Nothing, or a sign that people put for nothing: `-`, `n/a`.
    Absent,
    Number(Decimal),
    Unreadable,
}

/// Whether a text says its own unit, as `3억` does, so that no other applies to it.
pub(crate) fn has_own_unit(text: &str) -> bool {
    !text.is_ascii() && text.contains(['십', '백', '천', '만', '억', '조'])
}

/// Whether a text is a word for a figure that nobody knows, as `n.a.` is, and not just a blank or a dash.
pub(crate) fn is_unknown(text: &str) -> bool {
    dress::is_word_for_unknown(name::without_footnote(text.trim()))
}

/// Whether a text stands for no figure: a dash or a word, and not a currency alone, which says something by itself.
pub(crate) fn is_nothing(text: &str) -> bool {
    let bare = name::without_footnote(text.trim());
    let dash = |text: &str| text.contains(['-', '–', '—', '−', '‐']);
    dress::is_absence(bare) || (dash(bare) && read(bare, DecimalSeparator::Point) == NumberReading::Absent)
}

/// Reads one text under a known decimal mark.
pub(crate) fn read(text: &str, mark: DecimalSeparator) -> NumberReading {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Decimal::parse_plain(text).map_or(NumberReading::Unreadable, NumberReading::Number);
    }
    let bare = name::without_footnote(text);
    let folded;
    let text = if bare.is_ascii() {
        bare
    } else if name::has_odd_digits(bare) {
        return NumberReading::Unreadable;
    } else {
        folded = bare.nfkc().collect::<String>();
        folded.trim()
    };
    if dress::is_absence(text) {
        return NumberReading::Absent;
    }
    let Some(BareFigure { core, negative, percent }) = dress::take_off(text) else { return NumberReading::Unreadable };
    if dress::is_absence(core) {
        return NumberReading::Absent;
    }
    let number = digits::read(core, mark).or_else(|| korean::read(core, mark));
    let Some(mut number) = number else { return NumberReading::Unreadable };
    if percent {
        number.scale += 2;
    }
    if negative {
        number.mantissa = -number.mantissa;
    }
    NumberReading::Number(number)
}

/// Reads a text that reads one way only, whatever the mark.
pub(crate) fn read_plainly(text: &str) -> Option<Decimal> {
    match (read(text, DecimalSeparator::Point), read(text, DecimalSeparator::Comma)) {
        (NumberReading::Number(one), NumberReading::Number(other)) => (one == other).then_some(one),
        (NumberReading::Number(number), _) | (_, NumberReading::Number(number)) => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
