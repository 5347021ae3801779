//! What only shows when all goals are seen together: contradictions that stop the run, and oddities worth a note.

use super::goal::{Agreement, Aim, Goal, GoalKind, Target};
use super::problem::GoalProblem;
use super::row::Entered;
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Span};
use crate::diagnostic::Finding;
use crate::facts::Catalog;
use crate::formats::Book;
use crate::metrics::Scope;
use crate::pipeline::NotAgreed;
use crate::place::Place;
use crate::schema::{Stage, Theme};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(
    entered: &[Entered],
    calendar: &FiscalCalendar,
    catalog: &Catalog,
    not_agreed: NotAgreed,
    books: &[Book],
    findings: &mut Vec<Finding>,
) {
    let goals: Vec<&Goal> = entered.iter().map(|entered| &entered.goal).collect();
    let mut report = |place: &Place, problem| findings.push(Finding::new(place.clone(), problem));
    unique(&goals, &mut report);
    supports(entered, &mut report);
    weights(entered, calendar, catalog, &mut report);
    lint_agreement(entered, calendar, &mut report);
    lint_parts(entered, calendar, &mut report);
    if not_agreed == NotAgreed::Stop {
        stop_for_proposed(entered, &mut report);
    }
    // What is missing is missing in all files together.
    let whole = match books {
        [book] => Place::File(book.source.name.clone()),
        _ => Place::Nowhere,
    };
    lint_coverage(&goals, catalog, &whole, findings);
}

fn stop_for_proposed(entered: &[Entered], report: &mut impl FnMut(&Place, GoalProblem)) {
    for Entered { goal, agreed_by, .. } in entered.iter().filter(|entered| !entered.goal.agreement.is_agreed()) {
        report(agreed_by, GoalProblem::NotAgreed { id: goal.id.clone() });
    }
}

fn unique(goals: &[&Goal], report: &mut impl FnMut(&Place, GoalProblem)) {
    let mut ids: BTreeMap<&str, &Goal> = BTreeMap::new();
    let mut aims: BTreeMap<(Scope, &str, Span), &str> = BTreeMap::new();
    for goal in goals {
        if let Some(first) = ids.get(goal.id.as_str()) {
            report(&goal.place, GoalProblem::DuplicateId { id: goal.id.clone(), first: first.place.to_string() });
            continue;
        }
        ids.insert(&goal.id, goal);
        let aim = match &goal.aim {
            Aim::Metric { metric, .. } => &metric.id,
            Aim::Milestone { name, .. } => name.as_str(),
        };
        if let Some(other) = aims.insert((goal.scope, aim, goal.span), &goal.id) {
            report(&goal.place, GoalProblem::DuplicateGoal { other: other.to_owned() });
        }
    }
}

/// Every support leads from a product goal to a business goal, so there can be no circle; where somebody has made one,
/// it is named as such.
fn supports(entered: &[Entered], report: &mut impl FnMut(&Place, GoalProblem)) {
    let of = |id: &str| entered.iter().find(|other| other.goal.id == id).map(|other| &other.goal);
    for Entered { goal, supports: place, .. } in entered {
        let Some(wanted) = &goal.supports else { continue };
        let problem = match of(wanted) {
            None => {
                let business = entered.iter().filter(|other| other.goal.kind == GoalKind::Business);
                let known = business.map(|other| other.goal.id.clone()).collect();
                GoalProblem::SupportsNothing { found: wanted.clone(), known }
            }
            Some(other) => {
                if let Some(circle) = circle(goal, of) {
                    GoalProblem::SupportsCircle { circle }
                } else if goal.kind == GoalKind::Business {
                    GoalProblem::BusinessGoalSupports { id: goal.id.clone(), found: wanted.clone() }
                } else if other.kind == GoalKind::Business {
                    continue;
                } else {
                    GoalProblem::SupportsProductGoal { found: wanted.clone() }
                }
            }
        };
        report(place, problem);
    }
}

/// The ids on the way from a goal back to itself.
fn circle<'a>(goal: &'a Goal, of: impl Fn(&str) -> Option<&'a Goal>) -> Option<Vec<String>> {
    let mut way = vec![goal.id.clone()];
    let mut next = goal.supports.as_deref();
    while let Some(id) = next {
        if id == goal.id {
            way.push(id.to_owned());
            return Some(way);
        }
        // A circle further on is that of the goals in it.
        if way.iter().any(|known| known == id) {
            return None;
        }
        way.push(id.to_owned());
        next = of(id)?.supports.as_deref();
    }
    None
}

