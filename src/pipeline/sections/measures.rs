//! `[input.measures]`: facts of the pipeline's own. Several inputs may bring one of them, so all are read before the
//! columns of any.

use crate::amount::Unit;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::CustomProblem;
use crate::pipeline::report::ByteSpan;
use crate::pipeline::shape::is_identifier;
use crate::schema::{CustomFact, CustomMeasure, FactKind, MeasureKind};
use std::collections::BTreeMap;

/// Names of keys, and of what a fact's rows have beside their measures.
const TAKEN: &[&str] = &["product", "period", "customer", "length", "source", "row", "currency", "region", "segment"];

/// The facts that some input declares.
#[derive(Default)]
pub(crate) struct CustomFacts(BTreeMap<String, CustomFact>);

/// What one input declares itself.
pub(crate) type DeclaredMeasures = Vec<String>;

/// Measures by name, each with its first declaration.
type Measures = BTreeMap<String, (CustomMeasure, ByteSpan)>;

impl CustomFacts {
    pub(crate) fn find(&self, name: &str) -> Option<FactKind> {
        self.0.get(name).cloned().map(FactKind::Custom)
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// The facts that the inputs declare together, and what each of the inputs declares.
pub(crate) fn read_all(inputs: &mut [Section]) -> (CustomFacts, Vec<DeclaredMeasures>) {
    let mut facts: BTreeMap<String, Measures> = BTreeMap::new();
    let declared = inputs.iter_mut().map(|input| read(input, &mut facts)).collect();
    let declare = |(name, measures): (String, Measures)| {
        let measures = measures.into_values().map(|(measure, _)| measure).collect();
        (name.clone(), CustomFact::declare(name, measures))
    };
    (CustomFacts(facts.into_iter().map(declare).collect()), declared)
}

fn read(input: &mut Section, facts: &mut BTreeMap<String, Measures>) -> DeclaredMeasures {
    let fact = input.get("fact");
    let Some(section) = input.section("measures") else { return DeclaredMeasures::new() };
    // A fact that is missing or no text has a finding of its own.
    let Some(name) = fact.and_then(|fact| fact.raw().as_str()) else { return DeclaredMeasures::new() };
    if name.parse::<FactKind>().is_ok() {
        section.problem(CustomProblem::MeasuresOfKnownFact { fact: name.to_owned() });
        return DeclaredMeasures::new();
    }
    if let Some(fact) = fact.filter(|_| !is_identifier(name)) {
        fact.problem(CustomProblem::NotAnIdentifier { name: name.to_owned() });
    }
    let entries = section.rest();
    if entries.is_empty() {
        section.problem(CustomProblem::NoMeasures { fact: name.to_owned() });
    }
    let measures = facts.entry(name.to_owned()).or_default();
    let declared = entries.into_iter().filter_map(|entry| declare(&section, entry, name, measures));
    declared.collect()
}

fn declare(section: &Section, entry: Entry, fact: &str, measures: &mut Measures) -> Option<String> {
    let name = entry.key;
    if TAKEN.contains(&name) {
        section.at_key(name, CustomProblem::MeasureNameTaken { name: name.to_owned() });
        return None;
    }
    if !is_identifier(name) {
        section.at_key(name, CustomProblem::NotAnIdentifier { name: name.to_owned() });
    }
    let mut keys = Section::of(entry, section.below(name))?;
    let measure_kind = keys.required("kind").and_then(|entry| entry.choice(KINDS));
    let unit = keys.required("unit").and_then(|entry| entry.choice(UNITS));
    keys.finish();
    let (measure_kind, unit) = (measure_kind?, unit?);
    if let Some((first, place)) = measures.get(name) {
        if (first.measure_kind, first.unit) != (measure_kind, unit) {
            let problem = CustomProblem::MeasureContradicts {
                measure: name.to_owned(),
                fact: fact.to_owned(),
                here: in_words(measure_kind, unit),
                there: in_words(first.measure_kind, first.unit),
                first_line: entry.report.line(place.start),
            };
            section.at_key(name, problem);
        }
        return Some(name.to_owned());
    }
    let measure = CustomMeasure { name: name.to_owned(), measure_kind, unit };
    measures.insert(name.to_owned(), (measure, entry.span()));
    Some(name.to_owned())
}

const KINDS: &[(&str, MeasureKind)] = &[("flow", MeasureKind::Flow), ("stock", MeasureKind::Stock)];
const UNITS: &[(&str, Unit)] = &[("money", Unit::Money), ("count", Unit::Count), ("percent", Unit::Percent)];

/// `a stock (count)`
fn in_words(measure_kind: MeasureKind, unit: Unit) -> String {
    let measure_kind = match measure_kind {
        MeasureKind::Flow => "flow",
        MeasureKind::Stock => "stock",
    };
    format!("a {measure_kind} ({})", unit.into_str())
}
