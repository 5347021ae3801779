//! Periods under columns: their names, as short as they can be, and what a goal over several of them plans for each.

use crate::amount::Amount;
use crate::calendar::Period;
use crate::lang::Lang;
use crate::metrics::{Metric, Scope};
use crate::score::GoalScore;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::wording;

/// `Oct`, `10월`, `P10`: within one fiscal year. A period that is not over carries a star.
pub(super) fn in_year(view: &ScorecardView<'_>, period: Period) -> String {
    let label = view.calendar.label(period);
    let month = wording::month(&label, view.lang);
    let short = if month == label { label.rsplit('-').next().unwrap_or(&label).to_owned() } else { month };
    starred(view, period, short)
}

/// `Oct 25`, `25년 10월`, `P10 25`: over several years; the space is where it may break.
pub(super) fn in_course(view: &ScorecardView<'_>, period: Period) -> String {
    let label = view.calendar.label(period);
    let short = match label.split_once('-') {
        Some((year, month)) if year.len() == 4 && month.len() == 2 => match view.lang {
            Lang::En => format!("{} {}", wording::month(&label, view.lang), &year[2..]),
            Lang::Ko => format!("{}년 {}", &year[2..], wording::month(&label, view.lang)),
        },
        Some((year, rest)) if year.len() == 6 => format!("{rest} {}", &year[4..]),
        _ => label,
    };
    starred(view, period, short)
}

fn starred(view: &ScorecardView<'_>, period: Period, short: String) -> String {
    if view.partial && period == view.as_of { format!("{short}*") } else { short }
}

/// What one period should bring, or where it should stand then; `None` where no goal says anything.
pub(super) fn planned(view: &ScorecardView<'_>, metric: &Metric, scope: Scope, period: Period) -> Option<Amount> {
    let about = |goal: &&GoalScore| {
        goal.goal.metric().is_some_and(|own| own.id == metric.id) && goal.goal.span.contains(period)
    };
    // The shortest goal speaks: a month of its own before the year it belongs to.
    let goal = view.scores.goals_of(scope).filter(about).min_by_key(|goal| goal.goal.span.len())?;
    goal.plan_by_period.get(&period).cloned()
}
