//! Exports that somebody is still copying while the schedule fires.

use super::{Ran, Review};
use crate::harness::Table;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Adds a sale of one dollar in October.
fn grow(path: &Path) {
    OpenOptions::new().append(true).open(path).unwrap().write_all(b"Alpha,2026-10,1\n").unwrap();
}

#[test]
fn a_scheduled_run_reads_a_copy_that_is_still_under_way_when_it_is_whole() {
    let review = Review::new();
    let path = review.path("exports/revenue.csv");
    thread::scope(|scope| {
        let ran = scope.spawn(|| review.run("run review.toml --scheduled").ended(0));
        for _ in 0..20 {
            grow(&path);
            thread::sleep(Duration::from_millis(100));
        }
        ran.join().unwrap();
    });
    let metrics = Table::read(&review.path("out/2026-10/metrics.csv"));
    let revenue = [("metric", "revenue"), ("window", "period"), ("product", "Alpha"), ("last_period", "2026-10")];
    assert_eq!(metrics.cell(&revenue, "value"), "120", "100 and the twenty that came while it waited");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_not_used() {
    let review = Review::new();
    // Long enough to read that it is written to meanwhile.
    let many: String = (0..200_000).map(|_| "Alpha,2026-10,1\n").collect();
    review.put("exports/revenue.csv", &format!("product,month,amount\n{many}"));
    let path = review.path("exports/revenue.csv");
    let ends = AtomicBool::new(false);
    let ran: Ran = thread::scope(|scope| {
        scope.spawn(|| {
            while !ends.load(Ordering::Relaxed) {
                grow(&path);
            }
        });
        let ran = review.run("run review.toml --quiet");
        ends.store(true, Ordering::Relaxed);
        ran
    });
    let ran = ran.ended(4);
    assert!(ran.stderr.contains("error[changed_while_reading]: changed while it was read"), "{}", ran.stderr);
    assert!(!review.path("out/2026-10").exists());
}
