//! Columns that sum others, compared line by line: totals by name, and quarters and years beside months.

use super::measures::MeasureLabel;
use super::{Crosstab, FigureColumn, SumColumn, lines};
use crate::amount::Amount;
use crate::calendar::Span;
use crate::diagnostic::Finding;
use crate::ingest::finding_cap::FindingCap;
use crate::ingest::shape::totals::{self, TotalCell};
use crate::pipeline::{Input, Totals};
use crate::place::Cell;
use crate::schema::Stuff;
use crate::sheet::Sheet;
use crate::values::number::Mark;
use std::cmp::Reverse;

pub(crate) struct SumColumns<'a> {
    sheet: &'a Sheet,
    input: &'a Input,
    mark: Mark,
    /// Columns of the figures.
    figures: Vec<usize>,
    columns: Vec<Sum<'a>>,
}

/// A sum with the sets of figures that it may be the sum of, by their position.
struct Sum<'a> {
    column: &'a SumColumn,
    sets: Vec<Vec<usize>>,
    /// Lines that agree with each of the sets.
    agree: Vec<usize>,
    stated: usize,
    mismatches: Vec<Mismatch>,
}

struct Mismatch {
    total: TotalCell,
    /// By set: what it adds up to, where that is not what is stated.
    sums: Vec<Option<Amount>>,
}

impl<'a> SumColumns<'a> {
    pub(crate) fn new(
        crosstab: &'a Crosstab,
        sheet: &'a Sheet,
        input: &'a Input,
        measures: &[MeasureLabel],
        mark: Mark,
    ) -> Self {
        // Stocks of several periods do not add up.
        let flows = measures.iter().all(|measure| measure.stuff == Stuff::Flow);
        let across_periods = crosstab.figures.iter().any(|figure| figure.span.is_some());
        let compared = input.totals == Totals::Check && (flows || !across_periods);
        let wanted = |sum: &&SumColumn| measures.iter().any(|measure| measure.is_of(sum.measure.as_ref()));
        let sums = crosstab.sums.iter().filter(|_| compared).filter(wanted);
        let columns = sums.filter_map(|sum| {
            let sets = sets_of(crosstab, sum);
            let agree = vec![0; sets.len()];
            (!sets.is_empty()).then_some(Sum { column: sum, sets, agree, stated: 0, mismatches: Vec::new() })
        });
        let figures = crosstab.figures.iter().map(|figure| figure.column).collect();
        Self { sheet, input, mark, figures, columns: columns.collect() }
    }

    /// Compares the sums of one line; what disagrees is said at the end, when it is known what each column sums.
    pub(crate) fn compare(&mut self, row: usize, figures: &[Option<Amount>]) {
        let grid = &self.sheet.grid;
        for sum in &mut self.columns {
            let column = sum.column.column;
            let Some(stated) = lines::amount(grid.value(row, column), self.mark) else { continue };
            sum.stated += 1;
            let mut sums = Vec::with_capacity(sum.sets.len());
            for (set, agree) in sum.sets.iter().zip(&mut sum.agree) {
                let mut total = Amount::zero();
                set.iter().filter_map(|&at| figures[at].as_ref()).for_each(|figure| total += figure);
                let holds = totals::holds(&self.input.tolerance, &stated, &total);
                *agree += usize::from(holds);
                sums.push((!holds).then_some(total));
            }
            if sums.iter().any(Option::is_some) {
                let total = TotalCell { figure: Some(stated), cell: grid.cell(row, column) };
                sum.mismatches.push(Mismatch { total, sums });
            }
        }
    }

    pub(crate) fn close(self, findings: &mut Vec<Finding>) {
        let mut cap = FindingCap::new(self.sheet.place());
        for sum in &self.columns {
            // What most lines agree with is what the column sums.
            let best = (0..sum.agree.len()).max_by_key(|&set| (sum.agree[set], Reverse(set)));
            // A quarter that agrees with no line is an average or the last value.
            let known = |set: &usize| sum.column.span.is_none() || sum.agree[*set] * 2 > sum.stated;
            let Some(best) = best.filter(known) else { continue };
            for mismatch in &sum.mismatches {
                let Some(added_up) = &mismatch.sums[best] else { continue };
                let row = mismatch.total.cell.row;
                let cell = |at: Option<&usize>| {
                    let column = at.map_or(0, |&at| self.figures[at]);
                    Cell { row, column: u32::try_from(column).unwrap_or(0) }
                };
                let set = &sum.sets[best];
                let of = totals::range(self.sheet, cell(set.first()), cell(set.last()));
                cap.add(findings, totals::mismatch(self.sheet, &mismatch.total, added_up, of));
            }
        }
        cap.close(findings);
    }
}

/// The sets of figures that a column may sum: its periods, or for a total by name all figures, or those since the
/// column of sums before it.
fn sets_of(crosstab: &Crosstab, sum: &SumColumn) -> Vec<Vec<usize>> {
    let figures = || crosstab.figures.iter().enumerate().filter(|(_, figure)| figure.measure == sum.measure);
    if let Some(span) = sum.span {
        let inside = |figure: &FigureColumn| figure.span.is_some_and(|s| span.first <= s.first && s.last <= span.last);
        let set: Vec<usize> = figures().filter(|(_, figure)| inside(figure)).map(|(at, _)| at).collect();
        let covered: usize = set.iter().filter_map(|&at| crosstab.figures[at].span).map(Span::len).sum();
        return if covered == span.len() && set.len() > 1 { vec![set] } else { Vec::new() };
    }
    let before = crosstab.sums.iter().map(|sum| sum.column).filter(|&column| column < sum.column).max();
    let since = |column: usize| column < sum.column && before.is_none_or(|before| column > before);
    let near: Vec<usize> = figures().filter(|(_, figure)| since(figure.column)).map(|(at, _)| at).collect();
    let all: Vec<usize> = figures().map(|(at, _)| at).collect();
    let mut sets: Vec<Vec<usize>> = [near, all].into_iter().filter(|set| !set.is_empty()).collect();
    sets.dedup();
    sets
}
