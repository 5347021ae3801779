//! What an expression is worth in one row, by the logic of SQL: what is missing makes a comparison neither true nor false.

use super::bind::{Bound, plain_truth};
use super::kind::Kind;
use super::number::Number;
use super::tree::{CastTo, ComparisonOperator, Failing, Operator};
use super::value::{Unread, Value, Why};
use crate::calendar::{Date, TimeDelta};
use crate::values::day;
use std::borrow::Cow;
use std::ops::Range;

/// The cells of the columns that an expression speaks of, by its names.
pub(crate) trait Cells {
    fn value(&self, column: usize, kind: Kind, row: usize) -> Value<'_>;
    /// The figure that a computed text is, by the place of the cast.
    fn figure(&self, cast: &Range<usize>, text: &str) -> Option<Number>;
}

/// What blank cells are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blanks {
    /// Unknown, as in SQL.
    Unknown,
    /// Nothing: 0 in a sum, no text beside texts, no day, and not true. Where this gives something else, the two
    /// readings of a blank cell are not the same.
    Nothing,
    /// Nothing in this column, and unknown in the others.
    NothingIn(usize),
}

/// One row of a table.
#[derive(Debug)]
pub(crate) struct Row<'c, C> {
    pub(crate) cells: &'c C,
    pub(crate) index: usize,
    pub(crate) blanks: Blanks,
}

type Worth<T> = Result<T, Why>;

