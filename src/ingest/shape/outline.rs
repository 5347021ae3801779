//! Labels that a sheet says once for several lines: in a merged area, in the first line of a group, or in a row of
//! their own (a *section*). They are written into the lines that they apply to, before anything is read.
//!
//! Blank may also mean missing, so blanks are filled only where the whole column is evidence that they are not:
//!
//! - A merged area always applies to its rows.
//! - A section applies when no line has a label of its own in that column, and every line stands below a section.
//! - A group applies when the first line has a label, no label comes twice, a column of labels to the right is filled in
//!   every line, every line has a figure, and there are at least as many blanks as labels or two groups whose lines say
//!   the same. Names of customers are never filled so: in a ledger they are missing.

use super::header::{Header, SECTION, columns_of};
use super::rows::{Repeats, is_note, lone_text};
use super::totals::{self, Naming};
use crate::diagnostic::Finding;
use crate::ingest::table_problem::{FilledBy, TableProblem};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::place::Cell;
use crate::schema::ColumnRole;
use crate::sheet::{Raw, Sheet, Value};
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The sheet with its labels filled in; borrowed when nothing is to fill, as in every plain export.
pub(crate) fn fill<'a>(
    sheet: &'a Sheet,
    header: Header,
    input: &Input,
    findings: &mut Vec<Finding>,
) -> (Cow<'a, Sheet>, Header) {
    if !has_blank_labels(sheet, &header, input) && !wants_sections(input) {
        return (Cow::Borrowed(sheet), header);
    }
    let lines = OutlineLines::of(sheet, &header, input);
    let mut fills = Vec::new();
    merged(sheet, &header, &lines, &mut fills);
    for column in lines.labels.iter().copied() {
        if fills.iter().any(|fill: &Fill| fill.column == column) {
            continue;
        }
        fills.extend(lines.sections(sheet, column).or_else(|| lines.groups(sheet, column)));
    }
    if fills.is_empty() && !wants_sections(input) {
        return (Cow::Borrowed(sheet), header);
    }
    let mut filled = sheet.clone();
    for fill in &fills {
        for &(row, from) in &fill.cells {
            copy(&mut filled, from, (row, fill.column));
        }
        // Of a column that nothing asks for there is nothing to say.
        let is_read = lines.labels.contains(&fill.column) || asks_in_sql(input);
        let Some(&(first, _)) = fill.cells.first().filter(|_| is_read) else { continue };
        let problem =
            TableProblem::FilledDown { column: header.name_of(fill.column), cells: fill.cells.len(), by: fill.by };
        findings.push(Finding::new(sheet.cell_place(sheet.grid.cell(first, fill.column)), problem));
    }
    if !wants_sections(input) {
        return (Cow::Owned(filled), header);
    }
    let column = sheet.grid.width().max(header.names.len());
    for &(row, section) in &lines.below {
        if let Some(section) = section {
            copy(&mut filled, section, (row, column));
        }
    }
    (Cow::Owned(filled), header.with_column(SECTION, column))
}

/// Expressions may speak of any column.
fn asks_in_sql(input: &Input) -> bool {
    input.condition.is_some() || input.columns.values().any(|source| matches!(source, ColumnSource::Sql(_)))
}

fn wants_sections(input: &Input) -> bool {
    let names = |source: &ColumnSource| matches!(source, ColumnSource::Headers(names) if names.iter().any(|name| name == SECTION));
    input.columns.values().any(names)
}

/// Whether there may be anything to fill. In a plain export every line has a label, or labels come again.
fn has_blank_labels(sheet: &Sheet, header: &Header, input: &Input) -> bool {
    let grid = &sheet.grid;
    let figures = columns_of(input, header, |role| matches!(role, ColumnRole::Measure(..)));
    let mut labels = columns_of(input, header, |role| !matches!(role, ColumnRole::Measure(..))).into_iter();
    let is_blank = |row: usize, column: usize| grid.value(row, column).is_blank();
    // Totals and headers of further pages come again in an outline too.
    let is_of_line = |text: &str, column: usize| {
        let own = header.labels.get(column).into_iter().flatten().any(|label| name::fold(label) == name::fold(text));
        totals::naming(text).is_none() && !own
    };
    !sheet.formatting.merged.is_empty()
        || labels.any(|column| {
            let mut seen = BTreeSet::new();
            let mut blanks = false;
            for row in header.index + 1..header.end {
                match grid.raw(row, column) {
                    _ if is_blank(row, column) => blanks = true,
                    // A label that comes twice among lines is said by each of them.
                    Raw::Text(id)
                        if !seen.insert(id)
                            && figures.iter().any(|&at| !is_blank(row, at))
                            && is_of_line(grid.text(id), column) =>
                    {
                        return false;
                    }
                    _ => {}
                }
            }
            blanks
        })
}

/// Row and column in the grid.
type At = (usize, usize);

/// Cells of one column that take a label, each with where the label stands.
struct Fill {
    column: usize,
    cells: Vec<(usize, At)>,
    by: FilledBy,
}

fn copy(sheet: &mut Sheet, from: At, to: At) {
    let raw = sheet.grid.raw(from.0, from.1);
    let row = sheet.grid.row_number(to.0);
    let cell = Cell { row, column: u32::try_from(to.1).unwrap_or(u32::MAX) };
    // A sheet that is too large for one more column of labels keeps its blanks, which are findings where they matter.
    let _ = sheet.grid.push(cell, raw);
}

