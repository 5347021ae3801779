//! From the text of a pipeline file to a checked [`Pipeline`], section by section.

use super::entry::Entry;
use super::keys::Section;
use super::metric::Known;
use super::problem::PipelineProblem;
use super::report::Report;
use super::sections::about::{About, Currency};
use super::sections::input::{Inputs, Money};
use super::sections::{
    about, calendar, catalog, check, fx, goals, history, input, landing, metric, publish, quality, scorecard, scoring,
};
use super::{Pipeline, Remembrance, syntax};
use crate::diagnostic::{Finding, Warned};
use crate::place::Place;
use std::path::Path;
use toml::de::DeTable;

/// Reads and checks a pipeline file: [`read`], then [`load`].
pub fn open<'a>(path: &Path, known: impl Into<Known<'a>>) -> Result<Warned<Pipeline>, Vec<Finding>> {
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
pub fn load<'a>(path: &Path, text: &str, known: impl Into<Known<'a>>) -> Result<Warned<Pipeline>, Vec<Finding>> {
    let known = known.into();
    let report = Report::new(path, text);
    let pipeline = syntax::legible(text, &report).and_then(|legible| {
        let document = DeTable::parse(&legible).ok()?;
        let top = Section::new(&report, String::new(), 0..0, document.get_ref());
        sections(top, path, known)
    });
    let findings = report.into_findings();
    match pipeline {
        Some(pipeline) if !findings.iter().any(Finding::stops) => {
            let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
            Ok(Warned { value: Pipeline { hash, ..pipeline }, findings })
        }
        _ => Err(findings),
    }
}

/// Every section is read whatever the others say; `None` when one of them lacks what a pipeline cannot be without.
fn sections(mut top: Section, path: &Path, known: Known<'_>) -> Option<Pipeline> {
    let folder = path.parent().unwrap_or(Path::new(""));
    top.later("extends");
    let about = top.section("pipeline", "[pipeline]").map(|section| about::read(section, folder));
    if !top.has("pipeline") {
        let needs = "it has the pipeline's `name`, and `inputs` and `output` say where files lie";
        top.problem(PipelineProblem::MissingSection { section: "[pipeline]", needs });
    }
    let root = about.as_ref().and_then(|about| about.root.as_deref());
    let calendar = calendar::read(top.section("calendar", "[calendar]"), folder, root);
    let products = top.section("products", "[products]").and_then(|section| catalog::read(section, folder, root));
    let goals = top.section("goals", "[goals]").and_then(|section| goals::read(section, folder, root));
    let has_rates = top.has("fx");
    let fx = top.section("fx", "[fx]").and_then(|section| fx::read(section, folder, root));
    let Inputs { readable: mut inputs, facts, .. } = inputs(&mut top, about.as_ref(), has_rates);
    let metrics = top.get("metric").map(|entry| entry.sections("[[metric]]"));
    let metrics = metric::read_all(metrics, &facts, known.metrics);
    let scoring = top.section("scoring", "[scoring]");
    let scoring = scoring.map(|section| scoring::read(section, &metrics)).unwrap_or_default();
    let landing = top.section("landing", "[landing]").map(landing::read).unwrap_or_default();
    let quality =
        top.section("quality", "[quality]").map(|section| quality::read(section, known.rules)).unwrap_or_default();
    let vocabulary =
        check::Vocabulary { facts: &facts, built_in: known.metrics, own: &metrics, tolerance: &quality.tolerance };
    let checks = check::read_all(top.get("check").map(|entry| entry.sections("[[check]]")), &vocabulary);
    for input in &mut inputs {
        input.tolerance.clone_from(&quality.tolerance);
        let reporting = about.as_ref().and_then(|about| about.currency.code()).map(Into::into);
        input.signs = input.currency.clone().or(reporting);
    }
    let scorecards =
        scorecard::read_all(top.get("scorecard").map(|entry| entry.sections("[[scorecard]]")), folder, root);
    let keep = top.section("history", "[history]").and_then(history::read);
    let after = top.section("publish", "[publish]").and_then(|section| publish::read(section, folder));
    top.finish();

    let about = about?;
    Some(Pipeline {
        file: path.display().to_string(),
        hash: String::new(),
        name: about.name?,
        company: about.company,
        currency: about.currency.code().map(str::to_owned),
        display_unit: about.display_unit,
        language: about.language,
        paper: about.paper,
        root: about.root?,
        output: about.output?,
        history: Remembrance { folder: about.history, keep },
        calendar: calendar?,
        products,
        goals,
        fx,
        inputs,
        metrics,
        checks,
        scoring,
        landing,
        quality,
        scorecards,
        after,
    })
}

fn inputs(top: &mut Section, about: Option<&About>, has_rates: bool) -> Inputs {
    let empty = |entry: &Entry| entry.raw().as_array().is_some_and(|list| list.is_empty());
    let Some(entry) = top.get("input").filter(|entry| !empty(entry)) else {
        let needs = "each kind of export has one, with `name`, `fact` and `files`";
        top.problem(PipelineProblem::MissingSection { section: "[[input]]", needs });
        return Inputs::default();
    };
    let currency = about.map_or(&Currency::Unusable, |about| &about.currency);
    let reporting = currency.code().filter(|_| !has_rates);
    let inputs = input::read_all(entry.sections("[[input]]"), reporting);
    if let Currency::Missing(place) = currency
        && let Some(Money { input, columns }) = &inputs.first_money
    {
        let problem = PipelineProblem::CurrencyMissing { input: input.clone(), columns: columns.clone() };
        entry.report.add(place.clone(), problem);
    }
    inputs
}
