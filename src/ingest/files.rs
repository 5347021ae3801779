//! Which files an input means: globs below the root, in natural order of their names.

use super::problem::IngestProblem;
use crate::diagnostic::Finding;
use crate::name;
use crate::pipeline::{Input, Pick};
use crate::place::Place;
use globset::{GlobBuilder, GlobSetBuilder};
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// A file of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Relative to the root, with `/` between folders.
    pub(super) name: String,
}

/// The files of `input` below `root`; a pattern without a match is a finding when the input is required.
pub(super) fn resolve(input: &Input, root: &Path) -> (Vec<Found>, Vec<Finding>) {
    let mut all = Vec::new();
    list(root, "", &mut all, 0);
    let mut findings = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    for pattern in &input.files {
        let matching: Vec<&Found> = match matcher(pattern) {
            Some(set) => all.iter().filter(|file| set.is_match(name::tidy(&file.name))).collect(),
            None => Vec::new(),
        };
        if matching.is_empty() {
            let nearby = all.iter().map(|file| file.name.clone()).collect();
            let finding = Finding::new(Place::Nowhere, IngestProblem::NoFile { pattern: pattern.clone(), nearby });
            findings.push(finding);
        }
        for file in matching {
            if !found.contains(file) {
                found.push(file.clone());
            }
        }
    }
    found.sort_by(|a, b| natural(&a.name, &b.name));
    if input.pick == Pick::Newest {
        found = found.pop().into_iter().collect();
    }
    (found, findings)
}

/// Names are compared composed, since one system writes Hangul in parts and another whole.
fn matcher(pattern: &str) -> Option<globset::GlobSet> {
    let glob = GlobBuilder::new(&name::tidy(pattern)).literal_separator(true).build().ok()?;
    GlobSetBuilder::new().add(glob).build().ok()
}

/// All files below a folder, but for hidden ones and those that programs keep beside an open document.
fn list(folder: &Path, prefix: &str, all: &mut Vec<Found>, depth: usize) {
    const DEEPEST: usize = 16;
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    if depth > DEEPEST {
        return;
    }
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name.starts_with('.') || is_companion(&file_name) {
            continue;
        }
        let name = if prefix.is_empty() { file_name } else { format!("{prefix}/{file_name}") };
        let path = entry.path();
        if path.is_dir() {
            list(&path, &name, all, depth + 1);
        } else {
            all.push(Found { path, name });
        }
    }
}

/// Owner files and half-written ones: never data.
fn is_companion(file_name: &str) -> bool {
    file_name.starts_with("~$") || file_name.ends_with('~') || {
        let extension = Path::new(file_name).extension().and_then(|e| e.to_str()).unwrap_or("");
        ["tmp", "part", "partial", "crdownload"].iter().any(|temporary| extension.eq_ignore_ascii_case(temporary))
    }
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

    #[test]
    fn files_beside_an_open_document_are_never_data() {
        for name in ["~$Revenue.xlsx", "Revenue.xlsx~", "Revenue.xlsx.TMP", "x.part"] {
            assert!(is_companion(name), "{name}");
        }
        assert!(!is_companion("Revenue.xlsx"));
    }
}
