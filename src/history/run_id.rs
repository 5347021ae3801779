//! The name of a run: its number in the history and the beginning of the hash of all that went into it, such as
//! `0007-3f9c2ab41d06`. The number orders, the hash tells whether it is the same run again.

use super::files::FileHash;
use crate::calendar::Period;
use crate::hash::Hasher;
use crate::pipeline::Pipeline;
use std::fmt;
use std::str::FromStr;

/// Digits of the hash that stand in the name.
const HASH: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId {
    pub sequence: u32,
    content: u64,
}

impl RunId {
    /// `content` is a hash in hex.
    pub(super) fn new(sequence: u32, content: &str) -> Self {
        let digits = content.get(..HASH).and_then(|digits| u64::from_str_radix(digits, 16).ok());
        Self { sequence, content: digits.unwrap_or_default() }
    }

    fn is_of(self, content: &str) -> bool {
        self == Self::new(self.sequence, content)
    }
}

/// A run and its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunReference {
    pub run: RunId,
    /// Label of its period.
    pub as_of: String,
}

/// What makes a run the very run that it is: the same inputs, goals, pipeline and version as of the same period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub as_of: Period,
    content: String,
}

impl Identity {
    /// Files by name and hash, in the order of their names; without folders, so that a run from another place is the same
    /// run.
    pub fn of(version: &str, pipeline: &Pipeline, as_of: Period, label: &str, files: &[FileHash]) -> Self {
        let mut hasher = Hasher::default();
        let about = [version, pipeline.name.as_str(), pipeline.hash.as_str(), label];
        let files = files.iter().flat_map(|FileHash { file, hash }| [file.as_str(), hash.as_str()]);
        for text in about.into_iter().chain(files) {
            hasher.add(text.as_bytes());
            hasher.add(b"\n");
        }
        Self { as_of, content: hasher.finish() }
    }

    /// The id of its run under a number.
    pub(super) fn id(&self, sequence: u32) -> RunId {
        RunId::new(sequence, &self.content)
    }

    /// Whether a run of this id read the same.
    pub fn is_of(&self, run: RunId) -> bool {
        run.is_of(&self.content)
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:0HASH$x}", self.sequence, self.content)
    }
}

/// Not the name of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRunId;

impl FromStr for RunId {
    type Err = NoRunId;

    fn from_str(text: &str) -> Result<Self, NoRunId> {
        let (sequence, content) = text.split_once('-').ok_or(NoRunId)?;
        let sequence = sequence.parse().map_err(|_| NoRunId)?;
        let id = Self::new(sequence, content);
        if id.to_string() == text { Ok(id) } else { Err(NoRunId) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_from_its_text_and_nothing_else_does() {
        let id = RunId::new(7, "00ab41d06f3c9955");
        assert_eq!(id.to_string(), "0007-00ab41d06f3c");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.is_of("00ab41d06f3c0000") && !id.is_of("10ab41d06f3c0000"));
        for text in ["7-00ab41d06f3c", "0007-00ab", "0007", "", "0007-00AB41D06F3C", "2026-10", "0007-00ab41d06f3c5"] {
            assert_eq!(text.parse::<RunId>(), Err(NoRunId), "{text}");
        }
        assert_eq!("12345-00ab41d06f3c".parse::<RunId>().map(|id| id.sequence), Ok(12345));
    }
}
