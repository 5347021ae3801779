//! Whether a file is still the one that was looked at: somebody may be saving it while it is read.

use std::io;
use std::path::Path;
use std::time::SystemTime;

/// Size and time of the last change, as the file system has them. No clock of ours is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) bytes: u64,
    /// `None` where the file system keeps none.
    modified: Option<SystemTime>,
}

impl Stamp {
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let metadata = std::fs::metadata(path)?;
        Ok(Self { bytes: metadata.len(), modified: metadata.modified().ok() })
    }

    /// Of a file that could not be looked at.
    pub(crate) const fn unknown() -> Self {
        Self { bytes: 0, modified: None }
    }

    /// Whether the file has not changed since, and can still be looked at.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        Self::of(path).is_ok_and(|now| now == *self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::time::Duration;

    #[test]
    fn a_file_that_grows_is_touched_or_goes_is_another_one() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"a").unwrap();
        let stamp = Stamp::of(file.path()).unwrap();
        assert!(stamp.holds(file.path()));
        file.write_all(b"b").unwrap();
        assert!(!stamp.holds(file.path()));

        let stamp = Stamp::of(file.path()).unwrap();
        file.as_file().set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1)).unwrap();
        assert!(!stamp.holds(file.path()), "the same size at another time");

        let stamp = Stamp::of(file.path()).unwrap();
        let path = file.path().to_owned();
        drop(file);
        assert!(!stamp.holds(&path));
    }
}
