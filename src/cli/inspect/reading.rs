//! How a draft *reads* its files: what a run would say of it, without writing anything.

use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::{Finding, Severity};
use crate::formats::Book;
use crate::ingest::{self, Table, TablePart};
use crate::pipeline::{CalendarSource, Pipeline};
use crate::prose::toml_string;
use crate::schema::FactKind;
use crate::sheet::RowCount;
use crate::survey::Survey;
use crate::survey::draft::Draft;
use crate::{facts, pipeline, run};
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// How a draft reads its files.
#[derive(Clone, Default)]
pub(super) struct TrialReading {
    pub(super) count: RowCount,
    pub(super) read: Vec<ReadPart>,
    pub(super) findings: Vec<Finding>,
    /// The period that a run must be told, where nothing in the files names one.
    pub(super) as_of: Option<String>,
    /// Whether it reads the tables that it is meant to read, and those alone.
    as_meant: bool,
}

/// A range that was read.
#[derive(Clone)]
pub(super) struct ReadPart {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) range: String,
}

impl TrialReading {
    pub(super) fn works(&self) -> bool {
        self.as_meant && self.count.used > 0 && !self.findings.iter().any(Finding::stops)
    }

    /// The files that gave something, in their order.
    pub(super) fn files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = self.read.iter().map(|part| part.file.as_str()).collect();
        files.dedup();
        files
    }

    /// Of two readings the better one.
    pub(super) fn rank(&self) -> (bool, bool, std::cmp::Reverse<usize>) {
        let stops = self.findings.iter().filter(|finding| finding.stops()).count();
        (self.works(), self.as_meant, std::cmp::Reverse(stops))
    }
}

/// A draft as a pipeline of its own.
fn load(inputs: &str, draft: &Draft) -> Result<Pipeline, Vec<Finding>> {
    // The currency is the pipeline's to say: where the draft does not, it is tried in dollars.
    let currency = draft.currency.as_deref().unwrap_or("USD");
    let inputs = toml_string(inputs);
    let about =
        format!("[pipeline]\nname = \"inspect\"\ncurrency = \"{currency}\"\ninputs = {inputs}\noutput = \".\"\n");
    let rules: Vec<_> = run::rules().collect();
    let known = pipeline::KnownNames { rules: &rules, metrics: &[] };
    pipeline::load(Path::new("draft.toml"), &(about + &draft.toml()), known).map(|pipeline| pipeline.value)
}

/// The files that patterns mean; `None` where a run could not say.
pub(super) fn files(inputs: &str, patterns: &[String]) -> Option<Vec<PathBuf>> {
    let (folder, patterns) = within(inputs, patterns);
    let root = Path::new(&folder);
    ingest::files_matching(&patterns, root)
}

/// Reads a file that is open already.
pub(super) fn of_book(draft: &Draft, book: &Book, survey: &Survey, today: Date) -> TrialReading {
    let pipeline = match load(".", draft) {
        Ok(pipeline) => pipeline,
        Err(findings) => return TrialReading { findings, ..TrialReading::default() },
    };
    // A draft says nothing of the calendar, so it is the plain one.
    let (Some(input), CalendarSource::Rule(calendar)) = (pipeline.inputs.first(), &pipeline.calendar) else {
        return TrialReading::default();
    };
    let mut reading = TrialReading::default();
    let table = ingest::read_book(input, book, calendar).unload(&mut reading.findings);
    reading.as_meant = is_as_meant(&table.parts.iter().collect::<Vec<_>>(), draft, survey);
    reading.finish(table, &pipeline, calendar, today)
}

/// A file that a draft is meant to read.
pub(super) struct ReadMember<'a> {
    /// Below the folder of the exports.
    pub(super) below: &'a str,
    pub(super) survey: &'a Survey,
    /// The draft with the tables of this file.
    pub(super) draft: &'a Draft,
}

/// Where files lie and how they are read.
#[derive(Clone, Copy)]
pub(super) struct ReadingSetting<'a> {
    /// The folder of the exports.
    pub(super) inputs: &'a str,
    pub(super) today: Date,
    pub(super) threads: NonZeroUsize,
}

