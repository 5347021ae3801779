//! One publisher at a time.
//!
//! Two locks, since neither is enough. The *lease* is a file in the output folder that says who publishes: every machine
//! sees it, and nothing removes it when its holder dies. The *local lock* is a lock of the operating system on a file of
//! this machine: it goes with its process, so that a lease of a process that held this very local lock is known to be
//! dead by whoever holds it now. A lease of another machine is never judged by a clock, for clocks differ and a paused
//! process is not dead; it stays until its run ends or somebody breaks it.

mod lease;
mod local;

pub use lease::Lease;

use super::destination::Publisher;
use super::disk::{Disk, Nature, PathKind, Unmade, retry};
use super::problem::PublishProblem;
use super::temporary::{place_new, temporary_name};
use crate::diagnostic::Finding;
use local::{Local, Tried};
use std::io;
use std::path::{Path, PathBuf};

/// Name of the lease within the folder of the outputs.
pub const LEASE: &str = ".goalpost-lock";

/// Held while files are put down. Dropped, it lets the next one in.
pub(super) struct Lock<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    lease: Lease,
    /// Whose lease was found dead.
    pub(super) dead: Option<Lease>,
    /// What is to be said of a lock that was broken.
    pub(super) remark: Option<PublishProblem>,
    _local: Option<Local>,
}

impl<'a> Lock<'a> {
    /// Takes the lock of an output folder, or says who has it.
    pub(super) fn take(disk: &'a dyn Disk, output: &Path, publisher: &Publisher) -> Result<Self, Finding> {
        let refused = |problem: PublishProblem| problem.at(output);
        let path = output.join(LEASE);
        let local = match Local::take(publisher.locks.as_deref(), output, &publisher.run) {
            Tried::Held if publisher.break_lock => None,
            Tried::Held => {
                let by = standing(disk, &path).map_err(refused)?.and_then(LeaseState::lease);
                return Err(refused(PublishProblem::Locked { by }));
            }
            Tried::Taken(local) => Some(local),
            Tried::Unknown => None,
        };
        let token = local.as_ref().map(|local| local.token.clone());
        let mut lease = Lease { sequence: 1, local: token.clone(), ..Lease::of(publisher) };
        // Whoever was there may go while we look; then it is free, or taken by the next.
        for _ in 0..3 {
            let held =
                |dead, remark, lease| Self { disk, path: path.clone(), lease, dead, remark, _local: local.clone() };
            let Some(standing) = standing(disk, &path).map_err(refused)? else {
                match place_new(disk, &path, &lease.to_bytes(), publisher.number()) {
                    Ok(()) => return Ok(held(None, None, lease)),
                    // Taken meanwhile, or cleared away with the leftovers of others by whoever took it.
                    Err(Unmade::Unwritten(error)) if was_overtaken(disk, &error) => continue,
                    Err(unmade) => return Err(refused(PublishProblem::of_unmade(disk, unmade))),
                }
            };
            let by = standing.lease();
            let is_dead = by.as_ref().is_some_and(|by| by.died_with(token.as_deref(), &publisher.host));
            if !is_dead && !publisher.break_lock {
                return Err(refused(PublishProblem::Locked { by }));
            }
            lease.sequence = by.as_ref().map_or(1, |by| by.sequence.saturating_add(1));
            replace(disk, &path, &lease, publisher.number()).map_err(refused)?;
            let (dead, remark) = if is_dead { (by, None) } else { (None, Some(PublishProblem::LockBroken { by })) };
            return Ok(held(dead, remark, lease));
        }
        Err(refused(PublishProblem::Locked { by: None }))
    }

    /// Fails when the lease is not this run's any more.
    pub(super) fn check(&self) -> Result<(), PublishProblem> {
        match standing(self.disk, &self.path)? {
            Some(LeaseState::Lease(found)) if found == self.lease => Ok(()),
            found => Err(PublishProblem::LockLost { by: found.and_then(LeaseState::lease) }),
        }
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // Never that of another. A share that went away keeps it, and the next run of this machine knows it for dead.
        if self.check().is_ok() {
            let _ = retry(self.disk, || self.disk.remove(&self.path));
        }
    }
}

/// What stands where the lease belongs.
enum LeaseState {
    Lease(Lease),
    /// Something that is no lease, or one of a later version.
    Unreadable,
}

impl LeaseState {
    fn lease(self) -> Option<Lease> {
        match self {
            Self::Lease(lease) => Some(lease),
            Self::Unreadable => None,
        }
    }
}

fn standing(disk: &dyn Disk, path: &Path) -> Result<Option<LeaseState>, PublishProblem> {
    match retry(disk, || disk.read(path)) {
        Ok(bytes) => Ok(Some(Lease::read(&bytes).map_or(LeaseState::Unreadable, LeaseState::Lease))),
        // First, since Windows says of a share that is gone that nothing was found.
        Err(error) if disk.nature(&error) == Nature::Away => Err(PublishProblem::ShareAway { error }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // A folder, or a file that others may not read: somebody's, whoever that is.
        Err(_) if !matches!(disk.kind(path), Ok(PathKind::Nothing)) => Ok(Some(LeaseState::Unreadable)),
        Err(error) => Err(PublishProblem::NoFolder { error }),
    }
}

fn replace(disk: &dyn Disk, path: &Path, lease: &Lease, number: u64) -> Result<(), PublishProblem> {
    let temporary = path.with_file_name(temporary_name("lock", number));
    let placed = disk
        .create(&temporary, &lease.to_bytes())
        .and_then(|()| retry(disk, || disk.rename(&temporary, path)).map_err(Unmade::Unwritten));
    placed.map_err(|unmade| {
        let _ = disk.remove(&temporary);
        PublishProblem::of_unmade(disk, unmade)
    })
}

fn was_overtaken(disk: &dyn Disk, error: &io::Error) -> bool {
    disk.nature(error) != Nature::Away && matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound)
}
