//! A *family*: files alike, which one input reads. A file of its own kind is a family of one.

use super::inspected::Inspected;
use super::reading::{self, ReadMember, ReadingSetting};
use super::trial::Trial;
use crate::calendar::Date;
use crate::survey::alike::{self, DraftedFile};
use crate::survey::draft::Draft;
use crate::survey::stem;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

pub(super) struct Family {
    /// Positions of its files among all that were inspected; the first stands for all.
    pub(super) members: Vec<usize>,
    pub(super) trials: Vec<Trial>,
}

/// Where files lie and what else was looked at.
pub(super) struct InspectSetting<'a> {
    /// The folder of the exports.
    pub(super) inputs: &'a str,
    /// All files that were named: a pattern shall take none that is of another kind.
    pub(super) all: &'a [Inspected],
    /// Where each of them stands among all, by its plain path.
    pub(super) by_path: &'a BTreeMap<PathBuf, usize>,
    pub(super) today: Date,
    pub(super) threads: NonZeroUsize,
}

/// The families of all files, with their drafts tried on all their files.
pub(super) fn families(setting: &InspectSetting<'_>) -> Vec<Family> {
    let drafted = |file: &'_ Inspected| -> Vec<Draft> { file.trials.iter().map(|trial| trial.draft.clone()).collect() };
    let drafts: Vec<Vec<Draft>> = setting.all.iter().map(drafted).collect();
    let files: Vec<DraftedFile<'_>> = setting
        .all
        .iter()
        .zip(&drafts)
        .map(|(file, drafts)| DraftedFile { path: &file.file.below, drafts: drafts.iter().collect() })
        .collect();
    let mut names: Vec<String> = Vec::new();
    let kinds = alike::alike(&files).into_iter();
    kinds
        .map(|members| {
            let first = &setting.all[members[0]];
            let trials = first.trials.iter().map(|tried| {
                let name = unused(&tried.draft.name, &first.file.below, &names);
                names.push(name.clone());
                let draft = Draft { name, ..tried.draft.clone() };
                let tried = Trial { draft, toml: String::new(), reading: tried.reading.clone() };
                of_files(tried, &members, setting)
            });
            Family { trials: trials.collect(), members }
        })
        .collect()
}

/// Tries a draft on files alike, under the shortest pattern that a run accepts. Other files that fit the pattern are read
/// with them, as a run would.
fn of_files(tried: Trial, members: &[usize], setting: &InspectSetting<'_>) -> Trial {
    let paths: Vec<&str> = members.iter().map(|&at| setting.all[at].file.below.as_str()).collect();
    let alone = |tried: Trial, patterns: Vec<String>| {
        let draft = Draft { files: patterns, ..tried.draft };
        Trial { toml: draft.toml(), draft, reading: tried.reading }
    };
    let mut best: Option<Trial> = None;
    let alternatives = alike::patterns(&paths);
    let last = alternatives.len().saturating_sub(1);
    for (at, patterns) in alternatives.into_iter().enumerate() {
        // Where a run could not say which files are meant, only their own names are sure.
        let found = reading::files(setting.inputs, &patterns);
        let is_other = |path: &PathBuf| setting.by_path.get(&plain(path)).is_some_and(|at| !members.contains(at));
        let takes_others = match &found {
            Some(found) => found.iter().any(is_other),
            None => tried.reading.is_none(),
        };
        if at < last && takes_others {
            continue;
        }
        // The one file was read already.
        if tried.reading.is_none() || (members.len() == 1 && found.is_some_and(|found| found.len() == 1)) {
            return alone(tried, patterns);
        }
        let draft = Draft { files: patterns, ..tried.draft.clone() };
        let member = |&at: &usize| {
            let file = &setting.all[at];
            let same = |own: &&Trial| own.draft.reads_alike(&draft);
            let own = file.trials.iter().find(same).map_or(&tried.draft, |own| &own.draft);
            ReadMember { below: &file.file.below, survey: &file.survey, draft: own }
        };
        let members: Vec<ReadMember<'_>> = members.iter().map(member).collect();
        let from = ReadingSetting { inputs: setting.inputs, today: setting.today, threads: setting.threads };
        let reading = reading::of_files(&draft, &members, from);
        let works = reading.works();
        let better = |known: &Trial| known.reading.as_ref().is_none_or(|known| reading.rank() > known.rank());
        if best.as_ref().is_none_or(better) {
            best = Some(Trial { toml: draft.toml(), draft, reading: Some(reading) });
        }
        if works {
            break;
        }
    }
    best.unwrap_or(tried)
}

/// A path without `.`, to be compared.
pub(super) fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}

/// Inputs have names of their own, so that all drafts may be pasted into one file: what another has already is told
/// apart by the file.
fn unused(name: &str, file: &str, names: &[String]) -> String {
    let is_free = |name: &String| !names.contains(name);
    let stem = stem(file);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let mut ways = [name.to_owned(), format!("{name} {stem}")].into_iter().chain(numbered);
    ways.find(is_free).unwrap_or_else(|| name.to_owned())
}
