//! A *staged* file lies beside its target under a temporary name, whole and forced to the disk, one rename away.

use super::beside;
use super::delivery::Delivered;
use super::disk::{Disk, Nature, PathKind, insist_on_creating, retry};
use super::output::Replaces;
use super::problem::PublishProblem;
use super::reasons::NotReplaced;
use super::temporary::temporary_name;
use crate::ingest;
use std::io;
use std::path::{Path, PathBuf};

/// One output, staged. Dropped before it is settled, it takes its temporary file with it.
pub(super) struct Staged<'a> {
    disk: &'a dyn Disk,
    target: PathBuf,
    replaces: &'a Replaces,
    /// Of the publication, for the names of temporary files.
    number: u64,
    /// `None` when there is nothing to do, or nothing left.
    temporary: Option<PathBuf>,
    /// Why the target cannot be replaced, known beforehand.
    refused: Option<PublishProblem>,
}

/// Where a staged file came to lie.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) state: Delivered,
    pub(super) pending: Option<String>,
    pub(super) problems: Vec<PublishProblem>,
}

impl Settled {
    const fn as_it_should(state: Delivered) -> Self {
        Self { state, pending: None, problems: Vec::new() }
    }

    pub(super) fn not(problem: PublishProblem) -> Self {
        Self { state: Delivered::Not, pending: None, problems: vec![problem] }
    }
}

/// Writes `bytes` beside the target. A target that may not be replaced is no fault of staging: the others go on.
pub(super) fn stage<'a>(
    disk: &'a dyn Disk,
    folder: &Path,
    name: &str,
    bytes: &[u8],
    replaces: &'a Replaces,
    number: u64,
) -> Result<Staged<'a>, PublishProblem> {
    let mut staged = Staged { disk, target: folder.join(name), replaces, number, temporary: None, refused: None };
    staged.refused = refusal(disk, &staged.target)?;
    if staged.refused.is_none() && !is_same(disk, &staged.target, bytes) {
        let temporary = folder.join(temporary_name(name, number));
        // Known to `Drop` before the first byte, so that a full disk leaves no stump.
        staged.temporary = Some(temporary.clone());
        write_and_read_back(disk, &temporary, bytes)?;
    }
    Ok(staged)
}

/// A file that the disk gives back as it was given.
pub(super) fn write_and_read_back(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), PublishProblem> {
    insist_on_creating(disk, path, bytes).map_err(|unmade| PublishProblem::of_unmade(disk, unmade))?;
    match retry(disk, || disk.read(path)) {
        Ok(found) if found == bytes => Ok(()),
        Ok(_) => Err(PublishProblem::CannotWrite { error: io::Error::other("it reads otherwise than it was written") }),
        Err(error) => Err(PublishProblem::CannotWrite { error: unless_away(disk, error)? }),
    }
}

/// The error again; one that says that the share is away ends the publication.
fn unless_away(disk: &dyn Disk, error: io::Error) -> Result<io::Error, PublishProblem> {
    if disk.nature(&error) == Nature::Away { Err(PublishProblem::ShareAway { error }) } else { Ok(error) }
}

