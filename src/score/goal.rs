//! One goal against its actual.

use super::attainment::{attainment, score};
use super::goal_scores::{GoalScore, Liveness, NotScored, Partial};
use super::setting::ScoreSetting;
use super::status::{Bands, Status};
use super::{landing, plan, signals};
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::goals::{Aim, Goal};
use crate::metrics::{Measured, Measurements, Metric, NoData, Scope};
use crate::pipeline::NotAgreed;

/// Scores a goal that is live or closed; a goal of a later window or another year is not shown.
pub(super) fn score_goal(goal: &Goal, setting: &ScoreSetting<'_>) -> Option<GoalScore> {
    let measurements = setting.measurements;
    let (calendar, as_of) = (&measurements.calendar, measurements.as_of);
    let liveness = if goal.span.contains(as_of) {
        Liveness::Live
    } else if goal.span.last < as_of && calendar.fiscal_year(goal.span.last) == calendar.fiscal_year(as_of) {
        Liveness::Closed
    } else {
        return None;
    };
    let stand = JudgedAt::of(goal, measurements);
    let window = calendar.window_of(goal.span)?;
    let unscored = GoalScore::unscored(goal.clone(), window, stand.at);
    let mut scored = GoalScore { liveness, partial: stand.partial, ..unscored };
    match &goal.aim {
        Aim::Metric { metric, .. } => against_metric(&mut scored, metric, setting),
        Aim::Milestone { name, .. } => against_milestone(&mut scored, name, setting),
    }
    if !goal.agreement.is_agreed() && setting.not_agreed != NotAgreed::Score {
        scored.status = Status::NotScored;
        scored.reason = Some(NotScored::NotAgreed);
    }
    if matches!(goal.scope, Scope::Product(product) if measurements.quarantined.contains(&product)) {
        set_aside(&mut scored);
    }
    Some(scored)
}

/// Figures whose data failed a check are shown, and nothing is concluded from them.
fn set_aside(scored: &mut GoalScore) {
    scored.status = Status::NotScored;
    scored.reason = Some(NotScored::Quarantined);
    (scored.attainment, scored.score, scored.landing, scored.limits) = (None, None, None, None);
}

/// The period a goal is judged at.
struct JudgedAt {
    at: Period,
    partial: Partial,
}

impl JudgedAt {
    /// A partial period is shown and not compared with a full plan: the goal stands where the last full one left it.
    fn of(goal: &Goal, measurements: &Measurements) -> Self {
        let at = goal.span.last.min(measurements.as_of);
        let is_partial = measurements.partial && at == measurements.as_of && goal.metric().is_some();
        if is_partial {
            Self { at: at.previous(), partial: Partial::BeforeAsOf }
        } else {
            Self { at, partial: Partial::No }
        }
    }
}

fn against_metric(scored: &mut GoalScore, metric: &Metric, setting: &ScoreSetting<'_>) {
    let (window, at, scope) = (scored.window, scored.at, scored.goal.scope);
    let measurements = setting.measurements;
    let month = at.max(measurements.as_of.min(scored.goal.span.last));
    scored.month.plan = plan::of_period(&scored.goal, setting.book, measurements, month);
    let of_period = |period| Some((period, plan::of_period(&scored.goal, setting.book, measurements, period)?));
    scored.plan_by_period = scored.goal.span.periods().filter_map(of_period).collect();
    if !measurements.has(metric) {
        scored.reason = Some(NotScored::InputMissing);
        return;
    }
    let a_year_before = |at: Period| at.plus(-measurements.calendar.periods_per_year());
    let measure = |window: Window, at: Period| measurements.measure(metric, scope, window, at);
    scored.month.actual = Some(measure(Window::Period, month));
    scored.month.prior_year = Some(measure(Window::Period, a_year_before(month)));
    scored.limits = signals::of_metric(measurements, metric, scope, at);
    if at < scored.goal.span.first {
        // Nothing but the partial period has passed.
        scored.actual = Some(measure(window, month));
        scored.reason = Some(NotScored::NoActual(NoData::Partial));
        return;
    }
    scored.plan = plan::to_date(&scored.goal, setting.book, measurements, at);
    scored.prior_year = Some(measure(window, a_year_before(at)));
    scored.landing = landing::land(&scored.goal, window, at, setting);
    let actual = measure(window, at);
    let outcome = judge(scored, metric, &actual, setting);
    scored.actual = Some(actual);
    match outcome {
        Ok((attainment, score)) => {
            scored.status = Bands::of_goal(&scored.goal, setting.scoring).status(&attainment);
            scored.attainment = Some(attainment);
            scored.score = Some(score);
        }
        Err(reason) => scored.reason = Some(reason),
    }
}

/// Attainment and score, or the reason for none.
fn judge(
    scored: &GoalScore,
    metric: &Metric,
    actual: &Measured,
    setting: &ScoreSetting<'_>,
) -> Result<(Amount, Amount), NotScored> {
    let figure = actual.outcome.as_ref().map_err(|&reason| match reason {
        NoData::ZeroDenominator => NotScored::CannotCompute("the denominator is 0"),
        NoData::NoLosses => NotScored::CannotCompute("there are no losses to compare with"),
        NoData::NotCovered if setting.measurements.is_stale(metric) => NotScored::InputStale,
        NoData::NotDefined => NotScored::CannotCompute("the metric is not defined here"),
        other => NotScored::NoActual(other),
    })?;
    let plan = scored.plan.as_ref().ok_or(NotScored::NoTarget)?;
    let attainment = attainment(&figure.value, plan, metric.better).map_err(NotScored::CannotCompute)?;
    let score = score(&figure.value, plan, &attainment, metric.better, &setting.scoring.cap);
    Ok((attainment, score))
}

/// A milestone is met when it was done by its due date, missed when it was due and was not, and not due before.
fn against_milestone(scored: &mut GoalScore, name: &str, setting: &ScoreSetting<'_>) {
    let Aim::Milestone { due, .. } = scored.goal.aim else { return };
    let measurements = setting.measurements;
    if !measurements.has_milestones() {
        scored.reason = Some(NotScored::InputMissing);
        return;
    }
    let end = measurements.calendar.last_day(measurements.as_of);
    let done = measurements.milestone_done(scored.goal.scope, name);
    let reached = done.filter(|done| *done <= end);
    let attainment = match reached {
        Some(done) if done <= due => Amount::one(),
        _ if due <= end => Amount::zero(),
        _ => {
            scored.status = Status::NotDue;
            return;
        }
    };
    scored.status = Bands::of_goal(&scored.goal, setting.scoring).status(&attainment);
    scored.score = Some(&attainment * &Amount::from(100_i64));
    scored.attainment = Some(attainment);
}
