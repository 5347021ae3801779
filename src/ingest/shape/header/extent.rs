//! How far a table reaches: which columns are its own, and where it ends.
//!
//! A table ends behind a gap of blank rows when what follows is another table: a row of names over its figures. What
//! is neither a line nor another table (notes, sources) is told row by row, in `rows`.

use super::names::Header;
use super::wanted::WantedColumns;
use crate::name;
use crate::sheet::{Grid, Sheet, Value};
use crate::values::number::{self, DecimalSeparator, NumberReading};

/// How many rows behind a gap are looked at to see what they are.
const LOOK: usize = 5;

/// Sets the columns and the last row of a header.
pub(crate) fn measure(sheet: &Sheet, header: &mut Header, wanted: &WantedColumns<'_>) {
    let columns = wanted.all_columns(header);
    let named = |column: usize| header.names.get(column).is_some_and(|name| !name.is_empty());
    let mut first = columns.iter().copied().min().unwrap_or(0);
    let mut last = columns.iter().copied().max().unwrap_or(0);
    while first > 0 && named(first - 1) {
        first -= 1;
    }
    while named(last + 1) {
        last += 1;
    }
    // Labels of groups and totals often stand left of the names, under no name of their own.
    header.columns = first.saturating_sub(1)..(last + 1).min(sheet.grid.width().max(1));
    header.end = end(sheet, header, wanted);
}

fn end(sheet: &Sheet, header: &Header, wanted: &WantedColumns<'_>) -> usize {
    let grid = &sheet.grid;
    let figures = wanted.columns(header, &wanted.figures);
    let times = wanted.columns(header, &wanted.times);
    if figures.is_empty() {
        return grid.height();
    }
    let mut row = header.index + 1;
    while row < grid.height() {
        let behind_gap = row > header.index + 1 && gap_before(sheet, row);
        if behind_gap && begins_another(grid, row, header, &figures, &times) {
            return row;
        }
        row += 1;
    }
    grid.height()
}

/// Whether the rows from here on are those of another table: of the first that have several cells, one has names over
/// the figures and nothing that a line has.
fn begins_another(grid: &Grid, from: usize, header: &Header, figures: &[usize], times: &[usize]) -> bool {
    for row in from..grid.height().min(from + LOOK) {
        let filled = header.columns.clone().filter(|&column| !grid.value(row, column).is_blank()).count();
        if filled < 2 {
            continue;
        }
        let over: Vec<Value<'_>> = figures.iter().map(|&column| grid.value(row, column)).collect();
        // The same header, said again on the next page.
        let again = figures.iter().all(|&column| {
            let own = header.labels.get(column).and_then(|stack| stack.last());
            grid.value(row, column)
                .as_text()
                .is_some_and(|text| own.is_some_and(|own| name::fold(own) == name::fold(&text)))
        });
        if again {
            return false;
        }
        let names = over.iter().filter(|value| is_label(**value)).count();
        let others = over.iter().filter(|value| !value.is_blank() && !is_label(**value)).count();
        let dated = times.iter().any(|&column| match grid.value(row, column) {
            Value::Text(text) => text.chars().any(|c| c.is_ascii_digit()),
            value => !value.is_blank(),
        });
        return names > 0 && others == 0 && !dated;
    }
    false
}

/// A text that is no figure and no sign for none.
pub(crate) fn is_label(value: Value<'_>) -> bool {
    matches!(value, Value::Text(text) if !text.trim().is_empty()
        && number::read(text, DecimalSeparator::Point) == NumberReading::Unreadable
        && number::read(text, DecimalSeparator::Comma) == NumberReading::Unreadable)
}

/// Whether a row has labels over at least two of the figures (over the only one, where there is one), and is blank
/// where the lines have their names.
pub(crate) fn is_row_of_labels(sheet: &Sheet, row: usize, figures: &[usize], names: &[usize]) -> bool {
    let grid = &sheet.grid;
    let over: Vec<Value<'_>> =
        figures.iter().map(|&column| grid.value(row, column)).filter(|value| !value.is_blank()).collect();
    row < grid.height()
        && !names.is_empty()
        && over.len() >= figures.len().clamp(1, 2)
        && over.into_iter().all(is_label)
        && names.iter().all(|&column| grid.value(row, column).is_blank())
}

/// Whether rows are missing between this one and the one before it, or the one before it is blank.
fn gap_before(sheet: &Sheet, row: usize) -> bool {
    let grid = &sheet.grid;
    row > 0 && (sheet.grid.shown_row(row) > sheet.grid.shown_row(row - 1) + 1 || grid.row_is_blank(row - 1))
}

/// Whether some row below is missing or may be blank.
pub(super) fn has_gap(sheet: &Sheet, from: usize) -> bool {
    let grid = &sheet.grid;
    let last = grid.height() - 1;
    let stored = u32::try_from(last - from).unwrap_or(u32::MAX);
    sheet.grid.shown_row(last) - sheet.grid.shown_row(from) > stored
        || (from + 1..=last).any(|row| grid.row_is_blank(row))
}

/// Whether a gap stands between the rows.
pub(super) fn is_behind_gap(sheet: &Sheet, from: usize, row: usize) -> bool {
    (from + 1..=row).any(|row| gap_before(sheet, row))
}
