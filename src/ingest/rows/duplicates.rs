//! Rows that are alike in every cell.

use crate::calendar::Date;
use crate::diagnostic::{Finding, Severity};
use crate::ingest::book::Sheet;
use crate::ingest::grid::{Grid, Raw};
use crate::ingest::header::{Header, SECTION};
use crate::ingest::problem::IngestProblem;
use crate::ingest::table::RowCount;
use crate::pipeline::{Duplicates, Input};
use std::collections::HashMap;

/// Finds rows that are alike in every cell of the table; under `drop` all but the first go.
pub(super) fn handle(
    sheet: &Sheet,
    header: &Header,
    input: &Input,
    rows: &mut Vec<usize>,
    count: &mut RowCount,
    findings: &mut Vec<Finding>,
) {
    let grid = &sheet.grid;
    // Lines of two sections are not alike.
    let columns: Vec<usize> = header.columns.clone().chain(header.column(SECTION)).collect();
    let mut seen: HashMap<blake3::Hash, usize> = HashMap::with_capacity(rows.len());
    let mut again: Vec<(usize, usize)> = Vec::new();
    rows.retain(|&row| {
        let first = *seen.entry(fingerprint(grid, row, &columns)).or_insert(row);
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

fn fingerprint(grid: &Grid, row: usize, columns: &[usize]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for &column in columns {
        let (kind, bits): (u8, u64) = match grid.raw(row, column) {
            Raw::Blank | Raw::Uncomputed => (0, 0),
            Raw::Text(id) => (1, id.into()),
            Raw::Number(number) => (2, number.to_bits()),
            Raw::Day(day) => (3, u64::from(days(day))),
            Raw::Flag(flag) => (4, flag.into()),
            Raw::Fault(name) => (5, name.len() as u64),
        };
        hasher.update(&[kind]);
        hasher.update(&bits.to_le_bytes());
    }
    hasher.finalize()
}

fn days(day: Date) -> u32 {
    u32::try_from((day - Date::MIN).num_days()).unwrap_or(0)
}
