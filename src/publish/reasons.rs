//! Why an old file stayed, and why a hook came to nothing.

use crate::prose::{count, shown};
use std::error::Error;
use std::io;

/// Why an old file stayed.
#[derive(Debug)]
pub enum NotReplaced {
    /// Somebody has it open.
    InUse { by: Option<String>, error: io::Error },
    /// The system does not say more.
    Refused { error: io::Error },
    /// It has something that the new one has not.
    Kept,
    /// It has sheets that the new one has not, and no copy of it could be made.
    NoCopy { error: io::Error },
}

impl NotReplaced {
    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::InUse { error, .. } | Self::Refused { error } | Self::NoCopy { error } => Some(error),
            Self::Kept => None,
        }
    }

    pub(super) fn message(&self) -> String {
        match self {
            Self::InUse { by: Some(person), .. } => format!("is open, by `{}`, and stayed as it was", shown(person)),
            Self::InUse { by: None, error } => format!("is in use and stayed as it was: {error}"),
            Self::Refused { error } => format!("cannot be replaced: {error}"),
            Self::NoCopy { error } => {
                format!(
                    "has sheets that the new file does not have, stayed as it was, and could not be copied: {error}"
                )
            }
            Self::Kept => "has what the new file does not have, and stayed as it was".to_owned(),
        }
    }
}

/// Why a hook came to nothing.
#[derive(Debug)]
pub enum HookFault {
    NotStarted { error: io::Error },
    Code { code: i32 },
    Signal,
    TooLong { seconds: u64 },
    Interrupted,
}

impl HookFault {
    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::NotStarted { error } = self { Some(error) } else { None }
    }

    pub(super) fn message(&self) -> String {
        match self {
            Self::NotStarted { error } => format!("could not be started: {error}"),
            Self::Code { code } => format!("ended with code {code}"),
            Self::Signal => "was killed".to_owned(),
            Self::TooLong { seconds } => {
                let seconds =
                    usize::try_from(*seconds).map_or_else(|_| String::new(), |seconds| count(seconds, "second"));
                format!("took longer than {seconds} and was ended")
            }
            Self::Interrupted => "was ended, since the run was asked to stop".to_owned(),
        }
    }
}
