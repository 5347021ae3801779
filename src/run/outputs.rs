//! The files of a run beside its scorecards: the tables for other tools and the record.

use super::{Outcome, RunProblem};
use crate::diagnostic::{Finding, Tally};
use crate::exit::Exit;
use crate::facts::Source;
use crate::ingest::SourceFile;
use crate::metrics::Measurements;
use crate::pipeline::{Pipeline, ScorecardFile};
use crate::place::Place;
use crate::publish::record::{GoalsReference, InputRecord, OutputRecord, Record, RunReference};
use crate::publish::{Output, OutputKind, safe_file_name};
use crate::score::Scores;
use crate::scorecard;
use crate::tables;

/// The workbook of every `[[scorecard]]`, and the HTML file beside it where one is wanted.
pub fn scorecards(input: &scorecard::Inputs<'_>, period: &str) -> Result<Vec<Output>, Vec<Finding>> {
    let pages = scorecard::lay_out(input);
    let document = scorecard::document(input);
    let bytes = scorecard::workbook::write(&pages, &document).map_err(|error| {
        vec![Finding::new(Place::Nowhere, RunProblem::ScorecardNotWritten { error: error.to_string() })]
    })?;
    let named = |scorecard: &ScorecardFile| {
        let stem = scorecard.file.strip_suffix(".xlsx").unwrap_or(&scorecard.file);
        let stem = stem.replace("{period}", period).replace("{pipeline}", &input.pipeline.name);
        let stem = safe_file_name(&stem);
        let html = scorecard.html.then(|| scorecard::html::write(&pages, &document));
        let workbook = (".xlsx", OutputKind::Workbook, Some(bytes.clone()));
        [workbook, (".html", OutputKind::Html, html)].into_iter().filter_map(move |(ending, kind, bytes)| {
            Some(Output { name: format!("{stem}{ending}"), bytes: bytes?, kind })
        })
    };
    Ok(input.pipeline.scorecards.iter().flat_map(named).collect())
}

/// The CSV files, in the order of the documentation.
pub fn tables(scores: &Scores, measurements: &Measurements, findings: &[Finding]) -> Vec<Output> {
    let mut outputs = vec![
        table("metrics.csv", tables::metrics_csv(measurements)),
        table("scores.csv", tables::scores_csv(scores, measurements)),
        table("verdicts.csv", tables::verdicts_csv(scores, measurements)),
    ];
    outputs.extend(tables::movements_csv(measurements).map(|bytes| table("movements.csv", bytes)));
    outputs.extend(tables::cohorts_csv(measurements).map(|bytes| table("cohorts.csv", bytes)));
    outputs.push(table("findings.csv", tables::findings_csv(findings)));
    outputs
}

fn table(name: &str, bytes: Vec<u8>) -> Output {
    Output { name: name.to_owned(), bytes, kind: OutputKind::Csv }
}

/// What a run read: every file that was opened, and every sheet that gave rows.
#[derive(Debug)]
pub struct Read<'a> {
    pub files: &'a [SourceFile],
    pub sources: &'a [Source],
}

/// The bytes of `run.json`.
pub fn record(
    pipeline: &Pipeline,
    as_of: &str,
    read: &Read<'_>,
    (run, goals): (RunReference, GoalsReference),
    outcome: &Outcome,
) -> Vec<u8> {
    let deliveries = outcome.published.iter().flat_map(|published| &published.deliveries);
    let record = Record {
        version: env!("CARGO_PKG_VERSION"),
        pipeline: pipeline.into(),
        as_of: as_of.to_owned(),
        run,
        goals,
        inputs: InputRecord::of(read.files, read.sources),
        outputs: deliveries.map(OutputRecord::from).collect(),
        findings: Tally::of(&outcome.findings).into(),
        exit_code: Exit::of(outcome).code(),
    };
    record.to_bytes()
}