/// A product gives weights to all its business goals of a fiscal year, or to none.
fn weights(
    entered: &[Entered],
    calendar: &FiscalCalendar,
    catalog: &Catalog,
    report: &mut impl FnMut(&Place, GoalProblem),
) {
    let mut groups: BTreeMap<(usize, i32), Vec<&Entered>> = BTreeMap::new();
    for entered in entered.iter().filter(|entered| entered.goal.kind == GoalKind::Business) {
        if let Scope::Product(product) = entered.goal.scope {
            groups.entry((product, calendar.fiscal_year(entered.goal.span.last))).or_default().push(entered);
        }
    }
    for ((product, _), goals) in groups {
        let (with, without): (Vec<&Entered>, Vec<&Entered>) =
            goals.into_iter().partition(|entered| entered.goal.weight.is_some());
        if let Some(first) = without.first().filter(|_| !with.is_empty()) {
            let product = catalog.name(product).to_owned();
            report(&first.weight, GoalProblem::WeightsIncomplete { product, with: with.len(), without: without.len() });
        }
    }
}

fn lint_agreement(entered: &[Entered], calendar: &FiscalCalendar, report: &mut impl FnMut(&Place, GoalProblem)) {
    for Entered { goal, agreed_on, .. } in entered {
        let began = calendar.first_day(goal.span.first);
        if let Agreement::Agreed { on, .. } = &goal.agreement
            && *on > began
        {
            let problem = GoalProblem::AgreedLate { id: goal.id.clone(), on: on.to_string(), began: began.to_string() };
            report(agreed_on, problem);
        }
    }
}

/// Where every period of a year has a goal of its own, they should add up to the year's.
fn lint_parts(entered: &[Entered], calendar: &FiscalCalendar, report: &mut impl FnMut(&Place, GoalProblem)) {
    let goals = || entered.iter().map(|entered| &entered.goal);
    let value = |goal: &Goal| match &goal.aim {
        Aim::Metric { metric, target: Target::Value(value) } if metric.kind().adds_up() => {
            Some((metric.id.clone(), value.clone()))
        }
        _ => None,
    };
    let is_year = |goal: &Goal| goal.span == calendar.year_span(calendar.fiscal_year(goal.span.first));
    for Entered { goal: year, target, .. } in entered.iter().filter(|entered| is_year(&entered.goal)) {
        let Some((metric, whole)) = value(year) else { continue };
        let parts: Vec<Amount> = goals()
            .filter(|goal| goal.span.len() == 1 && goal.scope == year.scope && year.span.contains(goal.span.first))
            .filter_map(|goal| value(goal).filter(|(id, _)| *id == metric).map(|(_, value)| value))
            .collect();
        let sum: Amount = parts.iter().sum();
        if parts.len() == year.span.len() && sum != whole {
            let problem =
                GoalProblem::PartsDoNotAddUp { id: year.id.clone(), parts: sum.to_string(), whole: whole.to_string() };
            report(target, problem);
        }
    }
}

/// Business goals that nothing supports, products without goals, stages without their usual goals.
fn lint_coverage(goals: &[&Goal], catalog: &Catalog, whole: &Place, findings: &mut Vec<Finding>) {
    let supported: BTreeSet<&str> = goals.iter().filter_map(|goal| goal.supports.as_deref()).collect();
    for goal in goals.iter().filter(|goal| goal.kind == GoalKind::Business && goal.metric().is_some()) {
        if !supported.is_empty() && !supported.contains(goal.id.as_str()) && goal.scope != Scope::Portfolio {
            findings.push(Finding::new(goal.place.clone(), GoalProblem::Unsupported { id: goal.id.clone() }));
        }
    }
    for (index, product) in catalog.products().iter().enumerate() {
        let name = product.name.to_string();
        let themes: BTreeSet<Theme> = goals
            .iter()
            .filter(|goal| goal.scope == Scope::Product(index))
            .filter_map(|goal| goal.metric().map(|metric| metric.theme.clone()))
            .collect();
        if themes.is_empty() {
            findings.push(Finding::new(whole.clone(), GoalProblem::NoGoals { product: name }));
            continue;
        }
        let Some(stage) = product.stage else { continue };
        for theme in usual_themes(stage).iter().filter(|theme| !themes.contains(theme)) {
            let problem = GoalProblem::UsualGoalMissing { product: name.clone(), stage, theme: theme.clone() };
            findings.push(Finding::new(whole.clone(), problem));
        }
    }
}

/// Early on it is customers and adoption that count, later retention.
const fn usual_themes(stage: Stage) -> &'static [Theme] {
    match stage {
        Stage::Launch => &[Theme::Acquisition, Theme::Adoption],
        Stage::Growth => &[Theme::Revenue, Theme::Acquisition],
        Stage::Maturity | Stage::Decline => &[Theme::Revenue, Theme::Retention],
    }
}
