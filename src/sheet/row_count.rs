//! What became of the rows of a sheet.

/// A row that was left out since it sums others, as the user finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalRow {
    /// Its first figure: `D12`, in text files `line 12, field 4`.
    pub cell: String,
    /// What it sums: `D3:D11`, `lines 3 to 11`.
    pub sums: String,
}

/// What became of the rows below a header: always `read = used + rejected + ignored`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowCount {
    pub read: usize,
    pub used: usize,
    pub rejected: usize,
    pub blank: usize,
    /// By the `where` condition.
    pub filtered: usize,
    /// Alike in every cell, dropped by `duplicates = "drop"`.
    pub duplicate: usize,
    /// Without a single figure.
    pub empty: usize,
    /// Of periods after the as-of period.
    pub later: usize,
    /// Totals of other rows.
    pub total: usize,
    /// Where those stand, in a crosstab line by line, and what they sum.
    pub totals: Vec<TotalRow>,
    /// The header said again.
    pub repeated: usize,
    /// Labels of the rows below them.
    pub section: usize,
    /// Notes, sources and other tables behind the last row.
    pub note: usize,
    /// Of periods that a later file brings too, left out by `overlap = "latest"`.
    pub superseded: usize,
}

impl RowCount {
    pub const fn ignored(&self) -> usize {
        self.blank
            + self.filtered
            + self.duplicate
            + self.empty
            + self.later
            + self.total
            + self.repeated
            + self.section
            + self.note
            + self.superseded
    }

    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.used += other.used;
        self.rejected += other.rejected;
        self.blank += other.blank;
        self.filtered += other.filtered;
        self.duplicate += other.duplicate;
        self.empty += other.empty;
        self.later += other.later;
        self.total += other.total;
        self.totals.extend_from_slice(&other.totals);
        self.repeated += other.repeated;
        self.section += other.section;
        self.note += other.note;
        self.superseded += other.superseded;
    }
}
