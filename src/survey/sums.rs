//! Totals and what they sum: for a stated total the run of lines or columns is looked for that adds up to it.

use super::heads::Head;
use super::lines::{Line, Lines, label_of};
use super::look::{Look, View, is_withheld};
use super::{Agreement, ColumnKind, ColumnSurvey, TotalSurvey};
use crate::amount::{Amount, Decimal};
use crate::ingest::shape::totals::Naming;
use crate::place::{Cell, column_letters};
use crate::sheet::Value;
use crate::values::number::{self, Mark, Reading};

/// Figures are added up in millionths: whole numbers, whatever their order.
const SCALE: u32 = 6;
const ONE: i128 = 1_000_000;
/// How far up a run of lines is followed.
const FARTHEST: usize = 5_000;
/// More total rows than this are only counted.
const MOST: usize = 2_000;

/// One figure of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    None,
    Known(i128),
    /// It exists, and the export does not say it.
    Withheld,
}

/// The figures of a table, in millionths.
pub(crate) struct Figures<'a> {
    view: &'a View<'a>,
    mark: Mark,
}

impl<'a> Figures<'a> {
    pub(crate) fn new(view: &'a View<'a>, mark: Mark) -> Self {
        Self { view, mark }
    }

    fn at(&self, row: usize, column: usize) -> Figure {
        let known = |decimal: Decimal| {
            let millionths = match decimal.scale.checked_sub(SCALE) {
                Some(more @ 1..) => 10_i128.checked_pow(more).map(|power| decimal.mantissa / power),
                _ => decimal.at_scale(SCALE),
            };
            millionths.map_or(Figure::Withheld, Figure::Known)
        };
        match self.view.grid().value(row, column) {
            Value::Number(number) => Decimal::from_float(number).map_or(Figure::Withheld, known),
            Value::Text(text) if is_withheld(text) => Figure::Withheld,
            Value::Text(text) if self.view.look(row, column) == Look::Number => match number::read(text, self.mark) {
                Reading::Number(number) => known(number),
                _ => Figure::Withheld,
            },
            Value::Fault(_) | Value::Uncomputed => Figure::Withheld,
            _ => Figure::None,
        }
    }

    fn known(&self, row: usize, column: usize) -> Option<i128> {
        match self.at(row, column) {
            Figure::Known(figure) => Some(figure),
            Figure::None | Figure::Withheld => None,
        }
    }

    fn line(&self, row: usize, columns: &[usize]) -> Vec<Figure> {
        columns.iter().map(|&column| self.at(row, column)).collect()
    }

    /// How far the label of a line is set in; `None` where it has none.
    fn indent(&self, row: usize, labels: &[usize]) -> Option<usize> {
        labels.iter().rev().find_map(|&column| match self.view.grid().value(row, column) {
            Value::Text(text) => Some(text.chars().take_while(|c| c.is_whitespace()).count()),
            _ => None,
        })
    }
}

/// The total rows of a table, in the order of the sheet. A row that is called a total and something else, and adds
/// up to nothing, is a line of data to the totals below it.
pub(crate) fn rows(figures: &Figures<'_>, heads: &[Head], columns: &[ColumnSurvey], lines: &Lines) -> Vec<TotalSurvey> {
    let adds_up = |(_, column): &(&Head, &ColumnSurvey)| matches!(column.kind, ColumnKind::Whole | ColumnKind::Amount);
    let is_rates = columns.iter().any(|column| column.kind == ColumnKind::Percent);
    let added: Vec<usize> = heads.iter().zip(columns).filter(adds_up).map(|(head, _)| head.column).collect();
    let labels: Vec<usize> = heads.iter().filter(|head| !head.is_figure).map(|head| head.column).collect();
    let first_column = heads.first().map_or(0, |head| head.column);
    let grid = figures.view.grid();
    let mut found = Vec::new();
    // Lines of data so far, and where the run since the last total or section starts.
    let mut leaves: Vec<usize> = Vec::new();
    let mut start = 0;
    for (at, &(row, line)) in lines.all.iter().enumerate() {
        let naming = match line {
            Line::Data => {
                leaves.push(row);
                continue;
            }
            Line::Section => {
                start = leaves.len();
                continue;
            }
            Line::Total(naming) => naming,
        };
        if found.len() == MOST {
            break;
        }
        let stated = figures.line(row, &added);
        let natural = leaves.len() - start;
        let below: Vec<usize> =
            lines.all[at + 1..].iter().take_while(|(_, line)| *line == Line::Data).map(|l| l.0).collect();
        let agreement = if stated.iter().all(|figure| !matches!(figure, Figure::Known(_))) {
            if is_rates { Agreement::Rates } else { Agreement::Unclear }
        } else {
            let table = Adding { figures, columns: &added, labels: &labels };
            table.agreement(row, &stated, &leaves, natural, &below)
        };
        if naming == Naming::WithSubject && !matches!(agreement, Agreement::Agrees { .. }) {
            leaves.push(row);
        } else {
            start = leaves.len();
        }
        found.push(TotalSurvey {
            label: label_of(figures.view, heads, row),
            cell: grid.cell(row, first_column),
            is_column: false,
            certain: naming == Naming::Plain,
            agreement,
        });
    }
    found
}

