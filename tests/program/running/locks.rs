//! Several publishers at one folder.

use super::checker::Folder;
use super::{Review, can, covered};
use goalpost::publish::{Destination, LEASE, Output, OutputKind, Publisher, publish};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROCESSES: usize = 8;
const ROUNDS: usize = 200;
const RACE: &str = "GOALPOST_RACE";

/// How often each runner is let in at least: on a slow disk all its rounds can pass while one other publishes.
const TURNS: usize = 10;
/// How long a runner goes on beyond its rounds when the others never let it in: far longer than they can take.
const PATIENCE: Duration = Duration::from_mins(2);

/// Publishes again and again, and counts in a file that is read and written apart: two at once would lose a count.
fn race(share: &Path, locks: Option<&Path>, name: &str) -> usize {
    let output = share.join("out");
    let counter = share.join("counter");
    let mut published = 0;
    let started = Instant::now();
    for round in 0.. {
        if round >= ROUNDS && (published >= TURNS || started.elapsed() > PATIENCE) {
            break;
        }
        let publisher = Publisher {
            host: name.to_owned(),
            process: std::process::id(),
            since: "now".to_owned(),
            run: format!("{name}-{round}"),
            locks: locks.map(Path::to_owned),
            ..Publisher::default()
        };
        let destination = Destination { output: &output, period: "2026-10" };
        let outputs = [Output::new("a.csv", format!("{name} {round}").into_bytes(), OutputKind::Csv)];
        let ran = publish(&outputs, &destination, &publisher, |_| {
            let inside = File::create_new(share.join("inside"));
            assert!(inside.is_ok(), "two publish at once");
            let count: usize = fs::read_to_string(&counter).map_or(0, |text| text.parse().unwrap());
            fs::write(&counter, (count + 1).to_string()).unwrap();
            fs::remove_file(share.join("inside")).unwrap();
            outputs[0].bytes.clone()
        });
        match ran {
            Ok(ran) => {
                assert!(ran.is_complete());
                published += 1;
            }
            Err(findings) => assert_eq!(findings[0].code(), "locked", "{findings:#?}"),
        }
    }
    published
}

#[test]
#[ignore = "one of the processes of the race below"]
fn runner() {
    let Ok(place) = std::env::var(RACE) else { return };
    let [share, locks, name] = place.split('|').collect::<Vec<_>>()[..] else { panic!("{place}") };
    let locks = (!locks.is_empty()).then(|| Path::new(locks));
    fs::write(Path::new(share).join(name), race(Path::new(share), locks, name).to_string()).unwrap();
}

/// On one machine with its locks, and as on eight machines, where only the file on the share stands between them.
#[test]
fn of_eight_processes_that_race_for_two_hundred_rounds_never_two_publish_at_once() {
    for machines in [1, PROCESSES] {
        let share = tempfile::tempdir().unwrap();
        let runners: Vec<_> = (0..PROCESSES)
            .map(|number| {
                let name = format!("runner{number}");
                let locks = if machines == 1 { share.path().display().to_string() } else { String::new() };
                let mut runner = Command::new(std::env::current_exe().unwrap());
                runner.args(["--exact", "running::locks::runner", "--ignored"]);
                runner.env(RACE, format!("{}|{locks}|{name}", share.path().display()));
                (name, runner.stdout(Stdio::null()).spawn().unwrap())
            })
            .collect();
        let mut published = 0;
        for (name, mut runner) in runners {
            assert!(runner.wait().unwrap().success(), "{name}");
            let of_this: usize = fs::read_to_string(share.path().join(&name)).unwrap().parse().unwrap();
            assert!(of_this >= TURNS, "{name} was let in {of_this} times only");
            published += of_this;
        }
        let counted: usize = fs::read_to_string(share.path().join("counter")).unwrap().parse().unwrap();
        assert_eq!(counted, published, "a count was lost, so two published at once");
        assert!(!share.path().join("out").join(LEASE).exists());
        let folder = share.path().join("out/2026-10");
        assert_eq!(fs::read(folder.join("a.csv")).unwrap(), fs::read(folder.join("run.json")).unwrap());
        covered(&format!("race over {machines} machines, {published} published"), PROCESSES * ROUNDS);
    }
}

fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap().success());
}

/// Starts the program so that it takes long over its publication, and waits until it has the lock.
fn slow(review: &Review) -> std::process::Child {
    let slowly = ["strace", "-f", "-qq", "-o", "trace", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=400000"];
    let mut child = review.under(&slowly).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..600 {
        if review.output().join(LEASE).exists() {
            return child;
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("the lock was never taken");
}

/// The process that holds the lock, which is not the one that traces it.
fn holder(review: &Review) -> u32 {
    let lease = fs::read(review.output().join(LEASE)).unwrap();
    let lease: serde_json::Value = serde_json::from_slice(&lease).unwrap();
    u32::try_from(lease["process"].as_u64().unwrap()).unwrap()
}

#[test]
fn a_paused_holder_keeps_its_lock_and_one_whose_lock_was_broken_stops_when_it_goes_on() {
    if !super::can_trace() || !can(&["kill", "-L"]) {
        return;
    }
    let review = Review::new();
    let paused = slow(&review);
    let process = holder(&review);
    signal(process, "STOP");
    thread::sleep(Duration::from_millis(200));

    let refused = review.program().output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(75), "{said}");
    assert!(said.contains(&format!("process {process} on ")), "{said}");

    let broken = review.under(&["env"]).arg("--break-lock").output().unwrap();
    assert_eq!(broken.status.code(), Some(0), "{}", String::from_utf8_lossy(&broken.stderr));
    let after = Folder::of(&review.folder());
    assert!(after.differs_only_in_its_record(&review.new));

    signal(process, "CONT");
    let output = paused.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(75), "{said}");
    assert!(said.contains("[lock_lost]"), "{said}");
    assert_eq!(Folder::of(&review.folder()), after, "it changed nothing any more");
    assert_eq!(super::checker::leftovers(&review.output()), Vec::<String>::new());
}

#[test]
fn a_run_that_is_asked_to_stop_ends_with_130_and_whole_files() {
    if !super::can_trace() {
        return;
    }
    for name in ["TERM", "INT"] {
        let review = Review::new();
        let asked = slow(&review);
        signal(holder(&review), name);
        let output = asked.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{name}: {said}");
        assert!(said.contains("[interrupted]"), "{name}: {said}");
        super::checker::whole(&review.folder(), &review.old, &review.new).unwrap();
        assert_eq!(super::checker::leftovers(&review.output()), Vec::<String>::new());
        assert_ne!(Folder::of(&review.folder()), review.new, "it stopped in time");
    }
}
