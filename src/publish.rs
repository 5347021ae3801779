//! From bytes to files on the shared drive.
//!
//! [`publish`] puts a run's outputs into one folder so that every file is at any moment the whole old one or the whole
//! new one. First everything is *staged*: written beside its target under a temporary name and forced to the disk.
//! Only when all of it is there are the targets replaced, one rename each. The record of the run, `run.json`, comes
//! last; without it the run did not happen. A file whose bytes have not changed is left alone, and one that cannot be
//! replaced stays, with the new one beside it. Only one run at a time does all this to a folder; see `src/publish/lock.rs`.

mod add_record;
mod beside;
mod delivery;
mod destination;
mod disk;
mod file_name;
mod hook;
mod lock;
mod log;
mod mounted;
mod output;
mod problem;
mod reasons;
mod staging;
mod stop;
mod temporary;
#[cfg(test)]
mod tests;

pub use add_record::{NewRecord, add_record};
pub use delivery::{Delivered, Delivery, Published};
pub use destination::{Destination, Publisher};
pub use file_name::{check_file_name, safe_file_name};
pub use hook::{Called, HOOK_VARIABLE, call};
pub use lock::{LEASE, Lease};
pub use log::{Log, LogLimits};
pub use output::{Output, OutputKind, Replaces, check};
pub use problem::PublishProblem;
pub use reasons::{HookFault, NotReplaced};
pub use stop::{Interrupted, StopRequest};

use crate::diagnostic::Finding;
use crate::history::MANIFEST;
use disk::{Disk, Here, Nature, PathKind, Unmade, not_a_link, retry};
use lock::Lock;
use staging::{Settled, Staged, stage};
use std::io;
use std::path::Path;
use temporary::{clean_up, place_new};

/// Puts all outputs into the folder of the period, which is made when it is missing.
///
/// `record` writes `run.json` once it is known what was delivered. An error means that nothing was replaced, that the
/// run was stopped between two files, or that nobody can tell whether the disk has what it was given; a single file
/// that cannot be replaced is no error but a finding of what was [`Published`].
pub fn publish(
    outputs: &[Output],
    destination: &Destination<'_>,
    publisher: &Publisher,
    record: impl FnOnce(&Published) -> Vec<u8>,
) -> Result<Published, Vec<Finding>> {
    publish_on(&Here, outputs, destination, publisher, record)
}

/// Writes a file that is not there yet, whole and forced to the disk; one that is there already is never written over.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    write_new_on(&Here, path, bytes)
}

fn write_new_on(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    let refused = |problem: PublishProblem| problem.at(path);
    if !matches!(disk.kind(path), Ok(PathKind::Nothing)) {
        return Err(refused(PublishProblem::FileThere));
    }
    place_new(disk, path, bytes, std::process::id().into()).map_err(|unmade| match unmade {
        Unmade::Unwritten(error) if error.kind() == io::ErrorKind::AlreadyExists => refused(PublishProblem::FileThere),
        Unmade::Unwritten(error) | Unmade::Unforced(error) => refused(PublishProblem::CannotWrite { error }),
    })
}

fn publish_on(
    disk: &dyn Disk,
    outputs: &[Output],
    destination: &Destination<'_>,
    publisher: &Publisher,
    record: impl FnOnce(&Published) -> Vec<u8>,
) -> Result<Published, Vec<Finding>> {
    let faults = check(outputs);
    if !faults.is_empty() {
        return Err(faults);
    }
    let publication = Publication { disk, destination, publisher };
    publication.run(outputs, record).map_err(|fault| vec![fault])
}

/// One run at one folder.
struct Publication<'a> {
    disk: &'a dyn Disk,
    destination: &'a Destination<'a>,
    publisher: &'a Publisher,
}

impl<'a> Publication<'a> {
    fn run(&self, outputs: &[Output], record: impl FnOnce(&Published) -> Vec<u8>) -> Result<Published, Finding> {
        let folder = self.destination.folder();
        let at_folder = |problem: PublishProblem| problem.at(&folder);
        let _publishing = self.publisher.stop.begin().map_err(|stop| at_folder(stop.into()))?;
        let mut lock = self.lock()?;
        let mut published = Published::default();
        let left = self.clear_leftovers(&folder).map_err(at_folder)?;
        published.remarks.extend(self.remark(&mut lock, left));

        let staged = self.stage_all(outputs, &folder).map_err(|fault| self.cause(&lock, fault))?;
        for (output, staged) in outputs.iter().zip(staged) {
            let go_on = self.may_go_on(&lock).and_then(|()| staged.settle(self.destination.period));
            let settled = go_on.map_err(|problem| problem.of(&output.name))?;
            published.findings.extend(settled.problems.into_iter().map(|problem| problem.of(&output.name)));
            published.deliveries.push(Delivery {
                name: output.name.clone(),
                kind: output.kind,
                bytes: output.bytes.len(),
                hash: output.hash(),
                state: settled.state,
                pending: settled.pending,
            });
        }
        self.sync(&folder).map_err(at_folder)?;

        self.may_go_on(&lock).map_err(at_folder)?;
        published.recorded = true; // as the record has to say when it comes to be read
        let bytes = record(&published);
        let Settled { state, problems, .. } = self.put_manifest(&folder, &bytes, &lock)?;
        published.findings.extend(problems.into_iter().map(|problem| problem.of(MANIFEST)));
        published.recorded = state.is_in_place();
        self.sync(&folder).map_err(at_folder)?;
        Ok(published)
    }

