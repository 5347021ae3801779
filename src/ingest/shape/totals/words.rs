//! How a total that is not its sum is told.

use super::difference::{Lines, TotalGap};
use super::row_sums::TotalVerdict;
use crate::amount::Amount;
use crate::diagnostic::Finding;
use crate::ingest::problem::IngestProblem;
use crate::ingest::table_problem::TableProblem;
use crate::place::Cell;
use crate::sheet::{Sheet, TotalRow};

/// Cells as the user finds them: `D2:D8`, `lines 2 to 8`.
pub(crate) fn range(sheet: &Sheet, first: Cell, last: Cell) -> String {
    match sheet.name {
        Some(_) if first == last => first.to_string(),
        None if first == last => format!("line {}", first.row + 1),
        Some(_) => format!("{first}:{last}"),
        None if first.row == last.row => format!("fields {} to {}", first.column + 1, last.column + 1),
        None => format!("lines {} to {}", first.row + 1, last.row + 1),
    }
}

/// The cells above a total that it sums.
pub(crate) fn range_above(sheet: &Sheet, lines: Option<Lines>, column: usize) -> String {
    let cell = |row: usize| sheet.grid.cell(row, column);
    lines.map_or_else(|| "nothing above it".to_owned(), |(first, last)| range(sheet, cell(first), cell(last)))
}

/// The cells that a total sums, which may stand on both sides of it.
pub(crate) fn key_range(sheet: &Sheet, row: usize, (first, last): Lines, column: usize) -> String {
    if first < row && row < last {
        return "the other lines of its key".to_owned();
    }
    range_above(sheet, Some((first, last)), column)
}

/// A total row as the record of a run has it.
pub(crate) fn total_row(sheet: &Sheet, row: usize, column: usize, verdict: &TotalVerdict) -> TotalRow {
    let of = match verdict {
        TotalVerdict::Agrees(lines) => Some(*lines),
        TotalVerdict::Differs(gap) => gap.of,
    };
    TotalRow { cell: cell_name(sheet, row, column), sums: range_above(sheet, of, column) }
}

/// A cell as the user finds it.
pub(crate) fn cell_name(sheet: &Sheet, row: usize, column: usize) -> String {
    sheet.cell_place(sheet.grid.cell(row, column)).cell().unwrap_or_default()
}

/// A total row that is not what it sums.
pub(crate) fn mismatch_in_row(sheet: &Sheet, row: usize, gap: &TotalGap) -> Finding {
    let TotalGap { column, stated, summed, of, .. } = gap;
    mismatch(sheet, sheet.grid.cell(row, *column), stated, summed, range_above(sheet, *of, *column))
}

/// A row with the name of a total and the key of a line, which is not what it would sum.
pub(crate) fn unclear_in_row(sheet: &Sheet, row: usize, gap: &TotalGap) -> Finding {
    let TotalGap { column, stated, summed, of, .. } = gap;
    let of = of.map_or_else(|| range_above(sheet, None, *column), |lines| key_range(sheet, row, lines, *column));
    let problem = TableProblem::UnclearTotal { stated: stated.to_string(), summed: summed.to_string(), of };
    Finding::new(sheet.cell_place(sheet.grid.cell(row, *column)), problem)
}

/// A total that is not what it sums.
pub(crate) fn mismatch(sheet: &Sheet, total: Cell, stated: &Amount, summed: &Amount, of: String) -> Finding {
    let problem = IngestProblem::TotalMismatch { stated: stated.to_string(), summed: summed.to_string(), of };
    Finding::new(sheet.cell_place(total), problem)
}
