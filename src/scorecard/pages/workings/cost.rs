//! What a decision costs, from the figures of its goal: the money at stake and the points of its product's score.

use super::goals::{ACTUAL, LANDING, PLAN, PLAN_HIGH, SCORE, TARGET, TARGET_HIGH, goal as cell, weight_share};
use crate::goals::{Aim, Target};
use crate::score::{GoalScore, is_lost_at_end};
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::CellFormula;

/// The distance to the target at the end of the goal or to date; from a range to its nearer end.
pub(in crate::scorecard) fn at_stake(view: &ScorecardView<'_>, goal: &GoalScore) -> Option<CellFormula> {
    let Aim::Metric { target, .. } = &goal.goal.aim else { return None };
    let at_end = is_lost_at_end(goal);
    let target = if at_end { target } else { &goal.plan.as_ref()?.target };
    let [figure, low, high] = if at_end { [LANDING, TARGET, TARGET_HIGH] } else { [ACTUAL, PLAN, PLAN_HIGH] };
    let cell = |column| cell(view, goal, column);
    let nearer = match target {
        Target::Value(_) => cell(low),
        Target::Range { .. } => cell(figure).is_less(cell(low)).choose(cell(low), cell(high)),
    };
    Some((cell(figure) - nearer).abs())
}

/// The goal's part of the weight × what is missing to 100; what lies above 100 costs nothing and brings nothing.
pub(in crate::scorecard) fn points_lost(view: &ScorecardView<'_>, goal: &GoalScore) -> Option<CellFormula> {
    goal.score.as_ref()?;
    let missing = cell(view, goal, SCORE) - CellFormula::number(100_i64);
    Some(weight_share(view, goal)? * missing.at_most(CellFormula::number(0_i64)))
}
