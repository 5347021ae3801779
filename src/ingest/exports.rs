//! All exports of a run: each file is opened once, whichever inputs read it, and several at once.

#[cfg(test)]
mod tests;

use super::expression::{self, FilterTally};
use super::files::{self, FoundFile, Listing};
use super::reading::{InputReading, Read};
use super::scenarios;
use super::schedule::{self, Room};
use super::shape::layout::EarlierSheet;
use super::table::Table;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::{About, Finding, Severity, Warned};
use crate::formats::{Book, DamagedBytes, FormatProblem, ReadOptions, open};
use crate::pipeline::{ColumnSource, Input};
use crate::place::Place;
use crate::values::Encoding;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What reading the exports needs to know besides the inputs.
#[derive(Debug, Clone, Copy)]
pub struct IngestRequest<'a> {
    /// Root of the exports.
    pub root: &'a Path,
    pub calendar: &'a FiscalCalendar,
    /// The sheets of an earlier run, for what has changed since.
    pub earlier: &'a [EarlierSheet],
    /// How many files may be read at once.
    pub threads: NonZeroUsize,
    /// How long the files must lie still before they are read; `None` to read them at once.
    pub settle: Option<Duration>,
}

/// Bytes of files under way at once. Cells take some ten times what they take on the disk, and a larger file is read
/// alone.
const AT_ONCE: u64 = 64 << 20;

/// Reads all inputs; `begin` is told when the turn of an input comes. Tables and findings are the same, and in the same
/// order, whatever the number of threads.
pub fn read_all(inputs: &[Input], request: &IngestRequest<'_>, mut begin: impl FnMut(&Input)) -> Vec<Warned<Table>> {
    let listing = Listing::of(request.root);
    let mut prepared: Vec<Prepared<'_>> = inputs.iter().map(|input| Prepared::new(input, &listing)).collect();
    if let Some(pause) = request.settle {
        files::settle(prepared.iter_mut().flat_map(|prepared| &mut prepared.files).collect(), pause);
    }
    let jobs = jobs(&prepared);
    let weights: Vec<u64> = jobs.iter().map(|job| job.file.stamp.bytes).collect();
    let mut gathered: Vec<Vec<(usize, Read)>> = inputs.iter().map(|_| Vec::new()).collect();
    let mut announced = Announced::default();
    announced.up_to(0, &jobs, inputs, &mut begin);
    let room = Room { threads: request.threads, weight: AT_ONCE };
    schedule::in_order(
        &weights,
        room,
        |at| jobs[at].work(&prepared, request),
        |at, reads| {
            for (reader, read) in jobs[at].readers.iter().zip(reads) {
                gathered[reader.input].push((reader.turn, read));
            }
            announced.up_to(at + 1, &jobs, inputs, &mut begin);
        },
    );
    let gathered = prepared.into_iter().zip(gathered);
    gathered.map(|(prepared, reads)| prepared.gather(reads, request.calendar)).collect()
}

/// The files that a run would read for these inputs, each once; `None` when one cannot be had, which a run says better.
pub fn files_of(inputs: &[Input], root: &Path) -> Option<Vec<PathBuf>> {
    let listing = Listing::of(root);
    let mut paths = Vec::new();
    for input in inputs {
        let (found, findings) = files::resolve(input, &listing);
        if findings.iter().any(Finding::stops) {
            return None;
        }
        paths.extend(found.into_iter().map(|file| file.path));
    }
    paths.sort();
    paths.dedup();
    Some(paths)
}

/// An input whose files are found.
struct Prepared<'a> {
    input: &'a Input,
    files: Vec<FoundFile>,
    findings: Vec<Finding>,
}

impl<'a> Prepared<'a> {
    fn new(input: &'a Input, listing: &Listing) -> Self {
        let (files, findings) = files::resolve(input, listing);
        Self { input, files, findings }
    }

    fn gather(self, mut reads: Vec<(usize, Read)>, calendar: &FiscalCalendar) -> Warned<Table> {
        let mut table = Table::of(self.input);
        let mut findings = self.findings;
        reads.sort_by_key(|(turn, _)| *turn);
        for (_, read) in reads {
            findings.extend(take_in(&mut table, read));
        }
        conclude(self.input, &table, calendar, &mut findings);
        findings.extend(scenarios::across(&table, self.input));
        let of_input = |finding: Finding| softened(finding.of_input(&self.input.name), self.input);
        Warned { value: table, findings: findings.into_iter().map(of_input).collect() }
    }
}

/// Adds what a file gave; gives what was found in it.
fn take_in(table: &mut Table, read: Read) -> Vec<Finding> {
    table.unread += usize::from(read.source.is_none());
    table.files.extend(read.source);
    table.parts.extend(read.parts);
    read.findings
}

