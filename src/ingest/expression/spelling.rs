//! Texts that a condition names in another spelling than the cells have: `actual` beside `Actual` is not the same text in
//! SQL, and often the same thing.

use super::filter::Filter;
use super::problem::ExpressionProblem;
use crate::diagnostic::Finding;
use crate::expression::{Bound, ComparisonOperator, Kind, Pattern};
use crate::name;
use crate::sheet::Raw;

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
        Bound::Like { of, pattern } => {
            all.extend(column_of(of).map(|column| Named { column, wanted: Wanted::Pattern(pattern) }));
        }
        _ => {}
    });
    all
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

/// One finding for every text of the condition that cells have in another spelling, which it does not name as well.
pub(crate) fn other_spellings(filter: &Filter<'_>, left_out: &[usize]) -> Vec<Finding> {
    let all = named(&filter.bound);
    let mut findings = Vec::new();
    for Named { column, wanted } in &all {
        let profile = &filter.columns.profiles[*column];
        let others = profile.texts.iter().filter(|(id, _)| {
            let text = filter.columns.text(*id);
            wanted.is_but_for_spelling(text)
                && !all.iter().any(|named| named.column == *column && named.wanted.is(text))
        });
        let ids: Vec<u32> = others.map(|(id, _)| *id).collect();
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
        let written = match wanted {
            Wanted::Text(text) => (*text).to_owned(),
            Wanted::Pattern(pattern) => pattern.to_string(),
        };
        let problem =
            ExpressionProblem::OtherSpelling { column: filter.name(*column), written, cell, rows: rows.len(), left };
        findings.push(Finding::new(filter.columns.place(first, *column), problem));
    }
    findings
}
