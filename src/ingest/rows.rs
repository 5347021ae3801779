//! Which rows below a header are data: blank, filtered, repeated and total rows are not, and each is counted as what
//! it is.

use super::book::Sheet;
use super::grid::{Grid, Memo, Raw, Value};
use super::header::Header;
use super::number::{self, Mark, Reading};
use super::problem::IngestProblem;
use super::sheet::{Setting, bad_expression};
use super::table::RowCount;
use super::totals::{self, Naming, Running, Tolerance, TotalCell};
use crate::amount::{Amount, Decimal};
use crate::calendar::Date;
use crate::diagnostic::{Finding, Severity};
use crate::name;
use crate::pipeline::{ColumnSource, Duplicates, Input};
use crate::schema::Role;
use std::collections::HashMap;

/// The rows of data, and what became of the others; `None` when the condition cannot be evaluated.
pub(super) fn choose(
    sheet: &Sheet,
    header: &Header,
    setting: &Setting<'_>,
    findings: &mut Vec<Finding>,
) -> Option<(Vec<usize>, RowCount)> {
    let grid = &sheet.grid;
    let below = header.index + 1..grid.height();
    let totals_before = sheet.trace.as_ref().map_or(0, |trace| trace.totals);
    let mut count = RowCount { read: below.len() + totals_before, total: totals_before, ..RowCount::default() };
    let mask = match setting.expressions.condition.as_ref() {
        None => None,
        Some(condition) => match condition.mask(grid, header, &below, setting.input.decimal) {
            Ok(mask) => Some(mask),
            Err(error) => {
                findings.push(bad_expression(sheet, condition, error));
                return None;
            }
        },
    };
    let mut headers = Repeats(Memo::new(grid));
    let mut sums = TotalRows::new(sheet, header, setting.input, mask.is_none());
    let mut rows = Vec::new();
    for (offset, row) in below.enumerate() {
        if grid.row_is_blank(row) {
            count.blank += 1;
        } else if mask.as_ref().is_some_and(|mask| !mask[offset]) {
            count.filtered += 1;
        } else if headers.repeat_in(grid, header, row) {
            count.repeated += 1;
        } else if sums.takes(row, findings) {
            count.total += 1;
        } else {
            rows.push(row);
        }
    }
    handle_duplicates(sheet, setting.input, &mut rows, &mut count, findings);
    Some((rows, count))
}

/// Whether texts are names of the header.
struct Repeats(Memo<bool>);

impl Repeats {
    /// Whether a row says the header again, as on every printed page.
    fn repeat_in(&mut self, grid: &Grid, header: &Header, row: usize) -> bool {
        let mut named = header.names.iter().enumerate().filter(|(_, name)| !name.is_empty()).peekable();
        named.peek().is_some()
            && named.all(|(column, name)| {
                let Raw::Text(id) = grid.raw(row, column) else { return false };
                let is_some_name = self.0.get(grid, id, |text| header.column(text).is_some());
                is_some_name && name::fold(grid.text(id)) == name::fold(name.split('#').next().unwrap_or(name))
            })
    }
}

/// Finds total rows of a plain table by their labels and compares them with what they sum.
struct TotalRows<'a> {
    sheet: &'a Sheet,
    /// Columns that say what a row is about.
    labels: Vec<usize>,
    figures: Vec<usize>,
    running: Running,
    /// Rows of data that are not in `running` yet.
    pending: Vec<usize>,
    namings: Memo<Option<Naming>>,
    /// Under a condition the rows that are left need not add up to the total.
    compare: bool,
}

impl<'a> TotalRows<'a> {
    fn new(sheet: &'a Sheet, header: &Header, input: &Input, compare: bool) -> Self {
        let columns = |about: fn(Role) -> bool| -> Vec<usize> {
            let specs = input.fact.schema().columns.iter().filter(move |spec| about(spec.role));
            specs
                .filter_map(|spec| match input.columns.get(spec.name)? {
                    ColumnSource::Headers(names) => header.column_of_any(names),
                    _ => None,
                })
                .collect()
        };
        let mut labels = columns(|role| matches!(role, Role::Product | Role::Customer | Role::Period | Role::Text));
        let figures = columns(|role| matches!(role, Role::Measure(..)));
        // The word often stands in the first column, whatever that is for.
        if !labels.contains(&0) && !figures.contains(&0) {
            labels.push(0);
        }
        let running = Running::new(figures.len());
        // Totals of a crosstab were compared line by line already.
        let namings = Memo::new(&sheet.grid);
        Self {
            pending: Vec::new(),
            namings,
            sheet,
            labels: if sheet.trace.is_some() { Vec::new() } else { labels },
            figures,
            running,
            compare,
        }
    }

