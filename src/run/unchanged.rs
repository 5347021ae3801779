//! Whether a run would do again what the last one did. That is seen without reading an export: the hashes of all files
//! that it would read, and the version of goalpost, make the identity of a run, which is part of its id.

use super::request::RunRequest;
use super::rules::open_pipeline;
use crate::calendar::Date;
use crate::facts::{self, OpenedCalendar};
use crate::hash::Hasher;
use crate::history::{FileHash, Identity, OutputEntry, RunId, RunManifest, published_runs};
use crate::ingest;
use crate::pipeline::{CalendarSource, Pipeline};
use std::fs::File;
use std::path::{Path, PathBuf};

/// The last published run, which stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchanged {
    pub run: String,
    /// Label of its period.
    pub as_of: String,
    pub folder: PathBuf,
}

/// The last published run, when nothing that it read has changed since: no export, goals, catalog, rates, calendar or
/// pipeline file, and not goalpost itself; when it published everything, and that is still there; and when no day has come
/// since on which an export is due or data are stale. `None` in every doubt.
pub fn unchanged(request: &RunRequest) -> Option<Unchanged> {
    let pipeline = open_pipeline(&request.pipeline).ok()?.value;
    let OpenedCalendar { calendar, .. } = facts::open_calendar(&pipeline.calendar).ok()?.value;
    let asked = request.period(&calendar).ok()?.map(|period| calendar.label(period));
    let output = request.output(&pipeline);
    // One that was asked for a period says nothing of the one that is the latest now.
    let is_like_it = |run: &RunManifest| {
        run.pipeline.name == pipeline.name
            && run.run.asked.is_some() == asked.is_some()
            && asked.as_ref().is_none_or(|asked| *asked == run.as_of)
    };
    let published = published_runs(output).into_iter().filter_map(|name| {
        let folder = output.join(name);
        let manifest = RunManifest::open(&folder).filter(is_like_it)?;
        let until: Option<Date> = match &manifest.run.stands_until {
            Some(day) => Some(day.parse().ok()?),
            None => None,
        };
        Some((manifest.run.id.parse::<RunId>().ok()?, until, manifest, folder))
    });
    let (run, until, manifest, folder) = published.max_by_key(|(run, ..)| *run)?;
    let holds = until.is_none_or(|day| request.today < day);
    let is_there = !manifest.outputs.is_empty() && manifest.outputs.iter().all(|output| stands(&folder, output));
    if !holds || manifest.exit_code != 0 || !is_there {
        return None;
    }
    let as_of = calendar.parse_label(&manifest.as_of)?.first;
    let files = read_now(&pipeline)?;
    let now = Identity::of(env!("CARGO_PKG_VERSION"), &pipeline, as_of, &manifest.as_of, &files);
    now.is_of(run).then(|| Unchanged { run: run.to_string(), as_of: manifest.as_of, folder })
}

/// Whether an output is where it was published. People type into workbooks, which is no reason to publish them again.
fn stands(folder: &Path, output: &OutputEntry) -> bool {
    let path = folder.join(&output.file);
    let is_whole = || output.kind == "workbook" || hash(&path).is_some_and(|hash| hash == output.hash);
    output.delivered && path.is_file() && is_whole()
}

/// Every file that a run would read now, by name and hash, as the history has them.
fn read_now(pipeline: &Pipeline) -> Option<Vec<FileHash>> {
    let mut paths = ingest::files_of(&pipeline.inputs, &pipeline.root)?;
    paths.extend(pipeline.products.iter().map(|products| products.path.clone()));
    paths.extend(pipeline.fx.iter().map(|rates| rates.path.clone()));
    paths.extend(pipeline.scorecards.iter().filter_map(|scorecard| scorecard.theme.clone()));
    if let CalendarSource::File(path) = &pipeline.calendar {
        paths.push(path.clone());
    }
    for named in pipeline.goals.iter().flat_map(|goals| &goals.files) {
        let (found, missing) = ingest::named_files(named);
        if !missing.is_empty() {
            return None;
        }
        paths.extend(found);
    }
    let read =
        |path: PathBuf| Some(FileHash { file: path.file_name()?.to_string_lossy().into_owned(), hash: hash(&path)? });
    let mut files: Vec<FileHash> = paths.into_iter().map(read).collect::<Option<_>>()?;
    files.sort();
    files.dedup();
    Some(files)
}

fn hash(path: &Path) -> Option<String> {
    let mut hasher = Hasher::default();
    hasher.add_all(File::open(path).ok()?).ok()?;
    Some(hasher.finish())
}
