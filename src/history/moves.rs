//! A *move*: an agreed goal that a later run saw changed, withdrawn or dropped, or that came after the first sign-off.
//!
//! Moves are found by walking all runs in their order, so that a goal moved twice has two. A goal that was withdrawn and
//! agreed again is compared with what was agreed before.

use super::run_id::RunId;
use super::seen::SeenGoal;
use super::tendency::{self, Tendency};
use crate::lang::Label;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub goal: String,
    /// As it was before; `None` of a goal that came.
    pub old: Option<SeenGoal>,
    /// As it was then; `None` of a goal that was dropped.
    pub new: Option<SeenGoal>,
    pub what: What,
    pub tendency: Tendency,
    /// Why, as the goals workbook says.
    pub reason: Option<String>,
    /// The first run that saw it.
    pub seen: Seen,
    /// Whether the goal still stands as this move left it.
    pub in_force: bool,
    /// Where the goal stands today.
    pub place: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Changed(Vec<FieldChange>),
    /// The sign-off was taken back.
    Withdrawn,
    /// The goal is not in the workbook any more.
    Dropped,
    /// It came after the first goals of the year had been agreed.
    Added,
}

impl What {
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Withdrawn => "withdrawn",
            Self::Dropped => "dropped",
            Self::Added => "added",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub field: Field,
    pub old: Option<String>,
    pub new: Option<String>,
    pub tendency: Tendency,
}

/// A run and its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub run: RunId,
    pub as_of: String,
}

/// What of a goal is agreed; its owner and notes are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Product,
    Metric,
    Period,
    Target,
    Baseline,
    Floor,
    Stretch,
    Phasing,
    Weight,
    Kind,
    Class,
    ExceededFrom,
    MetFrom,
    AtRiskFrom,
    Direction,
}

impl Field {
    pub const ALL: [Self; 15] = [
        Self::Product,
        Self::Metric,
        Self::Period,
        Self::Target,
        Self::Baseline,
        Self::Floor,
        Self::Stretch,
        Self::Phasing,
        Self::Weight,
        Self::Kind,
        Self::Class,
        Self::ExceededFrom,
        Self::MetFrom,
        Self::AtRiskFrom,
        Self::Direction,
    ];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Metric => "metric",
            Self::Period => "period",
            Self::Target => "target",
            Self::Baseline => "baseline",
            Self::Floor => "floor",
            Self::Stretch => "stretch",
            Self::Phasing => "phasing",
            Self::Weight => "weight",
            Self::Kind => "kind",
            Self::Class => "class",
            Self::ExceededFrom => "exceeded_from",
            Self::MetFrom => "met_from",
            Self::AtRiskFrom => "at_risk_from",
            Self::Direction => "direction",
        }
    }

    pub const fn label(self) -> Label {
        match self {
            Self::Product => Label::new("Product", "제품"),
            Self::Metric => Label::new("Metric", "지표"),
            Self::Period => Label::new("Period", "기간"),
            Self::Target => Label::new("Target", "목표값"),
            Self::Baseline => Label::new("Baseline", "기준값"),
            Self::Floor => Label::new("Floor", "하한"),
            Self::Stretch => Label::new("Stretch", "도전 목표"),
            Self::Phasing => Label::new("Phasing", "배분"),
            Self::Weight => Label::new("Weight", "가중치"),
            Self::Kind => Label::new("Kind", "구분"),
            Self::Class => Label::new("Class", "등급"),
            Self::ExceededFrom => Label::new("Exceeded from", "초과 기준"),
            Self::MetFrom => Label::new("Met from", "달성 기준"),
            Self::AtRiskFrom => Label::new("At risk from", "주의 기준"),
            Self::Direction => Label::new("Direction", "방향"),
        }
    }

    fn of(self, goal: &SeenGoal) -> Option<&str> {
        match self {
            Self::Product => Some(&goal.product),
            Self::Metric => goal.metric.as_deref().or(goal.milestone.as_deref()),
            Self::Period => Some(&goal.period),
            Self::Target => Some(&goal.target),
            Self::Baseline => goal.baseline.as_deref(),
            Self::Floor => goal.floor.as_deref(),
            Self::Stretch => goal.stretch.as_deref(),
            Self::Phasing => goal.phasing.as_deref(),
            Self::Weight => goal.weight.as_deref(),
            Self::Kind => Some(&goal.kind),
            Self::Class => Some(&goal.class),
            Self::ExceededFrom => goal.exceeded_from.as_deref(),
            Self::MetFrom => goal.met_from.as_deref(),
            Self::AtRiskFrom => goal.at_risk_from.as_deref(),
            Self::Direction => goal.direction.as_deref(),
        }
    }

    fn tendency(self, old: &SeenGoal, new: &SeenGoal) -> Tendency {
        match self {
            Self::Target => tendency::of_target(old, new),
            Self::Baseline | Self::Floor | Self::Stretch => tendency::of_bound(self.of(old), self.of(new), new),
            Self::Class => tendency::of_class(&new.class),
            Self::ExceededFrom | Self::MetFrom | Self::AtRiskFrom => tendency::of_threshold(self.of(old), self.of(new)),
            _ => Tendency::Neither,
        }
    }
}

