//! The records themselves: one a run, never changed, and trusted only when whole.

use super::Review;
use serde_json::Value;
use std::fs;

#[test]
fn a_published_run_leaves_one_record_and_a_second_of_the_same_changes_no_byte() {
    let review = Review::new();
    review.months(3, &[]);
    review.run();
    let (outputs, records) = (review.files("out/2026-03"), review.records());
    assert_eq!(records.len(), 1);
    assert!(records[0].starts_with("2026-03/0001-"), "{records:?}");
    let history = review.files("out/history");
    review.run();
    assert_eq!(review.files("out/2026-03"), outputs);
    assert_eq!(review.files("out/history"), history);
}

#[test]
fn the_same_run_again_looks_back_on_the_same_past_though_later_runs_followed() {
    let review = Review::new();
    review.months(2, &[]);
    review.run();
    review.months(3, &[(1, "80")]);
    review.run();
    let march = review.files("out/2026-03");
    review.months(4, &[(2, "70")]);
    review.run();
    assert_eq!(review.records().len(), 3);
    review.months(3, &[(1, "80")]);
    review.run();
    assert_eq!(review.files("out/2026-03"), march);
    assert_eq!(review.records().len(), 3);
}

#[test]
fn records_never_change_and_the_history_never_shrinks() {
    let review = Review::new();
    let mut before = review.files("out/history");
    for (months, changed, target) in
        [(1, vec![], 1200), (2, vec![], 1200), (2, vec![(1, "95")], 1100), (3, vec![], 1300)]
    {
        review.months(months, &changed);
        review.goals(&[&format!("G1,Alpha,revenue,FY2026,{target},1,,Kim,2025-12-20,new plan"), super::UNITS]);
        review.run();
        let after = review.files("out/history");
        assert_eq!(after.len(), before.len() + 4);
        assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
        before = after;
    }
}

#[test]
fn a_change_that_was_taken_back_is_a_run_of_its_own() {
    let review = Review::new();
    for changed in [&[][..], &[(1, "80")], &[]] {
        review.months(2, changed);
        review.run();
    }
    let records = review.records();
    let numbers: Vec<&str> = records.iter().map(|name| &name[8..12]).collect();
    assert_eq!(numbers, ["0001", "0002", "0003"]);
    assert_eq!(records[0][12..], records[2][12..], "the same inputs have the same hash");
}

#[test]
fn run_json_names_the_run_the_one_before_and_the_goals_file_of_both() {
    let review = Review::new();
    review.months(2, &[]);
    review.run();
    let read = |period: &str| -> Value {
        serde_json::from_slice(&fs::read(review.path(&format!("out/{period}/run.json"))).unwrap()).unwrap()
    };
    let first = read("2026-02");
    assert_eq!(first["run"]["id"], review.records()[0].split_once('/').unwrap().1);
    assert_eq!((&first["run"]["compared_with"], &first["goals"]["changed"]), (&Value::Null, &Value::Bool(false)));
    review.months(3, &[]);
    review.goals(&["G1,Alpha,revenue,FY2026,1100,1,,Kim,2025-12-20,new plan", super::UNITS]);
    review.run();
    let second = read("2026-03");
    assert_eq!(second["run"]["compared_with"], first["run"]["id"]);
    assert_eq!(second["goals"]["changed"], Value::Bool(true));
    assert_eq!(second["goals"]["hash_before"], first["goals"]["hash"]);
    assert_ne!(second["goals"]["hash"], first["goals"]["hash"]);
}

#[test]
fn nothing_is_remembered_of_a_dry_run_and_of_a_check() {
    let review = Review::new();
    review.months(2, &[]);
    review.run_with("--dry-run");
    assert_eq!(review.call("check review.toml").status.code(), Some(0));
    assert!(!review.path("out/history").exists());
}

#[test]
fn the_pipeline_may_keep_the_history_elsewhere_and_another_output_has_its_own() {
    let review = Review::new();
    review.months(2, &[]);
    review.run_with("--output elsewhere");
    assert!(review.path("elsewhere/history/runs/2026-02").exists() && !review.path("out").exists());
    review.write(
        "review.toml",
        &super::pipeline().replace("output = \"out\"", "output = \"out\"\nhistory = \"records\""),
    );
    review.run();
    assert!(review.path("records/runs/2026-02").exists() && !review.path("out/history").exists());
}

/// Runs February, spoils its record, and runs March with a restated January: the restatement is only seen when the record
/// is trusted.
#[track_caller]
fn check(spoil: impl Fn(&Review, &str), code: &str, expected: &str) {
    let review = Review::new();
    review.months(2, &[]);
    review.run();
    let record = format!("out/history/runs/{}", review.records()[0]);
    spoil(&review, &record);
    review.months(3, &[(1, "80")]);
    review.run();
    let note = review.findings("2026-03", code);
    assert_eq!(note, [("note".to_owned(), expected.to_owned())]);
    assert_eq!(review.findings("2026-03", "restated_closed_period"), []);
}

