//! Goals that moved: which way, why, and the score against the old and the new one.

use super::{Review, UNITS};

const CUT: &str = "G1,Alpha,revenue,FY2026,1080,1,,Kim,2026-04-02,budget cut";

/// Three runs: 1200 is agreed, cut to 1080 with a reason in April, and to 900 without one in May.
fn moved_twice() -> Review {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.months(4, &[]);
    review.goals(&[CUT, UNITS]);
    review.run();
    review.months(5, &[]);
    review.goals(&["G1,Alpha,revenue,FY2026,900,1,,Lee,2026-05-03,", UNITS]);
    review.run();
    review
}

#[test]
fn a_goal_that_moved_twice_over_three_runs_has_both_moves_with_the_score_against_each() {
    let review = moved_twice();
    let page = review.page("2026-05", "Changes");
    let moves: Vec<&String> = page.iter().filter(|row| row.contains("Target")).collect();
    // 450 of 5 months against 1200: 450 ÷ 500 = 90; against 1080: 450 ÷ 450 = 100; against 900: 450 ÷ 375, capped at 120.
    // The units stand at 100, so the product has the mean of both: 95, 100, 110.
    let first = "Alpha | Revenue (G1) | Target | 1200 | 1080 | ▼ Loosened | 90 | 100 | 95 | 100 | Kim | 2026-04-02 | 2026-04 | budget cut";
    let second = "Alpha | Revenue (G1) | Target | 1080 | 900 | ▼ Loosened | 100 | 120 | 100 | 110 | Lee | 2026-05-03 | 2026-05 | –";
    assert_eq!(moves, [first, second], "{page:#?}");
}

#[test]
fn loosening_without_a_reason_is_a_finding() {
    let review = moved_twice();
    assert_eq!(review.findings("2026-04", "goal_moved_without_reason"), []);
    assert_eq!(
        review.findings("2026-05", "goal_moved_without_reason"),
        [("warn".to_owned(), "agreed goal `G1` was moved without a reason: target 1080 → 900 (loosened)".to_owned())]
    );
}

#[test]
fn a_reason_that_is_written_down_later_mends_the_finding() {
    let review = moved_twice();
    review.goals(&["G1,Alpha,revenue,FY2026,900,1,,Lee,2026-05-03,lost contract", UNITS]);
    review.run();
    assert_eq!(review.findings("2026-05", "goal_moved_without_reason"), []);
    let page = review.page("2026-05", "Changes");
    assert!(page.iter().any(|row| row.contains("1080 | 900") && row.ends_with("lost contract")), "{page:#?}");
}

#[test]
fn quality_decides_what_a_move_without_a_reason_does() {
    let review = moved_twice();
    review.write("review.toml", &format!("{}\n[quality]\ngoal_moved_without_reason = \"stop\"\n", super::pipeline()));
    assert_eq!(review.call("run review.toml").status.code(), Some(4));
}

/// What the finding says of the second run's goals.
#[track_caller]
fn check(second: &[&str], expected: &[&str]) {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.goals(second);
    review.run();
    let said = review.findings("2026-03", "goal_moved_without_reason");
    let messages: Vec<&str> = said.iter().map(|(_, message)| message.rsplit_once("reason: ").unwrap().1).collect();
    assert_eq!(messages, expected, "{second:?}");
}

#[test]
fn every_agreed_column_that_changes_is_a_move() {
    check(&["G1,Alpha,revenue,FY2026,1300,1,,Kim,2025-12-20,", UNITS], &["target 1200 → 1300 (tightened)"]);
    check(
        &["G1,Alpha,revenue,FY2026,1200,3,aspirational,Kim,2025-12-20,", UNITS],
        &["weight 1 → 3, class committed → aspirational (loosened)"],
    );
    check(&["G1,Alpha,revenue,FY2026-H1,1200,1,,Kim,2025-12-20,", UNITS], &["period FY2026 → FY2026-H1"]);
    check(&["G1,Alpha,revenue,FY2026,1100..1300,1,,Kim,2025-12-20,", UNITS], &["target 1200 → 1100..1300"]);
    check(&["G1,Alpha,revenue,FY2026,1200,1,,,,", UNITS], &["its sign-off was taken back"]);
    check(&[UNITS], &["it is not in the goals workbook any more"]);
    check(&["G1,Alpha,revenue,FY2026,1200,1,,Park,2026-01-20,", UNITS], &[]);
}

#[test]
fn a_goal_that_comes_after_the_first_sign_off_is_listed_and_needs_no_reason() {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.goals(&[
        "G1,Alpha,revenue,FY2026,1200,1,,Kim,2025-12-20,",
        UNITS,
        "G3,Alpha,average_price,FY2026,10,2,,Kim,2026-03-20,",
    ]);
    review.run();
    assert_eq!(review.findings("2026-03", "goal_moved_without_reason"), []);
    // The price of 9 stands at 90 of 100 against 10; with it the product has (90 + 100 + 2 × 90) ÷ 4, without it 95.
    let page = review.page("2026-03", "Changes");
    let row = page.iter().find(|row| row.contains("G3")).unwrap();
    assert!(row.contains("| – | 90 | 95 | 92.5 | Kim | 2026-03-20 | 2026-03"), "{page:#?}");
}

#[test]
fn a_goal_that_was_never_agreed_may_change() {
    let review = Review::new();
    review.months(3, &[]);
    review.goals(&["G1,Alpha,revenue,FY2026,1200,1,,,,", UNITS]);
    review.run();
    review.goals(&["G1,Alpha,revenue,FY2026,1000,1,,,,", UNITS]);
    review.run();
    assert_eq!(review.findings("2026-03", "goal_moved_without_reason"), []);
}

#[test]
fn the_goal_rows_of_the_product_say_which_goals_moved() {
    let review = moved_twice();
    let page = review.page("2026-05", "Alpha");
    assert!(page.iter().any(|row| row.starts_with("Revenue (moved)")), "{page:#?}");
    assert!(page.iter().any(|row| row.starts_with("Units") && !row.contains("moved")), "{page:#?}");
}

#[test]
fn moves_read_in_korean() {
    let review = Review::new();
    review.write("review.toml", &super::pipeline().replace("currency =", "language = \"ko\"\ncurrency ="));
    review.months(3, &[]);
    review.run();
    review.months(4, &[]);
    review.goals(&[CUT, UNITS]);
    review.run();
    let page = review.page("2026-04", "변경 사항");
    let row = page.iter().find(|row| row.contains("budget cut")).unwrap();
    assert!(row.contains("목표값 | 1200 | 1080 | ▼ 완화 | 90 | 100 | 95 | 100"), "{page:#?}");
}

#[test]
fn the_portfolio_shows_the_change_of_a_score_since_the_period_before() {
    let review = moved_twice();
    // 110 in May, 100 in April, and 95 in March, before which there was nothing.
    for (period, expected) in [("2026-05", "| 110 | 10 |"), ("2026-04", "| 100 | 5 |"), ("2026-03", "| 95 | – |")] {
        let page = review.page(period, "Portfolio");
        let row = page.iter().find(|row| row.starts_with("Alpha |")).unwrap();
        assert!(row.contains(expected), "{row}");
    }
}