/// The moves of goals that `counts` holds for, in the order in which they were first seen. Each step is a run with the
/// goals it saw, the oldest first; the last one is the run that asks.
pub fn moves(steps: &[(Seen, &[SeenGoal])], counts: impl Fn(&SeenGoal) -> bool) -> Vec<Moved> {
    let mut walk = Walk::default();
    for (seen, goals) in steps {
        walk.step(seen, goals, &counts);
    }
    walk.moves
}

#[derive(Default)]
struct Walk<'a> {
    moves: Vec<Moved>,
    /// By id: as it was last agreed, and whether it is agreed and there now.
    agreed: BTreeMap<&'a str, (&'a SeenGoal, Standing)>,
    /// By id: its latest move.
    latest: BTreeMap<&'a str, usize>,
    signed_before: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Agreed,
    Withdrawn,
    Dropped,
}

impl<'a> Walk<'a> {
    fn step(&mut self, seen: &Seen, goals: &'a [SeenGoal], counts: &impl Fn(&SeenGoal) -> bool) {
        let mut there = BTreeSet::new();
        for goal in goals.iter().filter(|goal| counts(goal)) {
            there.insert(goal.id.as_str());
            match (self.agreed.get(goal.id.as_str()).copied(), goal.is_agreed()) {
                (None, true) => {
                    if self.signed_before {
                        self.add(seen, What::Added, None, Some(goal), Tendency::Neither);
                    }
                    self.agreed.insert(&goal.id, (goal, Standing::Agreed));
                }
                (Some((old, Standing::Agreed)), false) => {
                    self.add(seen, What::Withdrawn, Some(old), Some(goal), Tendency::Loosened);
                    self.agreed.insert(&goal.id, (old, Standing::Withdrawn));
                }
                (_, false) => {}
                (Some((old, _)), true) => {
                    self.compare(seen, old, goal);
                    self.agreed.insert(&goal.id, (goal, Standing::Agreed));
                }
            }
        }
        let gone: Vec<(&str, &SeenGoal)> = self
            .agreed
            .iter()
            .filter(|(id, (_, standing))| *standing == Standing::Agreed && !there.contains(*id))
            .map(|(id, (old, _))| (*id, *old))
            .collect();
        for (id, old) in gone {
            self.add(seen, What::Dropped, Some(old), None, Tendency::Loosened);
            self.agreed.insert(id, (old, Standing::Dropped));
        }
        self.signed_before |= !self.agreed.is_empty();
    }

    fn compare(&mut self, seen: &Seen, old: &'a SeenGoal, new: &'a SeenGoal) {
        let changes: Vec<FieldChange> = Field::ALL
            .into_iter()
            // A record of an older version does not say the direction.
            .filter(|field| *field != Field::Direction || (old.direction.is_some() && new.direction.is_some()))
            .filter(|field| field.of(old) != field.of(new))
            .map(|field| FieldChange {
                field,
                old: field.of(old).map(str::to_owned),
                new: field.of(new).map(str::to_owned),
                tendency: field.tendency(old, new),
            })
            .collect();
        if !changes.is_empty() {
            let tendency = Tendency::of_all(changes.iter().map(|change| change.tendency));
            self.add(seen, What::Changed(changes), Some(old), Some(new), tendency);
        } else if let Some(moved) = self.latest.get(new.id.as_str()).and_then(|&at| self.moves.get_mut(at)) {
            // A reason that was written down later is the reason of the move that left the goal as it is.
            moved.in_force &= !matches!(moved.what, What::Withdrawn | What::Dropped);
            if moved.reason.is_none() && moved.in_force {
                moved.reason.clone_from(&new.change_reason);
            }
        }
    }

    fn add(
        &mut self,
        seen: &Seen,
        what: What,
        old: Option<&'a SeenGoal>,
        new: Option<&'a SeenGoal>,
        tendency: Tendency,
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
            tendency,
            reason: new.and_then(|new| new.change_reason.clone()),
            seen: seen.clone(),
            in_force: true,
            place: None,
        });
    }
}
