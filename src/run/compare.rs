//! Two published runs side by side, from their records alone.

use super::rules::open_pipeline;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::Finding;
use crate::facts::{self, OpenedCalendar};
use crate::history::{self, EarlierRun, FileChange, History, Moved, Restated};
use crate::metrics::{MetricRef, Registry, Scope};
use crate::pipeline::Pipeline;
use std::path::Path;

/// The history of a pipeline.
#[derive(Debug)]
pub struct RecordedHistory {
    pub pipeline: Pipeline,
    pub calendar: FiscalCalendar,
    pub history: History,
    /// Records that were passed over.
    pub findings: Vec<Finding>,
}

/// Reads the records of a pipeline's runs; `output` stands for the pipeline's own output folder. An error is about the
/// pipeline file.
pub fn open_history(pipeline: &Path, output: Option<&Path>) -> Result<RecordedHistory, Vec<Finding>> {
    let mut findings = Vec::new();
    let pipeline = open_pipeline(pipeline)?.unload(&mut findings);
    let OpenedCalendar { calendar, .. } = facts::open_calendar(&pipeline.calendar)?.unload(&mut findings);
    let folder = pipeline.history.folder(output.unwrap_or(&pipeline.output));
    let history = history::open(&folder, &pipeline.name, &calendar).unload(&mut findings);
    Ok(RecordedHistory { pipeline, calendar, history, findings })
}

/// How a later run differs from an earlier one.
#[derive(Debug)]
pub struct RunComparison<'a> {
    pub old: &'a EarlierRun,
    pub new: &'a EarlierRun,
    pub restated: Vec<Restated>,
    pub moves: Vec<Moved>,
    /// Those that differ.
    pub scores: Vec<ScoreChange>,
    pub goals_file: Option<FileChange>,
    pub inputs: Vec<FileChange>,
}

/// A score or verdict that differs; `None` where there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreChange {
    /// `*` for the portfolio.
    pub product: String,
    /// Exact.
    pub old: Option<String>,
    pub new: Option<String>,
    pub old_verdict: Option<String>,
    pub new_verdict: Option<String>,
}

impl RecordedHistory {
    /// Compares two of its runs, the earlier one first whatever their order. An error is a record that is damaged.
    pub fn compare<'a>(&'a self, one: &'a EarlierRun, other: &'a EarlierRun) -> Result<RunComparison<'a>, Finding> {
        let (old, new) = if one.id <= other.id { (one, other) } else { (other, one) };
        Ok(RunComparison {
            restated: self.restated(old, new)?,
            moves: self.moves(old, new),
            scores: scores(old, new),
            goals_file: FileChange::between(old.head.goals.as_ref(), new.head.goals.as_ref()),
            inputs: inputs(old, new),
            old,
            new,
        })
    }

    fn restated(&self, old: &EarlierRun, new: &EarlierRun) -> Result<Vec<Restated>, Finding> {
        let metrics: Vec<MetricRef> = Registry::of(&self.pipeline.metrics).all().cloned().collect();
        let (before, now) = (old.figures()?, new.figures()?);
        let found = history::differences(&before, &now, &metrics, old.closed().min(new.as_of), &self.calendar);
        let products = &new.head.products;
        let scope = |product: &str| match product {
            "*" => Some(Scope::Portfolio),
            name => products.iter().position(|known| known == name).map(Scope::Product),
        };
        Ok(history::restated(found, &metrics, self.calendar.periods_per_year(), scope))
    }

    /// Step by step, so that a goal that moved twice between the two has both moves.
    fn moves(&self, old: &EarlierRun, new: &EarlierRun) -> Vec<Moved> {
        let between = self.history.runs.iter().filter(|run| (old.id..=new.id).contains(&run.id));
        let steps: Vec<_> = between.map(|run| (run.reference(), run.goals.as_slice())).collect();
        history::moves(&steps, |_| true)
    }
}

fn scores(old: &EarlierRun, new: &EarlierRun) -> Vec<ScoreChange> {
    let gone = old.scores.products.iter().filter(|score| new.scores.of(&score.product).is_none());
    let products = new.scores.products.iter().chain(gone).map(|score| score.product.as_str());
    let change = |product: &str| {
        let (then, now) = (old.scores.of(product), new.scores.of(product));
        ScoreChange {
            product: product.to_owned(),
            old: then.and_then(|score| score.score.clone()),
            new: now.and_then(|score| score.score.clone()),
            old_verdict: then.map(|score| score.verdict.clone()),
            new_verdict: now.map(|score| score.verdict.clone()),
        }
    };
    let differs = |change: &ScoreChange| change.old != change.new || change.old_verdict != change.new_verdict;
    products.map(change).filter(differs).collect()
}

/// Files but the goals workbook.
fn inputs(old: &EarlierRun, new: &EarlierRun) -> Vec<FileChange> {
    let goals: Vec<&str> =
        [&old.head.goals, &new.head.goals].into_iter().flatten().map(|file| file.file.as_str()).collect();
    let changes = history::file_changes(&old.head.inputs, &new.head.inputs);
    changes.into_iter().filter(|change| !goals.contains(&change.file.as_str())).collect()
}
