//! Bands: runs of columns that belong together. Tables side by side have blank columns between them, and so have
//! crosstabs with spacers.

use crate::ingest::shape::look::{CellKind, HeadingValue, SheetView};
use crate::ingest::shape::totals;
use std::ops::Range;

/// What stands in one row of a band.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RowShape {
    pub(crate) labels: u32,
    pub(crate) numbers: u32,
    pub(crate) days: u32,
    /// Figures that are neither.
    pub(crate) others: u32,
}

impl RowShape {
    pub(crate) const fn filled(self) -> u32 {
        self.labels + self.numbers + self.days + self.others
    }
}

/// Columns, and what they have in every row of the sheet.
#[derive(Debug)]
pub(crate) struct Band {
    pub(crate) columns: Vec<usize>,
    pub(crate) shapes: Vec<RowShape>,
}

/// More columns than this are not looked at one by one.
pub(crate) const WIDEST: usize = 2_000;
/// How many rows are looked at to decide whether two runs of columns are one table.
const SAMPLE: usize = 400;

/// The bands of a sheet from left to right. In a text file every column belongs to the one table.
pub(crate) fn bands(view: &SheetView<'_>) -> Vec<Band> {
    let used: Vec<usize> = (0..view.grid().width().min(WIDEST)).filter(|&column| is_used(view, column)).collect();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for column in used {
        match runs.last_mut() {
            Some(run) if view.sheet.name.is_none() || run.last() == Some(&(column.wrapping_sub(1))) => run.push(column),
            _ => runs.push(vec![column]),
        }
    }
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(left) if belong_together(view, left, &run) => left.extend(run),
            _ => joined.push(run),
        }
    }
    joined.into_iter().map(|columns| Band { shapes: shapes(view, &columns), columns }).collect()
}

fn is_used(view: &SheetView<'_>, column: usize) -> bool {
    rows_of(view, column).any(|row| view.look(row, column) != CellKind::Blank)
}

fn rows_of(view: &SheetView<'_>, column: usize) -> Range<usize> {
    0..view.grid().column_length(column)
}

fn shapes(view: &SheetView<'_>, columns: &[usize]) -> Vec<RowShape> {
    let mut shapes = vec![RowShape::default(); view.grid().height()];
    for &column in columns {
        for row in rows_of(view, column) {
            let shape = &mut shapes[row];
            match view.look(row, column) {
                CellKind::Blank => {}
                CellKind::Label => shape.labels += 1,
                CellKind::Number => shape.numbers += 1,
                CellKind::Day => shape.days += 1,
                CellKind::Absent | CellKind::Flag | CellKind::Broken => shape.others += 1,
            }
        }
    }
    shapes
}

/// Whether a blank column between two runs is a spacer within one table.
fn belong_together(view: &SheetView<'_>, left: &[usize], right: &[usize]) -> bool {
    let height = view.grid().height().min(SAMPLE);
    let filled =
        |columns: &[usize], row: usize| columns.iter().any(|&column| view.look(row, column) != CellKind::Blank);
    let both: Vec<usize> = (0..height).filter(|&row| filled(right, row) && filled(left, row)).collect();
    let is_time = |row: usize, column: &usize| view.heading(row, *column).is_some_and(HeadingValue::is_time);
    let is_total = |row: usize, column: &usize| {
        view.look(row, *column) == CellKind::Label && totals::naming(&view.text(row, *column)).is_some()
    };
    // A row of periods goes on behind a spacer; a day or a year among data is none.
    let goes_on = |&row: &usize| {
        let here = || right.iter().filter(|column| view.look(row, **column) != CellKind::Blank);
        left.iter().filter(|column| is_time(row, column)).count() >= 1
            && !left.iter().any(|&column| view.look(row, column) == CellKind::Number && !is_time(row, &column))
            && here().all(|column| is_time(row, column) || is_total(row, column))
    };
    if both.iter().take(30).any(goes_on) {
        return true;
    }
    let rows: Vec<usize> = (0..height).filter(|&row| filled(right, row)).collect();
    let Some((&first, data)) = rows.split_first() else { return false };
    let starts_with_a_heading = right.iter().any(|&column| view.look(first, column) == CellKind::Label)
        && left.iter().filter(|&&column| view.look(first, column) == CellKind::Label).count() >= 1;
    let left_rows = (first + 1..height).filter(|&row| filled(left, row)).count();
    let shared = data.iter().filter(|&&row| filled(left, row)).count();
    if !starts_with_a_heading || data.is_empty() || shared * 10 < data.len() * 9 {
        return false;
    }
    let labels =
        data.iter().filter(|&&row| right.iter().any(|&column| view.look(row, column) == CellKind::Label)).count();
    labels * 5 <= data.len() && data.len() * 2 >= left_rows || data.len() * 10 >= left_rows * 9
}
