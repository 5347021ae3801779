//! The *course* of a run: how far it is, and what was found on the way. It decides between two stages whether the run
//! goes on, so that no stage has to.

use super::outcome::{Outcome, Reached, WhatWasRead};
use crate::diagnostic::{Finding, Severity, Warned};
use crate::facts::Facts;
use crate::history::MANIFEST;
use crate::pipeline::Hook;
use crate::publish::{self, Destination, Output, Publisher};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A run under way.
#[derive(Debug, Default)]
pub struct Course {
    outcome: Outcome,
    policies: BTreeMap<String, Option<Severity>>,
}

/// The run is over; its findings say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl Course {
    /// The pipeline file is sound: findings from here on are about data and goals, and are taken as `[quality]` says.
    pub fn begin_checks(&mut self, policies: &BTreeMap<String, Option<Severity>>) {
        self.policies.clone_from(policies);
        self.reach(Reached::Checks);
    }

    pub fn reach(&mut self, reached: Reached) {
        self.outcome.reached = reached;
    }

    pub fn has_read(&mut self, facts: &Facts) {
        self.outcome.read = WhatWasRead { files: facts.files.clone(), sources: facts.sources.clone() };
    }

    pub fn findings(&self) -> &[Finding] {
        &self.outcome.findings
    }

    /// The products that some finding sets aside, as the exports or the catalog call them.
    pub fn quarantined(&self) -> BTreeSet<Arc<str>> {
        self.outcome.findings.iter().filter_map(Finding::quarantined).cloned().collect()
    }

    /// Puts findings with the others, as the policies want them.
    pub fn add(&mut self, findings: impl IntoIterator<Item = Finding>) {
        let findings = findings.into_iter().filter_map(|finding| finding.under(&self.policies));
        self.outcome.findings.extend(findings);
    }

    /// The value of a stage that always has one.
    pub fn take<T>(&mut self, warned: Warned<T>) -> T {
        self.add(warned.findings);
        warned.value
    }

    /// Findings of a value that the next stages can do without for now; what it lacks stops the run at `go_on`.
    pub fn try_keep<T>(&mut self, result: Result<Warned<T>, Vec<Finding>>) -> Option<T> {
        self.keep(result).ok()
    }

    /// The value of a stage that may have none.
    pub fn keep<T>(&mut self, result: Result<Warned<T>, Vec<Finding>>) -> Result<T, Stopped> {
        match result {
            Ok(warned) => Ok(self.take(warned)),
            Err(findings) => {
                self.add(findings);
                Err(Stopped)
            }
        }
    }

    /// A value that has no warnings.
    pub fn hold<T>(&mut self, result: Result<T, Vec<Finding>>) -> Result<T, Stopped> {
        result.map_err(|findings| {
            self.add(findings);
            Stopped
        })
    }

    /// Whether nothing found so far stops the run.
    pub fn go_on(&self) -> Result<(), Stopped> {
        if self.outcome.findings.iter().any(Finding::stops) { Err(Stopped) } else { Ok(()) }
    }

    /// Publishes, or in a dry run, without a publisher, only checks what would be published. Once the outputs are in
    /// their places, `record` adds the run to the history and makes the bytes of `run.json` from the outcome as it will
    /// be; it gives these with what was found on the way.
    pub fn publish(
        &mut self,
        outputs: &[Output],
        destination: &Destination<'_>,
        publisher: Option<&Publisher>,
        record: impl FnOnce(&Outcome) -> (Vec<u8>, Vec<Finding>),
    ) -> Result<(), Stopped> {
        self.reach(Reached::Publishing);
        let Some(publisher) = publisher else {
            self.add(publish::check(outputs));
            self.go_on()?;
            self.end();
            return Ok(());
        };
        self.outcome.folder = Some(destination.folder());
        let mut found = Vec::new();
        let published = publish::publish(outputs, destination, publisher, |so_far| {
            let (manifest, findings) = record(&self.outcome.with(so_far.clone()));
            found = findings;
            manifest
        });
        let published = self.hold(published)?;
        let remarks = published.remarks.clone();
        self.outcome = self.outcome.with(published);
        self.outcome.findings.extend(found.into_iter().chain(remarks));
        Ok(())
    }

    /// Calls the hook of a run that is published. The publication is over: the record has nothing of it.
    pub fn call(&mut self, hook: Option<&Hook>, publisher: Option<&Publisher>) {
        let is_recorded = self.outcome.published.as_ref().is_some_and(|published| published.recorded);
        let manifest = self.outcome.folder.as_ref().map(|folder| folder.join(MANIFEST));
        if let (Some(hook), Some(publisher), Some(manifest), true) = (hook, publisher, manifest, is_recorded) {
            let called = publish::call(hook, &manifest, &publisher.stop);
            self.outcome.hook_said = called.said;
            self.add(called.findings);
        }
    }

    /// The run has come to its end.
    pub fn end(&mut self) {
        self.reach(Reached::End);
    }

    pub fn finish(self) -> Outcome {
        self.outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;
    use crate::formats::FormatProblem;
    use crate::ingest::IngestProblem;
    use crate::place::Place;
    use crate::publish::OutputKind;
    use std::path::Path;

    fn finding(problem: impl crate::diagnostic::Problem + 'static) -> Finding {
        Finding::new(Place::Nowhere, problem)
    }

    fn output() -> Output {
        Output::new("a.csv", b"a\n".to_vec(), OutputKind::Csv)
    }

    #[test]
    fn a_finding_that_stops_is_heard_between_stages() {
        let mut course = Course::default();
        let value = course.take(Warned { value: 7, findings: vec![finding(IngestProblem::NoRows)] });
        assert_eq!((value, course.go_on()), (7, Ok(())));
        course.add([finding(FormatProblem::EmptyFile)]);
        assert_eq!(course.go_on(), Err(Stopped));
    }

    #[test]
    fn policies_hold_for_every_stage_that_follows() {
        let mut course = Course::default();
        course.begin_checks(&[("no_rows".to_owned(), None)].into());
        course.add([finding(IngestProblem::NoRows)]);
        assert!(course.findings().is_empty());
    }

    fn at(output: &Path) -> Destination<'_> {
        Destination { output, period: "2026-10" }
    }

    #[test]
    fn the_record_knows_the_exit_code_that_the_run_will_have() {
        let share = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(share.path().join("2026-10/a.csv")).unwrap();
        let code = |outcome: &Outcome| (vec![b'0' + outcome.exit().code()], Vec::new());
        let mut course = Course::default();
        let publisher = Publisher::default();
        course.publish(&[output()], &at(share.path()), Some(&publisher), code).unwrap();
        let outcome = course.finish();
        assert_eq!(outcome.exit(), Exit::Incomplete);
        assert_eq!(outcome.findings.len(), 1);
        assert_eq!(std::fs::read_to_string(share.path().join("2026-10/run.json")).unwrap(), "3");
    }

    #[test]
    fn a_folder_that_cannot_be_used_stops_the_run_in_publishing() {
        let share = tempfile::NamedTempFile::new().unwrap();
        let mut course = Course::default();
        let publisher = Publisher::default();
        assert_eq!(
            course.publish(&[output()], &at(share.path()), Some(&publisher), |_| (Vec::new(), Vec::new())),
            Err(Stopped)
        );
        assert_eq!(course.finish().exit(), Exit::Fault);
    }
}
