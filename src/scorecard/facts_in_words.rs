//! What decided a score, in words for a cell: made of facts and of nothing else.

use super::figures::{self, Style, goal_label, weighted_shortfall};
use super::view::View;
use super::wording::{self, labels};
use crate::amount::{Amount, Unit};
use crate::lang::{Label, Lang};
use crate::metrics::{NoData, Scope};
use crate::score::{GoalScore, NoVerdict, NotScored, ProductScore, Status};

/// What decided a product's score, for its row on the portfolio page.
pub(super) fn decided(view: &View<'_>, product: &ProductScore) -> String {
    let scope = Scope::Product(product.product);
    if let Some(reason) = product.reason {
        return not_scored(view, product, reason);
    }
    if let Some(goal) = costliest(view, scope) {
        return about(view, goal);
    }
    let best = view
        .live_goals(scope)
        .filter(|goal| goal.weight.is_positive() && goal.score.is_some())
        .max_by(|left, right| left.attainment.cmp(&right.attainment));
    let all_met = view.say(Label::new("All scored goals are met", "평가된 목표 모두 달성"));
    match best {
        Some(goal) => match view.lang {
            Lang::En => format!("{all_met}; furthest ahead: {}", wording::lowered(&about(view, goal))),
            Lang::Ko => format!("{all_met}; 가장 앞선 목표: {}", about(view, goal)),
        },
        None => all_met.to_owned(),
    }
}

fn not_scored(view: &View<'_>, product: &ProductScore, reason: NoVerdict) -> String {
    let scope = Scope::Product(product.product);
    let first = match (&product.coverage, reason, view.lang) {
        (Some(coverage), NoVerdict::CoverageTooLow, Lang::En) => {
            format!("Only {} of the agreed weight could be scored", figures::share(coverage).shown())
        }
        (Some(coverage), NoVerdict::CoverageTooLow, Lang::Ko) => {
            format!("합의된 가중치의 {}만 평가됨", figures::share(coverage).shown())
        }
        _ => view.say(wording::no_verdict(reason)).to_owned(),
    };
    match missing(view, scope) {
        Some(missing) => format!("{first}: {missing}"),
        None => first,
    }
}

/// `no figures for seat utilisation and adoption rate`: goals with weight and without a score.
pub(super) fn missing(view: &View<'_>, scope: Scope) -> Option<String> {
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
    let mut names: Vec<String> =
        all.iter().take(NAMED).map(|goal| wording::lowered(&goal_label(view, &goal.goal))).collect();
    if all.is_empty() {
        return None;
    }
    if let Some(more) = all.len().checked_sub(NAMED).filter(|&more| more > 0) {
        names.push(match view.lang {
            Lang::En => format!("{more} more"),
            Lang::Ko => format!("그 밖에 {more}개"),
        });
    }
    let list = wording::list(&names, view.lang);
    let in_no_export = |goal: &&GoalScore| {
        matches!(goal.reason, Some(NotScored::InputMissing | NotScored::NoActual(NoData::NotCovered | NoData::NoRow)))
    };
    Some(match view.lang {
        Lang::En if all.iter().all(in_no_export) => format!("no export has figures for {list}"),
        Lang::En => format!("no figures for {list}"),
        Lang::Ko => format!("자료 없음: {list}"),
    })
}

/// The scored goal that costs its product most; `None` when none falls short.
pub(super) fn costliest<'a>(view: &View<'a>, scope: Scope) -> Option<&'a GoalScore> {
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
fn about(view: &View<'_>, goal: &GoalScore) -> String {
    let label = goal_label(view, &goal.goal);
    let figures = Style::of_goal(view, goal).zip(goal.actual.as_ref().and_then(|actual| actual.value()));
    let (Some((style, actual)), Some(plan)) = (figures, &goal.plan) else {
        return format!("{label}: {}", view.say(goal.status.label()));
    };
    let delta = figures::single(&plan.target).map(|plan| {
        if goal.goal.unit() == Unit::Percent {
            style.delta_shown(actual, plan)
        } else {
            style.delta_percent(view, actual, plan).shown()
        }
    });
    let delta = delta.map_or_else(String::new, |delta| format!(" ({delta})"));
    let (actual, plan) = (style.shown(actual), style.target_shown(&plan.target));
    match view.lang {
        Lang::En => format!("{label} {actual} against {plan} planned{delta}"),
        Lang::Ko => format!("{label} {actual}, 계획 {plan}{delta}"),
    }
}

pub(super) const fn is_met(status: Status) -> bool {
    matches!(status, Status::Met | Status::Exceeded)
}

/// What became of the goals that are not met.
pub(super) fn counts(view: &View<'_>, at_risk: usize, missed: usize, not_scored: usize) -> String {
    let part = |number: usize, status: Status| match view.lang {
        Lang::En => format!("{number} {}", wording::lowered(view.say(status.label()))),
        Lang::Ko => format!("{} {number}", view.say(status.label())),
    };
    [part(at_risk, Status::AtRisk), part(missed, Status::Missed), part(not_scored, Status::NotScored)].join(" · ")
}

/// `… of weight scored`
pub(super) fn weight_scored(view: &View<'_>, coverage: Option<&Amount>) -> String {
    match (coverage, view.lang) {
        (None, _) => view.say(labels::NO_AGREED_GOALS).to_owned(),
        (Some(coverage), Lang::En) => format!("{} of weight scored", figures::share(coverage).shown()),
        (Some(coverage), Lang::Ko) => format!("가중치의 {} 평가", figures::share(coverage).shown()),
    }
}