/// What is to be said of the SQL once all files are read: of a condition over all of them, and of a name or of cells at
/// one place of the pipeline file only once.
fn conclude(input: &Input, table: &Table, calendar: &FiscalCalendar, findings: &mut Vec<Finding>) {
    let mut said: Vec<(&'static str, Place)> = Vec::new();
    findings.retain(|finding| {
        let Place::Toml { .. } = finding.place else { return true };
        let one = (finding.code(), finding.place.clone());
        let is_new = !said.contains(&one);
        said.push(one);
        is_new
    });
    if let Some(condition) = &input.condition {
        let mut tally = FilterTally::default();
        table.parts.iter().filter_map(|part| part.filtered.as_ref()).for_each(|part| tally.add(part));
        findings.extend(tally.findings(condition, calendar));
    }
}

/// A file with all the inputs that read it.
struct Job<'a> {
    file: &'a FoundFile,
    encoding: Encoding,
    readers: Vec<FileReader>,
}

/// Position of an input, and of the file among the input's files.
#[derive(Clone, Copy)]
struct FileReader {
    input: usize,
    turn: usize,
}

/// In the order in which the inputs come to their files.
fn jobs<'a>(prepared: &'a [Prepared<'_>]) -> Vec<Job<'a>> {
    let mut jobs: Vec<Job<'a>> = Vec::new();
    let mut known: BTreeMap<(&Path, String), usize> = BTreeMap::new();
    for (input, prepared) in prepared.iter().enumerate() {
        for (turn, file) in prepared.files.iter().enumerate() {
            let encoding = prepared.input.encoding;
            let at = *known.entry((&file.path, format!("{encoding:?}"))).or_insert_with(|| {
                jobs.push(Job { file, encoding, readers: Vec::new() });
                jobs.len() - 1
            });
            jobs[at].readers.push(FileReader { input, turn });
        }
    }
    jobs
}

impl Job<'_> {
    /// Names of columns that the inputs of the file look for in it.
    fn words(&self, prepared: &[Prepared<'_>]) -> Vec<String> {
        let inputs = self.readers.iter().map(|reader| &prepared[reader.input]);
        let sources = inputs.clone().flat_map(|prepared| prepared.input.columns.values());
        let headers = sources.filter_map(|source| match source {
            ColumnSource::Headers(names) | ColumnSource::Joined(names) => Some(names.iter().cloned()),
            ColumnSource::Sql(_) | ColumnSource::Constant(_) => None,
        });
        let in_sql = inputs.flat_map(|prepared| expression::names(prepared.input));
        headers.flatten().chain(in_sql).filter(|name| !name.is_ascii()).collect()
    }

    fn work(&self, prepared: &[Prepared<'_>], request: &IngestRequest<'_>) -> Vec<Read> {
        let FoundFile { path, name, stamp } = self.file;
        let words = self.words(prepared);
        let opened = open(
            path,
            name,
            ReadOptions { encoding: self.encoding, words: &words, damaged_bytes: DamagedBytes::Marked },
        )
        .and_then(|book| {
            let changed = || Finding::new(Place::File(name.as_str().into()), FormatProblem::ChangedWhileReading);
            if stamp.holds(path) { Ok(book) } else { Err(changed()) }
        });
        let read = |reader: &FileReader| match (&opened, &prepared[reader.input]) {
            (Ok(book), Prepared { input, .. }) => {
                let IngestRequest { calendar, earlier, .. } = *request;
                InputReading { input, calendar, earlier }.book(book)
            }
            (Err(finding), _) => Read { findings: vec![finding.clone()], ..Read::default() },
        };
        self.readers.iter().map(read).collect()
    }
}

/// Inputs whose turn has come: the first, and each one after that whose predecessors have all their files.
#[derive(Default)]
struct Announced(usize);

impl Announced {
    fn up_to(&mut self, done: usize, jobs: &[Job<'_>], inputs: &[Input], begin: &mut impl FnMut(&Input)) {
        let reads = |job: &Job<'_>, input: usize| job.readers.iter().any(|reader| reader.input == input);
        while let Some(input) = inputs.get(self.0) {
            let before = self.0.checked_sub(1);
            if before.is_some_and(|before| jobs[done..].iter().any(|job| reads(job, before))) {
                return;
            }
            begin(input);
            self.0 += 1;
        }
    }
}

/// Reads everything that one input means below `root`, one file after the other.
pub fn read(input: &Input, root: &Path, calendar: &FiscalCalendar) -> Warned<Table> {
    let request = IngestRequest { root, calendar, earlier: &[], threads: NonZeroUsize::MIN, settle: None };
    let tables = read_all(std::slice::from_ref(input), &request, |_| ());
    tables.into_iter().next().unwrap_or_else(|| Warned { value: Table::of(input), findings: Vec::new() })
}

/// Reads what one input means in a file that is open already, whatever its `files` say.
pub fn read_book(input: &Input, book: &Book, calendar: &FiscalCalendar) -> Warned<Table> {
    let mut findings = Vec::new();
    let mut table = Table::of(input);
    let read = InputReading { input, calendar, earlier: &[] }.book(book);
    findings.extend(take_in(&mut table, read));
    conclude(input, &table, calendar, &mut findings);
    findings.extend(scenarios::across(&table, input));
    Warned { value: table, findings: findings.into_iter().map(|finding| finding.of_input(&input.name)).collect() }
}

/// A missing or unreadable export that is not required leaves a gap and does not stop the run.
fn softened(mut finding: Finding, input: &Input) -> Finding {
    if !input.required && finding.rule().about == About::File && finding.severity == Severity::Stop {
        finding.severity = Severity::Warn;
    }
    finding
}
