//! The figure of a cell under the decimal mark of its column, and how far a total may lie from what it sums.

use crate::amount::{Amount, Decimal};
use crate::ingest::shape::decimal;
use crate::pipeline::Tolerance;
use crate::sheet::{Grid, Raw, Sheet, Value};
use crate::values::DecimalMark;
use crate::values::number::{self, DecimalSeparator, MarkVerdict, NumberReading};
use std::collections::BTreeMap;

/// What a cell says as a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellFigure {
    /// There is none.
    Absent,
    Known(Amount),
    /// It is one only with the other decimal mark: no line of data can be added up with it, and a total that says it is
    /// compared all the same.
    Foreign(Amount),
    /// It exists, and the export does not say it: an error, a figure that is kept secret.
    Withheld,
}

impl CellFigure {
    pub(crate) const fn known(&self) -> Option<&Amount> {
        match self {
            Self::Known(amount) => Some(amount),
            Self::Absent | Self::Foreign(_) | Self::Withheld => None,
        }
    }

    /// As a total says it.
    pub(crate) const fn stated(&self) -> Option<&Amount> {
        match self {
            Self::Known(amount) | Self::Foreign(amount) => Some(amount),
            Self::Absent | Self::Withheld => None,
        }
    }

    /// Whether there is a figure that nothing can be added up with.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(self, Self::Foreign(_) | Self::Withheld)
    }

    fn of(value: Value<'_>, mark: DecimalSeparator) -> Self {
        let amount = |number: Decimal| Amount::from_scaled(number.mantissa, number.scale);
        let known = |number: Decimal| Self::Known(amount(number));
        match value {
            Value::Number(number) => Decimal::from_float(number).map_or(Self::Withheld, known),
            Value::Text(text) => match number::read(text, mark) {
                NumberReading::Number(number) => known(number),
                _ if is_withheld(text) => Self::Withheld,
                NumberReading::Absent => Self::Absent,
                NumberReading::Unreadable => match number::read(text, other(mark)) {
                    NumberReading::Number(number) => Self::Foreign(amount(number)),
                    _ => Self::Absent,
                },
            },
            Value::Fault(_) | Value::Uncomputed => Self::Withheld,
            _ => Self::Absent,
        }
    }
}

const fn other(mark: DecimalSeparator) -> DecimalSeparator {
    match mark {
        DecimalSeparator::Point => DecimalSeparator::Comma,
        DecimalSeparator::Comma => DecimalSeparator::Point,
    }
}

/// A figure that exists and is kept secret or makes no sense: nothing can be added up with it.
pub(crate) fn is_withheld(text: &str) -> bool {
    matches!(text.trim(), "." | "..." | "x" | "X" | "/" | ":")
}

/// Columns that are read by one mark.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alike {
    /// Those whose cells say which it is.
    pub(crate) figures: Vec<usize>,
    /// Those that sum them.
    pub(crate) totals: Vec<usize>,
}

/// The figures of a sheet, each read by the mark of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    by_column: BTreeMap<usize, DecimalSeparator>,
    /// Of the columns of figures taken together.
    table: DecimalSeparator,
}

impl Marks {
    /// Decides the marks as they are decided where the columns are read: over the rows of data, for each group of
    /// columns that is read as one.
    pub(crate) fn decide(sheet: &Sheet, rows: &[usize], groups: &[Alike], pinned: DecimalMark) -> Self {
        let grid = &sheet.grid;
        let texts = |columns: &[usize]| -> Vec<&str> {
            let mut seen = vec![false; grid.distinct_texts()];
            let cells = columns.iter().flat_map(|&column| rows.iter().map(move |&row| grid.raw(row, column)));
            cells
                .filter_map(|raw| match raw {
                    Raw::Text(id) if !std::mem::replace(&mut seen[id as usize], true) => Some(grid.text(id)),
                    _ => None,
                })
                .collect()
        };
        if let Some(mark) = number::pinned(pinned) {
            return Self { by_column: BTreeMap::new(), table: mark };
        }
        let own: Vec<MarkVerdict> =
            groups.iter().map(|alike| number::weigh(texts(&alike.figures).into_iter())).collect();
        let beside = |at: usize| own.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, own)| *own);
        let settled: Vec<DecimalSeparator> = own
            .iter()
            .enumerate()
            .map(|(at, own)| decimal::settle(*own, beside(at), [sheet]).unwrap_or(DecimalSeparator::Point))
            .collect();
        // Other columns are read like the first of those that say anything.
        let says = own.iter().zip(&settled).find(|(own, _)| **own != MarkVerdict::Indifferent);
        let table = says.map_or(DecimalSeparator::Point, |(_, mark)| *mark);
        let marked = groups.iter().zip(settled).flat_map(|(alike, mark)| {
            let columns = alike.figures.iter().chain(&alike.totals);
            columns.map(move |&column| (column, mark))
        });
        Self { by_column: marked.collect(), table }
    }

    pub(crate) fn figure(&self, grid: &Grid, row: usize, column: usize) -> CellFigure {
        CellFigure::of(grid.value(row, column), self.by_column.get(&column).copied().unwrap_or(self.table))
    }
}

