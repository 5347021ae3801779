//! Total rows of a plain table: told by their labels, or by being the sum of the rows above.

use super::columns_of;
use crate::amount::{Amount, Decimal};
use crate::diagnostic::Finding;
use crate::ingest::shape::header::Header;
use crate::ingest::shape::totals::{self, Naming, Running, TotalCell};
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, Totals};
use crate::schema::Role;
use crate::sheet::Sheet;
use crate::sheet::{Memo, Raw, Value};
use crate::values::number::{self, Mark, Reading};

/// Larger tables come from systems, and systems name their totals.
const LARGEST: usize = 10_000;

/// Finds total rows and compares them with what they sum.
pub(crate) struct SumRows<'a> {
    sheet: &'a Sheet,
    input: &'a Input,
    /// Columns that say what a row is about, and those among them without which a row is nothing.
    labels: Vec<usize>,
    keys: Vec<usize>,
    figures: Vec<usize>,
    running: Running,
    /// Rows of data that are not in `running` yet.
    pending: Vec<usize>,
    /// The row before.
    above: Option<usize>,
    namings: Memo<Option<Naming>>,
    /// Under a condition the rows that are left need not add up to the total.
    complete: bool,
    /// Whether a row with all its labels may be a total that is called otherwise.
    suspect: bool,
}

impl<'a> SumRows<'a> {
    pub(crate) fn new(sheet: &'a Sheet, header: &Header, input: &'a Input, complete: bool) -> Self {
        let mut labels = columns_of(input, header, |role| {
            matches!(role, Role::Product | Role::Customer | Role::Period | Role::Text | Role::Date)
        });
        let keys = columns_of(input, header, |role| matches!(role, Role::Product | Role::Period));
        let figures = columns_of(input, header, |role| matches!(role, Role::Measure(..)));
        // The word often stands in the first columns, whatever those are for.
        for column in header.columns.clone().take(2) {
            if !labels.contains(&column) && !figures.contains(&column) {
                labels.push(column);
            }
        }
        Self {
            pending: Vec::new(),
            above: None,
            namings: Memo::new(&sheet.grid),
            // Totals of a crosstab were compared line by line already.
            labels: if sheet.trace.is_some() { Vec::new() } else { labels },
            running: Running::new(figures.len()),
            suspect: complete && figures.len() >= 3 && header.end - header.index <= LARGEST,
            sheet,
            input,
            keys,
            figures,
            complete,
        }
    }

    /// Whether the row is a total; a row of data is added to what the next total sums.
    pub(crate) fn takes(&mut self, row: usize, findings: &mut Vec<Finding>) -> bool {
        if self.labels.is_empty() || self.figures.is_empty() {
            return false;
        }
        match self.naming(row) {
            Some(naming) => self.takes_named(row, naming, findings),
            None => self.takes_unnamed(row, findings),
        }
    }

    fn naming(&mut self, row: usize) -> Option<Naming> {
        let grid = &self.sheet.grid;
        let namings = &mut self.namings;
        self.labels.iter().find_map(|&column| match grid.raw(row, column) {
            Raw::Text(id) => namings.get(grid, id, totals::naming),
            _ => None,
        })
    }

    fn takes_named(&mut self, row: usize, naming: Naming, findings: &mut Vec<Finding>) -> bool {
        let cells = self.cells(row);
        if cells.iter().all(|cell| cell.figure.is_none()) {
            self.pending.push(row);
            return false;
        }
        self.add_pending();
        let tolerance = &self.input.tolerance;
        if naming == Naming::WithSubject && !(self.complete && self.running.agrees(&cells, tolerance)) {
            let figures: Vec<Option<Amount>> = cells.into_iter().map(|cell| cell.figure).collect();
            self.running.add(&figures, self.sheet.grid.row_number(row));
            return false;
        }
        let mismatch = self.running.close(self.sheet, &cells, tolerance);
        if self.complete && self.input.totals == Totals::Check {
            findings.extend(mismatch);
        }
        true
    }

    /// A row without its product or period that is the sum of at least two rows above it, and says nothing else than
    /// they do; or one with its labels, when
    /// three figures or more are sums and have digits enough that this is no coincidence.
    fn takes_unnamed(&mut self, row: usize, findings: &mut Vec<Finding>) -> bool {
        let grid = &self.sheet.grid;
        let blank = |column: &usize| grid.value(row, *column).is_blank();
        // What it does say must be what the row above says: a subtotal of `Alpha` stands below lines of `Alpha`.
        let said_above = |column: &usize| {
            blank(column) || self.above.is_some_and(|above| grid.raw(above, *column) == grid.raw(row, *column))
        };
        let keyless = self.complete && self.keys.iter().any(blank) && self.keys.iter().all(said_above);
        self.above = Some(row);
        if !keyless && !self.suspect {
            self.pending.push(row);
            return false;
        }
        self.add_pending();
        let figures = self.amounts(row);
        let is_sum = if keyless { self.running.is_sum(&figures) } else { self.running.is_surely_sum(&figures) };
        if !is_sum {
            self.running.add(&figures, grid.row_number(row));
            return false;
        }
        let cells = self.cells(row);
        let of = self.running.range_of(self.sheet, cells.first());
        let column = self.figures.iter().copied().find(|&column| !grid.value(row, column).is_blank()).unwrap_or(0);
        let label = self.labels.iter().find_map(|&column| grid.value(row, column).as_text());
        let problem = TableProblem::UnnamedTotal { label: label.map(std::borrow::Cow::into_owned), of };
        findings.push(Finding::new(self.sheet.cell_place(grid.cell(row, column)), problem));
        self.running.close(self.sheet, &cells, &self.input.tolerance);
        true
    }

    /// Rows are added up only when a total asks for it: most tables have none.
    fn add_pending(&mut self) {
        for row in std::mem::take(&mut self.pending) {
            let amounts = self.amounts(row);
            self.running.add(&amounts, self.sheet.grid.row_number(row));
        }
    }

    fn cells(&self, row: usize) -> Vec<TotalCell> {
        let grid = &self.sheet.grid;
        let figures = self.figures.iter().zip(self.amounts(row));
        figures.map(|(&column, figure)| TotalCell { figure, cell: grid.cell(row, column) }).collect()
    }

    fn amounts(&self, row: usize) -> Vec<Option<Amount>> {
        self.figures.iter().map(|&column| amount(self.sheet.grid.value(row, column))).collect()
    }
}

fn amount(value: Value<'_>) -> Option<Amount> {
    let number = match value {
        Value::Number(number) => Decimal::from_float(number)?,
        Value::Text(text) => match (number::read(text, Mark::Point), number::read(text, Mark::Comma)) {
            (Reading::Number(number), _) | (Reading::Unreadable, Reading::Number(number)) => number,
            _ => return None,
        },
        _ => return None,
    };
    Some(Amount::from_scaled(number.mantissa, number.scale))
}
