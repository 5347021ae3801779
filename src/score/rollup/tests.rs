//! What must hold for any goals: of weights only their proportion counts, and what has no figures is left out.

use super::*;
use crate::calendar::{Period, Span};
use crate::goals::{Aim, Goal};
use proptest::prelude::*;

/// A live agreed goal with a weight and a score, both in ones.
fn goal(kind: GoalKind, class: Class, weight: i64, score: Option<i64>) -> GoalScore {
    let period = Period::from_serial(24_310);
    let metric = registry::find("revenue").unwrap();
    let scoring = Scoring::default();
    let attainment = score.map(|score| Amount::ratio(score, 100).unwrap());
    let status = attainment.as_ref().map_or(Status::NotScored, |reached| Bands::of(class, &scoring).status(reached));
    let aim = Aim::Milestone { name: "M".to_owned(), due: "2026-06-30".parse().unwrap() };
    let agreed = Goal { weight: Some(Amount::from(weight)), kind, class, ..Goal::sample("G", aim, Span::of(period)) };
    GoalScore {
        theme: Some(metric.theme.clone()),
        score: score.map(Amount::from),
        attainment,
        status,
        weight: Amount::from(weight),
        ..GoalScore::unscored(agreed, Window::Period, period)
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

/// Weights of the themes at a stage, those without one left out.
#[track_caller]
fn check_weights(stage: Stage, expected: &str) {
    let weights = Theme::built_in().filter_map(|theme| {
        let weight = stage_weight(stage, &theme, &Scoring::default());
        (!weight.is_zero()).then(|| format!("{} {}", theme.slug(), weight.to_fixed(0)))
    });
    assert_eq!(weights.collect::<Vec<_>>().join(", "), expected);
}

#[test]
fn the_stage_of_a_product_says_what_its_themes_weigh() {
    check_weights(Stage::Launch, "revenue 15, acquisition 30, adoption 30, usage 15, growth 5, retention 5");
    check_weights(
        Stage::Growth,
        "revenue 20, acquisition 20, adoption 15, usage 5, growth 25, retention 10, expansion 5",
    );
    check_weights(Stage::Maturity, "revenue 25, adoption 5, usage 10, growth 5, retention 30, expansion 25");
    check_weights(Stage::Decline, "revenue 40, usage 15, retention 45");
}

#[test]
fn only_live_business_goals_are_counted_by_their_status() {
    let with = |status| GoalScore { status, ..business(1, None) };
    let all = [
        (Status::Exceeded, 1),
        (Status::Met, 2),
        (Status::AtRisk, 3),
        (Status::Missed, 4),
        (Status::NotScored, 5),
        (Status::NotDue, 6),
    ];
    let mut goals: Vec<GoalScore> = all.iter().flat_map(|&(status, number)| vec![with(status); number]).collect();
    goals.push(GoalScore { liveness: Liveness::Closed, ..with(Status::Met) });
    goals.push(GoalScore { status: Status::Missed, ..goal(GoalKind::Product, Class::Committed, 1, None) });
    let counts = count(goals.iter());
    assert_eq!(counts, StatusCounts { exceeded: 1, met: 2, at_risk: 3, missed: 4, not_scored: 5, not_due: 6 });
    assert_eq!(counts.all(), 21);
}

/// A product with a score in each of some themes, and what it weighs in the portfolio.
fn product(weight: Option<i64>, score: i64, themes: &[(Theme, i64)]) -> ProductScore {
    let theme = |(theme, score): &(Theme, i64)| ThemeScore {
        theme: theme.clone(),
        score: Some(Amount::from(*score)),
        weight: Amount::one(),
        status: Status::Met,
    };
    let of = ScopeScore {
        score: Some(Amount::from(score)),
        verdict: Status::Met,
        coverage: Some(Amount::one()),
        themes: themes.iter().map(theme).collect(),
        counts: StatusCounts::default(),
        reason: None,
    };
    ProductScore { product: 0, of, portfolio_weight: weight.map(Amount::from) }
}

fn portfolio(products: &[ProductScore]) -> ScopeScore {
    portfolio_score(products, &[], &Scoring::default())
}

#[test]
fn a_portfolio_is_the_mean_of_its_products_by_their_weights_and_so_are_its_themes() {
    let scored = portfolio(&[
        product(Some(3), 100, &[(Theme::Revenue, 110), (Theme::Usage, 90)]),
        product(Some(1), 60, &[(Theme::Revenue, 50)]),
        product(None, 20, &[(Theme::Usage, 10)]),
    ]);
    assert_eq!(scored.score, ratio(90, 1));
    let themes: Vec<(Theme, Option<Amount>)> = scored.themes.into_iter().map(|of| (of.theme, of.score)).collect();
    assert_eq!(themes, [(Theme::Revenue, ratio(380, 4)), (Theme::Usage, ratio(90, 1))]);
}

#[test]
fn where_no_product_has_a_weight_each_weighs_the_same() {
    for weight in [None, Some(0)] {
        let scored = portfolio(&[product(weight, 100, &[]), product(weight, 60, &[])]);
        assert_eq!((scored.score, scored.coverage, scored.reason), (ratio(80, 1), ratio(1, 1), None));
    }
    assert_eq!(portfolio(&[]).reason, Some(NoVerdict::NoProductScored));
}

#[test]
fn a_part_of_the_scorecard_has_only_what_was_published_of_its_products() {
    use crate::score::{Previous, PublishedScore};
    let published = PublishedScore { score: Some(Amount::from(80_i64)), verdict: Status::AtRisk };
    let scopes = [Scope::Product(0), Scope::Product(1), Scope::Portfolio];
    let previous = Previous::new(Period::from_serial(24_309), scopes.map(|scope| (scope, published.clone())));
    let since = ChangesSince { previous: Some(previous), ..ChangesSince::default() };
    let part = since.narrowed(&[1]).previous.unwrap();
    assert_eq!(scopes.map(|scope| part.of(scope)), [None, Some(&published), None]);
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
