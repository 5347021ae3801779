//! Which goals ask for a decision, and which comes first.

use super::*;
use crate::calendar::{Period, Span, Window};
use crate::goals::{Agreement, Class, Goal, GoalKind};
use crate::metrics::{Better, Figure, Measured, Scope, registry};
use crate::place::Place;
use crate::score::Since;
use crate::score::signals;
use crate::score::{Method, MonthFigures, NoVerdict, Partial, Plan, PortfolioScore, StatusCounts};
use std::collections::BTreeMap;

fn amount(text: &str) -> Amount {
    Amount::parse_plain(text).unwrap()
}

/// A live agreed goal of weight 1 whose plan to date is its target.
fn goal(id: &str, metric: &str, target: &str, actual: &str) -> GoalScore {
    let metric = registry::find(metric).unwrap();
    let (target, actual) = (amount(target), amount(actual));
    let plan = Plan { target: Target::Value(target.clone()), baseline: None, floor: None, stretch: None };
    let reached = crate::score::attainment::attainment(&actual, &plan, metric.better).unwrap();
    let span = Span::of(Period::from_serial(24_310));
    GoalScore {
        goal: Goal {
            id: id.to_owned(),
            scope: Scope::Product(0),
            aim: Aim::Metric { metric, target: Target::Value(target) },
            span,
            baseline: None,
            floor: None,
            stretch: None,
            phasing: None,
            weight: None,
            kind: GoalKind::Business,
            supports: None,
            class: Class::Committed,
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
        at: span.last,
        actual: Some(Measured { span, outcome: Ok(Figure::plain(actual)), basis: None }),
        prior_year: None,
        plan: Some(plan),
        status: Bands::of(Class::Committed, &Scoring::default()).status(&reached),
        score: Some(&reached * &Amount::from(100_i64)),
        attainment: Some(reached),
        weight: Amount::one(),
        reason: None,
        plan_by_period: BTreeMap::new(),
        month: MonthFigures::default(),
        landing: None,
        limits: None,
        partial: Partial::No,
    }
}

fn landing(value: &str, reached: &str, reachable: &str) -> Landing {
    Landing {
        value: amount(value),
        low: amount(value),
        high: amount(value),
        method: Method::RunRate,
        is_interval: false,
        past_error: None,
        attainment: Some(amount(reached)),
        reachable: Some(amount(reachable)),
        required: None,
        methods: Vec::new(),
    }
}

/// `id: causes at stake` of every decision.
fn decided(goals: Vec<GoalScore>, scoring: &Scoring) -> Vec<String> {
    let portfolio = PortfolioScore {
        score: None,
        verdict: Status::NotScored,
        coverage: None,
        themes: Vec::new(),
        counts: StatusCounts::default(),
        reason: Some(NoVerdict::NoProductScored),
    };
    let as_of = Period::from_serial(24_310);
    let scores = Scores { as_of, goals: goals.into(), products: Vec::new(), portfolio, since: Since::default() };
    let shown = |decision: &Decision<'_>| {
        let stake = decision.at_stake.as_ref().map_or_else(|| "-".to_owned(), Amount::to_string);
        format!("{}: {:?} {stake}", decision.goal.goal.id, decision.causes)
    };
    scores.decisions(scoring).iter().map(shown).collect()
}

#[track_caller]
fn check(goal: GoalScore, expected: &[&str]) {
    assert_eq!(decided(vec![goal], &Scoring::default()), expected);
}

#[test]
fn missed_and_at_risk_goals_ask_for_a_decision_and_met_ones_do_not() {
    check(goal("A", "revenue", "100", "80"), &["A: [Missed] 20"]);
    check(goal("A", "revenue", "100", "95"), &["A: [AtRisk] 5"]);
    check(goal("A", "revenue", "100", "101"), &[]);
    check(goal("A", "acquisition_cost", "100", "120"), &["A: [Missed] -"]);
}

#[test]
fn a_gap_too_small_in_share_or_in_size_is_none() {
    check(goal("A", "revenue", "1000", "995"), &[]);
    check(goal("A", "revenue", "1000", "990"), &["A: [AtRisk] 10"]);
    // 1.1 % of the goal, and less than half a point.
    check(goal("A", "adoption_rate", "0.4", "0.3956"), &[]);
    check(goal("A", "adoption_rate", "0.4", "0.395"), &["A: [AtRisk] -"]);
    let mut scoring = Scoring::default();
    scoring.material.money = amount("25");
    assert!(decided(vec![goal("A", "revenue", "100", "80")], &scoring).is_empty());
}

#[test]
fn a_landing_below_at_risk_counts_when_its_past_error_does_not_lift_it() {
    let with = |landing| GoalScore { landing: Some(landing), ..goal("A", "revenue", "100", "101") };
    check(with(landing("85", "0.85", "0.89")), &["A: [LandsBelow] 15"]);
    check(with(landing("85", "0.85", "0.90")), &[]);
    check(with(landing("95", "0.95", "0.95")), &[]);
}

#[test]
fn a_signal_on_the_bad_side_counts_and_one_on_the_good_side_does_not() {
    let with = |last: &str, better| {
        let figures: Vec<Amount> = "50 51 50 51 50 51 50 51 50".split(' ').chain([last]).map(amount).collect();
        GoalScore { limits: signals::limits(&figures, better), ..goal("A", "active_users", "100", "101") }
    };
    check(with("30", Better::Higher), &["A: [BadSignal] -"]);
    check(with("70", Better::Higher), &[]);
    check(with("70", Better::Lower), &["A: [BadSignal] -"]);
}

#[test]
fn proposed_and_closed_goals_ask_for_nothing() {
    let mut proposed = goal("A", "revenue", "100", "50");
    proposed.goal.agreement = Agreement::Proposed;
    check(proposed, &[]);
    check(GoalScore { liveness: Liveness::Closed, ..goal("A", "revenue", "100", "50") }, &[]);
}

#[test]
fn the_most_money_comes_first_and_then_what_costs_the_score_most() {
    let goals = vec![
        goal("users", "active_users", "100", "60"),
        goal("small", "revenue", "100", "80"),
        goal("adoption", "adoption_rate", "0.5", "0.1"),
        goal("large", "expansion_revenue", "1000", "880"),
    ];
    let expected = ["large: [Missed] 120", "small: [Missed] 20", "adoption: [Missed] -", "users: [Missed] -"];
    assert_eq!(decided(goals, &Scoring::default()), expected);
}
