//! Whether a move made a goal harder to meet: *tightened*, easier: *loosened*, or whether that cannot be said.

use super::goal::RecordedGoal;
use crate::amount::Amount;
use crate::goals::{Class, Target};
use crate::schema::Better;
use std::cmp::Ordering;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MoveDirection {
    Tightened,
    Loosened,
    Neither,
}

impl MoveDirection {
    /// Of several changes at once: what they agree in.
    pub(super) fn of_all(all: impl IntoIterator<Item = Self>) -> Self {
        let (mut tightened, mut loosened) = (false, false);
        for direction in all {
            tightened |= direction == Self::Tightened;
            loosened |= direction == Self::Loosened;
        }
        match (tightened, loosened) {
            (true, false) => Self::Tightened,
            (false, true) => Self::Loosened,
            _ => Self::Neither,
        }
    }

    fn of(ordering: Ordering) -> Self {
        match ordering {
            Ordering::Greater => Self::Tightened,
            Ordering::Less => Self::Loosened,
            Ordering::Equal => Self::Neither,
        }
    }
}

/// A status that begins at a higher attainment is harder to have, whatever the metric. What the pipeline's threshold was
/// is not known any more.
pub(super) fn of_threshold(old: Option<&str>, new: Option<&str>) -> MoveDirection {
    match (old.and_then(Amount::parse_exact), new.and_then(Amount::parse_exact)) {
        (Some(old), Some(new)) => MoveDirection::of(new.cmp(&old)),
        _ => MoveDirection::Neither,
    }
}

/// How much harder the new target is than the old one. A milestone is harder when it is due earlier; a range when it
/// lies within the other.
pub(super) fn of_target(old: &RecordedGoal, new: &RecordedGoal) -> MoveDirection {
    if old.metric.is_none() || new.metric.is_none() {
        // Days as they are written sort like days.
        let both = old.metric.is_none() && new.metric.is_none();
        return if both { MoveDirection::of(old.target.cmp(&new.target)) } else { MoveDirection::Neither };
    }
    match (old.target(), new.target()) {
        (Some(Target::Value(old_value)), Some(Target::Value(value))) => further(&old_value, &value, new),
        (Some(Target::Range { low, high }), Some(Target::Range { low: new_low, high: new_high })) => {
            match (new_low >= low && new_high <= high, new_low <= low && new_high >= high) {
                (true, false) => MoveDirection::Tightened,
                (false, true) => MoveDirection::Loosened,
                _ => MoveDirection::Neither,
            }
        }
        _ => MoveDirection::Neither,
    }
}

/// Baseline, floor and stretch: further on the good side is harder, since the same actual earns less. One that came or
/// went changes the way a score is made, and nobody can say in which direction for every actual.
pub(super) fn of_bound(old: Option<&str>, new: Option<&str>, goal: &RecordedGoal) -> MoveDirection {
    match (old.and_then(Amount::parse_exact), new.and_then(Amount::parse_exact)) {
        (Some(old), Some(new)) => further(&old, &new, goal),
        _ => MoveDirection::Neither,
    }
}

pub(super) fn of_class(new: &str) -> MoveDirection {
    if new == Class::Aspirational.into_str() { MoveDirection::Loosened } else { MoveDirection::Tightened }
}

fn further(old: &Amount, new: &Amount, goal: &RecordedGoal) -> MoveDirection {
    match goal.direction.as_deref().and_then(|direction| direction.parse().ok()) {
        Some(Better::Higher) => MoveDirection::of(new.cmp(old)),
        Some(Better::Lower) => MoveDirection::of(old.cmp(new)),
        Some(Better::NearestToZero) => MoveDirection::of(old.abs().cmp(&new.abs())),
        None => MoveDirection::Neither,
    }
}
