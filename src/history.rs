//! What earlier published runs saw, as plain data.
//!
//! Every published run leaves a *record* in the history folder: a folder of its own, never changed again, with the goals
//! as they were, the figures of every single period, the scores, and a `run.json` without which nobody trusts it.
//! [`open`] reads the records of a pipeline once; [`History::before`] tells what lies before one run, so that the same
//! run made twice looks back on the same past.

mod figures;
mod files;
mod korean;
mod moves;
mod problem;
mod read;
mod reasons;
mod record;
mod restated;
mod retention;
mod run_id;
mod seen;
mod tendency;
#[cfg(test)]
mod tests;

pub use figures::PastFigures;
pub use files::{FileChange, file_changes};
pub use moves::{Field, FieldChange, Moved, Seen, What, moves};
pub use problem::{HistoryProblem, RULES};
pub use read::open;
pub use reasons::findings;
pub use record::{FORMAT, PastFile, PastGoalScore, PastScore, PastScores, PipelineFile, RecordFile, RunFile, files};
pub use restated::{Difference, Restated, differences, restated};
pub use run_id::RunId;
pub use seen::SeenGoal;
pub use tendency::Tendency;

use crate::calendar::Period;
use crate::diagnostic::Finding;
use crate::goals::GoalBook;
use crate::pipeline::Pipeline;
use std::path::PathBuf;

/// The trusted records of one pipeline, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub folder: PathBuf,
    pub runs: Vec<PastRun>,
    /// The largest number that any record in the folder has, of whatever pipeline and trusted or not.
    last: u32,
}

/// One published run as its record has it.
#[derive(Debug, Clone)]
pub struct PastRun {
    pub id: RunId,
    pub as_of: Period,
    pub file: RunFile,
    pub goals: Vec<SeenGoal>,
    pub scores: PastScores,
    /// Where its record lies.
    pub folder: PathBuf,
}

/// What makes a run the very run that it is: the same inputs, goals, pipeline and version as of the same period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub as_of: Period,
    content: String,
}

/// What lies before one run.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Of the run that looks back.
    pub run: RunId,
    pub as_of: Period,
    /// Whether the history has this very run already.
    pub recorded: bool,
    /// The runs before it, the oldest first.
    pub runs: &'a [PastRun],
}

impl Identity {
    /// Files by name and hash, in the order of their names; without folders, so that a run from another place is the same
    /// run.
    pub fn of(version: &str, pipeline: &Pipeline, as_of: Period, label: &str, files: &[(&str, &str)]) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(text.as_bytes());
            hasher.update(b"\n");
        };
        for text in [version, pipeline.name.as_str(), pipeline.hash.as_str(), label] {
            add(text);
        }
        for (name, hash) in files {
            add(name);
            add(hash);
        }
        Self { as_of, content: hasher.finalize().to_hex().to_string() }
    }
}

impl Identity {
    /// Whether a run of this id read the same.
    pub fn is_of(&self, run: RunId) -> bool {
        run.is_of(&self.content)
    }
}

impl History {
    /// What lies before the run of this identity. A run that is the newest of its period already is that run; so the
    /// same inputs look back on the same runs, however often they are read.
    pub fn before(&self, this: &Identity) -> Before<'_> {
        let newest = self.runs.iter().rposition(|run| run.as_of == this.as_of);
        let mine = newest.filter(|&at| self.runs[at].id.is_of(&this.content));
        let (run, end) = match mine {
            Some(at) => (self.runs[at].id, at),
            None => (RunId::new(self.last + 1, &this.content), self.runs.len()),
        };
        Before { run, as_of: this.as_of, recorded: mine.is_some(), runs: &self.runs[..end] }
    }

    /// Folders of the records that are no longer kept once a run is added to them.
    pub fn surplus(&self, before: &Before<'_>, keep: Option<u32>) -> Vec<PathBuf> {
        keep.map(|keep| retention::surplus(&self.runs, before, keep)).unwrap_or_default()
    }

    /// A run by its id or the beginning of it.
    pub fn find(&self, wanted: &str) -> Option<&PastRun> {
        let found = |run: &&PastRun| run.id.to_string() == wanted || run.id.sequence.to_string() == wanted;
        self.runs.iter().find(found).or_else(|| {
            let mut begun = self.runs.iter().filter(|run| run.id.to_string().starts_with(wanted));
            begun.next().filter(|_| begun.next().is_none() && !wanted.is_empty())
        })
    }
}

impl PastRun {
    pub fn seen(&self) -> Seen {
        Seen { run: self.id, as_of: self.file.as_of.clone() }
    }

    /// The figures it saw; a finding when the file is not the one that was written.
    pub fn figures(&self) -> Result<PastFigures, Finding> {
        read::figures(self)
    }
}

impl<'a> Before<'a> {
    /// The last published run: what this one is compared with. A run of a later period knows what this one cannot.
    pub fn base(&self) -> Option<&'a PastRun> {
        self.runs.iter().rev().find(|run| run.as_of <= self.as_of)
    }

    /// The last run of the period before, whichever that was.
    pub fn previous(&self) -> Option<&'a PastRun> {
        let earlier = || self.runs.iter().filter(|run| run.as_of < self.as_of);
        let period = earlier().map(|run| run.as_of).max()?;
        earlier().rev().find(|run| run.as_of == period)
    }

    /// The moves of this fiscal year's goals, over all runs up to this one.
    pub fn moves(
        &self,
        label: &str,
        book: &GoalBook,
        seen: &[SeenGoal],
        counts: impl Fn(&SeenGoal) -> bool,
    ) -> Vec<Moved> {
        let mut steps: Vec<(Seen, &[SeenGoal])> =
            self.runs.iter().map(|run| (run.seen(), run.goals.as_slice())).collect();
        steps.push((Seen { run: self.run, as_of: label.to_owned() }, seen));
        let mut moves = moves(&steps, counts);
        for moved in &mut moves {
            moved.place = book.goals.iter().find(|goal| goal.id == moved.goal).map(|goal| goal.place.clone());
        }
        moves
    }
}
