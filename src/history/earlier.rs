//! *Earlier runs*: those that were published before a run, as their records have them.

use super::goal::RecordedGoal;
use super::moves::{Moved, moves};
use super::record::{RecordHead, RecordedScores};
use super::run_id::{Identity, RunId, RunReference};
use crate::calendar::Period;
use crate::goals::GoalBook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Folder within the history that has one folder a period, and in each a folder a record.
pub(super) const RUNS: &str = "runs";

/// The trusted records of one pipeline, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub folder: PathBuf,
    pub runs: Vec<EarlierRun>,
    /// The largest number that any record in the folder has, of whatever pipeline and trusted or not.
    pub(super) last: u32,
}

/// One published run as its record has it.
#[derive(Debug, Clone)]
pub struct EarlierRun {
    pub id: RunId,
    pub as_of: Period,
    pub head: RecordHead,
    pub goals: Vec<RecordedGoal>,
    pub scores: RecordedScores,
    /// Where its record lies.
    pub folder: PathBuf,
}

/// What lies before one run.
#[derive(Debug, Clone, Copy)]
pub struct EarlierRuns<'a> {
    /// Of the run that looks back.
    pub run: RunId,
    pub as_of: Period,
    /// Whether the history has this very run already.
    pub recorded: bool,
    /// The oldest first.
    pub runs: &'a [EarlierRun],
    /// All runs, those of later periods too.
    pub history: &'a History,
}

impl History {
    /// What lies before the run of this identity. A run that is the newest of its period already is that run; so the
    /// same inputs look back on the same runs, however often they are read.
    pub fn earlier_runs(&self, this: &Identity) -> EarlierRuns<'_> {
        let newest = self.runs.iter().rposition(|run| run.as_of == this.as_of);
        let mine = newest.filter(|&at| this.is_of(self.runs[at].id));
        let (run, end) = match mine {
            Some(at) => (self.runs[at].id, at),
            None => (this.id(self.last + 1), self.runs.len()),
        };
        EarlierRuns { run, as_of: this.as_of, recorded: mine.is_some(), runs: &self.runs[..end], history: self }
    }

    /// A run by its id or the beginning of it.
    pub fn find(&self, wanted: &str) -> Option<&EarlierRun> {
        let found = |run: &&EarlierRun| run.id.to_string() == wanted || run.id.sequence.to_string() == wanted;
        self.runs.iter().find(found).or_else(|| {
            let mut begun = self.runs.iter().filter(|run| run.id.to_string().starts_with(wanted));
            begun.next().filter(|_| begun.next().is_none() && !wanted.is_empty())
        })
    }

    /// Folder of the records of a period.
    pub fn folder_of(&self, label: &str) -> PathBuf {
        self.folder.join(RUNS).join(label)
    }

    /// Runs whose goals are not those of the run before.
    fn first_to_see(&self) -> impl Iterator<Item = RunId> + '_ {
        let differs = |at: usize| at == 0 || self.runs[at - 1].goals != self.runs[at].goals;
        (0..self.runs.len()).filter(move |&at| differs(at)).map(|at| self.runs[at].id)
    }
}

impl EarlierRun {
    pub fn reference(&self) -> RunReference {
        RunReference { run: self.id, as_of: self.head.as_of.clone() }
    }

    /// The last period whose figures it published as complete: what was not complete then has been completed since, not
    /// restated.
    pub fn closed(&self) -> Period {
        if self.head.partial { self.as_of.previous() } else { self.as_of }
    }
}

impl<'a> EarlierRuns<'a> {
    /// The last published run: what this one is compared with. A run of a later period knows what this one cannot.
    pub fn base(&self) -> Option<&'a EarlierRun> {
        self.runs.iter().rev().find(|run| run.as_of <= self.as_of)
    }

    /// The last run of the period before, whichever that was.
    pub fn previous(&self) -> Option<&'a EarlierRun> {
        let earlier = || self.runs.iter().filter(|run| run.as_of < self.as_of);
        let period = earlier().map(|run| run.as_of).max()?;
        earlier().rev().find(|run| run.as_of == period)
    }

    /// Folders of the records beyond the newest `keep` of each as-of period, once the run that looks back is one of them.
    /// Never among them: a run that was the first to see goals as they then were, since moves hang on it, and what the
    /// newest run of a period was compared with, since the same run made again must look back on the same past.
    pub fn surplus(&self, keep: Option<u32>) -> Vec<PathBuf> {
        let Some(keep) = keep else { return Vec::new() };
        let keep = usize::try_from(keep).unwrap_or(usize::MAX);
        let mut of_period: BTreeMap<Period, Vec<Option<&EarlierRun>>> = [(self.as_of, vec![None])].into();
        for run in self.history.runs.iter().rev() {
            of_period.entry(run.as_of).or_default().push(Some(run));
        }
        let mut needed: BTreeSet<RunId> = self.history.first_to_see().collect();
        needed.extend([self.base(), self.previous()].into_iter().flatten().map(|run| run.id));
        for newest in of_period.values().filter_map(|runs| runs.first().copied().flatten()) {
            needed.extend(newest.head.compared_with.iter().filter_map(|id| id.parse::<RunId>().ok()));
        }
        let old = of_period.into_values().flat_map(|runs| runs.into_iter().skip(keep)).flatten();
        let mut folders: Vec<PathBuf> =
            old.filter(|run| !needed.contains(&run.id)).map(|run| run.folder.clone()).collect();
        folders.sort();
        folders
    }

    /// The moves of goals that `counts` holds for, over all runs up to this one.
    pub fn moves(
        &self,
        label: &str,
        book: &GoalBook,
        goals: &[RecordedGoal],
        counts: impl Fn(&RecordedGoal) -> bool,
    ) -> Vec<Moved> {
        let mut steps: Vec<(RunReference, &[RecordedGoal])> =
            self.runs.iter().map(|run| (run.reference(), run.goals.as_slice())).collect();
        steps.push((RunReference { run: self.run, as_of: label.to_owned() }, goals));
        let mut moves = moves(&steps, counts);
        for moved in &mut moves {
            moved.place = book.goals.iter().find(|goal| goal.id == moved.goal).map(|goal| goal.place.clone());
        }
        moves
    }
}
