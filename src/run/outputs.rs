//! The files of a run beside its scorecards: the tables for other tools and the record.

use super::Outcome;
use crate::diagnostic::{Finding, Tally};
use crate::exit::Exit;
use crate::facts::Source;
use crate::ingest::SourceFile;
use crate::metrics::Measurements;
use crate::pipeline::Pipeline;
use crate::publish::record::{InputRecord, OutputRecord, Record};
use crate::publish::{Output, OutputKind};
use crate::score::Scores;
use crate::tables;

/// The CSV files, in the order of the documentation.
pub fn tables(scores: &Scores, measurements: &Measurements, findings: &[Finding]) -> Vec<Output> {
    let mut outputs = vec![
        table("metrics.csv", tables::metrics_csv(measurements)),
        table("scores.csv", tables::scores_csv(scores, measurements)),
        table("verdicts.csv", tables::verdicts_csv(scores, measurements)),
    ];
    outputs.extend(tables::movements_csv(measurements).map(|bytes| table("movements.csv", bytes)));
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
pub fn record(pipeline: &Pipeline, as_of: &str, read: &Read<'_>, outcome: &Outcome) -> Vec<u8> {
    let deliveries = outcome.published.iter().flat_map(|published| &published.deliveries);
    let record = Record {
        version: env!("CARGO_PKG_VERSION"),
        pipeline: pipeline.into(),
        as_of: as_of.to_owned(),
        inputs: InputRecord::of(read.files, read.sources),
        outputs: deliveries.map(OutputRecord::from).collect(),
        findings: Tally::of(&outcome.findings).into(),
        exit_code: Exit::of(outcome).code(),
    };
    record.to_bytes()
}
