//! The files that a section of the pipeline names outside the exports: one by its path, or all that fit a pattern.

use super::{Listing, find};
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::pipeline::{NamedFiles, Pick};
use crate::place::Place;
use std::path::PathBuf;

/// In natural order of their names; a pattern that nothing fits is a finding.
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
