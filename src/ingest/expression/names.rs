//! The names in the SQL of an input, and what is said about one that no header has.

use super::problem::ExpressionProblem;
use crate::diagnostic::Finding;
use crate::expression::{Expression, NameInExpression};
use crate::ingest::shape::header::{self, Header, is_above_lines};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::sheet::{Raw, Sheet};

/// The SQL of an input: its condition and its computed columns.
fn expressions(input: &Input) -> impl Iterator<Item = &Expression> {
    let computed = input.columns.values().filter_map(|source| match source {
        ColumnSource::Sql(expression) => Some(expression),
        ColumnSource::Headers(_) | ColumnSource::Joined(_) | ColumnSource::Constant(_) => None,
    });
    input.condition.iter().chain(computed)
}

/// Every column name that some SQL of the input speaks of.
pub(crate) fn names(input: &Input) -> Vec<String> {
    let mut names: Vec<String> =
        expressions(input).flat_map(|expression| expression.names.iter().map(|name| name.name.clone())).collect();
    names.sort();
    names.dedup();
    names
}

/// The columns of a sheet that an input reads, those in its SQL among them.
pub(crate) fn columns_read(input: &Input, header: &Header) -> Vec<usize> {
    let in_sql = names(input).into_iter().filter_map(|name| header.column(&name));
    header::columns_of(input, header, |_| true).into_iter().chain(in_sql).collect()
}

/// Every name in the SQL of the input that the header lacks, once.
pub(crate) fn unknown_names(input: &Input, sheet: &Sheet, header: &Header) -> Vec<Finding> {
    let mut said: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    for expression in expressions(input) {
        for name in
            expression.names.iter().filter(|name| !is_above_lines(&name.name) && header.column(&name.name).is_none())
        {
            if !said.contains(&name.name) {
                findings.push(unknown(expression, name, sheet, header));
                said.push(name.name.clone());
            }
        }
    }
    findings
}

/// A name that the header lacks, at its place in the pipeline file.
pub(super) fn unknown(expression: &Expression, name: &NameInExpression, sheet: &Sheet, header: &Header) -> Finding {
    let found = header.names().map(str::to_owned).collect();
    let problem = ExpressionProblem::UnknownName {
        name: name.name.clone(),
        of: sheet.place().to_string(),
        text_of: column_with(sheet, header, &name.name),
        found,
    };
    Finding::new(expression.place(&name.at), problem)
}

/// The column in which a name stands as a text.
fn column_with(sheet: &Sheet, header: &Header, text: &str) -> Option<String> {
    let grid = &sheet.grid;
    let folded = name::fold(text);
    let ids: Vec<u32> = (0..u32::try_from(grid.distinct_texts()).unwrap_or(u32::MAX))
        .filter(|id| name::fold(grid.text(*id)) == folded)
        .collect();
    let has = |column: &usize| {
        let cells = (header.index + 1..header.end).map(|row| grid.raw(row, *column));
        cells.filter_map(|raw| if let Raw::Text(id) = raw { Some(id) } else { None }).any(|id| ids.contains(&id))
    };
    let column = header.columns.clone().find(|column| !ids.is_empty() && has(column))?;
    Some(header.name_of(column))
}
