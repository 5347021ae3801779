//! Every call of the file system fails once while a record is added: it is there whole or not at all, and so is every
//! other.

use super::faults::{Faulty, INPUT_OUTPUT};
use crate::history::{RecordFile, RunId};
use crate::publish::add_record::{NewRecord, add_record_on};
use crate::publish::disk::{Disk, Here};
use std::fs;
use std::path::Path;

const FILES: [&str; 4] = ["goals.json", "figures.json", "scores.json", "run.json"];
const OLD: &str = "0001-3f9c2ab41d06";
const LEFT: &str = ".goalpost-0002-3f9c2ab41d06-4711.tmp";

fn record(folder: &Path, run: &str, surplus: &[&str]) -> NewRecord {
    let run: RunId = run.parse().unwrap();
    NewRecord {
        folder: folder.to_owned(),
        run,
        files: FILES.iter().map(|name| RecordFile { name, bytes: format!("{run} {name}").into_bytes() }).collect(),
        surplus: surplus.iter().map(|name| folder.join(name)).collect(),
    }
}

/// `None` is not there; whether each file is as it was written.
fn is_whole(folder: &Path, run: &str) -> Option<bool> {
    let folder = folder.join(run);
    let is_right = |name: &str| fs::read_to_string(folder.join(name)).ok() == Some(format!("{run} {name}"));
    folder.exists().then(|| FILES.iter().all(|name| is_right(name)))
}

#[test]
fn a_record_is_whole_or_not_there_whichever_call_fails() {
    const NEW: &str = "0003-3f9c2ab41d06";
    let mut at = 0;
    loop {
        let share = tempfile::tempdir().unwrap();
        let folder = share.path().join("history/runs/2026-10");
        assert!(add_record_on(&Here, &record(&folder, OLD, &[])).is_empty());
        fs::create_dir(folder.join(LEFT)).unwrap();
        Here.create(&folder.join(LEFT).join("goals.json"), b"{").unwrap();

        let disk = Faulty::at_call(at, INPUT_OUTPUT);
        let findings = add_record_on(&disk, &record(&folder, NEW, &[OLD]));
        let codes: Vec<&str> = findings.iter().map(crate::diagnostic::Finding::code).collect();
        assert_ne!(is_whole(&folder, NEW), Some(false), "call {at}");
        assert_ne!(is_whole(&folder, OLD), Some(false), "call {at}");
        assert!(is_whole(&folder, NEW).is_some() || codes.contains(&"history_not_written"), "call {at}: {codes:?}");

        // The next run clears away what is left.
        add_record_on(&Here, &record(&folder, "0004-3f9c2ab41d06", &[]));
        let names = Here.names(&folder).unwrap();
        assert!(names.iter().all(|name| !name.starts_with('.')), "call {at}: {names:?}");
        assert_eq!(is_whole(&folder, "0004-3f9c2ab41d06"), Some(true));
        if disk.calls.borrow().len() <= at {
            break;
        }
        at += 1;
    }
    assert!(at > 20, "only {at} calls were made to fail");
}

#[test]
fn a_record_that_is_there_is_never_written_again() {
    let share = tempfile::tempdir().unwrap();
    let folder = share.path().join("history/runs/2026-10");
    assert!(add_record_on(&Here, &record(&folder, OLD, &[])).is_empty());
    let mut other = record(&folder, OLD, &[]);
    other.files[0].bytes = b"other".to_vec();
    let findings = add_record_on(&Here, &other);
    assert_eq!(findings[0].code(), "history_not_written");
    assert_eq!(is_whole(&folder, OLD), Some(true));
}
