//! One publisher at a time, and what becomes of the lock of one that is gone.

use super::{Share, codes, publisher, record, text};
use crate::publish::disk::Here;
use crate::publish::lock::{LEASE, Lease};
use crate::publish::{Destination, Finding, Published, Publisher, publish_on};
use std::fs;
use std::path::Path;

fn lease(share: &Share) -> Option<Lease> {
    let bytes = fs::read(share.output().join(LEASE)).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}

fn put_lease(share: &Share, content: &[u8]) {
    fs::create_dir_all(share.output()).unwrap();
    #[expect(clippy::disallowed_methods, reason = "the test plays another machine")]
    fs::write(share.output().join(LEASE), content).unwrap();
}

fn of_another(host: &str, local: Option<&str>) -> Lease {
    Lease {
        host: host.to_owned(),
        process: 4711,
        since: "2026-11-03 06:59:58".to_owned(),
        run: "other".to_owned(),
        sequence: 3,
        local: local.map(str::to_owned),
    }
}

fn publish_as(
    share: &Share,
    publisher: &Publisher,
    record: impl FnOnce(&Published) -> Vec<u8>,
) -> Result<Published, Vec<Finding>> {
    let destination = Destination { output: &share.output(), period: "2026-10" };
    publish_on(&Here, &[text("a.csv", "new")], &destination, publisher, record)
}

#[test]
fn the_lease_says_who_publishes_while_they_do_and_goes_afterwards() {
    let share = Share::new();
    let publisher = publisher();
    let mut seen = None;
    let published = publish_as(&share, &publisher, |published| {
        seen = lease(&share);
        record(published)
    });
    assert!(published.unwrap().is_complete());
    let seen = seen.unwrap();
    assert_eq!((seen.host, seen.process, seen.run, seen.sequence), ("here".into(), 7, publisher.run, 1));
    assert_eq!(lease(&share), None);
}

#[test]
fn a_lease_of_another_machine_is_never_taken_however_old_it_is() {
    let share = Share::new();
    let other = of_another("there", Some("mark"));
    for content in [serde_json::to_vec(&other).unwrap(), Vec::new(), b"not a lease".to_vec()] {
        put_lease(&share, &content);
        let findings = publish_as(&share, &publisher(), record).unwrap_err();
        assert_eq!(codes(&findings), ["locked"]);
        assert_eq!(fs::read(share.output().join(LEASE)).unwrap(), content);
        assert!(!share.folder().exists());
    }
    put_lease(&share, &serde_json::to_vec(&other).unwrap());
    let said = publish_as(&share, &publisher(), record).unwrap_err()[0].problem.message();
    assert_eq!(said, "another run is publishing here: process 4711 on `there`, since 2026-11-03 06:59:58");
}

#[test]
fn a_lock_is_broken_when_that_is_asked_for_and_it_is_said() {
    let share = Share::new();
    put_lease(&share, &serde_json::to_vec(&of_another("there", None)).unwrap());
    let breaking = Publisher { break_lock: true, ..publisher() };
    let mut sequence = 0;
    let published = publish_as(&share, &breaking, |published| {
        sequence = lease(&share).unwrap().sequence;
        record(published)
    });
    let published = published.unwrap();
    assert_eq!((codes(&published.remarks), sequence), (vec!["lock_broken"], 4));
    assert!(published.is_complete() && lease(&share).is_none());
}

#[test]
fn the_lock_of_a_dead_process_of_this_machine_is_taken_over_and_its_run_is_named() {
    let (share, locks) = (Share::new(), tempfile::tempdir().unwrap());
    let publisher = || Publisher { locks: Some(locks.path().to_owned()), ..publisher() };
    let mut left = None;
    publish_as(&share, &publisher(), |published| {
        left = lease(&share);
        record(published)
    })
    .unwrap();
    // As a killed process leaves it: the lease with the mark of the local lock, which the system has let go.
    let left = left.unwrap();
    assert!(left.local.is_some());
    put_lease(&share, &serde_json::to_vec(&left).unwrap());
    share.put(".goalpost-a.csv-99.tmp", "half");
    let published = publish_as(&share, &publisher(), record).unwrap();
    assert_eq!(codes(&published.remarks), ["publication_not_finished"]);
    let said = published.remarks[0].problem.message();
    assert_eq!(
        said,
        "a run did not finish: process 7 on `here`, since 2026-11-03 07:00:02; removed 1 file that it left"
    );
    assert_eq!(share.names(), ["a.csv", "run.json"]);

    // The same lease with the mark of another local lock, as of a container of the same name: not ours to judge.
    put_lease(&share, &serde_json::to_vec(&of_another("here", Some("other"))).unwrap());
    assert_eq!(codes(&publish_as(&share, &publisher(), record).unwrap_err()), ["locked"]);
}

