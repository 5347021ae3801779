//! Finding the header: the first row that has all the wanted names, wherever it stands in the first 50 rows.

use super::book::Sheet;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use std::collections::BTreeMap;

/// How far down a header is looked for.
const DEPTH: usize = 50;

/// The header row of a sheet and where its names stand.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// Index of the row in the grid.
    pub(crate) index: usize,
    /// Tidy names by column; a name that occurs again is `Name#2`.
    pub(crate) names: Vec<String>,
    /// Folded name → column.
    by_name: BTreeMap<String, usize>,
}

impl Header {
    fn at(sheet: &Sheet, index: usize) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut by_name = BTreeMap::new();
        for column in 0..sheet.grid.width() {
            let mut tidy = sheet.grid.value(index, column).as_text().map(|text| name::tidy(&text)).unwrap_or_default();
            if !tidy.is_empty() {
                let again =
                    names.iter().filter(|n| name::fold(n.split('#').next().unwrap_or(n)) == name::fold(&tidy)).count();
                if again > 0 {
                    tidy = format!("{tidy}#{}", again + 1);
                }
                by_name.entry(name::fold(&tidy)).or_insert(column);
            }
            names.push(tidy);
        }
        Self { index, names, by_name }
    }

    /// The header of rows that were made from a crosstab.
    pub(super) fn of_names(names: Vec<String>) -> Self {
        let by_name = names.iter().enumerate().rev().map(|(column, text)| (name::fold(text), column)).collect();
        Self { index: 0, names, by_name }
    }

    pub(crate) fn column(&self, wanted: &str) -> Option<usize> {
        self.by_name.get(&name::fold(wanted)).copied()
    }

    /// The first of several names that occurs.
    pub(crate) fn column_of_any(&self, wanted: &[String]) -> Option<usize> {
        wanted.iter().find_map(|name| self.column(name))
    }

    /// The names that are not blank, in the order of the sheet.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str).filter(|name| !name.is_empty())
    }
}

/// What an input needs to find in a header.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    /// Each entry is satisfied by any one of its names.
    pub(crate) names: Vec<&'a [String]>,
    /// Names inside SQL expressions.
    pub(crate) in_expressions: Vec<String>,
}

impl<'a> Wanted<'a> {
    pub(crate) fn by(input: &'a Input, in_expressions: Vec<String>) -> Self {
        let names = input.columns.values().filter_map(|source| match source {
            ColumnSource::Headers(names) => Some(names.as_slice()),
            ColumnSource::Sql(_) | ColumnSource::Constant(_) => None,
        });
        Self { names: names.collect(), in_expressions }
    }

    fn found_in(&self, header: &Header) -> usize {
        self.names.iter().filter(|names| header.column_of_any(names).is_some()).count()
            + self.in_expressions.iter().filter(|name| header.column(name).is_some()).count()
    }

    fn len(&self) -> usize {
        self.names.len() + self.in_expressions.len()
    }

    /// The names that `header` lacks, each as its list of alternatives.
    pub(crate) fn missing_from(&self, header: &Header) -> Vec<Vec<String>> {
        let columns =
            self.names.iter().filter(|names| header.column_of_any(names).is_none()).map(|names| names.to_vec());
        let mut missing: Vec<Vec<String>> = columns.collect();
        for name in self.in_expressions.iter().filter(|name| header.column(name).is_none()) {
            if !missing.iter().any(|names| names.contains(name)) {
                missing.push(vec![name.clone()]);
            }
        }
        missing
    }
}

/// Whether a sheet has the table.
#[derive(Debug)]
pub(crate) enum Search {
    Found(Header),
    /// The row that comes closest, with at least one wanted name.
    Partial(Header),
    Nothing,
}

/// Looks for the header; `pinned` is its row as Excel numbers it.
pub(crate) fn find(sheet: &Sheet, wanted: &Wanted<'_>, pinned: Option<u32>) -> Search {
    let candidates: Vec<usize> = match pinned {
        Some(row) => row.checked_sub(1).and_then(|number| sheet.grid.row_index(number)).into_iter().collect(),
        None => {
            (0..sheet.grid.height().min(DEPTH)).take_while(|&i| (sheet.grid.row_number(i) as usize) < DEPTH).collect()
        }
    };
    let mut best: Option<(usize, Header)> = None;
    for index in candidates {
        let header = Header::at(sheet, index);
        let found = wanted.found_in(&header);
        if found == wanted.len() {
            return Search::Found(header);
        }
        if found > 0 && best.as_ref().is_none_or(|(most, _)| found > *most) {
            best = Some((found, header));
        }
    }
    best.map_or(Search::Nothing, |(_, header)| Search::Partial(header))
}
