//! `[[check]]`: control totals, which must hold between the exports.

use super::measures::CustomFacts;
use super::tolerance::{self, Tolerance};
use crate::diagnostic::Severity;
use crate::lang::Label;
use crate::name::fold;
use crate::pipeline::entry::Entry;
use crate::pipeline::formula::{Equation, Names, read_equation};
use crate::pipeline::keys::{Names as Used, Section};
use crate::pipeline::metric::CustomMetric;
use crate::pipeline::problem::CustomProblem;
use crate::place::Place;
use std::sync::Arc;
use strum::{EnumString, VariantNames};

/// One `[[check]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: Arc<str>,
    /// As it is written.
    pub text: String,
    pub equation: Equation,
    pub per: CheckedFor,
    pub periods: CheckedPeriods,
    /// How far both sides may lie apart.
    pub tolerance: Tolerance,
    /// What it does where it does not hold.
    pub severity: Severity,
    /// Where it stands in the pipeline file.
    pub place: Place,
}

/// Whose figures are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum CheckedFor {
    #[default]
    Product,
    Portfolio,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum CheckedPeriods {
    /// Every period that is covered, up to the as-of period.
    #[default]
    All,
    AsOf,
}

const SEVERITIES: &[(&str, Severity)] =
    &[("stop", Severity::Stop), ("warn", Severity::Warn), ("quarantine", Severity::Quarantine)];

/// What checks may speak of.
pub(crate) struct Vocabulary<'a> {
    pub(crate) facts: &'a CustomFacts,
    pub(crate) built_in: &'a [(&'static str, Label)],
    pub(crate) own: &'a [CustomMetric],
    /// Of `[quality]`, where a check has none of its own.
    pub(crate) tolerance: &'a Tolerance,
}

/// The checks that could be read; `None` for the sections when there are none.
pub(crate) fn read_all(sections: Option<Vec<Section>>, vocabulary: &Vocabulary<'_>) -> Vec<Check> {
    let mut names = Used::default();
    sections.into_iter().flatten().filter_map(|section| read(section, vocabulary, &mut names)).collect()
}

fn read(mut section: Section, vocabulary: &Vocabulary<'_>, names: &mut Used) -> Option<Check> {
    let duplicate = |name, first_line| CustomProblem::DuplicateCheck { name, first_line };
    let name = section.unique_text("name", names, duplicate);
    let equation = section.required("holds").and_then(|entry| {
        let (equation, text) = equation(entry, vocabulary)?;
        Some((equation, text, entry.report.place(entry.span())))
    });
    let per = section.word("per");
    let periods = section.word("periods");
    let tolerance = section.get("tolerance").and_then(|entry| Section::of(entry, "tolerance".to_owned()));
    let tolerance = tolerance
        .map_or_else(|| vocabulary.tolerance.clone(), |section| tolerance::read(section, vocabulary.tolerance));
    let severity = section.get("severity").and_then(|entry| {
        let severity = entry.choice(SEVERITIES);
        if severity == Some(Severity::Quarantine) && per == CheckedFor::Portfolio {
            entry.problem(CustomProblem::NobodyToQuarantine);
        }
        severity
    });
    section.finish();
    let (equation, text, place) = equation?;
    let severity = severity.unwrap_or(Severity::Stop);
    Some(Check { name: name.into(), text, equation, per, periods, tolerance, severity, place })
}

fn equation(entry: Entry, vocabulary: &Vocabulary<'_>) -> Option<(Equation, String)> {
    let text = entry.text()?;
    let fact = |name: &str| name.parse().ok().or_else(|| vocabulary.facts.find(&fold(name)));
    let own = vocabulary.own.iter().map(|metric| metric.id.as_str());
    let metrics: Vec<&str> = vocabulary.built_in.iter().map(|(id, _)| *id).chain(own).collect();
    match read_equation(text, &Names { fact: &fact, metrics: &metrics }) {
        Ok(equation) => Some((equation, text.trim().to_owned())),
        Err((part, fault)) => {
            let place = entry.report.passage(entry.span()).part(&part);
            entry.report.add(place, CustomProblem::CheckFormula { fault });
            None
        }
    }
}