/// Whether a stated total is its sum.
pub(crate) fn holds(tolerance: &Tolerance, stated: &Amount, summed: &Amount) -> bool {
    (stated - summed).abs() <= tolerance.around(summed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Cell;

    fn sheet(rows: &[[&str; 2]]) -> Sheet {
        let mut grid = Grid::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                grid.push_text(Cell { row, column }, text).unwrap();
            }
        }
        Sheet::new(&"x.csv".into(), None, grid)
    }

    fn alone(column: usize) -> Alike {
        Alike { figures: vec![column], totals: Vec::new() }
    }

    fn known(text: &str) -> CellFigure {
        CellFigure::Known(Amount::parse_plain(text).unwrap())
    }

    #[test]
    fn a_column_is_read_by_its_own_mark() {
        let sheet = sheet(&[["1,036", "1,036"], ["12,5", "12.5"]]);
        let marks = Marks::decide(&sheet, &[0, 1], &[alone(0), alone(1)], DecimalMark::Auto);
        assert_eq!(marks.figure(&sheet.grid, 0, 0), known("1.036"));
        assert_eq!(marks.figure(&sheet.grid, 0, 1), known("1036"));
    }

    #[test]
    fn a_column_that_reads_both_ways_is_read_like_the_others() {
        let sheet = sheet(&[["1,036", "0,5"], ["2,417", "12,5"]]);
        let marks = Marks::decide(&sheet, &[0, 1], &[alone(0), alone(1)], DecimalMark::Auto);
        assert_eq!(marks.figure(&sheet.grid, 1, 0), known("2.417"));
    }

    #[test]
    fn a_column_that_sums_others_is_read_by_their_mark_and_says_nothing_of_it() {
        let sheet = sheet(&[["1,036", "2,072"], ["12,5", "25.0"]]);
        let alike = Alike { figures: vec![0], totals: vec![1] };
        let marks = Marks::decide(&sheet, &[0, 1], &[alike], DecimalMark::Auto);
        assert_eq!(marks.figure(&sheet.grid, 0, 1), known("2.072"));
    }

    #[test]
    fn what_is_pinned_is_not_decided() {
        let sheet = sheet(&[["1,036", "12.5"]]);
        let marks = Marks::decide(&sheet, &[0], &[alone(0), alone(1)], DecimalMark::Comma);
        assert_eq!(marks.figure(&sheet.grid, 0, 0), known("1.036"));
        let foreign = CellFigure::Foreign(Amount::parse_plain("12.5").unwrap());
        assert_eq!(marks.figure(&sheet.grid, 0, 1), foreign, "`12.5` is no figure with a decimal comma");
        assert_eq!((foreign.known(), foreign.is_open()), (None, true));
    }

    #[test]
    fn a_secret_figure_is_another_thing_than_none() {
        let of = |value: Value<'_>| CellFigure::of(value, DecimalSeparator::Point);
        for text in ["x", ".", "/"] {
            assert_eq!(of(Value::Text(text)), CellFigure::Withheld, "{text}");
        }
        assert_eq!(of(Value::Uncomputed), CellFigure::Withheld);
        for text in ["", "-", "n/a", "see below"] {
            assert_eq!(of(Value::Text(text)), CellFigure::Absent, "{text}");
        }
    }

    #[test]
    fn rounding_is_forgiven_and_more_is_not() {
        let holds = |stated: i64, summed: i64| holds(&Tolerance::default(), &stated.into(), &summed.into());
        assert!(holds(1001, 1000));
        assert!(!holds(1002, 1000));
        assert!(holds(1_000_400, 1_000_000));
        let exact = Tolerance { absolute: Amount::zero(), relative: Amount::zero() };
        assert!(!super::holds(&exact, &Amount::from(1001_i64), &Amount::from(1000_i64)));
    }
}
