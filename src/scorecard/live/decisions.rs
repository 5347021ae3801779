//! What a decision costs, from the figures of its goal: the money at stake and the points of its product's score.

use super::workings;
use crate::goals::{Aim, Target};
use crate::score::{GoalScore, is_lost_at_end};
use crate::scorecard::model::Formula;
use crate::scorecard::view::View;

/// The distance to the target at the end of the goal or to date; from a range to its nearer end.
pub(super) fn at_stake(view: &View<'_>, goal: &GoalScore) -> Option<Formula> {
    let Aim::Metric { target, .. } = &goal.goal.aim else { return None };
    let at_end = is_lost_at_end(goal);
    let target = if at_end { target } else { &goal.plan.as_ref()?.target };
    let [figure, low, high] =
        if at_end { ["landing", "target", "target_high"] } else { ["actual", "plan", "plan_high"] };
    let cell = |column| workings::goal(view, &goal.goal.id, column);
    let nearer = match target {
        Target::Value(_) => cell(low),
        Target::Range { .. } => cell(figure).is_less(cell(low)).choose(cell(low), cell(high)),
    };
    Some((cell(figure) - nearer).abs())
}

/// The goal's part of the weight × what is missing to 100; what lies above 100 costs nothing and brings nothing.
pub(super) fn points(view: &View<'_>, goal: &GoalScore) -> Option<Formula> {
    goal.score.as_ref()?;
    let missing = workings::goal(view, &goal.goal.id, "score") - Formula::number(100_i64);
    Some(workings::weight_share(view, goal)? * missing.at_most(Formula::number(0_i64)))
}
