//! *Copies*: files that a person or a cloud drive put beside another one, known by what systems add to its name.
//!
//! `Revenue (1).xlsx` is a copy only when `Revenue.xlsx` is meant by the same input: a name alone proves nothing. The
//! same bytes are left out; other bytes are two versions of one export, and nobody but their owner knows which holds.

use super::found::{FoundFile, natural};
use super::problem::FileProblem;
use crate::diagnostic::Finding;
use crate::name;
use crate::place::Place;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// A file whose name says that it is a copy.
#[derive(Debug)]
pub(super) struct Copied {
    pub(super) file: FoundFile,
    /// What it is a copy of.
    pub(super) plain: FoundFile,
}

/// Takes the copies out of the files of one input.
pub(super) fn take_out(found: &mut Vec<FoundFile>) -> Vec<Copied> {
    let by_name: BTreeMap<String, FoundFile> =
        found.iter().map(|file| (name::fold(&file.name), file.clone())).collect();
    let mut copies = Vec::new();
    found.retain(|file| {
        // The plainest name that is there, so that a copy of a copy leads to the file itself.
        let names = plain_names(&file.name);
        let plain = names.iter().rev().find_map(|plain| by_name.get(&name::fold(plain)));
        copies.extend(plain.map(|plain| Copied { file: file.clone(), plain: plain.clone() }));
        plain.is_none()
    });
    copies.sort_by(|a, b| natural(&a.file.name, &b.file.name));
    copies
}

/// Says what became of the copies; a file with another version beside it is taken out too.
pub(super) fn settle(copies: Vec<Copied>, found: &mut Vec<FoundFile>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Copied { file, plain } in copies {
        let other = plain.name.clone();
        // What cannot be compared may differ.
        let problem = if same_bytes(&file.path, &plain.path).unwrap_or(false) {
            FileProblem::CopyLeftOut { other }
        } else {
            found.retain(|file| file.name != plain.name);
            FileProblem::ConflictCopy { other }
        };
        findings.push(Finding::new(Place::File(file.name.as_str().into()), problem));
    }
    findings
}

fn same_bytes(a: &Path, b: &Path) -> io::Result<bool> {
    if std::fs::metadata(a)?.len() != std::fs::metadata(b)?.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (BufReader::new(File::open(a)?), BufReader::new(File::open(b)?));
    loop {
        let (left, right) = (a.fill_buf()?, b.fill_buf()?);
        let shared = left.len().min(right.len());
        if shared == 0 {
            return Ok(left.len() == right.len());
        }
        if left[..shared] != right[..shared] {
            return Ok(false);
        }
        a.consume(shared);
        b.consume(shared);
    }
}

/// The names that a file would be a copy of, each plainer than the one before: `a - Copy (2).xlsx` of `a - Copy.xlsx`
/// and of `a.xlsx`.
fn plain_names(name: &str) -> Vec<String> {
    let name = name::tidy(name);
    let (folder, file) = name.rfind('/').map_or(("", name.as_str()), |at| name.split_at(at + 1));
    let (stem, extension) = split_extension(file);
    let mut names = Vec::new();
    let mut stem = stem.to_owned();
    while let Some(plain) = plainer(&stem) {
        names.push(format!("{folder}{plain}{extension}"));
        stem = plain;
    }
    names
}

/// The extension with its dot; of `a.csv.gz` both.
fn split_extension(file: &str) -> (&str, &str) {
    let at = file.rfind('.').filter(|&at| at > 0).unwrap_or(file.len());
    let inner = file[..at].rfind('.').filter(|&inner| {
        inner > 0 && [".csv", ".tsv", ".txt", ".xlsx"].iter().any(|e| file[inner..at].eq_ignore_ascii_case(e))
    });
    file.split_at(inner.unwrap_or(at))
}

/// The name without one mark of a copy.
fn plainer(stem: &str) -> Option<String> {
    let plain = in_brackets(stem)
        .or_else(|| with_suffix(stem))
        .or_else(|| with_prefix(stem))
        .or_else(|| of_machine(stem))
        .or_else(|| stem.find(".sync-conflict-").map(|at| &stem[..at]))?
        .trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}

/// `(1)`, `(2)` of browsers and Windows; `(conflicted copy 2026-10-31)`, `[Conflict]` of cloud drives.
fn in_brackets(stem: &str) -> Option<&str> {
    const WORDS: [&str; 7] = ["conflict", "konflikt", "충돌", "copy", "kopie", "사본", "복사본"];
    let (rest, inside) = match stem.strip_suffix(')') {
        Some(inner) => inner.rsplit_once('(')?,
        None => stem.strip_suffix(']')?.rsplit_once('[')?,
    };
    let counted = (1..=2).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
    let said = WORDS.iter().any(|word| name::fold(inside).contains(word));
    (counted || said).then_some(rest)
}