    /// Whether the row is a total; a row of data is added to what the next total sums.
    fn takes(&mut self, row: usize, findings: &mut Vec<Finding>) -> bool {
        if self.labels.is_empty() {
            return false;
        }
        let grid = &self.sheet.grid;
        let namings = &mut self.namings;
        let named = self.labels.iter().find_map(|&column| match grid.raw(row, column) {
            Raw::Text(id) => namings.get(grid, id, totals::naming),
            _ => None,
        });
        let Some(naming) = named else {
            self.pending.push(row);
            return false;
        };
        // Rows are added up only when a total asks for it: most tables have none.
        for row in std::mem::take(&mut self.pending) {
            let amounts = self.amounts(row);
            self.running.add(&amounts);
        }
        let cells: Vec<TotalCell> = self
            .figures
            .iter()
            .zip(self.amounts(row))
            .map(|(&column, figure)| TotalCell { figure, place: self.sheet.cell_place(grid.cell(row, column)) })
            .collect();
        if cells.iter().all(|cell| cell.figure.is_none()) {
            return false;
        }
        let tolerance = Tolerance::default();
        if naming == Naming::WithSubject && !(self.compare && self.running.agrees(&cells, &tolerance)) {
            let figures: Vec<Option<Amount>> = cells.into_iter().map(|cell| cell.figure).collect();
            self.running.add(&figures);
            return false;
        }
        if self.compare {
            findings.extend(self.running.close(&cells, &tolerance));
        }
        true
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

/// Finds rows that are alike in every cell; under `drop` all but the first go.
fn handle_duplicates(
    sheet: &Sheet,
    input: &Input,
    rows: &mut Vec<usize>,
    count: &mut RowCount,
    findings: &mut Vec<Finding>,
) {
    let grid = &sheet.grid;
    let mut seen: HashMap<blake3::Hash, usize> = HashMap::with_capacity(rows.len());
    let mut again: Vec<(usize, usize)> = Vec::new();
    rows.retain(|&row| {
        let first = *seen.entry(fingerprint(grid, row)).or_insert(row);
        if first != row {
            again.push((first, row));
        }
        first == row || input.duplicates != Duplicates::Drop
    });
    let Some(&(first, second)) = again.first() else { return };
    if input.duplicates == Duplicates::Drop {
        count.duplicate = again.len();
    }
    let name_of = |row| match sheet.name {
        Some(_) => format!("row {}", grid.row_number(row) + 1),
        None => format!("line {}", grid.row_number(row) + 1),
    };
    let policy = if input.duplicates == Duplicates::Stop { Severity::Stop } else { Severity::Warn };
    let problem =
        IngestProblem::DuplicateRows { rows: again.len(), first: name_of(first), again: name_of(second), policy };
    let mut finding = Finding::new(sheet.cell_place(grid.cell(second, 0)), problem);
    finding.severity = policy;
    findings.push(finding);
}

fn fingerprint(grid: &Grid, row: usize) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for column in 0..grid.width() {
        let (kind, bits): (u8, u64) = match grid.raw(row, column) {
            Raw::Blank | Raw::Uncomputed => (0, 0),
            Raw::Text(id) => (1, id.into()),
            Raw::Number(number) => (2, number.to_bits()),
            Raw::Day(day) => (3, u64::from(chrono_days(day))),
            Raw::Flag(flag) => (4, flag.into()),
            Raw::Fault(name) => (5, name.len() as u64),
        };
        hasher.update(&[kind]);
        hasher.update(&bits.to_le_bytes());
    }
    hasher.finalize()
}

fn chrono_days(day: Date) -> u32 {
    u32::try_from((day - Date::MIN).num_days()).unwrap_or(0)
}
