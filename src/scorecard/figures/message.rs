//! The message of a page: one plain sentence that tells what the page is about, made of the facts that decided the score.
//!
//! Who reads nothing but these sentences knows which products do what was agreed, where the others fall short, where work
//! was done and the result did not follow, and what could not be measured.

use super::cells as figures;
use super::cells::goal_label;
use super::facts_in_words::{against_plan, costliest, first_of, furthest_ahead, is_met, missing, why_not_scored};
use super::view::ScorecardView;
use crate::amount::Amount;
use crate::goals::{Class, GoalKind};
use crate::lang::{Label, Lang, in_lang};
use crate::metrics::Scope;
use crate::prose;
use crate::schema::{Stage, Theme};
use crate::score::{Bands, GoalScore, LinkReading, ProductScore, Status};
use crate::scorecard::wording;

/// A sentence is said in one breath: what does not fit is left to the page.
const WORDS: usize = 30;
/// Products, or themes, that are called by name.
const NAMED: usize = 4;

/// `3 of 6 products meet their agreed goals: SpineGuide exceeds them; PulseHome (adoption) and LabRelay (keeping
/// customers) miss them; OrthoKit cannot be scored.`
pub(crate) fn portfolio(view: &ScorecardView<'_>) -> String {
    let products = &view.scores.products;
    let met = products.iter().filter(|product| is_met(product.verdict)).count();
    let first = match view.lang {
        Lang::En => {
            let verb = if met == 1 { "meets its" } else { "meet their" };
            format!("{met} of {} {verb} agreed goals", prose::count(products.len(), "product"))
        }
        Lang::Ko => format!("제품 {}개 중 {met}개가 합의된 목표를 달성", products.len()),
    };
    // The most telling come first: what is lost, what is not known, what is better than agreed.
    let said = [Status::Missed, Status::NotScored, Status::Exceeded, Status::AtRisk];
    let clauses: Vec<String> = said.into_iter().filter_map(|verdict| with_verdict(view, verdict)).collect();
    in_one_breath(&[first], &clauses, view.lang)
}

/// The products of one verdict, those that fall short with the theme that costs them most; the lowest first.
fn with_verdict(view: &ScorecardView<'_>, verdict: Status) -> Option<String> {
    let mut products: Vec<&ProductScore> = view.scores.products.iter().filter(|p| p.verdict == verdict).collect();
    products.sort_by(|left, right| left.score.cmp(&right.score));
    let name = |product: &&ProductScore| {
        let name = view.scope_name(Scope::Product(product.product));
        match short_themes(view, product).first() {
            Some(theme) if matches!(verdict, Status::Missed | Status::AtRisk) => format!("{name} ({theme})"),
            _ => name.to_owned(),
        }
    };
    let is_one = products.len() == 1;
    let list = first_of(&products, NAMED, view.lang, name)?;
    Some(match (view.lang, verdict) {
        (Lang::En, Status::Missed) => format!("{list} {}", if is_one { "misses them" } else { "miss them" }),
        (Lang::En, Status::AtRisk) => format!("{list} {} at risk", if is_one { "is" } else { "are" }),
        (Lang::En, Status::Exceeded) => format!("{list} {} them", if is_one { "exceeds" } else { "exceed" }),
        (Lang::En, _) => format!("{list} cannot be scored"),
        (Lang::Ko, verdict) => format!("{}: {list}", view.say(verdict.label())),
    })
}

/// The message of a product's page, or of the page of the goals for the whole portfolio.
pub(crate) fn product(view: &ScorecardView<'_>, scope: Scope) -> String {
    let Some(product) = view.product_score(scope) else {
        return in_one_breath(&[counted(view, scope)], &short(view, scope).into_iter().collect::<Vec<_>>(), view.lang);
    };
    let head = head(view, product);
    let (first, further) = match product.verdict {
        Status::Missed | Status::AtRisk => below(view, scope, product),
        Status::NotScored | Status::NotDue => not_scored(view, scope, product),
        Status::Met | Status::Exceeded => above(view, scope),
    };
    in_one_breath(&[head, first], &further, view.lang)
}

/// `✕ Missed at 51`
fn head(view: &ScorecardView<'_>, product: &ProductScore) -> String {
    let word = format!("{} {}", product.verdict.sign(), view.say(product.verdict.label()));
    match &product.score {
        Some(score) if product.verdict.is_scored() => {
            let score = figures::score_shown(view, score);
            in_lang!(view.lang, "{word} at {score}", "{word} {score}점")
        }
        _ => word,
    }
}

/// Where it falls short, by how much where that costs most, and whether the work for it was done.
fn below(view: &ScorecardView<'_>, scope: Scope, product: &ProductScore) -> (String, Vec<String>) {
    let themes = short_themes(view, product);
    let goal = costliest(view, scope).or_else(|| first_missed(view, scope));
    let Some(goal) = goal.filter(|_| !themes.is_empty()) else {
        return (counted(view, scope), short(view, scope).into_iter().collect());
    };
    let list = wording::list(&themes, view.lang);
    let is_launch = product_stage(view, scope) == Some(Stage::Launch);
    let figures = figures_of(view, goal);
    let first = match view.lang {
        Lang::En => {
            let who = if is_launch { "the launch falls short on" } else { "falls short on" };
            let most = if themes.len() > 1 { ", most on" } else { ":" };
            format!("{who} {list}{most} {figures}")
        }
        Lang::Ko => {
            let who = if is_launch { "출시 제품, " } else { "" };
            format!("{who}{list} 부족, 가장 큰 부족은 {figures}")
        }
    };
    let mut further = Vec::new();
    if view.scores.link(goal) == Some(LinkReading::InDoubt) {
        further.push(view.say(Label::new("yet its product goal is met", "이를 위한 제품 목표는 달성")).to_owned());
    }
    // Money that still comes in hides what is being lost.
    let is_hidden = !themes.contains(&wording::lowered(view.say(Theme::Revenue.label())));
    if let Some(revenue) = figures::revenue_goal(view, scope).filter(|goal| is_hidden && goal.status != Status::Missed)
        && let Some(reached) = &revenue.attainment
        && revenue.status.is_scored()
    {
        let reached = figures::banded(&Bands::of_goal(&revenue.goal, view.scoring), reached).shown(reached);
        further.push(in_lang!(view.lang, "revenue still at {reached}", "매출은 아직 목표의 {reached}"));
    }
    (first, further)
}

