//! Tables for other tools: what was measured, scored and found, as CSV files.
//!
//! Plain decimals with a point, money in ones, percent as a fraction, nothing rounded for the eye; an empty cell is
//! no data and never zero. UTF-8 with `\n` at the end of each line.

mod cell;
mod cohorts;
mod findings;
mod metrics;
mod movements;
mod scores;
mod verdicts;

pub use cohorts::cohorts_csv;
pub use findings::findings_csv;
pub use metrics::metrics_csv;
pub use movements::movements_csv;
pub use scores::scores_csv;
pub use verdicts::verdicts_csv;

use crate::amount::Amount;
use cell::inert;

/// A table of `N` columns.
fn csv<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing fails when rows differ in length, which their type rules out, or when the sink does, and memory does not.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|text| inert(text).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// The rows of a table whose columns nobody knew beforehand; each has as many cells as there are names.
pub fn rows_csv(names: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    for row in std::iter::once(names).chain(rows.iter().map(Vec::as_slice)) {
        let _ = writer.write_record(row.iter().map(|text| inert(text).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// The figure, or an empty cell.
fn figure(amount: Option<&Amount>) -> String {
    amount.map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: [&str; 2]) -> String {
        String::from_utf8(csv(["a", "b"], [cells.map(str::to_owned)])).unwrap()
    }

    #[test]
    fn lines_end_with_a_line_feed_and_cells_are_quoted_only_where_they_must() {
        assert_eq!(written(["x", "y, z"]), "a,b\nx,\"y, z\"\n");
        assert_eq!(written(["제품 \"A\"", ""]), "a,b\n\"제품 \"\"A\"\"\",\n");
    }

    #[test]
    fn a_table_without_rows_still_has_its_header() {
        assert_eq!(csv(["a", "b"], []), b"a,b\n");
    }

    #[test]
    fn what_is_written_is_read_back_cell_by_cell() {
        let cells = ["two\nlines, \"quoted\"", "-12.50"];
        let bytes = csv(["a", "b"], [cells.map(str::to_owned)]);
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let read: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(read, cells);
    }

    #[test]
    fn a_missing_figure_is_an_empty_cell_and_a_zero_is_a_zero() {
        assert_eq!(figure(None), "");
        assert_eq!(figure(Some(&Amount::zero())), "0");
    }
}
