//! `goalpost inspect FILE…`: what goalpost sees in files, and the inputs that would read them.

mod draft_text;
mod family;
mod inspected;
mod lines;
mod named;
mod object;
mod reading;
mod rows;
mod text;
mod trial;

use super::terminal::{OutputFormat, Terminal};
use super::{json, machine, report};
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::exit::Exit;
use family::InspectSetting;
use inspected::Inspected;
pub(super) use rows::rows;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Inspects every file; one that cannot be read is a finding, and the others go on.
pub(super) fn inspect(named: &[PathBuf], today: Date, terminal: &Terminal) -> Exit {
    let exports = named::exports(named);
    let mut findings: Vec<Finding> = exports.findings;
    let mut files: Vec<Inspected> = Vec::new();
    for file in exports.files {
        match Inspected::of(file, today) {
            Ok(inspected) => files.push(inspected),
            Err(finding) => findings.push(finding),
        }
    }
    let by_path: BTreeMap<PathBuf, usize> =
        files.iter().enumerate().map(|(at, file)| (family::plain(&file.file.path), at)).collect();
    let setting =
        InspectSetting { inputs: &exports.inputs, all: &files, by_path: &by_path, today, threads: machine::threads() };
    let families = family::families(&setting);
    let exit = if findings.is_empty() { Exit::Done } else { Exit::Refused };
    match terminal.format() {
        OutputFormat::Text => {
            for family in &families {
                terminal.print(&text::family(family, &setting));
            }
            for finding in &findings {
                terminal.report(&(report::one(finding, terminal.is_coloured()) + "\n"));
            }
        }
        OutputFormat::Json => {
            let mut all = json::findings(&findings, exit);
            all["files"] = object::files(&families, &setting).into();
            terminal.print_json(&all);
        }
    }
    exit
}
