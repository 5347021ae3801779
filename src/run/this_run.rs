//! A run as its manifest and the history will have it.

use super::outcome::Outcome;
use super::request::RunRequest;
use crate::amount::Amount;
use crate::diagnostic::{Finding, SeverityCount};
use crate::facts::Facts;
use crate::goals::GoalBook;
use crate::history::{
    self, CheckEntry, EarlierRun, EarlierRuns, FileChange, FileHash, GoalsEntry, Identity, InputEntry, OutputEntry,
    RecordHead, RecordedFigures, RecordedGoal, RecordedGoalScore, RecordedScore, RecordedScores, RunEntry, RunManifest,
};
use crate::metrics::{Aggregates, Measurements};
use crate::pipeline::Pipeline;
use crate::publish::{self, Delivery, NewRecord};
use crate::score::{GoalScore, ScopeScore, Scores};
use std::collections::BTreeSet;

/// A run once its goals are known: what it read, and by what it is told from others.
#[derive(Debug)]
pub(super) struct ThisRun<'a> {
    pub(super) identity: Identity,
    pub(super) measurements: &'a Measurements,
    pub(super) book: &'a GoalBook,
    pub(super) goals: Vec<RecordedGoal>,
    /// Without what only the history and publishing can say.
    pub(super) manifest: RunManifest,
    /// That it read.
    pub(super) files: Vec<FileHash>,
    pipeline: &'a Pipeline,
}

impl<'a> ThisRun<'a> {
    pub(super) fn of(
        pipeline: &'a Pipeline,
        facts: &Facts,
        measurements: &'a Measurements,
        book: &'a GoalBook,
    ) -> Self {
        let Aggregates { calendar, catalog, as_of, .. } = &measurements.aggregates;
        let source = book.source();
        let manifest = RunManifest {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pipeline: pipeline.into(),
            as_of: calendar.label(*as_of),
            run: RunEntry { stands_until: facts.stands_until.map(|day| day.to_string()), ..RunEntry::default() },
            goals: GoalsEntry {
                file: source.as_ref().map(|file| file.name.to_string()),
                hash: source.map(|file| file.hash),
                ..GoalsEntry::default()
            },
            inputs: InputEntry::of(&facts.files, &facts.sources),
            checks: CheckEntry::of(measurements),
            // What follows is known when the outputs are there.
            outputs: Vec::new(),
            findings: SeverityCount::default(),
            exit_code: 0,
        };
        let files = manifest.files();
        Self {
            identity: Identity::of(&manifest.version, pipeline, *as_of, &manifest.as_of, &files),
            measurements,
            book,
            goals: book.goals.iter().map(|goal| RecordedGoal::of(goal, calendar, catalog)).collect(),
            manifest,
            files,
            pipeline,
        }
    }

    /// The goals workbook, where it is not the one that an earlier run read.
    pub(super) fn goals_file(&self, earlier: &EarlierRun) -> Option<FileChange> {
        FileChange::between(earlier.head.goals.as_ref(), self.manifest.goals.as_file().as_ref())
    }

    /// Adds the run to the history, and gives the bytes of its manifest with what is to be said of the history.
    pub(super) fn record(
        &self,
        earlier: &EarlierRuns<'_>,
        scores: &Scores,
        request: &RunRequest,
        outcome: &Outcome,
    ) -> (Vec<u8>, Vec<Finding>) {
        let mut manifest = self.manifest.clone();
        let base = earlier.base();
        manifest.run.id = earlier.run.to_string();
        manifest.run.compared_with = base.map(|base| base.id.to_string());
        manifest.run.asked = request.as_of.as_ref().map(|_| manifest.as_of.clone());
        manifest.goals.hash_before = base.and_then(|base| base.head.goals.as_ref()).map(|file| file.hash.clone());
        manifest.goals.changed = base.is_some_and(|base| self.goals_file(base).is_some());
        manifest.outputs =
            outcome.published.iter().flat_map(|published| &published.deliveries).map(output_entry).collect();
        manifest.exit_code = outcome.exit().code();
        let findings = self.add_to_history(&manifest, earlier, scores, request.now.clone());

        let mut outcome = outcome.clone();
        outcome.findings.extend(findings.iter().cloned());
        manifest.findings = SeverityCount::of(&outcome.findings);
        manifest.exit_code = outcome.exit().code();
        (manifest.to_bytes(), findings)
    }

    /// A run that is there already leaves no record: nothing has changed.
    fn add_to_history(
        &self,
        manifest: &RunManifest,
        earlier: &EarlierRuns<'_>,
        scores: &Scores,
        when: Option<String>,
    ) -> Vec<Finding> {
        if earlier.recorded {
            return Vec::new();
        }
        let compared = [earlier.base(), earlier.previous()].into_iter().flatten();
        let compared: BTreeSet<String> = compared.map(|run| run.id.to_string()).collect();
        let head = RecordHead {
            partial: self.measurements.partial,
            when,
            compared_with: compared.into_iter().collect(),
            products: self.measurements.catalog.names().map(str::to_owned).collect(),
            ..RecordHead::of(manifest)
        };
        let figures = RecordedFigures::of(self.measurements);
        publish::add_record(&NewRecord {
            folder: earlier.history.folder_of(&manifest.as_of),
            run: earlier.run,
            files: history::files(head, self.goals.clone(), &figures, &recorded(scores, self.measurements)),
            surplus: earlier.surplus(self.pipeline.history.keep),
        })
    }
}

fn recorded(scores: &Scores, measurements: &Measurements) -> RecordedScores {
    let exact = |amount: &Option<Amount>| amount.as_ref().map(Amount::to_exact);
    let recorded = |product: &str, of: &ScopeScore| RecordedScore {
        product: product.to_owned(),
        score: exact(&of.score),
        verdict: of.verdict.into_str().to_owned(),
        coverage: exact(&of.coverage),
    };
    let products = scores.products.iter().map(|of| recorded(measurements.catalog.name(of.product), of));
    let products = products.chain([recorded("*", &scores.portfolio)]).collect();
    let goal = |goal: &GoalScore| RecordedGoalScore {
        goal: goal.goal.id.clone(),
        score: exact(&goal.score),
        status: goal.status.into_str().to_owned(),
    };
    RecordedScores { products, goals: scores.goals.iter().map(goal).collect() }
}

fn output_entry(delivery: &Delivery) -> OutputEntry {
    OutputEntry {
        file: delivery.name.clone(),
        kind: delivery.kind.into_str().to_owned(),
        bytes: delivery.bytes,
        hash: delivery.hash.clone(),
        // Not whether it was written or had not changed: a second run of the same must give the same manifest.
        delivered: delivery.state.is_in_place(),
        pending: delivery.pending.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Delivered, OutputKind};

    fn delivery(state: Delivered) -> Delivery {
        let (name, hash) = ("metrics.csv".to_owned(), "cd".to_owned());
        Delivery { name, kind: OutputKind::Csv, bytes: 3, hash, state, pending: None }
    }

    #[test]
    fn a_second_run_of_the_same_gives_the_same_manifest() {
        assert_eq!(output_entry(&delivery(Delivered::Written)), output_entry(&delivery(Delivered::Unchanged)));
        assert!(!output_entry(&delivery(Delivered::Not)).delivered);
    }
}
