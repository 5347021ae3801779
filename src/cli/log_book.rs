//! The *log book*: what a command did, in the words of the log. It has nothing of the data but what findings have.

use super::report::NotesPolicy;
use crate::calendar::Date;
use crate::diagnostic::{Finding, Severity};
use crate::exit::Exit;
use crate::place::Place;
use crate::prose::escaped;
use crate::publish::{Log, LogLimits};
use std::cell::RefCell;
use std::io;
use std::path::Path;

/// A log with a clock, or nothing where no log is wanted.
#[derive(Debug, Default)]
pub(super) struct LogBook {
    log: RefCell<Option<Log>>,
    /// Why it could not be written on.
    fault: RefCell<Option<io::Error>>,
}

/// How much a line matters, as its first word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub(super) enum LogLevel {
    Info,
    Warning,
    Error,
}

impl LogLevel {
    /// Of an end.
    pub(super) const fn of(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::Info,
            Exit::Incomplete | Exit::TryLater | Exit::Interrupted => Self::Warning,
            Exit::Fault | Exit::Usage | Exit::Refused => Self::Error,
        }
    }
}

impl LogBook {
    /// A log that cannot be opened is no reason to do nothing: it is said once, and the command goes on.
    pub(super) fn open(path: &Path, today: Date) -> (Self, Option<io::Error>) {
        match Log::open(path, today, LogLimits::default()) {
            Ok(log) => (Self { log: RefCell::new(Some(log)), fault: RefCell::default() }, None),
            Err(error) => (Self::default(), Some(error)),
        }
    }

    pub(super) fn say(&self, level: LogLevel, text: &str) {
        let mut log = self.log.borrow_mut();
        let Some(open) = log.as_mut() else { return };
        let line = format!("{} [{}] {}: {}", stamp(), std::process::id(), level.into_str(), escaped(text));
        if let Err(error) = open.line(&line) {
            *log = None;
            *self.fault.borrow_mut() = Some(error);
        }
    }

    /// One line a finding.
    pub(super) fn findings(&self, findings: &[Finding], notes: NotesPolicy) {
        for finding in findings.iter().filter(|finding| notes.shows(finding)) {
            let level = match finding.severity {
                Severity::Stop => LogLevel::Error,
                Severity::Quarantine | Severity::Warn => LogLevel::Warning,
                Severity::Note => LogLevel::Info,
            };
            self.say(level, &one_line(finding));
        }
    }

    /// Why lines are missing, once.
    pub(super) fn fault(&self) -> Option<io::Error> {
        self.fault.borrow_mut().take()
    }
}

/// `no_rows in finance/Revenue.xlsx, sheet Revenue: has no rows (ask for the file again)`
fn one_line(finding: &Finding) -> String {
    let place = match (&finding.place, &finding.input) {
        (Place::Nowhere, Some(input)) => format!(" of input {input}"),
        (Place::Nowhere, None) => String::new(),
        (place, _) => format!(" in {place}"),
    };
    let hint = finding.problem.hint().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{}{place}: {}{hint}", finding.code(), finding.problem.message())
}

#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
fn stamp() -> String {
    chrono::Local::now().format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::IngestProblem;

    #[test]
    fn a_finding_is_one_line_whatever_names_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("review.log");
        let (log, fault) = LogBook::open(&path, "2026-10-31".parse().unwrap());
        assert!(fault.is_none());
        let place = Place::Sheet { file: "a\n2026.xlsx".into(), sheet: "b\u{1b}[2J\u{2028}".into() };
        let pattern = "x*.csv".to_owned();
        let findings = [
            Finding::new(place, IngestProblem::NoRows),
            Finding::new(Place::Nowhere, IngestProblem::NoFile { pattern, nearby: Vec::new() })
                .of_input(&"usage".into()),
        ];
        log.findings(&findings, NotesPolicy::Counted);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(text.contains("error: no_file of input usage: no file matches `x*.csv`"), "{text}");
        assert!(text.contains("no_rows in a\\n2026.xlsx"), "{text}");
    }

    #[test]
    fn without_a_log_nothing_is_said_and_nothing_fails() {
        let folder = tempfile::tempdir().unwrap();
        let (log, fault) = LogBook::open(folder.path(), "2026-10-31".parse().unwrap());
        assert!(fault.is_some(), "a folder is no log");
        log.say(LogLevel::Info, "x");
        assert!(log.fault().is_none());
    }
}
