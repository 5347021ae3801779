//! What only shows when all goals are seen together: contradictions that stop the run, and oddities worth a note.

use super::problem::GoalProblem;
use super::{Agreement, Aim, Goal, GoalKind, Target};
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Span};
use crate::diagnostic::Finding;
use crate::facts::{Catalog, Stage};
use crate::metrics::{Scope, Theme};
use crate::pipeline::NotAgreed;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(
    goals: &[Goal],
    calendar: &FiscalCalendar,
    catalog: &Catalog,
    not_agreed: NotAgreed,
    file: &str,
    findings: &mut Vec<Finding>,
) {
    let mut report = |goal: &Goal, problem| findings.push(Finding::new(goal.place.clone(), problem));
    unique(goals, &mut report);
    supports(goals, &mut report);
    weights(goals, calendar, catalog, &mut report);
    lint_agreement(goals, calendar, &mut report);
    lint_parts(goals, calendar, &mut report);
    lint_coverage(goals, catalog, file, findings);
    let proposed = goals.iter().filter(|goal| !goal.agreement.is_agreed()).count();
    if not_agreed == NotAgreed::Stop && proposed > 0 {
        findings.push(Finding::new(Place::File(file.into()), GoalProblem::NotAgreed { goals: proposed }));
    }
}

fn unique(goals: &[Goal], report: &mut impl FnMut(&Goal, GoalProblem)) {
    let mut ids: BTreeMap<&str, &Goal> = BTreeMap::new();
    let mut aims: BTreeMap<(Scope, &str, Span), &str> = BTreeMap::new();
    for goal in goals {
        if let Some(first) = ids.get(goal.id.as_str()) {
            report(goal, GoalProblem::DuplicateId { id: goal.id.clone(), first: first.place.to_string() });
            continue;
        }
        ids.insert(&goal.id, goal);
        let aim = match &goal.aim {
            Aim::Metric { metric, .. } => metric.id,
            Aim::Milestone { name, .. } => name,
        };
        if let Some(other) = aims.insert((goal.scope, aim, goal.span), &goal.id) {
            report(goal, GoalProblem::DuplicateGoal { other: other.to_owned() });
        }
    }
}

/// Every support leads to a business goal. Business goals support nothing, so there can be no circle.
fn supports(goals: &[Goal], report: &mut impl FnMut(&Goal, GoalProblem)) {
    for goal in goals {
        let Some(wanted) = &goal.supports else { continue };
        match goals.iter().find(|other| other.id == *wanted) {
            None => {
                let business = goals.iter().filter(|other| other.kind == GoalKind::Business);
                let known = business.map(|other| other.id.clone()).collect();
                report(goal, GoalProblem::SupportsNothing { found: wanted.clone(), known });
            }
            Some(other) if other.kind != GoalKind::Business || goal.kind == GoalKind::Business => {
                report(goal, GoalProblem::SupportsProductGoal { found: wanted.clone() });
            }
            Some(_) => {}
        }
    }
}

/// A product gives weights to all its business goals of a fiscal year, or to none.
fn weights(goals: &[Goal], calendar: &FiscalCalendar, catalog: &Catalog, report: &mut impl FnMut(&Goal, GoalProblem)) {
    let mut groups: BTreeMap<(usize, i32), Vec<&Goal>> = BTreeMap::new();
    for goal in goals.iter().filter(|goal| goal.kind == GoalKind::Business) {
        if let Scope::Product(product) = goal.scope {
            groups.entry((product, calendar.fiscal_year(goal.span.last))).or_default().push(goal);
        }
    }
    for ((product, _), goals) in groups {
        let (with, without): (Vec<&Goal>, Vec<&Goal>) = goals.into_iter().partition(|goal| goal.weight.is_some());
        if let Some(first) = without.first().filter(|_| !with.is_empty()) {
            let product = catalog.name(product).to_owned();
            report(first, GoalProblem::WeightsIncomplete { product, with: with.len(), without: without.len() });
        }
    }
}

fn lint_agreement(goals: &[Goal], calendar: &FiscalCalendar, report: &mut impl FnMut(&Goal, GoalProblem)) {
    for goal in goals {
        let began = calendar.first_day(goal.span.first);
        if let Agreement::Agreed { on, .. } = &goal.agreement
            && *on > began
        {
            let problem = GoalProblem::AgreedLate { id: goal.id.clone(), on: on.to_string(), began: began.to_string() };
            report(goal, problem);
        }
    }
}

/// Where every period of a year has a goal of its own, they should add up to the year's.
fn lint_parts(goals: &[Goal], calendar: &FiscalCalendar, report: &mut impl FnMut(&Goal, GoalProblem)) {
    let value = |goal: &Goal| match &goal.aim {
        Aim::Metric { metric, target: Target::Value(value) } if metric.kind.adds_up() => {
            Some((metric.id, value.clone()))
        }
        _ => None,
    };
    for year in goals.iter().filter(|goal| goal.span == calendar.year_span(calendar.fiscal_year(goal.span.first))) {
        let Some((metric, whole)) = value(year) else { continue };
        let parts: Vec<Amount> = goals
            .iter()
            .filter(|goal| goal.span.len() == 1 && goal.scope == year.scope && year.span.contains(goal.span.first))
            .filter_map(|goal| value(goal).filter(|(id, _)| *id == metric).map(|(_, value)| value))
            .collect();
        let sum: Amount = parts.iter().sum();
        if parts.len() == year.span.len() && sum != whole {
            let problem =
                GoalProblem::PartsDoNotAddUp { id: year.id.clone(), parts: sum.to_string(), whole: whole.to_string() };
            report(year, problem);
        }
    }
}

/// Business goals that nothing supports, products without goals, stages without their usual goals.
fn lint_coverage(goals: &[Goal], catalog: &Catalog, file: &str, findings: &mut Vec<Finding>) {
    let supported: BTreeSet<&str> = goals.iter().filter_map(|goal| goal.supports.as_deref()).collect();
    for goal in goals.iter().filter(|goal| goal.kind == GoalKind::Business && goal.metric().is_some()) {
        if !supported.is_empty() && !supported.contains(goal.id.as_str()) && goal.scope != Scope::Portfolio {
            findings.push(Finding::new(goal.place.clone(), GoalProblem::Unsupported { id: goal.id.clone() }));
        }
    }
    let place = Place::File(file.into());
    for (index, product) in catalog.products().iter().enumerate() {
        let name = product.name.to_string();
        let themes: BTreeSet<Theme> = goals
            .iter()
            .filter(|goal| goal.scope == Scope::Product(index))
            .filter_map(|goal| goal.metric().map(|metric| metric.theme))
            .collect();
        if themes.is_empty() {
            findings.push(Finding::new(place.clone(), GoalProblem::NoGoals { product: name }));
            continue;
        }
        let Some(stage) = product.stage else { continue };
        for theme in usual_themes(stage).iter().filter(|theme| !themes.contains(theme)) {
            let problem =
                GoalProblem::UsualGoalMissing { product: name.clone(), stage: stage.slug(), theme: theme.slug() };
            findings.push(Finding::new(place.clone(), problem));
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
