//! How the lines of a text file are cut into fields.

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

    /// Whether all rows in a file have at most so many fields.
    pub(crate) fn all_within(&self, fields: usize) -> bool {
        self.runs.iter().all(|&(_, number)| number <= fields)
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
        assert!(lines.all_within(4) && !lines.all_within(3));
    }
}
