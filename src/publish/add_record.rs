//! Adding one record to the history: whole or not at all, like everything that is published. The record is built in a
//! folder under a temporary name and takes its own name in one step; no record is ever written again.

use super::disk::{Disk, Here, PathKind, not_a_link};
use super::temporary::{PREFIX, meant_by, temporary_name};
use crate::diagnostic::{Cause, Finding};
use crate::history::{HistoryProblem, RecordFile, RunId};
use crate::place::Place;
use std::io;
use std::path::{Path, PathBuf};

/// A record that is ready to be added.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// Of the as-of period, in the history.
    pub folder: PathBuf,
    pub run: RunId,
    /// In the order in which they are written.
    pub files: Vec<RecordFile>,
    /// Folders of records that are no longer kept.
    pub surplus: Vec<PathBuf>,
}

/// Adds a record, clears away what broken-off runs left beside it, and drops what is no longer kept. Nothing here stops a
/// run whose outputs are in their places already; the findings say what could not be done.
pub fn add_record(record: &NewRecord) -> Vec<Finding> {
    add_record_on(&Here, record)
}

pub(super) fn add_record_on(disk: &dyn Disk, record: &NewRecord) -> Vec<Finding> {
    let mut findings = Vec::new();
    let failed = |error: io::Error| {
        let problem = HistoryProblem::NotWritten { error: Cause::new(error) };
        Finding::new(Place::of(&record.folder), problem)
    };
    let runs = record.folder.parent().unwrap_or(&record.folder);
    let ours = [runs, &record.folder].into_iter().try_for_each(|folder| not_a_link(disk, folder));
    if let Err(error) = ours.and_then(|()| disk.make_folder(&record.folder)) {
        return vec![failed(error)];
    }
    findings.extend(clean_up(disk, runs));
    if let Err(error) = add(disk, record, runs) {
        findings.push(failed(error));
        return findings;
    }
    for folder in &record.surplus {
        // A record that stays is in nobody's way, and the next run tries again.
        let _ = drop_record(disk, folder);
    }
    findings
}

fn add(disk: &dyn Disk, record: &NewRecord, runs: &Path) -> io::Result<()> {
    let target = record.folder.join(record.run.to_string());
    if disk.kind(&target)? != PathKind::Nothing {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is there already", target.display())));
    }
    let temporary = record.folder.join(temporary_name(&record.run.to_string(), std::process::id().into()));
    let written = write(disk, record, &temporary).and_then(|()| disk.rename(&temporary, &target));
    if written.is_err() {
        // What cannot be removed now, the next run clears away.
        let _ = remove(disk, &temporary);
        return written;
    }
    disk.sync_folder(&record.folder)?;
    disk.sync_folder(runs)
}

fn write(disk: &dyn Disk, record: &NewRecord, folder: &Path) -> io::Result<()> {
    disk.make_folder(folder)?;
    for file in &record.files {
        disk.create(&folder.join(file.name), &file.bytes)?;
    }
    disk.sync_folder(folder)
}

/// Takes a record out of the way in one step before its files go, so that no half of it is ever read.
fn drop_record(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name().and_then(|name| name.to_str())) else {
        return Ok(());
    };
    let temporary = parent.join(format!("{PREFIX}{name}{DROPPED}"));
    disk.rename(folder, &temporary)?;
    remove(disk, &temporary)
}

/// End of the name of a record that is being dropped: nobody has to hear of one that was broken off there.
const DROPPED: &str = ".dropped";

/// The run whose record lies under a temporary name.
fn unfinished(name: &str) -> Option<RunId> {
    meant_by(name)?.parse().ok()
}

fn is_dropped(name: &str) -> bool {
    let run = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(DROPPED));
    run.is_some_and(|run| run.parse::<RunId>().is_ok())
}

/// Removes what broken-off runs left in the folder of any period, with a word about each.
fn clean_up(disk: &dyn Disk, runs: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    for period in disk.names(runs).unwrap_or_default() {
        let folder = runs.join(&period);
        if !matches!(disk.kind(&folder), Ok(PathKind::Folder)) {
            continue;
        }
        for name in disk.names(&folder).unwrap_or_default() {
            let run = unfinished(&name);
            if (run.is_some() || is_dropped(&name)) && remove(disk, &folder.join(&name)).is_ok() {
                findings.extend(run.map(|run| {
                    let problem = HistoryProblem::NotFinished { run: run.to_string() };
                    Finding::new(Place::of(&folder), problem)
                }));
            }
        }
    }
    findings
}

/// A folder with its files; nothing of ours has folders in it.
fn remove(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    if disk.kind(folder)? == PathKind::Nothing {
        return Ok(());
    }
    for name in disk.names(folder)? {
        disk.remove(&folder.join(name))?;
    }
    disk.remove_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_name_tells_the_run_and_no_other_name_does() {
        let run = "0007-3f9c2ab41d06";
        assert_eq!(unfinished(&temporary_name(run, 4711)).unwrap().to_string(), run);
        for name in [run, ".goalpost-0007-3f9c2ab41d06.tmp", ".goalpost-metrics.csv-12.tmp", ".goalpost-x-12.tmp"] {
            assert_eq!(unfinished(name), None, "{name}");
        }
        assert!(is_dropped(".goalpost-0007-3f9c2ab41d06.dropped") && !is_dropped(".goalpost-mine.dropped"));
    }
}
