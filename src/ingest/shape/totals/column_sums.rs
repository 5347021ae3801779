//! Total columns: which columns beside it one sums, told line by line. Totals by name stand beside what they sum;
//! quarters and years stand beside their months.

use super::figure::{CellFigure, Marks, holds};
use crate::amount::Amount;
use crate::calendar::Span;
use crate::pipeline::Tolerance;
use crate::sheet::Grid;
use std::cmp::Reverse;

/// A column of figures, or one that sums others.
#[derive(Debug, Clone)]
pub(crate) struct TotalsAcross {
    pub(crate) column: usize,
    /// Its period; of a sum, the periods that it sums, `None` for a total by name.
    pub(crate) span: Option<Span>,
    /// The label of its measure, where there is one.
    pub(crate) measure: Option<String>,
}

/// Compares columns of sums, line by line.
pub(crate) struct ColumnSums {
    tolerance: Tolerance,
    columns: Vec<ComparedLine>,
}

/// A sum with the sets of figures that it may be the sum of, by their position.
struct ComparedLine {
    column: usize,
    /// A quarter that is not what its months add up to is an average or the last value.
    may_be_no_sum: bool,
    sets: Vec<Vec<usize>>,
    /// Lines that agree with each of the sets.
    agree: Vec<usize>,
    stated: usize,
    not_zero: usize,
    gaps: Vec<Line>,
}

/// A line that disagrees with one of the sets.
struct Line {
    row: usize,
    stated: Amount,
    /// By set: what it adds up to, where that is not what is stated, and whether one of its figures is withheld.
    sums: Vec<Option<(Amount, bool)>>,
}

/// What is to be said of a column of sums.
#[derive(Debug)]
pub(crate) struct ColumnVerdict {
    pub(crate) column: usize,
    /// What it sums, by position among the figures.
    pub(crate) of: Vec<usize>,
    /// Lines with a total that is not zero.
    pub(crate) compared: usize,
    pub(crate) gaps: Vec<ColumnGap>,
}

/// A line in which a column is not the sum of others.
#[derive(Debug)]
pub(crate) struct ColumnGap {
    pub(crate) row: usize,
    pub(crate) stated: Amount,
    pub(crate) summed: Amount,
    /// Whether a figure is withheld that the total would sum.
    pub(crate) is_open: bool,
}

impl ColumnSums {
    /// Sums in a header across: those that are compared, and all that stand there.
    pub(crate) fn across(
        tolerance: &Tolerance,
        figures: &[TotalsAcross],
        compared: &[TotalsAcross],
        sums: &[TotalsAcross],
    ) -> Self {
        let sets = compared.iter().map(|sum| (sum.column, sum.span.is_some(), sets_of(figures, sums, sum)));
        Self::of(tolerance, sets)
    }

    /// Sums that a table has among its other columns, each with what it may sum.
    pub(crate) fn beside(tolerance: &Tolerance, sums: impl Iterator<Item = (usize, Vec<Vec<usize>>)>) -> Self {
        Self::of(tolerance, sums.map(|(column, sets)| (column, false, sets)))
    }

    fn of(tolerance: &Tolerance, sums: impl Iterator<Item = (usize, bool, Vec<Vec<usize>>)>) -> Self {
        let compared = |(column, may_be_no_sum, sets): (usize, bool, Vec<Vec<usize>>)| ComparedLine {
            column,
            may_be_no_sum,
            agree: vec![0; sets.len()],
            sets,
            stated: 0,
            not_zero: 0,
            gaps: Vec::new(),
        };
        let columns = sums.filter(|(.., sets)| !sets.is_empty()).map(compared).collect();
        Self { tolerance: tolerance.clone(), columns }
    }

