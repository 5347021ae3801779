//! What a 1 in a cell stands for: by the pipeline, by the name of the column, or by a line above the table, in this
//! order. Number formats that scale what is shown are evidence that the stored figures are in ones.

use super::header::{Header, HeaderLabel};
use super::unit_line::{self, UnitLine};
use crate::amount::{Amount, Unit};
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, InputUnit};
use crate::place::Cell;
use crate::sheet::{ScaledFormat, Sheet};
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// The units that one table speaks of.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// Lines above the table.
    lines: Vec<UnitLine>,
    /// By column, as its name says, or what stands over its figures.
    columns: BTreeMap<usize, Vec<UnitLine>>,
    /// Whether the sheet is in a language whose `mil` is a thousand.
    has_mil: bool,
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
    /// A thousand in one language, a million in another.
    UnclearMil(UnitLine),
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
            let labels = header.labels.get(column)?.iter().rev();
            let cell = sheet.grid.cell(header.index, column);
            let said = labels.into_iter().find_map(|label| unit_line::of_column(label, cell))?;
            Some((column, vec![said]))
        };
        let columns = figures.iter().filter_map(own).collect();
        Self::new(sheet, from..header.index + 1, lines, columns)
    }

    /// Units of a crosstab whose header begins at `top`: of each of its measures by what stands over the figures or says
    /// its lines, else by a line above or in the corner.
    pub(crate) fn of_crosstab(
        sheet: &Sheet,
        from: usize,
        header: RangeInclusive<usize>,
        first: usize,
        measures: &BTreeMap<usize, Vec<HeaderLabel>>,
    ) -> Self {
        let (top, bottom) = (*header.start(), *header.end());
        let mut lines = unit_line::find(sheet, from..top, 0..sheet.grid.width());
        lines.extend(unit_line::find(sheet, top..bottom + 1, 0..first));
        let own = |(&column, labels): (&usize, &Vec<HeaderLabel>)| {
            let said = labels
                .iter()
                .filter_map(|label| unit_line::of_column(&label.text, sheet.grid.cell(label.row, label.column)));
            (column, said.collect())
        };
        Self::new(sheet, from..bottom + 1, lines, measures.iter().map(own).collect())
    }

    fn new(sheet: &Sheet, rows: Range<usize>, lines: Vec<UnitLine>, columns: BTreeMap<usize, Vec<UnitLine>>) -> Self {
        let is_open = lines.iter().chain(columns.values().flatten()).any(UnitLine::is_open);
        Self { has_mil: is_open && unit_line::speaks_iberian(sheet, rows), lines, columns }
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
        let own = column.and_then(|column| self.columns.get(&column)).map_or(&[][..], Vec::as_slice);
        let speak = |lines: &'_ [UnitLine]| lines.iter().any(|line| line.speaks_of(unit));
        let mut lines = if speak(own) { own } else { &self.lines }.iter().filter(|line| line.speaks_of(unit));
        let Some(line) = lines.next() else { return UnitVerdict::Plain };
        if let Some(other) = lines.find(|other| other.factor != line.factor) {
            return UnitVerdict::Unclear { said: line.clone(), other: format!("`{}` in {}", other.text, other.cell) };
        }
        if line.is_open() && !self.has_mil {
            return UnitVerdict::UnclearMil(line.clone());
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
            Self::UnclearMil(UnitLine { text, cell, .. }) => {
                Some((*cell, TableProblem::UnclearMil { column, said: text.clone() }))
            }
        }
    }
}
