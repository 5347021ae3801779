//! The *trial* of a draft: it is loaded as a pipeline and read like a run would read it, so that it works when pasted.

use crate::calendar::Date;
use crate::diagnostic::{Finding, Severity};
use crate::formats::Book;
use crate::ingest::{self, Table};
use crate::pipeline::CalendarSource;
use crate::schema::FactKind;
use crate::sheet::RowCount;
use crate::survey::Survey;
use crate::survey::draft::Draft;
use crate::{facts, pipeline, run};
use std::collections::BTreeSet;
use std::path::Path;

/// A draft with what came of it.
pub(super) struct Trial {
    pub(super) draft: Draft,
    pub(super) toml: String,
    pub(super) reading: Option<TrialReading>,
}

/// How a draft reads its file.
pub(super) struct TrialReading {
    pub(super) count: RowCount,
    /// Sheets and ranges that were read.
    pub(super) read: Vec<(Option<String>, String)>,
    pub(super) findings: Vec<Finding>,
    /// Whether it reads the tables that it is meant to read, and those alone.
    as_meant: bool,
}

impl TrialReading {
    pub(super) fn works(&self) -> bool {
        self.as_meant && self.count.used > 0 && !self.findings.iter().any(Finding::stops)
    }

    /// Of two readings the better one.
    fn rank(&self) -> (bool, bool, std::cmp::Reverse<usize>) {
        let stops = self.findings.iter().filter(|finding| finding.stops()).count();
        (self.works(), self.as_meant, std::cmp::Reverse(stops))
    }
}

/// Tries a draft with as few pins as it needs.
pub(super) fn of(draft: &Draft, book: &Book, survey: &Survey, today: Date) -> Trial {
    if draft.fact.is_none() {
        return Trial { draft: draft.clone(), toml: draft.toml(), reading: None };
    }
    let mut best: Option<Trial> = None;
    for variant in draft.variants(survey) {
        let mut variant = variant;
        let mut toml = variant.toml();
        let reading = read(&toml, &variant, book, survey, today);
        // What reads both ways in one column, the table may decide.
        if !reading.findings.iter().any(|finding| finding.code().starts_with("ambiguous")) {
            variant.doubts.clear();
            toml = variant.toml();
        }
        let works = reading.works();
        let better = |known: &Trial| known.reading.as_ref().is_none_or(|known| reading.rank() > known.rank());
        if best.as_ref().is_none_or(better) {
            best = Some(Trial { draft: variant, toml, reading: Some(reading) });
        }
        if works {
            break;
        }
    }
    best.unwrap_or_else(|| Trial { draft: draft.clone(), toml: draft.toml(), reading: None })
}

fn read(toml: &str, draft: &Draft, book: &Book, survey: &Survey, today: Date) -> TrialReading {
    // The currency is the pipeline's to say: any will do to read figures, and none that they wear contradicts it.
    let text = format!("[pipeline]\nname = \"inspect\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \".\"\n{toml}");
    let rules: Vec<_> = run::rules().collect();
    let mut reading =
        TrialReading { count: RowCount::default(), read: Vec::new(), findings: Vec::new(), as_meant: false };
    let mut pipeline =
        match pipeline::load(Path::new("draft.toml"), &text, pipeline::KnownNames { rules: &rules, metrics: &[] }) {
            Ok(pipeline) => pipeline.unload(&mut reading.findings),
            Err(findings) => {
                reading.findings.extend(findings);
                return reading;
            }
        };
    pipeline.inputs.iter_mut().for_each(|input| input.signs = None);
    // A draft says nothing of the calendar, so it is the plain one.
    let (Some(input), CalendarSource::Rule(calendar)) = (pipeline.inputs.first(), &pipeline.calendar) else {
        return reading;
    };
    let table = ingest::read_book(input, book, calendar).unload(&mut reading.findings);
    reading.as_meant = is_as_meant(&table, draft, survey);
    reading.read =
        table.parts.iter().map(|part| (part.sheet.as_deref().map(str::to_owned), part.range.clone())).collect();
    let tables = [table];
    // Contracts and milestones name no period by themselves.
    let undated = matches!(input.fact, FactKind::Contracts | FactKind::Milestones);
    let as_of = calendar.period_of(today).filter(|_| undated);
    let resolved = facts::resolve(&tables, &facts::FactRequest::of(&pipeline, calendar, None, as_of, today));
    if let Some(facts) = resolved.unload(&mut reading.findings) {
        facts.sources.iter().for_each(|source| reading.count.add(&source.count));
    }
    reading.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    reading.findings.retain(|finding| finding.severity > Severity::Note);
    // Without rows there is no period either: that needs no saying.
    if reading.findings.iter().filter(|finding| finding.stops()).count() > 1 {
        reading.findings.retain(|finding| finding.code() != "no_common_period");
    }
    reading
}

/// Whether the sheets that were read are those of the draft, each from the header that the survey found.
fn is_as_meant(table: &Table, draft: &Draft, survey: &Survey) -> bool {
    let meant: BTreeSet<Option<&str>> = draft
        .tables
        .iter()
        .filter_map(|(sheet, _)| survey.sheets.get(*sheet))
        .map(|sheet| sheet.name.as_deref())
        .collect();
    let found: BTreeSet<Option<&str>> = table.parts.iter().map(|part| part.sheet.as_deref()).collect();
    let header = |range: &str| {
        let start = range.split(':').next().unwrap_or_default();
        start.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok()
    };
    let starts_right = table.parts.iter().all(|part| {
        let tables = draft.tables.iter().filter_map(|&(sheet, table)| Some((survey.sheets.get(sheet)?, table)));
        let mut mine = tables.filter(|(sheet, _)| sheet.name.as_deref() == part.sheet.as_deref());
        mine.any(|(sheet, table)| {
            let Some(table) = sheet.tables.get(table) else { return false };
            header(&part.range).is_some_and(|row| (table.header.0 + 1..=table.header.1 + 1).contains(&row))
        })
    });
    meant == found && starts_right
}
