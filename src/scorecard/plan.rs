//! What a goal over several periods plans for each of them, for the outlined columns of a chart.
//!
//! The plan *to date* that counts comes from the score; this only spreads the same target over single periods.

use super::figures::single_target;
use super::view::View;
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::goals::Phasing;
use crate::metrics::{Metric, Scope};
use crate::score::GoalScore;

/// Plan of one period for a metric that adds up; `None` where no goal says anything.
pub(super) fn of_period(view: &View<'_>, metric: &Metric, scope: Scope, period: Period) -> Option<Amount> {
    let about = |goal: &&GoalScore| {
        goal.goal.metric().is_some_and(|own| own.id == metric.id) && goal.goal.span.contains(period)
    };
    // The shortest goal speaks: a month of its own before the year it belongs to.
    let goal = view.scores.goals_of(scope).filter(about).min_by_key(|goal| goal.goal.span.len())?;
    if goal.at == period && goal.month.plan.is_some() {
        return goal.month.plan.clone();
    }
    share_of_target(view, goal, metric, period)
}

fn share_of_target(view: &View<'_>, goal: &GoalScore, metric: &Metric, period: Period) -> Option<Amount> {
    let (span, target) = (goal.goal.span, single_target(&goal.goal)?);
    match &goal.goal.phasing {
        None | Some(Phasing::Even) if metric.kind.adds_up() => target.checked_div(&Amount::from(span.len())),
        Some(Phasing::Weights(weights)) => {
            let position = usize::try_from(period.since(span.first)).ok()?;
            let all: Amount = weights.iter().sum();
            (target * weights.get(position)?).checked_div(&all)
        }
        Some(Phasing::LastYear) => {
            let last_year = |period| {
                let measured = view.measure(metric, goal.goal.scope, Window::Period, period);
                measured.value().cloned()
            };
            let earlier = view.calendar.year_earlier(span);
            let all: Amount = earlier.periods().map(last_year).collect::<Option<Vec<_>>>()?.iter().sum();
            let back = earlier.first.since(span.first);
            (target * &last_year(period.plus(back))?).checked_div(&all)
        }
        _ => None,
    }
}
