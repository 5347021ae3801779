//! *Kept* files: an old file that had what the new one has not lies beside it once more, under a name of its own.

use super::disk::{Disk, Kind, Unmade, insist};
use super::staging::place_new;
use std::io;
use std::path::Path;

/// Copies of one file in one period before somebody has to look.
const MOST: usize = 99;

/// Puts a copy of `target`, whose bytes are known, beside it; gives its name. One that is there already is enough, and
/// no other file is ever written over.
pub(super) fn keep(disk: &dyn Disk, target: &Path, bytes: &[u8], period: &str, number: u64) -> io::Result<String> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    for copy in 1..=MOST {
        let kept = kept_name(&name, period, copy);
        let path = target.with_file_name(&kept);
        match insist(disk, || disk.kind(&path))? {
            Kind::Nothing => {
                return match place_new(disk, &path, bytes, number) {
                    Ok(()) => Ok(kept),
                    Err(Unmade::Unwritten(error) | Unmade::Unforced(error)) => Err(error),
                };
            }
            Kind::File { .. } if insist(disk, || disk.read(&path))? == bytes => return Ok(kept),
            _ => {}
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many old files are kept beside it"))
}

/// `Scorecard.kept-2026-10.xlsx` for `Scorecard.xlsx`, then `Scorecard.kept-2026-10-2.xlsx`.
fn kept_name(name: &str, period: &str, copy: usize) -> String {
    let copy = if copy == 1 { String::new() } else { format!("-{copy}") };
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.kept-{period}{copy}.{extension}"),
        None => format!("{name}.kept-{period}{copy}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::Here;
    use super::*;

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