/// Lines that are added up.
struct Adding<'a> {
    figures: &'a Figures<'a>,
    columns: &'a [usize],
    labels: &'a [usize],
}

impl Adding<'_> {
    fn agreement(&self, row: usize, stated: &[Figure], leaves: &[usize], natural: usize, below: &[usize]) -> Agreement {
        let above: Vec<usize> = leaves.iter().rev().copied().collect();
        if let Some(length) = self.longest_match(stated, &above, natural) {
            return Agreement::Agrees { with: self.range(&above[..length]) };
        }
        let outer = self.outermost(&above);
        let natural_outer = outer.iter().filter(|row| above[..natural].contains(row)).count();
        if let Some(length) = self.longest_match(stated, &outer, natural_outer) {
            return Agreement::Agrees { with: format!("{} on the outermost level", self.range(&outer[..length])) };
        }
        // Some sheets put the total before its lines.
        if natural == 0
            && let Some(length) = self.longest_match(stated, below, below.len())
        {
            return Agreement::Agrees { with: self.range(&below[..length]) };
        }
        let lines = match natural {
            0 if above.is_empty() => below,
            0 => &above[..],
            _ => &above[..natural],
        };
        match self.first_gap(stated, lines) {
            Some((column, stated, summed)) => Agreement::Differs {
                cell: self.figures.view.grid().cell(row, column),
                stated: shown(stated),
                summed: shown(summed),
                of: self.range(lines),
            },
            None => Agreement::Unclear,
        }
    }

    /// How many of the lines, from the nearest on, add up to what is stated. Up to the natural start rounding is
    /// forgiven; any other start must agree to the last place.
    fn longest_match(&self, stated: &[Figure], lines: &[usize], natural: usize) -> Option<usize> {
        let lines = lines.iter().take(FARTHEST).map(|&row| self.figures.line(row, self.columns));
        longest_match(stated, lines, natural)
    }

    /// Of lines that are set in, those on the outermost level since the last one further out.
    fn outermost(&self, above: &[usize]) -> Vec<usize> {
        let indents: Vec<Option<usize>> = above.iter().map(|&row| self.figures.indent(row, self.labels)).collect();
        let least = indents.iter().flatten().min().copied();
        let is_outer = |(_, indent): &(&usize, &Option<usize>)| **indent == least;
        let outer: Vec<usize> = above.iter().zip(&indents).filter(is_outer).map(|(row, _)| *row).collect();
        if outer.len() == above.len() { Vec::new() } else { outer }
    }

    fn first_gap(&self, stated: &[Figure], lines: &[usize]) -> Option<(usize, i128, i128)> {
        if lines.is_empty() {
            return None;
        }
        stated.iter().zip(self.columns).find_map(|(stated, &column)| {
            let Figure::Known(stated) = *stated else { return None };
            let mut sum = 0;
            for &row in lines {
                match self.figures.at(row, column) {
                    Figure::Known(figure) => sum += figure,
                    Figure::None => {}
                    Figure::Withheld => return None,
                }
            }
            ((stated - sum).abs() > rounded(sum)).then_some((column, stated, sum))
        })
    }

    fn range(&self, rows: &[usize]) -> String {
        let number = |row: usize| self.figures.view.grid().row_number(row) + 1;
        match (rows.iter().min(), rows.iter().max()) {
            (Some(&first), Some(&last)) if first != last => format!("rows {} to {}", number(first), number(last)),
            (Some(&only), _) => format!("row {}", number(only)),
            _ => String::new(),
        }
    }
}