/// Blank cells of merged areas over columns of labels. An area over several columns labels the first of them.
fn merged(sheet: &Sheet, header: &Header, lines: &OutlineLines, fills: &mut Vec<Fill>) {
    let grid = &sheet.grid;
    for (first, last) in sheet.formatting.merged.iter().filter(|(first, last)| last.row > first.row) {
        let column = first.column as usize;
        let Some(top) = grid.row_index(first.row) else { continue };
        let inside = top > header.index && header.columns.contains(&column) && !lines.figures.contains(&column);
        if !inside || grid.value(top, column).is_blank() {
            continue;
        }
        let below = (top + 1..header.end).take_while(|&row| grid.row_number(row) <= last.row);
        let cells: Vec<(usize, At)> =
            below.filter(|&row| grid.value(row, column).is_blank()).map(|row| (row, (top, column))).collect();
        match fills.iter_mut().find(|fill| fill.column == column) {
            Some(fill) => fill.cells.extend(cells),
            None if cells.is_empty() => {}
            None => fills.push(Fill { column, cells, by: FilledBy::Merge }),
        }
    }
}

/// The lines of a table: rows that are no section, note, repeated header or total.
struct OutlineLines {
    /// Columns of labels that the input reads, but for customers.
    labels: Vec<usize>,
    figures: Vec<usize>,
    /// Each line with the section above it.
    below: Vec<(usize, Option<At>)>,
    /// Columns in which sections stand.
    sections: BTreeSet<usize>,
}

impl OutlineLines {
    fn of(sheet: &Sheet, header: &Header, input: &Input) -> Self {
        let grid = &sheet.grid;
        let figures = columns_of(input, header, |role| matches!(role, ColumnRole::Measure(..)));
        let labels = columns_of(input, header, |role| {
            matches!(role, ColumnRole::Product | ColumnRole::Text | ColumnRole::Period | ColumnRole::Customer)
        });
        let mut lines = Self { labels, figures, below: Vec::new(), sections: BTreeSet::new() };
        let mut headers = Repeats::new(grid, header);
        let mut section = None;
        for row in header.index + 1..header.end {
            if header.columns.clone().all(|column| grid.value(row, column).is_blank()) || headers.repeat_in(grid, row) {
                continue;
            }
            match lone_text(grid, row, header, &lines.figures) {
                Some(_) if is_note(grid, row, header, &lines.figures) => {}
                Some(column) => {
                    section = Some((row, column));
                    lines.sections.insert(column);
                }
                None => lines.below.push((row, section)),
            }
        }
        let customers = columns_of(input, header, |role| role == ColumnRole::Customer);
        lines.labels.retain(|column| !customers.contains(column) || lines.sections.contains(column));
        lines
    }

    fn sections(&self, sheet: &Sheet, column: usize) -> Option<Fill> {
        let grid = &sheet.grid;
        let all_below = self.sections.contains(&column)
            && self.below.iter().all(|&(row, section)| {
                section.is_some_and(|(_, at)| at == column) && grid.value(row, column).is_blank()
            });
        all_below.then(|| Fill {
            column,
            cells: self.below.iter().filter_map(|&(row, section)| Some((row, section?))).collect(),
            by: FilledBy::Section,
        })
    }

    fn groups(&self, sheet: &Sheet, column: usize) -> Option<Fill> {
        let grid = &sheet.grid;
        let is_blank = |row: usize, column: usize| grid.value(row, column).is_blank();
        // Most columns have no blank at all.
        if self.figures.is_empty() || !self.below.iter().any(|&(row, _)| is_blank(row, column)) {
            return None;
        }
        // A row without any label, or with one that names a total, is no line.
        let lines: Vec<usize> = self
            .below
            .iter()
            .map(|&(row, _)| row)
            .filter(|&row| {
                let named = self.labels.iter().any(|&at| match grid.value(row, at) {
                    Value::Text(text) => totals::naming(text) == Some(Naming::Plain),
                    _ => false,
                });
                !named && !self.labels.iter().all(|&at| is_blank(row, at))
            })
            .collect();
        let mut labels = BTreeSet::new();
        let mut cells = Vec::new();
        let mut above = None;
        for &row in &lines {
            match grid.raw(row, column) {
                _ if is_blank(row, column) => cells.push((row, (above?, column))),
                Raw::Text(id) if !is_figure(grid.text(id)) && labels.insert(id) => above = Some(row),
                _ => return None,
            }
        }
        let inner = self.labels.iter().filter(|&&at| at > column);
        let named = inner.into_iter().any(|&at| lines.iter().all(|&row| !is_blank(row, at)));
        let counted = lines.iter().all(|&row| self.figures.iter().any(|&at| !is_blank(row, at)));
        let evident = cells.len() >= labels.len() || self.groups_say_the_same(sheet, column, &lines);
        (labels.len() >= 2 && named && counted && evident).then_some(Fill { column, cells, by: FilledBy::Group })
    }

    /// Whether two groups of several lines have the same labels to the right of a column, line by line.
    fn groups_say_the_same(&self, sheet: &Sheet, column: usize, lines: &[usize]) -> bool {
        let grid = &sheet.grid;
        let inner: Vec<usize> = self.labels.iter().copied().filter(|&at| at > column).collect();
        let mut groups: Vec<Vec<String>> = Vec::new();
        for &row in lines {
            let labels: Vec<_> = inner.iter().map(|&at| grid.value(row, at).as_text().unwrap_or_default()).collect();
            let labels = labels.join("\u{1f}");
            match groups.last_mut().filter(|_| grid.value(row, column).is_blank()) {
                Some(group) => group.push(labels),
                None => groups.push(vec![labels]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups.sort();
        groups.windows(2).any(|pair| pair[0] == pair[1])
    }
}

fn is_figure(text: &str) -> bool {
    [DecimalSeparator::Point, DecimalSeparator::Comma]
        .iter()
        .any(|&mark| matches!(number::read(text, mark), NumberReading::Number(_)))
}
