//! Every call of the file system fails once: each file stays the whole old one or is the whole new one.

use super::{Share, codes, publisher, record, states, text};
use crate::diagnostic::Outlook;
use crate::publish::disk::{Disk, Here, Nature, PathKind, System, Unmade};
use crate::publish::temporary::place_new;
use crate::publish::{Delivered, Destination, LEASE, Output, Published, Publisher, Replaces, publish_on, write_new_on};
use std::cell::{Cell, RefCell};
use std::io;
use std::path::Path;
use std::time::Duration;

/// The real disk until a call whose description begins with `at`; that one fails with a code of a system, as often as
/// `times` says.
pub(super) struct Faulty {
    at: &'static str,
    /// The one call that fails, by its number, whatever its description.
    only: Option<usize>,
    code: i32,
    times: Cell<usize>,
    system: System,
    /// Name of a file that gives back half of what was written.
    forgets: &'static str,
    pub(super) calls: RefCell<Vec<String>>,
    waited: Cell<Duration>,
    /// What somebody else does just then.
    meanwhile: Box<dyn Fn()>,
}

const ALWAYS: usize = usize::MAX;
const NO_SPACE: i32 = 28;
pub(super) const INPUT_OUTPUT: i32 = 5;
const NOT_PERMITTED: i32 = 13;

impl Faulty {
    fn new(at: &'static str, code: i32) -> Self {
        let (times, waited) = (Cell::new(ALWAYS), Cell::new(Duration::ZERO));
        let calls = RefCell::default();
        Self {
            at,
            only: None,
            code,
            times,
            system: System::Unix,
            forgets: "",
            calls,
            waited,
            meanwhile: Box::new(|| ()),
        }
    }

    pub(super) fn at_call(number: usize, code: i32) -> Self {
        Self { only: Some(number), ..Self::new("", code) }
    }

    fn windows(at: &'static str, code: i32, times: usize) -> Self {
        Self { times: Cell::new(times), system: System::Windows, ..Self::new(at, code) }
    }

    fn call<T>(&self, name: &str, path: &Path, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let described = format!("{name} {}", path.file_name().unwrap().to_str().unwrap());
        let is_meant = match self.only {
            Some(only) => self.calls.borrow().len() == only,
            None => described.starts_with(self.at),
        };
        let fails = is_meant && self.times.get() > 0;
        self.calls.borrow_mut().push(described);
        if fails {
            self.times.set(self.times.get().saturating_sub(1));
            (self.meanwhile)();
            return Err(io::Error::from_raw_os_error(self.code));
        }
        call()
    }
}

