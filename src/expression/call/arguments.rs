//! The arguments of a call in one row, each as what the function takes there.

use crate::calendar::Date;
use crate::expression::number::Number;
use crate::expression::value::{Unread, Value, Why};
use std::borrow::Cow;
use std::ops::Range;

/// Numbers of places and characters beyond this are no intention of anybody.
const MOST: i64 = 10_000;

pub(super) type Worth<T> = Result<T, Why>;

pub(super) struct Arguments<'a> {
    pub(super) values: Vec<Value<'a>>,
    /// Of the call, in bytes of the text.
    pub(super) at: &'a Range<usize>,
}

impl Arguments<'_> {
    pub(super) fn number(&self, at: usize) -> Worth<Number> {
        match self.values.get(at) {
            Some(Value::Number(number)) => Ok(number.clone()),
            _ => Err(Why::TakenOut),
        }
    }

    pub(super) fn text(&self, at: usize) -> Worth<&str> {
        match self.values.get(at) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(Why::TakenOut),
        }
    }

    pub(super) fn day(&self, at: usize) -> Worth<Date> {
        match self.values.get(at) {
            Some(Value::Day(day)) => Ok(*day),
            _ => Err(Why::TakenOut),
        }
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.values.len() > at
    }

    /// A whole number of a sensible size.
    pub(super) fn whole(&self, at: usize) -> Worth<i64> {
        let whole = self.number(at)?.as_whole().ok_or_else(|| self.no(Unread::Whole))?;
        if whole.abs() <= MOST { Ok(whole) } else { Err(self.no(Unread::Sensible)) }
    }

    /// How many characters.
    pub(super) fn count(&self, at: usize) -> Worth<usize> {
        usize::try_from(self.whole(at)?).map_err(|_| self.no(Unread::Sensible))
    }

    /// Decimal places; 0 where they are left out.
    pub(super) fn places(&self, at: usize) -> Worth<i32> {
        let places = if self.has(at) { self.whole(at)? } else { 0 };
        i32::try_from(places).ok().filter(|places| places.abs() <= 18).ok_or_else(|| self.no(Unread::Sensible))
    }

    pub(super) fn no(&self, unread: Unread) -> Why {
        Why::NoAnswer(self.at.clone(), unread)
    }
}

/// A text of its own.
pub(super) fn owned(text: impl Into<String>) -> Value<'static> {
    Value::Text(Cow::Owned(text.into()))
}
