//! What an input needs to find in a header.

use super::names::{Header, JOINT, is_above_lines, letter};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::ColumnRole;
use std::collections::BTreeSet;

#[derive(Debug)]
pub(crate) struct WantedColumns<'a> {
    /// Each entry is satisfied by any one of its names.
    pub(crate) names: Vec<&'a [String]>,
    /// Which of them hold figures, and which hold days or periods.
    pub(crate) figures: Vec<usize>,
    pub(crate) times: Vec<usize>,
    /// Names inside SQL expressions.
    pub(crate) in_expressions: Vec<String>,
}

impl<'a> WantedColumns<'a> {
    pub(crate) fn by(input: &'a Input, in_expressions: Vec<String>) -> Self {
        let mut wanted = Self::of_names(Vec::new());
        // Sections stand in no header.
        wanted.in_expressions = in_expressions.into_iter().filter(|name| !is_above_lines(name)).collect();
        for spec in input.fact.schema().columns {
            let columns: Vec<&[String]> = match input.columns.get(spec.name.as_ref()) {
                Some(ColumnSource::Headers(names)) => vec![names],
                Some(ColumnSource::Joined(names)) => names.iter().map(std::slice::from_ref).collect(),
                _ => continue,
            };
            for names in columns {
                match spec.role {
                    ColumnRole::Measure(..) => wanted.figures.push(wanted.names.len()),
                    ColumnRole::Period | ColumnRole::Date => wanted.times.push(wanted.names.len()),
                    _ => {}
                }
                wanted.names.push(names);
            }
        }
        wanted
    }

    /// Names of which nothing else is known.
    pub(crate) fn of_names(names: Vec<&'a [String]>) -> Self {
        Self { names, figures: Vec::new(), times: Vec::new(), in_expressions: Vec::new() }
    }

    pub(super) fn found_in(&self, header: &Header) -> usize {
        self.columns_in(header) + self.in_expressions.iter().filter(|name| header.column(name).is_some()).count()
    }

    /// How many of the columns stand in a header, whatever expressions speak of.
    pub(super) fn columns_in(&self, header: &Header) -> usize {
        self.names.iter().filter(|names| is_there(header, names)).count()
    }

    /// Whether a header with one more row has every wanted column where it was.
    pub(super) fn keeps_columns(&self, header: &Header, taller: &Header) -> bool {
        let names = self.names.iter().all(|names| header.column_of_any(names) == taller.column_of_any(names));
        let kept = |name: &String| header.column(name).is_none_or(|column| taller.column(name) == Some(column));
        names && self.in_expressions.iter().all(kept)
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len() + self.in_expressions.len()
    }

    /// How many of the names stand in a header by themselves: letters and sections are in every sheet.
    pub(super) fn is_named_in(&self, header: &Header) -> bool {
        let plain = |name: &String| letter(name).is_none() && !is_above_lines(name) && header.column(name).is_some();
        self.names.iter().any(|names| names.iter().any(plain)) || self.in_expressions.iter().any(plain)
    }

    /// The columns of some of the entries.
    pub(crate) fn columns(&self, header: &Header, entries: &[usize]) -> Vec<usize> {
        entries.iter().filter_map(|&entry| header.column_of_any(self.names[entry])).collect()
    }

    /// All columns of the header that are wanted.
    pub(crate) fn all_columns(&self, header: &Header) -> Vec<usize> {
        let by_name = self.names.iter().filter_map(|names| header.column_of_any(names));
        by_name.chain(self.in_expressions.iter().filter_map(|name| header.column(name))).collect()
    }

    /// Folded labels of which at least one stands in the last rows of a header: names and their last parts. What an
    /// expression speaks of is looked for only where no column has a name: a text without its quotes looks like a name,
    /// and stands in every line.
    pub(crate) fn labels(&self) -> BTreeSet<String> {
        let is_plain = |name: &&String| letter(name).is_none() && !is_above_lines(name);
        let names: Vec<&String> = self.names.iter().copied().flatten().filter(is_plain).collect();
        let in_expressions = self.in_expressions.iter().filter(is_plain);
        let plain = if names.is_empty() { in_expressions.collect() } else { names };
        plain
            .into_iter()
            // The number of one of several alike may be part of the name, too.
            .flat_map(|name| [name.as_str(), name.rsplit_once('#').map_or(name.as_str(), |(name, _)| name)])
            .flat_map(|name| {
                let last = name.rsplit(JOINT).next().unwrap_or(name);
                [name, last, name::without_footnote(last)].map(compact)
            })
            .collect()
    }

    /// The columns that `header` lacks, each as its list of alternatives; names in SQL are said at their own place.
    pub(crate) fn missing_from(&self, header: &Header) -> Vec<Vec<String>> {
        let columns = self.names.iter().filter(|names| !is_there(header, names)).map(|names| names.to_vec());
        columns.collect()
    }
}

/// Columns of a header that an input reads for some purpose.
pub(crate) fn columns_of(input: &Input, header: &Header, about: impl Fn(ColumnRole) -> bool) -> Vec<usize> {
    let specs = input.fact.schema().columns.iter().filter(|spec| about(spec.role));
    specs
        .flat_map(|spec| match input.columns.get(spec.name.as_ref()) {
            Some(ColumnSource::Headers(names)) => header.column_of_any(names).into_iter().collect(),
            Some(ColumnSource::Joined(names)) => names.iter().filter_map(|name| header.column(name)).collect(),
            _ => Vec::new(),
        })
        .collect()
}

fn is_there(header: &Header, names: &[String]) -> bool {
    header.column_of_any(names).is_some() || names.iter().any(|name| is_above_lines(name))
}

/// Folded and without blanks.
pub(crate) fn compact(name: &str) -> String {
    name::fold(name).split(' ').collect()
}