    /// Compares the sums of one line, given its figures; what disagrees is said at the end, when it is known what each
    /// column sums.
    pub(crate) fn compare(&mut self, grid: &Grid, marks: &Marks, row: usize, figures: &[CellFigure]) {
        for sum in &mut self.columns {
            let figure = marks.figure(grid, row, sum.column);
            let Some(stated) = figure.stated().cloned() else { continue };
            sum.stated += 1;
            sum.not_zero += usize::from(!stated.is_zero());
            let mut sums = Vec::with_capacity(sum.sets.len());
            for (set, agree) in sum.sets.iter().zip(&mut sum.agree) {
                let total: Amount = set.iter().filter_map(|&at| figures[at].known()).sum();
                let is_open = set.iter().any(|&at| figures[at].is_open());
                let holds = holds(&self.tolerance, &stated, &total);
                *agree += usize::from(holds);
                sums.push((!holds).then_some((total, is_open)));
            }
            if sums.iter().any(Option::is_some) {
                sum.gaps.push(Line { row, stated, sums });
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<ColumnVerdict> {
        let verdict = |sum: ComparedLine| {
            // What most lines agree with is what the column sums.
            let best = (0..sum.sets.len())
                .max_by_key(|&set| (sum.agree[set], Reverse(sum.sets[set].len()), Reverse(set)))
                .filter(|&set| !sum.may_be_no_sum || sum.agree[set] * 2 > sum.stated)?;
            let gap = |line: Line| {
                let (summed, is_open) = line.sums.into_iter().nth(best)??;
                Some(ColumnGap { row: line.row, stated: line.stated, summed, is_open })
            };
            let gaps = sum.gaps.into_iter().filter_map(gap).collect();
            let of = sum.sets.into_iter().nth(best)?;
            Some(ColumnVerdict { column: sum.column, of, compared: sum.not_zero, gaps })
        };
        self.columns.into_iter().filter_map(verdict).collect()
    }
}

/// The sets of figures that a column may sum: its periods; or for a total by name all figures, those since the column of
/// sums before it, or those up to the next one where none stand between it and the one before.
fn sets_of(figures: &[TotalsAcross], sums: &[TotalsAcross], sum: &TotalsAcross) -> Vec<Vec<usize>> {
    let mine = |wanted: &dyn Fn(&TotalsAcross) -> bool| -> Vec<usize> {
        let figures = figures.iter().enumerate().filter(|(_, figure)| figure.measure == sum.measure && wanted(figure));
        figures.map(|(at, _)| at).collect()
    };
    if let Some(span) = sum.span {
        let inside = |figure: &TotalsAcross| figure.span.is_some_and(|s| span.first <= s.first && s.last <= span.last);
        let set = mine(&inside);
        let covered: usize = set.iter().filter_map(|&at| figures[at].span).map(Span::len).sum();
        return if covered == span.len() && set.len() > 1 { vec![set] } else { Vec::new() };
    }
    let columns = || sums.iter().map(|sum| sum.column);
    let before = columns().filter(|&column| column < sum.column).max();
    let after = columns().filter(|&column| column > sum.column).min();
    let left = mine(&|f: &TotalsAcross| f.column < sum.column && before.is_none_or(|before| f.column > before));
    let right = if left.is_empty() {
        mine(&|f: &TotalsAcross| f.column > sum.column && after.is_none_or(|after| f.column < after))
    } else {
        Vec::new()
    };
    let mut sets: Vec<Vec<usize>> =
        [left, right, mine(&|_: &TotalsAcross| true)].into_iter().filter(|set| !set.is_empty()).collect();
    sets.dedup();
    sets
}

/// What a column of a table without periods is to those beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    Added,
    Sum,
    /// Not to be added up.
    Other,
}

/// The sets of columns that one of a table may sum: those to its left or right up to another sum, the nearest few of
/// them, or all.
pub(crate) fn sets_beside(at: usize, columns: &[Beside]) -> Vec<Vec<usize>> {
    const NEAREST: usize = 12;
    let added = |at: &usize| columns[*at] == Beside::Added;
    let is_free = |at: &usize| columns[*at] != Beside::Sum;
    let left: Vec<usize> = (0..at).rev().take_while(is_free).filter(added).collect();
    let right: Vec<usize> = (at + 1..columns.len()).take_while(is_free).filter(added).collect();
    let all: Vec<usize> = (0..columns.len()).filter(added).collect();
    let mut sets = vec![left.clone(), right.clone(), all];
    for side in [left, right] {
        sets.extend((2..side.len().min(NEAREST)).map(|length| side[..length].to_vec()));
    }
    sets.retain(|set| set.len() >= 2);
    sets
}
