//! The value of a formula, over a row or over a window: the same arithmetic, with another word for what is missing.

use crate::amount::Amount;
use crate::expression::{ComparisonOperator, Operator};
use crate::metrics::answer::NoData;
use crate::pipeline::{Condition, Formula};

/// Why there is no value.
pub(crate) trait Absence: Copy {
    const DIVIDED_BY_ZERO: Self;
    /// By `nullif`, or by a `case` without a branch that holds.
    const TAKEN_OUT: Self;

    /// Whether `coalesce` may put another value in its place.
    fn may_be_replaced(&self) -> bool;
}

/// A row in which a measure of the formula is blank; as in SQL it adds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blank;

impl Absence for Blank {
    const DIVIDED_BY_ZERO: Self = Self;
    const TAKEN_OUT: Self = Self;

    fn may_be_replaced(&self) -> bool {
        true
    }
}

impl Absence for NoData {
    const DIVIDED_BY_ZERO: Self = Self::ZeroDenominator;
    const TAKEN_OUT: Self = Self::NotDefined;

    /// A period that no export covers stays without data, and so does one before the launch, whatever stands in for
    /// a missing figure: a missing export is never a zero.
    fn may_be_replaced(&self) -> bool {
        matches!(self, Self::NoRow | Self::ZeroDenominator | Self::NotDefined)
    }
}

/// `leaf` gives the value of a measure or an aggregate.
pub(crate) fn value<L, N: Absence>(formula: &Formula<L>, leaf: &impl Fn(&L) -> Result<Amount, N>) -> Result<Amount, N> {
    match formula {
        Formula::Number(number) => Ok(number.clone()),
        Formula::Leaf(of) => leaf(of),
        Formula::Arithmetic { left, operator, right } => {
            let (left, right) = (value(left, leaf)?, value(right, leaf)?);
            match operator {
                Operator::Plus => Ok(&left + &right),
                Operator::Minus => Ok(&left - &right),
                Operator::Times => Ok(&left * &right),
                Operator::Over => left.checked_div(&right).ok_or(N::DIVIDED_BY_ZERO),
            }
        }
        Formula::Absolute(of) => value(of, leaf).map(|amount| amount.abs()),
        Formula::NullIf(of, other) => {
            let of = value(of, leaf)?;
            match value(other, leaf) {
                // Its use is to guard a division, so that is what it is called.
                Ok(other) if of == other && other.is_zero() => Err(N::DIVIDED_BY_ZERO),
                Ok(other) if of == other => Err(N::TAKEN_OUT),
                Err(absence) if !absence.may_be_replaced() => Err(absence),
                _ => Ok(of),
            }
        }
        Formula::Coalesce(all) => {
            let mut first = None;
            for one in all {
                match value(one, leaf) {
                    Err(absence) if absence.may_be_replaced() => {
                        first.get_or_insert(absence);
                    }
                    found => return found,
                }
            }
            Err(first.unwrap_or(N::TAKEN_OUT))
        }
        Formula::Case { branches, otherwise } => {
            let taken = branches.iter().find(|(condition, _)| holds(condition, leaf) == Some(true));
            match taken.map(|(_, value)| value).or(otherwise.as_deref()) {
                Some(taken) => value(taken, leaf),
                None => Err(N::TAKEN_OUT),
            }
        }
    }
}

/// `None` where it cannot be known.
fn holds<L, N: Absence>(condition: &Condition<L>, leaf: &impl Fn(&L) -> Result<Amount, N>) -> Option<bool> {
    match condition {
        Condition::Compare { left, comparison, right } => {
            let (left, right) = (value(left, leaf).ok()?, value(right, leaf).ok()?);
            Some(match comparison {
                ComparisonOperator::Equal => left == right,
                ComparisonOperator::Unequal => left != right,
                ComparisonOperator::Less => left < right,
                ComparisonOperator::AtMost => left <= right,
                ComparisonOperator::More => left > right,
                ComparisonOperator::AtLeast => left >= right,
            })
        }
        Condition::Missing(of) => Some(value(of, leaf).is_err()),
        Condition::Not(of) => holds(of, leaf).map(|held| !held),
        Condition::And(left, right) => match (holds(left, leaf), holds(right, leaf)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        },
        Condition::Or(left, right) => match (holds(left, leaf), holds(right, leaf)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        },
    }
}