impl Disk for Faulty {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("make", folder, || Here.make_folder(folder))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.call("names", folder, || Here.names(folder))
    }

    fn kind(&self, path: &Path) -> io::Result<PathKind> {
        self.call("kind", path, || Here.kind(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = self.call("read", path, || Here.read(path))?;
        if path.file_name().unwrap().to_str().unwrap().starts_with(self.forgets) && !self.forgets.is_empty() {
            bytes.truncate(bytes.len() / 2);
        }
        Ok(bytes)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Unmade> {
        if let Err(error) = self.call("create", path, || Ok(())) {
            // As a full disk does it: the name is there and part of the content.
            Here.create(path, &bytes[..bytes.len() / 2]).unwrap();
            return Err(Unmade::Unwritten(error));
        }
        self.call("force", path, || Ok(())).map_err(Unmade::Unforced)?;
        Here.create(path, bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("link", to, || Here.link(from, to))
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

    fn nature(&self, error: &io::Error) -> Nature {
        Nature::of(error, self.system)
    }

    fn wait(&self, pause: Duration) {
        self.waited.set(self.waited.get() + pause);
    }
}

/// A share with an earlier run on it.
fn share() -> Share {
    let share = Share::new();
    share.publish(&[text("a.csv", "old a"), text("b.csv", "old b")]).unwrap();
    share
}

const OLD: [&str; 2] = ["old a", "old b"];

fn contents(share: &Share) -> [String; 2] {
    [share.read("a.csv"), share.read("b.csv")]
}

/// An output that replaces a file which was read with this content, and keeps a copy of it.
fn new_a_keeping(read: &str) -> Output {
    let hash = blake3::hash(read.as_bytes()).to_hex().to_string();
    text("a.csv", "new a").replacing(Replaces::Keeping { hash, sheets: vec!["My notes".to_owned()] })
}

/// The old file stayed, and the new one lies beside it.
#[track_caller]
fn assert_pending(share: &Share, published: &Published) {
    assert_eq!((states(published), codes(&published.findings)), (vec![Delivered::Pending], vec!["cannot_replace"]));
    assert_eq!((share.read("a.csv"), share.read("a.pending-2026-10.csv")), ("old a".into(), "new a".into()));
}

#[test]
fn a_disk_that_is_full_at_the_second_file_changes_nothing() {
    for at in ["create .goalpost-a.csv", "create .goalpost-b.csv"] {
        let share = share();
        let disk = Faulty::new(at, NO_SPACE);
        let outputs = [text("a.csv", "new a"), text("b.csv", "new b")];
        let findings = share.publish_on(&disk, &outputs).unwrap_err();
        assert_eq!(codes(&findings), ["cannot_write"]);
        assert!(findings[0].problem.hint().unwrap().starts_with("make room"));
        assert_eq!(contents(&share), ["old a", "old b"]);
        assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"], "nothing staged is left");
        assert_eq!(disk.waited.get(), Duration::ZERO, "a full disk is not waited for");
    }
}

#[test]
fn a_file_that_cannot_be_replaced_stays_and_the_others_go_on() {
    let share = share();
    let disk = Faulty::new("rename a.csv", NOT_PERMITTED);
    let outputs = [text("a.csv", "new a"), text("b.csv", "new b")];
    let published = share.publish_on(&disk, &outputs).unwrap();
    assert_eq!(states(&published), [Delivered::Pending, Delivered::Written]);
    assert_eq!(codes(&published.findings), ["cannot_replace"]);
    assert_eq!(published.findings[0].place.file(), Some("a.csv"));
    assert_eq!(contents(&share), ["old a", "new b"]);
    assert_eq!(share.read("run.json"), "b.csv");
    assert_eq!(share.read("a.pending-2026-10.csv"), "new a");
    assert_eq!(share.names(), ["a.csv", "a.pending-2026-10.csv", "b.csv", "run.json"], "nothing staged is left");
    assert!(!published.is_complete());
}

#[test]
fn a_record_that_cannot_be_written_is_reported_and_the_old_one_stays() {
    for at in ["create .goalpost-run.json", "rename run.json"] {
        let share = share();
        let disk = Faulty::new(at, NO_SPACE);
        let published = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap();
        assert!(!published.recorded && !published.is_complete());
        assert_eq!(share.read("run.json"), "a.csv b.csv");
        assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"]);
    }
}

#[test]
fn a_folder_that_cannot_be_forced_to_the_disk_is_an_error() {
    let share = share();
    let disk = Faulty::new("sync", INPUT_OUTPUT);
    let findings = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap_err();
    assert_eq!(codes(&findings), ["not_on_disk"]);
    assert_eq!(share.read("run.json"), "a.csv b.csv", "without the record the run did not happen");
}

#[test]
fn a_folder_that_cannot_be_made_or_listed_is_an_error() {
    for at in ["make out", "make 2026-10", "names out", "names 2026-10"] {
        let share = share();
        let disk = Faulty::new(at, NOT_PERMITTED);
        let findings = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap_err();
        assert_eq!(codes(&findings), ["no_output_folder"]);
        assert_eq!(contents(&share), ["old a", "old b"]);
    }
}

#[test]
fn an_old_file_that_cannot_be_read_is_replaced_without_comparing() {
    let share = share();
    let disk = Faulty::new("read a.csv", NOT_PERMITTED);
    let published = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap();
    assert_eq!(states(&published), [Delivered::Written]);
    assert_eq!(share.read("a.csv"), "new a");
}

#[test]
fn everything_is_staged_before_anything_is_replaced_and_the_record_comes_last() {
    let share = share();
    let disk = Faulty::new("never", 0);
    let outputs = [text("a.csv", "new a"), text("b.csv", "new b"), text("c.csv", "c")];
    share.publish_on(&disk, &outputs).unwrap();
    let calls = disk.calls.into_inner();
    let steps: Vec<String> = calls
        .iter()
        .filter(|call| ["create", "link", "rename", "sync"].iter().any(|step| call.starts_with(step)))
        .map(|call| match call.strip_suffix(".tmp") {
            Some(call) => call.rsplit_once('-').unwrap().0.to_owned(),
            None => call.clone(),
        })
        .collect();
    assert_eq!(
        steps,
        [
            "create .goalpost-goalpost-lock",
            "link .goalpost-lock",
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

/// As Windows and SMB say that somebody has a file open.
const IN_USE: [i32; 3] = [5, 32, 33];

#[test]
fn a_file_that_is_in_use_for_a_moment_is_replaced_when_it_is_free() {
    for code in IN_USE {
        for at in ["rename a.csv", "create .goalpost-a.csv", "rename run.json", "kind a.csv"] {
            let share = share();
            let disk = Faulty::windows(at, code, 2);
            let published = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap();
            assert!(published.is_complete(), "{at} {code}");
            assert_eq!(share.read("a.csv"), "new a");
            assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"]);
            // What compares with the old file waits for nobody.
            let waits = u32::from(at != "kind a.csv") * 2;
            assert!(disk.waited.get() <= Duration::from_millis(150), "{at}: {:?}", disk.waited.get());
            assert!(disk.waited.get() >= Duration::from_millis(50) * waits.min(1), "{at}");
        }
    }
}

#[test]
fn a_file_that_stays_open_is_kept_with_the_new_one_beside_it_and_its_person_is_named() {
    for code in IN_USE {
        let share = share();
        share.put(".~lock.a.csv#", "Anna Kim,anna,FINANCE-3,03.11.2026 09:30,file:///x;");
        let disk = Faulty::windows("rename a.csv", code, ALWAYS);
        let published = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap();
        assert_eq!(published.deliveries[0].pending.as_deref(), Some("a.pending-2026-10.csv"));
        let said = published.findings[0].problem.message();
        assert_eq!(said, "is open, by `Anna Kim`, and stayed as it was; the new one is `a.pending-2026-10.csv`");
        assert_eq!((share.read("a.csv"), share.read("a.pending-2026-10.csv")), ("old a".into(), "new a".into()));
        let waited = disk.waited.get();
        assert!(Duration::from_secs(1) < waited && waited < Duration::from_secs(5), "{waited:?}");

        // Closed again: the new one takes its place, and nothing lies beside it any more.
        let published = share.publish(&[text("a.csv", "new a")]).unwrap();
        assert!(published.is_complete());
        assert_eq!(share.names(), [".~lock.a.csv#", "a.csv", "b.csv", "run.json"]);
    }
}

#[test]
fn a_pending_file_that_somebody_opened_stays_and_is_named() {
    let share = share();
    share.put("a.pending-2026-10.csv", "older");
    let disk = Faulty::windows("remove a.pending-2026-10.csv", 32, ALWAYS);
    let published = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap();
    assert_eq!(codes(&published.findings), ["pending_stays"]);
    assert_eq!((states(&published), share.read("a.csv")), (vec![Delivered::Written], "new a".to_owned()));
}

#[test]
fn what_may_not_be_replaced_stays_and_the_new_file_lies_beside_it() {
    let share = share();
    let known = blake3::hash(b"old a").to_hex().to_string();
    let outputs = |replaces: Replaces| [text("a.csv", "new a").replacing(replaces)];
    for replaces in [Replaces::Nothing, Replaces::Only("another".to_owned())] {
        let published = share.publish(&outputs(replaces)).unwrap();
        assert_pending(&share, &published);
    }
    let published = share.publish(&outputs(Replaces::Only(known))).unwrap();
    assert!(published.is_complete());
    assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"]);
}

#[test]
fn an_old_file_of_which_no_copy_can_be_made_is_not_replaced() {
    // Only ever copied when what is there is what was read; else somebody has saved it since.
    for (at, read) in
        [("link a.kept-2026-10.csv", "old a"), ("create .goalpost-a.kept-2026-10.csv", "old a"), ("-", "older")]
    {
        let share = share();
        let disk = Faulty::new(at, NO_SPACE);
        let published = share.publish_on(&disk, &[new_a_keeping(read)]).unwrap();
        assert_pending(&share, &published);
        assert!(!share.names().iter().any(|name| name.contains("kept") || name.starts_with(".goalpost-a")), "{at}");
    }
    let share = share();
    let published = share.publish(&[new_a_keeping("old a")]).unwrap();
    assert_eq!(codes(&published.findings), ["old_scorecard_kept"]);
    assert_eq!((share.read("a.csv"), share.read("a.kept-2026-10.csv")), ("new a".into(), "old a".into()));
}

#[test]
fn a_share_that_is_away_is_waited_for_and_then_tried_later_with_nothing_changed() {
    // As Windows says it, and EIO and ESTALE.
    let codes_of_away = [59, 64].map(|code| (System::Windows, code)).into_iter();
    for (system, code) in codes_of_away.chain([(System::Unix, 5), (System::Unix, 116)]) {
        for at in [
            "make out",
            "names 2026-10",
            "read .goalpost-lock",
            "create .goalpost-a.csv",
            "read .goalpost-a.csv",
            "rename a.csv",
            "kind a.csv",
        ] {
            let share = share();
            let disk = Faulty { system, ..Faulty::new(at, code) };
            let findings = share.publish_on(&disk, &[text("a.csv", "new a"), text("b.csv", "new b")]).unwrap_err();
            assert_eq!(codes(&findings), ["share_away"], "{at} {code}");
            assert_eq!(findings[0].problem.outlook(), Outlook::Passing);
            assert_eq!(contents(&share), ["old a", "old b"], "{at} {code}");
            assert_eq!(share.read("run.json"), "a.csv b.csv");
            assert!(disk.waited.get() > Duration::from_secs(1), "{at}");
        }
        let share = share();
        let disk = Faulty { system, times: Cell::new(2), ..Faulty::new("rename a.csv", code) };
        assert!(share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap().is_complete(), "it came back");
    }
}

#[test]
fn a_file_that_cannot_be_forced_to_the_disk_is_never_put_in_place() {
    let share = share();
    let disk = Faulty::new("force .goalpost-a.csv", INPUT_OUTPUT);
    let findings = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap_err();
    assert_eq!((codes(&findings), contents(&share)), (vec!["not_on_disk"], OLD.map(str::to_owned)));
    let forced = disk.calls.borrow().iter().filter(|call| call.starts_with("force .goalpost-a.csv")).count();
    assert_eq!(forced, 1, "a second answer would not be true");
}

#[test]
fn the_run_after_one_whose_record_could_not_be_written_makes_a_record_and_rewrites_nothing() {
    let share = share();
    let disk = Faulty::new("create .goalpost-run.json", NO_SPACE);
    assert!(!share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap().recorded);
    let published = share.publish(&[text("a.csv", "new a")]).unwrap();
    assert_eq!((states(&published), published.recorded), (vec![Delivered::Unchanged], true));
    assert_eq!(share.read("run.json"), "a.csv");
}

#[test]
fn a_file_that_reads_otherwise_than_it_was_written_is_never_put_in_place() {
    for disk in [
        Faulty { forgets: ".goalpost-a.csv", ..Faulty::new("-", 0) },
        Faulty::new("read .goalpost-a.csv", NOT_PERMITTED),
    ] {
        let share = share();
        let findings = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap_err();
        assert_eq!((codes(&findings), contents(&share)), (vec!["cannot_write"], OLD.map(str::to_owned)));
        assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"]);
    }
}

#[test]
fn a_target_that_cannot_be_looked_at_stays_and_the_others_go_on() {
    let share = share();
    let disk = Faulty::new("kind a.csv", NOT_PERMITTED);
    let published = share.publish_on(&disk, &[text("a.csv", "new a"), text("b.csv", "new b")]).unwrap();
    assert_eq!(codes(&published.findings), ["cannot_replace"]);
    assert_eq!(contents(&share), ["old a", "new b"]);
}

#[test]
fn a_share_that_goes_away_before_the_lock_the_record_or_the_copy_of_an_old_file_is_tried_later() {
    for code in [INPUT_OUTPUT, 116] {
        let findings = share().publish_on(&Faulty::new("link .goalpost-lock", code), &[]).unwrap_err();
        assert_eq!(codes(&findings), ["share_away"], "before the lock");
        let with_record = share();
        let disk = Faulty::new("rename run.json", code);
        let findings = with_record.publish_on(&disk, &[text("a.csv", "new a")]).unwrap_err();
        assert_eq!((codes(&findings), with_record.read("run.json")), (vec!["share_away"], "a.csv b.csv".to_owned()));

        let share = share();
        let disk = Faulty::new("link a.kept-2026-10.csv", code);
        let findings = share.publish_on(&disk, &[new_a_keeping("old a")]).unwrap_err();
        assert_eq!((codes(&findings), contents(&share)), (vec!["share_away"], OLD.map(str::to_owned)));
    }
}

#[test]
fn a_lock_that_another_takes_at_the_same_moment_is_looked_at_again() {
    const EXISTS: i32 = 17;
    let publish = |code, times| {
        let disk = Faulty { times: Cell::new(times), ..Faulty::new("link .goalpost-lock", code) };
        share().publish_on(&disk, &[]).map_err(|findings| codes(&findings).concat())
    };
    assert!(publish(EXISTS, 1).unwrap().is_complete(), "it was gone the next time");
    assert_eq!(publish(EXISTS, ALWAYS).unwrap_err(), "locked");
    assert_eq!(publish(NO_SPACE, 1).unwrap_err(), "cannot_write", "which is no other run");
}

/// Whoever breaks the lock clears away what this run had staged, so no fault of a file is the cause.
#[test]
fn a_fault_after_the_lock_was_broken_is_told_as_the_loss_of_the_lock() {
    for at in ["rename a.csv", "create .goalpost-run.json"] {
        let share = share();
        let lease = share.output().join(LEASE);
        let meanwhile = Box::new(move || std::fs::remove_file(&lease).unwrap());
        let disk = Faulty { times: Cell::new(1), meanwhile, ..Faulty::new(at, NO_SPACE) };
        let findings = share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap_err();
        assert_eq!((codes(&findings), share.read("run.json")), (vec!["lock_lost"], "a.csv b.csv".to_owned()), "{at}");
    }
}

#[test]
fn a_lock_that_cannot_be_read_is_somebodys_and_where_there_is_none_the_folder_is_at_fault() {
    let publish = |is_locked: bool, break_lock: bool| {
        let share = share();
        if is_locked {
            Here.create(&share.output().join(LEASE), b"").unwrap();
        }
        let disk = Faulty { times: Cell::new(1), ..Faulty::new("read .goalpost-lock", NOT_PERMITTED) };
        let destination = Destination { output: &share.output(), period: "2026-10" };
        let publisher = Publisher { break_lock, ..publisher() };
        match publish_on(&disk, &[], &destination, &publisher, record) {
            Ok(published) => codes(&published.remarks).concat(),
            Err(findings) => codes(&findings).concat(),
        }
    };
    assert_eq!(publish(true, false), "locked");
    assert_eq!(publish(true, true), "lock_broken");
    assert_eq!(publish(false, false), "no_output_folder");
}

#[test]
fn a_file_is_said_to_be_open_when_the_system_says_so_or_an_owner_file_does() {
    let said = |disk: &Faulty, owner: bool| {
        let share = share();
        if owner {
            share.put(".~lock.a.csv#", "Anna Kim,anna,FINANCE-3,03.11.2026 09:30,file:///x;");
        }
        share.publish_on(disk, &[text("a.csv", "new a")]).unwrap().findings[0].problem.message()
    };
    let open = said(&Faulty::windows("rename a.csv", 32, ALWAYS), false);
    assert!(open.starts_with("is in use and stayed as it was: "), "{open}");
    let owned = said(&Faulty::new("rename a.csv", NOT_PERMITTED), true);
    assert_eq!(owned, "is open, by `Anna Kim`, and stayed as it was; the new one is `a.pending-2026-10.csv`");
    let refused = said(&Faulty::new("rename a.csv", NOT_PERMITTED), false);
    assert!(!refused.contains("open") && refused.contains("a.pending-2026-10.csv"), "{refused}");
}

#[test]
fn on_a_share_without_second_names_files_are_made_where_they_belong_and_never_over_another() {
    const NO_LINKS: i32 = 1;
    let share = share();
    let disk = Faulty::new("link", NO_LINKS);
    assert!(share.publish_on(&disk, &[text("a.csv", "new a")]).unwrap().is_complete(), "with a lock of its own");
    assert_eq!(contents(&share), ["new a", "old b"]);
    place_new(&disk, &share.path("c.csv"), b"mine", 1).unwrap();
    assert_eq!(share.read("c.csv"), "mine");
    share.put("d.csv", "of another");
    assert!(place_new(&disk, &share.path("d.csv"), b"mine", 1).is_err());
    assert_eq!(share.read("d.csv"), "of another");
    assert!(!share.names().iter().any(|name| name.starts_with(".goalpost")), "{:?}", share.names());
}

#[test]
fn a_new_file_that_somebody_else_makes_at_the_same_time_is_there_and_any_other_fault_is_one() {
    const EXISTS: i32 = 17;
    let share = share();
    let made = |code| write_new_on(&Faulty::new("link c.csv", code), &share.path("c.csv"), b"mine").unwrap_err().code();
    assert_eq!((made(EXISTS), made(NO_SPACE)), ("file_there", "cannot_write"));
}
