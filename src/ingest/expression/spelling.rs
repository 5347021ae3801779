//! Texts that a condition names in another spelling than the cells have: `actual` beside `Actual` is not the same text in
//! SQL, and often the same thing.

use super::column::SheetColumns;
use super::filter::Filter;
use super::problem::ExpressionProblem;
use crate::diagnostic::Finding;
use crate::expression::{Bound, ComparisonOperator, Expression, Kind, Pattern};
use crate::name;
use crate::sheet::Raw;
use std::fmt;

/// Columns with more different texts than this are no lists of words.
pub(super) const MOST_VALUES: usize = 500;

/// A column beside a text or a pattern, as the condition compares them.
pub(super) struct Named<'a> {
    pub(super) column: usize,
    pub(super) wanted: Wanted<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    Text(&'a str),
    Pattern(&'a Pattern),
}

/// Every text that the condition compares a column with as it is.
pub(super) fn named(bound: &Bound) -> Vec<Named<'_>> {
    let column_of = |bound: &Bound| match bound {
        Bound::Column { column, kind: Kind::Text } => Some(*column),
        _ => None,
    };
    let mut all = Vec::new();
    bound.each(&mut |part| match part {
        Bound::Compare { left, comparison: ComparisonOperator::Equal | ComparisonOperator::Unequal, right, .. } => {
            for (one, other) in [(left, right), (right, left)] {
                if let (Some(column), Bound::Text(text)) = (column_of(one), &**other) {
                    all.push(Named { column, wanted: Wanted::Text(text) });
                }
            }
        }
        Bound::Among { of, list, .. } => {
            let texts = list.iter().filter_map(|item| if let Bound::Text(text) = item { Some(text) } else { None });
            let column = column_of(of);
            all.extend(texts.filter_map(|text| Some(Named { column: column?, wanted: Wanted::Text(text) })));
        }
        Bound::Choice { of, branches, .. } => {
            let texts =
                branches.iter().filter_map(|(item, _)| if let Bound::Text(text) = item { Some(text) } else { None });
            let column = column_of(of);
            all.extend(texts.filter_map(|text| Some(Named { column: column?, wanted: Wanted::Text(text) })));
        }
        Bound::Like { of, pattern } => {
            all.extend(column_of(of).map(|column| Named { column, wanted: Wanted::Pattern(pattern) }));
        }
        _ => {}
    });
    all
}

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Pattern(pattern) => pattern.fmt(f),
        }
    }
}

impl Wanted<'_> {
    fn is(self, text: &str) -> bool {
        match self {
            Self::Text(wanted) => wanted == text,
            Self::Pattern(pattern) => pattern.matches(text),
        }
    }

    /// Whether a text would be the same but for its case, and the width of its letters.
    fn is_but_for_spelling(self, text: &str) -> bool {
        match self {
            Self::Text(wanted) if wanted.is_ascii() && text.is_ascii() => wanted.eq_ignore_ascii_case(text),
            Self::Text(wanted) => name::fold(wanted) == name::fold(text),
            Self::Pattern(pattern) => pattern.in_any_case().matches(text),
        }
    }
}

/// The texts of a column that are a wanted one but for their spelling, and are named nowhere themselves.
fn others(columns: &SheetColumns<'_>, all: &[Named<'_>], named: &Named<'_>) -> Vec<u32> {
    let other = |id: &u32| {
        let text = columns.text(*id);
        named.wanted.is_but_for_spelling(text)
            && !all.iter().any(|also| also.column == named.column && also.wanted.is(text))
    };
    columns.profiles[named.column].texts.iter().map(|(id, _)| *id).filter(other).collect()
}

/// The same of a computed column, with texts that no cell has where one has nearly that.
pub(super) fn in_computed(
    name: &str,
    columns: &SheetColumns<'_>,
    bound: &Bound,
    expression: &Expression,
) -> Vec<Finding> {
    let all = named(bound);
    let mut findings = Vec::new();
    for named in &all {
        let profile = &columns.profiles[named.column];
        let mut ids = others(columns, &all, named);
        if let Wanted::Text(wanted) = named.wanted
            && ids.is_empty()
            && profile.texts.len() <= MOST_VALUES
            && !profile.texts.iter().any(|(id, _)| columns.text(*id) == wanted)
        {
            let is_named = |text: &str| all.iter().any(|also| also.column == named.column && also.wanted.is(text));
            let near = |id: &u32| name::misspelt(wanted, columns.text(*id)) && !is_named(columns.text(*id));
            ids.extend(profile.texts.iter().map(|(id, _)| *id).find(near));
        }
        let column = columns.columns[named.column];
        let grid = &columns.over.sheet.grid;
        let has = |row: &&usize| matches!(grid.raw(**row, column), Raw::Text(id) if ids.contains(&id));
        let rows: Vec<usize> = columns.over.rows.iter().filter(has).copied().collect();
        let Some(&first) = rows.first() else { continue };
        let problem = ExpressionProblem::OtherSpellingInColumn {
            name: name.to_owned(),
            column: expression.names[named.column].name.clone(),
            written: named.wanted.to_string(),
            cell: columns.says_in(first, named.column).unwrap_or_default(),
            rows: rows.len(),
        };
        findings.push(Finding::new(columns.place(first, named.column), problem));
    }
    findings
}

/// One finding for every text of the condition that cells have in another spelling, which it does not name as well.
pub(crate) fn other_spellings(filter: &Filter<'_>, left_out: &[usize]) -> Vec<Finding> {
    let all = named(&filter.bound);
    let mut findings = Vec::new();
    for named in &all {
        let Named { column, wanted } = named;
        let ids = others(&filter.columns, &all, named);
        if ids.is_empty() {
            continue;
        }
        let sheet_column = filter.columns.columns[*column];
        let grid = &filter.columns.over.sheet.grid;
        let has = |row: &&usize| matches!(grid.raw(**row, sheet_column), Raw::Text(id) if ids.contains(&id));
        // Where the condition takes them by another of its parts, or names them to leave them out, they may be on either side.
        let rows: Vec<usize> = filter.columns.over.rows.iter().filter(has).copied().collect();
        let left = rows.iter().filter(|row| left_out.binary_search(row).is_ok()).count();
        let Some(&first) = rows.first() else { continue };
        let cell = match grid.raw(first, sheet_column) {
            Raw::Text(id) => grid.text(id).to_owned(),
            _ => continue,
        };
        let written = wanted.to_string();
        let problem =
            ExpressionProblem::OtherSpelling { column: filter.name(*column), written, cell, rows: rows.len(), left };
        findings.push(Finding::new(filter.columns.place(first, *column), problem));
    }
    findings
}
