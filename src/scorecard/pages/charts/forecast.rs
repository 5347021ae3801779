//! Estimates of the periods that are left: what is missing to the landing, spread as the plan spreads it.

use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::metrics::{Metric, Scope};
use crate::score::GoalScore;
use crate::scorecard::figures::ScorecardView;
use std::collections::BTreeMap;

/// By period, for a metric that adds up and has a live goal: of several the longest. Empty where nothing can be
/// foretold. With the actuals of the goal's window they add up to the landing.
pub(super) fn rest(view: &ScorecardView<'_>, metric: &Metric, scope: Scope) -> BTreeMap<Period, Amount> {
    let lands = |goal: &&GoalScore| {
        goal.landing.is_some() && goal.goal.metric().is_some_and(|own| own.id == metric.id && own.kind().adds_up())
    };
    // The first of the longest.
    let goal = view.live_goals(scope).filter(lands).min_by_key(|goal| std::cmp::Reverse(goal.goal.span.len()));
    goal.and_then(|goal| spread(view, metric, goal)).unwrap_or_default()
}

fn spread(view: &ScorecardView<'_>, metric: &Metric, goal: &GoalScore) -> Option<BTreeMap<Period, Amount>> {
    let missing = &goal.landing.as_ref()?.value - goal.actual.as_ref()?.value()?;
    let periods: Vec<Period> = goal.goal.span.periods().filter(|period| *period > goal.at).collect();
    let year = view.calendar.periods_per_year();
    let last_year =
        |period: &Period| view.measure(metric, goal.goal.scope, Window::Period, period.plus(-year)).value().cloned();
    let planned = periods.iter().map(|period| goal.plan_by_period.get(period).cloned()).collect();
    let shape = positive(planned)
        .or_else(|| positive(periods.iter().map(last_year).collect()))
        .unwrap_or_else(|| vec![Amount::one(); periods.len()]);
    let all: Amount = shape.iter().sum();
    let part = |weight: &Amount| Some(&missing * &weight.checked_div(&all)?);
    periods.iter().zip(&shape).map(|(period, weight)| Some((*period, part(weight)?))).collect()
}

/// A shape to spread by: known for every period, never negative, and not nothing.
fn positive(shape: Option<Vec<Amount>>) -> Option<Vec<Amount>> {
    let shape = shape?;
    let sound = shape.iter().all(|part| !part.is_negative()) && shape.iter().any(Amount::is_positive);
    sound.then_some(shape)
}
