//! The header of a table, and what its columns answer to.

use super::labels::labels;
use crate::name;
use crate::place::{column_letters, column_number};
use crate::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

/// Between the labels of a stack.
pub(crate) const JOINT: &str = " / ";

/// How an input asks for the label row above each line.
pub(crate) const SECTION: &str = "[section]";

/// How an input asks for the label row above each line, or the title above all, that says a scenario.
pub(crate) const SCENARIO: &str = "[scenario]";

/// Whether a name asks for a label row above each line.
pub(crate) fn is_above_lines(name: &str) -> bool {
    [SECTION, SCENARIO].contains(&name)
}

/// The header of a table, where its names stand, and how far the table reaches.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// Index of its first row in the grid.
    pub(crate) top: usize,
    /// Index of its last row in the grid.
    pub(crate) index: usize,
    /// Tidy names by column; a name that occurs again is `Name#2`.
    pub(crate) names: Vec<String>,
    /// Labels over each column from the top down.
    pub(crate) labels: Vec<Vec<String>>,
    /// Folded name → column.
    by_name: BTreeMap<String, usize>,
    /// Columns of the table.
    pub(crate) columns: Range<usize>,
    /// Index of the row behind the last one of the table.
    pub(crate) end: usize,
    /// Index of the row behind the last one that stands below this header and above no other.
    pub(crate) until: usize,
}

impl Header {
    pub(crate) fn at(sheet: &Sheet, top: usize, bottom: usize) -> Self {
        let stacks: Vec<Vec<String>> = labels(sheet, top, bottom)
            .into_iter()
            .map(|over| {
                let mut labels: Vec<String> = over.into_iter().map(|label| label.text).collect();
                // A label that is repeated in each row of the stack says its name once.
                labels.dedup();
                labels
            })
            .collect();
        let height = sheet.grid.height();
        Self { end: height, until: height, ..Self::of_labels(stacks, top, bottom) }
    }

    fn of_labels(labels: Vec<Vec<String>>, top: usize, index: usize) -> Self {
        let written: Vec<String> = labels.iter().map(|stack| stack.join(JOINT)).collect();
        let known: BTreeSet<String> = written.iter().map(|name| name::fold(name)).collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let numbered = |name: String| {
            let again = seen.entry(name::fold(&name)).or_insert(0);
            *again += 1;
            // A heading may be called so itself.
            while *again > 1 && known.contains(&name::fold(&format!("{name}#{again}"))) {
                *again += 1;
            }
            if *again > 1 && !name.is_empty() { format!("{name}#{again}") } else { name }
        };
        let names: Vec<String> = written.into_iter().map(numbered).collect();
        let by_name = index_of(&names, &labels);
        let columns = 0..names.len();
        Self { top, index, names, labels, by_name, columns, end: 0, until: 0 }
    }

    /// The header of rows that were made from a crosstab, all of them rows of the table.
    pub(crate) fn of_names(names: Vec<String>, height: usize) -> Self {
        let labels = names.iter().map(|name| vec![name.clone()]).collect();
        let by_name = names.iter().enumerate().rev().map(|(column, text)| (name::fold(text), column)).collect();
        Self { by_name, names, end: height, until: height, ..Self::of_labels(labels, 0, 0) }
    }

    /// The header with one more column behind the others.
    pub(crate) fn with_column(mut self, name: &str, column: usize) -> Self {
        self.names.resize(column, String::new());
        self.labels.resize(column, Vec::new());
        self.names.push(name.to_owned());
        self.labels.push(Vec::new());
        self.by_name.insert(name::fold(name), column);
        self
    }

    /// Lets a name stand for one of the columns that have it.
    pub(super) fn choose(&mut self, wanted: &str, column: usize) {
        self.by_name.insert(name::fold(wanted), column);
    }

    pub(crate) fn column(&self, wanted: &str) -> Option<usize> {
        let named = |wanted: &str| {
            let folded = name::fold(wanted);
            self.by_name.get(&folded).or_else(|| self.by_name.get(&name::fold(name::without_footnote(wanted)))).copied()
        };
        // The first of several needs no number, and may have one.
        let first = || wanted.strip_suffix("#1").and_then(named);
        named(wanted).or_else(first).or_else(|| letter(wanted).filter(|column| *column < self.names.len()))
    }

    /// The name of a column as it is written, without the number that tells it from others alike.
    pub(super) fn written(&self, column: usize) -> String {
        self.labels.get(column).map(|stack| stack.join(JOINT)).unwrap_or_default()
    }

    /// The first of several names that occurs.
    pub(crate) fn column_of_any(&self, wanted: &[String]) -> Option<usize> {
        wanted.iter().find_map(|name| self.column(name))
    }

    /// The names that are not blank, in the order of the sheet.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str).filter(|name| !name.is_empty())
    }

    /// How a column is called in findings: by its name, else by its letter.
    pub(crate) fn name_of(&self, column: usize) -> String {
        match self.names.get(column) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("[{}]", column_letters(u32::try_from(column).unwrap_or(0))),
        }
    }
}

/// What each column answers to: first its name as it is written, then one label of its stack that is no other
/// column's, then both without marks of footnotes and without the blanks that line breaks left.
fn index_of(names: &[String], labels: &[Vec<String>]) -> BTreeMap<String, usize> {
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |name: &str, column: usize| {
        if !name.is_empty() {
            by_name.entry(name.to_owned()).or_insert(column);
        }
    };
    let folded: Vec<String> = names.iter().map(|name| name::fold(name)).collect();
    let stacks: Vec<Vec<String>> = labels.iter().map(|stack| stack.iter().map(|l| name::fold(l)).collect()).collect();
    let mut owners: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (column, stack) in stacks.iter().enumerate() {
        for label in stack {
            let owner = owners.entry(label).or_insert(Some(column));
            if *owner != Some(column) {
                *owner = None;
            }
        }
    }
    for (column, name) in folded.iter().enumerate() {
        add(name, column);
    }
    for (label, owner) in &owners {
        if let Some(column) = owner {
            add(label, *column);
        }
    }
    let bare: Vec<Vec<String>> = labels
        .iter()
        .map(|stack| stack.iter().map(|label| name::fold(name::without_footnote(label))).collect())
        .collect();
    let joined: Vec<String> = bare.iter().map(|stack| stack.join(JOINT)).collect();
    let compact: Vec<String> = folded.iter().map(|name| name.split(' ').collect()).collect();
    for forms in [&joined, &compact] {
        for (column, form) in forms.iter().enumerate() {
            add(form, column);
        }
    }
    by_name
}

/// `[B:D,F]` → 1 to 3 and 5: several columns by their letters.
pub(crate) fn letters(wanted: &str) -> Option<Vec<RangeInclusive<usize>>> {
    let inner = wanted.trim().strip_prefix('[')?.strip_suffix(']')?;
    let one = |text: &str| letter(&format!("[{}]", text.trim()));
    inner
        .split(',')
        .map(|run| {
            let (first, last) = run.split_once(':').unwrap_or((run, run));
            let (first, last) = (one(first)?, one(last)?);
            (first <= last).then_some(first..=last)
        })
        .collect()
}

/// `[B]` → 1.
pub(crate) fn letter(wanted: &str) -> Option<usize> {
    let letters = wanted.trim().strip_prefix('[')?.strip_suffix(']')?.as_bytes();
    let is_column = letters.len() <= 3 && letters.iter().all(u8::is_ascii_uppercase);
    column_number(letters).filter(|_| is_column).map(|column| column as usize)
}
