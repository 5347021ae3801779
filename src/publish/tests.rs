//! Whole or not at all, on a real folder and on one whose calls fail.

mod add_record;
mod fault;
mod faults;
mod lock;

use super::*;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

pub(super) fn text(name: &str, content: &str) -> Output {
    Output::new(name, content.as_bytes().to_vec(), OutputKind::Csv)
}

fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "metric").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// A folder, published to again and again.
pub(super) struct Share {
    root: TempDir,
}

impl Share {
    pub(super) fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    pub(super) fn output(&self) -> PathBuf {
        self.root.path().join("out")
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.output().join("2026-10")
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub(super) fn put(&self, name: &str, content: &str) {
        fs::create_dir_all(self.folder()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "the test plays somebody else at the share")]
        fs::write(self.path(name), content).unwrap();
    }

    pub(super) fn publish(&self, outputs: &[Output]) -> Result<Published, Vec<Finding>> {
        self.publish_on(&Here, outputs)
    }

    pub(super) fn publish_on(&self, disk: &dyn Disk, outputs: &[Output]) -> Result<Published, Vec<Finding>> {
        let destination = Destination { output: &self.output(), period: "2026-10" };
        publish_on(disk, outputs, &destination, &publisher(), record)
    }

    pub(super) fn names(&self) -> Vec<String> {
        Here.names(&self.folder()).unwrap()
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

/// A run of its own, without a local lock: tests of one process would share it.
pub(super) fn publisher() -> Publisher {
    static RUNS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    let run = RUNS.fetch_add(1, std::sync::atomic::Ordering::SeqCst).to_string();
    Publisher {
        host: "here".to_owned(),
        process: 7,
        since: "2026-11-03 07:00:02".to_owned(),
        run,
        ..Publisher::default()
    }
}

/// Names the outputs that are there.
pub(super) fn record(published: &Published) -> Vec<u8> {
    let there = published.deliveries.iter().filter(|delivery| delivery.state.is_in_place());
    there.map(|delivery| delivery.name.as_str()).collect::<Vec<_>>().join(" ").into_bytes()
}

pub(super) fn states(published: &Published) -> Vec<Delivered> {
    published.deliveries.iter().map(|delivery| delivery.state).collect()
}

pub(super) fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

#[test]
fn outputs_arrive_whole_with_their_record_and_nothing_else() {
    let share = Share::new();
    let published = share.publish(&[text("a.csv", "one"), text("b.csv", "two")]).unwrap();
    assert!(published.is_complete());
    assert_eq!(states(&published), [Delivered::Written, Delivered::Written]);
    assert_eq!(share.names(), ["a.csv", "b.csv", "run.json"]);
    assert_eq!((share.read("a.csv"), share.read("run.json")), ("one".to_owned(), "a.csv b.csv".to_owned()));
    assert_eq!(published.deliveries[0].hash, blake3::hash(b"one").to_hex().as_str());
}

#[test]
fn a_second_run_replaces_what_changed_and_leaves_the_rest_alone() {
    let share = Share::new();
    share.publish(&[text("a.csv", "one"), text("b.csv", "two")]).unwrap();
    let times = |name: &str| fs::metadata(share.path(name)).unwrap().modified().unwrap();
    let before = (times("a.csv"), times("run.json"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    let published = share.publish(&[text("a.csv", "one"), text("b.csv", "twO")]).unwrap();
    assert_eq!(states(&published), [Delivered::Unchanged, Delivered::Written]);
    assert_eq!(share.read("b.csv"), "twO");
    assert_eq!((times("a.csv"), times("run.json")), before);
}

#[test]
fn a_folder_in_the_place_of_an_output_stays_and_the_others_go_on() {
    let share = Share::new();
    fs::create_dir_all(share.path("a.csv")).unwrap();
    let published = share.publish(&[text("a.csv", "one"), text("b.csv", "two")]).unwrap();
    assert_eq!(states(&published), [Delivered::Not, Delivered::Written]);
    assert_eq!(codes(&published.findings), ["target_is_not_a_file"]);
    assert!(!published.is_complete() && published.recorded);
    assert_eq!(share.read("run.json"), "b.csv");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_an_output_is_not_followed() {
    let share = Share::new();
    share.put("precious.txt", "mine");
    std::os::unix::fs::symlink(share.path("precious.txt"), share.path("a.csv")).unwrap();
    let published = share.publish(&[text("a.csv", "one")]).unwrap();
    assert_eq!(states(&published), [Delivered::Not]);
    assert_eq!(published.findings[0].problem.message(), "is a link, so it was not replaced");
    assert_eq!(share.read("precious.txt"), "mine");
    assert!(fs::symlink_metadata(share.path("a.csv")).unwrap().is_symlink());
}

#[test]
fn what_a_broken_off_run_left_is_cleared_away_and_nothing_else() {
    let share = Share::new();
    share.put(".goalpost-a.csv-99.tmp", "half");
    share.put(".goalpost-notes.txt", "mine");
    share.put("old.tmp", "mine");
    share.publish(&[text("a.csv", "one")]).unwrap();
    assert_eq!(share.names(), [".goalpost-notes.txt", "a.csv", "old.tmp", "run.json"]);
}

#[test]
fn unsafe_and_colliding_names_are_refused_before_anything_is_written() {
    let share = Share::new();
    let outputs = ["../a.csv", "CON", "Run.JSON", "b.csv", "B.csv"].map(|name| text(name, "x"));
    let findings = share.publish(&outputs).unwrap_err();
    assert_eq!(codes(&findings), ["unsafe_file_name", "unsafe_file_name", "file_name_taken", "file_name_taken"]);
    assert!(!share.folder().exists());
}

#[test]
fn a_workbook_that_cannot_be_read_back_is_never_published() {
    let share = Share::new();
    let book = |bytes| Output::new("Scorecard.xlsx", bytes, OutputKind::Workbook);
    let whole = workbook();
    let half = whole[..whole.len() / 2].to_vec();
    assert_eq!(codes(&share.publish(&[book(half), text("a.csv", "one")]).unwrap_err()), ["not_read_back"]);
    assert!(!share.folder().exists());
    assert!(share.publish(&[book(whole)]).unwrap().is_complete());
}

#[test]
fn an_output_folder_that_is_a_file_is_an_error_and_stays() {
    let share = Share::new();
    share.put("x", "mine");
    let destination = Destination { output: &share.path("x"), period: "2026-10" };
    let findings = publish(&[text("a.csv", "one")], &destination, &publisher(), record).unwrap_err();
    assert_eq!(codes(&findings), ["no_output_folder"]);
    assert_eq!(share.read("x"), "mine");
}

#[cfg(unix)]
#[test]
fn whoever_may_read_the_folder_may_read_what_is_published_in_it() {
    use std::os::unix::fs::PermissionsExt;
    let share = Share::new();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::create_dir_all(share.output()).unwrap();
    for (of_output, of_folder, of_file) in [(0o770, 0o770, 0o660), (0o700, 0o770, 0o660), (0o750, 0o750, 0o640)] {
        fs::set_permissions(share.output(), fs::Permissions::from_mode(of_output)).unwrap();
        if of_output == 0o750 {
            fs::remove_dir_all(share.folder()).unwrap();
        }
        share.publish(&[text("a.csv", &of_output.to_string())]).unwrap();
        assert_eq!(mode(&share.folder()), of_folder, "an older folder stays as somebody made it");
        assert_eq!((mode(&share.path("a.csv")), mode(&share.path("run.json"))), (of_file, 0o660 & of_folder));
    }
}
