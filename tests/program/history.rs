//! What published runs leave behind, and what later ones make of it.

mod moved;
mod records;
mod restated;
mod told;

use crate::harness::{Table, lines};
use crate::pipelines::Pipeline;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A review that is held again and again in the same folder.
struct Review {
    home: TempDir,
}

fn pipeline() -> String {
    Pipeline::new()
        .lines("[goals]\nfile = \"goals.csv\"")
        .input("revenue", "revenue.csv")
        .columns(&[("product", "Product"), ("period", "Month"), ("amount", "Amount"), ("units", "Units")])
        .text()
}

const HEADER: &str = "Goal,Product,Metric,Period,Target,Weight,Class,Agreed by,Agreed on,Change reason";

impl Review {
    /// Alpha sells 10 units for 90 a month.
    fn new() -> Self {
        let review = Self { home: tempfile::tempdir().unwrap() };
        review.write("review.toml", &pipeline());
        review.goals(&["G1,Alpha,revenue,FY2026,1200,1,,Kim,2025-12-20,", UNITS]);
        review
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn goals(&self, rows: &[&str]) {
        self.write("goals.csv", &format!("{HEADER}\n{}\n", rows.join("\n")));
    }

    /// Rows of Alpha from January on, 90 a month but where `changed` says otherwise.
    fn months(&self, months: u32, changed: &[(u32, &str)]) {
        let mut text = "Product,Month,Amount,Units\n".to_owned();
        for month in 1..=months {
            let amount = changed.iter().find(|(at, _)| *at == month).map_or("90", |(_, amount)| amount);
            writeln!(text, "Alpha,2026-{month:02},{amount},10").unwrap();
        }
        self.write("exports/revenue.csv", &text);
    }

    fn call(&self, args: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
        command.args(args.split_whitespace()).current_dir(self.home.path()).env("NO_COLOR", "1");
        command.output().unwrap()
    }

    #[track_caller]
    fn run(&self) -> String {
        self.run_with("")
    }

    /// Runs with more arguments, and gives what was said.
    #[track_caller]
    fn run_with(&self, more: &str) -> String {
        let output = self.call(&format!("run review.toml {more}"));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    /// Severity and message of the findings of a code.
    fn findings(&self, period: &str, code: &str) -> Vec<(String, String)> {
        let table = Table::read(&self.path(&format!("out/{period}/findings.csv")));
        let of_code = table.rows().iter().filter(|row| row["code"] == code);
        of_code.map(|row| (row["severity"].clone(), row["message"].clone())).collect()
    }

    /// What stands on a page, a row a line, empty cells left out.
    #[track_caller]
    fn page(&self, period: &str, page: &str) -> Vec<String> {
        lines(&self.path(&format!("out/{period}/Scorecard {period}.xlsx")), page)
    }

    /// Every file below a folder with its bytes.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.path(folder), &self.path(folder), &mut found);
        found
    }

    /// Names of the records, with their periods.
    fn records(&self) -> Vec<String> {
        let names = self.files("out/history/runs").into_keys();
        names.filter_map(|name| name.strip_suffix("/run.json").map(str::to_owned)).collect()
    }
}

const UNITS: &str = "G2,Alpha,units,FY2026,120,1,,Kim,2025-12-20,";

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}
