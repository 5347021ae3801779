//! What should have been reached by now: the target spread over the periods of the goal.

use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::goals::{Aim, Goal, GoalBook, Phasing, Target};
use crate::metrics::{Measurements, Metric};

/// Target, baseline, floor and stretch as far as they are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub target: Target,
    pub baseline: Option<Amount>,
    pub floor: Option<Amount>,
    pub stretch: Option<Amount>,
}

/// The plan of a goal up to `at`, which lies in its span; `None` where last year's actual is missing that the
/// phasing needs.
///
/// It comes from goals of the same product and metric for the single periods, else from the `plan` that came as an
/// export, else from the goal's phasing, else from the habit of the metric's kind: even for what adds up, from the baseline in equal steps where there is one,
/// else the target itself.
pub(super) fn to_date(goal: &Goal, book: &GoalBook, measurements: &Measurements, at: Period) -> Option<Plan> {
    let Aim::Metric { metric, target } = &goal.aim else { return None };
    let elapsed = goal.span.until(at);
    if let Some(target) = from_single_periods(goal, metric, book, elapsed) {
        let share = share(goal, metric, measurements, elapsed);
        let phased = |value: &Option<Amount>| phased(value.as_ref(), metric, share.as_ref());
        return Some(Plan {
            target: Target::Value(target),
            baseline: phased(&goal.baseline),
            floor: phased(&goal.floor),
            stretch: phased(&goal.stretch),
        });
    }
    if let Some(plan) = from_plan(goal, metric, target, measurements, elapsed) {
        return Some(plan);
    }
    if metric.kind().adds_up() {
        let share = share(goal, metric, measurements, elapsed)?;
        let times = |value: &Amount| value * &share;
        return Some(Plan {
            target: target.map(times),
            baseline: goal.baseline.as_ref().map(times),
            floor: goal.floor.as_ref().map(times),
            stretch: goal.stretch.as_ref().map(times),
        });
    }
    let target = match (&goal.baseline, &goal.phasing) {
        (Some(baseline), None | Some(Phasing::Ramp)) => {
            let way = Amount::from(elapsed.len()).checked_div(&Amount::from(goal.span.len()))?;
            target.map(|value| baseline + &(&(value - baseline) * &way))
        }
        _ => target.clone(),
    };
    Some(Plan { target, baseline: goal.baseline.clone(), floor: goal.floor.clone(), stretch: goal.stretch.clone() })
}

/// The plan of the period `at` alone.
pub(super) fn of_period(goal: &Goal, book: &GoalBook, measurements: &Measurements, at: Period) -> Option<Amount> {
    let metric = goal.metric()?;
    let value = |plan: Plan| match plan.target {
        Target::Value(value) => Some(value),
        Target::Range { .. } => None,
    };
    let now = value(to_date(goal, book, measurements, at)?)?;
    if !metric.kind().adds_up() || at == goal.span.first {
        return Some(now);
    }
    Some(&now - &value(to_date(goal, book, measurements, at.previous())?)?)
}

fn phased(value: Option<&Amount>, metric: &Metric, share: Option<&Amount>) -> Option<Amount> {
    if metric.kind().adds_up() { Some(value? * share?) } else { value.cloned() }
}

/// Goals for the single periods: their sum for what adds up, else the one of the last period.
fn from_single_periods(goal: &Goal, metric: &Metric, book: &GoalBook, elapsed: Span) -> Option<Amount> {
    if goal.span.len() == 1 {
        return None;
    }
    let of_period = |period: Period| {
        book.goals.iter().find_map(|other| match &other.aim {
            Aim::Metric { metric: of, target: Target::Value(value) }
                if of.id == metric.id
                    && other.scope == goal.scope
                    && other.span == Span::of(period)
                    && other.kind == goal.kind =>
            {
                Some(value.clone())
            }
            _ => None,
        })
    };
    if metric.kind().adds_up() { elapsed.periods().map(of_period).sum() } else { of_period(elapsed.last) }
}

/// The plan that came as an export: the sum of the elapsed periods for what adds up, else the target of the last. What
/// stands beside the target of a flow is phased like it. The agreement on a single period or on a range is the goal
/// itself.
fn from_plan(goal: &Goal, metric: &Metric, whole: &Target, measurements: &Measurements, elapsed: Span) -> Option<Plan> {
    let Target::Value(whole) = whole else { return None };
    if goal.span.len() == 1 {
        return None;
    }
    let of_period = |period: Period| measurements.plans.target(metric, goal.scope, period);
    if !metric.kind().adds_up() {
        let target = of_period(elapsed.last)?.clone();
        let (baseline, floor, stretch) = (goal.baseline.clone(), goal.floor.clone(), goal.stretch.clone());
        return Some(Plan { target: Target::Value(target), baseline, floor, stretch });
    }
    let target: Amount = elapsed.periods().map(of_period).collect::<Option<Vec<_>>>()?.into_iter().sum();
    let share = target.checked_div(whole);
    let phased = |value: &Option<Amount>| phased(value.as_ref(), metric, share.as_ref());
    Some(Plan {
        baseline: phased(&goal.baseline),
        floor: phased(&goal.floor),
        stretch: phased(&goal.stretch),
        target: Target::Value(target),
    })
}

/// The share of the target that the elapsed periods should have brought, for what adds up.
fn share(goal: &Goal, metric: &Metric, measurements: &Measurements, elapsed: Span) -> Option<Amount> {
    match &goal.phasing {
        Some(Phasing::Weights(weights)) => {
            let all: Amount = weights.iter().sum();
            weights.iter().take(elapsed.len()).sum::<Amount>().checked_div(&all)
        }
        Some(Phasing::LastYear) => {
            let last_year = |span: Span| -> Option<Amount> {
                let earlier = measurements.calendar.year_earlier(span);
                earlier
                    .periods()
                    .map(|period| measurements.measure(metric, goal.scope, Window::Period, period).value().cloned())
                    .sum()
            };
            last_year(elapsed)?.checked_div(&last_year(goal.span)?)
        }
        Some(Phasing::Even | Phasing::Ramp | Phasing::Flat) | None => {
            Amount::from(elapsed.len()).checked_div(&Amount::from(goal.span.len()))
        }
    }
}
