//! `goalpost inspect --rows`: a table as it is read, as CSV.

use super::named::NamedFile;
use super::{inspected, named};
use crate::cli::problem::CliProblem;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Finding;
use crate::exit::Exit;
use crate::formats::{self, ReadOptions};
use crate::place::{Cell, Place};
use crate::prose::{count, shown};
use crate::survey::{self, TableRows};
use crate::tables;
use std::path::{Path, PathBuf};

/// A table of a file.
struct Candidate {
    sheet: usize,
    visible: bool,
    first: Cell,
    data: usize,
    /// As people name it: `Sales!A5:G341`, in a text `A5:G341`.
    range: String,
}

/// Writes the rows of one table of each file: of the largest, or of the one with the range.
pub(in crate::cli) fn rows(files: &[PathBuf], range: &str, terminal: &Terminal) -> Exit {
    let exports = named::exports(files);
    let mut findings = exports.findings;
    for NamedFile { path, .. } in &exports.files {
        match of_file(path, range, terminal) {
            Ok(TableRows { names, rows }) => {
                terminal.print(&String::from_utf8_lossy(&tables::rows_csv(&names, &rows)));
            }
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Exit::Done } else { terminal.refuse_each(&findings, Exit::Refused) }
}

fn of_file(path: &Path, range: &str, terminal: &Terminal) -> Result<TableRows, Finding> {
    let name = path.display().to_string();
    let book = formats::open(path, &name, ReadOptions::default())?;
    let calendar = inspected::calendar();
    let survey = survey::survey(&book, &calendar);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, sheet) in survey.sheets.iter().enumerate() {
        for table in &sheet.tables {
            let (first, last) = table.area;
            let range = match &sheet.name {
                Some(sheet) => format!("{sheet}!{first}:{last}"),
                None => format!("{first}:{last}"),
            };
            candidates.push(Candidate { sheet: at, visible: sheet.visible, first, data: table.rows.data, range });
        }
    }
    let wanted = |candidate: &&Candidate| {
        let own = candidate.range.rsplit('!').next().unwrap_or_default();
        [candidate.range.as_str(), own].iter().any(|known| known.eq_ignore_ascii_case(range))
    };
    let chosen = if range.is_empty() {
        // Of several as large the first; what is hidden, last.
        candidates.iter().rev().max_by_key(|candidate| (candidate.visible, candidate.data))
    } else {
        // What two sheets have is refused with the names of both.
        let mut fitting = candidates.iter().filter(wanted);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let refused = || {
        let known = candidates.iter().map(|candidate| candidate.range.clone()).collect();
        let problem = CliProblem::NoSuchTable { range: range.to_owned(), known };
        Finding::new(Place::File(name.as_str().into()), problem)
    };
    let chosen = chosen.ok_or_else(refused)?;
    if range.is_empty() && candidates.len() > 1 && !terminal.is_quiet() {
        let tables = count(candidates.len(), "table");
        let said = format!("{name}: {}, the largest of {tables}; `--rows=RANGE` takes another\n", shown(&chosen.range));
        terminal.report(&said);
    }
    let sheet = book.sheets.get(chosen.sheet);
    sheet.and_then(|sheet| survey::table_rows(sheet, &calendar, chosen.first)).ok_or_else(refused)
}
