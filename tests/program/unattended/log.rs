//! What a log says, where it lies, and that it never stands in the way.

use super::Review;
use std::fs;

fn without_sizes(log: &str) -> String {
    let line = |line: &str| match line.rsplit_once(", ").filter(|(_, size)| size.ends_with(" bytes")) {
        Some((written, _)) => written.to_owned() + "\n",
        None => line.to_owned() + "\n",
    };
    log.lines().map(line).collect()
}

#[test]
fn a_scheduled_run_keeps_a_log_beside_its_pipeline() {
    let review = Review::new();
    review.put("exports/revenue.csv", "product,month,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\nAlpha,2026-10,100\n");
    review.run("run review.toml --scheduled --quiet").ended(0);
    let version = env!("CARGO_PKG_VERSION");
    let log = review.log("logs/review.log").replace(version, "VERSION");
    assert_eq!(
        without_sizes(&log),
        "info: goalpost VERSION: run review.toml --scheduled --quiet\n\
         info: reading exports\n\
         info: computing metrics\n\
         info: scoring goals\n\
         info: laying out the scorecard\n\
         info: publishing\n\
         warning: duplicate_rows in revenue.csv, line 4, field 1: 1 row alike in every cell, first line 3 and line 4 \
         (set `duplicates` to \"drop\" when they were pasted twice)\n\
         info: written Scorecard 2026-10.xlsx\n\
         info: written metrics.csv\n\
         info: written scores.csv\n\
         info: written verdicts.csv\n\
         info: written findings.csv\n\
         info: ended with exit code 0: everything is published, or what was asked for is done\n"
    );
    let first = review.read("logs/review.log");
    let stamp = first.lines().next().unwrap();
    let stamp = stamp.split_once(" [").unwrap().0;
    let time = chrono::DateTime::parse_from_str(stamp, "%Y-%m-%d %H:%M:%S %:z").unwrap();
    assert!((chrono::Local::now().fixed_offset() - time).num_minutes() < 10);
}

#[test]
fn a_log_has_no_more_of_the_data_than_findings_have_and_no_control_characters() {
    let review = Review::new();
    let rows = "product,month,amount\nSecret\u{1b}[2J,2026-10,4711.25\nAlpha,2026-10,se\u{7}ven\n";
    review.put("exports/revenue.csv", rows);
    let ran = review.run("run review.toml --log said.log").ended(4);
    assert!(ran.stderr.contains("unreadable_number"), "{}", ran.stderr);
    let log = review.read("said.log");
    assert!(log.contains("error: unreadable_number in revenue.csv, line 3, field 3"), "{log}");
    assert!(log.contains("ended with exit code 4"), "{log}");
    for of_the_data in ["Secret", "4711"] {
        assert!(!log.contains(of_the_data), "{log}");
    }
    assert!(log.chars().all(|c| c == '\n' || !c.is_control()), "{log:?}");
}

#[test]
fn every_command_may_have_a_log_and_runs_add_to_it() {
    let review = Review::new();
    review.run("run review.toml --log said.log --quiet").ended(0);
    let once = review.read("said.log");
    review.run("--log said.log metrics").ended(0);
    review.run("history review.toml --log said.log").ended(0);
    let log = review.read("said.log");
    assert!(log.starts_with(&once));
    assert_eq!(log.matches("ended with exit code 0").count(), 3, "{log}");
}

#[test]
fn a_log_of_an_earlier_day_is_put_away() {
    let review = Review::new();
    review.put("logs/review.log", "2026-10-30 07:00:01 +09:00 [7] info: one\n");
    review.run("run review.toml --scheduled --quiet").ended(0);
    assert_eq!(review.read("logs/review.2026-10-30.log"), "2026-10-30 07:00:01 +09:00 [7] info: one\n");
    assert!(!review.read("logs/review.log").contains("2026-10-30"));
}

#[test]
fn a_log_that_cannot_be_written_is_said_and_stands_in_nobodys_way() {
    let review = Review::new();
    let ran = review.run("run review.toml --log exports/revenue.csv --quiet").ended(0);
    assert_eq!(
        ran.stderr,
        "warning: the log `exports/revenue.csv` cannot be written: it is there and is no log of goalpost\n"
    );
    assert!(review.read("exports/revenue.csv").starts_with("product,month"));
    fs::create_dir(review.path("folder")).unwrap();
    let ran = review.run("run review.toml --log folder --quiet").ended(0);
    assert!(ran.stderr.starts_with("warning: the log `folder` cannot be written: "), "{}", ran.stderr);
}

#[test]
fn a_v_says_when_each_input_came_and_another_what_was_read_and_written() {
    let review = Review::new();
    let without_times = |text: &str| -> String {
        let line = |line: &str| line.split_once(" s  ").map_or(line, |(_, said)| said).to_owned() + "\n";
        text.lines().map(line).collect()
    };
    let more = review.run("run review.toml -v").ended(0);
    assert_eq!(
        without_times(&more.stderr),
        "reading exports\n  revenue\ncomputing metrics\nscoring goals\nlaying out the scorecard\npublishing\n"
    );
    let most = review.run("run review.toml -vv").ended(0);
    let most = without_times(&most.stderr);
    assert!(
        most.contains("read revenue.csv, 56 bytes\n  revenue from A1:C3: 2 rows, 2 used, 0 rejected, 0 ignored\n"),
        "{most}"
    );
    assert!(most.contains("unchanged metrics.csv, "), "{most}");
}