impl Staged<'_> {
    /// Puts the staged file in the place of its target, or beside it where that cannot be had. An error means that the
    /// publication as a whole cannot go on.
    pub(super) fn settle(mut self, period: &str) -> Result<Settled, PublishProblem> {
        if let Some(problem) = self.refusal()? {
            return Ok(Settled::not(problem));
        }
        if self.temporary.is_none() {
            return Ok(self.in_place(Delivered::Unchanged, period));
        }
        if !self.may_replace() {
            return Ok(self.beside(NotReplaced::Kept, period));
        }
        let kept = match self.keep_old(period) {
            Ok(kept) => kept,
            Err(error) => {
                let error = unless_away(self.disk, error)?;
                return Ok(self.beside(NotReplaced::NoCopy { error }, period));
            }
        };
        match self.rename() {
            Ok(()) => {
                let mut settled = self.in_place(Delivered::Written, period);
                settled.problems.extend(kept);
                Ok(settled)
            }
            Err(error) => {
                let error = unless_away(self.disk, error)?;
                let by = ingest::holder(&self.target);
                let in_use = by.is_some() || self.disk.nature(&error) == Nature::InUse;
                let why = if in_use { NotReplaced::InUse { by, error } } else { NotReplaced::Refused { error } };
                Ok(self.beside(why, period))
            }
        }
    }

    /// For a file that readers look for under its own name and no other: in its place or not at all.
    pub(super) fn settle_in_place(mut self) -> Result<Settled, PublishProblem> {
        if let Some(problem) = self.refusal()? {
            return Ok(Settled::not(problem));
        }
        if self.temporary.is_none() {
            return Ok(Settled::as_it_should(Delivered::Unchanged));
        }
        match self.rename() {
            Ok(()) => Ok(Settled::as_it_should(Delivered::Written)),
            Err(error) => {
                let why = NotReplaced::Refused { error: unless_away(self.disk, error)? };
                Ok(Settled::not(PublishProblem::CannotReplace { why, pending: None }))
            }
        }
    }

    /// Why its target cannot be replaced: somebody may have put something else there since it was staged.
    fn refusal(&mut self) -> Result<Option<PublishProblem>, PublishProblem> {
        match self.refused.take() {
            None if self.temporary.is_some() => refusal(self.disk, &self.target),
            refused => Ok(refused),
        }
    }

    fn rename(&mut self) -> io::Result<()> {
        if let Some(temporary) = &self.temporary {
            retry(self.disk, || self.disk.rename(temporary, &self.target))?;
        }
        self.temporary = None;
        Ok(())
    }

    fn may_replace(&self) -> bool {
        match (self.replaces, self.disk.kind(&self.target)) {
            (Replaces::Anything, _) | (_, Ok(PathKind::Nothing)) => true,
            (replaces, _) => {
                retry(self.disk, || self.disk.read(&self.target)).is_ok_and(|found| replaces.allows(&found))
            }
        }
    }

    /// A copy of the old file beside it, where the new one lacks some of its sheets; made before anything is replaced.
    fn keep_old(&self, period: &str) -> io::Result<Option<PublishProblem>> {
        let Replaces::Keeping { sheets, .. } = self.replaces else { return Ok(None) };
        let old = retry(self.disk, || self.disk.read(&self.target))?;
        if !self.replaces.allows(&old) {
            return Err(io::Error::other("somebody has saved it since it was read"));
        }
        let name = beside::keep(self.disk, &self.target, &old, period, self.number)?;
        Ok(Some(PublishProblem::OldKept { sheets: sheets.clone(), name }))
    }

    fn in_place(&self, state: Delivered, period: &str) -> Settled {
        let mut settled = Settled::as_it_should(state);
        if let Err((name, error)) = beside::clear_pending(self.disk, &self.target, period) {
            settled.problems.push(PublishProblem::PendingStays { name, error });
        }
        settled
    }

    fn beside(&mut self, why: NotReplaced, period: &str) -> Settled {
        let Some(temporary) = &self.temporary else { return Settled::as_it_should(Delivered::Unchanged) };
        match beside::put_aside(self.disk, temporary, &self.target, period) {
            Ok(name) => {
                self.temporary = None;
                let problem = PublishProblem::CannotReplace { why, pending: Some(name.clone()) };
                Settled { state: Delivered::Pending, pending: Some(name), problems: vec![problem] }
            }
            Err(_) => Settled::not(PublishProblem::CannotReplace { why, pending: None }),
        }
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // What cannot be removed now, the next run clears away.
            let _ = self.disk.remove(temporary);
        }
    }
}

/// A rename replaces a link by a file and fails over a folder: neither is what the user wants.
fn refusal(disk: &dyn Disk, target: &Path) -> Result<Option<PublishProblem>, PublishProblem> {
    match retry(disk, || disk.kind(target)) {
        Ok(PathKind::Nothing | PathKind::File { .. }) => Ok(None),
        Ok(PathKind::Folder) => Ok(Some(PublishProblem::NotAFile { what: "a folder" })),
        Ok(PathKind::Link) => Ok(Some(PublishProblem::NotAFile { what: "a link" })),
        Ok(PathKind::Other) => Ok(Some(PublishProblem::NotAFile { what: "a pipe or device" })),
        Err(error) => {
            let why = NotReplaced::Refused { error: unless_away(disk, error)? };
            Ok(Some(PublishProblem::CannotReplace { why, pending: None }))
        }
    }
}

fn is_same(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    disk.kind(target).is_ok_and(|kind| kind == PathKind::File { bytes: length })
        && disk.read(target).is_ok_and(|found| found == bytes)
}
