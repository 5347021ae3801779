//! What tells lines apart beside the values that are read: numbers of documents and days, in columns that nobody asked
//! for. Two lines of one product and month with the same amount are two sales where these differ. Other texts tell
//! nothing: a later delivery of the same line may say `paid` instead of `open`.

use crate::calendar::Datelike;
use crate::ingest::shape::header::{Header, is_label};
use crate::sheet::{Grid, Memo, Raw, Sheet, Value};
use foldhash::fast::FixedState;
use std::hash::{BuildHasher, Hasher};

/// How many lines show what a column holds.
const LOOK: usize = 500;

/// Numbers of documents have at least so many digits, and all the same number of them.
const DIGITS: usize = 5;

/// A mark of each row by the columns that tell lines apart, without those that are `read`; none where there is no such
/// column.
pub(super) fn documents(sheet: &Sheet, header: &Header, read: &[usize], rows: &[usize]) -> Vec<u32> {
    let grid = &sheet.grid;
    let seen = &rows[..rows.len().min(LOOK)];
    let tells = |column: &usize| !read.contains(column) && tells_apart(grid, *column, seen);
    // Figures of a crosstab stand under their periods.
    let columns: Vec<usize> =
        if sheet.trace.is_some() { Vec::new() } else { header.columns.clone().filter(tells).collect() };
    if columns.is_empty() {
        return Vec::new();
    }
    let mut texts: Memo<u64> = Memo::new(grid);
    let of_text = |text: &str| FixedState::with_seed(0).hash_one(text.trim());
    let mark = |row: &usize| {
        let mut hasher = FixedState::with_seed(0x676f_616c).build_hasher();
        for &column in &columns {
            hasher.write_u64(match grid.raw(*row, column) {
                Raw::Text(id) => texts.get(grid, id, of_text),
                Raw::Number(number) => number.to_bits(),
                Raw::Day(day) => day.num_days_from_ce().unsigned_abs().into(),
                _ => 0,
            });
        }
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
        let half = hasher.finish() as u32;
        half
    };
    rows.iter().map(mark).collect()
}

/// Whether a column has days or numbers of documents in every line, and not the same one throughout: the day of an
/// export says nothing of its lines, and neither does their own number in the file.
fn tells_apart(grid: &Grid, column: usize, rows: &[usize]) -> bool {
    let cells = || rows.iter().map(|&row| grid.value(row, column));
    let Some(first) = cells().next() else { return false };
    if rows.len() > 1 && cells().all(|value| value == first) {
        return false;
    }
    let digits = |value: Value<'_>| {
        let text = value.as_text()?;
        let text = text.trim();
        (text.len() >= DIGITS && text.bytes().all(|b| b.is_ascii_digit())).then_some(text.len())
    };
    // `INV-17`, `2026-10-02`
    let is_code = |value: Value<'_>| {
        let has_digit = |text: &str| text.chars().any(|c| c.is_ascii_digit());
        let is_one_word = |text: &str| !text.trim().contains(char::is_whitespace);
        is_label(value) && value.as_text().is_some_and(|text| has_digit(&text) && is_one_word(&text))
    };
    let is_number = digits(first).is_some() && cells().all(|value| digits(value) == digits(first));
    is_number || cells().all(|value| matches!(value, Value::Day(_)) || is_code(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Cell;

    #[track_caller]
    fn check(cells: &[&str], expected: bool) {
        let mut grid = Grid::default();
        for (row, text) in (0..).zip(cells) {
            grid.push_text(Cell { row, column: 0 }, text).unwrap();
        }
        let rows: Vec<usize> = (0..cells.len()).collect();
        assert_eq!(tells_apart(&grid, 0, &rows), expected, "{cells:?}");
    }

    #[test]
    fn numbers_of_documents_and_days_tell_lines_apart() {
        check(&["4500012", "4500013"], true);
        check(&["INV-1", "INV-2"], true);
        check(&["2026-10-01", "2026-10-02"], true);
        check(&["INV-1"], true);
    }

    #[test]
    fn figures_running_numbers_remarks_and_the_day_of_the_export_tell_nothing() {
        check(&["1", "2", "3"], false);
        check(&["12.50", "7.25"], false);
        check(&["125000", "9900"], false);
        check(&["2026-11-02", "2026-11-02"], false);
        check(&["", ""], false);
        check(&["open", "paid"], false);
        check(&["INV-1", ""], false);
    }
}
