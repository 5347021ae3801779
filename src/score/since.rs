//! What has changed *since* earlier published runs: goals that moved, with the score against the old and the new one;
//! figures that were restated, with what they do to the scores that were published; and those scores themselves.

use super::goal::Setting;
use super::rollup::score_in;
use super::{Scores, Status, Verdict};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::goals::{Goal, GoalBook};
use crate::history::{EarlierRun, EarlierRuns, FileChange, Moved, RecordedScore, Restated, RunReference};
use crate::metrics::{Measurements, Scope};
use crate::pipeline::{NotAgreed, Scoring};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Default)]
pub struct Since {
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

impl Since {
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

/// What is compared: found by the history, without any score.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    pub moves: Vec<Moved>,
    pub restated: Vec<Restated>,
    pub goals_file: Option<FileChange>,
    pub inputs: Vec<FileChange>,
}

/// By what it is scored.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub measurements: &'a Measurements,
    pub book: &'a GoalBook,
    pub scoring: &'a Scoring,
    pub not_agreed: NotAgreed,
}

impl Previous {
    pub fn new(as_of: Period, scores: impl IntoIterator<Item = (Scope, PublishedScore)>) -> Self {
        Self { as_of, scores: scores.into_iter().collect() }
    }

    pub fn of(&self, scope: Scope) -> Option<&PublishedScore> {
        self.scores.get(&scope)
    }
}

impl Since {
    /// Moves of one goal, the earliest first.
    pub fn moves_of<'a>(&'a self, goal: &'a str) -> impl Iterator<Item = &'a MovedGoal> {
        self.moves.iter().filter(move |moved| moved.moved.goal == goal)
    }
}

/// Puts scores to what has changed since earlier runs. Pure.
pub fn since(earlier: &EarlierRuns<'_>, changes: Changes, scene: Scene<'_>) -> Since {
    Since {
        run: earlier.base().map(EarlierRun::reference),
        previous: earlier
            .previous()
            .map(|run| Previous { as_of: run.as_of, scores: published(run, scene.measurements) }),
        moves: changes.moves.into_iter().map(|moved| scene.moved(moved)).collect(),
        effects: earlier.base().map(|base| scene.effects(base, &changes.restated)).unwrap_or_default(),
        restated: changes.restated,
        goals_file: changes.goals_file,
        inputs: changes.inputs,
    }
}

fn published(run: &EarlierRun, measurements: &Measurements) -> BTreeMap<Scope, PublishedScore> {
    let score = |score: &RecordedScore| PublishedScore {
        score: score.score(),
        verdict: Status::of_slug(&score.verdict).unwrap_or(Status::NotScored),
    };
    let scopes = measurements.scopes();
    scopes.filter_map(|scope| Some((scope, score(run.scores.of(measurements.scope_name(scope))?)))).collect()
}

impl Scene<'_> {
    fn scores(&self, measurements: &Measurements, goals: Vec<Goal>) -> Scores {
        let Self { scoring, not_agreed, .. } = *self;
        let book = GoalBook { goals, sources: Vec::new() };
        score_in(&Setting { measurements, book: &book, scoring, not_agreed, landing: None })
    }

    fn moved(&self, moved: Moved) -> MovedGoal {
        let Measurements { calendar, catalog, registry, .. } = self.measurements;
        let [old, new] = [&moved.old, &moved.new].map(|seen| seen.as_ref()?.goal(calendar, catalog, registry));
        let shown = new.clone().or_else(|| old.clone());
        let scope = shown.as_ref().map(|goal| goal.scope);
        let (mut goal, mut product) = (Against::default(), Against::default());
        if let Some(scope) = scope {
            // A version that cannot be read any more has no score; that is not the score of a goal that was not there.
            if old.is_some() == moved.old.is_some() {
                (goal.old, product.old) = self.with(&moved.goal, old, scope);
            }
            if new.is_some() == moved.new.is_some() {
                (goal.new, product.new) = self.with(&moved.goal, new, scope);
            }
        }
        MovedGoal { moved, scope, shown, goal, product }
    }

    /// The scores of a goal and of whose it is, were the goal this one and all others as they are today.
    fn with(&self, id: &str, goal: Option<Goal>, scope: Scope) -> (Option<Amount>, Option<Amount>) {
        let mut goals: Vec<Goal> =
            self.book.goals.iter().filter(|other| other.scope == scope && other.id != id).cloned().collect();
        goals.extend(goal);
        let scores = self.scores(self.measurements, goals);
        let of_goal = scores.goals.iter().find(|scored| scored.goal.id == id).and_then(|scored| scored.score.clone());
        (of_goal, scores.score_of(scope))
    }

    /// The scores of the last run's period, with that run's goals and today's figures.
    fn effects(&self, base: &EarlierRun, restated: &[Restated]) -> BTreeMap<Scope, Effect> {
        let mut touched: BTreeSet<Scope> = restated.iter().filter_map(|figure| figure.scope).collect();
        if touched.is_empty() {
            return BTreeMap::new();
        }
        touched.insert(Scope::Portfolio);
        let Measurements { calendar, catalog, registry, .. } = self.measurements;
        let mut then = self.measurements.clone();
        then.as_of = base.as_of;
        then.partial = base.head.partial;
        let goals = base.goals.iter().filter_map(|goal| goal.goal(calendar, catalog, registry)).collect();
        let scores = self.scores(&then, goals);
        let mut published = published(base, self.measurements);
        let effect = |scope| {
            let now = PublishedScore { score: scores.score_of(scope), verdict: scores.verdict_of(scope)? };
            Some((scope, Effect { at: base.as_of, published: published.remove(&scope)?, now }))
        };
        touched.into_iter().filter_map(effect).collect()
    }
}

impl Scores {
    /// The score of a product or of the portfolio. Goals of the portfolio have none together: its score is that of the
    /// products.
    fn score_of(&self, scope: Scope) -> Option<Amount> {
        match scope {
            Scope::Portfolio => self.portfolio.score.clone(),
            Scope::Product(_) => {
                self.products.iter().find(|score| Scope::Product(score.product) == scope)?.score.clone()
            }
        }
    }

    fn verdict_of(&self, scope: Scope) -> Option<Verdict> {
        match scope {
            Scope::Portfolio => Some(self.portfolio.verdict),
            Scope::Product(_) => {
                self.products.iter().find(|score| Scope::Product(score.product) == scope).map(|score| score.verdict)
            }
        }
    }
}
