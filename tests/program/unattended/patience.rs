//! Trying again while another run publishes.

use super::{Ran, Review};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// Of a run on another machine, which nobody here can know for dead.
const LEASE: &str =
    r#"{"host":"FINANCE-3","process":7,"since":"2026-11-03 07:00:02","run":"x","sequence":1,"local":null}"#;

#[test]
fn a_run_that_waits_for_another_publishes_when_that_one_is_done() {
    let review = Review::new();
    review.put("out/.goalpost-lock", LEASE);
    let mut command = review.command("run review.toml --scheduled --retry-for 3s");
    let waiting = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..600 {
        if fs::read_to_string(review.path("logs/review.log")).is_ok_and(|log| log.contains("trying again")) {
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    fs::remove_file(review.path("out/.goalpost-lock")).unwrap();
    let ran = Ran::of(&waiting.wait_with_output().unwrap()).ended(0);
    assert!(ran.stdout.contains("metrics.csv"));
    let waited =
        "another run is publishing here: process 7 on `FINANCE-3`, since 2026-11-03 07:00:02; trying again in ";
    assert!(ran.stderr.contains(waited), "{}", ran.stderr);
    assert!(review.log("logs/review.log").contains(&format!("warning: {waited}")));
    assert!(review.path("out/2026-10/run.json").exists());
}

#[test]
fn when_the_time_is_over_the_answer_is_try_later_and_nothing_has_changed() {
    let review = Review::new();
    review.put("out/.goalpost-lock", LEASE);
    let begun = Instant::now();
    let ran = review.run("run review.toml --quiet --retry-for 1s").ended(75);
    assert!(begun.elapsed() >= Duration::from_secs(1));
    // What is said is said once, of the last attempt.
    assert_eq!(ran.stderr.matches("another run is publishing here").count(), 1, "{}", ran.stderr);
    assert!(!review.path("out/2026-10").exists());
}

#[test]
fn no_other_end_is_tried_again() {
    let review = Review::new();
    review.put("exports/revenue.csv", "");
    let begun = Instant::now();
    review.run("run review.toml --quiet --retry-for 30m").ended(4);
    assert!(begun.elapsed() < Duration::from_mins(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_waits_ends_at_once_when_it_is_asked_to_stop() {
    let review = Review::new();
    review.put("out/.goalpost-lock", LEASE);
    let mut command = review.command("run review.toml --scheduled --retry-for 30m");
    let mut waiting = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for _ in 0..600 {
        if fs::read_to_string(review.path("logs/review.log")).is_ok_and(|log| log.contains("trying again")) {
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    let kill = std::process::Command::new("kill").args(["-TERM", &waiting.id().to_string()]).status();
    assert!(kill.unwrap().success());
    assert_eq!(waiting.wait().unwrap().code(), Some(130));
}
