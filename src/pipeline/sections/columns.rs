//! `[input.columns]` and `[input.constants]`: where each canonical column comes from.

use super::constants;
use crate::pipeline::ColumnSource;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::Expected;
use crate::schema::{FactKind, FactSchema, Presence};
use crate::values::{DateOrder, DecimalMark};
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Keys that belong into the section above and, written below `[input.columns]`, would name columns.
const KEYS_OF_INPUT: &[&str] = &[
    "name",
    "fact",
    "files",
    "pick",
    "sheet",
    "layout",
    "header_row",
    "required",
    "currency",
    "unit",
    "decimal",
    "dates",
    "encoding",
    "totals",
    "duplicates",
    "overlap",
    "absent",
    "where",
];

/// `declared` are the measures under `[input.measures]`. Without a fact the sections are read for their types only.
pub(crate) fn read(
    input: &mut Section,
    fact: Option<FactKind>,
    declared: &[&'static str],
    decimal: DecimalMark,
    dates: &DateOrder,
) -> BTreeMap<String, ColumnSource> {
    let mut columns = BTreeMap::new();
    let mut mentioned = Vec::new();
    if let Some(section) = input.section("columns", "[input.columns]") {
        for entry in section.rest() {
            check_name(&section, entry, fact);
            mentioned.push(entry.key);
            if let Some(source) = source(entry) {
                columns.insert(entry.key.to_owned(), source);
            }
        }
    }
    if let Some(section) = input.section("constants", "[input.constants]") {
        for entry in section.rest() {
            check_name(&section, entry, fact);
            if mentioned.contains(&entry.key) {
                section.at_key(entry.key, PipelineProblem::ColumnAndConstant { column: entry.key.to_owned() });
            }
            mentioned.push(entry.key);
            if let Some(text) = constants::text(entry, decimal, dates) {
                columns.insert(entry.key.to_owned(), ColumnSource::Constant(text));
            }
        }
    }
    if let Some(fact) = fact.map(FactKind::schema) {
        complete(input, &fact, declared, &mentioned, &mut columns);
    }
    columns
}

/// A required column or declared measure that is not mentioned has its canonical name in the export too; of alternatives, one must be
/// mentioned, since nothing says which one it is.
fn complete(
    input: &Section,
    fact: &FactSchema,
    declared: &[&'static str],
    mentioned: &[&str],
    columns: &mut BTreeMap<String, ColumnSource>,
) {
    let required = fact.columns.iter().filter(|column| column.presence == Presence::Required);
    for name in required.map(|column| column.name).chain(declared.iter().copied()) {
        if !mentioned.contains(&name) {
            columns.insert(name.to_owned(), ColumnSource::Headers(vec![name.to_owned()]));
        }
    }
    for &alternatives in fact.one_of {
        if !alternatives.iter().any(|name| mentioned.contains(name)) {
            input.problem(PipelineProblem::MissingAlternative { fact: fact.kind, columns: alternatives });
        }
    }
}

fn check_name(section: &Section, entry: Entry, fact: Option<FactKind>) {
    if let Some(fact) = fact
        && fact.schema().column(entry.key).is_none()
    {
        let key_of_input = KEYS_OF_INPUT.contains(&entry.key);
        let problem = PipelineProblem::UnknownColumn { column: entry.key.to_owned(), fact, key_of_input };
        section.at_key(entry.key, problem);
    }
}

fn source(entry: Entry) -> Option<ColumnSource> {
    if let DeValue::Table(_) = entry.raw() {
        let mut section = entry.section(format!("[input.columns.{}]", entry.key))?;
        let sql = section.required_text("sql").map(str::to_owned);
        section.finish();
        return sql.map(ColumnSource::Sql);
    }
    let headers = entry.texts(&Expected::Source)?;
    Some(ColumnSource::Headers(headers.into_iter().map(|(_, header)| header.to_owned()).collect()))
}
