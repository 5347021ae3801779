//! Runs that a scheduler starts: their log, their patience, and when they do nothing.

mod copying;
#[cfg(unix)]
mod hook;
mod log;
mod patience;
#[cfg(unix)]
mod schedule;
mod unchanged;

use crate::pipelines::Pipeline;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A small review in a folder of its own, where the program may be run more than once.
pub(crate) struct Review {
    home: TempDir,
}

/// What a run said and did.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Review {
    pub(crate) fn new() -> Self {
        let review = Self { home: tempfile::tempdir().unwrap() };
        review.put("review.toml", &Pipeline::new().revenue("revenue*.csv").text());
        review.put("exports/revenue.csv", "product,month,amount\nAlpha,2026-09,90\nAlpha,2026-10,100\n");
        review
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds lines to the pipeline file.
    pub(crate) fn add(&self, lines: &str) {
        let text = self.read("review.toml");
        self.put("review.toml", &format!("{text}\n{lines}\n"));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
        command.args(args.split_whitespace()).current_dir(self.home()).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &str) -> Ran {
        Ran::of(&self.command(args).output().unwrap())
    }

    /// The log without its times and process ids.
    #[track_caller]
    pub(crate) fn log(&self, name: &str) -> String {
        let line = |line: &str| line.split_once("] ").map_or(line, |(_, said)| said).to_owned() + "\n";
        self.read(name).lines().map(line).collect()
    }
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stderr was:\n{}", self.stderr);
        self
    }
}
