//! A scheduled run does nothing when it would do again what the last one did.

use super::{Ran, Review};
use std::fs;
use std::time::{Duration, SystemTime};

const SCHEDULED: &str = "run review.toml --scheduled";

/// A review with every kind of file that a run reads.
fn review() -> Review {
    let review = Review::new();
    review.add(
        "
        [products]
        file = \"products.csv\"
        [goals]
        file = \"goals.csv\"
        [fx]
        file = \"fx.csv\"
        [calendar]
        kind = \"file\"
        periods = \"calendar.csv\"
        ",
    );
    review.put("products.csv", "product,stage\nAlpha,growth\n");
    review.put("goals.csv", "Goal,Product,Metric,Period,Target\nG1,Alpha,revenue,FY2026-P10,100\n");
    review.put("fx.csv", "currency,period,rate,kind\nEUR,2026-10,1.1,average\n");
    let days = [(31, "01"), (28, "02"), (31, "03"), (30, "04"), (31, "05"), (30, "06")];
    let more = [(31, "07"), (31, "08"), (30, "09"), (31, "10"), (30, "11"), (31, "12")];
    let rows =
        days.into_iter().chain(more).enumerate().map(|(at, (last, month))| {
            format!("2026-{month},2026-{month}-01,2026-{month}-{last},2026,{}\n", at / 3 + 1)
        });
    review.put("calendar.csv", &format!("period,start,end,fiscal_year,quarter\n{}", rows.collect::<String>()));
    review
}

#[track_caller]
fn is_skipped(ran: Ran) {
    let ran = ran.ended(0);
    assert!(ran.stdout.is_empty(), "{}", ran.stdout);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    let (said, end) = (ran.stderr.starts_with("nothing has changed since run 000"), ": nothing was done\n");
    assert!(said && ran.stderr.ends_with(end), "{}", ran.stderr);
}

