//! *Pending* files: what could not be put in its place lies beside it, under a name that says for which period it is.

use super::disk::{Disk, Kind, insist};
use std::io;
use std::path::{Path, PathBuf};

/// `Scorecard.pending-2026-10.xlsx` for `Scorecard.xlsx`.
pub(super) fn pending_name(name: &str, period: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.pending-{period}.{extension}"),
        None => format!("{name}.pending-{period}"),
    }
}

/// Moves a staged file to its pending name; gives that name.
pub(super) fn put_aside(disk: &dyn Disk, temporary: &Path, target: &Path, period: &str) -> io::Result<String> {
    let (path, name) = beside(target, period);
    match disk.kind(&path)? {
        Kind::Nothing | Kind::File { .. } => {}
        _ => return Err(io::Error::new(io::ErrorKind::AlreadyExists, "its place is taken")),
    }
    insist(disk, || disk.rename(temporary, &path))?;
    Ok(name)
}

/// The file is in its place: an earlier one beside it is out of date.
pub(super) fn clear(disk: &dyn Disk, target: &Path, period: &str) -> Result<(), (String, io::Error)> {
    let (path, name) = beside(target, period);
    if matches!(disk.kind(&path), Ok(Kind::File { .. })) {
        return insist(disk, || disk.remove(&path)).map_err(|error| (name, error));
    }
    Ok(())
}

fn beside(target: &Path, period: &str) -> (PathBuf, String) {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name = pending_name(&name, period);
    (target.with_file_name(&name), name)
}

#[cfg(test)]
mod tests {
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
}
