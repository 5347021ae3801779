//! How the lines of a text file are cut into fields.

use std::collections::BTreeMap;
use std::ops::Range;

/// What stands between the fields of a text file, and how many fields each stored row has, the empty ones at its end
/// among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TextLines {
    /// `None` when every line is one field.
    pub(crate) delimiter: Option<char>,
    /// Whether U+FFFD stands in it for bytes that its encoding does not have.
    pub(crate) is_damaged: bool,
    /// Index of the row behind each run of rows with the same number of fields, and that number: most files have one run.
    runs: Vec<(usize, usize)>,
}

impl TextLines {
    pub(crate) fn cut_by(delimiter: Option<char>) -> Self {
        Self { delimiter, ..Self::default() }
    }

    /// Adds the next row.
    pub(crate) fn push(&mut self, fields: usize) {
        let rows = self.runs.last().map_or(0, |&(end, _)| end);
        match self.runs.last_mut() {
            Some((end, number)) if *number == fields => *end += 1,
            _ => self.runs.push((rows + 1, fields)),
        }
    }

    /// Number of fields in the row with this index.
    pub(crate) fn fields(&self, row: usize) -> usize {
        let run = self.runs.partition_point(|&(end, _)| end <= row);
        self.runs.get(run).map_or(0, |&(_, fields)| fields)
    }

    /// How many of these rows have a number of fields, by that number.
    pub(crate) fn counts(&self, rows: Range<usize>) -> BTreeMap<usize, usize> {
        let mut counts = BTreeMap::new();
        let mut first = 0;
        for &(end, fields) in &self.runs {
            let shared = end.min(rows.end).saturating_sub(first.max(rows.start));
            if shared > 0 {
                *counts.entry(fields).or_default() += shared;
            }
            first = end;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_number_of_fields() {
        let mut lines = TextLines::default();
        for fields in [3, 3, 4, 3, 3] {
            lines.push(fields);
        }
        assert_eq!((0..6).map(|row| lines.fields(row)).collect::<Vec<_>>(), [3, 3, 4, 3, 3, 0]);
        assert_eq!(lines.counts(1..9), [(3, 3), (4, 1)].into());
        assert_eq!(lines.counts(2..3), [(4, 1)].into());
    }
}
