//! Messages of the invented portfolio as it is, and of what it might be.

use super::*;
use crate::scorecard::figures::FigureStyle;
use crate::scorecard::tests::sample::Sample;
use proptest::prelude::*;

fn messages(sample: &Sample) -> Vec<(Option<Scope>, String)> {
    let view = sample.view();
    let scopes = (0..view.products.len()).map(Scope::Product).chain([Scope::Portfolio]);
    let products = scopes.map(|scope| (Some(scope), product(&view, scope)));
    products.chain([(None, portfolio(&view))]).collect()
}

#[track_caller]
fn check(lang: Lang, product_name: &str, expected: &str) {
    let sample = Sample::new(lang);
    let view = sample.view();
    let of = |(scope, _): &(Option<Scope>, String)| match scope {
        Some(scope) => view.scope_name(*scope) == product_name,
        None => product_name.is_empty(),
    };
    assert_eq!(messages(&sample).into_iter().find(of).unwrap().1, expected);
}

#[test]
fn the_portfolio_is_told_by_those_that_fall_short_are_not_known_and_are_better_than_agreed() {
    check(
        Lang::En,
        "",
        "2 of 6 products meet their agreed goals: PulseHome (adoption) misses them; OrthoKit cannot be scored; SpineFix \
         exceeds them; NeuroTrack (revenue) and LabLink (selling more to customers) are at risk.",
    );
}

/// Every figure that a message may name: those of the goals of its page, its score, coverage and counts.
fn known_figures(view: &ScorecardView<'_>, scope: Option<Scope>) -> Vec<String> {
    let mut known: Vec<String> =
        (0..=view.scores.goals.len().max(view.products.len())).map(|n| n.to_string()).collect();
    let Some(scope) = scope else { return known };
    for goal in view.live_goals(scope) {
        known.push(goal_label(view, &goal.goal));
        if let (Some(style), Some(plan)) = (FigureStyle::of_goal(view, goal), &goal.plan) {
            known.extend(goal.actual.iter().filter_map(|actual| actual.value()).map(|actual| style.shown(actual)));
            known.push(style.target_shown(&plan.target));
        }
        let bands = Bands::of_goal(&goal.goal, view.scoring);
        known.extend(goal.attainment.iter().map(|share| figures::banded(&bands, share).shown(share)));
    }
    if let Some(product) = view.product_score(scope) {
        known.extend(product.score.iter().map(|score| figures::score_shown(view, score)));
        known.extend(product.coverage.iter().map(|share| figures::share(share).shown()));
    }
    known
}

/// Runs of digits with the signs between and after them: `1,234.5`, `76.9%`.
fn figures_in(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%');
    let runs = text.split(|letter: char| !is_part(letter)).map(|run| run.trim_matches(['.', ',']));
    runs.filter(|run| run.contains(|letter: char| letter.is_ascii_digit())).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_message_is_short_and_every_number_in_it_stands_in_the_scores(reached in prop::collection::vec(0..1_600_i128, 32)) {
        for lang in [Lang::En, Lang::Ko] {
            let sample = Sample::with_attainments(lang, &reached);
            let view = sample.view();
            for (scope, message) in messages(&sample) {
                prop_assert!(message.split_whitespace().count() <= WORDS + 2, "{}", message);
                prop_assert!(message.ends_with('.') && !message.contains(".."), "{}", message);
                let known: Vec<String> = known_figures(&view, scope).iter().flat_map(|text| figures_in(text)).collect();
                for figure in figures_in(&message) {
                    prop_assert!(known.contains(&figure), "{}: {}", message, figure);
                }
            }
        }
    }
}