    /// Makes the folder of the outputs and takes its lock.
    fn lock(&self) -> Result<Lock<'a>, Finding> {
        let output = self.destination.output;
        if let Some(mount) = mounted::missing_mount(output) {
            return Err(PublishProblem::NotMounted { mount }.at(output));
        }
        self.make_folder(output).map_err(|problem| problem.at(output))?;
        Lock::take(self.disk, output, self.publisher)
    }

    /// Makes the folder of the period, and clears away what a broken-off run left; gives how many files that were.
    fn clear_leftovers(&self, folder: &Path) -> Result<usize, PublishProblem> {
        not_a_link(self.disk, folder).map_err(|error| self.unusable(error))?;
        self.make_folder(folder)?;
        let cleared = |folder| clean_up(self.disk, folder).map_err(|error| self.unusable(error));
        Ok(cleared(self.destination.output)? + cleared(folder)?)
    }

    fn make_folder(&self, folder: &Path) -> Result<(), PublishProblem> {
        retry(self.disk, || self.disk.make_folder(folder)).map_err(|error| self.unusable(error))
    }

    fn unusable(&self, error: io::Error) -> PublishProblem {
        match self.disk.nature(&error) {
            Nature::Away => PublishProblem::ShareAway { error },
            _ => PublishProblem::NoFolder { error },
        }
    }

    /// What is to be said of the run before this one.
    fn remark(&self, lock: &mut Lock<'_>, files: usize) -> Option<Finding> {
        let by = lock.dead.take();
        let unfinished = (by.is_some() || files > 0).then_some(PublishProblem::Unfinished { by, files });
        let problem = lock.remark.take().or(unfinished)?;
        Some(problem.at(self.destination.output))
    }

    /// All of them or none: after a fault nothing staged is left.
    fn stage_all<'o>(&self, outputs: &'o [Output], folder: &Path) -> Result<Vec<Staged<'o>>, Finding>
    where
        'a: 'o,
    {
        let number = self.publisher.number();
        let mut staged = Vec::with_capacity(outputs.len());
        for Output { name, bytes, replaces, .. } in outputs {
            let one = self.publisher.stop.check().map_err(PublishProblem::from);
            let one = one.and_then(|()| stage(self.disk, folder, name, bytes, replaces, number));
            staged.push(one.map_err(|problem| problem.of(name))?);
        }
        Ok(staged)
    }

    /// A lost lock explains any fault that follows: whoever broke it cleared away what this run had staged.
    fn cause(&self, lock: &Lock<'_>, fault: Finding) -> Finding {
        let lost = lock.check().err().filter(|problem| matches!(problem, PublishProblem::LockLost { .. }));
        lost.map_or(fault, |problem| problem.at(self.destination.output))
    }

    /// Asked before every file that is replaced.
    fn may_go_on(&self, lock: &Lock<'_>) -> Result<(), PublishProblem> {
        self.publisher.stop.check()?;
        lock.check()
    }

    /// A record that cannot be written is no error: the outputs are there, and the next run makes a record of them.
    fn put_manifest(&self, folder: &Path, bytes: &[u8], lock: &Lock<'_>) -> Result<Settled, Finding> {
        let staged = match stage(self.disk, folder, MANIFEST, bytes, &Replaces::Anything, self.publisher.number()) {
            Ok(staged) => staged,
            Err(problem @ PublishProblem::CannotWrite { .. }) if lock.check().is_ok() => {
                return Ok(Settled::not(problem));
            }
            Err(problem) => return Err(self.cause(lock, problem.of(MANIFEST))),
        };
        let settled = self.may_go_on(lock).and_then(|()| staged.settle_in_place());
        settled.map_err(|problem| problem.of(MANIFEST))
    }

    fn sync(&self, folder: &Path) -> Result<(), PublishProblem> {
        self.disk.sync_folder(folder).map_err(|error| PublishProblem::NotOnDisk { error })
    }
}
