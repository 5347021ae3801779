//! `[[metric]]`: metrics of the pipeline's own.

use super::measures::CustomFacts;
use crate::amount::Unit;
use crate::lang::Label;
use crate::name::{Name, fold, tidy};
use crate::pipeline::entry::Entry;
use crate::pipeline::formula::{self, WindowFormula};
use crate::pipeline::keys::Section;
use crate::pipeline::metric::{CustomMetric, CustomRule};
use crate::pipeline::problem::{CustomProblem, PipelineProblem};
use crate::pipeline::report::ByteSpan;
use crate::pipeline::shape::{ExpectedValue, is_identifier};
use crate::schema::{Better, CustomTheme, FactKind, Theme};
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::DeValue;

const UNITS: &[(&str, Unit)] =
    &[("money", Unit::Money), ("count", Unit::Count), ("percent", Unit::Percent), ("ratio", Unit::Ratio)];

/// What the metrics of a file may not contradict.
pub(crate) struct Metrics<'a> {
    facts: &'a CustomFacts,
    built_in: &'a [(&'static str, Label)],
    /// Folded id or label → how it is written and where.
    names: BTreeMap<String, (String, ByteSpan)>,
    /// By folded name.
    themes: BTreeMap<String, NewTheme>,
}

/// A theme that some metric brings.
struct NewTheme {
    slug: String,
    /// The label that a metric gives it, and where.
    label: Option<(Label<Name>, ByteSpan)>,
}

