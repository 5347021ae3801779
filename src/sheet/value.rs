//! A cell: as it is stored, and as it is asked for.

use crate::amount::{Amount, Decimal};
use crate::calendar::{Date, Datelike};
use std::borrow::Cow;

/// One stored cell. Texts are kept once a sheet and referred to by number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Raw {
    Blank,
    Text(u32),
    Number(f64),
    Day(Date),
    /// Elapsed time, or a time of day alone, in days: `36:00` is 1.5.
    Duration(f64),
    Flag(bool),
    /// `#DIV/0!` and its kin.
    Fault(&'static str),
    /// A formula that was saved without its result.
    Uncomputed,
}

impl Raw {
    /// A number for what stands in a cell: those of a column that are alike have the same.
    pub(crate) fn bits(self) -> u64 {
        // Behind the numbers there is room among those that are none.
        let other = |kind: u64, bits: u64| 0x7ff8 << 48 | kind << 48 | bits;
        match self {
            Self::Number(number) => number.to_bits(),
            // Uncomputed is as good as blank.
            Self::Blank | Self::Uncomputed => other(0, 0),
            Self::Text(id) => other(1, id.into()),
            Self::Day(day) => other(2, day.num_days_from_ce().unsigned_abs().into()),
            Self::Flag(flag) => other(3, flag.into()),
            Self::Fault(name) => other(4, name.bytes().take(6).fold(0, |bits, byte| bits << 8 | u64::from(byte))),
            Self::Duration(days) => !days.to_bits(),
        }
    }
}

/// What may be asked of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value<'a> {
    Blank,
    Text(&'a str),
    Number(f64),
    Day(Date),
    Duration(f64),
    Flag(bool),
    Fault(&'static str),
    Uncomputed,
}

impl<'a> Value<'a> {
    pub(crate) fn is_blank(self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The cell as a person would read it; `None` when blank.
    pub(crate) fn as_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Blank | Self::Uncomputed => None,
            Self::Text(text) => (!text.trim().is_empty()).then_some(Cow::Borrowed(text)),
            Self::Number(number) => {
                let text = Decimal::from_float(number)
                    .map_or_else(|| number.to_string(), |d| Amount::from_scaled(d.mantissa, d.scale).to_string());
                Some(Cow::Owned(text))
            }
            Self::Day(day) => Some(Cow::Owned(day.to_string())),
            Self::Duration(days) => Some(Cow::Owned(hours_and_minutes(days))),
            Self::Flag(flag) => Some(Cow::Borrowed(if flag { "TRUE" } else { "FALSE" })),
            Self::Fault(name) => Some(Cow::Borrowed(name)),
        }
    }
}

/// `36:30`, with seconds where there are any.
fn hours_and_minutes(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "workbooks hold no times beyond the year 9999")]
    let seconds = (days.abs() * 86_400.0).round() as i64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let sign = if days < 0.0 { "-" } else { "" };
    if seconds == 0 {
        format!("{sign}{hours}:{minutes:02}")
    } else {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    }
}