/// `Revenue - Copy`, `Revenue copy 2`, `Revenue - 복사본`, `Revenue의 사본`.
fn with_suffix(stem: &str) -> Option<&str> {
    const SUFFIXES: [&str; 7] = [" - copy", " - kopie", " - 복사본", " copy", " kopie", " 복사본", "의 사본"];
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    // A number only stands behind the word: `Revenue copy 2`.
    [stem, bare.strip_suffix(' ').unwrap_or(stem)].into_iter().find_map(|stem| {
        SUFFIXES.iter().find_map(|suffix| {
            let at = stem.len().checked_sub(suffix.len()).filter(|&at| stem.is_char_boundary(at))?;
            stem[at..].eq_ignore_ascii_case(suffix).then(|| &stem[..at])
        })
    })
}

/// `Copy of Revenue`, `Kopie von Revenue`, `사본 - Revenue`.
fn with_prefix(stem: &str) -> Option<&str> {
    const PREFIXES: [&str; 4] = ["copy of ", "kopie von ", "사본 - ", "복사본 - "];
    PREFIXES.iter().find_map(|prefix| {
        let start = stem.get(..prefix.len())?;
        start.eq_ignore_ascii_case(prefix).then(|| &stem[prefix.len()..])
    })
}

/// `Revenue-DESKTOP-AB12`, `Revenue-LAPTOP-7F3K-2`: OneDrive adds the name of the machine, and a number to the next.
fn of_machine(stem: &str) -> Option<&str> {
    const MACHINES: [&str; 3] = ["-DESKTOP-", "-LAPTOP-", "-WIN-"];
    let (at, machine) = MACHINES.iter().find_map(|machine| stem.rfind(machine).map(|at| (at, machine)))?;
    let mut parts = stem[at + machine.len()..].split('-');
    // Without a digit it may be a word: `Revenue-WIN-BACK`.
    let is_name = |part: &str| {
        part.len() >= 3
            && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && part.bytes().any(|b| b.is_ascii_digit())
    };
    let named = parts.next().is_some_and(is_name);
    let counted = parts.next().is_none_or(|part| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    (named && counted && parts.next().is_none()).then(|| &stem[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(plain_names(name), expected, "{name}");
    }

    #[test]
    fn a_copy_leads_to_the_name_it_was_made_of() {
        for name in [
            "Revenue (1).xlsx",
            "Revenue(12).xlsx",
            "Revenue - Copy.xlsx",
            "Revenue copy.xlsx",
            "Revenue copy 2.xlsx",
            "Revenue - 복사본.xlsx",
            "Revenue의 사본.xlsx",
            "사본 - Revenue.xlsx",
            "Copy of Revenue.xlsx",
            "Kopie von Revenue.xlsx",
            "Revenue - Kopie.xlsx",
            "Revenue (conflicted copy 2026-10-31).xlsx",
            "Revenue (Anna's conflicted copy 2026-10-31).xlsx",
            "Revenue (In Konflikt stehende Kopie von Anna 2026-10-31).xlsx",
            "Revenue (Anna의 충돌하는 복사본 2026-10-31).xlsx",
            "Revenue [Conflict].xlsx",
            "Revenue-DESKTOP-AB12.xlsx",
            "Revenue-LAPTOP-7F3K9Q2M-2.xlsx",
            "Revenue.sync-conflict-20261031-093012-ABCDEFG.xlsx",
        ] {
            check(name, &["Revenue.xlsx"]);
        }
        check("a/b (1)/Revenue - Copy (2).csv.gz", &["a/b (1)/Revenue - Copy.csv.gz", "a/b (1)/Revenue.csv.gz"]);
        // As macOS writes Hangul: in parts.
        check("Revenue - \u{1107}\u{1169}\u{11a8}\u{1109}\u{1161}\u{1107}\u{1169}\u{11ab}.xlsx", &["Revenue.xlsx"]);
    }

    #[test]
    fn other_names_are_names() {
        for name in [
            "Revenue.xlsx",
            "Revenue (2026).xlsx",
            "Revenue (EU).xlsx",
            "Revenue 2.xlsx",
            "Photocopy.xlsx",
            "Revenue-DESKTOP-products.xlsx",
            "(1).xlsx",
            "Revenue-WIN-BACK.xlsx",
            ".csv",
        ] {
            check(name, &[]);
        }
    }
}
