//! `goalpost inspect FILE…`: what goalpost sees in a file, and the input that would read it.

mod object;
mod text;
mod trial;

use super::terminal::{Format, Terminal};
use super::{json, report};
use crate::calendar::{Date, FiscalCalendar, YearName};
use crate::diagnostic::Finding;
use crate::exit::Exit;
use crate::formats::{self, Book, ReadOptions};
use crate::survey::{self, Survey, draft};
use std::path::{Path, PathBuf};
use trial::Trial;

/// A file that could be read.
struct Inspected {
    book: Book,
    survey: Survey,
    trials: Vec<Trial>,
}

/// Inspects every file; one that cannot be read is a finding, and the others go on.
pub(super) fn inspect(files: &[PathBuf], today: Date, terminal: &Terminal) -> Exit {
    let mut findings: Vec<Finding> = Vec::new();
    let mut objects = Vec::new();
    for path in files {
        match look_into(path, today) {
            Ok(inspected) => match terminal.format() {
                Format::Text => terminal.print(&text::file(&inspected)),
                Format::Json => objects.push(object::file(&inspected)),
            },
            Err(finding) => {
                if terminal.format() == Format::Text {
                    terminal.report(&(report::one(&finding, terminal.is_coloured()) + "\n"));
                }
                findings.push(finding);
            }
        }
    }
    let exit = if findings.is_empty() { Exit::Done } else { Exit::Refused };
    if terminal.format() == Format::Json {
        let mut all = json::findings(&findings, exit);
        all["files"] = objects.into();
        terminal.print_json(&all);
    }
    exit
}

fn look_into(path: &Path, today: Date) -> Result<Inspected, Finding> {
    let book = formats::open(path, &path.display().to_string(), ReadOptions::default())?;
    // A file says nothing of fiscal years: labels are read as calendar years.
    let calendar = crate::diagnostic::sound(
        FiscalCalendar::months(1, YearName::End).ok_or("no first month"),
        "the calendar of twelve months",
    );
    let survey = survey::survey(&book, &calendar);
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let drafts = draft::drafts(&survey, &file);
    let trials = drafts.iter().map(|draft| trial::of(draft, &book, &survey, today)).collect();
    Ok(Inspected { book, survey, trials })
}
