//! What a 1 in a cell stands for: by the pipeline, by the name of the column, or by a line above the table, in this
//! order. Number formats that scale what is shown are evidence that the stored figures are in ones.

use super::header::Header;
use super::unit_line::{self, UnitLine};
use crate::amount::{Amount, Unit};
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, InputUnit};
use crate::place::Cell;
use crate::sheet::{ScaledFormat, Sheet};
use std::collections::BTreeMap;
use std::ops::Range;

/// The units that one table speaks of.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// Lines above the table.
    lines: Vec<UnitLine>,
    /// By column, as its name says.
    columns: BTreeMap<usize, UnitLine>,
}

/// What is known of the unit of a column.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UnitVerdict {
    Plain,
    Times(Amount),
    /// The line says what the number formats show.
    ShownScaled(UnitLine),
    Unclear {
        said: UnitLine,
        other: String,
    },
}

impl Units {
    /// Units of a table whose header was found; `from` is the first row that belongs to nothing above it.
    pub(crate) fn of_table(sheet: &Sheet, header: &Header, from: usize, figures: &[usize]) -> Self {
        let width = sheet.grid.width();
        let first = figures.iter().copied().min().unwrap_or(width);
        let mut lines = unit_line::find(sheet, from..header.top, 0..width);
        // A unit in the corner of a header is that of the table, one over a figure is that of its column.
        lines.extend(unit_line::find(sheet, header.top..header.index + 1, 0..first));
        let own = |&column: &usize| {
            let labels = header.labels.get(column)?;
            let (text, (factor, of)) = labels.iter().rev().find_map(|l| Some((l, unit_line::of_label(l)?)))?;
            Some((column, UnitLine { factor, of, text: text.clone(), cell: sheet.grid.cell(header.index, column) }))
        };
        Self { lines, columns: figures.iter().filter_map(own).collect() }
    }

    /// Units of a crosstab, whose figures are one measure under many labels.
    pub(crate) fn of_crosstab(sheet: &Sheet, header: Range<usize>) -> Self {
        Self { lines: unit_line::find(sheet, header, 0..sheet.grid.width()), columns: BTreeMap::new() }
    }

    /// What a 1 of money stands for where no column says otherwise; `None` for ones.
    pub(crate) fn money_factor(&self, input: &Input) -> Option<Amount> {
        match &input.unit {
            InputUnit::Factor(factor) => Some(factor.clone()),
            InputUnit::Auto => {
                self.lines.iter().find(|line| line.speaks_of(Unit::Money)).map(|line| line.factor.clone())
            }
        }
    }

    /// The line above the table, or the first of several. Units in the names of columns change with the names.
    pub(crate) fn said(&self) -> Option<&UnitLine> {
        self.lines.first()
    }

    /// `stored` has the column of the sheet for every cell that holds a number.
    pub(crate) fn of(
        &self,
        input: &Input,
        column: Option<usize>,
        unit: Unit,
        scaled: &[ScaledFormat],
        stored: &[u32],
    ) -> UnitVerdict {
        if let InputUnit::Factor(factor) = &input.unit {
            return if unit == Unit::Money { UnitVerdict::Times(factor.clone()) } else { UnitVerdict::Plain };
        }
        let own = column.and_then(|column| self.columns.get(&column)).filter(|line| line.speaks_of(unit));
        let mut lines = self.lines.iter().filter(|line| line.speaks_of(unit));
        let Some(line) = own.or_else(|| lines.next()) else { return UnitVerdict::Plain };
        if own.is_none()
            && let Some(other) = lines.find(|other| other.factor != line.factor)
        {
            return UnitVerdict::Unclear { said: line.clone(), other: format!("`{}` in {}", other.text, other.cell) };
        }
        if line.factor == Amount::one() {
            return UnitVerdict::Plain;
        }
        shown(line, scaled, stored)
    }
}

/// Weighs a unit line against the number formats of the cells.
fn shown(line: &UnitLine, scaled: &[ScaledFormat], stored: &[u32]) -> UnitVerdict {
    let mine: Vec<&ScaledFormat> = scaled.iter().filter(|format| stored.contains(&format.column)).collect();
    let Some(first) = mine.first() else { return UnitVerdict::Times(line.factor.clone()) };
    let factor = (0..first.thousands).fold(Amount::one(), |factor, _| &factor * &Amount::from(1000_i64));
    let cells: usize = mine.iter().map(|format| format.cells as usize).sum();
    let alike = mine.iter().all(|format| format.thousands == first.thousands);
    if alike && factor == line.factor && cells >= stored.len() {
        return UnitVerdict::ShownScaled(line.clone());
    }
    let other = if alike && cells >= stored.len() {
        format!("what its number formats show, {}", crate::prose::grouped(&factor.to_string()))
    } else {
        "what the number formats of some of its cells show".to_owned()
    };
    UnitVerdict::Unclear { said: line.clone(), other }
}

impl UnitVerdict {
    /// What is to be said about the unit of a column, and the cell that says it.
    pub(crate) fn remark(&self, column: &str) -> Option<(Cell, TableProblem)> {
        let column = column.to_owned();
        match self {
            Self::Plain | Self::Times(_) => None,
            Self::ShownScaled(UnitLine { text, cell, .. }) => {
                Some((*cell, TableProblem::ShownScaled { column, said: text.clone() }))
            }
            Self::Unclear { said, other } => {
                let problem = TableProblem::UnclearUnit { column, said: said.text.clone(), other: other.clone() };
                Some((said.cell, problem))
            }
        }
    }
}
