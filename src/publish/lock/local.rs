//! A lock of the operating system on a file of this machine, which goes when its process does.

use crate::hash::hash;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

/// Held until the last of its kind is dropped.
#[derive(Debug, Clone)]
pub(super) struct Local {
    /// Tells this file from any other of its name: on another machine, in another container, after it was removed.
    pub(super) token: String,
    _file: Arc<File>,
}

pub(super) enum Tried {
    Taken(Local),
    /// By another process of this machine.
    Held,
    /// There is no place for it here, or the system has no such locks.
    Unknown,
}

impl Local {
    /// The local lock for an output folder; `mark` becomes its token when nobody made it before.
    pub(super) fn take(locks: Option<&Path>, output: &Path, mark: &str) -> Tried {
        let Some(locks) = locks else { return Tried::Unknown };
        // By whatever path it is called.
        let output = std::fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
        let hash = hash(output.as_os_str().as_encoded_bytes());
        let Ok(mut file) = open(&locks.join(format!("goalpost-{}.lock", &hash[..32]))) else { return Tried::Unknown };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Tried::Held,
            Err(TryLockError::Error(_)) => return Tried::Unknown,
        }
        match token(&mut file, mark) {
            Ok(token) => Tried::Taken(Self { token, _file: Arc::new(file) }),
            Err(_) => Tried::Unknown,
        }
    }
}

/// A file of another user can be locked though not written, so reading is enough.
fn open(path: &Path) -> io::Result<File> {
    let writing = || OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let existing = OpenOptions::new().read(true).write(true).open(path).or_else(|_| File::open(path));
    existing.or_else(|_| writing())
}

/// Under the lock, so that two do not write at once. An empty file is one whose maker died.
fn token(file: &mut File, mark: &str) -> io::Result<String> {
    const LONGEST: u64 = 256;
    let mut token = String::new();
    file.take(LONGEST).read_to_string(&mut token)?;
    if token.is_empty() {
        file.write_all(mark.as_bytes())?;
        file.sync_all()?;
        mark.clone_into(&mut token);
    }
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(tried: Tried) -> Local {
        match tried {
            Tried::Taken(local) => local,
            Tried::Held => panic!("held"),
            Tried::Unknown => panic!("unknown"),
        }
    }

    #[test]
    fn the_second_is_told_that_it_is_held_and_finds_the_same_mark_afterwards() {
        let locks = tempfile::tempdir().unwrap();
        let take = |mark| Local::take(Some(locks.path()), Path::new("out"), mark);
        let first = taken(take("one"));
        assert!(matches!(take("two"), Tried::Held));
        drop(first);
        assert_eq!(taken(take("two")).token, "one");
        assert_eq!(taken(Local::take(Some(locks.path()), Path::new("elsewhere"), "two")).token, "two");
    }

    #[test]
    fn where_there_is_no_place_for_it_nothing_is_known() {
        assert!(matches!(Local::take(None, Path::new("out"), "one"), Tried::Unknown));
        assert!(matches!(Local::take(Some(Path::new("/nowhere/at all")), Path::new("out"), "one"), Tried::Unknown));
    }
}
