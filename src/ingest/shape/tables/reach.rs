//! How far a table reaches below its header: to its last line, or to where another table begins.

use super::heading_rows::BandRows;
use crate::ingest::shape::look::{CellKind, HeadingValue, SheetView};
use crate::ingest::shape::rows::Repeats;

/// How many rows below headings are looked at for lines of their own.
const LOOK: usize = 8;

/// Where a table stands, in stored rows and columns.
#[derive(Debug, Clone)]
pub(crate) struct Extent {
    /// First and last row of the header.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Last row that belongs to the table.
    pub(crate) last: usize,
    /// Columns that have a heading or a value.
    pub(crate) columns: Vec<usize>,
    /// Those that hold figures.
    pub(crate) figures: Vec<usize>,
    /// Rows that say the header again.
    pub(crate) repeats: Vec<usize>,
}

/// A header with the first line below it.
#[derive(Debug)]
pub(super) struct Headed {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) body: usize,
    /// Columns that hold figures, by the first lines.
    pub(super) figures: Vec<usize>,
}

/// Follows a table down to its last row.
pub(super) fn extend(rows: &BandRows<'_>, headed: Headed) -> Extent {
    let reach = Reach { rows, headed };
    let (last, repeats) = reach.last();
    let Headed { top, bottom, .. } = reach.headed;
    let has_something = |&&column: &&usize| (top..=last).any(|row| rows.look(row, column) != CellKind::Blank);
    let columns = rows.columns().iter().filter(has_something).copied().collect();
    let bottom = if reach.names_its_lines(last) { bottom + 1 } else { bottom };
    let figures = reach.settled(bottom, last, &repeats);
    let figures = reach.with_blank_periods(figures, bottom, last, &repeats);
    Extent { top, bottom, last, columns, figures, repeats }
}

struct Reach<'a> {
    rows: &'a BandRows<'a>,
    headed: Headed,
}

