//! From bytes to files on the shared drive.
//!
//! [`publish`] puts a run's outputs into one folder so that every file is at any moment the whole old one or the whole
//! new one. First everything is *staged*: written beside its target under a temporary name and forced to the disk.
//! Only when all of it is there are the targets replaced, one rename each. The record of the run, `run.json`, comes
//! last; without it the run did not happen. A file whose bytes have not changed is left alone.

mod disk;
mod file_name;
mod past;
mod problem;
pub mod record;
mod remember;
mod staging;
#[cfg(test)]
mod tests;

pub use file_name::{check_file_name, safe_file_name};
pub use past::{runs, sheets};
pub use problem::{PublishProblem, RULES};
pub use remember::{Remembered, remember};

use crate::diagnostic::Finding;
use crate::ingest;
use crate::name;
use crate::place::Place;
use disk::{Disk, Here, Kind};
use staging::{Staged, clean_up, stage};
use std::collections::BTreeSet;
use std::path::Path;

/// Name of the record of a run.
pub const RECORD: &str = "run.json";

/// A file that is ready to be put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Name within the folder; see [`safe_file_name`].
    pub name: String,
    pub bytes: Vec<u8>,
    pub kind: OutputKind,
}

/// What kind of file it is, and so how it is checked before it goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    Workbook,
    Csv,
    Html,
}

impl Delivered {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Unchanged => "unchanged",
            Self::Not => "not_delivered",
        }
    }
}

impl OutputKind {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Workbook => "workbook",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }
}

/// What became of one output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub name: String,
    pub kind: OutputKind,
    pub bytes: usize,
    /// BLAKE3 in hex, of what was to be delivered.
    pub hash: String,
    pub state: Delivered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    Written,
    /// The same bytes were there already.
    Unchanged,
    /// What was there before is still there.
    Not,
}

/// A run that reached its folder.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// In the order of the outputs.
    pub deliveries: Vec<Delivery>,
    /// Whether `run.json` is there.
    pub recorded: bool,
    /// Files that could not be delivered; none of them stops the others.
    pub findings: Vec<Finding>,
}

impl Published {
    /// Whether all of it is on the disk, the record included.
    pub fn is_complete(&self) -> bool {
        self.recorded && self.deliveries.iter().all(|delivery| delivery.state != Delivered::Not)
    }

    /// What the folder has as it should be.
    pub fn delivered(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter().filter(|delivery| delivery.state != Delivered::Not)
    }
}

/// Puts all outputs into `folder`, which is made when it is missing.
///
/// `record` writes `run.json` once it is known what was delivered. An error means that nothing was replaced, or that
/// nobody can tell whether the disk has what it was given; a single file that cannot be replaced is no error but a
/// finding of what was [`Published`].
pub fn publish(
    outputs: &[Output],
    folder: &Path,
    record: impl FnOnce(&Published) -> Vec<u8>,
) -> Result<Published, Vec<Finding>> {
    publish_on(&Here, outputs, folder, record)
}

/// Writes a file that is not there yet, whole and forced to the disk; one that is there already is never written over.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    write_new_on(&Here, path, bytes)
}

fn write_new_on(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    let refused = |problem| Finding::new(Place::File(shown(path)), problem);
    if !matches!(disk.kind(path), Ok(Kind::Nothing)) {
        return Err(refused(PublishProblem::FileThere));
    }
    disk.create(path, bytes).map_err(|error| {
        if error.kind() != std::io::ErrorKind::AlreadyExists {
            // What is there now is a part of our own, if anything; that it cannot be removed is the lesser news.
            let _ = disk.remove(path);
        }
        refused(PublishProblem::CannotWrite { error })
    })
}

fn publish_on(
    disk: &dyn Disk,
    outputs: &[Output],
    folder: &Path,
    record: impl FnOnce(&Published) -> Vec<u8>,
) -> Result<Published, Vec<Finding>> {
    let faults = check(outputs);
    if !faults.is_empty() {
        return Err(faults);
    }
    prepare(disk, folder).map_err(|fault| vec![fault])?;
    let mut published = Published::default();
    let staged = stage_all(disk, outputs, folder)?;
    for (output, staged) in outputs.iter().zip(staged) {
        let state = settle(staged, &output.name, &mut published.findings);
        published.deliveries.push(Delivery {
            name: output.name.clone(),
            kind: output.kind,
            bytes: output.bytes.len(),
            hash: blake3::hash(&output.bytes).to_hex().to_string(),
            state,
        });
    }
    sync(disk, folder).map_err(|fault| vec![fault])?;

    published.recorded = true; // as the record has to say when it comes to be read
    let bytes = record(&published);
    let outcome = stage(disk, folder, RECORD, &bytes);
    let state = match outcome {
        Ok(staged) => settle(staged, RECORD, &mut published.findings),
        Err(problem) => {
            published.findings.push(at(RECORD, problem));
            Delivered::Not
        }
    };
    published.recorded = state != Delivered::Not;
    sync(disk, folder).map_err(|fault| vec![fault])?;
    Ok(published)
}

/// What can be wrong with outputs whatever the disk says: names that some system refuses, two names for one file, and
/// workbooks that cannot be read back.
pub fn check(outputs: &[Output]) -> Vec<Finding> {
    let mut faults = Vec::new();
    let mut names = BTreeSet::from([name::fold(RECORD)]);
    for output in outputs {
        if let Err(why) = check_file_name(&output.name) {
            faults.push(at(&output.name, PublishProblem::UnsafeName { why }));
        } else if !names.insert(name::fold(&output.name)) {
            faults.push(at(&output.name, PublishProblem::NameTaken));
        }
        if output.kind == OutputKind::Workbook {
            match ingest::check_workbook(&output.bytes) {
                Ok(0) => faults.push(at(&output.name, PublishProblem::NotReadBack { cause: None })),
                Ok(_) => {}
                Err(cause) => faults.push(at(&output.name, PublishProblem::NotReadBack { cause: Some(cause) })),
            }
        }
    }
    faults
}

/// Makes the folder and clears away what a broken-off run left in it.
fn prepare(disk: &dyn Disk, folder: &Path) -> Result<(), Finding> {
    let unusable = |error| Finding::new(Place::File(shown(folder)), PublishProblem::NoFolder { error });
    disk.make_folder(folder).map_err(unusable)?;
    clean_up(disk, folder).map_err(unusable)
}

/// All of them or none: after a fault nothing staged is left.
fn stage_all<'a>(disk: &'a dyn Disk, outputs: &[Output], folder: &Path) -> Result<Vec<Staged<'a>>, Vec<Finding>> {
    let mut staged = Vec::with_capacity(outputs.len());
    for output in outputs {
        match stage(disk, folder, &output.name, &output.bytes) {
            Ok(one) => staged.push(one),
            Err(problem) => return Err(vec![at(&output.name, problem)]),
        }
    }
    Ok(staged)
}

fn settle(staged: Staged<'_>, name: &str, findings: &mut Vec<Finding>) -> Delivered {
    staged.settle().unwrap_or_else(|problem| {
        findings.push(at(name, problem));
        Delivered::Not
    })
}

fn sync(disk: &dyn Disk, folder: &Path) -> Result<(), Finding> {
    disk.sync_folder(folder)
        .map_err(|error| Finding::new(Place::File(shown(folder)), PublishProblem::NotOnDisk { error }))
}

fn at(name: &str, problem: PublishProblem) -> Finding {
    Finding::new(Place::File(name.into()), problem)
}

fn shown(path: &Path) -> std::sync::Arc<str> {
    path.display().to_string().into()
}
