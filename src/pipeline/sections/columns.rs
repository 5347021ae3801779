//! `[input.columns]` and `[input.constants]`: where each canonical column comes from.

use super::constants;
use crate::expression::Expression;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::{CustomProblem, PipelineProblem};
use crate::pipeline::shape::ExpectedValue;
use crate::schema::{FactKind, FactSchema, Presence};
use crate::values::{DateOrder, DecimalMark};
use std::collections::BTreeMap;
use toml::de::DeValue;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnSource {
    /// One of these headers.
    Headers(Vec<String>),
    /// All of these headers, their cells joined by hyphens: a year and its month.
    Joined(Vec<String>),
    /// SQL expression over the export's own columns.
    Sql(Expression),
    /// The same text in every row.
    Constant(String),
}

/// `declared` are the measures under `[input.measures]`. Without a fact the sections are read for their types only.
pub(crate) fn read(
    input: &mut Section,
    fact: Option<&FactKind>,
    declared: &[String],
    decimal: DecimalMark,
    dates: &DateOrder,
) -> BTreeMap<String, ColumnSource> {
    let mut columns = BTreeMap::new();
    let mut mentioned = Vec::new();
    if let Some(section) = input.section("columns") {
        for entry in section.rest() {
            check_name(input, &section, entry, fact);
            mentioned.push(entry.key);
            if let Some(source) = source(&section, entry) {
                columns.insert(entry.key.to_owned(), source);
            }
        }
    }
    if let Some(section) = input.section("constants") {
        for entry in section.rest() {
            check_name(input, &section, entry, fact);
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
    fact: &FactSchema<'_>,
    declared: &[String],
    mentioned: &[&str],
    columns: &mut BTreeMap<String, ColumnSource>,
) {
    let required = fact.columns.iter().filter(|column| column.presence == Presence::Required);
    for name in required.map(|column| column.name.as_ref()).chain(declared.iter().map(String::as_str)) {
        if !mentioned.contains(&name) {
            columns.insert(name.to_owned(), ColumnSource::Headers(vec![name.to_owned()]));
        }
    }
    for &alternatives in fact.one_of {
        if !alternatives.iter().any(|name| mentioned.contains(name)) {
            input.problem(PipelineProblem::MissingAlternative { fact: fact.kind.clone(), columns: alternatives });
        }
    }
}

fn check_name(input: &Section, section: &Section, entry: Entry, fact: Option<&FactKind>) {
    if let Some(fact) = fact
        && fact.schema().column(entry.key).is_none()
    {
        // A key that belongs into the section above and, written too low in the file, would name a column.
        let key_of_input = input.knows(entry.key);
        let problem = PipelineProblem::UnknownColumn { column: entry.key.to_owned(), fact: fact.clone(), key_of_input };
        section.at_key(entry.key, problem);
    }
}

/// SQL over the export's own columns.
pub(crate) fn expression(entry: Entry) -> Option<Expression> {
    let passage = entry.report.passage(entry.span());
    let report = |(part, fault)| {
        let place = entry.report.passage(entry.span()).part(&part);
        entry.report.add(place, CustomProblem::Expression { fault });
    };
    Expression::read(entry.text()?, passage).map_err(report).ok()
}

fn source(columns: &Section, entry: Entry) -> Option<ColumnSource> {
    if let DeValue::Table(_) = entry.raw() {
        let mut section = Section::of(entry, columns.below(entry.key))?;
        if let Some(joined) = section.get("join") {
            let headers = joined.texts(&ExpectedValue::TextOrList);
            section.finish();
            return headers.map(|headers| ColumnSource::Joined(owned(headers)));
        }
        let sql = section.required("sql").and_then(expression);
        section.finish();
        return sql.map(ColumnSource::Sql);
    }
    let headers = entry.texts(&ExpectedValue::Source)?;
    Some(ColumnSource::Headers(owned(headers)))
}

fn owned(headers: Vec<(Entry, &str)>) -> Vec<String> {
    headers.into_iter().map(|(_, header)| header.to_owned()).collect()
}
