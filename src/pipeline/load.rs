//! From the text of a pipeline file to a checked [`Pipeline`], section by section.

use super::entry::Entry;
use super::keys::Section;
use super::metric::KnownNames;
use super::path::Places;
use super::problem::PipelineProblem;
use super::report::Report;
use super::resolved::Pipeline;
use super::sections::about::{self, ReportingCurrency};
use super::sections::input::{DeclaredInputs, Usual};
use super::sections::money::MoneyColumns;
use super::sections::{
    calendar, catalog, check, fx, goals, history, input, landing, metric, publish, quality, scorecard, scoring,
};
use super::syntax;
use crate::diagnostic::{Finding, Warned};
use crate::hash::hash;
use crate::place::Place;
use std::path::Path;
use toml::de::DeTable;

/// Reads and checks a pipeline file: [`read`], then [`load`].
pub fn open(path: &Path, known: KnownNames<'_>) -> Result<Warned<Pipeline>, Vec<Finding>> {
    load(path, &read(path)?, known)
}

/// Reads a pipeline file from disk, for [`load`].
pub fn read(path: &Path) -> Result<String, Vec<Finding>> {
    let fault = |problem| vec![Finding::new(Place::of(path), problem)];
    let bytes = std::fs::read(path).map_err(|cause| fault(PipelineProblem::Unreadable { cause }))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        fault(PipelineProblem::NotUtf8 { line })
    })
}

/// Checks the text of a pipeline file against what the later stages know. All problems come at once, in the order of
/// the file.
pub fn load(path: &Path, text: &str, known: KnownNames<'_>) -> Result<Warned<Pipeline>, Vec<Finding>> {
    let report = Report::new(path, text);
    let pipeline = syntax::legible(text, &report).and_then(|legible| {
        let document = DeTable::parse(&legible).ok()?;
        Some(sections(Section::top(&report, document.get_ref()), path, known))
    });
    let findings = report.into_findings();
    match pipeline {
        Some(pipeline) if !findings.iter().any(Finding::stops) => {
            let hash = hash(text.as_bytes());
            Ok(Warned { value: Pipeline { file: path.display().to_string(), hash, ..pipeline }, findings })
        }
        _ => Err(findings),
    }
}

/// Every section is read whatever the others say.
fn sections(mut top: Section, path: &Path, known: KnownNames<'_>) -> Pipeline {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    top.later("extends");
    let about = top.section("pipeline").map(|section| about::read(section, &folder));
    if !top.has("pipeline") {
        let needs = "it has the pipeline's `name`, and `inputs` and `output` say where files lie";
        top.problem(PipelineProblem::MissingSection { section: "[pipeline]", needs });
    }
    let (about, currency) = about.unwrap_or((Pipeline::default(), ReportingCurrency::Unusable));
    let places = Places { root: (!about.root.as_os_str().is_empty()).then(|| about.root.clone()), folder };
    let quality = top.section("quality").map(|section| quality::read(section, known.rules)).unwrap_or_default();
    let usual = Usual { currency: currency.code(), has_rates: top.has("fx"), tolerance: &quality.tolerance };
    let DeclaredInputs { all: inputs, facts, .. } = inputs(&mut top, &currency, &usual);
    let metrics = metric::read_all(top.sections("metric"), &facts, known.metrics);
    let vocabulary =
        check::Vocabulary { facts: &facts, built_in: known.metrics, own: &metrics, tolerance: &quality.tolerance };
    let pipeline = Pipeline {
        calendar: top.section("calendar").and_then(|section| calendar::read(section, &places)).unwrap_or_default(),
        products: top.section("products").map(|section| catalog::read(section, &places)),
        goals: top.section("goals").map(|section| goals::read(section, &places)),
        fx: top.section("fx").map(|section| fx::read(section, &places)),
        checks: check::read_all(top.sections("check"), &vocabulary),
        scoring: top.section("scoring").map(|section| scoring::read(section, &metrics)).unwrap_or_default(),
        landing: top.section("landing").map(landing::read).unwrap_or_default(),
        scorecards: scorecard::read_all(top.sections("scorecard"), &places),
        history: history::Remembrance { keep: top.section("history").and_then(history::read), ..about.history },
        after: top.section("publish").and_then(|section| publish::read(section, &places.folder)),
        inputs,
        metrics,
        quality,
        ..about
    };
    top.finish();
    pipeline
}

fn inputs(top: &mut Section, currency: &ReportingCurrency, usual: &Usual<'_>) -> DeclaredInputs {
    let empty = |entry: &Entry| entry.raw().as_array().is_some_and(|list| list.is_empty());
    let Some(entry) = top.get("input").filter(|entry| !empty(entry)) else {
        let needs = "each kind of export has one, with `name`, `fact` and `files`";
        top.problem(PipelineProblem::MissingSection { section: "[[input]]", needs });
        return DeclaredInputs::default();
    };
    let inputs = input::read_all(top.sections("input").unwrap_or_default(), usual);
    if let ReportingCurrency::Missing(place) = currency
        && let Some(MoneyColumns { input, columns }) = &inputs.first_money
    {
        let problem = PipelineProblem::CurrencyMissing { input: input.clone(), columns: columns.clone() };
        entry.report.add(place.clone(), problem);
    }
    inputs
}
