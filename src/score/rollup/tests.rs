//! What must hold for any goals: of weights only their proportion counts, and what has no figures is left out.

use super::*;
use crate::calendar::{Period, Span};
use crate::goals::{Agreement, Aim, Goal};
use crate::place::Place;
use crate::score::{MonthFigures, Partial};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A live agreed goal with a weight and a score, both in ones.
fn goal(kind: GoalKind, class: Class, weight: i64, score: Option<i64>) -> GoalScore {
    let period = Period::from_serial(24_310);
    let metric = registry::find("revenue").unwrap();
    let scoring = Scoring::default();
    let attainment = score.map(|score| Amount::ratio(score, 100).unwrap());
    let status = attainment.as_ref().map_or(Status::NotScored, |reached| Bands::of(class, &scoring).status(reached));
    GoalScore {
        goal: Goal {
            id: "G".to_owned(),
            scope: Scope::Product(0),
            aim: Aim::Milestone { name: "M".to_owned(), due: "2026-06-30".parse().unwrap() },
            span: Span::of(period),
            baseline: None,
            floor: None,
            stretch: None,
            phasing: None,
            weight: Some(Amount::from(weight)),
            kind,
            supports: None,
            class,
            owner: None,
            agreement: Agreement::Agreed { by: "Kim".to_owned(), on: "2025-12-01".parse().unwrap() },
            change_reason: None,
            bands: crate::goals::OwnBands::default(),
            note: None,
            place: Place::Nowhere,
        },
        theme: Some(metric.theme),
        liveness: Liveness::Live,
        window: Window::Period,
        at: period,
        actual: None,
        prior_year: None,
        plan: None,
        score: score.map(Amount::from),
        attainment,
        status,
        weight: Amount::from(weight),
        reason: None,
        plan_by_period: BTreeMap::new(),
        month: MonthFigures::default(),
        landing: None,
        limits: None,
        partial: Partial::No,
    }
}

fn business(weight: i64, score: Option<i64>) -> GoalScore {
    goal(GoalKind::Business, Class::Committed, weight, score)
}

fn mean_of(goals: &[GoalScore]) -> (Option<Amount>, Option<Amount>) {
    let Mean { score, scored, all } = mean(goals.iter());
    (score, scored.checked_div(&all))
}

fn ratio(numerator: i64, denominator: i64) -> Option<Amount> {
    Amount::ratio(numerator, denominator)
}

#[test]
fn weights_2_and_3_on_40_and_20_make_28() {
    assert_eq!(mean_of(&[business(2, Some(40)), business(3, Some(20))]), (ratio(28, 1), ratio(1, 1)));
}

#[test]
fn of_weights_40_30_30_the_last_not_scored_the_mean_is_over_70_and_the_coverage_70_percent() {
    let goals = [business(40, Some(100)), business(30, Some(30)), business(30, None)];
    assert_eq!(mean_of(&goals), (ratio(4_900, 70), ratio(70, 100)));
}

#[track_caller]
fn check(goals: &[GoalScore], expected: Verdict) {
    let counted: Vec<&GoalScore> = goals.iter().collect();
    let score = mean(goals.iter()).score.unwrap();
    assert_eq!(verdict(&score, &counted, &Scoring::default()), expected);
}

#[test]
fn a_missed_committed_business_goal_binds_the_verdict_also_without_weight() {
    let product = |weight, score| goal(GoalKind::Product, Class::Committed, weight, Some(score));
    let aspirational = |score| goal(GoalKind::Business, Class::Aspirational, 0, Some(score));
    check(&[business(9, Some(110))], Status::Exceeded);
    check(&[business(9, Some(110)), business(1, Some(50))], Status::AtRisk);
    check(&[business(9, Some(110)), business(0, Some(50))], Status::AtRisk);
    check(&[business(9, Some(110)), business(0, Some(95))], Status::Met);
    check(&[business(9, Some(110)), business(0, None)], Status::Met);
    check(&[business(9, Some(80)), business(0, Some(50))], Status::Missed);
    check(&[business(9, Some(110)), aspirational(10)], Status::Exceeded);
    check(&[business(9, Some(110)), product(0, 10)], Status::Exceeded);
    check(&[business(99, Some(110)), product(1, 10)], Status::AtRisk);
}

fn goals() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    proptest::collection::vec((0_i64..50, proptest::option::of(0_i64..=120)), 1..8)
}

proptest! {
    #[test]
    fn weights_scaled_by_any_factor_change_nothing(goals in goals(), factor in 1_i64..1_000, part in 1_i64..1_000) {
        let scaled = |goal: &GoalScore| {
            GoalScore { weight: &goal.weight * &Amount::ratio(factor, part).unwrap(), ..goal.clone() }
        };
        let goals: Vec<GoalScore> = goals.into_iter().map(|(weight, score)| business(weight, score)).collect();
        let others: Vec<GoalScore> = goals.iter().map(scaled).collect();
        prop_assert_eq!(mean_of(&goals), mean_of(&others));
        if let Some(score) = mean(goals.iter()).score {
            let judged = |goals: &[GoalScore]| verdict(&score, &goals.iter().collect::<Vec<_>>(), &Scoring::default());
            prop_assert_eq!(judged(&goals), judged(&others));
        }
    }

    #[test]
    fn a_goal_without_data_changes_the_coverage_and_not_the_score(goals in goals(), weight in 1_i64..50) {
        let mut goals: Vec<GoalScore> = goals.into_iter().map(|(weight, score)| business(weight, score)).collect();
        let (score, coverage) = mean_of(&goals);
        goals.push(business(weight, None));
        let (with_gap, covered) = mean_of(&goals);
        prop_assert_eq!(score, with_gap);
        if let (Some(coverage), Some(covered)) = (coverage, covered) {
            prop_assert!(covered < coverage || coverage.is_zero());
        }
    }
}
