//! The files that an input or a section of the pipeline means.

use super::copies;
use super::found::{FoundFile, natural};
use super::listing::{Listing, Placeholder};
use super::owner;
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::name;
use crate::pipeline::{Input, NamedFiles, Pick};
use crate::place::Place;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// The files of `input`; a pattern without a match is a finding when the input is required.
pub(in crate::ingest) fn resolve(input: &Input, listing: &Listing) -> (Vec<FoundFile>, Vec<Finding>) {
    find(&input.files, input.pick, listing)
}

/// The files that a section of the pipeline names outside the exports, one by its path or all that fit a pattern, in
/// natural order of their names; a pattern that nothing fits is a finding.
pub fn named_files(named: &NamedFiles) -> (Vec<PathBuf>, Vec<Finding>) {
    let places = match named {
        // Opening it says whether it is there.
        NamedFiles::One(path) => return (vec![path.clone()], Vec::new()),
        NamedFiles::Matching(places) => places,
    };
    let mut nearby = Vec::new();
    for place in places {
        let listing = Listing::of(&place.folder);
        let (found, findings) = find(std::slice::from_ref(&place.pattern), Pick::All, &listing);
        if !found.is_empty() {
            return (found.into_iter().map(|file| place.folder.join(file.name)).collect(), findings);
        }
        nearby.extend(listing.files.into_iter().map(|file| place.folder.join(file.name).display().to_string()));
    }
    let pattern = places.first().map(|place| place.folder.join(&place.pattern).display().to_string());
    let problem = IngestProblem::NoFile { pattern: pattern.unwrap_or_default(), nearby };
    (Vec::new(), vec![Finding::new(Place::Nowhere, problem)])
}

/// What lies below a folder and may be data, in natural order of the names.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Listing::of(folder).files;
    files.sort_by(|a, b| natural(&a.name, &b.name));
    files.into_iter().map(|file| file.path).collect()
}

/// The files below a folder that fit patterns; `None` when one cannot be had, which a run says better.
pub fn files_matching(patterns: &[String], root: &Path) -> Option<Vec<PathBuf>> {
    let (found, findings) = find(patterns, Pick::All, &Listing::of(root));
    (!findings.iter().any(Finding::stops)).then(|| found.into_iter().map(|file| file.path).collect())
}

fn find(patterns: &[String], pick: Pick, listing: &Listing) -> (Vec<FoundFile>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut found: Vec<FoundFile> = Vec::new();
    let mut elsewhere: Vec<&Placeholder> = Vec::new();
    for pattern in patterns {
        let set = matcher(pattern);
        let fits = |name: &str| set.as_ref().is_some_and(|set| set.is_match(name::tidy(name)));
        let matching: Vec<&FoundFile> = listing.files.iter().filter(|file| fits(&file.name)).collect();
        let away: Vec<&Placeholder> =
            listing.placeholders.iter().filter(|file| file.stands_for(listing).any(|name| fits(&name))).collect();
        if matching.is_empty() && away.is_empty() {
            let nearby = listing.files.iter().map(|file| file.name.clone()).collect();
            let finding = Finding::new(Place::Nowhere, IngestProblem::NoFile { pattern: pattern.clone(), nearby });
            findings.push(finding);
        }
        elsewhere.extend(away);
        for file in matching {
            if !found.contains(file) {
                found.push(file.clone());
            }
        }
    }
    found.sort_by(|a, b| natural(&a.name, &b.name));
    let mut copies = copies::take_out(&mut found);
    if pick == Pick::Newest {
        found = found.pop().into_iter().collect();
        copies.retain(|copy| found.iter().any(|file| file.name == copy.plain.name));
        // One that sorts before the newest would not have been taken either.
        elsewhere.retain(|away| found.iter().all(|file| natural(&away.name, &file.name) == Ordering::Greater));
    }
    elsewhere.sort_by(|a, b| natural(&a.name, &b.name));
    elsewhere.dedup_by(|a, b| a.name == b.name);
    findings.extend(elsewhere.into_iter().map(Placeholder::finding));
    findings.extend(copies::settle(copies, &mut found));
    findings.extend(found.iter().filter_map(|file| owner::finding(file, listing)));
    (found, findings)
}

/// Names are compared composed, since one system writes Hangul in parts and another whole.
fn matcher(pattern: &str) -> Option<GlobSet> {
    let glob = GlobBuilder::new(&name::tidy(pattern)).literal_separator(true).build().ok()?;
    GlobSetBuilder::new().add(glob).build().ok()
}