/// The metrics that could be read; `None` for the sections when there are none.
pub(crate) fn read_all(
    sections: Option<Vec<Section>>,
    facts: &CustomFacts,
    built_in: &[(&'static str, Label)],
) -> Vec<CustomMetric> {
    let mut all = Metrics { facts, built_in, names: BTreeMap::new(), themes: BTreeMap::new() };
    let read: Vec<CustomMetric> = sections.into_iter().flatten().filter_map(|section| all.read(section)).collect();
    // One metric may give the label that the theme has in another.
    let themes: BTreeMap<String, Theme> = all.themes.into_iter().map(|(key, theme)| (key, theme.labelled())).collect();
    let labelled = |theme: Theme| themes.get(&fold(theme.slug())).cloned().unwrap_or(theme);
    read.into_iter().map(|metric| CustomMetric { theme: labelled(metric.theme), ..metric }).collect()
}

impl NewTheme {
    fn labelled(self) -> Theme {
        let slug = Name::Owned(self.slug.clone());
        let label = self.label.map_or_else(|| Label { en: slug.clone(), ko: slug }, |(label, _)| label);
        Theme::Custom(Arc::new(CustomTheme { slug: self.slug, label }))
    }
}

impl Metrics<'_> {
    fn read(&mut self, mut section: Section) -> Option<CustomMetric> {
        let id = section.required("id").and_then(|entry| self.id(entry));
        let label = section.required("label").and_then(|entry| self.label(entry, id.as_deref()));
        let theme = section.required("theme").and_then(|entry| self.theme(entry));
        let fact = section.required("fact").and_then(|entry| self.fact(entry));
        let numerator = section.required("numerator").and_then(|entry| formula(entry, fact.as_ref()));
        let denominator = section.get("denominator").map(|entry| formula(entry, fact.as_ref()));
        let unit = section.required("unit").and_then(|entry| entry.choice(UNITS));
        let better = section.get("better").and_then(Entry::word);
        section.finish();
        let (numerator, above) = numerator?;
        let (denominator, formula) = match denominator {
            Some(denominator) => {
                let (denominator, below) = denominator?;
                (Some(denominator), format!("{above} ÷ {below}"))
            }
            None => (None, above),
        };
        Some(CustomMetric {
            id: id?,
            label: label?,
            theme: theme?,
            unit: unit?,
            better: better.unwrap_or(Better::Higher),
            rule: Arc::new(CustomRule { fact: fact?, numerator, denominator }),
            formula,
        })
    }

    fn id(&mut self, entry: Entry) -> Option<String> {
        let id = entry.text()?;
        if !is_identifier(id) {
            entry.problem(CustomProblem::NotAnIdentifier { name: id.to_owned() });
        }
        self.take_name(entry, id, None);
        Some(id.to_owned())
    }

    /// A text for both languages, or one for each; where one is missing the other stands in.
    fn label(&mut self, entry: Entry, id: Option<&str>) -> Option<Label<Name>> {
        let label = label(entry)?;
        self.take_name(entry, &label.en, id);
        if label.ko != label.en {
            self.take_name(entry, &label.ko, id);
        }
        Some(label)
    }

    /// Goals find a metric by its id and its labels, so no two metrics share one. `mine` is the id of the metric whose
    /// label it is: the label may say the same.
    fn take_name(&mut self, entry: Entry, name: &str, mine: Option<&str>) {
        let folded = fold(name);
        if mine.is_some_and(|id| fold(id) == folded) {
            return;
        }
        let built_in = self
            .built_in
            .iter()
            .find(|(id, label)| [*id, label.en, label.ko].iter().any(|taken| fold(taken) == folded));
        if let Some((id, _)) = built_in {
            entry.problem(CustomProblem::MetricBuiltIn { name: name.to_owned(), id });
            return;
        }
        let place = entry.span();
        match self.names.get(&folded) {
            Some((_, first)) if *first != place => {
                let first_line = entry.report.line(first.start);
                entry.problem(CustomProblem::DuplicateMetric { name: name.to_owned(), first_line });
            }
            Some(_) => {}
            None => {
                self.names.insert(folded, (name.to_owned(), place));
            }
        }
    }

    /// A theme that goalpost has, or a new one by its name, with a label in each language where they are given.
    fn theme(&mut self, entry: Entry) -> Option<Theme> {
        let (slug, given) = match entry.raw() {
            DeValue::Table(_) => {
                let mut section = Section::of(entry, "theme".to_owned())?;
                let id = section.required("id").and_then(Entry::text);
                let (en, ko) = (section.text("en"), section.text("ko"));
                section.finish();
                (id?, both(en, ko))
            }
            _ => (entry.text()?, None),
        };
        if let Ok(known) = fold(slug).parse::<Theme>() {
            if given.is_some() {
                entry.problem(CustomProblem::ThemeBuiltIn { theme: known.slug().to_owned() });
            }
            return Some(known);
        }
        let known = self.themes.entry(fold(slug)).or_insert_with(|| NewTheme { slug: slug.to_owned(), label: None });
        match (&known.label, given) {
            (Some((first, place)), Some(label)) if *first != label => {
                let first_line = entry.report.line(place.start);
                entry.problem(CustomProblem::ThemeContradicts { theme: slug.to_owned(), first_line });
            }
            (None, Some(label)) => known.label = Some((label, entry.span())),
            _ => {}
        }
        Some(NewTheme { slug: known.slug.clone(), label: None }.labelled())
    }

    fn fact(&self, entry: Entry) -> Option<FactKind> {
        let name = entry.text()?;
        let Some(fact) = name.parse().ok().or_else(|| self.facts.find(name)) else {
            entry.problem(CustomProblem::UnknownFactOfMetric { fact: name.to_owned(), own: self.facts.names() });
            return None;
        };
        if matches!(fact, FactKind::Subscriptions | FactKind::Contracts | FactKind::Milestones | FactKind::Plan) {
            entry.problem(CustomProblem::FactOfMetric { fact });
            return None;
        }
        Some(fact)
    }
}

/// Without a fact nothing is said about measures: the fact itself has a finding.
fn formula(entry: Entry, fact: Option<&FactKind>) -> Option<(WindowFormula, String)> {
    let text = entry.text()?;
    match formula::read(text, fact?) {
        Ok(formula) => Some((formula, text.trim().to_owned())),
        Err((part, fault)) => {
            let place = entry.report.passage(entry.span()).part(&part);
            entry.report.add(place, CustomProblem::Formula { fault });
            None
        }
    }
}

fn label(entry: Entry) -> Option<Label<Name>> {
    match entry.raw() {
        DeValue::String(_) => entry.text().and_then(|text| both(Some(text), None)),
        DeValue::Table(_) => {
            let mut section = Section::of(entry, "label".to_owned())?;
            let (en, ko) = (section.text("en"), section.text("ko"));
            section.finish();
            let label = both(en, ko);
            if label.is_none() && entry.raw().as_table().is_some_and(toml::map::Map::is_empty) {
                entry.problem(PipelineProblem::MissingKey { key: "en", section: "label".to_owned() });
            }
            label
        }
        _ => entry.wrong_type(ExpectedValue::Label),
    }
}

fn both(en: Option<&str>, ko: Option<&str>) -> Option<Label<Name>> {
    let text = |text: &str| Name::Owned(tidy(text));
    Some(Label { en: text(en.or(ko)?), ko: text(ko.or(en)?) })
}
