//! The files of a run: its scorecards, and the tables for other tools.

use super::comments::{There, Typed};
use super::problem::RunProblem;
use crate::diagnostic::{Cause, Finding, Warned};
use crate::facts::Facts;
use crate::goals::GoalBook;
use crate::history::PublishedFolder;
use crate::metrics::Measurements;
use crate::pipeline::{Pipeline, ScorecardFile};
use crate::place::Place;
use crate::publish::{Output, OutputKind, Replaces, check_file_name, safe_file_name};
use crate::score::Scores;
use crate::scorecard::theme::WorkbookThemes;
use crate::scorecard::{self, WorkbookScope};
use crate::{name, tables};
use std::collections::BTreeSet;

/// What scorecards are made of, beside the pipeline.
#[derive(Debug, Clone, Copy)]
pub struct ScorecardParts<'a> {
    pub measurements: &'a Measurements,
    pub facts: &'a Facts,
    pub goals: &'a GoalBook,
    pub scores: &'a Scores,
    pub findings: &'a [Finding],
    pub workbook_themes: &'a WorkbookThemes,
}

/// The workbooks of every `[[scorecard]]`, with what people typed into the ones before, and the HTML file beside each
/// where one is wanted.
pub fn scorecards(
    pipeline: &Pipeline,
    made: ScorecardParts<'_>,
    published: &PublishedFolder,
    period: &str,
) -> Result<Warned<Vec<Output>>, Vec<Finding>> {
    let mut outputs = Warned { value: Vec::new(), findings: Vec::new() };
    for file in &pipeline.scorecards {
        for part in scorecard::parts(file.split, made.measurements.catalog.products(), pipeline.language) {
            let stem = |period: &str| stem(pipeline, file, &part, period);
            let (as_of, catalog) = (made.measurements.as_of, &made.measurements.catalog);
            let typed = Typed::read(published, (as_of, period), |period| stem(period) + ".xlsx", catalog);
            outputs.value.extend(scorecard(pipeline, file, &part, made, &typed, &stem(period))?);
            outputs.findings.extend(typed.findings);
        }
    }
    Ok(outputs)
}

/// Name of a scorecard's files in the folder of a period, without their extension.
fn stem(pipeline: &Pipeline, file: &ScorecardFile, part: &WorkbookScope, period: &str) -> String {
    let stem = file.file.strip_suffix(".xlsx").unwrap_or(&file.file);
    // The part comes last, so that braces in its name stay what they are.
    let mut stem = stem.replace("{period}", period).replace("{pipeline}", &pipeline.name);
    if let (Some(placeholder), Some(name)) = (file.split.placeholder(), &part.name) {
        stem = stem.replace(placeholder, name);
    }
    let safe = safe_file_name(&stem);
    let with_extension = |stem: &str| format!("{stem}.xlsx");
    if check_file_name(&with_extension(&safe)).is_ok() {
        return safe;
    }
    // A name of the greatest length has no room for its extension.
    let short = safe_file_name(&with_extension(&stem));
    short.strip_suffix(".xlsx").unwrap_or(&short).to_owned()
}

fn scorecard(
    pipeline: &Pipeline,
    file: &ScorecardFile,
    part: &WorkbookScope,
    made: ScorecardParts<'_>,
    typed: &Typed,
    stem: &str,
) -> Result<Vec<Output>, Vec<Finding>> {
    let ScorecardParts { measurements, facts, goals, scores, findings, workbook_themes } = made;
    let workbook_theme = workbook_themes.workbook_theme(file.theme.as_deref());
    let narrowed = part.name.as_ref().map(|_| scores.narrowed(&part.products, &pipeline.scoring));
    let scores = narrowed.as_ref().unwrap_or(scores);
    let (audience, comments) = (file.audience, &typed.comments);
    let input = scorecard::ScorecardInputs {
        pipeline,
        measurements,
        facts,
        goals,
        scores,
        audience,
        part,
        findings,
        comments,
        workbook_theme,
    };
    let pages = scorecard::lay_out(&input);
    let document = scorecard::document(&input);
    let bytes = scorecard::writers::xlsx::write(&pages, &document).map_err(|error| {
        vec![Finding::new(Place::Nowhere, RunProblem::ScorecardNotWritten { error: Cause::new(error) })]
    })?;
    let replaces = match &typed.there {
        There::Nothing => Replaces::Anything,
        There::Read { hash, sheets } => {
            let ours: BTreeSet<String> =
                scorecard::writers::xlsx::sheet_names(&pages).iter().map(|name| name::fold(name)).collect();
            let sheets: Vec<String> = sheets.iter().filter(|name| !ours.contains(&name::fold(name))).cloned().collect();
            if sheets.is_empty() {
                Replaces::Only(hash.clone())
            } else {
                Replaces::Keeping { hash: hash.clone(), sheets }
            }
        }
        There::Unread => Replaces::Nothing,
    };
    let titles = pages.iter().map(|page| page.title.clone());
    let workbook = Output::new(format!("{stem}.xlsx"), bytes, OutputKind::Workbook).with_titles(titles);
    let html = file.html.then(|| scorecard::writers::html::write(&pages, &document));
    let html = html.map(|bytes| Output::new(format!("{stem}.html"), bytes, OutputKind::Html));
    let workbook = workbook.replacing(replaces);
    Ok([workbook].into_iter().chain(html).collect())
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
    Output::new(name, bytes, OutputKind::Csv)
}
