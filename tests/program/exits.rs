//! The table of exit codes in `README.md`, a run of the program for each of its lines.

use crate::harness::Test;
use crate::pipelines::Pipeline;

fn pipeline() -> String {
    Pipeline::new().input("revenue", "revenue.csv").input("usage", "usage.csv").lines("required = false").text()
}

/// Of a run on another machine, which nobody here can know for dead.
const LEASE: &str =
    r#"{"host":"FINANCE-3","process":7,"since":"2026-11-03 07:00:02","run":"x","sequence":1,"local":null}"#;

fn review() -> Test {
    Test::new()
        .file("review.toml", &pipeline())
        .file("exports/revenue.csv", "product,period,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\n")
        .file("exports/usage.csv", "product,period,active_users\nAlpha,2026-10,7\n")
}

fn with(lines: &str) -> Test {
    review().file("review.toml", &format!("{}{lines}\n", pipeline()))
}

/// What happens, the exit code, the review, and the command.
type Line = (&'static str, i32, fn() -> Test, &'static str);

const CHECK: &str = "    [[check]]\n    name = \"c\"\n    holds = \"sum(revenue.amount) > 1000\"";

const LINES: &[Line] = &[
    ("everything is published", 0, review, "run review.toml"),
    ("a dry run finds nothing", 0, review, "run review.toml --dry-run"),
    ("a check finds nothing", 0, review, "check review.toml"),
    ("a check finds a gap that a run would have", 0, || review().file("exports/usage.csv", ""), "check review.toml"),
    ("a scheduled run", 0, review, "run review.toml --scheduled"),
    ("a hook does its work", 0, || with("    [publish]\n    after = [\"true\"]"), "run review.toml"),
    ("a list", 0, review, "metrics review.toml"),
    ("the help", 0, review, "--help"),
    ("the output folder is a file", 1, || review().file("out", "a file"), "run review.toml"),
    ("the folder of the period is a file", 1, || review().file("out/2026-10", "a file"), "run review.toml"),
    ("no pipeline is named", 2, review, "run"),
    ("the pipeline is not there", 2, review, "run missing.toml"),
    ("an option is not known", 2, review, "run review.toml --as-off 2026-10"),
    ("the period cannot be meant", 2, review, "run review.toml --as-of Octember"),
    ("a key of the pipeline is not known", 2, || with("    piick = \"all\""), "run review.toml"),
    ("a check names no pipeline that can be read", 2, || with("    piick = \"all\""), "check review.toml"),
    ("a finding is not known", 2, review, "explain no_such_finding"),
    ("an export that the run can do without is empty", 3, || review().file("exports/usage.csv", ""), "run review.toml"),
    (
        "an export is behind",
        3,
        || review().file("exports/revenue.csv", "product,period,amount\nAlpha,2026-09,90\n"),
        "run review.toml --as-of 2026-10",
    ),
    ("a folder is in the place of a file", 3, || review().file("out/2026-10/metrics.csv/x", "x"), "run review.toml"),
    ("a hook fails", 3, || with("    [publish]\n    after = [\"false\"]"), "run review.toml"),
    ("a product is set aside", 3, || with(&format!("{CHECK}\n    severity = \"quarantine\"")), "run review.toml"),
    ("a required export is empty", 4, || review().file("exports/revenue.csv", ""), "run review.toml"),
    ("a required export is empty, says a check", 4, || review().file("exports/revenue.csv", ""), "check review.toml"),
    ("no input covers the period", 4, review, "run review.toml --as-of 2026-12"),
    ("a control total does not hold", 4, || with(CHECK), "run review.toml"),
    ("another run publishes", 75, || review().file("out/.goalpost-lock", LEASE), "run review.toml"),
    (
        "another run publishes all the while",
        75,
        || review().file("out/.goalpost-lock", LEASE),
        "run review.toml --retry-for 1s",
    ),
];

/// The codes of the table in the documents, by the number in their first column.
fn documented() -> Vec<i32> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |"));
    cells.filter_map(|(first, _)| first.trim_matches('`').parse().ok()).collect()
}

#[test]
fn each_end_has_its_exit_code_whatever_the_format() {
    let mut wrong = Vec::new();
    for (what, code, review, command) in LINES {
        for format in ["", " --format json"] {
            let (found, ran) = review().args(&format!("{command}{format}")).end();
            if found != *code {
                wrong.push(format!("{what}: `{command}{format}` ended with {found}, not {code}\n{}", ran.stderr));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// 130 has a test of its own, since a run must be under way to be stopped.
#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_stop_ends_with_130_whatever_the_format() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    for format in ["text", "json"] {
        let home = tempfile::tempdir().unwrap();
        let pipeline =
            format!("{}    [publish]\n    after = [\"sh\", \"-c\", \"touch started; sleep 60\"]\n", pipeline());
        std::fs::create_dir(home.path().join("exports")).unwrap();
        std::fs::write(home.path().join("review.toml"), pipeline).unwrap();
        std::fs::write(home.path().join("exports/revenue.csv"), "product,period,amount\nAlpha,2026-10,1\n").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
        command.args(["run", "review.toml", "--format", format]).current_dir(home.path());
        let mut running = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while !home.path().join("started").exists() {
            assert!(begun.elapsed() < Duration::from_mins(1), "the hook was never called");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(Command::new("kill").args(["-TERM", &running.id().to_string()]).status().unwrap().success());
        assert_eq!(running.wait().unwrap().code(), Some(130), "{format}");
    }
}

#[test]
fn every_documented_exit_code_has_a_line_here() {
    let mut tested: Vec<i32> = LINES.iter().map(|(_, code, ..)| *code).chain([130]).collect();
    tested.dedup();
    assert_eq!(documented(), tested);
}
