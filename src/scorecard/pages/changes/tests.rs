//! The page of the invented portfolio, as text.

use crate::lang::Lang;
use crate::scorecard::Page;
use crate::scorecard::pages::pages;
use crate::scorecard::tests::outline::outline;
use crate::scorecard::tests::sample::Sample;

fn page(sample: &Sample, name: &str) -> Page {
    pages(&sample.view()).into_iter().find(|page| page.name == name).unwrap()
}

#[test]
fn the_page_tells_moved_goals_restated_figures_and_changed_files() {
    insta::assert_snapshot!(outline(&page(&Sample::later(Lang::En), "Changes")));
}

#[test]
fn the_page_reads_in_korean() {
    insta::assert_snapshot!(outline(&page(&Sample::later(Lang::Ko), "변경 사항")));
}

#[test]
fn the_first_run_has_nothing_to_compare_with() {
    insta::assert_snapshot!(outline(&page(&Sample::new(Lang::En), "Changes")));
}

#[test]
fn a_goal_that_moved_is_marked_on_its_own_page_and_the_note_says_how() {
    let sample = Sample::later(Lang::En);
    let text = outline(&page(&sample, "CardioView"));
    let marked: Vec<&str> = text.lines().filter(|line| line.contains("(moved)")).collect();
    let begun: Vec<&str> = marked.iter().map(|line| line.split(" | ").next().unwrap()).collect();
    let expected =
        ["- Revenue (moved) (2026-09: Target 60,000 → 48,481)", "- Expansion MRR (moved) (2026-09: Dropped)"];
    assert_eq!(begun, expected);
}

#[test]
fn the_portfolio_shows_how_each_score_has_changed_since_the_period_before() {
    let text = outline(&page(&Sample::later(Lang::En), "Portfolio"));
    let changed = text.lines().filter(|line| line.contains("(September 2026: 95)")).count();
    assert!(changed >= 4, "{text}");
    assert!(!text.contains("First run"), "{text}");
}