impl Reach<'_> {
    /// The last row, and the rows that say the header again.
    fn last(&self) -> (usize, Vec<usize>) {
        let rows = self.rows;
        let Headed { bottom, body, figures, .. } = &self.headed;
        let bottom = *bottom;
        let mut headers = Repeats::new(rows.view.grid(), self.headed.top..=bottom, rows.columns());
        let mut repeats = Vec::new();
        let mut last = bottom;
        let mut after_gap = false;
        for row in bottom + 1..rows.height() {
            let shape = rows.shape(row);
            let number = |row: usize| rows.view.grid().shown_row(row);
            after_gap |= number(row) > number(row - 1) + 1;
            if shape.filled() == 0 {
                after_gap = true;
                continue;
            }
            if headers.has(row) {
                repeats.push(row);
                after_gap = false;
                continue;
            }
            if (row > *body && self.opens_another(row, after_gap)) || (after_gap && self.is_foreign(row)) {
                break;
            }
            let has_figure = figures.iter().any(|&column| rows.look(row, column).is_figure());
            let typical = rows.filled(row) * 2 > rows.columns().len();
            if has_figure
                || figures.is_empty() && (!after_gap || typical)
                || (!after_gap && shape.labels >= 2 && row == last + 1)
            {
                last = row;
                after_gap = false;
            }
        }
        repeats.retain(|&row| row < last);
        (if figures.is_empty() { self.without_notes(last) } else { last }, repeats)
    }

    /// Whether another header starts below this table.
    fn opens_another(&self, row: usize, after_gap: bool) -> bool {
        let rows = self.rows;
        if rows.filled(row) < 2 || !rows.is_heading(row) {
            return false;
        }
        let figures = &self.headed.figures;
        let mut below = (row + 1..rows.height().min(row + LOOK)).filter(|&below| rows.is_line(below));
        if figures.is_empty() {
            return after_gap && below.next().is_some_and(|line| !rows.figure_columns(line).is_empty());
        }
        let over = rows.headings_over(row, figures);
        let many = over >= 2 && over * 2 >= figures.len().min(6);
        (many || (after_gap && over >= 1)) && below.next().is_some()
    }

    /// Whether a row has figures, and none of them where the table has its own.
    fn is_foreign(&self, row: usize) -> bool {
        let (shape, figures) = (self.rows.shape(row), &self.headed.figures);
        shape.numbers + shape.days > 0
            && shape.filled() > 1
            && !figures.is_empty()
            && !figures.iter().any(|&column| self.rows.look(row, column) != CellKind::Blank)
    }

    /// Lone texts below a table of several columns are notes.
    fn without_notes(&self, last: usize) -> usize {
        let bottom = self.headed.bottom;
        if self.rows.filled(bottom) < 2 {
            return last;
        }
        (bottom..=last).rev().find(|&row| self.rows.filled(row) > 1).unwrap_or(last)
    }

    /// The columns of figures by all rows: what the first rows showed, and columns that are rarely filled.
    fn settled(&self, bottom: usize, last: usize, repeats: &[usize]) -> Vec<usize> {
        if self.headed.figures.is_empty() {
            return Vec::new();
        }
        let is_figures = |&&column: &&usize| {
            let (mut found, mut labels) = (0_usize, 0_usize);
            for row in bottom + 1..=last.min(self.rows.view.grid().column_length(column).saturating_sub(1)) {
                let look = self.rows.look(row, column);
                found += usize::from(look.is_figure());
                labels += usize::from(look == CellKind::Label && !repeats.contains(&row));
            }
            found > 0 && found * 10 >= (found + labels) * 6
        };
        self.rows.columns().iter().filter(is_figures).copied().collect()
    }

    /// Whether the lone label below stacked headings is the name of the column under it: the only one of its kind.
    fn names_its_lines(&self, last: usize) -> bool {
        let Headed { top, bottom, .. } = self.headed;
        let rows = self.rows;
        let is_lone = |row: usize| rows.lone(row).is_some_and(|column| rows.look(row, column) == CellKind::Label);
        let number = |row: usize| rows.view.grid().shown_row(row);
        top < bottom
            && bottom + 1 < last
            && number(bottom) + 1 == number(bottom + 1)
            && is_lone(bottom + 1)
            && rows.columns().iter().take(2).any(|&column| rows.look(bottom + 1, column) == CellKind::Label)
            && !(bottom + 2..=last).any(is_lone)
    }

    /// Periods that are still to come have a heading and no figure yet.
    fn with_blank_periods(&self, figures: Vec<usize>, bottom: usize, last: usize, repeats: &[usize]) -> Vec<usize> {
        let rows = self.rows;
        let is_time = |column: usize| rows.view.heading(bottom, column).is_some_and(HeadingValue::is_time);
        if figures.iter().filter(|&&column| is_time(column)).count() < 2 {
            return figures;
        }
        let is_blank = |column: usize| {
            (bottom + 1..=last).all(|row| repeats.contains(&row) || rows.look(row, column) == CellKind::Blank)
        };
        let takes = |&&column: &&usize| figures.contains(&column) || (is_time(column) && is_blank(column));
        rows.columns().iter().filter(takes).copied().collect()
    }
}

/// The column whose heading reaches over a blank one: to the left of it in the same row, and of the same kind.
pub(super) fn reaching(
    view: &SheetView<'_>,
    (row, bottom): (usize, usize),
    column: usize,
    figures: &[usize],
) -> Option<usize> {
    if view.look(row, column) != CellKind::Blank || !figures.contains(&column) {
        return None;
    }
    let from = (0..column).rev().find(|&left| view.look(row, left) != CellKind::Blank)?;
    // Only a period reaches over a column that is left out.
    let is_skipped = |column: usize| {
        !figures.contains(&column) && (row..=bottom).all(|below| view.look(below, column) == CellKind::Blank)
    };
    if (from + 1..column).any(is_skipped) && !view.heading(row, from).is_some_and(HeadingValue::is_time) {
        return None;
    }
    // It ends before a column of figures that has no heading of its own.
    let is_named = |column: usize| (row + 1..=bottom).any(|below| view.look(below, column) != CellKind::Blank);
    let reaches = figures.iter().filter(|at| (from + 1..=column).contains(*at)).all(|&column| is_named(column));
    (figures.contains(&from) && reaches).then_some(from)
}
