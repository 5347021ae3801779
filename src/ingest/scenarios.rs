//! Scenarios that stand apart in the sheets and files of one input, such as a sheet of actuals beside one of the budget.

use super::shape::header::{SCENARIO, is_above_lines};
use super::shape::said_scenarios::{SaidScenario, SaidScenarios, expected};
use super::shape::scenario::{self, NameSaid, Scenario};
use super::table::{Table, TablePart};
use super::table_problem::TableProblem;
use crate::diagnostic::Finding;
use crate::name;
use crate::pipeline::Input;
use crate::place::Place;
use crate::schema::FactKind;
use std::collections::BTreeMap;

/// Asks which of the scenarios in several parts are meant; what one part has by itself was asked where it was read.
pub(super) fn across(table: &Table, input: &Input) -> Option<Finding> {
    let parts: Vec<&TablePart> = table.parts.iter().filter(|part| !part.rows.is_empty()).collect();
    if parts.iter().any(|part| part.scenarios.iter().any(SaidScenarios::are_several)) {
        return None;
    }
    let apart = || by_column(&parts, input).or_else(|| by_sheet(&parts, input)).or_else(|| by_file(&parts, input));
    let several = if parts.len() < 2 { None } else { apart() };
    several.or_else(|| none_measured(&parts, input))
}

/// Rows that all say to be of a budget or a forecast, in an input for what was measured.
fn none_measured(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    if matches!(input.fact, FactKind::Plan | FactKind::Market | FactKind::Demand | FactKind::Custom(_)) {
        return None;
    }
    let is_other = |value: &SaidScenario| {
        // The plan of a customer is a tariff.
        matches!(value.scenario, Some(Scenario::Plan | Scenario::Forecast)) && name::fold(&value.value) != "plan"
    };
    let all_other = |said: &&SaidScenarios| said.is_of_all && said.values.iter().all(is_other);
    let said: Option<Vec<&SaidScenarios>> = parts.iter().map(|part| part.scenarios.iter().find(all_other)).collect();
    let said = *said?.first()?;
    Some(said.taken(input))
}

fn by_column(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    let mut columns: BTreeMap<&str, SaidScenarios> = BTreeMap::new();
    // Titles of some blocks and sections of others.
    let name = |said: &'_ SaidScenarios| if is_above_lines(&said.column) { Some(SCENARIO) } else { None };
    for said in parts.iter().flat_map(|part| &part.scenarios) {
        let column = name(said).unwrap_or(&said.column);
        let all = columns.entry(column).or_insert_with(|| SaidScenarios {
            column: column.to_owned(),
            values: Vec::new(),
            is_alike: said.is_alike,
            is_of_all: said.is_of_all,
        });
        for value in &said.values {
            if !all.values.iter().any(|known| name::fold(&known.value) == name::fold(&value.value)) {
                all.values.push(value.clone());
            }
        }
    }
    // A block without a title beside one of a budget.
    let without = parts.iter().find(|part| !part.scenarios.iter().any(|said| is_above_lines(&said.column)));
    if let Some(part) = without
        && let Some(said) = columns.remove(SCENARIO)
    {
        columns.insert(SCENARIO, said.with_plain(Some(SaidScenario::plain(input, place(part)))));
    }
    columns.into_values().find(SaidScenarios::are_several).map(|said| said.question(input))
}

fn by_sheet(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    let named = parts.iter().filter_map(|part| Some((part.sheet.as_deref()?.to_owned(), *part)));
    let groups = several(named, input)?;
    // One sheet can be named.
    let lines = groups.iter().filter(|group| group.len() == 1).map(|group| format!("sheet = \"{}\"", group[0].0));
    let lines: Vec<String> = lines.collect();
    let place = groups.get(1).and_then(|group| group.first()).map(|(_, part)| place(part)).unwrap_or_default();
    let said = groups.iter().filter_map(|group| Some(group.first()?.0.clone())).collect();
    Some(Finding::new(place, TableProblem::ScenarioParts { what: "sheets", said, lines }))
}

