//! What people typed into the scorecards of earlier runs.

use super::problem::RunProblem;
use crate::calendar::Period;
use crate::diagnostic::{Cause, Finding, Severity};
use crate::facts::Catalog;
use crate::formats::{self, Book, ReadOptions};
use crate::history::{PublishedFolder, RunManifest};
use crate::place::Place;
use crate::scorecard::comments::{Comments, Earlier};
use std::path::Path;

/// What was typed into the scorecards of one file name.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) comments: Comments,
    pub(super) there: There,
    pub(super) findings: Vec<Finding>,
}

/// What stands where the new scorecard will go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum There {
    Nothing,
    /// Read to its end.
    Read {
        /// BLAKE3 in hex, since somebody may save it again before it is replaced.
        hash: String,
        /// Names of its sheets; none where it still is what goalpost wrote, so that nothing in it is anybody else's.
        sheets: Vec<String>,
    },
    /// A file that cannot be read, so nobody knows what would be lost with it.
    Unread,
}

impl Typed {
    /// Reads the scorecard of the same period and the newest before it; `name` gives the file name for a period.
    pub(super) fn read(
        published: &PublishedFolder,
        (as_of, label): (Period, &str),
        name: impl Fn(&str) -> String,
        catalog: &Catalog,
    ) -> Self {
        let mut findings = Vec::new();
        let at = |label: &str| published.folder(label).join(name(label));
        let path = at(label);
        let same = open(&path)
            .map(|read| read.map_err(|cause| findings.push(unread(&path, RunProblem::ScorecardUnreadable { cause }))));
        let there = match &same {
            None => There::Nothing,
            Some(Ok(book)) => there(book, &published.folder(label)),
            Some(Err(())) => There::Unread,
        };
        let mut older = published.before(as_of).map(|label| (label, at(label)));
        let last = older.find_map(|(label, path)| Some((label, open(&path)?, path)));
        let last = last.and_then(|(label, read, path)| match read {
            Ok(book) => Some((label, book)),
            Err(cause) => {
                findings.push(unread(&path, RunProblem::LastScorecardUnreadable { cause }));
                None
            }
        });
        let same = same.and_then(Result::ok);
        let current = |name: &str| Some(catalog.products().get(catalog.find(name)?)?.name.as_str());
        let earlier = Earlier { same: same.as_ref(), last: last.as_ref().map(|(label, book)| (*label, book)) };
        Self { comments: Comments::of(label, &earlier, current), there, findings }
    }
}

fn there(book: &Book, folder: &Path) -> There {
    let hash = book.source.hash.clone();
    let is_ours = |run: RunManifest| run.outputs.iter().any(|output| output.hash == hash);
    let names = || book.outlines().into_iter().filter_map(|sheet| sheet.name).map(|name| name.to_string()).collect();
    let sheets = if RunManifest::open(folder).is_some_and(is_ours) { Vec::new() } else { names() };
    There::Read { hash, sheets }
}

/// `None` where no file is.
fn open(path: &Path) -> Option<Result<Book, Cause>> {
    if !path.is_file() {
        return None;
    }
    let read = formats::open(path, &path.display().to_string(), ReadOptions::default());
    Some(match read {
        Ok(book) if book.text.is_none() => Ok(book),
        Ok(_) => Err(Cause::new("is a text and no workbook")),
        Err(finding) => Err(Cause::shared(finding.problem)),
    })
}

fn unread(path: &Path, problem: RunProblem) -> Finding {
    let mut finding = Finding::new(Place::of(path), problem);
    // The run goes on beside it, and says that something is missing.
    finding.severity = Severity::Warn;
    finding
}
