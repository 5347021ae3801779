//! Which rows of a band may be part of a header, before anybody knows where one stands.
//!
//! A *heading row* has nothing but labels, and days or numbers of which something else than their column says that they
//! are headings: periods one after the other, years, the numbers 1 to 31, one or two figures among many labels that
//! stand over figures.

use super::band::{Band, RowShape};
use crate::ingest::shape::look::{CellKind, SheetView, heading_year, is_drawn};
use crate::name;

/// How many rows below a header tell what its columns hold.
pub(super) const SAMPLE: usize = 60;
/// How many rows below one are looked at to see what stands under its cells.
const BELOW: usize = 6;

/// The rows of a band, each with whether it may be part of a header.
pub(super) struct BandRows<'a> {
    pub(super) view: &'a SheetView<'a>,
    band: &'a Band,
    headings: Vec<bool>,
}

impl<'a> BandRows<'a> {
    pub(super) fn new(view: &'a SheetView<'a>, band: &'a Band) -> Self {
        let mut rows = Self { view, band, headings: Vec::new() };
        rows.headings = (0..rows.height()).map(|row| rows.may_be_heading(row)).collect();
        rows
    }

    pub(super) fn columns(&self) -> &'a [usize] {
        &self.band.columns
    }

    pub(super) fn height(&self) -> usize {
        self.band.shapes.len()
    }

    pub(super) fn shape(&self, row: usize) -> RowShape {
        self.band.shapes.get(row).copied().unwrap_or_default()
    }

    pub(super) fn filled(&self, row: usize) -> usize {
        self.shape(row).filled() as usize
    }

    pub(super) fn look(&self, row: usize, column: usize) -> CellKind {
        self.view.look(row, column)
    }

    pub(super) fn text(&self, row: usize, column: usize) -> String {
        self.view.text(row, column)
    }

    /// Columns that have something in a row.
    pub(super) fn cells(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.columns().iter().copied().filter(move |&column| self.look(row, column) != CellKind::Blank)
    }

    /// The column of the only cell of a row.
    pub(super) fn lone(&self, row: usize) -> Option<usize> {
        if self.filled(row) == 1 { self.cells(row).next() } else { None }
    }

    pub(super) fn is_heading(&self, row: usize) -> bool {
        self.headings.get(row).copied().unwrap_or(false)
    }

    /// `-----` under headings and over totals.
    pub(super) fn is_rule(&self, row: usize) -> bool {
        let shape = self.shape(row);
        shape.others > 0
            && shape.others == shape.filled()
            && self.cells(row).all(|column| is_drawn(&self.text(row, column)))
    }

    /// The row above one, from `free` on, that is neither blank nor drawn, and how many blank ones lie between.
    pub(super) fn above(&self, row: usize, free: usize) -> Option<(usize, u32)> {
        let above = (free..row).rev().find(|&above| self.filled(above) > 0 && !self.is_rule(above))?;
        let number = |row: usize| self.view.grid().shown_row(row);
        let number_of_row = if row < self.height() { number(row) } else { number(above) + 1 };
        Some((above, number_of_row.saturating_sub(number(above) + 1)))
    }

    /// Rows of a table from one on: up to a gap behind which another header may stand.
    pub(super) fn sample(&self, from: usize, most: usize) -> Vec<usize> {
        let mut rows: Vec<usize> = Vec::new();
        for row in (from..self.height()).filter(|&row| self.filled(row) > 0) {
            let number = |row: usize| self.view.grid().shown_row(row);
            let is_far = rows.last().is_some_and(|&before| number(row) > number(before) + 2);
            if rows.len() == most || (is_far && rows.len() >= 2 && self.is_heading(row) && self.filled(row) > 1) {
                break;
            }
            rows.push(row);
        }
        rows
    }

    /// Columns that mostly hold figures from a row on, until texts stand over them again.
    pub(super) fn figure_columns(&self, from: usize) -> Vec<usize> {
        let sample = self.sample(from, SAMPLE);
        let is_figures = |&&column: &&usize| {
            let (mut figures, mut labels) = (0_usize, 0_usize);
            for &row in &sample {
                let look = self.look(row, column);
                if look == CellKind::Label && figures >= 2 && labels == 0 && self.shape(row).numbers == 0 {
                    // The next header.
                    break;
                }
                figures += usize::from(look.is_figure());
                labels += usize::from(look == CellKind::Label);
            }
            figures > 0 && figures * 10 >= (figures + labels) * 6
        };
        self.columns().iter().filter(is_figures).copied().collect()
    }

    /// How many of some columns have a heading in a row.
    pub(super) fn headings_over(&self, row: usize, columns: &[usize]) -> usize {
        let is_heading = |&&column: &&usize| match self.look(row, column) {
            CellKind::Label => true,
            CellKind::Number | CellKind::Day | CellKind::Absent => self.is_heading(row),
            _ => false,
        };
        columns.iter().filter(is_heading).count()
    }

    /// Whether a row has figures, and cannot be part of a header.
    pub(super) fn is_line(&self, row: usize) -> bool {
        let shape = self.shape(row);
        let least = if self.columns().len() == 1 { 1 } else { 2 };
        self.filled(row) >= least && !self.is_heading(row) && shape.numbers + shape.days + shape.others > 0
    }

    fn may_be_heading(&self, row: usize) -> bool {
        let shape = self.shape(row);
        if (shape.others > 0 && !self.others_are_names(row)) || shape.labels + shape.days + shape.numbers == 0 {
            return false;
        }
        (shape.days == 0 || self.days_are_headings(row))
            && (shape.numbers == 0
                || self.numbers_are_periods(row)
                || self.numbers_are_years(row)
                || self.numbers_count_on(row)
                || self.numbers_are_units(row)
                || self.numbers_are_few(row))
    }

    /// Whether what may say that there is no figure is a name: `NA` beside `EMEA` and `APAC`, over figures all of them.
    fn others_are_names(&self, row: usize) -> bool {
        let is_over_figures = |column: usize| {
            let mut below = self.below(row).map(|below| self.look(below, column)).peekable();
            below.peek().is_some() && below.all(|look| matches!(look, CellKind::Number | CellKind::Absent))
        };
        let is_name = |column: usize| self.text(row, column).chars().all(char::is_alphabetic);
        let mut labels = 0;
        self.cells(row).all(|column| match self.look(row, column) {
            CellKind::Absent => is_name(column) && is_over_figures(column),
            CellKind::Label => {
                labels += usize::from(is_over_figures(column));
                true
            }
            _ => false,
        }) && labels >= 2
    }

    fn numbers(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        self.columns().iter().copied().filter(move |&column| self.look(row, column) == CellKind::Number)
    }

    /// Filled rows below one.
    fn below(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        (row + 1..self.height().min(row + 12)).filter(|&below| self.filled(below) > 1)
    }

    /// Whether days stand over other things than days.
    fn days_are_headings(&self, row: usize) -> bool {
        let days: Vec<usize> =
            self.columns().iter().copied().filter(|&column| self.look(row, column) == CellKind::Day).collect();
        let Some(below) = self.below(row).next() else { return false };
        let of = |kind: CellKind| days.iter().filter(|&&column| self.look(below, column) == kind).count();
        of(CellKind::Day) * 2 <= days.len() && (days.len() > 1 || of(CellKind::Number) > 0)
    }

    /// Whether the numbers of a row go up or down by one period: years, or months as `202610` or `26.10`.
    fn numbers_are_periods(&self, row: usize) -> bool {
        let mut numbers = Vec::new();
        for column in self.numbers(row) {
            let text = self.text(row, column);
            let calendar = self.view.calendar;
            let short = calendar.parse_short_month(&text).map(|period| (period.serial(), 1));
            let long = calendar
                .parse_label(name::without_footnote(&text))
                .map(|span| (span.first.serial(), i32::try_from(span.len()).unwrap_or(1)));
            match long.or(short) {
                Some(number) => numbers.push(number),
                None => return false,
            }
        }
        let step = |pair: &[(i32, i32)]| (pair[1].0 - pair[0].0).abs() == pair[0].1 && pair[0].1 == pair[1].1;
        // Measures side by side say each period several times.
        numbers.dedup();
        numbers.len() >= 2 && numbers.windows(2).all(step)
    }

    /// Whether the numbers of a row are years that mostly go one way, or one year over several columns.
    fn numbers_are_years(&self, row: usize) -> bool {
        let is_number = |above: usize| self.numbers(row).all(|column| self.look(above, column) == CellKind::Number);
        if row.checked_sub(1).is_some_and(is_number) {
            return false;
        }
        let mut years: Vec<i32> = Vec::new();
        for column in self.numbers(row) {
            match heading_year(&self.text(row, column)) {
                Some(year) => years.push(year),
                None => return false,
            }
        }
        let all = years.len();
        years.dedup();
        if years.len() == 1 {
            // Alone it stands right of the names of the lines, or it would be the label of a section.
            let is_right = self.lone(row).is_some_and(|column| Some(&column) != self.columns().first());
            return all >= 3 || is_right;
        }
        let ups = years.windows(2).filter(|pair| pair[1] > pair[0]).count();
        let downs = years.len() - 1 - ups;
        let mut distinct = years.clone();
        distinct.sort_unstable();
        distinct.dedup();
        // Under several measures the years start again.
        ups.min(downs) * 3 <= ups.max(downs) || distinct.len() * 2 <= years.len()
    }

    /// Whether the numbers of a row count on by one: days of a month, hours, years of age.
    fn numbers_count_on(&self, row: usize) -> bool {
        // Below names, and beside other such rows, they are figures.
        let near = [row.checked_sub(1), Some(row + 1)].into_iter().flatten().filter(|&near| near < self.height());
        let is_taken = |near: usize, column: usize| match self.look(near, column) {
            CellKind::Number => {
                near < row || self.text(near, column) != self.text(row, column) && self.is_counting(near)
            }
            CellKind::Label => near < row,
            _ => false,
        };
        let taken = |near: usize| self.numbers(row).all(|column| is_taken(near, column));
        self.is_counting(row) && !near.into_iter().any(taken)
    }

    fn is_counting(&self, row: usize) -> bool {
        let mut numbers: Vec<u32> = Vec::new();
        for column in self.numbers(row) {
            let text = self.text(row, column);
            let whole = text.strip_suffix(".0").unwrap_or(&text);
            match whole.parse().ok().filter(|_| whole.len() <= 3) {
                Some(number) => numbers.push(number),
                None => return false,
            }
        }
        numbers.len() >= if self.shape(row).labels > 0 { 3 } else { 5 }
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    }

    /// `(1,000) | (percent)`: a thousand in brackets under headings is a unit, and no loss.
    pub(super) fn numbers_are_units(&self, row: usize) -> bool {
        let is_unit = |column: usize| matches!(self.text(row, column).as_str(), "(1,000)" | "(1000)" | "(000)");
        let mut labels =
            self.columns().iter().copied().filter(|&column| self.look(row, column) == CellKind::Label).peekable();
        let beside = labels.peek().is_none() && self.shape(row).numbers > 1;
        self.numbers(row).all(is_unit) && (beside || labels.any(|column| self.text(row, column).starts_with('(')))
    }

    /// Whether a row has labels over figures and, among them, only a few numbers.
    fn numbers_are_few(&self, row: usize) -> bool {
        let shape = self.shape(row);
        if shape.labels < 3 || shape.numbers * 3 > shape.labels {
            return false;
        }
        let below: Vec<usize> = self.below(row).take(BELOW).collect();
        let over_figures = |&&column: &&usize| {
            let figures =
                below.iter().filter(|&&row| matches!(self.look(row, column), CellKind::Number | CellKind::Absent));
            self.look(row, column) == CellKind::Label && figures.count() * 2 > below.len()
        };
        let over = self.columns().iter().filter(over_figures).count();
        below.len() >= 2 && over >= 2 && over > shape.numbers as usize
    }
}