#[track_caller]
fn is_done(ran: Ran) {
    let ran = ran.ended(0);
    assert!(ran.stdout.contains("metrics.csv") && !ran.stderr.contains("nothing"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn nothing_is_done_twice_and_one_line_says_so() {
    let review = review();
    is_done(review.run(SCHEDULED));
    let touched = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
    let metrics = || fs::metadata(review.path("out/2026-10/metrics.csv")).unwrap().modified().unwrap();
    fs::File::options().append(true).open(review.path("exports/revenue.csv")).unwrap().set_modified(touched).unwrap();
    let before = metrics();
    is_skipped(review.run(SCHEDULED));
    assert_eq!(metrics(), before);
    assert!(review.log("logs/review.log").contains("info: nothing has changed since run 0001-"));
    let quiet = review.run("run review.toml --scheduled --quiet").ended(0);
    assert_eq!((quiet.stdout, quiet.stderr), (String::new(), String::new()));
    let json = review.run("run review.toml --scheduled --format json").ended(0);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert!(json["unchanged_since"].as_str().unwrap().starts_with("0001-"));
    assert_eq!((&json["exit_code"], json["outputs"].as_array().unwrap().len()), (&0.into(), 0));
}

#[test]
fn whoever_runs_it_by_hand_gets_a_run() {
    let review = review();
    is_done(review.run(SCHEDULED));
    is_done(review.run("run review.toml"));
    is_done(review.run("run review.toml --scheduled --break-lock"));
    assert_eq!(
        review.run("run review.toml --scheduled --dry-run").ended(0).stderr.lines().last(),
        Some("dry run: nothing was written")
    );
}

#[test]
fn a_change_in_any_file_that_a_run_reads_is_a_change() {
    let review = review();
    is_done(review.run(SCHEDULED));
    for (name, old, new) in [
        ("exports/revenue.csv", "100", "101"),
        ("products.csv", "growth", "launch"),
        ("goals.csv", ",100", ",120"),
        ("fx.csv", "1.1", "1.2"),
        ("calendar.csv", "fiscal_year", "Fiscal Year"),
        ("review.toml", "\"Review\"", "\"Review\" # the same to all but the hash"),
    ] {
        let text = review.read(name);
        assert!(text.contains(old), "{name}");
        is_skipped(review.run(SCHEDULED));
        review.put(name, &text.replace(old, new));
        is_done(review.run(SCHEDULED));
        is_skipped(review.run(SCHEDULED));
    }
    review.put("exports/revenue_2.csv", "product,month,amount\nAlpha,2026-10,7\n");
    is_done(review.run(SCHEDULED));
    fs::remove_file(review.path("exports/revenue_2.csv")).unwrap();
    is_done(review.run(SCHEDULED));
    is_skipped(review.run(SCHEDULED));
}

#[test]
fn what_was_published_and_is_gone_or_altered_is_published_again() {
    let review = review();
    is_done(review.run(SCHEDULED));
    for name in ["out/2026-10/Scorecard 2026-10.xlsx", "out/2026-10/metrics.csv", "out/2026-10/run.json"] {
        fs::remove_file(review.path(name)).unwrap();
        is_done(review.run(SCHEDULED));
        assert!(review.path(name).exists(), "{name}");
    }
    review.put("out/2026-10/scores.csv", "altered");
    is_done(review.run(SCHEDULED));
    assert_ne!(review.read("out/2026-10/scores.csv"), "altered");
    let record = review.read("out/2026-10/run.json");
    review.put("out/2026-10/run.json", &record.replace("\"exit_code\": 0", "\"exit_code\": 3"));
    is_done(review.run(SCHEDULED));
    is_skipped(review.run(SCHEDULED));
}

#[test]
fn a_run_of_a_period_that_was_asked_for_does_not_stand_for_one_that_takes_the_latest() {
    let review = review();
    is_done(review.run("run review.toml --as-of 2026-09"));
    is_done(review.run(SCHEDULED));
    is_skipped(review.run(SCHEDULED));
    is_skipped(review.run("run review.toml --scheduled --as-of FY2026-P09"));
    is_done(review.run("run review.toml --scheduled --output elsewhere"));
}

#[test]
fn a_run_that_was_not_complete_is_made_again() {
    let review = Review::new();
    review.put("out/2026-10/metrics.csv/x", "a folder in the way");
    review.run(SCHEDULED).ended(3);
    let again = review.run(SCHEDULED).ended(3);
    assert!(again.stderr.contains("target_is_not_a_file"), "{}", again.stderr);
    fs::remove_dir_all(review.path("out/2026-10/metrics.csv")).unwrap();
    is_done(review.run(SCHEDULED));
    is_skipped(review.run(SCHEDULED));
}

/// The day on which the run has something new to say stands in its record; the clock of a test cannot be set.
#[test]
fn an_export_that_becomes_due_and_data_that_become_stale_are_changes() {
    let today = chrono::Local::now().date_naive();
    let month = |back: u32| today.checked_sub_months(chrono::Months::new(back)).unwrap().format("%Y-%m").to_string();
    let rows = format!("product,month,amount\nAlpha,{},90\nAlpha,{},100\n", month(2), month(1));
    for lines in ["[quality]\nfresh_within_days = 300", "[landing]\nmethod = \"auto\"", "due = \"45 days\""] {
        let review = Review::new();
        let pipeline = review.read("review.toml");
        let pipeline = if lines.starts_with("due") {
            pipeline.replace("fact = ", &format!("{lines}\nfact = "))
        } else {
            format!("{pipeline}\n{lines}\n")
        };
        review.put("review.toml", &pipeline);
        review.put("exports/revenue.csv", &rows);
        is_done(review.run(SCHEDULED));
        is_skipped(review.run(SCHEDULED));
        let record = review.path(&format!("out/{}/run.json", month(1)));
        let text = fs::read_to_string(&record).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let Some(day) = json["run"]["stands_until"].as_str() else {
            assert!(lines.contains("landing"), "{lines}: it holds for ever");
            continue;
        };
        assert!(day > today.to_string().as_str(), "{lines}: {day}");
        // As if that day had come.
        fs::write(&record, text.replace(day, &today.to_string())).unwrap();
        is_done(review.run(SCHEDULED));
        assert_eq!(fs::read_to_string(&record).unwrap(), text, "and the record says the same again");
    }
}
