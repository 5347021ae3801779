//! Which goals ask for a decision, and which comes first.

use super::*;
use crate::amount::amount;
use crate::calendar::{Period, Span, Window};
use crate::goals::{Agreement, Class, Goal};
use crate::metrics::{Figure, Measured, registry};
use crate::schema::Better;
use crate::score::ChangesSince;
use crate::score::signals;
use crate::score::{Method, NoVerdict, Plan, ScopeScore, StatusCounts};

/// A live agreed goal of weight 1 whose plan to date is its target.
fn goal(id: &str, metric: &str, target: &str, actual: &str) -> GoalScore {
    let metric = registry::find(metric).unwrap();
    let (target, actual) = (amount(target), amount(actual));
    let plan = Plan { target: Target::Value(target.clone()), baseline: None, floor: None, stretch: None };
    let reached = crate::score::attainment::attainment(&actual, &plan, metric.better).unwrap();
    let span = Span::of(Period::from_serial(24_310));
    let agreed = Goal::sample(id, Aim::Metric { metric: metric.into(), target: Target::Value(target) }, span);
    GoalScore {
        actual: Some(Measured { span, outcome: Ok(Figure::plain(actual)), basis: None }),
        plan: Some(plan),
        status: Bands::of(Class::Committed, &Scoring::default()).status(&reached),
        score: Some(&reached * &Amount::from(100_i64)),
        attainment: Some(reached),
        weight: Amount::one(),
        ..GoalScore::unscored(agreed, Window::Period, span.last)
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

fn scores(goals: Vec<GoalScore>) -> Scores {
    let portfolio = ScopeScore {
        score: None,
        verdict: Status::NotScored,
        coverage: None,
        themes: Vec::new(),
        counts: StatusCounts::default(),
        reason: Some(NoVerdict::NoProductScored),
    };
    let as_of = Period::from_serial(24_310);
    Scores { as_of, goals: goals.into(), products: Vec::new(), portfolio, since: ChangesSince::default() }
}

/// `id: causes at stake` of every decision.
fn decided(goals: Vec<GoalScore>, scoring: &Scoring) -> Vec<String> {
    let shown = |decision: &Decision<'_>| {
        let stake = decision.at_stake.as_ref().map_or_else(|| "-".to_owned(), Amount::to_string);
        format!("{}: {:?} {stake}", decision.goal.goal.id, decision.causes)
    };
    scores(goals).decisions(scoring).iter().map(shown).collect()
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

/// A goal for revenue from 80 to 100 that is missed.
fn ranged(actual: &str) -> GoalScore {
    let target = Target::Range { low: amount("80"), high: amount("100") };
    let plan = Plan { target: target.clone(), baseline: None, floor: None, stretch: None };
    let metric = registry::find("revenue").unwrap();
    let mut goal = goal("A", "revenue", "100", actual);
    goal.goal.aim = Aim::Metric { metric: metric.into(), target };
    GoalScore { plan: Some(plan), status: Status::Missed, attainment: Some(amount("0.5")), ..goal }
}

#[test]
fn a_range_is_missed_by_the_distance_to_its_nearer_end() {
    check(ranged("70"), &["A: [Missed] 10"]);
    check(ranged("130"), &["A: [Missed] 30"]);
    // 1 % of 80 is enough, and 0.9 % of 100 is not.
    check(ranged("79.2"), &["A: [Missed] 0.8"]);
    check(ranged("100.9"), &[]);
}

#[test]
fn a_signal_too_small_in_share_is_none() {
    let with = |last: &str| {
        let figures: Vec<Amount> =
            "1000 1001 1000 1001 1000 1001 1000 1001 1000".split(' ').chain([last]).map(amount).collect();
        let limits = signals::limits(&figures, Better::Higher).unwrap();
        assert!(limits.signal.is_some_and(|signal| !signal.good), "{last}");
        GoalScore { limits: Some(limits), ..goal("A", "active_users", "100", "101") }
    };
    // The mean is 999.9 and 998.9: 0.5 % and 1.5 % off.
    check(with("995"), &[]);
    check(with("984"), &["A: [BadSignal] -"]);
}

#[test]
fn a_goal_costs_its_part_of_the_weight_of_what_is_missing_to_a_hundred() {
    let weighing = |id: &str, weight: &str, actual: &str| GoalScore {
        weight: amount(weight),
        ..goal(id, "revenue", "100", actual)
    };
    let closed = GoalScore { liveness: Liveness::Closed, ..weighing("closed", "6", "10") };
    let all = scores(vec![weighing("A", "3", "60"), weighing("B", "1", "110"), weighing("C", "1", "80"), closed]);
    let cost = |at: usize| all.cost(&all.goals[at]).to_string();
    // 3 of 5 of 40 points, nothing for what is met, 1 of 5 of 20.
    assert_eq!([cost(0), cost(1), cost(2)], ["24", "0", "4"]);
    let unscored = GoalScore { score: None, ..weighing("D", "1", "0") };
    assert_eq!(all.cost(&unscored).to_string(), "0");
    let weightless = scores(vec![weighing("A", "0", "60")]);
    assert_eq!(weightless.cost(&weightless.goals[0]).to_string(), "0");
}

#[test]
fn money_is_at_stake_only_where_the_goal_falls_short_of_it() {
    let signal = |actual: &str, landing: Option<Landing>| {
        let figures: Vec<Amount> = "50 51 50 51 50 51 50 51 50 30".split(' ').map(amount).collect();
        GoalScore { limits: signals::limits(&figures, Better::Higher), landing, ..goal("A", "revenue", "100", actual) }
    };
    check(signal("101", None), &["A: [BadSignal] -"]);
    check(signal("100", None), &["A: [BadSignal] -"]);
    check(signal("99.5", None), &["A: [BadSignal] 0.5"]);
    // What is missing at the end is more than what is missing to date.
    check(signal("99.5", Some(landing("95", "0.95", "0.95"))), &["A: [BadSignal] 5"]);
    check(signal("99.5", Some(landing("100", "1", "1"))), &["A: [BadSignal] 0.5"]);
    // Nothing says how much was reached: the distance is shown.
    check(GoalScore { attainment: None, ..signal("101", None) }, &["A: [BadSignal] 1"]);
}

#[test]
fn what_is_missing_to_a_range_is_missing_to_its_nearer_end_and_inside_nothing_is() {
    let missing = |figure: &str| {
        let Gap { missing, of } = gap(&amount(figure), &Target::Range { low: amount("10"), high: amount("20") });
        (missing.to_string(), of.to_string())
    };
    let pair = |missing: &str, of: &str| (missing.to_owned(), of.to_owned());
    assert_eq!(missing("7"), pair("3", "10"));
    assert_eq!(missing("25"), pair("5", "20"));
    for inside in ["10", "14", "20"] {
        assert_eq!(missing(inside), pair("0", inside));
    }
}