fn longest_match(
    stated: &[Figure],
    lines: impl ExactSizeIterator<Item = Vec<Figure>>,
    natural: usize,
) -> Option<usize> {
    let mut sums: Vec<Option<i128>> = vec![Some(0); stated.len()];
    let all = lines.len();
    let mut found = None;
    for (at, line) in lines.enumerate() {
        for (sum, figure) in sums.iter_mut().zip(line) {
            match figure {
                Figure::Known(figure) => *sum = sum.and_then(|sum| sum.checked_add(figure)),
                Figure::Withheld => *sum = None,
                Figure::None => {}
            }
        }
        let agrees = |slack: fn(i128) -> i128| {
            let mut compared = stated.iter().zip(&sums).filter_map(|pair| match pair {
                (Figure::Known(stated), Some(sum)) => Some((*stated, *sum)),
                _ => None,
            });
            let mut any = false;
            compared.all(|(stated, sum)| {
                any = true;
                (stated - sum).abs() <= slack(sum)
            }) && any
        };
        if (at + 1 == natural || at + 1 == all) && agrees(rounded) {
            return Some(at + 1);
        }
        let is_zero = sums.iter().flatten().all(|sum| *sum == 0);
        if found.is_none() && at >= 1 && !is_zero && agrees(|_| ONE / 100) {
            found = Some(at + 1);
        }
    }
    found
}

/// What rounding leaves: a unit of large figures, little of small ones.
fn rounded(sum: i128) -> i128 {
    let relative = sum.abs() / 2_000;
    if sum.abs() >= 100 * ONE { relative.max(ONE) } else { relative.max(ONE / 20) }
}

/// The total columns of a table: each is compared in every line with the columns beside it. In a table without periods
/// a column may be called a total and be computed in another way, so there only those are told that add up.
pub(crate) fn columns(
    figures: &Figures<'_>,
    heads: &[Head],
    columns: &[ColumnSurvey],
    lines: &Lines,
) -> Vec<TotalSurvey> {
    let across = heads.iter().any(|head| head.time.is_some());
    let rows: Vec<usize> = lines.data().collect();
    let mut found = Vec::new();
    for (at, head) in heads.iter().enumerate().filter(|(_, head)| head.is_total) {
        let adds_up = |other: usize| {
            let (other, column) = (&heads[other], &columns[other]);
            other.is_figure
                && !other.is_total
                && matches!(column.kind, ColumnKind::Whole | ColumnKind::Amount)
                && (!across || other.measure == head.measure)
        };
        if columns[at].kind == ColumnKind::Percent || columns[at].filled == 0 {
            continue;
        }
        let column = |at: usize| heads[at].column;
        let is_stop = |other: &usize| heads[*other].is_total;
        let left: Vec<usize> =
            (0..at).rev().take_while(|other| !is_stop(other)).filter(|other| adds_up(*other)).map(column).collect();
        let right: Vec<usize> = (at + 1..heads.len())
            .take_while(|other| !is_stop(other))
            .filter(|other| adds_up(*other))
            .map(column)
            .collect();
        let all: Vec<usize> = (0..heads.len()).filter(|other| adds_up(*other)).map(column).collect();
        let mut runs = vec![left.clone(), right.clone(), all];
        if !across {
            runs.extend((2..left.len().min(12)).map(|length| left[..length].to_vec()));
            runs.extend((2..right.len().min(12)).map(|length| right[..length].to_vec()));
        }
        let least = if across { 1 } else { 2 };
        let compared =
            runs.iter().filter(|run| run.len() >= least).map(|run| Comparison::of(figures, &rows, head.column, run));
        let best = compared.max_by_key(|comparison| {
            (comparison.first_gap.is_none(), comparison.agreeing, std::cmp::Reverse(comparison.columns.len()))
        });
        let agreement = match best {
            Some(Comparison { first_gap: None, compared: 1.., columns, .. }) => {
                Agreement::Agrees { with: letters(&columns) }
            }
            Some(Comparison { first_gap: Some((row, stated, summed)), columns, .. }) if across => Agreement::Differs {
                cell: figures.view.grid().cell(row, head.column),
                stated: shown(stated),
                summed: shown(summed),
                of: letters(&columns),
            },
            _ if across => Agreement::Unclear,
            _ => continue,
        };
        let first = lines.all.first().map_or(0, |(row, _)| figures.view.grid().row_number(*row));
        let cell = Cell { row: first, column: u32::try_from(head.column).unwrap_or(0) };
        found.push(TotalSurvey { label: head.name.clone(), cell, is_column: true, certain: true, agreement });
    }
    found
}

