//! The one reader of totals: rows and columns that sum others. They are never data; they are compared with what they
//! sum, for a run as for an inspection.

mod claims;
mod column_sums;
mod difference;
mod figure;
mod naming;
mod reader;
mod row_sums;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use claims::{AlikeSums, Claim, Claims, Settled, SettledClaims};
pub(crate) use column_sums::{Beside, ColumnSums, TotalsAcross, sets_beside};
pub(crate) use difference::{Lines, TotalGap};
pub(crate) use figure::{Alike, CellFigure, Marks, is_withheld};
pub(crate) use naming::{Naming, compact, is_footer, naming, subject};
pub(crate) use row_sums::{RowSums, SumEvidence, TotalVerdict};
pub(crate) use words::{
    cell_name, key_range, mismatch, mismatch_in_row, range, range_above, total_row, unclear_in_row,
};
