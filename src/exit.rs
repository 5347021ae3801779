//! How the program ends, as the shell and the scheduler see it. The output format never changes the code.

use crate::diagnostic::{Finding, Outlook};
use crate::run::{Outcome, Reached};
use std::process::ExitCode;

/// An exit code by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    pub const ALL: [Self; 7] =
        [Self::Done, Self::Fault, Self::Usage, Self::Incomplete, Self::Refused, Self::TryLater, Self::Interrupted];

    /// The one place that picks the code of a run.
    pub fn of(outcome: &Outcome) -> Self {
        let stops = outcome.findings.iter().any(Finding::stops);
        match (&outcome.published, outcome.reached) {
            (_, Reached::PipelineFile) if stops => Self::Usage,
            (_, Reached::Checks) if stops => Self::Refused,
            (Some(_), Reached::End) if outcome.is_cut_short() => Self::Interrupted,
            (Some(published), Reached::End) if !published.is_complete() => Self::Incomplete,
            (Some(_), Reached::End) if outcome.findings.iter().any(Finding::leaves_a_gap) => Self::Incomplete,
            (_, Reached::End) => Self::Done,
            (_, Reached::Publishing) if outcome.stops_with(Outlook::Interrupted) => Self::Interrupted,
            (_, Reached::Publishing) if outcome.stops_with(Outlook::Passing) => Self::TryLater,
            // Publishing failed; or the run stopped and no finding says why, which only a bug can do.
            _ => Self::Fault,
        }
    }

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
    use crate::diagnostic::Severity;
    use crate::formats::FormatProblem;
    use crate::ingest::IngestProblem;
    use crate::place::Place;
    use crate::publish::{Delivered, Delivery, OutputKind, PublishProblem, Published};

    fn finding(problem: impl crate::diagnostic::Problem + 'static, severity: Severity) -> Finding {
        let mut finding = Finding::new(Place::Nowhere, problem);
        finding.severity = severity;
        finding
    }

    fn outcome(reached: Reached, findings: Vec<Finding>, published: Option<Published>) -> Outcome {
        Outcome { findings, reached, published, ..Outcome::default() }
    }

    fn published(state: Delivered, recorded: bool) -> Published {
        let hash = String::new();
        let delivery =
            Delivery { name: "a.csv".to_owned(), kind: OutputKind::Csv, bytes: 1, hash, state, pending: None };
        Published { deliveries: vec![delivery], recorded, ..Published::default() }
    }

    fn stop() -> Vec<Finding> {
        vec![finding(FormatProblem::EmptyFile, Severity::Stop)]
    }

    #[test]
    fn a_run_that_published_everything_is_done() {
        for state in [Delivered::Written, Delivered::Unchanged] {
            let outcome = outcome(Reached::End, Vec::new(), Some(published(state, true)));
            assert_eq!(Exit::of(&outcome), Exit::Done);
        }
        let warned = vec![finding(IngestProblem::NoRows, Severity::Warn)];
        assert_eq!(Exit::of(&outcome(Reached::End, warned, Some(published(Delivered::Written, true)))), Exit::Done);
    }

    #[test]
    fn what_stops_a_run_decides_its_code() {
        assert_eq!(Exit::of(&outcome(Reached::PipelineFile, stop(), None)), Exit::Usage);
        assert_eq!(Exit::of(&outcome(Reached::Checks, stop(), None)), Exit::Refused);
        assert_eq!(Exit::of(&outcome(Reached::Publishing, stop(), None)), Exit::Fault);
    }

    #[test]
    fn what_passes_by_itself_is_worth_another_try() {
        let away = || PublishProblem::ShareAway { error: std::io::Error::other("gone") };
        let stopped = |problem| outcome(Reached::Publishing, vec![Finding::new(Place::Nowhere, problem)], None);
        assert_eq!(Exit::of(&stopped(away())), Exit::TryLater);
        assert_eq!(Exit::of(&stopped(PublishProblem::Locked { by: None })), Exit::TryLater);
        assert_eq!(Exit::of(&stopped(PublishProblem::Interrupted)), Exit::Interrupted);
        assert_eq!(Exit::of(&stopped(PublishProblem::NameTaken)), Exit::Fault);
    }

    #[test]
    fn a_file_or_a_record_that_could_not_be_delivered_is_incomplete() {
        for published in
            [published(Delivered::Not, true), published(Delivered::Pending, true), published(Delivered::Written, false)]
        {
            assert_eq!(Exit::of(&outcome(Reached::End, Vec::new(), Some(published))), Exit::Incomplete);
        }
    }

    #[test]
    fn a_missing_export_that_is_not_required_makes_a_run_incomplete_and_a_check_none_the_worse() {
        let gap = || vec![finding(FormatProblem::EmptyFile, Severity::Warn)];
        let ran = outcome(Reached::End, gap(), Some(published(Delivered::Written, true)));
        assert_eq!(Exit::of(&ran), Exit::Incomplete);
        assert_eq!(Exit::of(&outcome(Reached::End, gap(), None)), Exit::Done);
    }

    #[test]
    fn a_run_that_stopped_without_a_reason_is_our_fault() {
        for reached in [Reached::PipelineFile, Reached::Checks, Reached::Publishing] {
            assert_eq!(Exit::of(&outcome(reached, Vec::new(), None)), Exit::Fault);
        }
    }

    #[test]
    fn codes_are_those_that_schedulers_are_told() {
        assert_eq!(Exit::ALL.map(Exit::code), [0, 1, 2, 3, 4, 75, 130]);
        assert!(Exit::ALL.iter().all(|exit| !exit.sentence().is_empty()));
    }
}
