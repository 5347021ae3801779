//! Which files an input means: globs below the root, in natural order of their names, and what lies beside them.

mod copies;
mod hidden;
mod listing;
mod named;
mod owner;
mod problem;
mod settle;

pub(super) use hidden::hidden_rows;
pub(super) use listing::Listing;
pub use named::named_files;
pub use owner::holder;
pub use problem::FileProblem;
pub(super) use settle::settle;

use super::problem::IngestProblem;
use crate::diagnostic::Finding;
use crate::formats::Stamp;
use crate::name;
use crate::pipeline::{Input, Pick};
use crate::place::Place;
use globset::{GlobBuilder, GlobSetBuilder};
use listing::Placeholder;
use std::cmp::Ordering;
use std::path::PathBuf;

/// A file of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Relative to the root, with `/` between folders.
    pub(super) name: String,
    /// As it was when the folder was listed.
    pub(super) stamp: Stamp,
}

/// The files of `input`; a pattern without a match is a finding when the input is required.
pub(super) fn resolve(input: &Input, listing: &Listing) -> (Vec<Found>, Vec<Finding>) {
    find(&input.files, input.pick, listing)
}

fn find(patterns: &[String], pick: Pick, listing: &Listing) -> (Vec<Found>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let mut elsewhere: Vec<&Placeholder> = Vec::new();
    for pattern in patterns {
        let set = matcher(pattern);
        let fits = |name: &str| set.as_ref().is_some_and(|set| set.is_match(name::tidy(name)));
        let matching: Vec<&Found> = listing.files.iter().filter(|file| fits(&file.name)).collect();
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
fn matcher(pattern: &str) -> Option<globset::GlobSet> {
    let glob = GlobBuilder::new(&name::tidy(pattern)).literal_separator(true).build().ok()?;
    GlobSetBuilder::new().add(glob).build().ok()
}

/// `Revenue_9` before `Revenue_10`: runs of digits compare as numbers.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number_left, rest_left) = digits(left);
            let (number_right, rest_right) = digits(right);
            (left, right) = (rest_left, rest_right);
            number_left.len().cmp(&number_right.len()).then_with(|| number_left.cmp(number_right))
        } else {
            (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            x.to_lowercase().cmp(y.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b)) // same but for case or zeros: any order, always the same
}

/// The leading digits without leading zeros, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut names = ["Rev_10.xlsx", "rev_9.xlsx", "Rev_2026-02.xlsx", "Rev_2026-01.xlsx", "a/1", "Rev_009.xlsx"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a/1", "Rev_009.xlsx", "rev_9.xlsx", "Rev_10.xlsx", "Rev_2026-01.xlsx", "Rev_2026-02.xlsx"]);
    }
}
