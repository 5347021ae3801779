//! Which rows below a header are data: blank, filtered, repeated, total, section and note rows are not, and each is
//! counted as what it is.

mod duplicates;
mod lone;
mod sums;
#[cfg(test)]
mod tests;

pub(crate) use lone::{is_note, lone_text};

use super::header::Header;
use crate::diagnostic::Finding;
use crate::ingest::setting::{Setting, bad_expression};
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::Role;
use crate::sheet::RowCount;
use crate::sheet::Sheet;
use crate::sheet::{Grid, Memo, Raw};
use sums::SumRows;

/// The rows of data, and what became of the others; `None` when the condition cannot be evaluated.
pub(crate) fn choose(
    sheet: &Sheet,
    header: &Header,
    setting: &Setting<'_>,
    findings: &mut Vec<Finding>,
) -> Option<(Vec<usize>, RowCount)> {
    let grid = &sheet.grid;
    let below = header.index + 1..header.end;
    let mut count = RowCount::default();
    if let Some(trace) = &sheet.trace {
        count.clone_from(&trace.left_out);
    }
    count.read = count.ignored() + header.until.saturating_sub(below.start);
    let mask = match setting.expressions.condition.as_ref() {
        None => None,
        Some(condition) => match condition.mask(grid, header, &below, setting.input.decimal) {
            Ok(mask) => Some(mask),
            Err(error) => {
                findings.push(bad_expression(sheet, condition, error));
                return None;
            }
        },
    };
    let figures = columns_of(setting.input, header, |role| matches!(role, Role::Measure(..)));
    let mut headers = Repeats::new(grid, header);
    let mut sums = SumRows::new(sheet, header, setting.input, mask.is_none());
    let mut rows = Vec::new();
    let mut lone = Vec::new();
    let mut last = 0;
    for (offset, row) in below.enumerate() {
        // Rows that were made from a crosstab have no labels of others among them.
        let alone = || sheet.trace.is_none() && lone_text(grid, row, header, &figures).is_some();
        if is_blank(grid, row, header) {
            count.blank += 1;
        } else if headers.repeat_in(grid, row) {
            count.repeated += 1;
        } else if alone() {
            lone.push(row);
        } else if sheet.trace.is_none() && is_note(grid, row, header, &figures) {
            count.note += 1;
        } else if mask.as_ref().is_some_and(|mask| !mask[offset]) {
            count.filtered += 1;
            last = row;
        } else if sums.takes(row, findings) {
            count.total += 1;
            last = row;
        } else {
            rows.push(row);
            last = row;
        }
    }
    for row in lone {
        let is_section = row < last && !is_note(grid, row, header, &figures);
        *(if is_section { &mut count.section } else { &mut count.note }) += 1;
    }
    for row in header.end..header.until {
        *(if is_blank(grid, row, header) { &mut count.blank } else { &mut count.note }) += 1;
    }
    duplicates::handle(sheet, header, setting.input, &mut rows, &mut count, findings);
    Some((rows, count))
}

fn is_blank(grid: &Grid, row: usize, header: &Header) -> bool {
    header.columns.clone().all(|column| grid.value(row, column).is_blank())
}

/// Columns of a header that an input reads for some purpose.
pub(crate) fn columns_of(input: &Input, header: &Header, about: impl Fn(Role) -> bool) -> Vec<usize> {
    let specs = input.fact.schema().columns.iter().filter(|spec| about(spec.role));
    specs
        .filter_map(|spec| match input.columns.get(spec.name)? {
            ColumnSource::Headers(names) => header.column_of_any(names),
            _ => None,
        })
        .collect()
}

/// Rows that say the header again, as on every printed page.
pub(crate) struct Repeats<'a> {
    /// Rows of the header: texts with their columns.
    headers: Vec<Vec<(usize, &'a str)>>,
    /// Whether a text is the first one of some header row.
    first: Memo<bool>,
}

impl<'a> Repeats<'a> {
    pub(crate) fn new(grid: &'a Grid, header: &Header) -> Self {
        let texts = |row: usize| -> Vec<(usize, &str)> {
            let texts = header.columns.clone().map(|column| (column, grid.value(row, column)));
            texts
                .filter_map(|(column, value)| match value {
                    crate::sheet::Value::Text(text) if !text.trim().is_empty() => Some((column, text)),
                    _ => None,
                })
                .collect()
        };
        let rows = if header.names.is_empty() { 0..0 } else { header.top..header.index + 1 };
        // A row with a single name says too little to be known again.
        let several = |row: &Vec<(usize, &str)>| row.len() > 1 || header.names().count() == 1;
        Self { headers: rows.map(texts).filter(several).collect(), first: Memo::new(grid) }
    }

    pub(crate) fn repeat_in(&mut self, grid: &Grid, row: usize) -> bool {
        self.headers.iter().any(|header| {
            let Some(&(column, first)) = header.first() else { return false };
            let Raw::Text(id) = grid.raw(row, column) else { return false };
            let headers = &self.headers;
            let known = self.first.get(grid, id, |text| {
                headers.iter().filter_map(|header| header.first()).any(|(_, name)| name::fold(name) == name::fold(text))
            });
            known
                && name::fold(grid.text(id)) == name::fold(first)
                && header.iter().all(|&(column, name)| match grid.raw(row, column) {
                    Raw::Text(id) => name::fold(grid.text(id)) == name::fold(name),
                    _ => false,
                })
        })
    }
}
