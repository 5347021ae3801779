//! Where a goal stands at one period of its window, and where each method sees it end: today, or in a replay of an
//! earlier window that knows nothing of what came after.

use super::method::Method;
use super::model;
use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::goals::{Aim, Goal, GoalBook, Phasing};
use crate::metrics::{Accumulation, Measurements, Metric};
use crate::score::plan;

/// One point in the window of a goal, or in an earlier window of the same kind.
#[derive(Clone, Copy)]
pub(super) struct EvaluationPoint<'a> {
    pub(super) goal: &'a Goal,
    pub(super) metric: &'a Metric,
    pub(super) course: Accumulation,
    pub(super) measurements: &'a Measurements,
    pub(super) book: &'a GoalBook,
    pub(super) window: Window,
    /// Of this point, not of the goal.
    pub(super) span: Span,
    pub(super) at: Period,
    /// Periods between this window and the goal's.
    pub(super) back: i32,
}

/// Where one method ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub(super) value: Amount,
    /// The 80 % interval of a method that has one.
    pub(super) interval: Option<(Amount, Amount)>,
}

/// Steps of a trend.
const STEPS: i32 = 6;

impl EvaluationPoint<'_> {
    /// The same point so many periods earlier.
    pub(super) fn earlier(self, periods: i32) -> Self {
        Self { span: self.span.shifted(-periods), at: self.at.plus(-periods), back: self.back + periods, ..self }
    }

    /// How far apart windows of this kind lie: a window before a window, where they are alike; else a year.
    pub(super) fn distance(&self) -> i32 {
        let length = i32::try_from(self.span.len()).unwrap_or(i32::MAX);
        let calendar = &self.measurements.calendar;
        let follows = calendar.window_of(self.span.shifted(-length)) == Some(self.window);
        if follows { length } else { calendar.periods_per_year() }
    }

    /// Whether the calendar has a window of the kind there: three periods across the end of a year are no quarter. A year
    /// of 53 weeks is put to one of 52 as it is.
    pub(super) fn is_of_its_kind(&self) -> bool {
        let is_year = self.window == Window::YearToDate;
        is_year || self.measurements.calendar.window_of(self.span) == Some(self.window)
    }

    pub(super) fn to_date(self) -> Option<Amount> {
        self.over_window(self.at)
    }

    /// What the whole window brought; only a replay knows it.
    pub(super) fn outcome(&self) -> Option<Amount> {
        self.over_window(self.span.last)
    }

    /// Elapsed periods, and those to come.
    pub(super) fn elapsed(&self) -> usize {
        self.span.until(self.at).len()
    }

    pub(super) fn remaining(&self) -> usize {
        self.span.len() - self.elapsed()
    }

    /// `None` where the method does not fit the metric or lacks what it needs.
    pub(super) fn end(&self, method: Method) -> Option<End> {
        let end = match (self.course.adds_up(), method) {
            (true, Method::Plan) => plain(&self.to_date()? + &self.planned_rest()?),
            (true, Method::PlanPace) => plain(self.to_date()?.checked_div(&self.planned_share()?)?),
            (true, Method::RunRate) => plain(&self.to_date()? * &ratio(self.span.len(), self.elapsed())?),
            (true, Method::LastYear) => plain(self.to_date()?.checked_div(&self.last_years_share()?)?),
            (false, Method::LastValue) if self.course != Accumulation::Cumulative => plain(self.to_date()?),
            (false, Method::Trend) => self.trend()?,
            (_, Method::Model) => self.model()?,
            _ => return None,
        };
        let possible = |figure| self.metric.possible(figure);
        Some(End {
            value: possible(end.value),
            interval: end.interval.map(|(low, high)| (possible(low), possible(high))),
        })
    }

    fn over_window(&self, at: Period) -> Option<Amount> {
        self.measurements.measure(self.metric, self.goal.scope, self.window, at).value().cloned()
    }

    fn single(&self, at: Period) -> Option<Amount> {
        self.measurements.measure(self.metric, self.goal.scope, Window::Period, at).value().cloned()
    }

    /// The goal whose plan holds in this stand: the goal itself, in a replay the goal of that window for the same.
    fn planned(&self) -> Option<&Goal> {
        if self.back == 0 {
            return Some(self.goal);
        }
        let is_same = |other: &&Goal| {
            other.scope == self.goal.scope
                && other.kind == self.goal.kind
                && other.span == self.span
                && other.metric().is_some_and(|metric| metric.id == self.metric.id)
        };
        self.book.goals.iter().find(is_same)
    }

    fn plan_at(&self, goal: &Goal, at: Period) -> Option<Amount> {
        plan::to_date(goal, self.book, self.measurements, at).map(|plan| plan.target.middle())
    }

    fn planned_rest(&self) -> Option<Amount> {
        if self.course != Accumulation::Sum {
            return None;
        }
        let goal = self.planned()?;
        Some(&self.plan_at(goal, self.span.last)? - &self.plan_at(goal, self.at)?)
    }

    /// Which part of the target should be there by now. Where an earlier window had no goal, its months are taken to be
    /// planned as this one's are.
    fn planned_share(&self) -> Option<Amount> {
        if self.course != Accumulation::Sum {
            return None;
        }
        if let Some(goal) = self.planned() {
            let Aim::Metric { target, .. } = &goal.aim else { return None };
            return self.plan_at(goal, self.at)?.checked_div(&target.middle());
        }
        if self.goal.phasing == Some(Phasing::LastYear) {
            return self.last_years_share();
        }
        let now = self.at.plus(self.back);
        self.plan_at(self.goal, now)?.checked_div(&self.plan_at(self.goal, self.goal.span.last)?)
    }

    fn last_years_share(&self) -> Option<Amount> {
        let year = self.earlier(self.measurements.calendar.periods_per_year());
        year.to_date()?.checked_div(&year.outcome()?)
    }

    /// A level goes on by its mean step. The mean of a window moves only as far as the periods to come have a part in it.
    fn trend(&self) -> Option<End> {
        let figure = |at| if self.course == Accumulation::Mean { self.single(at) } else { self.over_window(at) };
        let now = figure(self.at)?;
        let step = (&now - &figure(self.at.plus(-STEPS))?).checked_div(&Amount::from(i64::from(STEPS)))?;
        let remaining = Amount::from(self.remaining());
        if self.course != Accumulation::Mean {
            return Some(plain(&now + &(&step * &remaining)));
        }
        // Steps 1 to m are on average (m + 1) ÷ 2.
        let mean_step = (&remaining + &Amount::one()).checked_div(&Amount::from(2_i64))?;
        self.with_rest(&(&now + &(&step * &mean_step))).map(plain)
    }

    /// The mean of a window whose remaining periods have the mean `rest`, each with the denominator that the elapsed
    /// ones had on average.
    fn with_rest(&self, rest: &Amount) -> Option<Amount> {
        let elapsed = &self.to_date()? * &ratio(self.elapsed(), self.span.len())?;
        Some(&elapsed + &(rest * &ratio(self.remaining(), self.span.len())?))
    }

    fn model(&self) -> Option<End> {
        let season = usize::try_from(self.measurements.calendar.periods_per_year()).ok()?;
        let ahead = |history: &[Amount]| model::forecast(history, season, self.remaining());
        let interval = |of: &dyn Fn(&Amount) -> Option<Amount>, found: &model::ForecastInterval| {
            Some(End { value: of(&found.value)?, interval: Some((of(&found.low)?, of(&found.high)?)) })
        };
        match self.course {
            Accumulation::Sum => {
                let to_date = self.to_date()?;
                interval(&|rest| Some(&to_date + rest), &ahead(&self.history())?.sum)
            }
            Accumulation::Mean => {
                let remaining = Amount::from(self.remaining());
                let mean = |sum: &Amount| self.with_rest(&sum.checked_div(&remaining)?);
                interval(&mean, &ahead(&self.history())?.sum)
            }
            Accumulation::Level | Accumulation::Cumulative => {
                interval(&|value| Some(value.clone()), &ahead(&self.history())?.last)
            }
            // The series of a growth over a window that starts anew every year is no series of one kind.
            Accumulation::OverOpening | Accumulation::Growth => None,
        }
    }

    /// The single periods without a gap up to this one.
    fn history(&self) -> Vec<Amount> {
        // No product's figures reach further back than a century of months.
        const LONGEST: i32 = 1_200;
        let back = (0..LONGEST).map(|periods| self.single(self.at.plus(-periods)));
        let mut history: Vec<Amount> = back.map_while(|figure| figure).collect();
        history.reverse();
        history
    }
}

const fn plain(value: Amount) -> End {
    End { value, interval: None }
}

fn ratio(numerator: usize, denominator: usize) -> Option<Amount> {
    Amount::from(numerator).checked_div(&Amount::from(denominator))
}
