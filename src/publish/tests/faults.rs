//! Every call of the file system fails once: each file stays the whole old one or is the whole new one.

use super::{Share, codes, record, states, text};
use crate::publish::disk::{Disk, Here, Kind};
use crate::publish::{Delivered, publish_on};
use std::cell::RefCell;
use std::io;
use std::path::Path;

/// The real disk until a call whose description begins with `at`; that one fails with a code of the system.
struct Faulty {
    at: &'static str,
    code: i32,
    calls: RefCell<Vec<String>>,
}

const NO_SPACE: i32 = 28;
const INPUT_OUTPUT: i32 = 5;
const NOT_PERMITTED: i32 = 13;

impl Faulty {
    fn new(at: &'static str, code: i32) -> Self {
        Self { at, code, calls: RefCell::default() }
    }

    fn call<T>(&self, name: &str, path: &Path, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let described = format!("{name} {}", path.file_name().unwrap().to_str().unwrap());
        let fails = described.starts_with(self.at);
        self.calls.borrow_mut().push(described);
        if fails { Err(io::Error::from_raw_os_error(self.code)) } else { call() }
    }
}

impl Disk for Faulty {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("make", folder, || Here.make_folder(folder))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.call("names", folder, || Here.names(folder))
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.call("kind", path, || Here.kind(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call("read", path, || Here.read(path))
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let outcome = self.call("create", path, || Here.create(path, bytes));
        if outcome.is_err() {
            // As a full disk does it: the name is there and part of the content.
            Here.create(path, &bytes[..bytes.len() / 2]).unwrap();
        }
        outcome
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", to, || Here.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove", path, || Here.remove(path))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("remove folder", folder, || Here.remove_folder(folder))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("sync", folder, || Here.sync_folder(folder))
    }
}

/// A share with an earlier run on it.
fn share() -> Share {
    let share = Share::new();
    share.publish(&[text("a.csv", "old a"), text("b.csv", "old b")]).unwrap();
    share
}

fn contents(share: &Share) -> [String; 2] {
    [share.read("a.csv"), share.read("b.csv")]
}

#[test]
fn a_disk_that_is_full_at_the_second_file_changes_nothing() {
    for at in ["create .goalpost-a.csv", "create .goalpost-b.csv"] {
        let share = share();
        let disk = Faulty::new(at, NO_SPACE);
        let outputs = [text("a.csv", "new a"), text("b.csv", "new b")];
        let findings = publish_on(&disk, &outputs, &share.folder(), record).unwrap_err();
        assert_eq!(codes(&findings), ["cannot_write"]);
        assert!(findings[0].problem.hint().unwrap().starts_with("make room"));
        assert_eq!(contents(&share), ["old a", "old b"]);
        assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"], "nothing staged is left");
    }
}

#[test]
fn a_file_that_cannot_be_replaced_stays_and_the_others_go_on() {
    let share = share();
    let disk = Faulty::new("rename a.csv", NOT_PERMITTED);
    let outputs = [text("a.csv", "new a"), text("b.csv", "new b")];
    let published = publish_on(&disk, &outputs, &share.folder(), record).unwrap();
    assert_eq!(states(&published), [Delivered::Not, Delivered::Written]);
    assert_eq!(codes(&published.findings), ["cannot_replace"]);
    assert_eq!(published.findings[0].place.file(), Some("a.csv"));
    assert_eq!(contents(&share), ["old a", "new b"]);
    assert_eq!(share.read("run.json"), "b.csv");
    assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"], "nothing staged is left");
}

#[test]
fn a_record_that_cannot_be_written_is_reported_and_the_old_one_stays() {
    for at in ["create .goalpost-run.json", "rename run.json"] {
        let share = share();
        let disk = Faulty::new(at, NO_SPACE);
        let published = publish_on(&disk, &[text("a.csv", "new a")], &share.folder(), record).unwrap();
        assert!(!published.recorded && !published.is_complete());
        assert_eq!(share.read("run.json"), "a.csv b.csv");
        assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"]);
    }
}

#[test]
fn a_folder_that_cannot_be_forced_to_the_disk_is_an_error() {
    let share = share();
    let disk = Faulty::new("sync", INPUT_OUTPUT);
    let findings = publish_on(&disk, &[text("a.csv", "new a")], &share.folder(), record).unwrap_err();
    assert_eq!(codes(&findings), ["not_on_disk"]);
    assert_eq!(share.read("run.json"), "a.csv b.csv", "without the record the run did not happen");
}

#[test]
fn a_folder_that_cannot_be_made_or_listed_is_an_error() {
    for at in ["make", "names"] {
        let share = share();
        let disk = Faulty::new(at, NOT_PERMITTED);
        let findings = publish_on(&disk, &[text("a.csv", "new a")], &share.folder(), record).unwrap_err();
        assert_eq!(codes(&findings), ["no_output_folder"]);
        assert_eq!(contents(&share), ["old a", "old b"]);
    }
}

#[test]
fn an_old_file_that_cannot_be_read_is_replaced_without_comparing() {
    let share = share();
    let disk = Faulty::new("read a.csv", NOT_PERMITTED);
    let published = publish_on(&disk, &[text("a.csv", "new a")], &share.folder(), record).unwrap();
    assert_eq!(states(&published), [Delivered::Written]);
    assert_eq!(share.read("a.csv"), "new a");
}

#[test]
fn everything_is_staged_before_anything_is_replaced_and_the_record_comes_last() {
    let share = share();
    let disk = Faulty::new("never", 0);
    let outputs = [text("a.csv", "new a"), text("b.csv", "new b"), text("c.csv", "c")];
    publish_on(&disk, &outputs, &share.folder(), record).unwrap();
    let calls = disk.calls.into_inner();
    let steps: Vec<String> = calls
        .iter()
        .filter(|call| ["create", "rename", "sync"].iter().any(|step| call.starts_with(step)))
        .map(|call| call.replace(&format!("-{}.tmp", std::process::id()), ""))
        .collect();
    assert_eq!(
        steps,
        [
            "create .goalpost-a.csv",
            "create .goalpost-b.csv",
            "create .goalpost-c.csv",
            "rename a.csv",
            "rename b.csv",
            "rename c.csv",
            "sync 2026-10",
            "create .goalpost-run.json",
            "rename run.json",
            "sync 2026-10",
        ]
    );
}
