//! A builder for whole-program tests. A test states everything that can be seen: what it does not mention must be
//! empty, and the exit code is 0 unless it says otherwise.

use calamine::{Reader as _, Xlsx};
use rust_xlsxwriter::{Workbook, Worksheet};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder with files, and a call of the program in it.
pub(crate) struct Test {
    home: TempDir,
    args: Vec<String>,
    status: i32,
    stdout: String,
    stderr: String,
    environment: Vec<(String, String)>,
}

/// What a run left behind.
pub(crate) struct Ran {
    home: TempDir,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Test {
    pub(crate) fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            args: Vec::new(),
            status: 0,
            stdout: String::new(),
            stderr: String::new(),
            environment: Vec::new(),
        }
    }

    /// Writes a text file, with its folders. Indentation common to all lines is dropped.
    pub(crate) fn file(self, name: &str, text: &str) -> Self {
        self.bytes(name, unindented(text).as_bytes())
    }

    pub(crate) fn bytes(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Writes a workbook with one sheet, filled by `fill`.
    pub(crate) fn workbook(self, name: &str, sheet: &str, fill: impl FnOnce(&mut Worksheet)) -> Self {
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet().set_name(sheet).unwrap();
        fill(worksheet);
        let bytes = workbook.save_to_buffer().unwrap();
        self.bytes(name, &bytes)
    }

    /// Arguments of the program, separated by spaces.
    pub(crate) fn args(mut self, args: &str) -> Self {
        self.args = args.split_whitespace().map(str::to_owned).collect();
        self
    }

    pub(crate) fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn status(mut self, status: i32) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn stdout(mut self, text: &str) -> Self {
        self.stdout = unindented(text);
        self
    }

    pub(crate) fn stderr(mut self, text: &str) -> Self {
        self.stderr = unindented(text);
        self
    }

    /// Runs the program and holds it to everything stated.
    #[track_caller]
    pub(crate) fn run(self) -> Ran {
        let (status, stdout, stderr) = (self.status, self.stdout.clone(), self.stderr.clone());
        let (found, ran) = self.start();
        assert_eq!(found, status, "exit code; stderr was:\n{}", ran.stderr);
        assert_eq!(ran.stderr, stderr, "stderr");
        assert_eq!(ran.stdout, stdout, "stdout");
        ran
    }

    /// Runs the program where the text on its way does not matter; only the exit code is held to.
    #[track_caller]
    pub(crate) fn run_quietly(self) -> Ran {
        let status = self.status;
        let (found, ran) = self.start();
        assert_eq!(found, status, "exit code; stderr was:\n{}", ran.stderr);
        ran
    }

    /// Runs the program and hands over how it ended, for tests that hold many runs to a table.
    pub(crate) fn end(self) -> (i32, Ran) {
        self.start()
    }

    fn start(self) -> (i32, Ran) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
        command.args(&self.args).current_dir(self.home.path()).env("NO_COLOR", "1").stdin(std::process::Stdio::null());
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let ran = Ran { home: self.home, stdout: text(output.stdout), stderr: text(output.stderr) };
        (output.status.code().unwrap(), ran)
    }

    /// The folder, for files that are made elsewhere.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }
}

impl Ran {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    #[track_caller]
    pub(crate) fn table(&self, name: &str) -> Table {
        Table::read(&self.path(name))
    }

    #[track_caller]
    pub(crate) fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }
}

/// Rows of a CSV file by column name.
pub(crate) struct Table {
    rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    #[track_caller]
    pub(crate) fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { rows: reader.deserialize().map(Result::unwrap).collect() }
    }

    pub(crate) fn rows(&self) -> &[BTreeMap<String, String>] {
        &self.rows
    }

    /// The cell in `column` of the only row whose cells equal `key`.
    #[track_caller]
    pub(crate) fn cell(&self, key: &[(&str, &str)], column: &str) -> &str {
        let mut found = self.rows.iter().filter(|row| key.iter().all(|(name, value)| row[*name] == *value));
        let row = found.next().unwrap_or_else(|| panic!("no row with {key:?}"));
        assert!(found.next().is_none(), "several rows with {key:?}");
        &row[column]
    }
}

/// What stands on a sheet of a workbook, a row a line, empty cells left out.
#[track_caller]
pub(crate) fn lines(workbook: &Path, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = calamine::open_workbook(workbook).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let line = |row: &[calamine::Data]| {
        let cells = row.iter().map(ToString::to_string).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join(" | ")
    };
    range.rows().map(line).filter(|line| !line.is_empty()).collect()
}

/// Says that a test could not be made here, so that a silent pass is not taken for one.
#[expect(clippy::print_stderr, reason = "the runner shows it with --nocapture")]
pub(crate) fn passed_over(why: &str) {
    eprintln!("passed over: {why}");
}

pub(crate) fn unindented(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(line.get(indent..).unwrap_or("").trim_end());
        out.push('\n');
    }
    // A closing line of blanks is the indentation of the closing quote.
    if text.lines().last().is_some_and(|line| line.trim().is_empty()) && out.ends_with("\n\n") {
        out.pop();
    }
    if text.is_empty() { String::new() } else { out }
}
