//! What has changed *since* earlier published runs: goals that moved, with the score against the old and the new one;
//! figures that were restated, with what they do to the scores that were published; and those scores themselves.

use super::status::Verdict;
use crate::amount::Amount;
use crate::calendar::Period;
use crate::goals::Goal;
use crate::history::{FileChange, Moved, Restated, RunReference};
use crate::metrics::Scope;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default)]
pub struct ChangesSince {
    /// The last published run, with which this one is compared.
    pub run: Option<RunReference>,
    /// What was published for the period before.
    pub previous: Option<Previous>,
    /// All moves of the fiscal year, the earliest first.
    pub moves: Vec<MovedGoal>,
    pub restated: Vec<Restated>,
    /// What the restated figures do to the score that the last run published, by whose figures they are.
    pub effects: BTreeMap<Scope, Effect>,
    /// The goals workbook, where it is not the one that the last run read.
    pub goals_file: Option<FileChange>,
    /// Other files that came, went or have other bytes.
    pub inputs: Vec<FileChange>,
}

impl ChangesSince {
    /// What concerns some products; what the whole portfolio had before is nothing to compare a part with.
    pub(super) fn narrowed(&self, products: &[usize]) -> Self {
        let is_in = |scope: &Scope| matches!(scope, Scope::Product(product) if products.contains(product));
        let mut since = self.clone();
        since.moves.retain(|moved| moved.scope.as_ref().is_some_and(is_in));
        since.restated.retain(|restated| restated.scope.as_ref().is_some_and(is_in));
        since.effects.retain(|scope, _| is_in(scope));
        if let Some(previous) = &mut since.previous {
            previous.scores.retain(|scope, _| is_in(scope));
        }
        since
    }
}

/// The scores of the period before, as its last run published them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    pub as_of: Period,
    scores: BTreeMap<Scope, PublishedScore>,
}

/// A score and a verdict that were published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedScore {
    /// `None` where it was not scored.
    pub score: Option<Amount>,
    pub verdict: Verdict,
}

/// A move and what it does.
#[derive(Debug, Clone)]
pub struct MovedGoal {
    pub moved: Moved,
    /// `None` where the product is not in the catalog any more.
    pub scope: Option<Scope>,
    /// The goal after the move, or before it where it is gone.
    pub shown: Option<Goal>,
    /// With today's figures.
    pub goal: Against,
    pub product: Against,
}

/// A score against a goal as it was before a move, and as it was after it; `None` where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Against {
    pub old: Option<Amount>,
    pub new: Option<Amount>,
}

/// The score of an earlier run as it was published, and as it is with today's figures and that run's goals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub at: Period,
    pub published: PublishedScore,
    pub now: PublishedScore,
}

impl Previous {
    pub fn new(as_of: Period, scores: impl IntoIterator<Item = (Scope, PublishedScore)>) -> Self {
        Self { as_of, scores: scores.into_iter().collect() }
    }

    pub fn of(&self, scope: Scope) -> Option<&PublishedScore> {
        self.scores.get(&scope)
    }
}

impl ChangesSince {
    /// Moves of one goal, the earliest first.
    pub fn moves_of<'a>(&'a self, goal: &'a str) -> impl Iterator<Item = &'a MovedGoal> {
        self.moves.iter().filter(move |moved| moved.moved.goal == goal)
    }
}
