//! Waiting for files that somebody is still copying. A text that is half there reads like a whole one, so its size and time
//! must have stood still for a while. Clocks of share and machine may differ: only the file's own time is compared, with itself.

use super::found::FoundFile;
use crate::formats::Stamp;
use std::time::Duration;

/// Pauses before a file that goes on changing is given up.
const MOST: usize = 30;

/// Waits until none of the files has changed for the length of a pause. What still changes in the end is left with a stamp that
/// does not hold, so that it is not used.
pub(in crate::ingest) fn settle(mut files: Vec<&mut FoundFile>, pause: Duration) {
    for last in (0..MOST).rev() {
        if files.is_empty() {
            return;
        }
        std::thread::sleep(pause);
        // A file that lay still once is not looked at again: reading it sees whether it changes after all.
        files.retain_mut(|file| {
            let now = Stamp::of(&file.path).unwrap_or(Stamp::unknown());
            let moves = now != file.stamp;
            file.stamp = if moves && last == 0 { Stamp::unknown() } else { now };
            moves
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::OpenOptions;
    use std::io::Write;
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};

    fn found(path: &Path) -> FoundFile {
        FoundFile { path: path.to_owned(), name: "revenue.csv".to_owned(), stamp: Stamp::of(path).unwrap() }
    }

    fn grow(path: &Path) {
        OpenOptions::new().append(true).open(path).unwrap().write_all(b"Alpha,2026-10,1\n").unwrap();
    }

    #[test]
    fn a_file_that_lies_still_is_taken_as_it_was_found() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut one = found(file.path());
        let before = one.stamp;
        settle(vec![&mut one], Duration::from_millis(1));
        assert_eq!(one.stamp, before);
        settle(Vec::new(), Duration::from_hours(1));
    }

    #[test]
    fn a_copy_that_ends_within_the_wait_is_taken_whole() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut one = found(file.path());
        grow(file.path());
        settle(vec![&mut one], Duration::from_millis(1));
        assert!(one.stamp.holds(file.path()));
        assert_eq!(one.stamp.bytes, 16);
    }

    #[test]
    fn a_file_that_goes_on_growing_is_not_taken() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut one = found(file.path());
        let ends = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ends.load(Ordering::Relaxed) {
                    grow(file.path());
                }
            });
            // Long enough that the one who writes has its turn on a machine that is busy.
            settle(vec![&mut one], Duration::from_millis(100));
            ends.store(true, Ordering::Relaxed);
        });
        assert!(!one.stamp.holds(file.path()));
    }
}
