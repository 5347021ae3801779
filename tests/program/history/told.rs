//! The history on the command line.

use super::{Review, UNITS};
use serde_json::Value;

/// March as agreed; April with a cut target and a restated February.
fn two_runs() -> Review {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.months(4, &[(2, "60")]);
    review.goals(&["G1,Alpha,revenue,FY2026,1080,1,,Kim,2026-04-02,budget cut", UNITS]);
    review.run();
    review
}

impl Review {
    /// What a command prints, with `A`, `B` … for the ids of the runs.
    #[track_caller]
    fn told(&self, args: &str) -> String {
        let output = self.call(args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let mut text = String::from_utf8(output.stdout).unwrap();
        let mut ids: Vec<String> =
            self.records().iter().map(|name| name.split_once('/').unwrap().1.to_owned()).collect();
        ids.sort();
        for (id, letter) in ids.iter().zip('A'..) {
            text = text.replace(id, &letter.to_string());
        }
        text
    }
}

#[test]
fn the_runs_are_listed_the_newest_first_with_when_they_ran_and_what_they_gave() {
    let review = two_runs();
    let told = review.told("history review.toml");
    let lines: Vec<Vec<&str>> = told.lines().map(|line| line.split("  ").collect()).collect();
    let runs: Vec<(&str, &str)> = lines.iter().map(|line| (line[0], line[1])).collect();
    assert_eq!(runs, [("B", "2026-04"), ("A", "2026-03")]);
    assert!(lines[1][2].starts_with("20") && lines[1][2].contains('T'), "{told}");
    assert_eq!(lines[1][3..], ["exit 0", "portfolio 95.0 at_risk", "Alpha 95.0 at_risk"]);
    assert_eq!(lines[0][3..], ["exit 0", "portfolio 95.8 at_risk", "Alpha 95.8 at_risk"]);
    let json: Value = serde_json::from_str(&review.told("history review.toml --format json")).unwrap();
    assert_eq!(json["runs"][1]["scores"][0]["score"], "95");
    assert_eq!(json["runs"][0]["compared_with"][0], "A");
}

#[test]
fn a_pipeline_that_was_never_published_has_no_runs() {
    let review = Review::new();
    let output = review.call("history review.toml");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b""[..]));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "no published run yet\n");
}

#[test]
fn a_diff_tells_scores_moves_restated_figures_and_files() {
    let review = two_runs();
    // 330 of 4 months against 360 is 91.67, the units stand at 100: 95.83.
    assert_eq!(
        review.told("diff review.toml"),
        "A (2026-03) → B (2026-04)\n\
         \n\
         Scores\n  \
           Alpha: 95 at_risk → 95.833333 at_risk\n  \
           portfolio: 95 at_risk → 95.833333 at_risk\n\
         \n\
         Goals moved\n  \
           G1 (Alpha, revenue, FY2026): target 1200 → 1080, loosened; Kim, 2026-04-02: budget cut; first seen by B\n\
         \n\
         Figures restated\n  \
           Alpha, revenue, 2026-02: 90 → 60; with it average_price, revenue_growth_sequential\n\
         \n\
         Files\n  \
           goals.csv: changed (goals workbook)\n  \
           revenue.csv: changed\n"
    );
}

#[test]
fn a_diff_over_several_runs_has_every_move_on_the_way_whatever_the_order_of_the_two() {
    let review = two_runs();
    review.goals(&["G1,Alpha,revenue,FY2026,900,1,,Lee,2026-04-20,", UNITS]);
    review.run();
    let told = review.told("diff review.toml 1 3");
    let moves: Vec<&str> = told.lines().filter(|line| line.contains("target")).collect();
    assert_eq!(
        moves,
        [
            "  G1 (Alpha, revenue, FY2026): target 1200 → 1080, loosened; Kim, 2026-04-02: budget cut; first seen by B",
            "  G1 (Alpha, revenue, FY2026): target 1080 → 900, loosened; Lee, 2026-04-20; no reason given; first seen by C",
        ]
    );
    assert_eq!(review.told("diff review.toml 0003 0001"), told);
}

#[test]
fn a_diff_for_programs_has_exact_figures_and_both_versions_of_a_goal() {
    let review = two_runs();
    let told: Value = serde_json::from_str(&review.told("diff review.toml --format json")).unwrap();
    assert_eq!((&told["from"]["run"], &told["to"]["run"]), (&Value::from("A"), &Value::from("B")));
    assert_eq!((&told["scores"][0]["old"], &told["scores"][0]["new"]), (&Value::from("95"), &Value::from("575/6")));
    assert_eq!(told["moves"][0]["changes"][0]["tendency"], "loosened");
    assert_eq!(
        (&told["moves"][0]["old"]["target"], &told["moves"][0]["new"]["target"]),
        (&"1200".into(), &"1080".into())
    );
    let restated = &told["restated"][0];
    assert_eq!(
        (&restated["period"], &restated["old"], &restated["new"]),
        (&"2026-02".into(), &"90".into(), &"60".into())
    );
    assert_eq!(told["goals_file"]["file"], "goals.csv");
}

#[test]
fn runs_that_differ_in_nothing_say_so() {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    review.write("review.toml", &format!("# A remark.\n{}", super::pipeline()));
    review.run();
    assert_eq!(review.told("diff review.toml"), "A (2026-03) → B (2026-03)\nnothing has changed\n");
}

/// Exit code 2, and what is said.
#[track_caller]
fn refused(review: &Review, args: &str, expected: &str) {
    let output = review.call(args);
    assert_eq!(output.status.code(), Some(2), "{args}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(expected), "{args}: {said}");
}

#[test]
fn a_run_that_is_not_there_is_refused() {
    let review = two_runs();
    refused(&review, "diff review.toml 1 7", "error[no_such_run]: `7` is no published run");
    refused(&review, "diff review.toml 1", "2 values required");
    refused(&review, "diff missing.toml", "pipeline_unreadable");
    refused(&review, "history missing.toml", "pipeline_unreadable");
    refused(&Review::new(), "diff review.toml", "error[too_few_runs]: expected two published runs, found none");
}
