//! `[[check]]`: control totals between the exports.

use super::measures::OwnFacts;
use super::quality::tolerance;
use crate::diagnostic::Severity;
use crate::lang::Label;
use crate::name::fold;
use crate::pipeline::Tolerance;
use crate::pipeline::check::{Check, CheckedFor, CheckedPeriods};
use crate::pipeline::entry::Entry;
use crate::pipeline::formula::{Equation, Names, read_equation};
use crate::pipeline::keys::Section;
use crate::pipeline::metric::OwnMetric;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::unique;
use crate::schema::FactKind;

const SEVERITIES: &[(&str, Severity)] =
    &[("stop", Severity::Stop), ("warn", Severity::Warn), ("quarantine", Severity::Quarantine)];

/// What checks may speak of.
pub(crate) struct Vocabulary<'a> {
    pub(crate) facts: &'a OwnFacts,
    pub(crate) built_in: &'a [(&'static str, Label)],
    pub(crate) own: &'a [OwnMetric],
    /// Of `[quality]`, where a check has none of its own.
    pub(crate) tolerance: &'a Tolerance,
}

/// The checks that could be read; `None` for the sections when there are none.
pub(crate) fn read_all(sections: Option<Vec<Section>>, vocabulary: &Vocabulary<'_>) -> Vec<Check> {
    let mut names = unique::Names::default();
    sections.into_iter().flatten().filter_map(|section| read(section, vocabulary, &mut names)).collect()
}

fn read(mut section: Section, vocabulary: &Vocabulary<'_>, names: &mut unique::Names) -> Option<Check> {
    let name = section.required("name").and_then(|entry| {
        let name = entry.text()?;
        if let Some(first_line) = names.used_in_line(name, entry) {
            entry.problem(PipelineProblem::DuplicateCheck { name: name.to_owned(), first_line });
        }
        Some(name)
    });
    let equation = section.required("holds").and_then(|entry| {
        let (equation, text) = equation(entry, vocabulary)?;
        Some((equation, text, entry.report.place(entry.span())))
    });
    let per = section.choice("per", &[("product", CheckedFor::Product), ("portfolio", CheckedFor::Portfolio)], &[]);
    let per = per.unwrap_or_default();
    let periods = section.choice("periods", &[("all", CheckedPeriods::All), ("as_of", CheckedPeriods::AsOf)], &[]);
    let tolerance = section
        .section("tolerance", "tolerance")
        .map_or_else(|| vocabulary.tolerance.clone(), |section| tolerance(section, vocabulary.tolerance));
    let severity = section.get("severity").map(|entry| {
        let severity = entry.choice(SEVERITIES, &[]);
        if severity == Some(Severity::Quarantine) && per == CheckedFor::Portfolio {
            entry.problem(PipelineProblem::NobodyToQuarantine);
        }
        severity
    });
    section.finish();
    let (equation, text, place) = equation?;
    Some(Check {
        name: name?.into(),
        text,
        equation,
        per,
        periods: periods.unwrap_or_default(),
        tolerance,
        severity: severity.flatten().unwrap_or(Severity::Stop),
        place,
    })
}

fn equation(entry: Entry, vocabulary: &Vocabulary<'_>) -> Option<(Equation, String)> {
    let text = entry.text()?;
    let fact = |name: &str| FactKind::parse(name).or_else(|| vocabulary.facts.find(&fold(name)));
    let own = vocabulary.own.iter().map(|metric| metric.id);
    let metrics: Vec<&'static str> = vocabulary.built_in.iter().map(|(id, _)| *id).chain(own).collect();
    match read_equation(text, &Names { fact: &fact, metrics: &metrics }) {
        Ok(equation) => Some((equation, text.trim().to_owned())),
        Err((part, fault)) => {
            let place = entry.report.within(&entry.span(), text, &part);
            entry.report.add(place, PipelineProblem::CheckFormula { fault });
            None
        }
    }
}