#[test]
fn a_dead_lock_alone_tells_of_a_run_that_did_not_finish_and_so_does_a_file_alone() {
    let (share, locks) = (Share::new(), tempfile::tempdir().unwrap());
    let publisher = || Publisher { locks: Some(locks.path().to_owned()), ..publisher() };
    let mut left = None;
    let first = publish_as(&share, &publisher(), |published| {
        left = lease(&share);
        record(published)
    });
    assert!(first.unwrap().remarks.is_empty());
    put_lease(&share, &serde_json::to_vec(&left.unwrap()).unwrap());
    let said = |share: &Share| publish_as(share, &publisher(), record).unwrap().remarks[0].problem.message();
    assert_eq!(said(&share), "a run did not finish: process 7 on `here`, since 2026-11-03 07:00:02");
    share.put(".goalpost-a.csv-99.tmp", "half");
    assert_eq!(said(&share), "a run did not finish; removed 1 file that it left");
}

#[test]
fn the_lock_of_a_living_process_of_this_machine_is_broken_only_when_that_is_asked_for() {
    let (share, locks) = (Share::new(), tempfile::tempdir().unwrap());
    let publisher = |break_lock| Publisher { locks: Some(locks.path().to_owned()), break_lock, ..publisher() };
    let mut seen = Vec::new();
    let first = publish_as(&share, &publisher(false), |published| {
        seen.push(codes(&publish_as(&share, &publisher(false), record).unwrap_err()));
        seen.push(codes(&publish_as(&share, &publisher(true), record).unwrap().remarks));
        record(published)
    });
    assert_eq!(seen, [["locked"], ["lock_broken"]]);
    assert_eq!(codes(&first.unwrap_err()), ["lock_lost"]);
}

/// It is about to place its lease, or has just let it go.
#[test]
fn a_living_process_of_this_machine_has_the_lock_also_where_no_lease_is() {
    let (share, locks) = (Share::new(), tempfile::tempdir().unwrap());
    let publisher = || Publisher { locks: Some(locks.path().to_owned()), ..publisher() };
    let mut second = Vec::new();
    let first = publish_as(&share, &publisher(), |published| {
        fs::remove_file(share.output().join(LEASE)).unwrap();
        second = codes(&publish_as(&share, &publisher(), record).unwrap_err());
        record(published)
    });
    assert_eq!((second, codes(&first.unwrap_err())), (vec!["locked"], vec!["lock_lost"]));
}

#[test]
fn a_run_whose_lock_is_taken_away_stops_before_it_replaces_another_file() {
    for (thief, said) in [(Some(of_another("there", None)), "process 4711 on `there`"), (None, "removed by somebody")] {
        let share = Share::new();
        share.publish(&[text("a.csv", "old")]).unwrap();
        let outcome = publish_as(&share, &publisher(), |_| {
            match &thief {
                Some(thief) => put_lease(&share, &serde_json::to_vec(thief).unwrap()),
                None => fs::remove_file(share.output().join(LEASE)).unwrap(),
            }
            b"never".to_vec()
        });
        let findings = outcome.unwrap_err();
        assert_eq!(codes(&findings), ["lock_lost"]);
        assert!(findings[0].problem.message().contains(said), "{}", findings[0].problem.message());
        assert_eq!(share.read("run.json"), "a.csv");
        assert_eq!(lease(&share), thief, "the lock of another is left alone");
        assert_eq!(share.names(), ["a.csv", "run.json"], "nothing staged is left");
    }
}

#[test]
fn a_run_that_is_asked_to_stop_does_so_before_the_next_file() {
    let share = Share::new();
    share.publish(&[text("a.csv", "old")]).unwrap();
    let publisher = publisher();
    let findings = publish_as(&share, &publisher, |_| {
        assert!(!publisher.stop.ask());
        b"never".to_vec()
    });
    assert_eq!(codes(&findings.unwrap_err()), ["interrupted"]);
    assert_eq!((share.read("run.json"), lease(&share)), ("a.csv".to_owned(), None));
    assert_eq!(share.names(), ["a.csv", "run.json"]);
    assert_eq!(codes(&publish_as(&share, &publisher, record).unwrap_err()), ["interrupted"]);
}

#[test]
fn a_template_is_written_whole_or_not_at_all_and_never_over_another() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("goals.xlsx");
    crate::publish::write_new(&path, b"one").unwrap();
    assert_eq!(crate::publish::write_new(&path, b"two").unwrap_err().code(), "file_there");
    assert_eq!(fs::read(&path).unwrap(), b"one");
    let missing = crate::publish::write_new(Path::new("/nowhere/at all/goals.xlsx"), b"one");
    assert_eq!(missing.unwrap_err().code(), "cannot_write");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn a_lock_that_cannot_be_read_is_somebodys() {
    let share = Share::new();
    fs::create_dir_all(share.output().join(LEASE)).unwrap();
    let findings = publish_as(&share, &publisher(), record).unwrap_err();
    assert_eq!(codes(&findings), ["locked"], "a folder in its place");
    assert!(!share.folder().exists());
}
