//! Total rows of a plain table: told by their labels, or by being the sum of the rows above.

use crate::diagnostic::Finding;
use crate::ingest::shape::header::{Header, columns_of};
use crate::ingest::shape::totals::{self, Marks, Naming, RowSums, TotalVerdict};
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, Totals};
use crate::schema::ColumnRole;
use crate::sheet::Sheet;
use crate::sheet::{Memo, Raw};

/// Larger tables come from systems, and systems name their totals.
const LARGEST: usize = 10_000;

/// Finds total rows and compares them with what they sum.
pub(crate) struct SumRows<'a> {
    sheet: &'a Sheet,
    /// Columns that say what a row is about, and those among them without which a row is nothing.
    labels: Vec<usize>,
    keys: Vec<usize>,
    figures: Vec<usize>,
    sums: RowSums<'a>,
    /// The row before.
    above: Option<usize>,
    namings: Memo<Option<Naming>>,
    /// Under a condition the rows that are left need not add up to the total.
    complete: bool,
    /// Whether totals are compared.
    is_checked: bool,
    /// Whether a row with all its labels may be a total that is called otherwise.
    suspect: bool,
    /// Totals without a name, each with its row.
    unnamed: Vec<(usize, Finding)>,
}

impl<'a> SumRows<'a> {
    /// `decide` has the decimal marks for rows that are not called a total.
    pub(crate) fn new(
        sheet: &'a Sheet,
        header: &'a Header,
        input: &Input,
        complete: bool,
        decide: impl Fn(&[usize]) -> Marks + 'a,
    ) -> Self {
        let mut labels = columns_of(input, header, |role| {
            matches!(
                role,
                ColumnRole::Product | ColumnRole::Customer | ColumnRole::Period | ColumnRole::Text | ColumnRole::Date
            )
        });
        let keys = columns_of(input, header, |role| matches!(role, ColumnRole::Product | ColumnRole::Period));
        let figures = columns_of(input, header, |role| matches!(role, ColumnRole::Measure(..)));
        // The word often stands in the first columns, whatever those are for.
        for column in header.columns.clone().take(2) {
            if !labels.contains(&column) && !figures.contains(&column) {
                labels.push(column);
            }
        }
        let named = labels.clone();
        let marks = move || {
            let mut namings = Memo::new(&sheet.grid);
            let below = header.index + 1..header.end;
            let unnamed: Vec<usize> = below.filter(|&row| naming(sheet, &named, &mut namings, row).is_none()).collect();
            decide(&unnamed)
        };
        let columns = figures.iter().map(|&column| (column, true)).collect();
        Self {
            above: None,
            namings: Memo::new(&sheet.grid),
            // Totals of a crosstab were compared line by line already.
            labels: if sheet.trace.is_some() { Vec::new() } else { labels },
            sums: RowSums::new(&sheet.grid, marks, &input.tolerance, columns),
            suspect: complete && figures.len() >= 3 && header.end - header.index <= LARGEST,
            sheet,
            keys,
            figures,
            complete,
            is_checked: complete && input.totals == Totals::Check,
            unnamed: Vec::new(),
        }
    }

    /// A label of the rows below it.
    pub(crate) fn heading(&mut self) {
        self.sums.heading();
    }

    /// Whether the row is a total; a row of data is added to what the next total sums.
    pub(crate) fn takes(&mut self, row: usize) -> bool {
        if self.labels.is_empty() || self.figures.is_empty() {
            return false;
        }
        let is_total = match naming(self.sheet, &self.labels, &mut self.namings, row) {
            Some(naming) => self.is_named_total(row, naming),
            None => self.is_unnamed_total(row),
        };
        if is_total {
            self.sums.total(row);
        } else {
            self.sums.line(row);
        }
        is_total
    }

    fn is_named_total(&mut self, row: usize, naming: Naming) -> bool {
        let is_blank = |&column: &usize| self.sheet.grid.value(row, column).is_blank();
        if self.figures.iter().all(is_blank) || self.sums.count(row) == 0 {
            return false;
        }
        naming == Naming::Plain || (self.complete && matches!(self.sums.verdict(row), TotalVerdict::Agrees(_)))
    }

    /// A row without its product or period that is the sum of at least two rows above it, and says nothing else than
    /// they do; or one with its labels, when three figures or more are sums and have digits enough that this is no
    /// coincidence.
    fn is_unnamed_total(&mut self, row: usize) -> bool {
        let grid = &self.sheet.grid;
        let blank = |column: &usize| grid.value(row, *column).is_blank();
        // What it does say must be what the row above says: a subtotal of `Alpha` stands below lines of `Alpha`.
        let said_above = |column: &usize| {
            blank(column) || self.above.is_some_and(|above| grid.raw(above, *column) == grid.raw(row, *column))
        };
        let keyless = self.complete && self.keys.iter().any(blank) && self.keys.iter().all(said_above);
        self.above = Some(row);
        let is_sum = if keyless { self.sums.is_sum(row) } else { self.suspect && self.sums.is_surely_sum(row) };
        if is_sum {
            let column = self.figures.iter().copied().find(|column| !blank(column)).unwrap_or(0);
            let first = self.figures.first().copied().unwrap_or(0);
            let of = totals::range_above(self.sheet, self.sums.nearest_lines(), first);
            let label = self.labels.iter().find_map(|&column| grid.value(row, column).as_text());
            let problem = TableProblem::UnnamedTotal { label: label.map(std::borrow::Cow::into_owned), of };
            self.unnamed.push((row, Finding::new(self.sheet.cell_place(grid.cell(row, column)), problem)));
        }
        is_sum
    }

    /// What is to be said of the totals, in the order of the sheet, and the marks by which they were read.
    pub(crate) fn finish(self) -> (Vec<Finding>, Option<Marks>) {
        let marks = self.sums.marks().cloned();
        let mut found = self.unnamed;
        for (row, verdict) in self.sums.finish() {
            let TotalVerdict::Differs(gap) = verdict else { continue };
            if self.is_checked {
                found.push((row, totals::mismatch_in_row(self.sheet, row, &gap)));
            }
        }
        found.sort_by_key(|(row, _)| *row);
        (found.into_iter().map(|(_, finding)| finding).collect(), marks)
    }
}

fn naming(sheet: &Sheet, labels: &[usize], namings: &mut Memo<Option<Naming>>, row: usize) -> Option<Naming> {
    let grid = &sheet.grid;
    labels.iter().find_map(|&column| match grid.raw(row, column) {
        Raw::Text(id) => namings.get(grid, id, totals::naming),
        _ => None,
    })
}
