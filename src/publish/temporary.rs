//! *Temporary* files: under names that nothing else has, so that what a broken-off run left is known and cleared away.

use super::disk::{Disk, PathKind, Unmade, retry};
use std::io;
use std::path::Path;

pub(super) const PREFIX: &str = ".goalpost-";
const SUFFIX: &str = ".tmp";

pub(super) fn temporary_name(name: &str, number: u64) -> String {
    format!("{PREFIX}{name}-{number}{SUFFIX}")
}

/// The name that a file or folder will have which lies under a temporary one; `None` for any other name.
pub(super) fn meant_by(temporary: &str) -> Option<&str> {
    let (name, number) = temporary.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !name.is_empty()).then_some(name)
}

/// Removes what a broken-off run left staged, and says how many files that were. Nothing else has such names: outputs
/// never begin with a point.
pub(super) fn clean_up(disk: &dyn Disk, folder: &Path) -> io::Result<usize> {
    let mut removed = 0;
    for name in retry(disk, || disk.names(folder))?.into_iter().filter(|name| meant_by(name).is_some()) {
        let path = folder.join(name);
        if matches!(disk.kind(&path), Ok(PathKind::File { .. })) {
            // One that stays is in nobody's way but its own, and `create` says so if it is.
            removed += usize::from(disk.remove(&path).is_ok());
        }
    }
    Ok(removed)
}

/// Puts a new file in its place, whole or not at all; one that is there already is an error and stays.
pub(super) fn place_new(disk: &dyn Disk, path: &Path, bytes: &[u8], number: u64) -> Result<(), Unmade> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(temporary_name(name.trim_start_matches('.'), number));
    let outcome = disk.create(&temporary, bytes).and_then(|()| {
        match disk.link(&temporary, path) {
            // Some shares know no second names. There the file is made where it belongs.
            Err(error) if knows_no_links(&error) => {
                let made = disk.create(path, bytes);
                if let Err(Unmade::Unwritten(error)) = &made
                    && error.kind() != io::ErrorKind::AlreadyExists
                {
                    // What is there is a part of our own, if anything.
                    let _ = disk.remove(path);
                }
                made
            }
            outcome => outcome.map_err(Unmade::Unwritten),
        }
    });
    let _ = disk.remove(&temporary);
    outcome
}

/// EPERM, "not supported" and, of Windows, an invalid function (1) and a request that is not supported (50).
fn knows_no_links(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported)
        || (cfg!(windows) && matches!(error.raw_os_error(), Some(1 | 50)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_own_pattern_are_temporary() {
        assert_eq!(meant_by(&temporary_name("Scorecard 2026-10.xlsx", 4711)), Some("Scorecard 2026-10.xlsx"));
        for name in [
            "Scorecard 2026-10.xlsx",
            ".goalpost-metrics.csv-12.tmp.bak",
            ".goalpost-metrics.csv-.tmp",
            ".goalpost--12.tmp",
            ".goalpost-metrics.csv-1x.tmp",
            "goalpost-metrics.csv-12.tmp",
            ".goalpost-12.tmp",
        ] {
            assert_eq!(meant_by(name), None, "{name}");
        }
    }
}
