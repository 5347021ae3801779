//! Rows of several scenarios in one table: a column, or sections, in which actuals stand beside plans, forecasts or
//! versions of them. Added up they are neither, so it is asked which are meant.

use crate::ingest::expression;
use crate::ingest::setting::ReadSetting;
use crate::ingest::shape::header::{Header, SCENARIO, SECTION, columns_of, is_above_lines};
use crate::ingest::shape::said_scenarios::{SaidScenario, SaidScenarios, Written};
use crate::ingest::shape::scenario::{self, Scenario};
use crate::ingest::shape::sections::Sections;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::{ColumnRole, FactKind};
use crate::sheet::{Raw, Sheet, Value};
use std::collections::{BTreeSet, HashMap};

/// More values than this that say no scenario are those of something else.
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
    let speaks_of_labels = named.iter().any(|name| is_above_lines(name));
    let is_label = |column: usize| [SECTION, SCENARIO].iter().any(|name| header.column(name) == Some(column));
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
    let columns = header.columns.clone().chain(header.column(SECTION)).chain(header.column(SCENARIO));
    let columns: BTreeSet<usize> = columns.collect();
    let columns = columns.into_iter().filter(|&column| {
        let is_decided = decided.contains(&column) || (speaks_of_labels && is_label(column));
        !is_decided && !others.contains(&column)
    });
    let table = Table { sheet, header, input, rows };
    let mut said: Vec<SaidScenarios> = columns.filter_map(|column| table.column(column)).collect();
    if !speaks_of_labels && header.column(SECTION).is_none() {
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
        let is_plan = self.input.fact == FactKind::Plan;
        let (is_scenario, is_version) = (names_scenarios(own), names_versions(own) || is_plan);
        // Each with whether it says a scenario, and how many rows have it.
        let mut known: Vec<(Raw, bool, usize)> = Vec::new();
        let mut blank = None;
        let mut values: Vec<SaidScenario> = Vec::new();
        let mut others: Vec<SaidScenario> = Vec::new();
        for &row in self.rows {
            let raw = grid.raw(row, column);
            if let Some((.., rows)) = known.iter_mut().find(|(known, ..)| *known == raw) {
                *rows += 1;
                continue;
            }
            let value = grid.value(row, column).as_text().map(|text| name::tidy(&text)).unwrap_or_default();
            if matches!(raw, Raw::Blank | Raw::Uncomputed) || (value.is_empty() && matches!(raw, Raw::Text(_))) {
                blank = blank.or(Some(row));
                continue;
            }
            let is_number = matches!(raw, Raw::Number(_));
            let scenario = scenario::of(&value)
                .or_else(|| (numbers_versions(own) && is_short_number(&value)).then_some(Scenario::Version));
            let counts = match scenario {
                Some(Scenario::Version) => is_version && (is_plan || !is_release(&value)),
                Some(_) => true,
                None => is_scenario,
            };
            known.push((raw, counts, 1));
            let written = if is_number { Written::Number } else { Written::Text };
            let place = self.sheet.cell_place(grid.cell(row, column));
            let said = SaidScenario { value, written, scenario: scenario.filter(|_| counts), place };
            let values = if counts { &mut values } else { &mut others };
            if !values.iter().any(|known| name::fold(&known.value) == name::fold(&said.value)) {
                values.push(said);
            }
            if others.len() > MOST {
                return None;
            }
        }
        let rows_of = |wanted: bool| -> usize {
            known.iter().filter(|(_, counts, _)| *counts == wanted).map(|(.., rows)| *rows).sum()
        };
        if !others.is_empty() && (rows_of(false) > rows_of(true) || !are_scenarios_all_the_same(&values)) {
            return None;
        }
        // Of sections that are products one may be called `Forecast`.
        let are_keys = self.header.column(SCENARIO) == Some(column) && self.maps_sections();
        let in_words = is_scenario || values.iter().chain(&others).any(|said| !is_code(&said.value));
        let is_of_all = others.is_empty() && blank.is_none() && in_words && !are_keys;
        values.extend(others);
        let plain = blank.filter(|_| in_words && !are_keys);
        let place = |row: usize| self.sheet.cell_place(grid.cell(row, column));
        let plain = plain.map(|row| SaidScenario::plain(self.input, place(row)));
        let may_be_tariffs = !is_version && values.iter().all(|said| scenario::may_be_tariff(&said.value));
        let is_alike = values.len() > 1 && !may_be_tariffs && self.rows_are_alike(column);
        (!values.is_empty()).then(|| {
            SaidScenarios { column: name, values, is_alike, is_of_all: is_of_all && !may_be_tariffs }.with_plain(plain)
        })
    }

    fn maps_sections(&self) -> bool {
        let is_section = |source: &ColumnSource| match source {
            ColumnSource::Headers(names) => names.iter().any(|name| name == SECTION),
            _ => false,
        };
        self.input.columns.values().any(is_section)
    }

    /// Labels between the lines that say scenarios; others may stand among them, or within them.
    fn sections(&self, labels: &[(usize, usize)]) -> Option<SaidScenarios> {
        let grid = &self.sheet.grid;
        let mut sections = Sections::below(None);
        let mut labels = labels.iter().copied().peekable();
        let mut values: Vec<SaidScenario> = Vec::new();
        let (mut plain, mut is_outer, mut is_other) = (None, false, false);
        for &row in self.rows {
            while let Some(label) = labels.next_if(|label| label.0 < row) {
                let says_scenario =
                    matches!(grid.value(label.0, label.1), Value::Text(text) if scenario::of(text).is_some());
                sections.open(label, says_scenario);
            }
            let at = sections.scenario();
            is_outer |= at.is_some() && at != sections.section();
            is_other |= at.is_none();
            sections.line();
            let Some((row, column)) = at else {
                plain = plain.or(Some(row));
                continue;
            };
            let value = name::tidy(&grid.value(row, column).as_text()?);
            if !values.iter().any(|known| name::fold(&known.value) == name::fold(&value)) {
                let place = self.sheet.cell_place(grid.cell(row, column));
                values.push(SaidScenario { scenario: scenario::of(&value), written: Written::Text, value, place });
            }
        }
        let is_alike = self.input.fact == FactKind::Plan && values.len() > 1 && !is_other;
        let first = self.header.columns.start;
        let plain = plain.map(|row| SaidScenario::plain(self.input, self.sheet.cell_place(grid.cell(row, first))));
        let column = if is_outer { SCENARIO } else { SECTION };
        let is_of_all = plain.is_none() && !is_other;
        let column = column.to_owned();
        (!values.is_empty()).then(|| SaidScenarios { column, values, is_alike, is_of_all }.with_plain(plain))
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

/// Whether values among others, such as `Actual` and `Budget` among `Restated`, are scenarios all the same: where they say
/// two that differ, in words and not in short codes.
fn are_scenarios_all_the_same(values: &[SaidScenario]) -> bool {
    let said = values.iter().filter(|said| !is_code(&said.value)).filter_map(|said| said.scenario);
    let said: BTreeSet<Scenario> =
        said.filter(|said| !matches!(said, Scenario::Version | Scenario::Variance)).collect();
    said.len() > 1
}

/// `LE`, `IST`: letters that stand for many things beside a scenario.
fn is_code(value: &str) -> bool {
    let capitals = value.bytes().all(|byte| byte.is_ascii_uppercase());
    value.is_ascii() && (value.len() <= 2 || (value.len() == 3 && capitals))
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
