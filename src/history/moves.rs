//! A *move*: an agreed goal that a later run saw changed, withdrawn or dropped, or that came after the first sign-off.
//!
//! Moves are found by walking all runs in their order, so that a goal moved twice has two. A goal that was withdrawn and
//! agreed again is compared with what was agreed before.

use super::direction::MoveDirection;
use super::field::{Field, FieldChange};
use super::goal::RecordedGoal;
use super::run_id::RunReference;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};
use strum::VariantArray;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub goal: String,
    /// As it was before; `None` of a goal that came.
    pub old: Option<RecordedGoal>,
    /// As it was then; `None` of a goal that was dropped.
    pub new: Option<RecordedGoal>,
    pub what: MoveKind,
    pub direction: MoveDirection,
    /// Why, as the goals workbook says.
    pub reason: Option<String>,
    /// The first run that saw it.
    pub seen: RunReference,
    /// Whether the goal still stands as this move left it.
    pub in_force: bool,
    /// Where the goal stands today.
    pub place: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MoveKind {
    Changed(Vec<FieldChange>),
    /// The sign-off was taken back.
    Withdrawn,
    /// The goal is not in the workbook any more.
    Dropped,
    /// It came after the first goals of the year had been agreed.
    Added,
}

/// The moves of goals that `counts` holds for, in the order in which they were first seen. Each step is a run with the
/// goals it saw, the oldest first; the last one is the run that asks.
pub fn moves(steps: &[(RunReference, &[RecordedGoal])], counts: impl Fn(&RecordedGoal) -> bool) -> Vec<Moved> {
    let mut walk = MoveWalk::default();
    for (seen, goals) in steps {
        walk.step(seen, goals, &counts);
    }
    walk.moves
}

#[derive(Default)]
struct MoveWalk<'a> {
    moves: Vec<Moved>,
    /// By id: as it was last agreed, and whether it is agreed and there now.
    agreed: BTreeMap<&'a str, (&'a RecordedGoal, GoalStanding)>,
    /// By id: its latest move.
    latest: BTreeMap<&'a str, usize>,
    signed_before: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum GoalStanding {
    Agreed,
    Withdrawn,
    Dropped,
}

impl<'a> MoveWalk<'a> {
    fn step(&mut self, seen: &RunReference, goals: &'a [RecordedGoal], counts: &impl Fn(&RecordedGoal) -> bool) {
        let mut there = BTreeSet::new();
        for goal in goals.iter().filter(|goal| counts(goal)) {
            there.insert(goal.id.as_str());
            match (self.agreed.get(goal.id.as_str()).copied(), goal.is_agreed()) {
                (None, true) => {
                    if self.signed_before {
                        self.add(seen, MoveKind::Added, None, Some(goal), MoveDirection::Neither);
                    }
                    self.agreed.insert(&goal.id, (goal, GoalStanding::Agreed));
                }
                (Some((old, GoalStanding::Agreed)), false) => {
                    self.add(seen, MoveKind::Withdrawn, Some(old), Some(goal), MoveDirection::Loosened);
                    self.agreed.insert(&goal.id, (old, GoalStanding::Withdrawn));
                }
                (_, false) => {}
                (Some((old, _)), true) => {
                    self.compare(seen, old, goal);
                    self.agreed.insert(&goal.id, (goal, GoalStanding::Agreed));
                }
            }
        }
        let gone: Vec<(&str, &RecordedGoal)> = self
            .agreed
            .iter()
            .filter(|(id, (_, standing))| *standing == GoalStanding::Agreed && !there.contains(*id))
            .map(|(id, (old, _))| (*id, *old))
            .collect();
        for (id, old) in gone {
            self.add(seen, MoveKind::Dropped, Some(old), None, MoveDirection::Loosened);
            self.agreed.insert(id, (old, GoalStanding::Dropped));
        }
        self.signed_before |= !self.agreed.is_empty();
    }

    fn compare(&mut self, seen: &RunReference, old: &'a RecordedGoal, new: &'a RecordedGoal) {
        let changes: Vec<FieldChange> = Field::VARIANTS
            .iter()
            .copied()
            // A record of an older version does not say the direction.
            .filter(|field| *field != Field::Direction || (old.direction.is_some() && new.direction.is_some()))
            .filter_map(|field| field.change(old, new))
            .collect();
        if !changes.is_empty() {
            let direction = MoveDirection::of_all(changes.iter().map(|change| change.direction));
            self.add(seen, MoveKind::Changed(changes), Some(old), Some(new), direction);
        } else if let Some(moved) = self.latest.get(new.id.as_str()).and_then(|&at| self.moves.get_mut(at)) {
            // A reason that was written down later is the reason of the move that left the goal as it is.
            moved.in_force &= !matches!(moved.what, MoveKind::Withdrawn | MoveKind::Dropped);
            if moved.reason.is_none() && moved.in_force {
                moved.reason.clone_from(&new.change_reason);
            }
        }
    }

    fn add(
        &mut self,
        seen: &RunReference,
        what: MoveKind,
        old: Option<&'a RecordedGoal>,
        new: Option<&'a RecordedGoal>,
        direction: MoveDirection,
    ) {
        let Some(goal) = new.or(old) else { return };
        if let Some(moved) = self.latest.get(goal.id.as_str()).and_then(|&at| self.moves.get_mut(at)) {
            moved.in_force = false;
        }
        self.latest.insert(&goal.id, self.moves.len());
        self.moves.push(Moved {
            goal: goal.id.clone(),
            old: old.cloned(),
            new: new.cloned(),
            what,
            direction,
            reason: new.and_then(|new| new.change_reason.clone()),
            seen: seen.clone(),
            in_force: true,
            place: None,
        });
    }
}
