//! What the columns of a crosstab are.

use super::heading::Doubt;
use crate::calendar::{Date, Span};
use crate::ingest::shape::header::HeaderLabel;
use crate::ingest::shape::totals::TotalsAcross;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::{ColumnRole, MeasureKind};

/// A sheet whose header has periods or other headings across.
#[derive(Debug)]
pub(crate) struct Crosstab {
    /// Index of the first and the last row of the header.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Index of the row behind the last one.
    pub(crate) end: usize,
    /// A label above the header that says of which scenario the lines are; empty where there is none.
    pub(crate) title: String,
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
    /// The day that its heading is, where several may share a period.
    pub(crate) day: Option<Date>,
    /// What each dimension says of it.
    pub(crate) values: Vec<String>,
    /// The label of its measure, where there is one.
    pub(crate) measure: Option<String>,
    /// Whether that label stands in the heading of the period, as in `Nov-26 Fcst`.
    pub(crate) is_tagged: bool,
}

/// The labels of a stack that are left over, as the name of a measure.
pub(crate) fn measure_of<'a>(labels: impl Iterator<Item = &'a HeaderLabel>) -> Option<String> {
    let texts: Vec<&str> = labels.map(|label| label.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// The measures that an input looks for by their headers, each with its names.
pub(crate) fn wanted_measures(input: &Input) -> impl Iterator<Item = (&str, &[String], MeasureKind)> {
    input.fact.schema().columns.iter().filter_map(|spec| match (spec.role, input.columns.get(spec.name.as_ref())) {
        (ColumnRole::Measure(kind, _), Some(ColumnSource::Headers(names))) => {
            Some((spec.name.as_ref(), names.as_slice(), kind))
        }
        _ => None,
    })
}