fn above(view: &ScorecardView<'_>, scope: Scope) -> (String, Vec<String>) {
    let counted = counted(view, scope);
    if let Some(goal) = short(view, scope) {
        return (counted, vec![goal]);
    }
    let best = furthest_ahead(view, scope).map(|goal| figures_of(view, goal));
    let ahead = best.map(|best| in_lang!(view.lang, "furthest ahead on {best}", "가장 앞선 목표는 {best}"));
    (counted, ahead.into_iter().collect())
}

fn not_scored(view: &ScorecardView<'_>, scope: Scope, product: &ProductScore) -> (String, Vec<String>) {
    let first = match product.reason {
        Some(reason) => wording::lowered(&why_not_scored(view, product, reason)),
        None => counted(view, scope),
    };
    (first, missing(view, scope).into_iter().collect())
}

/// `5 of 6 business goals are met`
fn counted(view: &ScorecardView<'_>, scope: Scope) -> String {
    let business = |goal: &&GoalScore| goal.goal.kind == GoalKind::Business;
    let live: Vec<&GoalScore> = view.live_goals(scope).filter(business).collect();
    let met = live.iter().filter(|goal| is_met(goal.status)).count();
    let all = live.len();
    match view.lang {
        Lang::En if all == 0 => "no business goal is live".to_owned(),
        Lang::Ko if all == 0 => "진행 중인 사업 목표 없음".to_owned(),
        Lang::En if met == all && all > 1 => format!("all {} are met", prose::count(all, "business goal")),
        Lang::En => format!("{met} of {} met", prose::count(all, "business goal")),
        Lang::Ko if met == all => format!("사업 목표 {all}개 모두 달성"),
        Lang::Ko => format!("사업 목표 {all}개 중 {met}개 달성"),
    }
}

/// The goal that costs most, or else the first that is missed though it costs nothing.
fn short(view: &ScorecardView<'_>, scope: Scope) -> Option<String> {
    let goal = costliest(view, scope).or_else(|| first_missed(view, scope))?;
    let most = figures_of(view, goal);
    Some(in_lang!(view.lang, "most is lost on {most}", "가장 큰 부족은 {most}"))
}

fn first_missed<'a>(view: &ScorecardView<'a>, scope: Scope) -> Option<&'a GoalScore> {
    view.live_goals(scope).find(|goal| goal.status == Status::Missed && goal.goal.class == Class::Committed)
}

/// `adoption rate, 11.6% against 28.3% planned`
fn figures_of(view: &ScorecardView<'_>, goal: &GoalScore) -> String {
    let label = wording::lowered(&goal_label(view, &goal.goal));
    let Some((_, [actual, plan])) = against_plan(view, goal) else {
        return format!("{label} ({})", wording::lowered(view.say(goal.status.label())));
    };
    in_lang!(view.lang, "{label}, {actual} against {plan} planned", "{label} {actual}(계획 {plan})")
}

/// What a product falls short on, the costliest first: the themes that are missed, or where none is, those at risk.
fn short_themes(view: &ScorecardView<'_>, product: &ProductScore) -> Vec<String> {
    let cost = |theme: &crate::score::ThemeScore| {
        theme.score.as_ref().map(|score| &theme.weight * &(&Amount::from(100_i64) - score))
    };
    let with = |status: Status| {
        let mut themes: Vec<_> = product.themes.iter().filter(|theme| theme.status == status).collect();
        themes.sort_by_key(|theme| std::cmp::Reverse(cost(theme)));
        themes
    };
    let missed = with(Status::Missed);
    let themes = if missed.is_empty() { with(Status::AtRisk) } else { missed };
    themes.iter().take(NAMED).map(|theme| wording::lowered(view.say(plainly(&theme.theme)))).collect()
}

/// A theme as people say it in a sentence.
fn plainly(theme: &Theme) -> Label<&str> {
    match theme {
        Theme::Acquisition => Label::new("New customers", "신규 고객"),
        Theme::Usage => Label::new("Use", "사용"),
        Theme::Retention => Label::new("Keeping customers", "고객 유지"),
        Theme::Launch => Label::new("Launch dates", "출시 일정"),
        Theme::Expansion => Label::new("Selling more to customers", "추가 판매"),
        other => other.label(),
    }
}

fn product_stage(view: &ScorecardView<'_>, scope: Scope) -> Option<Stage> {
    let Scope::Product(product) = scope else { return None };
    view.products.get(product)?.stage
}

/// The first parts after a colon each, then as many of the others as fit.
fn in_one_breath(first: &[String], further: &[String], lang: Lang) -> String {
    let mut text = first.join(": ");
    let mut clauses = 0;
    for clause in further {
        let sign = if first.len() == 1 && clauses == 0 && lang == Lang::En { ": " } else { "; " };
        let longer = format!("{text}{sign}{clause}");
        if longer.split_whitespace().count() <= WORDS {
            text = longer;
            clauses += 1;
        }
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) => format!("{}{}.", letter.to_uppercase(), letters.as_str()),
        None => text,
    }
}

#[cfg(test)]
mod tests;