impl<'c, C: Cells> Row<'c, C> {
    pub(crate) fn value(&self, bound: &'c Bound) -> Value<'c> {
        match bound {
            Bound::Column { column, kind } => self.cells.value(*column, *kind, self.index),
            Bound::Null => Value::Missing(Why::TakenOut),
            Bound::Text(text) => Value::Text(Cow::Borrowed(text)),
            Bound::Number(number) => Value::Number(number.clone()),
            Bound::Day(day) => Value::Day(*day),
            Bound::Case { branches, otherwise } => match self.branch(branches) {
                Ok(Some(taken)) => self.value(taken),
                Ok(None) => otherwise.as_deref().map_or(Value::Missing(Why::TakenOut), |value| self.value(value)),
                Err(why) => Value::Missing(why),
            },
            Bound::Choice { of, branches, otherwise, kind } => {
                let of = self.value(of);
                for (item, value) in branches {
                    match self.compared(&of, ComparisonOperator::Equal, &self.value(item), *kind) {
                        Ok(true) => return self.value(value),
                        Err(why) if why.is_fault() => return Value::Missing(why),
                        Ok(false) | Err(_) => {}
                    }
                }
                otherwise.as_deref().map_or(Value::Missing(Why::TakenOut), |value| self.value(value))
            }
            Bound::NullIf { of, other, kind, otherwise } => {
                let of = self.value(of);
                match self.compared(&of, ComparisonOperator::Equal, &self.value(other), *kind) {
                    Ok(true) => Value::Missing(Why::TakenOut),
                    Err(why) if why.is_fault() => Value::Missing(why),
                    Ok(false) | Err(_) => otherwise.as_deref().map_or(of, |otherwise| self.value(otherwise)),
                }
            }
            Bound::Arithmetic { .. } | Bound::Negative(_) | Bound::DaysBetween { .. } => {
                self.arithmetic(bound).map_or_else(Value::Missing, Value::Number)
            }
            Bound::DaysOn { .. } | Bound::Shift { .. } => {
                self.another_day(bound).map_or_else(Value::Missing, Value::Day)
            }
            Bound::Join(parts) => self.joined(parts),
            Bound::AsText(of) => match self.value(of) {
                Value::Number(number) => Value::Text(number.to_string().into()),
                Value::Day(day) => Value::Text(day.to_string().into()),
                Value::Truth(truth) => Value::Text(if truth { "true" } else { "false" }.into()),
                value => value,
            },
            Bound::Call { function, arguments, at } => self.call(*function, arguments, at),
            Bound::Cast { of, to, failing, at } => self.cast(of, *to, *failing, at),
            _ => self.truth(bound).map_or_else(Value::Missing, Value::Truth),
        }
    }

    /// The branch whose condition is the first that is true.
    fn branch(&self, branches: &'c [(Bound, Bound)]) -> Worth<Option<&'c Bound>> {
        for (condition, value) in branches {
            match self.truth(condition) {
                Ok(true) => return Ok(Some(value)),
                Err(why) if why.is_fault() => return Err(why),
                Ok(false) | Err(_) => {}
            }
        }
        Ok(None)
    }

    pub(crate) fn truth(&self, bound: &'c Bound) -> Worth<bool> {
        match bound {
            Bound::Truth(truth) => Ok(*truth),
            Bound::Compare { left, comparison, right, kind } => {
                let (left, right) = (self.value(left), self.value(right));
                self.compared(&left, *comparison, &right, *kind)
            }
            Bound::All(of) => self.decided(of, false),
            Bound::Any(of) => self.decided(of, true),
            Bound::Not(of) => self.truth(of).map(|truth| !truth),
            Bound::Missing(of) => match self.value(of) {
                // A cell that says something is not blank, whatever it says.
                Value::Missing(Why::NoAnswer(..)) if matches!(**of, Bound::Column { .. }) => Ok(false),
                Value::Missing(why) if why.is_fault() => Err(why),
                Value::Missing(_) => Ok(true),
                _ => Ok(false),
            },
            Bound::Is { of, truth } => match self.truth(of) {
                Err(why) if why.is_fault() => Err(why),
                found => Ok(found == Ok(*truth)),
            },
            Bound::Same { left, right } => match (self.value(left), self.value(right)) {
                (Value::Missing(why), _) | (_, Value::Missing(why)) if why.is_fault() => Err(why),
                (Value::Missing(_), Value::Missing(_)) => Ok(true),
                (Value::Missing(_), _) | (_, Value::Missing(_)) => Ok(false),
                (left, right) => Ok(left == right),
            },
            Bound::Among { of, list, kind } => {
                let of = self.value(of);
                let mut unknown = None;
                for item in list {
                    match self.compared(&of, ComparisonOperator::Equal, &self.value(item), *kind) {
                        Ok(true) => return Ok(true),
                        Ok(false) => {}
                        Err(why) => unknown = Some(unknown.map_or(why.clone(), |known: Why| known.or(why))),
                    }
                }
                unknown.map_or(Ok(false), Err)
            }
            Bound::Between { of, low, high, kind } => {
                let of = self.value(of);
                let side = |comparison, bound| self.compared(&of, comparison, &self.value(bound), *kind);
                match (side(ComparisonOperator::AtLeast, low), side(ComparisonOperator::AtMost, high)) {
                    (Ok(false), _) | (_, Ok(false)) => Ok(false),
                    (low, high) => both(low, high).map(|_| true),
                }
            }
            Bound::Like { of, pattern } => match self.value(of) {
                Value::Text(text) => Ok(pattern.matches(&text)),
                Value::Missing(why) if self.is_nothing(&why) => Ok(pattern.matches("")),
                Value::Missing(why) => Err(why),
                _ => Err(Why::TakenOut),
            },
            _ => match self.value(bound) {
                Value::Truth(truth) => Ok(truth),
                Value::Missing(why) if self.is_nothing(&why) => Ok(false),
                Value::Missing(why) => Err(why),
                _ => Err(Why::TakenOut),
            },
        }
    }

    /// Whether what is missing is a blank cell that stands for nothing.
    fn is_nothing(&self, why: &Why) -> bool {
        match (self.blanks, why) {
            (Blanks::Nothing, Why::Blank(_)) => true,
            (Blanks::NothingIn(column), Why::Blank(blank)) => column == *blank,
            _ => false,
        }
    }

    /// `and` is decided by the first that is false, `or` by the first that is true; what cannot be known does not matter
    /// then.
    fn decided(&self, of: &'c [Bound], by: bool) -> Worth<bool> {
        let mut unknown: Option<Why> = None;
        for one in of {
            match self.truth(one) {
                Ok(truth) if truth == by => return Ok(by),
                Ok(_) => {}
                Err(why) => unknown = Some(unknown.map_or(why.clone(), |known| known.or(why))),
            }
        }
        unknown.map_or(Ok(!by), Err)
    }

    fn compared(&self, left: &Value<'_>, comparison: ComparisonOperator, right: &Value<'_>, kind: Kind) -> Worth<bool> {
        if let (Value::Missing(why), other) | (other, Value::Missing(why)) = (left, right) {
            let also = if let Value::Missing(also) = other { Some(also) } else { None };
            if !self.is_nothing(why) || also.is_some_and(|also| !self.is_nothing(also)) {
                return Err(also.map_or_else(|| why.clone(), |also| why.clone().or(also.clone())));
            }
            return self.compared_to_nothing(left, comparison, right, kind);
        }
        left.order(right).map(|order| comparison.holds(order)).ok_or(Why::TakenOut)
    }

    /// With a blank cell on a side that stands for nothing.
    fn compared_to_nothing(
        &self,
        left: &Value<'_>,
        comparison: ComparisonOperator,
        right: &Value<'_>,
        kind: Kind,
    ) -> Worth<bool> {
        let stand_in = |value: &Value<'_>| match (value, kind) {
            (Value::Missing(why), Kind::Number) if self.is_nothing(why) => Some(Value::Number(Number::ZERO)),
            (Value::Missing(why), Kind::Text) if self.is_nothing(why) => Some(Value::Text(Cow::Borrowed(""))),
            (Value::Missing(why), Kind::Truth) if self.is_nothing(why) => Some(Value::Truth(false)),
            (Value::Missing(_), _) => None,
            (Value::Number(number), _) => Some(Value::Number(number.clone())),
            (Value::Text(text), _) => Some(Value::Text(Cow::Owned(text.to_string()))),
            (Value::Day(day), _) => Some(Value::Day(*day)),
            (Value::Truth(truth), _) => Some(Value::Truth(*truth)),
        };
        match (stand_in(left), stand_in(right)) {
            (Some(left), Some(right)) => self.compared(&left, comparison, &right, kind),
            // No day is before or after another, and none is equal to it.
            (None, None) => Ok(comparison == ComparisonOperator::Equal),
            _ => Ok(comparison == ComparisonOperator::Unequal),
        }
    }

    pub(super) fn number(&self, bound: &'c Bound) -> Worth<Number> {
        match self.value(bound) {
            Value::Number(number) => Ok(number),
            Value::Missing(why) if self.is_nothing(&why) => Ok(Number::ZERO),
            Value::Missing(why) => Err(why),
            _ => Err(Why::TakenOut),
        }
    }

    fn day(&self, bound: &'c Bound) -> Worth<Date> {
        match self.value(bound) {
            Value::Day(day) => Ok(day),
            Value::Missing(why) => Err(why),
            _ => Err(Why::TakenOut),
        }
    }

    fn arithmetic(&self, bound: &'c Bound) -> Worth<Number> {
        match bound {
            Bound::Arithmetic { left, operator, right } => {
                let (left, right) = both(self.number(left), self.number(right))?;
                match operator {
                    Operator::Plus => Ok(left.plus(&right)),
                    Operator::Minus => Ok(left.minus(&right)),
                    Operator::Times => Ok(left.times(&right)),
                    Operator::Over => left.over(&right).ok_or(Why::DividedByZero),
                }
            }
            Bound::Negative(of) => self.number(of).map(|number| number.negated()),
            Bound::DaysBetween { from, to } => {
                let (from, to) = both(self.day(from), self.day(to))?;
                Ok(Number::whole((to - from).num_days().into()))
            }
            _ => Err(Why::TakenOut),
        }
    }

    fn another_day(&self, bound: &'c Bound) -> Worth<Date> {
        match bound {
            Bound::DaysOn { day, operator, days, at } => {
                let (day, days) = both(self.day(day), self.number(days))?;
                let whole = days.as_whole().ok_or_else(|| Why::NoAnswer(at.clone(), Unread::Whole))?;
                let days = if *operator == Operator::Minus { -whole } else { whole };
                let moved = TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days));
                moved.ok_or_else(|| Why::NoAnswer(at.clone(), Unread::Day))
            }
            Bound::Shift { day, by, at } => by.of(self.day(day)?).ok_or_else(|| Why::NoAnswer(at.clone(), Unread::Day)),
            _ => Err(Why::TakenOut),
        }
    }

    fn joined(&self, parts: &'c [Bound]) -> Value<'c> {
        let mut text = String::new();
        let mut missing: Option<Why> = None;
        for part in parts {
            match self.value(part) {
                Value::Text(part) => text.push_str(&part),
                Value::Missing(why) if self.is_nothing(&why) => {}
                Value::Missing(why) => missing = Some(missing.map_or(why.clone(), |known| known.or(why))),
                _ => {}
            }
        }
        missing.map_or(Value::Text(text.into()), Value::Missing)
    }

    fn cast(&self, of: &'c Bound, to: CastTo, failing: Failing, at: &Range<usize>) -> Value<'c> {
        let no = |unread| match failing {
            Failing::Fault => Value::Missing(Why::NoAnswer(at.clone(), unread)),
            Failing::Null => Value::Missing(Why::NotConverted),
        };
        let value = match self.value(of) {
            Value::Missing(Why::NoAnswer(_, unread)) => return no(unread),
            Value::Text(text) => match to.kind() {
                Kind::Text => Value::Text(text),
                Kind::Number => match self.cells.figure(at, &text) {
                    Some(number) => Value::Number(number),
                    None => return no(Unread::Number),
                },
                Kind::Day => match day::read_plainly(&text) {
                    Some(day) => Value::Day(day),
                    None => return no(Unread::Day),
                },
                Kind::Truth => match plain_truth(&text) {
                    Some(truth) => Value::Truth(truth),
                    None => return no(Unread::Truth),
                },
            },
            value => value,
        };
        match (value, to) {
            (Value::Number(number), CastTo::Number(Some(places))) => {
                Value::Number(number.rounded(i32::try_from(places).unwrap_or(0)))
            }
            // Systems round here, or cut, or refuse: the expression says which.
            (Value::Number(number), CastTo::Whole) if number.as_whole().is_none() => no(Unread::Whole),
            (value, _) => value,
        }
    }
}

/// Both, or the graver reason why not.
fn both<T, U>(left: Worth<T>, right: Worth<U>) -> Worth<(T, U)> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(one), Err(other)) => Err(one.or(other)),
        (Err(why), _) | (_, Err(why)) => Err(why),
    }
}
