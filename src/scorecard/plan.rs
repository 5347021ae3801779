//! What a goal over several periods plans for each of them, for what charts compare with.

use super::view::View;
use crate::amount::Amount;
use crate::calendar::Period;
use crate::metrics::{Metric, Scope};
use crate::score::GoalScore;

/// What one period should bring, or where it should stand then; `None` where no goal says anything.
pub(super) fn of_period(view: &View<'_>, metric: &Metric, scope: Scope, period: Period) -> Option<Amount> {
    let about = |goal: &&GoalScore| {
        goal.goal.metric().is_some_and(|own| own.id == metric.id) && goal.goal.span.contains(period)
    };
    // The shortest goal speaks: a month of its own before the year it belongs to.
    let goal = view.scores.goals_of(scope).filter(about).min_by_key(|goal| goal.goal.span.len())?;
    goal.plan_by_period.get(&period).cloned()
}
