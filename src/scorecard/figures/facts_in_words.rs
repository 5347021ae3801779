//! What decided a score, in words for a cell: made of facts and of nothing else.

use super::cells as figures;
use super::cells::{goal_label, weighted_shortfall};
use super::style::FigureStyle;
use super::view::ScorecardView;
use crate::amount::Amount;
use crate::lang::{Label, Lang, in_lang};
use crate::metrics::{NoData, Scope};
use crate::score::{GoalScore, NoVerdict, NotScored, ProductScore, Status};
use crate::scorecard::wording::{self, labels};

/// What decided a product's score, for its row on the portfolio page.
pub(crate) fn decided(view: &ScorecardView<'_>, product: &ProductScore) -> String {
    let scope = Scope::Product(product.product);
    if let Some(reason) = product.reason {
        let first = why_not_scored(view, product, reason);
        return match missing(view, scope) {
            Some(missing) => format!("{first}: {missing}"),
            None => first,
        };
    }
    if let Some(goal) = costliest(view, scope) {
        return about(view, goal);
    }
    let all_met = view.say(Label::new("All scored goals are met", "평가된 목표 모두 달성"));
    match furthest_ahead(view, scope) {
        Some(goal) => {
            let (about, lowered) = (about(view, goal), wording::lowered(&about(view, goal)));
            in_lang!(view.lang, "{all_met}; furthest ahead: {lowered}", "{all_met}; 가장 앞선 목표: {about}")
        }
        None => all_met.to_owned(),
    }
}

/// The scored goal that is reached furthest.
pub(crate) fn furthest_ahead<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a GoalScore> {
    view.live_goals(scope)
        .filter(|goal| goal.weight.is_positive() && goal.score.is_some())
        .max_by(|left, right| left.attainment.cmp(&right.attainment))
}

pub(crate) fn why_not_scored(view: &ScorecardView<'_>, product: &ProductScore, reason: NoVerdict) -> String {
    match (&product.coverage, reason) {
        (Some(coverage), NoVerdict::CoverageTooLow) => {
            let share = figures::share(coverage).shown();
            in_lang!(view.lang, "Only {share} of the agreed weight could be scored", "합의된 가중치의 {share}만 평가됨")
        }
        _ => view.say(wording::no_verdict(reason)).to_owned(),
    }
}

/// `no figures for seat utilisation and adoption rate`: goals with weight and without a score.
pub(crate) fn missing(view: &ScorecardView<'_>, scope: Scope) -> Option<String> {
    const NAMED: usize = 2;
    let no_figure = |goal: &&GoalScore| {
        matches!(
            goal.reason,
            Some(
                NotScored::NoActual(_) | NotScored::InputMissing | NotScored::InputStale | NotScored::CannotCompute(_)
            )
        )
    };
    let all: Vec<&GoalScore> =
        view.live_goals(scope).filter(|goal| goal.weight.is_positive()).filter(no_figure).collect();
    let list = first_of(&all, NAMED, view.lang, |goal| wording::lowered(&goal_label(view, &goal.goal)))?;
    let in_no_export = |goal: &&GoalScore| {
        matches!(goal.reason, Some(NotScored::InputMissing | NotScored::NoActual(NoData::NotCovered | NoData::NoRow)))
    };
    Some(match view.lang {
        Lang::En if all.iter().all(in_no_export) => format!("no export has figures for {list}"),
        Lang::En => format!("no figures for {list}"),
        Lang::Ko => format!("자료 없음: {list}"),
    })
}

/// `a, b and 3 more`; `None` of nothing.
pub(crate) fn first_of<T>(all: &[T], most: usize, lang: Lang, name: impl Fn(&T) -> String) -> Option<String> {
    let mut names: Vec<String> = all.iter().take(most).map(name).collect();
    if let Some(more) = all.len().checked_sub(most).filter(|&more| more > 0) {
        names.push(in_lang!(lang, "{more} more", "그 밖에 {more}개"));
    }
    (!names.is_empty()).then(|| wording::list(&names, lang))
}

/// The scored goal that costs its product most; `None` when none falls short.
pub(crate) fn costliest<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a GoalScore> {
    let mut worst: Option<(Amount, &GoalScore)> = None;
    for goal in view.live_goals(scope) {
        let shortfall = weighted_shortfall(view, goal);
        if shortfall.is_positive() && worst.as_ref().is_none_or(|(most, _)| shortfall > *most) {
            worst = Some((shortfall, goal));
        }
    }
    worst.map(|(_, goal)| goal)
}

/// `Adoption rate 31.0% against 60.0% planned (-29.0 pp)`
fn about(view: &ScorecardView<'_>, goal: &GoalScore) -> String {
    let label = goal_label(view, &goal.goal);
    let Some((style, [actual, plan])) = against_plan(view, goal) else {
        return format!("{label}: {}", view.say(goal.status.label()));
    };
    let delta = figures::actual_and_plan(goal).map(|(actual, plan)| style.delta_percent(view, actual, plan).shown());
    let delta = delta.map_or_else(String::new, |delta| format!(" ({delta})"));
    in_lang!(view.lang, "{label} {actual} against {plan} planned{delta}", "{label} {actual}, 계획 {plan}{delta}")
}

/// Actual and plan as they are shown.
pub(crate) fn against_plan(view: &ScorecardView<'_>, goal: &GoalScore) -> Option<(FigureStyle, [String; 2])> {
    let (style, actual) = FigureStyle::of_goal(view, goal).zip(goal.actual.as_ref()?.value())?;
    let shown = [style.shown(actual), style.target_shown(&goal.plan.as_ref()?.target)];
    Some((style, shown))
}

pub(crate) const fn is_met(status: Status) -> bool {
    matches!(status, Status::Met | Status::Exceeded)
}

/// What became of the goals that are not met.
pub(crate) fn counts(view: &ScorecardView<'_>, at_risk: usize, missed: usize, not_scored: usize) -> String {
    let part = |number: usize, status: Status| {
        let status = wording::lowered(view.say(status.label()));
        in_lang!(view.lang, "{number} {status}", "{status} {number}")
    };
    [part(at_risk, Status::AtRisk), part(missed, Status::Missed), part(not_scored, Status::NotScored)].join(" · ")
}

/// `… of weight scored`
pub(crate) fn weight_scored(view: &ScorecardView<'_>, coverage: Option<&Amount>) -> String {
    let Some(coverage) = coverage else { return view.say(labels::NO_AGREED_GOALS).to_owned() };
    let share = figures::share(coverage).shown();
    in_lang!(view.lang, "{share} of weight scored", "가중치의 {share} 평가")
}
