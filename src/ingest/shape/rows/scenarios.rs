//! Rows of several scenarios in one table: a column, or sections, in which actuals stand beside plans, forecasts or
//! versions of them. Added up they are neither, so it is asked which are meant.

use crate::ingest::expression;
use crate::ingest::setting::ReadSetting;
use crate::ingest::shape::header::{Header, SECTION, columns_of};
use crate::ingest::shape::said_scenarios::{SaidScenario, SaidScenarios};
use crate::ingest::shape::scenario::{self, Scenario};
use crate::name;
use crate::pipeline::Input;
use crate::schema::{ColumnRole, FactKind};
use crate::sheet::{Raw, Sheet};
use std::collections::{BTreeSet, HashMap};

/// More values than this are no scenarios.
const MOST: usize = 12;

/// All columns of a table that say scenarios, and its sections where they do; what the pipeline's expressions speak of
/// is decided already.
pub(crate) fn said(
    sheet: &Sheet,
    header: &Header,
    setting: &ReadSetting<'_>,
    rows: &[usize],
    sections: &[(usize, usize)],
) -> Vec<SaidScenarios> {
    let input = setting.input;
    let named: Vec<String> = expression::names(input);
    let decided: BTreeSet<usize> = named.iter().filter_map(|name| header.column(name)).collect();
    let is_other = |role| {
        matches!(
            role,
            ColumnRole::Measure(..)
                | ColumnRole::Product
                | ColumnRole::Customer
                | ColumnRole::Period
                | ColumnRole::Date
        )
    };
    let others = columns_of(input, header, is_other);
    let columns = header.columns.clone().chain(header.column(SECTION)).collect::<BTreeSet<usize>>();
    let columns = columns.into_iter().filter(|column| !decided.contains(column) && !others.contains(column));
    let table = Table { sheet, header, input, rows };
    let mut said: Vec<SaidScenarios> = columns.filter_map(|column| table.column(column)).collect();
    if !named.iter().any(|name| name == SECTION) && header.column(SECTION).is_none() {
        said.extend(table.sections(sections));
    }
    said
}

/// The rows that are looked at.
struct Table<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    input: &'a Input,
    rows: &'a [usize],
}

