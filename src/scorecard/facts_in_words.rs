//! The sentences of the pages, each made of facts that decided a score and of nothing else.

use super::figures::{self, Style, goal_label, weighted_shortfall};
use super::view::View;
use super::wording::{self, labels};
use crate::amount::{Amount, Unit};
use crate::goals::GoalKind;
use crate::lang::{Label, Lang};
use crate::metrics::Scope;
use crate::prose;
use crate::score::{GoalScore, NoVerdict, NotScored, ProductScore, Status};

/// `3 of 6 products meet their agreed goals; PulseHome is missed at 51, furthest below on adoption; …`
pub(super) fn portfolio(view: &View<'_>) -> String {
    let products = &view.scores.products;
    let name = |product: &ProductScore| view.scope_name(Scope::Product(product.product)).to_owned();
    let met = products.iter().filter(|product| is_met(product.verdict)).count();
    let unscored: Vec<String> = products.iter().filter(|product| !product.verdict.is_scored()).map(name).collect();
    let worst = products
        .iter()
        .filter(|product| matches!(product.verdict, Status::Missed | Status::AtRisk))
        .filter_map(|product| Some((product, product.score.as_ref()?)))
        .min_by(|(_, left), (_, right)| left.cmp(right));
    let mut parts = vec![match view.lang {
        Lang::En => {
            let verb = if met == 1 { "meets its" } else { "meet their" };
            format!("{met} of {} {verb} agreed goals", prose::count(products.len(), "product"))
        }
        Lang::Ko => format!("제품 {}개 중 {met}개가 합의된 목표를 달성", products.len()),
    }];
    parts.extend(worst.map(|(product, score)| lowest(view, product, score)));
    if !unscored.is_empty() {
        let list = wording::list(&unscored, view.lang);
        parts.push(match view.lang {
            Lang::En => format!("{list} cannot be scored"),
            Lang::Ko => format!("평가 불가: {list}"),
        });
    }
    sentence(&parts)
}

fn lowest(view: &View<'_>, product: &ProductScore, reached: &Amount) -> String {
    let scope = Scope::Product(product.product);
    let (name, reached) = (view.scope_name(scope), figures::score_shown(view, reached));
    let theme = costliest(view, scope).and_then(|goal| goal.theme).map(|theme| view.say(theme.label()));
    let verdict = view.say(product.verdict.label());
    match view.lang {
        Lang::En => {
            let theme = theme.map_or_else(String::new, |t| format!(", furthest below on {}", wording::lowered(t)));
            format!("{name} is {} at {reached}{theme}", wording::lowered(verdict))
        }
        Lang::Ko => {
            let theme = theme.map_or_else(String::new, |t| format!(", 가장 부족한 부문은 {t}"));
            format!("{name} {reached}점 {verdict}{theme}")
        }
    }
}

/// The message of a product's page: verdict, how many goals are met, and what costs most.
pub(super) fn product(view: &View<'_>, scope: Scope) -> String {
    let business = |goal: &&GoalScore| goal.goal.kind == GoalKind::Business;
    let live: Vec<&GoalScore> = view.live_goals(scope).filter(business).collect();
    let met = live.iter().filter(|goal| is_met(goal.status)).count();
    let mut parts = Vec::new();
    if let Some(product) = view.product_score(scope) {
        parts.push(verdict(view, product));
    }
    parts.push(match view.lang {
        Lang::En if live.is_empty() => "no business goal is live".to_owned(),
        Lang::Ko if live.is_empty() => "진행 중인 사업 목표 없음".to_owned(),
        Lang::En => format!("{met} of {} met", prose::count(live.len(), "business goal")),
        Lang::Ko => format!("사업 목표 {}개 중 {met}개 달성", live.len()),
    });
    let reason = match costliest(view, scope) {
        Some(goal) => Some(match view.lang {
            Lang::En => format!("most is lost on {}", wording::lowered(&about(view, goal))),
            Lang::Ko => format!("가장 큰 부족분: {}", about(view, goal)),
        }),
        None => missing(view, scope),
    };
    parts.extend(reason);
    sentence(&parts)
}

fn verdict(view: &View<'_>, product: &ProductScore) -> String {
    let word = format!("{} {}", product.verdict.sign(), view.say(product.verdict.label()));
    match &product.score {
        Some(score) if product.verdict.is_scored() => {
            let score = figures::score_shown(view, score);
            match view.lang {
                Lang::En => format!("{word}, score {score}"),
                Lang::Ko => format!("{word}, {score}점"),
            }
        }
        _ => word,
    }
}

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
fn missing(view: &View<'_>, scope: Scope) -> Option<String> {
    const NAMED: usize = 2;
    let no_figure = |goal: &&GoalScore| {
        matches!(goal.reason, Some(NotScored::NoActual(_) | NotScored::InputMissing | NotScored::CannotCompute(_)))
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
    Some(match view.lang {
        Lang::En => format!("no figures for {list}"),
        Lang::Ko => format!("자료 없음: {list}"),
    })
}

/// The scored goal that costs its product most; `None` when none falls short.
fn costliest<'a>(view: &View<'a>, scope: Scope) -> Option<&'a GoalScore> {
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

/// What a business goal and its supporters tell together; `None` unless all of them are scored.
pub(super) fn reading(view: &View<'_>, goal: Status, supporters: &[Status]) -> Option<String> {
    if supporters.is_empty() || !goal.is_scored() || !supporters.iter().all(|status| status.is_scored()) {
        return None;
    }
    let supported = supporters.iter().all(|&status| is_met(status));
    let label = match (supported, is_met(goal)) {
        (true, true) => {
            Label::new("Supported and met: the link works", "제품 목표와 사업 목표 모두 달성: 연결이 작동함")
        }
        (true, false) => Label::new(
            "The supporting work was done and the result did not follow: the link is in doubt",
            "제품 목표는 달성했으나 성과가 따르지 않음: 연결 재검토 필요",
        ),
        (false, true) => Label::new("Met without all the support planned", "계획한 제품 목표 없이 사업 목표 달성"),
        (false, false) => {
            Label::new("Not delivered: support and result are both short", "제품 목표와 사업 목표 모두 미달")
        }
    };
    Some(view.say(label).to_owned())
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

fn sentence(parts: &[String]) -> String {
    let text = parts.join("; ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => text,
    }
}
