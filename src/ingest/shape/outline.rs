//! Labels that a sheet says once for several lines: in a merged area, in the first line of a group, or in a row of
//! their own (a *section*). They are written into the lines that they apply to, before anything is read.
//!
//! Blank may also mean missing, so blanks are filled only where the whole column is evidence that they are not:
//!
//! - A merged area always applies to its rows.
//! - A section applies when no line has a label of its own in that column, and every line stands below a section.
//! - A group applies when the first line has a label, no label comes twice in one group of the columns to its left, a
//!   column of labels to the right is filled in every line, every line has a figure, and there are at least as many
//!   blanks as labels or two groups whose lines say the same. Subtotals between the groups are no lines. Names of
//!   customers are never filled so: in a ledger they are missing.

mod compact;
mod lines;

use super::header::{Header, SCENARIO, SECTION, columns_of, is_above_lines};
use super::scenario;
use super::totals;
use crate::calendar::FiscalCalendar;
use crate::diagnostic::Finding;
use crate::expression::Expression;
use crate::ingest::table_problem::{FilledBy, TableProblem};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::place::Cell;
use crate::schema::ColumnRole;
use crate::sheet::{Raw, Sheet};
use lines::{At, Fill, OutlineLines, in_condition};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The sheet with its labels filled in; borrowed when nothing is to fill, as in every plain export.
pub(crate) fn fill<'a>(
    sheet: &'a Sheet,
    header: Header,
    input: &Input,
    calendar: &FiscalCalendar,
    findings: &mut Vec<Finding>,
) -> (Cow<'a, Sheet>, Header) {
    if !has_blank_labels(sheet, &header, input) && !wants_sections(input) {
        return (Cow::Borrowed(sheet), header);
    }
    // A title that says a scenario labels the lines above the first section.
    let title = Some(&sheet.grid).filter(|_| wants_sections(input)).and_then(|grid| scenario::title(grid, header.top));
    let lines = OutlineLines::of(sheet, &header, input, calendar, title);
    let mut fills = Vec::new();
    merged(sheet, &header, &lines, &mut fills);
    for column in lines.labels.iter().copied() {
        if fills.iter().any(|fill: &Fill| fill.column == column) {
            continue;
        }
        fills.extend(lines.sections(sheet, column).or_else(|| lines.groups(sheet, column, &fills)));
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
    for line in &lines.below {
        for (label, column) in [(line.section, column), (line.scenario, column + 1)] {
            if let Some(label) = label {
                copy(&mut filled, label, (line.row, column));
            }
        }
    }
    (Cow::Owned(filled), header.with_column(SECTION, column).with_column(SCENARIO, column + 1))
}

/// Expressions may speak of any column.
fn asks_in_sql(input: &Input) -> bool {
    input.condition.is_some() || input.columns.values().any(|source| matches!(source, ColumnSource::Sql(_)))
}

fn wants_sections(input: &Input) -> bool {
    let names = |source: &ColumnSource| matches!(source, ColumnSource::Headers(names) if names.iter().any(|name| is_above_lines(name)));
    let speaks = |expression: &Expression| expression.names.iter().any(|name| is_above_lines(&name.name));
    input.condition.as_ref().is_some_and(speaks)
        || input
            .columns
            .values()
            .any(|source| names(source) || matches!(source, ColumnSource::Sql(expression) if speaks(expression)))
}

/// Whether there may be anything to fill. In a plain export every line has a label, or labels come again.
fn has_blank_labels(sheet: &Sheet, header: &Header, input: &Input) -> bool {
    let grid = &sheet.grid;
    let figures = columns_of(input, header, |role| matches!(role, ColumnRole::Measure(..)));
    let labels = columns_of(input, header, |role| !matches!(role, ColumnRole::Measure(..))).into_iter();
    let mut labels = labels.chain(in_condition(header, input));
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