impl Table<'_> {
    fn column(&self, column: usize) -> Option<SaidScenarios> {
        let grid = &self.sheet.grid;
        let name = self.header.name_of(column);
        let own = self.header.labels.get(column).and_then(|labels| labels.last()).map_or(name.as_str(), String::as_str);
        let (is_scenario, is_version) =
            (names_scenarios(own), names_versions(own) || self.input.fact == FactKind::Plan);
        // Each with whether it says a scenario, and how many rows have it.
        let mut known: Vec<(Raw, bool, usize)> = Vec::new();
        let mut values: Vec<SaidScenario> = Vec::new();
        for &row in self.rows {
            let raw = grid.raw(row, column);
            if matches!(raw, Raw::Blank | Raw::Uncomputed) {
                continue;
            }
            if let Some((.., rows)) = known.iter_mut().find(|(known, ..)| *known == raw) {
                *rows += 1;
                continue;
            }
            let value = name::tidy(&grid.value(row, column).as_text()?);
            let is_number = matches!(raw, Raw::Number(_));
            let scenario = scenario::of(&value)
                .or_else(|| (numbers_versions(own) && is_short_number(&value)).then_some(Scenario::Version));
            let counts = match scenario {
                Some(Scenario::Version) => is_version && (self.input.fact == FactKind::Plan || !is_release(&value)),
                Some(_) => true,
                None => is_scenario,
            };
            if known.len() == MOST || !(counts || self.has_actuals_and_plans(column)) {
                return None;
            }
            known.push((raw, counts, 1));
            if counts && !values.iter().any(|said| said.value == value) {
                let place = self.sheet.cell_place(grid.cell(row, column));
                values.push(SaidScenario { value, is_number, scenario, place });
            }
        }
        let rows_of = |wanted: bool| -> usize {
            known.iter().filter(|(_, counts, _)| *counts == wanted).map(|(.., rows)| *rows).sum()
        };
        if rows_of(false) > rows_of(true) {
            return None;
        }
        let is_alike = values.len() > 1 && self.rows_are_alike(column);
        (!values.is_empty()).then_some(SaidScenarios { column: name, values, is_alike })
    }

    /// Whether a column of few texts has both actuals and plans or forecasts: then it says scenarios, whatever else it
    /// has beside them, such as `n/a` or `Restated`.
    fn has_actuals_and_plans(&self, column: usize) -> bool {
        // The texts of a column are also those of its header and of titles above it.
        let texts: Vec<&str> = self.sheet.grid.texts_of(column).take(2 * MOST + 1).collect();
        let has = |wanted: &[Scenario]| {
            texts.iter().any(|text| scenario::of(text).is_some_and(|scenario| wanted.contains(&scenario)))
        };
        texts.len() <= 2 * MOST && has(&[Scenario::Actual]) && has(&[Scenario::Plan, Scenario::Forecast])
    }

    /// Labels between the lines that say scenarios; others may stand among them.
    fn sections(&self, sections: &[(usize, usize)]) -> Option<SaidScenarios> {
        let grid = &self.sheet.grid;
        let mut values: Vec<SaidScenario> = Vec::new();
        for &(row, column) in sections {
            let value = name::tidy(&grid.value(row, column).as_text()?);
            let Some(scenario) = scenario::of(&value) else { continue };
            if !values.iter().any(|said| said.value == value) {
                let place = self.sheet.cell_place(grid.cell(row, column));
                values.push(SaidScenario { value, is_number: false, scenario: Some(scenario), place });
            }
        }
        let is_alike = self.input.fact == FactKind::Plan && values.len() == sections.len();
        (!values.is_empty()).then_some(SaidScenarios { column: SECTION.to_owned(), values, is_alike })
    }

    /// Whether two rows with the same product, period and other labels that are read differ in the column.
    fn rows_are_alike(&self, column: usize) -> bool {
        let grid = &self.sheet.grid;
        let keys = columns_of(self.input, self.header, |role| !matches!(role, ColumnRole::Measure(..)));
        let keys: Vec<usize> = keys.into_iter().filter(|&key| key != column).collect();
        let mut first: HashMap<Vec<u64>, u64> = HashMap::new();
        self.rows.iter().any(|&row| {
            let key: Vec<u64> = keys.iter().map(|&key| grid.raw(row, key).bits()).collect();
            let own = grid.raw(row, column).bits();
            own != Raw::Blank.bits() && *first.entry(key).or_insert(own) != own
        })
    }
}

/// Whether a column is called so that any values in it are scenarios.
fn names_scenarios(header: &str) -> bool {
    let folded = name::fold(name::without_footnote(header));
    [
        "scenario",
        "scenarios",
        "szenario",
        "scénario",
        "escenario",
        "cenário",
        "시나리오",
        "シナリオ",
        "budget version",
        "plan version",
    ]
    .contains(&folded.as_str())
}

/// Whether a column is called so that numbers and `V1` in it may be versions of a plan.
fn names_versions(header: &str) -> bool {
    let folded = name::fold(header);
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| {
        [
            "version",
            "versions",
            "ver",
            "scenario",
            "szenario",
            "budget",
            "plan",
            "forecast",
            "버전",
            "차수",
            "예산",
            "계획",
            "バージョン",
        ]
        .contains(&word)
    })
}

/// Whether a column is called so that bare numbers in it are versions.
fn numbers_versions(header: &str) -> bool {
    let folded = name::fold(header);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| ["version", "versions", "ver", "scenario", "버전", "차수", "バージョン"].contains(&word))
}

fn is_short_number(value: &str) -> bool {
    value.len() <= 2 && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// `4.1`, `v2.0.3`: a release of software, whose users add up.
fn is_release(value: &str) -> bool {
    value.as_bytes().windows(3).any(|at| at[0].is_ascii_digit() && at[1] == b'.' && at[2].is_ascii_digit())
}
