//! The figures of rows, read when they are asked for.

use super::figure::{CellFigure, Marks};
use crate::sheet::Grid;
use std::cell::OnceCell;

pub(super) struct Reader<'a> {
    grid: &'a Grid,
    marks: OnceCell<Marks>,
    decide: Box<dyn Fn() -> Marks + 'a>,
    /// Columns of figures, and whether a total is compared in them.
    columns: Vec<(usize, bool)>,
    /// The row that was read last, with its figures: most are asked for twice.
    last: Option<(usize, Vec<CellFigure>)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(grid: &'a Grid, decide: impl Fn() -> Marks + 'a, columns: Vec<(usize, bool)>) -> Self {
        Self { grid, marks: OnceCell::new(), decide: Box::new(decide), columns, last: None }
    }

    pub(super) const fn grid(&self) -> &'a Grid {
        self.grid
    }

    pub(super) fn columns(&self) -> &[(usize, bool)] {
        &self.columns
    }

    /// The marks, once a figure was read.
    pub(super) fn marks(&self) -> Option<&Marks> {
        self.marks.get()
    }

    /// The figures of a row, column by column.
    pub(super) fn figures(&mut self, row: usize) -> &[CellFigure] {
        if self.last.as_ref().is_none_or(|(known, _)| *known != row) {
            self.last = Some((row, self.read(row)));
        }
        self.last.as_ref().map_or(&[], |(_, figures)| figures)
    }

    pub(super) fn read(&self, row: usize) -> Vec<CellFigure> {
        let marks = self.marks.get_or_init(&self.decide);
        self.columns.iter().map(|&(column, _)| marks.figure(self.grid, row, column)).collect()
    }

    /// The figures of a total that are compared.
    pub(super) fn stated(&self, row: usize) -> Vec<CellFigure> {
        let compared = |(figure, (_, is_compared)): (CellFigure, &(usize, bool))| {
            if *is_compared { figure } else { CellFigure::Absent }
        };
        self.read(row).into_iter().zip(&self.columns).map(compared).collect()
    }
}
