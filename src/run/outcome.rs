//! What came of a run, and the exit code that it has.

use crate::diagnostic::{Finding, Outlook};
use crate::exit::Exit;
use crate::facts::FactSource;
use crate::formats::SourceFile;
use crate::publish::Published;
use std::path::PathBuf;

/// How far a run came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    #[default]
    PipelineFile,
    /// Of data and goals.
    Checks,
    Publishing,
    End,
}

/// What came of a run.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Of all stages, in the order in which they came up.
    pub findings: Vec<Finding>,
    pub reached: Reached,
    /// Folder of the outputs.
    pub folder: Option<PathBuf>,
    pub published: Option<Published>,
    pub read: WhatWasRead,
    /// What the hook said, a line each.
    pub hook_said: Vec<String>,
}

/// What a run read, as far as it came to facts.
#[derive(Debug, Clone, Default)]
pub struct WhatWasRead {
    /// Every file that was opened.
    pub files: Vec<SourceFile>,
    /// Every sheet that was used.
    pub sources: Vec<FactSource>,
}

impl Outcome {
    /// The code of a run; this is the one place that picks it.
    pub fn exit(&self) -> Exit {
        let stops = self.findings.iter().any(Finding::stops);
        match (&self.published, self.reached) {
            (_, Reached::PipelineFile) if stops => Exit::Usage,
            (_, Reached::Checks) if stops => Exit::Refused,
            (Some(_), Reached::End) if self.is_cut_short() => Exit::Interrupted,
            (Some(published), Reached::End) if !published.is_complete() => Exit::Incomplete,
            (Some(_), Reached::End) if self.findings.iter().any(Finding::leaves_a_gap) => Exit::Incomplete,
            (_, Reached::End) => Exit::Done,
            (_, Reached::Publishing) if self.stops_with(Outlook::Interrupted) => Exit::Interrupted,
            (_, Reached::Publishing) if self.stops_with(Outlook::Passing) => Exit::TryLater,
            // Publishing failed; or the run stopped and no finding says why, which only a bug can do.
            _ => Exit::Fault,
        }
    }

    /// Whether the run was published, and asked to stop before its hook had ended.
    pub fn is_cut_short(&self) -> bool {
        self.findings.iter().any(|finding| finding.problem.outlook() == Outlook::Interrupted)
    }

    /// Whether a finding stopped the run that has this outlook.
    pub fn stops_with(&self, outlook: Outlook) -> bool {
        self.findings.iter().any(|finding| finding.stops() && finding.problem.outlook() == outlook)
    }

    /// The outcome of a run that was published.
    pub(super) fn with(&self, published: Published) -> Self {
        let mut outcome = self.clone();
        outcome.findings.extend(published.findings.iter().cloned());
        outcome.published = Some(published);
        outcome.reached = Reached::End;
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::formats::FormatProblem;
    use crate::ingest::IngestProblem;
    use crate::place::Place;
    use crate::publish::{Delivered, Delivery, OutputKind, PublishProblem};

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
            assert_eq!(outcome.exit(), Exit::Done);
        }
        let warned = vec![finding(IngestProblem::NoRows, Severity::Warn)];
        assert_eq!(outcome(Reached::End, warned, Some(published(Delivered::Written, true))).exit(), Exit::Done);
    }

    #[test]
    fn what_stops_a_run_decides_its_code() {
        assert_eq!(outcome(Reached::PipelineFile, stop(), None).exit(), Exit::Usage);
        assert_eq!(outcome(Reached::Checks, stop(), None).exit(), Exit::Refused);
        assert_eq!(outcome(Reached::Publishing, stop(), None).exit(), Exit::Fault);
    }

    #[test]
    fn what_passes_by_itself_is_worth_another_try() {
        let away = || PublishProblem::ShareAway { error: std::io::Error::other("gone") };
        let stopped = |problem| outcome(Reached::Publishing, vec![Finding::new(Place::Nowhere, problem)], None);
        assert_eq!(stopped(away()).exit(), Exit::TryLater);
        assert_eq!(stopped(PublishProblem::Locked { by: None }).exit(), Exit::TryLater);
        assert_eq!(stopped(PublishProblem::Interrupted).exit(), Exit::Interrupted);
        assert_eq!(stopped(PublishProblem::NameTaken).exit(), Exit::Fault);
    }

    #[test]
    fn a_file_or_a_record_that_could_not_be_delivered_is_incomplete() {
        for published in
            [published(Delivered::Not, true), published(Delivered::Pending, true), published(Delivered::Written, false)]
        {
            assert_eq!(outcome(Reached::End, Vec::new(), Some(published)).exit(), Exit::Incomplete);
        }
    }

    #[test]
    fn a_missing_export_that_is_not_required_makes_a_run_incomplete_and_a_check_none_the_worse() {
        let gap = || vec![finding(FormatProblem::EmptyFile, Severity::Warn)];
        let ran = outcome(Reached::End, gap(), Some(published(Delivered::Written, true)));
        assert_eq!(ran.exit(), Exit::Incomplete);
        assert_eq!(outcome(Reached::End, gap(), None).exit(), Exit::Done);
    }

    #[test]
    fn a_run_that_stopped_without_a_reason_is_our_fault() {
        for reached in [Reached::PipelineFile, Reached::Checks, Reached::Publishing] {
            assert_eq!(outcome(reached, Vec::new(), None).exit(), Exit::Fault);
        }
    }
}
