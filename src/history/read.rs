//! Reading the records of the history folder. One that cannot be used is passed over with a note: a run does not depend
//! on those before it.

use super::earlier::{EarlierRun, History, RUNS};
use super::figures::RecordedFigures;
use super::files::FileHash;
use super::problem::{HistoryProblem, RecordFault};
use super::record::{FIGURES, FORMAT, GOALS, HEAD, RecordHead, RecordedGoals, RecordedScores, SCORES};
use super::run_id::RunId;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::{Cause, Finding, Warned};
use crate::hash::hash;
use crate::place::Place;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::Read;
use std::path::Path;

/// Reads every record of the pipeline of this name. A folder that is not there has no records.
pub fn open(folder: &Path, pipeline: &str, calendar: &FiscalCalendar) -> Warned<History> {
    let mut history = History { folder: folder.to_owned(), ..History::default() };
    let mut findings = Vec::new();
    let runs = folder.join(RUNS);
    for period in names(&runs) {
        for name in names(&runs.join(&period)) {
            // Anything else in the folder is none of ours.
            let Ok(id) = name.parse::<RunId>() else { continue };
            history.last = history.last.max(id.sequence);
            let folder = runs.join(&period).join(&name);
            match run(id, &folder, pipeline, calendar) {
                Ok(Some(run)) => history.runs.push(run),
                Ok(None) => {}
                Err(problem) => findings.push(Finding::new(Place::of(&folder), problem)),
            }
        }
    }
    history.runs.sort_by_key(|run| run.id);
    Warned { value: history, findings }
}

/// `None` is a run of another pipeline.
fn run(
    id: RunId,
    folder: &Path,
    pipeline: &str,
    calendar: &FiscalCalendar,
) -> Result<Option<EarlierRun>, HistoryProblem> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let bytes = bytes(folder, HEAD)?;
    let Format { format } = parsed(HEAD, &bytes)?;
    if format > FORMAT {
        return Err(HistoryProblem::Newer { format, known: FORMAT });
    }
    let head: RecordHead = parsed(HEAD, &bytes)?;
    if head.pipeline.name != pipeline {
        return Ok(None);
    }
    if head.pipeline.file.is_empty() || head.pipeline.hash.is_empty() {
        return Err(not_read(RecordFault::OfNoPipeline));
    }
    if head.run != id.to_string() {
        return Err(not_read(RecordFault::OfAnotherRun { run: head.run }));
    }
    let as_of = calendar.parse_label(&head.as_of).filter(|span| span.len() == 1);
    let as_of = as_of.ok_or_else(|| not_read(RecordFault::OfNoPeriod { label: head.as_of.clone() }))?;
    let goals: RecordedGoals = parsed(GOALS, &whole(folder, GOALS, &head.files)?)?;
    let scores: RecordedScores = parsed(SCORES, &whole(folder, SCORES, &head.files)?)?;
    Ok(Some(EarlierRun { id, as_of: as_of.first, goals: goals.goals, scores, head, folder: folder.to_owned() }))
}

impl EarlierRun {
    /// The figures it saw; a finding when the file is not the one that was written.
    pub fn figures(&self) -> Result<RecordedFigures, Finding> {
        whole(&self.folder, FIGURES, &self.head.files)
            .and_then(|bytes| parsed(FIGURES, &bytes))
            .map_err(|problem| Finding::new(Place::of(&self.folder), problem))
    }
}

/// The bytes of a file, when they are those that the record was written with. The oldest records do not say.
fn whole(folder: &Path, file: &'static str, files: &[FileHash]) -> Result<Vec<u8>, HistoryProblem> {
    let bytes = bytes(folder, file)?;
    let said = files.iter().find(|known| known.file == file);
    if said.is_some_and(|known| known.hash != hash(&bytes)) {
        return Err(not_read(RecordFault::Altered { file }));
    }
    Ok(bytes)
}

fn bytes(folder: &Path, file: &'static str) -> Result<Vec<u8>, HistoryProblem> {
    /// Far more than any record needs.
    const LARGEST: u64 = 1 << 30;
    let mut bytes = Vec::new();
    let read = std::fs::File::open(folder.join(file)).and_then(|opened| opened.take(LARGEST).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(not_read(RecordFault::Missing { file })),
        Err(error) => Err(not_read(RecordFault::Unreadable { file, cause: Cause::new(error) })),
    }
}

fn parsed<T: DeserializeOwned>(file: &'static str, bytes: &[u8]) -> Result<T, HistoryProblem> {
    serde_json::from_slice(bytes).map_err(|error| not_read(RecordFault::Damaged { file, cause: Cause::new(error) }))
}

const fn not_read(fault: RecordFault) -> HistoryProblem {
    HistoryProblem::NotRead { fault }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}
