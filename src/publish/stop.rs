//! Being asked to stop from outside. Between two files of a publication nothing is half done, so there it is obeyed;
//! where nothing is being published, the program may end at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

const IDLE: u8 = 0;
const PUBLISHING: u8 = 1;
const ASKED: u8 = 2;

/// Shared between the run and whoever hears the signals.
#[derive(Debug, Clone, Default)]
pub struct StopRequest(Arc<AtomicU8>);

/// The run was asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

/// Files are being put down; dropped when it is over.
#[derive(Debug)]
pub(super) struct Publishing<'a>(&'a StopRequest);

impl StopRequest {
    /// Asks the run to stop; true when nothing is being published, so that the program may end at once.
    pub fn ask(&self) -> bool {
        self.0.swap(ASKED, Ordering::SeqCst) != PUBLISHING
    }

    pub(super) fn begin(&self) -> Result<Publishing<'_>, Interrupted> {
        let begun = self.0.compare_exchange(IDLE, PUBLISHING, Ordering::SeqCst, Ordering::SeqCst);
        begun.map(|_| Publishing(self)).map_err(|_| Interrupted)
    }

    /// Fails once it was asked.
    pub(super) fn check(&self) -> Result<(), Interrupted> {
        if self.0.load(Ordering::SeqCst) == ASKED { Err(Interrupted) } else { Ok(()) }
    }
}

impl Drop for Publishing<'_> {
    fn drop(&mut self) {
        // One that was asked meanwhile stays so.
        let _ = self.0.0.compare_exchange(PUBLISHING, IDLE, Ordering::SeqCst, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_may_end_at_once_only_where_nothing_is_being_published() {
        let stop = StopRequest::default();
        let publishing = stop.begin().unwrap();
        assert!(stop.check().is_ok());
        assert!(!stop.ask(), "the publication is told, and ends by itself");
        assert!(stop.check().is_err());
        drop(publishing);
        assert!(stop.begin().is_err(), "no other begins");
        assert!(StopRequest::default().ask());
        let stop = StopRequest::default();
        drop(stop.begin().unwrap());
        assert!(stop.ask(), "the publication is over");
    }
}
