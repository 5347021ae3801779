//! `[goals]`: the workbooks of agreed goals.

use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::path::{resolve, resolve_file};
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::Expected;
use crate::pipeline::{FilePattern, GoalsFile, NamedFiles, NotAgreed};
use globset::GlobBuilder;
use std::path::Path;

pub(crate) fn read(mut section: Section, folder: &Path, root: Option<&Path>) -> Option<GoalsFile> {
    let files = section.required("file").and_then(|entry| files(entry, folder, root));
    let not_agreed = section.choice(
        "not_agreed",
        &[("show", NotAgreed::Show), ("score", NotAgreed::Score), ("stop", NotAgreed::Stop)],
        &[],
    );
    section.finish();
    Some(GoalsFile { files: files?, not_agreed: not_agreed.unwrap_or(NotAgreed::Show) })
}

fn files(entry: Entry, folder: &Path, root: Option<&Path>) -> Option<Vec<NamedFiles>> {
    let written = entry.texts(&Expected::TextOrList)?;
    let named: Vec<NamedFiles> = written.iter().filter_map(|(entry, text)| named(*entry, text, folder, root)).collect();
    (named.len() == written.len()).then_some(named)
}

/// A name with wildcards is a pattern, unless there is a file of that very name.
fn named(entry: Entry, text: &str, folder: &Path, root: Option<&Path>) -> Option<NamedFiles> {
    let file = resolve_file(folder, root, text);
    let Some(wildcard) = text.find(['*', '?', '[', '{']).filter(|_| !file.exists()) else {
        return Some(NamedFiles::One(file));
    };
    // The folders before the first wildcard are a place, and the rest is the pattern.
    let (place, pattern) = text.split_at(text[..wildcard].rfind('/').map_or(0, |slash| slash + 1));
    if let Err(error) = GlobBuilder::new(pattern).literal_separator(true).build() {
        let reason = error.kind().to_string();
        entry.problem(PipelineProblem::BadFilePattern { pattern: text.to_owned(), reason });
        return None;
    }
    let at = |folder: &Path| FilePattern { folder: resolve(folder, place), pattern: pattern.to_owned() };
    let mut places = vec![at(folder)];
    places.extend(root.map(at).filter(|below| *below != places[0]));
    Some(NamedFiles::Matching(places))
}
