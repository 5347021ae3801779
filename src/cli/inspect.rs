//! `goalpost inspect FILE…`: what goalpost sees in a file, and the input that would read it.

mod inspected;
mod object;
mod rows;
mod text;
mod trial;

use super::terminal::{OutputFormat, Terminal};
use super::{json, report};
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::exit::Exit;
use inspected::Inspected;
pub(super) use rows::rows;
use std::path::PathBuf;

/// Inspects every file; one that cannot be read is a finding, and the others go on.
pub(super) fn inspect(files: &[PathBuf], today: Date, terminal: &Terminal) -> Exit {
    let mut findings: Vec<Finding> = Vec::new();
    let mut objects = Vec::new();
    for path in files {
        match Inspected::of(path, today) {
            Ok(inspected) => match terminal.format() {
                OutputFormat::Text => terminal.print(&text::file(&inspected)),
                OutputFormat::Json => objects.push(object::file(&inspected)),
            },
            Err(finding) => {
                if terminal.format() == OutputFormat::Text {
                    terminal.report(&(report::one(&finding, terminal.is_coloured()) + "\n"));
                }
                findings.push(finding);
            }
        }
    }
    let exit = if findings.is_empty() { Exit::Done } else { Exit::Refused };
    if terminal.format() == OutputFormat::Json {
        let mut all = json::findings(&findings, exit);
        all["files"] = objects.into();
        terminal.print_json(&all);
    }
    exit
}
