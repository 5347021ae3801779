//! Landing: where a goal whose window is not over will end.
//!
//! Every method that fits the metric gives an end; one of them speaks, by the pipeline's word or because it was the
//! least far off when earlier windows are replayed. The others give the range, or the method its interval. Always an
//! estimate, and never part of a score.

mod evaluation_point;
mod method;
mod model;
mod replay;

pub use method::Method;
pub use replay::PastError;

use super::attainment::attainment;
use super::plan::Plan;
use super::setting::ScoreSetting;
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::goals::{Aim, Goal, Target};
use crate::metrics::Accumulation;
use evaluation_point::{End, EvaluationPoint};

/// Where a goal will end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    pub value: Amount,
    /// The method's 80 % interval where it has one, else the span of all methods.
    pub low: Amount,
    pub high: Amount,
    pub method: Method,
    /// Whether `low` and `high` are an interval of the method itself.
    pub is_interval: bool,
    /// `None` without a finished window to replay.
    pub past_error: Option<PastError>,
    /// By the rules of attainment, against the goal as a whole.
    pub attainment: Option<Amount>,
    /// The best attainment within the past error of the value; where nothing could be replayed, between `low` and `high`.
    pub reachable: Option<Amount>,
    pub required: Option<Required>,
    /// What every method says, in the order of [`Method::ALL`].
    pub methods: Vec<(Method, Amount)>,
}

/// What the rest of the window must bring to reach the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// By period, as `what` says.
    pub each: Amount,
    /// What `each` compares with: the same over the elapsed periods; of a step there is none.
    pub so_far: Option<Amount>,
    pub what: Rate,
    pub periods: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Each remaining period brings so much.
    Sum,
    /// The remaining periods stand there on average.
    Mean,
    /// Each remaining period moves the figure so far.
    Step,
}

/// The landing of a goal that stands at `at`; `None` for milestones, where the window is over, and where no method has
/// an answer.
pub(super) fn land(goal: &Goal, window: Window, at: Period, setting: &ScoreSetting<'_>) -> Option<Landing> {
    let Aim::Metric { metric, target } = &goal.aim else { return None };
    if at >= goal.span.last || at < goal.span.first || !setting.measurements.has(metric) {
        return None;
    }
    let point = EvaluationPoint {
        goal,
        metric,
        course: metric.course(),
        measurements: setting.measurements,
        book: setting.book,
        window,
        span: goal.span,
        at,
        back: 0,
    };
    let ends: Vec<(Method, End)> =
        Method::ALL.iter().filter_map(|&method| Some((method, point.end(method)?))).collect();
    let (method, past_error) = choose(&point, &ends, Method::chosen(setting.landing?))?;
    let End { value, interval } = ends.iter().find(|(of, _)| *of == method).map(|(_, end)| end.clone())?;
    let is_interval = interval.is_some();
    let (low, high) = interval.unwrap_or_else(|| {
        let values = || ends.iter().map(|(_, end)| &end.value);
        (values().min().unwrap_or(&value).clone(), values().max().unwrap_or(&value).clone())
    });
    let whole = Plan {
        target: target.clone(),
        baseline: goal.baseline.clone(),
        floor: goal.floor.clone(),
        stretch: goal.stretch.clone(),
    };
    let reached = |figure: &Amount| attainment(figure, &whole, metric.better).ok();
    let reach = match &past_error {
        Some(past) => past.around(&value, metric.unit),
        None => [low.clone(), high.clone()],
    };
    Some(Landing {
        attainment: reached(&value),
        reachable: reach.iter().filter_map(reached).max(),
        required: required(&point, target),
        methods: ends.into_iter().map(|(method, end)| (method, end.value)).collect(),
        value,
        low,
        high,
        method,
        is_interval,
        past_error,
    })
}

/// The pipeline's method where it has an answer, else the best of the past, else the plan's pace, the run rate or the
/// last value.
fn choose(
    point: &EvaluationPoint<'_>,
    ends: &[(Method, End)],
    wanted: Option<Method>,
) -> Option<(Method, Option<PastError>)> {
    let has = |method: Method| ends.iter().any(|(of, _)| *of == method);
    if let Some(method) = wanted.filter(|&method| has(method)) {
        return Some((method, replay::past_error(point, method)));
    }
    let methods: Vec<Method> = ends.iter().map(|(method, _)| *method).collect();
    if wanted.is_none()
        && let Some((method, past_error)) = replay::best(point, &methods)
    {
        return Some((method, Some(past_error)));
    }
    // What stands at a level has no pace, whatever the pipeline says: its last value is held.
    let usual =
        [Method::PlanPace, Method::RunRate, Method::LastValue, Method::Trend].into_iter().find(|&method| has(method));
    let method = usual.or_else(|| methods.first().copied())?;
    Some((method, replay::past_error(point, method)))
}

/// `None` for a range, which asks for nothing more than to stay inside, and without an actual.
fn required(point: &EvaluationPoint<'_>, target: &Target) -> Option<Required> {
    let Target::Value(target) = target else { return None };
    let to_date = point.to_date()?;
    let (elapsed, remaining, all) = (point.elapsed(), point.remaining(), point.span.len());
    let over = |figure: &Amount, periods: usize| figure.checked_div(&Amount::from(periods));
    let (what, each, so_far) = match point.course {
        Accumulation::Sum | Accumulation::OverOpening => {
            (Rate::Sum, over(&(target - &to_date), remaining)?, Some(over(&to_date, elapsed)?))
        }
        Accumulation::Mean => {
            let missing = &(target * &Amount::from(all)) - &(&to_date * &Amount::from(elapsed));
            (Rate::Mean, over(&missing, remaining)?, Some(to_date))
        }
        Accumulation::Level | Accumulation::Cumulative | Accumulation::Growth => {
            (Rate::Step, over(&(target - &to_date), remaining)?, None)
        }
    };
    Some(Required { each, so_far, what, periods: remaining })
}
