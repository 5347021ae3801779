//! Scenarios that stand apart in the sheets and files of one input, such as a sheet of actuals beside one of the budget.

use super::shape::said_scenarios::SaidScenarios;
use super::shape::scenario::{self, Scenario};
use super::table::{Table, TablePart};
use super::table_problem::TableProblem;
use crate::diagnostic::Finding;
use crate::pipeline::Input;
use crate::place::Place;
use crate::schema::FactKind;
use std::collections::{BTreeMap, BTreeSet};

/// Asks which of the scenarios in several parts are meant; what one part has by itself was asked where it was read.
pub(super) fn across(table: &Table, input: &Input) -> Option<Finding> {
    let parts: Vec<&TablePart> = table.parts.iter().filter(|part| !part.rows.is_empty()).collect();
    let asked = parts.iter().any(|part| part.scenarios.iter().any(SaidScenarios::are_several));
    if parts.len() < 2 || asked {
        return None;
    }
    by_column(&parts, input).or_else(|| by_sheet(&parts, input)).or_else(|| by_file(&parts, input))
}

fn by_column(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    let mut columns: BTreeMap<&str, SaidScenarios> = BTreeMap::new();
    for said in parts.iter().flat_map(|part| &part.scenarios) {
        let all = columns.entry(&said.column).or_insert_with(|| SaidScenarios { values: Vec::new(), ..said.clone() });
        for value in &said.values {
            if !all.values.iter().any(|known| known.value == value.value) {
                all.values.push(value.clone());
            }
        }
    }
    columns.into_values().find(SaidScenarios::are_several).map(|said| said.question(input))
}

fn by_sheet(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    let named = parts.iter().filter_map(|part| Some((*part, part.sheet.as_deref()?)));
    let names = several(named.map(|(part, sheet)| (sheet, part)), &input.fact)?;
    let lines = names.iter().map(|(name, _)| format!("sheet = \"{name}\"")).collect();
    let place = names.get(1).map(|(_, part)| place(part)).unwrap_or_default();
    let said = names.into_iter().map(|(name, _)| name).collect();
    Some(Finding::new(place, TableProblem::ScenarioParts { what: "sheets", said, lines }))
}

fn by_file(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    let stem = |part: &TablePart| {
        let name = part.file.rsplit('/').next().unwrap_or(&part.file).to_owned();
        name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned())
    };
    let stems: Vec<(String, &TablePart)> = parts.iter().map(|part| (stem(part), *part)).collect();
    let names = several(stems.iter().map(|(stem, part)| (stem.as_str(), *part)), &input.fact)?;
    let lines = names.iter().map(|(_, part)| format!("files = \"{}\"", part.file)).collect();
    let place = names.get(1).map(|(_, part)| Place::File(part.file.clone())).unwrap_or_default();
    let said = names.into_iter().map(|(_, part)| part.file.to_string()).collect();
    Some(Finding::new(place, TableProblem::ScenarioParts { what: "files", said, lines }))
}

fn place(part: &TablePart) -> Place {
    match &part.sheet {
        Some(sheet) => Place::Sheet { file: part.file.clone(), sheet: sheet.clone() },
        None => Place::File(part.file.clone()),
    }
}

/// A name, what it says, and the part that has it.
type NamedPart<'a> = ((Scenario, Option<String>), String, &'a TablePart);

/// The first names that are alike but for their scenario, one a scenario; of plans also those that are alike but for
/// the number of their version.
fn several<'a>(
    named: impl Iterator<Item = (&'a str, &'a TablePart)>,
    fact: &FactKind,
) -> Option<Vec<(String, &'a TablePart)>> {
    let mut by_rest: BTreeMap<String, Vec<NamedPart<'a>>> = BTreeMap::new();
    for (name, part) in named {
        let version = scenario::version_in(name).filter(|_| *fact == FactKind::Plan);
        let (scenario, rest) = match (scenario::within(name), &version) {
            (Some(said), _) => said,
            (None, Some((_, rest))) => (Scenario::Version, rest.clone()),
            (None, None) => continue,
        };
        let number = version.map(|(number, _)| number);
        by_rest.entry(rest).or_default().push(((scenario, number), name.to_owned(), part));
    }
    let alike = by_rest.into_values().find(|alike| {
        let scenarios: BTreeSet<_> = alike.iter().map(|(said, ..)| said).collect();
        scenarios.len() > 1
    })?;
    let mut seen = BTreeSet::new();
    Some(alike.into_iter().filter(|(said, ..)| seen.insert(said.clone())).map(|(_, name, part)| (name, part)).collect())
}
