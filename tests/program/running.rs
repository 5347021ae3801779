//! Unattended on a shared drive: processes that are killed at every call, disks that fail, locks that are fought for.
//!
//! Every sweep ends with the same [`checker`](checker::whole): each file of the folder is the whole old one or the whole
//! new one, workbooks open, and the next run makes all of it new and leaves nothing behind.

mod checker;
mod disks;
mod kills;
mod locks;
mod surroundings;

use crate::pipelines::Pipeline;
use checker::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What the program calls to change something on a disk. The tracer counts each of them apart.
const CALLS: [&str; 11] =
    ["write", "fsync", "rename", "unlink", "unlinkat", "rmdir", "link", "linkat", "mkdir", "fchmod", "chmod"];

/// A small review in a folder, with a run of it published before its data changed.
struct Review {
    home: TempDir,
    old: Folder,
    new: Folder,
}

impl Review {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("review.toml"), Pipeline::new().revenue("revenue.csv").text()).unwrap();
        fs::create_dir(home.path().join("exports")).unwrap();
        let mut review = Self { home, old: Folder::default(), new: Folder::default() };
        review.put("100");
        review.publish();
        review.old = Folder::of(&review.folder());
        let before = review.backup();
        review.put("120");
        review.publish();
        review.new = Folder::of(&review.folder());
        review.restore(&before);
        assert_ne!(review.old, review.new);
        review
    }

    fn put(&self, amount: &str) {
        let rows = format!("product,month,amount\nAlpha,2026-09,90\nAlpha,2026-10,{amount}\n");
        fs::write(self.home.path().join("exports/revenue.csv"), rows).unwrap();
    }

    fn output(&self) -> PathBuf {
        self.home.path().join("out")
    }

    fn folder(&self) -> PathBuf {
        self.output().join("2026-10")
    }

    /// A copy of the outputs as they are.
    fn backup(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_all(&self.output(), copy.path());
        copy
    }

    fn restore(&self, copy: &TempDir) {
        fs::remove_dir_all(self.output()).unwrap();
        fs::create_dir(self.output()).unwrap();
        copy_all(copy.path(), &self.output());
    }

    #[track_caller]
    fn publish(&self) {
        let output = self.program().output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn program(&self) -> Command {
        self.under(&[])
    }

    /// The program, called by another.
    fn under(&self, wrapper: &[&str]) -> Command {
        let words = [wrapper, &[env!("CARGO_BIN_EXE_goalpost"), "run", "review.toml", "--quiet"]].concat();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).current_dir(self.home.path()).stdin(Stdio::null());
        command
    }

    /// Runs the program while one call of the system, or each from there on, is spoilt; gives what it did and whether
    /// the call came.
    fn injected(&self, call: &str, fault: &str) -> (Output, bool) {
        let trace = self.home.path().join("trace");
        let (traced, inject) = (format!("trace={call}"), format!("inject={call}:{fault}"));
        let words = ["strace", "-f", "-qq", "-o", "trace", "-e", &traced, "-e", &inject];
        let program = self.under(&words).output().unwrap();
        let trace = String::from_utf8_lossy(&fs::read(&trace).unwrap()).into_owned();
        let came = trace.contains("(INJECTED)") || trace.contains("killed by SIGKILL");
        (program, came)
    }
}

fn copy_all_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    copy_all(from, to);
}

fn copy_all(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Whether another program is here and may do what it is asked for; says so when not.
pub(crate) fn can(words: &[&str]) -> bool {
    let tried = Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).output();
    let can = tried.as_ref().is_ok_and(|output| output.status.success());
    if !can {
        crate::harness::passed_over(&format!("`{}` does not run here", words.join(" ")));
    }
    can
}

/// Whether calls of a program can be made to fail.
fn can_trace() -> bool {
    can(&["strace", "-f", "-o", "/dev/null", "-e", "trace=write", "-e", "inject=write:retval=0:when=1000", "true"])
}

/// Says how much a sweep covered.
#[expect(clippy::print_stderr, reason = "the runner shows it with --nocapture")]
fn covered(what: &str, points: usize) {
    eprintln!("{what}: {points} points");
}
