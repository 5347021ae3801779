//! The program that is called once a run is published.

use super::Review;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// A review whose hook is this script.
fn review(script: &str) -> Review {
    let review = Review::new();
    review.put("hook.sh", &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(review.path("hook.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    review.add("[publish]\nafter = [\"./hook.sh\", \"two words\", \"$HOME;*\"]\nafter_seconds = 20");
    review
}

#[test]
fn a_hook_is_called_after_a_publication_with_the_path_of_its_record() {
    let review = review("cat; pwd; printf '%s\\n' \"$@\"; echo \"$GOALPOST_RUN\" >&2; grep -c exit_code \"$3\"");
    // From elsewhere: it runs in the folder of the pipeline all the same.
    let mut command = review.command(&format!("run {} --scheduled", review.path("review.toml").display()));
    let ran = super::Ran::of(&command.current_dir("/").output().unwrap()).ended(0);
    assert!(!ran.stderr.contains("two words") && !ran.stdout.contains("two words"));
    let log = review.log("logs/review.log");
    let record = review.path("out/2026-10/run.json").display().to_string();
    let said = |text: &str| log.lines().filter(|line| *line == format!("info: the hook said: {text}")).count();
    assert_eq!(said(&review.home().display().to_string()), 1, "{log}");
    assert_eq!((said("two words"), said("$HOME;*"), said(&record), said("1")), (1, 1, 2, 1), "{log}");
}

#[test]
fn a_hook_is_called_only_when_something_was_published() {
    let review = review("echo x >> called");
    review.run("check review.toml").ended(0);
    review.run("run review.toml --dry-run").ended(0);
    review.run("run review.toml --as-of 2031-01").ended(4);
    assert!(!review.path("called").exists());
    review.run("run review.toml --scheduled").ended(0);
    review.run("run review.toml --scheduled").ended(0);
    assert_eq!(review.read("called"), "x\n", "the second run did nothing");
    review.put("exports/revenue.csv", "product,month,amount\nAlpha,2026-10,7\n");
    fs::remove_file(review.path("out/2026-10/metrics.csv")).unwrap();
    review.put("out/2026-10/metrics.csv/x", "a folder in the way");
    review.run("run review.toml --scheduled").ended(3);
    assert_eq!(review.read("called"), "x\nx\n", "not complete, and published");
}

#[test]
fn a_hook_that_fails_is_told_and_undoes_nothing() {
    let review = review("echo no mail server; exit 7");
    let ran = review.run("run review.toml --quiet").ended(3);
    assert_eq!(
        ran.stderr,
        "warning[hook_failed]: the hook `./hook.sh` ended with code 7: no mail server\n\n1 warning\n"
    );
    let record: serde_json::Value = serde_json::from_str(&review.read("out/2026-10/run.json")).unwrap();
    assert_eq!(record["exit_code"], 0, "what is published is complete");
    review.add("[quality]\nhook_failed = \"ignore\"");
    review.run("run review.toml --quiet").ended(0);

    fs::remove_file(review.path("hook.sh")).unwrap();
    let none = Review::new();
    none.add("[publish]\nafter = \"./no such hook\"");
    let ran = none.run("run review.toml --quiet").ended(3);
    assert!(ran.stderr.contains("the hook `./no such hook` could not be started: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("there is no shell"), "{}", ran.stderr);
    assert!(none.path("out/2026-10/run.json").exists());
}

#[test]
fn what_a_hook_says_cannot_disturb_the_log() {
    let review = review("printf 'a\\033[2J\\a\\nb\\r\\n\\377\\n'; yes | head -n 1000000");
    review.run("run review.toml --quiet --log said.log").ended(0);
    let log = review.read("said.log");
    assert!(log.len() < 1 << 20, "{} bytes", log.len());
    assert!(log.contains("the hook said: a\\u{1b}[2J\\u{7}\n"), "{}", &log[..2000]);
    assert!(log.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(log.ends_with("what was asked for is done\n"));
}

#[test]
fn a_run_that_is_asked_to_stop_ends_its_hook_and_stays_published() {
    let review = review("echo $$ > started; exec sleep 60");
    let begun = Instant::now();
    let running = review.command("run review.toml").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while fs::read_to_string(review.path("started")).map_or(true, |text| !text.ends_with('\n')) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the hook was never called");
        thread::sleep(Duration::from_millis(20));
    }
    let signal = |process: &str, name: &str| {
        std::process::Command::new("kill").args([name, process]).stderr(Stdio::null()).status().unwrap().success()
    };
    assert!(signal(&running.id().to_string(), "-TERM"));
    let output = running.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(!signal(review.read("started").trim(), "-0"), "the hook goes on");
    assert!(review.path("out/2026-10/run.json").exists() && !review.path("out/.goalpost-lock").exists());
}
