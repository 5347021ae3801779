//! What a part of an expression is worth in one row, or why it is worth nothing.

use super::number::Number;
use crate::calendar::Date;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Missing(Why),
    Number(Number),
    Text(Cow<'a, str>),
    Day(Date),
    Truth(bool),
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// The cell in this column is blank, or says `n/a` where a figure or a day is wanted.
    Blank(usize),
    /// The expression says so: `null`, `nullif`, or a `case` without a branch that holds.
    TakenOut,
    DividedByZero,
    /// `try_cast` or `try_to_date` of what is no such value.
    NotConverted,
    /// The cell in this column is an error, or a formula without its result.
    Unusable(usize),
    /// A part of the expression, in bytes, has no answer for the row.
    NoAnswer(Range<usize>, Unread),
}

/// What a value is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    Number,
    Day,
    Truth,
    Whole,
    /// A number of places, characters or months beyond all sense.
    Sensible,
}

impl Why {
    /// Whether the row is at fault, and nothing may stand in for what it lacks.
    pub(crate) const fn is_fault(&self) -> bool {
        matches!(self, Self::Unusable(_) | Self::NoAnswer(..))
    }

    /// Of two reasons the graver one, else the first.
    pub(crate) fn or(self, other: Self) -> Self {
        if other.is_fault() && !self.is_fault() { other } else { self }
    }
}

impl Value<'_> {
    /// Which of two is the larger; `None` where they are of different kinds.
    pub(super) fn order(&self, other: &Value<'_>) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::Number(left), Value::Number(right)) => left.cmp(right),
            (Self::Text(left), Value::Text(right)) => left.cmp(right),
            (Self::Day(left), Value::Day(right)) => left.cmp(right),
            (Self::Truth(left), Value::Truth(right)) => left.cmp(right),
            _ => return None,
        })
    }
}
