//! Lines of a text file that have more fields than its header: a figure whose separator was not quoted, `1,234` or
//! `13,75` in a file split by commas, has become two, and every field behind it stands under the wrong name.

use crate::diagnostic::Finding;
use crate::ingest::finding_cap::FindingCap;
use crate::ingest::shape::rows::begins_as_note;
use crate::ingest::shape::totals;
use crate::ingest::table_problem::TableProblem;
use crate::sheet::{Sheet, Value};
use crate::values::number::{self, DecimalSeparator, NumberReading};
use std::ops::Range;

/// A header, in rows of a text file.
pub(crate) struct HeaderLines {
    /// Index of its first and its last row.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Index of the row behind the last one below it.
    pub(crate) end: usize,
    /// Index of the last column that an input reads.
    pub(crate) last_read: usize,
}

impl HeaderLines {
    /// The lines that are too long, by their index, each with a finding. Empty fields at the end of a line, as
    /// spreadsheet programs write them, make no line too long.
    pub(crate) fn too_long(&self, sheet: &Sheet, findings: &mut Vec<Finding>) -> Vec<usize> {
        let Some(lines) = &sheet.lines else { return Vec::new() };
        let grid = &sheet.grid;
        let written = (self.top..=self.bottom).map(|row| lines.fields(row)).max().unwrap_or(0);
        let named = (0..written)
            .rev()
            .find(|&column| (self.top..=self.bottom).any(|row| !grid.value(row, column).is_blank()))
            .map_or(0, |last| last + 1);
        let (written, named) = (written.max(self.last_read + 1), named.max(self.last_read + 1));
        let rows = self.bottom + 1..self.end.min(grid.height());
        let counts = lines.counts(rows.clone());
        // Most files have lines of one length, and a name for each column.
        if written == named && counts.len() <= 1 && counts.keys().all(|&fields| fields <= written) {
            return Vec::new();
        }
        let is_filled = |row: usize, columns: Range<usize>| columns.into_iter().any(|c| !grid.value(row, c).is_blank());
        // A column without a name that every line has is one; what some lines have is left over of a figure.
        let is_column = rows.clone().all(|row| !is_filled(row, 0..named) || is_filled(row, named..written));
        // A program that ends its lines with empty fields ends all of them so: one that has more than most has a figure
        // cut. Under a header with a name to spare, only where no other line has a figure under that name.
        let usual = counts.iter().rev().max_by_key(|&(_, lines)| lines).map_or(0, |(&fields, _)| fields);
        let is_figures: Vec<bool> = (0..written)
            .map(|column| {
                rows.clone().any(|row| {
                    text(sheet, row, column).starts_with(|c: char| c.is_ascii_digit())
                        && !(lines.fields(row) > usual && is_cut_in_groups(sheet, row, column))
                })
            })
            .collect();
        let mut cap = FindingCap::new(sheet.place());
        let mut long = Vec::new();
        for row in rows {
            let cut = (1..written).find(|&column| match lines.fields(row) {
                fields if fields <= usual => false,
                fields if fields > written => is_cut_figure(sheet, row, column),
                _ => !is_figures[column] && is_cut_in_groups(sheet, row, column),
            });
            let beyond = cut.is_some()
                || is_filled(row, written..lines.fields(row))
                || (!is_column && is_filled(row, named..written) && is_cut_figure(sheet, row, named));
            if !beyond || !has_figure(sheet, row, lines.fields(row)) || says_total(sheet, row, named..lines.fields(row))
            {
                continue;
            }
            let last = |column: usize| grid.value(row, column).as_text().unwrap_or_default().into_owned();
            let fields = (0..lines.fields(row)).rev().find(|&column| !grid.value(row, column).is_blank());
            let fields = if cut.is_some() { lines.fields(row) } else { fields.map_or(0, |last| last + 1) };
            let rest = cut.unwrap_or_else(|| fields.saturating_sub(1));
            let problem = TableProblem::LongLine {
                fields,
                header: named,
                last: [last(rest.saturating_sub(1)), last(rest)],
                delimiter: lines.delimiter.unwrap_or(','),
            };
            cap.add(findings, Finding::new(sheet.cell_place(grid.cell(row, named)), problem));
            long.push(row);
        }
        cap.close(findings);
        long
    }
}

/// Whether all that stands there is the name of a total, as some programs write it behind the figures.
fn says_total(sheet: &Sheet, row: usize, columns: Range<usize>) -> bool {
    let mut beyond = columns.map(|column| sheet.grid.value(row, column)).filter(|value| !value.is_blank()).peekable();
    beyond.peek().is_some() && beyond.all(|value| matches!(value, Value::Text(text) if totals::naming(text).is_some()))
}

/// Whether the field behind the last name looks like the rest of the figure before it: `1` and `234`, `13` and `75`.
fn is_cut_figure(sheet: &Sheet, row: usize, named: usize) -> bool {
    let Some(before) = named.checked_sub(1).map(|column| text(sheet, row, column)) else { return false };
    let rest = text(sheet, row, named);
    let begins = before.trim_start_matches(|c: char| !c.is_ascii_digit());
    begins.len() <= 3 && digits(begins) && rest.get(..3).or(rest.get(..2)).or(rest.get(..1)).is_some_and(digits)
}

/// Whether it is the rest of a figure in groups of thousands.
fn is_cut_in_groups(sheet: &Sheet, row: usize, named: usize) -> bool {
    let rest = text(sheet, row, named);
    rest.len() == 3 && digits(rest) && is_cut_figure(sheet, row, named)
}

fn text(sheet: &Sheet, row: usize, column: usize) -> &str {
    if let Value::Text(text) = sheet.grid.value(row, column) { text.trim() } else { "" }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line has a figure; notes under a table have commas too.
fn has_figure(sheet: &Sheet, row: usize, fields: usize) -> bool {
    let mut texts = (0..fields).filter_map(|column| match sheet.grid.value(row, column) {
        Value::Text(text) => Some(text),
        _ => None,
    });
    let Some(first) = texts.next() else { return false };
    let is_figure = |text: &str| {
        [DecimalSeparator::Point, DecimalSeparator::Comma]
            .iter()
            .any(|&mark| matches!(number::read(text, mark), NumberReading::Number(_)))
    };
    !begins_as_note(first) && (is_figure(first) || texts.any(is_figure))
}