/// Reads all files that the patterns of a draft mean.
pub(super) fn of_files(draft: &Draft, members: &[ReadMember<'_>], setting: ReadingSetting<'_>) -> TrialReading {
    let (folder, patterns) = within(setting.inputs, &draft.files);
    let pipeline = match load(&folder, &Draft { files: patterns, ..draft.clone() }) {
        Ok(pipeline) => pipeline,
        Err(findings) => return TrialReading { findings, ..TrialReading::default() },
    };
    let CalendarSource::Rule(calendar) = &pipeline.calendar else { return TrialReading::default() };
    let request = ingest::IngestRequest {
        root: Path::new(&folder),
        calendar,
        earlier: &[],
        threads: setting.threads,
        settle: None,
    };
    let mut reading = TrialReading::default();
    let Some(table) = ingest::read_all(&pipeline.inputs, &request, |_| ()).pop() else { return reading };
    let table = table.unload(&mut reading.findings);
    let of_member = |member: &ReadMember<'_>| {
        let is_own = |part: &&TablePart| {
            let file = part.file.split(" → ").next().unwrap_or_default();
            member.below == file || member.below.ends_with(&format!("/{file}"))
        };
        is_as_meant(&table.parts.iter().filter(is_own).collect::<Vec<_>>(), member.draft, member.survey)
    };
    reading.as_meant = table.unread == 0 && members.iter().all(of_member);
    reading.finish(table, &pipeline, calendar, setting.today)
}

impl TrialReading {
    /// From the table to facts.
    fn finish(mut self, table: Table, pipeline: &Pipeline, calendar: &FiscalCalendar, today: Date) -> Self {
        let part = |part: &TablePart| ReadPart {
            file: part.file.to_string(),
            sheet: part.sheet.as_deref().map(str::to_owned),
            range: part.range.clone(),
        };
        self.read = table.parts.iter().map(part).collect();
        // Contracts and milestones name no period by themselves, and targets reach into the future.
        let undated = matches!(table.fact, FactKind::Contracts | FactKind::Milestones | FactKind::Plan);
        let last_over = calendar.period_of(today).map(Period::previous);
        let as_of = last_over.filter(|_| undated);
        self.as_of = as_of.map(|period| calendar.label(period));
        let tables = [table];
        let resolved = facts::resolve(&tables, &facts::FactRequest::of(pipeline, calendar, None, as_of, today));
        if let Some(facts) = resolved.unload(&mut self.findings) {
            facts.sources.iter().for_each(|source| self.count.add(&source.count));
        }
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        self.findings.retain(|finding| finding.severity > Severity::Note);
        // Without rows there is no period either: that needs no saying.
        if self.findings.iter().filter(|finding| finding.stops()).count() > 1 {
            self.findings.retain(|finding| finding.code() != "no_common_period");
        }
        self
    }
}

/// The folder in which alone the patterns look, and the patterns from there: listing a whole home takes long.
fn within(inputs: &str, patterns: &[String]) -> (String, Vec<String>) {
    let mut folder = inputs.to_owned();
    let mut patterns = patterns.to_vec();
    loop {
        let first = patterns.first().and_then(|pattern| pattern.split_once('/')).map(|(first, _)| first.to_owned());
        let Some(first) = first.filter(|first| !first.contains(['*', '?', '[', '{'])) else { break };
        let prefix = format!("{first}/");
        let rest: Option<Vec<String>> =
            patterns.iter().map(|pattern| pattern.strip_prefix(&prefix).map(str::to_owned)).collect();
        let Some(rest) = rest else { break };
        folder = Path::new(&folder).join(first).to_string_lossy().into_owned();
        patterns = rest;
    }
    (folder, patterns)
}

/// Whether the sheets of a file that were read are those of the draft, each from the header that the survey found.
fn is_as_meant(parts: &[&TablePart], draft: &Draft, survey: &Survey) -> bool {
    let meant: BTreeSet<Option<&str>> = draft
        .tables
        .iter()
        .filter_map(|(sheet, _)| survey.sheets.get(*sheet))
        .map(|sheet| sheet.name.as_deref())
        .collect();
    let found: BTreeSet<Option<&str>> = parts.iter().map(|part| part.sheet.as_deref()).collect();
    let header = |range: &str| {
        let start = range.split(':').next().unwrap_or_default();
        start.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok()
    };
    let starts_right = parts.iter().all(|part| {
        let tables = draft.tables.iter().filter_map(|&(sheet, table)| Some((survey.sheets.get(sheet)?, table)));
        let mut mine = tables.filter(|(sheet, _)| sheet.name.as_deref() == part.sheet.as_deref());
        mine.any(|(sheet, table)| {
            let Some(table) = sheet.tables.get(table) else { return false };
            header(&part.range).is_some_and(|row| (table.header.0 + 1..=table.header.1 + 1).contains(&row))
        })
    });
    meant == found && starts_right
}
