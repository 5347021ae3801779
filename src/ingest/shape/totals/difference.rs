//! What lines add up to, and where a total says something else.

use super::figure::{CellFigure, holds};
use crate::amount::Amount;
use crate::pipeline::Tolerance;

/// First and last of the lines that a total sums.
pub(crate) type Lines = (usize, usize);

/// The first figure of a total that is not its sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TotalGap {
    pub(crate) column: usize,
    pub(crate) stated: Amount,
    pub(crate) summed: Amount,
    /// The lines that a reader would add up first; `None` where none stand above.
    pub(crate) of: Option<Lines>,
    /// Whether figures are withheld in every column that differs.
    pub(crate) is_open: bool,
}

/// What some lines add up to, wherever they stand.
#[derive(Debug, Clone)]
pub(crate) struct LineSum {
    /// `None` where there is none.
    pub(crate) lines: Option<Lines>,
    pub(super) sums: ColumnTotals,
}

/// By column.
#[derive(Debug, Clone)]
pub(super) struct ColumnTotals {
    pub(super) known: Vec<Amount>,
    /// How many figures are withheld.
    withheld: Vec<usize>,
}

impl ColumnTotals {
    pub(super) fn none(columns: usize) -> Self {
        Self { known: vec![Amount::zero(); columns], withheld: vec![0; columns] }
    }

    pub(super) fn add_line(&mut self, figures: &[CellFigure]) {
        for ((known, withheld), figure) in self.known.iter_mut().zip(&mut self.withheld).zip(figures) {
            match figure {
                CellFigure::Known(figure) => *known += figure,
                CellFigure::Foreign(_) | CellFigure::Withheld => *withheld += 1,
                CellFigure::Absent => {}
            }
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (sum, more) in self.known.iter_mut().zip(&other.known) {
            *sum += more;
        }
        for (sum, more) in self.withheld.iter_mut().zip(&other.withheld) {
            *sum += more;
        }
    }

    pub(super) fn since(&self, start: &Self) -> Self {
        Self {
            known: self.known.iter().zip(&start.known).map(|(all, before)| all - before).collect(),
            withheld: self.withheld.iter().zip(&start.withheld).map(|(all, before)| all - before).collect(),
        }
    }

    /// Where a total says something else than these sums, in the columns in which it is compared.
    pub(super) fn gap(
        &self,
        stated: &[CellFigure],
        columns: &[(usize, bool)],
        tolerance: &Tolerance,
        of: Option<Lines>,
    ) -> Option<Box<TotalGap>> {
        let differs =
            |at: &usize| stated[*at].stated().is_some_and(|stated| !holds(tolerance, stated, &self.known[*at]));
        let first = (0..stated.len()).find(differs)?;
        let known = (first..stated.len()).filter(differs).find(|&at| self.withheld[at] == 0);
        let at = known.unwrap_or(first);
        Some(Box::new(TotalGap {
            column: columns[at].0,
            stated: stated[at].stated().cloned()?,
            summed: self.known[at].clone(),
            of,
            is_open: known.is_none(),
        }))
    }
}
