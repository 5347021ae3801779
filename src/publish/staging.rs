//! A *staged* file lies beside its target under a temporary name, whole and forced to the disk, one rename away.

use super::Delivered;
use super::disk::{Disk, Kind};
use super::problem::PublishProblem;
use std::io;
use std::path::{Path, PathBuf};

/// One output, staged. Dropped before it is settled, it takes its temporary file with it.
pub(super) struct Staged<'a> {
    disk: &'a dyn Disk,
    target: PathBuf,
    /// `None` when there is nothing to do, or nothing left.
    temporary: Option<PathBuf>,
    /// Why the target cannot be replaced, known beforehand.
    refused: Option<PublishProblem>,
}

/// Writes `bytes` beside the target. A target that may not be replaced is no fault of staging: the others go on.
pub(super) fn stage<'a>(
    disk: &'a dyn Disk,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<Staged<'a>, PublishProblem> {
    let mut staged = Staged { disk, target: folder.join(name), temporary: None, refused: None };
    staged.refused = refusal(disk, &staged.target);
    if staged.refused.is_none() && !is_same(disk, &staged.target, bytes) {
        let temporary = folder.join(temporary_name(name, std::process::id()));
        // Known to `Drop` before the first byte, so that a full disk leaves no stump.
        staged.temporary = Some(temporary.clone());
        disk.create(&temporary, bytes).map_err(|error| PublishProblem::CannotWrite { error })?;
    }
    Ok(staged)
}

impl Staged<'_> {
    /// Puts the staged file in the place of its target.
    pub(super) fn settle(mut self) -> Result<Delivered, PublishProblem> {
        if let Some(problem) = self.refused.take() {
            return Err(problem);
        }
        let Some(temporary) = &self.temporary else { return Ok(Delivered::Unchanged) };
        // Somebody may have put something else there since.
        if let Some(problem) = refusal(self.disk, &self.target) {
            return Err(problem);
        }
        self.disk.rename(temporary, &self.target).map_err(|error| PublishProblem::CannotReplace { error })?;
        self.temporary = None;
        Ok(Delivered::Written)
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
fn refusal(disk: &dyn Disk, target: &Path) -> Option<PublishProblem> {
    match disk.kind(target) {
        Ok(Kind::Nothing | Kind::File { .. }) => None,
        Ok(Kind::Folder) => Some(PublishProblem::NotAFile { what: "a folder" }),
        Ok(Kind::Link) => Some(PublishProblem::NotAFile { what: "a link" }),
        Ok(Kind::Other) => Some(PublishProblem::NotAFile { what: "a pipe or device" }),
        Err(error) => Some(PublishProblem::CannotReplace { error }),
    }
}

fn is_same(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    disk.kind(target).is_ok_and(|kind| kind == Kind::File { bytes: length })
        && disk.read(target).is_ok_and(|found| found == bytes)
}

const PREFIX: &str = ".goalpost-";
const SUFFIX: &str = ".tmp";

fn temporary_name(name: &str, process: u32) -> String {
    format!("{PREFIX}{name}-{process}{SUFFIX}")
}

fn is_temporary(name: &str) -> bool {
    let inner = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    inner.and_then(|inner| inner.rsplit_once('-')).is_some_and(|(output, process)| {
        !output.is_empty() && !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Removes what a broken-off run left staged. Nothing else has such names: outputs never begin with a point.
pub(super) fn clean_up(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    for name in disk.names(folder)?.into_iter().filter(|name| is_temporary(name)) {
        let path = folder.join(name);
        if matches!(disk.kind(&path), Ok(Kind::File { .. })) {
            // One that stays is in nobody's way but its own, and `create` says so if it is.
            let _ = disk.remove(&path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_own_pattern_are_temporary() {
        assert!(is_temporary(&temporary_name("Scorecard 2026-10.xlsx", 4711)));
        for name in [
            "Scorecard 2026-10.xlsx",
            ".goalpost-metrics.csv-12.tmp.bak",
            ".goalpost-metrics.csv-.tmp",
            ".goalpost--12.tmp",
            ".goalpost-metrics.csv-1x.tmp",
            "goalpost-metrics.csv-12.tmp",
            ".goalpost-12.tmp",
        ] {
            assert!(!is_temporary(name), "{name}");
        }
    }
}