fn by_file(parts: &[&TablePart], input: &Input) -> Option<Finding> {
    let stem = |part: &TablePart| {
        let name = part.file.rsplit('/').next().unwrap_or(&part.file).to_owned();
        name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned())
    };
    let groups = several(parts.iter().map(|part| (stem(part), *part)), input)?;
    let line = |group: &Vec<(String, &TablePart)>| {
        let files: Vec<String> = group.iter().map(|(_, part)| format!("\"{}\"", part.file)).collect();
        let files = if let [file] = files.as_slice() { file.clone() } else { format!("[{}]", files.join(", ")) };
        format!("files = {files}")
    };
    let place = groups.get(1).and_then(|group| group.first());
    let place = place.map(|(_, part)| Place::File(part.file.clone())).unwrap_or_default();
    let lines = groups.iter().map(line).collect();
    let said = groups.iter().filter_map(|group| Some(group.first()?.1.file.to_string())).collect();
    Some(Finding::new(place, TableProblem::ScenarioParts { what: "files", said, lines }))
}

fn place(part: &TablePart) -> Place {
    match &part.sheet {
        Some(sheet) => Place::Sheet { file: part.file.clone(), sheet: sheet.clone() },
        None => Place::File(part.file.clone()),
    }
}

/// A part by its name, and what the name says.
struct NamedPart<'a> {
    name: String,
    part: &'a TablePart,
    said: NameSaid,
    /// The number of its version, where the parts are plans.
    version: Option<String>,
}

impl NamedPart<'_> {
    /// What the name says, or what its figures must be.
    fn is(&self, input: &Input) -> (Scenario, Option<&str>) {
        (self.said.scenario.unwrap_or(expected(input)), self.version.as_deref())
    }

    /// Whether the other part may be the same of another scenario: one that the input is for may say more of what it is of.
    fn is_alike(&self, other: &Self, input: &Input) -> bool {
        let is_plain = other.is(input) == (expected(input), None);
        let is_part = || self.said.of.is_subset(&other.said.of) && !self.said.is_code;
        self.said.of == other.said.of || (is_plain && is_part())
    }
}

/// The parts whose names are alike but for their scenario, by scenario; of plans also by the number of their version. A
/// name without a scenario is that of what the input is for, and may be one of several beside a `Budget`. The year before
/// in a file of its own is no scenario of this one.
fn several<'a>(
    named: impl Iterator<Item = (String, &'a TablePart)>,
    input: &Input,
) -> Option<Vec<Vec<(String, &'a TablePart)>>> {
    let named = named.filter_map(|(name, part)| {
        let said = scenario::within(&name)?;
        let version = scenario::version_in(&name).filter(|_| input.fact == FactKind::Plan);
        Some(NamedPart { name, part, said, version })
    });
    let named: Vec<NamedPart<'a>> = named.collect();
    let differs = |one: &NamedPart<'_>, other: &NamedPart<'_>| {
        let is_year_before = one.said.scenario == Some(Scenario::Prior) && other.said.scenario.is_none();
        one.is_alike(other, input) && one.is(input) != other.is(input) && !is_year_before
    };
    let says = |one: &&NamedPart<'_>| one.said.scenario.is_some() || one.version.is_some();
    let one = named.iter().filter(says).find(|one| named.iter().any(|other| differs(one, other)))?;
    let mut kinds: Vec<(Scenario, Option<&str>)> = Vec::new();
    let mut groups: Vec<Vec<(String, &TablePart)>> = Vec::new();
    for other in named.iter().filter(|other| one.is_alike(other, input)) {
        let is = other.is(input);
        let own = (other.name.clone(), other.part);
        match kinds.iter().position(|known| *known == is) {
            Some(at) if groups[at].iter().any(|(name, _)| *name == own.0) => {}
            Some(at) => groups[at].push(own),
            None => {
                kinds.push(is);
                groups.push(vec![own]);
            }
        }
    }
    Some(groups)
}
