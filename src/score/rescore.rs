//! Scoring again by what changed: with goals as they were before a move, and with the goals of an earlier run.

use super::rollup::score;
use super::scores::Scores;
use super::setting::ScoreSetting;
use super::since::{Against, ChangesSince, Effect, MovedGoal, Previous, PublishedScore};
use super::status::Status;
use crate::amount::Amount;
use crate::goals::{Goal, GoalBook};
use crate::history::{EarlierRun, EarlierRuns, FileChange, Moved, RecordedScore, Restated};
use crate::metrics::{Aggregates, Measurements, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// What is compared: found by the history, without any score.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    pub moves: Vec<Moved>,
    pub restated: Vec<Restated>,
    pub goals_file: Option<FileChange>,
    pub inputs: Vec<FileChange>,
}

/// Puts scores to what has changed since the runs earlier. Pure.
pub fn since(earlier: &EarlierRuns<'_>, changes: Changes, setting: &ScoreSetting<'_>) -> ChangesSince {
    ChangesSince {
        run: earlier.base().map(EarlierRun::reference),
        previous: earlier.previous().map(|run| Previous::new(run.as_of, published(run, setting.measurements))),
        moves: changes.moves.into_iter().map(|moved| setting.moved(moved)).collect(),
        effects: earlier.base().map(|base| setting.effects(base, &changes.restated)).unwrap_or_default(),
        restated: changes.restated,
        goals_file: changes.goals_file,
        inputs: changes.inputs,
    }
}

fn published(run: &EarlierRun, measurements: &Measurements) -> BTreeMap<Scope, PublishedScore> {
    let score = |score: &RecordedScore| PublishedScore {
        score: score.score(),
        verdict: score.verdict.parse().unwrap_or(Status::NotScored),
    };
    let scopes = measurements.scopes();
    scopes.filter_map(|scope| Some((scope, score(run.scores.of(measurements.scope_name(scope))?)))).collect()
}

impl ScoreSetting<'_> {
    fn scores(&self, measurements: &Measurements, goals: Vec<Goal>) -> Scores {
        let book = GoalBook { goals, sources: Vec::new() };
        score(&ScoreSetting { measurements, book: &book, landing: None, ..*self })
    }

    fn moved(&self, moved: Moved) -> MovedGoal {
        let Measurements { aggregates: Aggregates { calendar, catalog, .. }, registry, .. } = self.measurements;
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
        (of_goal, scores.of(scope).and_then(|of| of.score.clone()))
    }

    /// The scores of the last run's period, with that run's goals and today's figures.
    fn effects(&self, base: &EarlierRun, restated: &[Restated]) -> BTreeMap<Scope, Effect> {
        let mut touched: BTreeSet<Scope> = restated.iter().filter_map(|figure| figure.scope).collect();
        if touched.is_empty() {
            return BTreeMap::new();
        }
        touched.insert(Scope::Portfolio);
        let Measurements { aggregates: Aggregates { calendar, catalog, .. }, registry, .. } = self.measurements;
        let mut then = self.measurements.clone();
        then.aggregates.as_of = base.as_of;
        then.aggregates.partial = base.head.partial;
        let goals = base.goals.iter().filter_map(|goal| goal.goal(calendar, catalog, registry)).collect();
        let scores = self.scores(&then, goals);
        let mut published = published(base, self.measurements);
        let effect = |scope| {
            let of = scores.of(scope)?;
            let now = PublishedScore { score: of.score.clone(), verdict: of.verdict };
            Some((scope, Effect { at: base.as_of, published: published.remove(&scope)?, now }))
        };
        touched.into_iter().filter_map(effect).collect()
    }
}
