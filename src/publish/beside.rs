//! Files that lie *beside* an output under names of their own. A *pending* one is new and could not be put in its place; a
//! *kept* one is old and had what the new one has not.

use super::disk::{Disk, PathKind, retry};
use super::temporary::place_new;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

/// `Scorecard.pending-2026-10.xlsx` for `Scorecard.xlsx`.
fn pending_name(name: &str, period: &str) -> String {
    marked(name, &format!("pending-{period}"))
}

/// Moves a staged file to its pending name; gives that name.
pub(super) fn put_aside(disk: &dyn Disk, temporary: &Path, target: &Path, period: &str) -> io::Result<String> {
    let (path, name) = beside(target, period);
    match disk.kind(&path)? {
        PathKind::Nothing | PathKind::File { .. } => {}
        _ => return Err(io::Error::new(io::ErrorKind::AlreadyExists, "its place is taken")),
    }
    retry(disk, || disk.rename(temporary, &path))?;
    Ok(name)
}

/// The file is in its place: an earlier one beside it is out of date.
pub(super) fn clear_pending(disk: &dyn Disk, target: &Path, period: &str) -> Result<(), (String, io::Error)> {
    let (path, name) = beside(target, period);
    if matches!(disk.kind(&path), Ok(PathKind::File { .. })) {
        return retry(disk, || disk.remove(&path)).map_err(|error| (name, error));
    }
    Ok(())
}

fn beside(target: &Path, period: &str) -> (PathBuf, String) {
    let name = pending_name(&file_name(target), period);
    (target.with_file_name(&name), name)
}

/// Copies of one file in one period before somebody has to look.
const MOST: usize = 99;

/// Puts a copy of `target`, whose bytes are known, beside it; gives its name. One that is there already is enough, and
/// no other file is ever written over.
pub(super) fn keep(disk: &dyn Disk, target: &Path, bytes: &[u8], period: &str, number: u64) -> io::Result<String> {
    for copy in 1..=MOST {
        let kept = kept_name(&file_name(target), period, copy);
        let path = target.with_file_name(&kept);
        match retry(disk, || disk.kind(&path))? {
            PathKind::Nothing => {
                place_new(disk, &path, bytes, number)?;
                return Ok(kept);
            }
            PathKind::File { .. } if retry(disk, || disk.read(&path))? == bytes => return Ok(kept),
            _ => {}
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many old files are kept beside it"))
}

/// `Scorecard.kept-2026-10.xlsx` for `Scorecard.xlsx`, then `Scorecard.kept-2026-10-2.xlsx`.
fn kept_name(name: &str, period: &str, copy: usize) -> String {
    let copy = if copy == 1 { String::new() } else { format!("-{copy}") };
    marked(name, &format!("kept-{period}{copy}"))
}

fn file_name(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

/// A mark before the extension.
fn marked(name: &str, mark: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{mark}.{extension}"),
        None => format!("{name}.{mark}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::Here;
    use super::*;

    #[test]
    fn the_period_stands_before_the_extension() {
        for (name, expected) in [
            ("Scorecard 2026-10.xlsx", "Scorecard 2026-10.pending-2026-10.xlsx"),
            ("성과표.xlsx", "성과표.pending-2026-10.xlsx"),
            ("a.b.csv", "a.b.pending-2026-10.csv"),
            ("README", "README.pending-2026-10"),
        ] {
            assert_eq!(pending_name(name, "2026-10"), expected);
        }
    }

    #[test]
    fn a_copy_is_made_once_and_never_over_another_file() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("성과표.xlsx");
        let kept = |bytes: &[u8]| keep(&Here, &target, bytes, "2026-10", 1).unwrap();
        assert_eq!(kept(b"one"), "성과표.kept-2026-10.xlsx");
        assert_eq!(kept(b"two"), "성과표.kept-2026-10-2.xlsx");
        assert_eq!(kept(b"one"), "성과표.kept-2026-10.xlsx");
        assert_eq!(std::fs::read(home.path().join("성과표.kept-2026-10.xlsx")).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 2, "no temporary file is left");
    }
}
