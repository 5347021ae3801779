//! What the columns of a crosstab are.

use super::heading::Doubt;
use crate::calendar::Span;
use crate::ingest::shape::header::HeaderLabel;
use crate::ingest::shape::totals::TotalsAcross;

/// A sheet whose header has periods or other headings across.
#[derive(Debug)]
pub(crate) struct Crosstab {
    /// Index of the first and the last row of the header.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Index of the row behind the last one.
    pub(crate) end: usize,
    /// Columns that say what a line is about, with their names.
    pub(crate) ids: Vec<(usize, String)>,
    /// Names of header rows that say what a column is about beside its period: their corner has the name.
    pub(crate) dimensions: Vec<String>,
    pub(crate) figures: Vec<FigureColumn>,
    /// Columns that sum others.
    pub(crate) sums: Vec<TotalsAcross>,
    /// Headings that read in two ways.
    pub(crate) doubts: Vec<Doubt>,
    /// The first heading such as `2026년 1/4` that was read as a quarter, with its cell of the grid.
    pub(crate) quarters: Option<(usize, usize, String)>,
}

#[derive(Debug, Clone)]
pub(crate) struct FigureColumn {
    pub(crate) column: usize,
    /// `None` when periods do not stand across.
    pub(crate) span: Option<Span>,
    /// What each dimension says of it.
    pub(crate) values: Vec<String>,
    /// The label of its measure, where there is one.
    pub(crate) measure: Option<String>,
}

/// The labels of a stack that are left over, as the name of a measure.
pub(crate) fn measure_of<'a>(labels: impl Iterator<Item = &'a HeaderLabel>) -> Option<String> {
    let texts: Vec<&str> = labels.map(|label| label.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}
