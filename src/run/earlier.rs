//! The scorecards that were published before this one, for what people typed into them.

use super::RunProblem;
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::{Finding, Severity};
use crate::facts::Catalog;
use crate::formats::{self, Book, ReadOptions};
use crate::place::Place;
use crate::publish;
use crate::scorecard::typed::{Comments, Earlier};
use std::path::Path;

/// The folders of the output, one a period.
#[derive(Debug)]
pub struct Shelf<'a> {
    output: &'a Path,
    as_of: &'a str,
    /// Finished runs of earlier periods, the newest first.
    earlier: Vec<String>,
}

/// What was typed into the scorecard of one file name.
#[derive(Debug)]
pub struct Typed {
    pub comments: Comments,
    pub there: There,
    pub findings: Vec<Finding>,
}

/// What stands where the new scorecard will go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum There {
    Nothing,
    /// Read to its end.
    Read(Seen),
    /// A file that cannot be read, so nobody knows what would be lost with it.
    Unread,
}

/// A workbook that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// BLAKE3 in hex, since somebody may save it again before it is replaced.
    pub hash: String,
    /// Names of its sheets; none where it still is what goalpost wrote, so that nothing in it is anybody else's.
    pub sheets: Vec<String>,
}

impl<'a> Shelf<'a> {
    pub fn of(output: &'a Path, calendar: &FiscalCalendar, as_of: Period, label: &'a str) -> Self {
        let period = |name: &String| calendar.parse_label(name).filter(|span| span.len() == 1).map(|span| span.first);
        let mut earlier: Vec<(Period, String)> =
            publish::runs(output).into_iter().filter_map(|name| Some((period(&name)?, name))).collect();
        earlier.retain(|(period, _)| *period < as_of);
        earlier.sort_by(|a, b| b.cmp(a));
        Self { output, as_of: label, earlier: earlier.into_iter().map(|(_, name)| name).collect() }
    }

    /// Reads the scorecard of the same period and the newest before it; `name` gives the file name for a period.
    pub fn typed(&self, name: impl Fn(&str) -> String, catalog: &Catalog) -> Typed {
        let mut findings = Vec::new();
        let path = self.output.join(self.as_of).join(name(self.as_of));
        let same = open(&path).map(|read| read.map_err(|why| findings.push(unread(&path, &why, Kept::Whole))));
        let there = match &same {
            None => There::Nothing,
            Some(Ok(book)) => There::Read(self.seen(book)),
            Some(Err(())) => There::Unread,
        };
        let mut older = self.earlier.iter().map(|period| (period, self.output.join(period).join(name(period))));
        let last = older.find_map(|(period, path)| Some((period, open(&path)?, path)));
        let last = last.and_then(|(period, read, path)| match read {
            Ok(book) => Some((period.as_str(), book)),
            Err(why) => {
                findings.push(unread(&path, &why, Kept::Comments));
                None
            }
        });
        let same = same.and_then(Result::ok);
        let current = |name: &str| Some(catalog.products().get(catalog.find(name)?)?.name.as_str());
        let earlier = Earlier { same: same.as_ref(), last: last.as_ref().map(|(period, book)| (*period, book)) };
        Typed { comments: Comments::of(self.as_of, &earlier, current), there, findings }
    }

    fn seen(&self, book: &Book) -> Seen {
        let hash = book.source.hash.clone();
        let is_ours = publish::recorded_outputs(self.output, self.as_of).iter().any(|output| output.hash == hash);
        let sheets = if is_ours { Vec::new() } else { names(book) };
        Seen { hash, sheets }
    }
}

fn names(book: &Book) -> Vec<String> {
    book.outlines().into_iter().filter_map(|sheet| sheet.name).map(|name| name.to_string()).collect()
}

/// `None` where no file is.
fn open(path: &Path) -> Option<Result<Book, String>> {
    if !path.is_file() {
        return None;
    }
    let read = formats::open(path, &path.display().to_string(), ReadOptions::default());
    Some(match read {
        Ok(book) if book.text.is_none() => Ok(book),
        Ok(_) => Err("is a text and no workbook".to_owned()),
        Err(finding) => Err(finding.problem.message()),
    })
}

/// What a scorecard that cannot be read costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It would be replaced, and stays.
    Whole,
    /// Its comments cannot be shown as those of the last period.
    Comments,
}

fn unread(path: &Path, why: &str, kept: Kept) -> Finding {
    let problem = match kept {
        Kept::Whole => RunProblem::ScorecardUnreadable { why: why.to_owned() },
        Kept::Comments => RunProblem::LastScorecardUnreadable { why: why.to_owned() },
    };
    let mut finding = Finding::new(Place::File(path.display().to_string().into()), problem);
    // The run goes on beside it, and says that something is missing.
    finding.severity = Severity::Warn;
    finding
}
