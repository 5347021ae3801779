//! How the program ends, as the shell and the scheduler see it. The output format never changes the code.
//! The code of a run is picked by `Outcome::exit`, in `src/run/outcome.rs`.

use std::process::ExitCode;

/// An exit code by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::VariantArray)]
#[repr(u8)]
pub enum Exit {
    /// Everything asked for is done; what was to be published is on the disk.
    Done = 0,
    /// Our fault or the machine's: a bug, a full disk, a folder without permission.
    Fault = 1,
    /// The command line or the pipeline file cannot be meant.
    Usage = 2,
    /// Published, but an export that the run can do without is missing, or a file could not be delivered.
    Incomplete = 3,
    /// The data or the goals failed a check; nothing was published.
    Refused = 4,
    /// Nothing changed; the same command may succeed later: a lock, a share that is away.
    TryLater = 75,
    /// Interrupted from outside; no file is half written.
    Interrupted = 130,
}

impl Exit {
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// What the code says, for people who found it in a log.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Done => "everything is published, or what was asked for is done",
            Self::Fault => "a fault of goalpost or of the machine; see the message",
            Self::Usage => "the command line or the pipeline file is wrong",
            Self::Incomplete => "published, but something is missing or could not be delivered",
            Self::Refused => "data or goals failed a check; nothing was published",
            Self::TryLater => "locked, or the share is away; try later",
            Self::Interrupted => "interrupted; nothing is half written",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn codes_are_those_that_schedulers_are_told() {
        let codes: Vec<u8> = Exit::VARIANTS.iter().map(|exit| exit.code()).collect();
        assert_eq!(codes, [0, 1, 2, 3, 4, 75, 130]);
        assert!(Exit::VARIANTS.iter().all(|exit| !exit.sentence().is_empty()));
    }
}
