//! Milestones: goals that are a day by which something is done.

use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;

const HEADER: &str = "Goal,Product,Metric,Period,Target,Kind,Class,Agreed by,Agreed on";

/// Runs the review of October with milestones of Alpha: name, due, done.
fn ran(milestones: Option<&[[&str; 3]]>, goals: &[[&str; 3]], not_agreed: &str) -> Ran {
    let goals_of = |&[name, due, agreed]: &[&str; 3]| format!("{name},Alpha,{name},FY2026,{due},milestone,,{agreed}");
    let goals: Vec<String> = goals.iter().map(goals_of).collect();
    let mut pipeline = Pipeline::new()
        .lines("[products]\nfile = \"products.csv\"\n[goals]\nfile = \"goals.csv\"")
        .lines(&format!("not_agreed = \"{not_agreed}\"\n"))
        .revenue("revenue.csv");
    let mut test = Test::new();
    if let Some(milestones) = milestones {
        let columns = ["product", "milestone", "due", "done"].map(|column| (column, column));
        pipeline = pipeline.input("milestones", "milestones.csv").columns(&columns);
        let rows: Vec<String> =
            milestones.iter().map(|[name, due, done]| format!("Alpha,{name},{due},{done}")).collect();
        test = test
            .bytes("exports/milestones.csv", format!("product,milestone,due,done\n{}\n", rows.join("\n")).as_bytes());
    }
    test.file("review.toml", &pipeline.text())
        .file("products.csv", "product,stage\nAlpha,growth\n")
        .file("exports/revenue.csv", "product,month,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\n")
        .bytes("goals.csv", format!("{HEADER}\n{}\n", goals.join("\n")).as_bytes())
        .args("run review.toml --as-of 2026-10")
        .run_quietly()
}

/// `status score reason` of a goal.
fn scored(ran: &Ran, goal: &str) -> String {
    let scores = ran.table("out/2026-10/scores.csv");
    ["status", "score", "reason"].map(|column| scores.cell(&[("goal", goal)], column)).join(" ").trim().to_owned()
}

const AGREED: &str = "CEO,2025-12-01";

#[test]
fn a_milestone_is_met_when_it_was_done_in_time_missed_when_it_was_not_and_not_due_before() {
    let cases = [
        ("on-the-day", "2026-09-30", "2026-09-30", "met 100"),
        ("a-day-late", "2026-09-30", "2026-10-01", "missed 0"),
        ("due-on-the-last-day", "2026-10-31", "", "missed 0"),
        ("due-the-day-after", "2026-11-01", "", "not_due"),
        ("early", "2026-12-31", "2026-10-15", "met 100"),
        // What happens after the period is not known in it.
        ("done-later", "2026-12-31", "2026-11-02", "not_due"),
        ("late-and-done-later", "2026-10-15", "2026-11-02", "missed 0"),
    ];
    let ran = ran(
        Some(&cases.map(|(name, due, done, _)| [name, due, done])),
        &cases.map(|(name, due, ..)| [name, due, AGREED]),
        "show",
    );
    for (name, .., expected) in cases {
        assert_eq!(scored(&ran, name), expected, "{name}");
    }
}

#[test]
fn without_an_export_of_milestones_nobody_knows_and_what_nobody_agreed_to_counts_where_the_pipeline_says_so() {
    let unknown = ran(None, &[["Go", "2026-09-30", AGREED]], "show");
    assert_eq!(scored(&unknown, "Go"), "not_scored  input_missing");
    let done = [["Go", "2026-09-30", "2026-09-01"]];
    let proposed = [["Go", "2026-09-30", ","]];
    assert_eq!(scored(&ran(Some(&done), &proposed, "show"), "Go"), "not_scored 100 not_agreed");
    assert_eq!(scored(&ran(Some(&done), &proposed, "score"), "Go"), "met 100");
}
