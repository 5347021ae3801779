//! Rows that are alike in every cell.

use crate::diagnostic::{Finding, Severity};
use crate::ingest::problem::IngestProblem;
use crate::ingest::shape::header::{Header, SCENARIO, SECTION};
use crate::pipeline::{Duplicates, Input};
use crate::sheet::Grid;
use crate::sheet::RowCount;
use crate::sheet::{Sheet, Value};
use crate::values::day;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};

/// Finds rows that are alike in every cell of the table; under `drop` all but the first go.
pub(crate) fn handle(
    sheet: &Sheet,
    header: &Header,
    input: &Input,
    rows: &mut Vec<usize>,
    count: &mut RowCount,
    findings: &mut Vec<Finding>,
) {
    let grid = &sheet.grid;
    // Lines of two sections are not alike.
    let columns: Vec<usize> =
        header.columns.clone().chain(header.column(SECTION)).chain(header.column(SCENARIO)).collect();
    let mut seen: HashTable<SeenRow> = HashTable::with_capacity(rows.len());
    let mut again: Vec<(usize, usize)> = Vec::new();
    // Figures of one line of a crosstab are not each other's copies.
    let of_one_line = |one: usize, other: usize| {
        let line = |row: usize| sheet.original(grid.cell(row, 0)).row;
        sheet.trace.is_some() && line(one) == line(other)
    };
    rows.retain(|&row| {
        let new = SeenRow { row, hash: fingerprint(grid, row, &columns) };
        let first = match seen.entry(
            new.spread(),
            |known| new.is_alike(known, grid, &columns) && !of_one_line(new.row, known.row),
            SeenRow::spread,
        ) {
            Entry::Occupied(known) => known.get().row,
            Entry::Vacant(place) => place.insert(new).get().row,
        };
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
    let policy = match input.duplicates {
        Duplicates::Stop => Severity::Stop,
        Duplicates::Warn if recur(grid, rows, &again, &columns) => Severity::Note,
        Duplicates::Warn | Duplicates::Drop => Severity::Warn,
    };
    let problem =
        IngestProblem::DuplicateRows { rows: again.len(), first: name_of(first), again: name_of(second), policy };
    let mut finding = Finding::new(sheet.cell_place(grid.cell(second, 0)), problem);
    finding.severity = policy;
    findings.push(finding);
}

/// Whether rows recur in the nature of a table, as the sales of a till without numbers of receipts do: some stand once,
/// some twice and some more often, and beside its days no column could tell many of them apart.
fn recur(grid: &Grid, rows: &[usize], again: &[(usize, usize)], columns: &[usize]) -> bool {
    const LEAST: usize = 3;
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    for (first, _) in again {
        *times.entry(*first).or_default() += 1;
    }
    let different = rows.len() - again.len();
    let twice = times.values().filter(|&&again| again == 1).count();
    let (once, often) = (different - times.len(), times.len() - twice);
    if [once, twice, often].iter().any(|&part| part < LEAST.max(different / 20)) {
        return false;
    }
    columns.iter().all(|&column| {
        let values: BTreeSet<u64> = rows.iter().map(|&row| grid.raw(row, column).bits()).collect();
        let is_day = |&row: &usize| match grid.value(row, column) {
            Value::Day(_) => true,
            Value::Text(text) => !day::readings(text).is_empty(),
            _ => false,
        };
        values.len() * 5 < different || rows.first().is_some_and(is_day)
    })
}

/// A row and a hash of its cells; two rows are compared cell by cell when their hashes agree.
struct SeenRow {
    row: usize,
    hash: u32,
}

impl SeenRow {
    /// A table looks at both ends of a hash.
    fn spread(&self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }

    fn is_alike(&self, other: &Self, grid: &Grid, columns: &[usize]) -> bool {
        self.hash == other.hash
            && columns.iter().all(|&column| grid.raw(self.row, column).bits() == grid.raw(other.row, column).bits())
    }
}

fn fingerprint(grid: &Grid, row: usize, columns: &[usize]) -> u32 {
    let mut hasher = FixedState::with_seed(0x676f_616c).build_hasher();
    for &column in columns {
        hasher.write_u64(grid.raw(row, column).bits());
    }
    let hash = hasher.finish();
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
    let half = (hash ^ hash >> 32) as u32;
    half
}
