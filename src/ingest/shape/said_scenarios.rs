//! What a column, sections or a title say of the scenarios of rows, and how it is asked which are meant.

use super::header::SCENARIO;
use super::scenario::{self, Scenario};
use crate::diagnostic::Finding;
use crate::expression::quoted_name;
use crate::ingest::table_problem::TableProblem;
use crate::name;
use crate::pipeline::Input;
use crate::place::Place;
use crate::schema::FactKind;
use crate::sheet::Sheet;
use std::collections::BTreeSet;

/// What is said of the rows of a table, and where.
#[derive(Debug, Clone)]
pub(crate) struct SaidScenarios {
    /// The name of the column, or `[section]` and `[scenario]`.
    pub(crate) column: String,
    /// Each value once.
    pub(crate) values: Vec<SaidScenario>,
    /// Whether rows that are alike otherwise differ in it.
    pub(crate) is_alike: bool,
    /// Whether it is said of all rows, in words that are nothing else.
    pub(crate) is_of_all: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct SaidScenario {
    /// Empty where nothing is said.
    pub(crate) value: String,
    pub(crate) written: Written,
    pub(crate) scenario: Option<Scenario>,
    /// Where it stands first.
    pub(crate) place: Place,
}

/// How a value stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Text,
    Number,
    /// Not at all: rows that say nothing beside others that do.
    Blank,
}

impl SaidScenario {
    /// Rows that say nothing are those that the input is for: what was measured, or the plan.
    pub(crate) fn plain(input: &Input, place: Place) -> Self {
        let scenario = Some(expected(input));
        Self { value: String::new(), written: Written::Blank, scenario, place }
    }
}

/// The scenario that an input is for.
pub(crate) fn expected(input: &Input) -> Scenario {
    if input.fact == FactKind::Plan { Scenario::Plan } else { Scenario::Actual }
}

impl SaidScenarios {
    /// With the rows that say nothing, where there are some and others are something else than what they must be.
    pub(crate) fn with_plain(mut self, plain: Option<SaidScenario>) -> Self {
        let is_other =
            |said: &SaidScenario| matches!(said.scenario, Some(Scenario::Plan | Scenario::Forecast | Scenario::Prior));
        if let Some(plain) = plain
            && self.values.iter().any(is_other)
            && self.values.iter().all(|said| said.scenario != plain.scenario)
        {
            self.values.insert(0, plain);
        }
        self
    }

    /// Of a label above a table.
    pub(crate) fn of_title(sheet: &Sheet, (row, column): (usize, usize)) -> Option<Self> {
        let value = name::tidy(&sheet.grid.value(row, column).as_text()?);
        let place = sheet.cell_place(sheet.grid.cell(row, column));
        let said = SaidScenario { scenario: scenario::of(&value), value, written: Written::Text, place };
        Some(Self { column: SCENARIO.to_owned(), values: vec![said], is_alike: false, is_of_all: true })
    }

    /// Whether the rows are those of several scenarios.
    pub(crate) fn are_several(&self) -> bool {
        let classes: BTreeSet<Scenario> = self.values.iter().filter_map(|said| said.scenario).collect();
        let told_apart = classes.iter().filter(|scenario| **scenario != Scenario::Version).count();
        told_apart > 1 || (self.is_alike && self.values.len() > 1)
    }

    /// That the rows are read although all of them are of something else than the input is for.
    pub(crate) fn taken(&self, input: &Input) -> Finding {
        let problem = TableProblem::OtherScenario {
            column: self.column.clone(),
            said: self.values.iter().map(|said| said.value.clone()).collect(),
            fact: input.fact.name().to_owned(),
            line: self.values.first().map(|said| self.condition(said, input)).unwrap_or_default(),
        };
        Finding::new(self.values.first().map_or(Place::Nowhere, |said| said.place.clone()), problem)
    }

    pub(crate) fn question(&self, input: &Input) -> Finding {
        let sheets: BTreeSet<_> = self.values.iter().map(|said| (said.place.file(), said.place.sheet())).collect();
        let at = |said: &SaidScenario| match said.place.cell() {
            Some(cell) if sheets.len() == 1 => cell,
            _ => said.place.to_string(),
        };
        let values = || self.values.iter();
        let problem = TableProblem::ScenarioRows {
            column: self.column.clone(),
            said: values().map(|said| (said.value.clone(), at(said))).collect(),
            // How far two of them lie apart is nobody's figure.
            lines: values()
                .filter(|said| said.scenario != Some(Scenario::Variance))
                .map(|said| self.condition(said, input))
                .collect(),
        };
        let second = self.values.get(1).or(self.values.first()).map_or(Place::Nowhere, |said| said.place.clone());
        Finding::new(second, problem)
    }

    /// The line of the pipeline that leaves the rows of one scenario.
    fn condition(&self, said: &SaidScenario, input: &Input) -> String {
        let name = quoted_name(&self.column);
        input.narrowed(&match said.written {
            Written::Text => format!("{name} = '{}'", said.value.replace('\'', "''")),
            Written::Number => format!("{name} = {}", said.value),
            Written::Blank => format!("{name} IS NULL"),
        })
    }
}
