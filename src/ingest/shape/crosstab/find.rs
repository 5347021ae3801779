//! Where a crosstab stands: the first header with the wanted names of the lines and at least two headings across.

use super::banner::with_labels_above;
use super::classify::{HeaderLook, is_same};
use super::columns::Crosstab;
use super::heading;
use crate::calendar::FiscalCalendar;
use crate::ingest::shape::header::{self, HeaderLabel, is_above_lines, letter};
use crate::pipeline::{ColumnSource, Input};
use crate::schema::ColumnRole;
use crate::sheet::Sheet;
use std::collections::BTreeSet;

/// How far down a header is looked for that has no name of a line.
const DEPTH: usize = 50;

/// How many rows a header takes that nobody pinned.
const TALLEST: usize = 4;

/// The first crosstab at or below row `from`.
pub(crate) fn find(sheet: &Sheet, input: &Input, calendar: &FiscalCalendar, from: usize) -> Option<Crosstab> {
    let grid = &sheet.grid;
    let wanted: Vec<&[String]> = id_names(input).collect();
    let stacks: Vec<(usize, usize)> = match input.header_row {
        Some(rows) => {
            let index = |row: u32| row.checked_sub(1).and_then(|number| grid.row_index(number));
            let (first, last) = ((rows.first..=rows.last).find_map(index)?, index(rows.last)?);
            // One pinned row is the last one of a header that may be taller.
            let tops = if rows.first == rows.last { first.saturating_sub(TALLEST - 1)..=first } else { first..=first };
            tops.rev().map(|top| (top, last)).collect()
        }
        None => stacks(sheet, &wanted, from),
    };
    for (top, bottom) in stacks.into_iter().filter(|(top, _)| *top >= from) {
        let labels = header::labels(sheet, top, bottom);
        let look = HeaderLook { sheet, input, calendar, top, bottom, labels: &labels, wanted: &wanted };
        let found = |names: &&[String]| {
            names.iter().any(|name| is_above_lines(name) || letter(name).is_some())
                || labels.iter().any(|over| over.iter().any(|l| names.iter().any(|name| is_same(name, &l.text))))
        };
        let mut crosstab = None;
        if wanted.iter().all(found) {
            let candidate = look.by_periods();
            if candidate.figures.len() + candidate.doubts.len() >= 2 {
                crosstab = Some(whole_header(&look, candidate, input.header_row.is_some()));
            }
        }
        let period = match input.columns.get("period") {
            Some(ColumnSource::Headers(names)) => Some(names.as_slice()),
            _ => None,
        };
        if let Some(mut crosstab) = crosstab.or_else(|| look.by_dimensions(period)) {
            crosstab.end = end(sheet, &crosstab, input, calendar);
            return Some(crosstab);
        }
    }
    None
}

/// First and last rows of the headers to look at, the likeliest first.
fn stacks(sheet: &Sheet, wanted: &[&[String]], from: usize) -> Vec<(usize, usize)> {
    let height = sheet.grid.height();
    let names = wanted.iter().copied().flatten().filter(|name| !is_above_lines(name) && letter(name).is_none());
    let labels: BTreeSet<String> = names.map(|name| header::compact(name)).collect();
    let bottoms: Vec<usize> = if labels.is_empty() {
        (from..height.min(from + DEPTH)).collect()
    } else {
        let mut near: BTreeSet<usize> = (from..height.min(from + DEPTH)).collect();
        if height > DEPTH {
            near.extend(
                header::rows_with(sheet, &labels, from, height)
                    .into_iter()
                    .flat_map(|row| row..height.min(row + TALLEST)),
            );
        }
        near.into_iter().collect()
    };
    bottoms
        .into_iter()
        .flat_map(|bottom| (1..=TALLEST.min(bottom + 1)).map(move |tall| (bottom + 1 - tall, bottom)))
        .collect()
}

/// The header with the rows above and below it that belong to it.
fn whole_header(look: &HeaderLook<'_>, crosstab: Crosstab, pinned: bool) -> Crosstab {
    let Some((labels, bottom, crosstab)) = with_labels_below(look, &crosstab, pinned) else {
        return with_labels_above(look, crosstab);
    };
    with_labels_above(&HeaderLook { bottom, labels: &labels, ..*look }, crosstab)
}

/// `Actual | Budget` under the months belong to the header, though it says all it must without them.
fn with_labels_below(
    look: &HeaderLook<'_>,
    crosstab: &Crosstab,
    pinned: bool,
) -> Option<(Vec<Vec<HeaderLabel>>, usize, Crosstab)> {
    let columns: Vec<usize> = crosstab.figures.iter().map(|figure| figure.column).collect();
    let ids: Vec<usize> = crosstab.ids.iter().map(|(column, _)| *column).collect();
    let bottom = look.bottom + 1;
    if pinned || bottom - look.top >= TALLEST || !header::is_row_of_labels(look.sheet, bottom, &columns, &ids) {
        return None;
    }
    let labels = header::labels(look.sheet, look.top, bottom);
    let crosstab = HeaderLook { bottom, labels: &labels, ..*look }.by_periods();
    Some((labels, bottom, crosstab))
}

/// Names of the columns that say what a line is about.
fn id_names(input: &Input) -> impl Iterator<Item = &[String]> {
    input.fact.schema().columns.iter().filter_map(|spec| {
        let about = matches!(spec.role, ColumnRole::Product | ColumnRole::Customer | ColumnRole::Text);
        match input.columns.get(spec.name.as_ref()) {
            Some(ColumnSource::Headers(names)) if about => Some(names.as_slice()),
            _ => None,
        }
    })
}

/// A crosstab ends behind a gap where another header follows: a row of periods, or of names over the figures.
fn end(sheet: &Sheet, crosstab: &Crosstab, input: &Input, calendar: &FiscalCalendar) -> usize {
    let grid = &sheet.grid;
    let figures: Vec<usize> = crosstab.figures.iter().map(|figure| figure.column).collect();
    let behind_gap =
        |row: usize| sheet.grid.shown_row(row) > sheet.grid.shown_row(row - 1) + 1 || grid.row_is_blank(row - 1);
    for row in (crosstab.bottom + 2..grid.height()).filter(|&row| behind_gap(row)) {
        for row in row..grid.height().min(row + 3) {
            let filled: Vec<usize> =
                figures.iter().copied().filter(|&column| !grid.value(row, column).is_blank()).collect();
            if filled.len() < 2 {
                continue;
            }
            let spans = heading::read(sheet, row, calendar, &input.dates).spans;
            let periods = filled.iter().all(|column| spans.contains_key(column));
            if periods || filled.iter().all(|&column| header::is_label(grid.value(row, column))) {
                return row;
            }
            break;
        }
    }
    grid.height()
}