#[test]
fn a_record_without_its_run_json_is_not_trusted() {
    let expected = "the record of an earlier run cannot be used: `run.json` is missing";
    let remove = |review: &Review, record: &str| fs::remove_file(review.path(&format!("{record}/run.json"))).unwrap();
    check(remove, "history_not_read", expected);
}

#[test]
fn a_damaged_record_is_passed_over_with_a_note() {
    for (file, why) in [
        ("run.json", "`run.json` is damaged"),
        ("goals.json", "`goals.json` is not as it was written"),
        ("scores.json", "`scores.json` is not as it was written"),
        ("figures.json", "`figures.json` is not as it was written"),
    ] {
        let cut = |review: &Review, record: &str| {
            let name = format!("{record}/{file}");
            let text = fs::read_to_string(review.path(&name)).unwrap();
            review.write(&name, &text[..text.len() / 2]);
        };
        check(cut, "history_not_read", &format!("the record of an earlier run cannot be used: {why}"));
    }
}

#[test]
fn a_record_of_a_newer_version_is_passed_over_with_a_note() {
    let newer = |review: &Review, record: &str| {
        let name = format!("{record}/run.json");
        let text = fs::read_to_string(review.path(&name)).unwrap();
        review.write(&name, &text.replace("\"format\": 1", "\"format\": 7"));
    };
    let expected = "the record of an earlier run has format 7, and this version reads up to 1";
    check(newer, "history_of_a_newer_version", expected);
}

#[test]
fn a_record_of_an_older_version_that_says_less_is_read() {
    let review = Review::new();
    review.months(2, &[]);
    review.run();
    let name = format!("out/history/runs/{}/run.json", review.records()[0]);
    let mut record: Value = serde_json::from_slice(&fs::read(review.path(&name)).unwrap()).unwrap();
    let fields = record.as_object_mut().unwrap();
    for later in ["partial", "when", "goals", "compared_with", "products", "files"] {
        assert!(fields.remove(later).is_some(), "{later}");
    }
    fields["format"] = 0.into();
    review.write(&name, &record.to_string());
    review.months(3, &[(1, "80")]);
    review.run();
    assert_eq!(review.findings("2026-03", "restated_closed_period").len(), 1);
}

#[test]
fn a_record_of_another_pipeline_is_none_of_ours() {
    let review = Review::new();
    review.months(2, &[]);
    review.run();
    review.write("review.toml", &super::pipeline().replace("\"Review\"", "\"Other\""));
    review.months(3, &[(1, "80")]);
    review.run();
    assert_eq!(review.findings("2026-03", "restated_closed_period"), []);
    assert_eq!(review.records().len(), 2);
}

#[test]
fn a_run_that_was_broken_off_is_cleared_away_with_a_word() {
    let review = Review::new();
    review.months(2, &[]);
    review.write("out/history/runs/2026-02/.goalpost-0001-3f9c2ab41d06-4711.tmp/goals.json", "{\"goals\": [");
    let said = review.run();
    assert!(said.contains("1 note"), "{said}");
    assert_eq!(review.files("out/history").len(), 4);
    let json = review.call("run review.toml --format json");
    assert!(!String::from_utf8(json.stdout).unwrap().contains("run_not_finished"));
}

#[test]
fn a_history_that_cannot_be_written_makes_the_run_incomplete() {
    let review = Review::new();
    review.months(2, &[]);
    review.write("out/history", "a file stands where the folder belongs");
    let output = review.call("run review.toml");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("history_not_written"));
    assert!(review.path("out/2026-02/run.json").exists());
}

#[test]
fn of_each_period_the_newest_runs_are_kept_and_those_that_moves_and_comparisons_need() {
    let review = Review::new();
    review.write("review.toml", &format!("{}\n[history]\nkeep = 1\n", super::pipeline()));
    for (month, amount) in [(2, "90"), (2, "91"), (2, "92"), (2, "93"), (3, "93")] {
        review.months(month, &[(1, amount)]);
        review.run();
    }
    let numbers =
        |review: &Review| -> Vec<String> { review.records().iter().map(|name| name[8..12].to_owned()).collect() };
    // The first saw the goals first, the third is what the fourth was compared with, the fourth is the newest of February.
    assert_eq!(numbers(&review), ["0001", "0003", "0004", "0005"]);
    let march = review.files("out/2026-03");
    review.run();
    assert_eq!(review.files("out/2026-03"), march);
    review.goals(&["G1,Alpha,revenue,FY2026,1100,1,,Kim,2025-12-20,new plan", super::UNITS]);
    review.run();
    review.months(3, &[(1, "94")]);
    review.run();
    assert_eq!(numbers(&review), ["0001", "0003", "0004", "0006", "0007"]);
}
