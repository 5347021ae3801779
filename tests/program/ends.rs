//! How the program ends: exit codes, and what a successful run leaves behind.

use crate::harness::Test;
use crate::pipelines::Pipeline;
use std::fs;

fn sample(args: &str) -> Test {
    let root = env!("CARGO_MANIFEST_DIR");
    let home = Test::new();
    home.args(&args.replace("monthly.toml", &format!("{root}/pipelines/monthly.toml")))
}

/// A small review that publishes.
fn review() -> Test {
    let pipeline = Pipeline::new()
        .revenue("revenue.csv")
        .input("usage", "usage.csv")
        .lines("required = false")
        .columns(&[("product", "product"), ("period", "month"), ("active_users", "users")]);
    Test::new()
        .file("review.toml", &pipeline.text())
        .file("exports/revenue.csv", "product,month,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\n")
        .file("exports/usage.csv", "product,month,users\nAlpha,2026-10,7\n")
}

#[test]
fn each_end_has_its_exit_code() {
    review().args("run review.toml").status(0).run_quietly();
    review().args("run review.toml --dry-run").status(0).run_quietly();
    review().args("check review.toml").status(0).run_quietly();
    review().args("run").status(2).run_quietly();
    review().args("run missing.toml").status(2).run_quietly();
    review().args("run review.toml --as-of Octember").status(2).run_quietly();
    review().args("run review.toml --as-of 2026-12").status(4).run_quietly();
    review().args("explain no_such_finding").status(2).run_quietly();
    review().file("exports/usage.csv", "").args("run review.toml").status(3).run_quietly();
    review().file("exports/revenue.csv", "").args("run review.toml").status(4).run_quietly();
    review().file("out/2026-10", "a file where the folder should be").args("run review.toml").status(1).run_quietly();
    review().file("out/2026-10/metrics.csv/x", "a folder in the way").args("run review.toml").status(3).run_quietly();
}

#[test]
fn an_export_that_is_behind_is_named_and_the_run_is_incomplete() {
    review()
        .file("exports/revenue.csv", "product,month,amount\nAlpha,2026-09,90\n")
        .args("run review.toml --as-of 2026-10 --output elsewhere")
        .status(3)
        .stdout(
            "
            elsewhere/2026-10/Scorecard 2026-10.xlsx
            elsewhere/2026-10/metrics.csv
            elsewhere/2026-10/scores.csv
            elsewhere/2026-10/verdicts.csv
            elsewhere/2026-10/findings.csv
            ",
        )
        .stderr(
            "
            reading exports
            computing metrics
            scoring goals
            laying out the scorecard
            publishing
            warning[input_behind]: has no row in 2026-10; its last is 2026-09
            --> revenue.csv
             = help: ask for the latest export, or run with an earlier --as-of

            1 warning
            ",
        )
        .run();
}

#[test]
fn quiet_success_is_silent_and_a_dry_run_writes_nothing() {
    let ran = review().args("run review.toml --quiet").run();
    assert!(ran.exists("out/2026-10/run.json"));
    let ran = review().args("run review.toml --dry-run --quiet").run();
    assert!(!ran.exists("out"));
}

#[test]
fn rows_read_are_used_rejected_or_ignored_in_every_sheet_of_the_sample() {
    let ran = sample("run monthly.toml --output here --quiet").run();
    let record = ran.json("here/2026-10/run.json");
    let mut sheets = 0;
    for input in record["inputs"].as_array().unwrap() {
        for sheet in input["sheets"].as_array().unwrap() {
            let rows = |name: &str| sheet["rows"][name].as_u64().unwrap();
            assert_eq!(rows("read"), rows("used") + rows("rejected") + rows("ignored"), "{sheet}");
            sheets += 1;
        }
    }
    assert_eq!(sheets, 13);
}

#[test]
fn the_sample_tells_its_four_stories() {
    let ran = sample("run monthly.toml --output here --quiet").run();
    let verdicts = ran.table("here/2026-10/verdicts.csv");
    for (product, verdict) in [
        ("CardioSight", "met"),
        ("SpineGuide", "exceeded"),
        ("LabRelay", "missed"),
        ("NeuroMap", "met"),
        ("PulseHome", "missed"),
        ("OrthoKit", "not_scored"),
        ("*", "at_risk"),
    ] {
        assert_eq!(verdicts.cell(&[("product", product)], "verdict"), verdict, "{product}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_and_unchanged_files_are_left_alone() {
    let once = sample("run monthly.toml --output here --quiet").run();
    let again = sample("run monthly.toml --output here --quiet").run();
    let mut files = 0;
    for entry in fs::read_dir(once.path("here/2026-10")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let bytes = |ran: &crate::harness::Ran| fs::read(ran.path(&format!("here/2026-10/{name}"))).unwrap();
        assert!(bytes(&once) == bytes(&again), "{name} differs");
        files += 1;
    }
    assert_eq!(files, 9);
}

#[test]
fn surroundings_change_no_byte() {
    let plain = sample("run monthly.toml --output here --quiet").run();
    let odd = sample("run monthly.toml --output here --quiet")
        .environment("HOME", "/nonexistent")
        .environment("LC_ALL", "C")
        .environment("TZ", "Pacific/Kiritimati")
        .run();
    for name in ["Scorecard 2026-10.xlsx", "metrics.csv", "run.json"] {
        let bytes = |ran: &crate::harness::Ran| fs::read(ran.path(&format!("here/2026-10/{name}"))).unwrap();
        assert!(bytes(&plain) == bytes(&odd), "{name} differs");
    }
}

#[test]
fn the_order_of_rows_changes_no_figure() {
    let rows = ["Alpha,2026-09,0.1", "Alpha,2026-10,0.2", "Beta,2026-10,1e5", "Alpha,2026-10,0.3", "Beta,2026-09,7"];
    let figures = |rows: &[&str]| {
        let export = format!("product,month,amount\n{}\n", rows.join("\n").replace("1e5", "100000"));
        let ran = review().file("exports/revenue.csv", &export).args("run review.toml --quiet").run();
        fs::read_to_string(ran.path("out/2026-10/metrics.csv")).unwrap()
    };
    let mut turned = rows;
    turned.reverse();
    let first = figures(&rows);
    assert!(first.contains("Alpha,revenue,period,2026-10,2026-10,0.5,"), "{first}");
    assert_eq!(first, figures(&turned));
}
