//! Where outputs go, and who puts them there.

use super::file_name::safe_file_name;
use super::stop::StopRequest;
use crate::hash::Hasher;
use std::path::{Path, PathBuf};

/// The folder of the outputs, and the period within it.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    pub output: &'a Path,
    /// Label of the period.
    pub period: &'a str,
}

impl Destination<'_> {
    /// Folder of the period. A label of a calendar file is any text, and no path.
    pub fn folder(&self) -> PathBuf {
        self.output.join(safe_file_name(self.period))
    }
}

/// The process that publishes, as other machines are told of it. All of it comes from outside as values.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    pub host: String,
    pub process: u32,
    /// When it began, as people read it.
    pub since: String,
    /// Unlike that of any other run.
    pub run: String,
    /// Folder of this machine for locks of the operating system; `None` when there is none.
    pub locks: Option<PathBuf>,
    /// Whether the lock of another run is to be taken away.
    pub break_lock: bool,
    pub stop: StopRequest,
}

impl Publisher {
    /// A number for the names of temporary files, which no other run has.
    pub(super) fn number(&self) -> u64 {
        let mut hasher = Hasher::default();
        hasher.add(format!("{}\n{}\n{}", self.host, self.process, self.run).as_bytes());
        hasher.bytes().iter().take(8).fold(0, |number, &byte| (number << 8) | u64::from(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_of_a_period_leads_out_of_the_folder_of_the_outputs() {
        let folder = |period| Destination { output: Path::new("out"), period }.folder();
        assert_eq!(folder("2026-10"), Path::new("out/2026-10"));
        for period in ["..", "../x", "/etc", "a/b", ""] {
            let folder = folder(period);
            assert_eq!(folder.parent(), Some(Path::new("out")), "{period:?}");
            assert_ne!(folder.file_name(), None, "{period:?}");
        }
    }

    #[test]
    fn two_runs_of_processes_with_the_same_number_have_numbers_of_their_own() {
        let publisher = |host: &str, run: &str| Publisher {
            host: host.into(),
            run: run.into(),
            process: 1,
            ..Publisher::default()
        };
        assert_ne!(publisher("a", "x").number(), publisher("b", "x").number());
        assert_ne!(publisher("a", "x").number(), publisher("a", "y").number());
    }

    #[test]
    fn a_thousand_runs_have_a_thousand_numbers() {
        let number = |run: usize| Publisher { run: run.to_string(), ..Publisher::default() }.number();
        let numbers: std::collections::BTreeSet<u64> = (0..1_000).map(number).collect();
        assert_eq!(numbers.len(), 1_000);
    }
}