struct Comparison {
    columns: Vec<usize>,
    compared: usize,
    agreeing: usize,
    first_gap: Option<(usize, i128, i128)>,
}

impl Comparison {
    fn of(figures: &Figures<'_>, rows: &[usize], total: usize, columns: &[usize]) -> Self {
        let mut comparison = Self { columns: columns.to_vec(), compared: 0, agreeing: 0, first_gap: None };
        for &row in rows {
            let Some(stated) = figures.known(row, total) else { continue };
            let sum: i128 = columns.iter().filter_map(|&column| figures.known(row, column)).sum();
            comparison.compared += usize::from(stated != 0);
            if (stated - sum).abs() <= rounded(sum) {
                comparison.agreeing += 1;
            } else if comparison.first_gap.is_none() {
                comparison.first_gap = Some((row, stated, sum));
            }
        }
        comparison
    }
}

fn letters(columns: &[usize]) -> String {
    let letter = |column: usize| column_letters(u32::try_from(column).unwrap_or(0));
    let mut sorted = columns.to_vec();
    sorted.sort_unstable();
    let has_gaps = sorted.windows(2).any(|pair| pair[1] != pair[0] + 1);
    match (sorted.first(), sorted.last()) {
        _ if has_gaps && sorted.len() <= 4 => {
            let letters: Vec<String> = sorted.iter().map(|&column| letter(column)).collect();
            format!("columns {}", crate::prose::joined(&letters, "and"))
        }
        (Some(&first), Some(&last)) if first != last => format!("columns {} to {}", letter(first), letter(last)),
        (Some(&only), _) => format!("column {}", letter(only)),
        _ => String::new(),
    }
}

fn shown(millionths: i128) -> String {
    crate::prose::grouped(&Amount::from_scaled(millionths, SCALE).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(figures: &[[i128; 2]]) -> Vec<Vec<Figure>> {
        figures.iter().map(|line| line.iter().map(|figure| Figure::Known(figure * ONE)).collect()).collect()
    }

    #[track_caller]
    fn check(stated: [i128; 2], above: &[[i128; 2]], natural: usize, expected: Option<usize>) {
        let stated = stated.map(|figure| Figure::Known(figure * ONE));
        assert_eq!(longest_match(&stated, lines(above).into_iter(), natural), expected);
    }

    #[test]
    fn the_run_that_adds_up_is_found_wherever_it_starts() {
        // Nearest first: 3, 2, 1, and something that does not belong.
        check([6, 60], &[[3, 30], [2, 20], [1, 10], [9, 9]], 2, Some(3));
        check([6, 60], &[[3, 30], [2, 20]], 2, None);
    }

    #[test]
    fn rounding_is_forgiven_for_the_natural_run_only() {
        check([601, 6_000], &[[300, 3_000], [300, 3_000], [1_000, 9]], 2, Some(2));
        check([601, 6_000], &[[300, 3_000], [300, 3_000], [1_000, 9]], 1, None);
    }

    #[test]
    fn a_withheld_figure_leaves_its_column_out() {
        let stated = [Figure::Known(3 * ONE), Figure::Known(9 * ONE)];
        let above = vec![vec![Figure::Known(2 * ONE), Figure::Withheld], vec![Figure::Known(ONE), Figure::Known(ONE)]];
        assert_eq!(longest_match(&stated, above.into_iter(), 2), Some(2));
    }
}
