//! Crosstabs: periods or other headings across, one or several measures under each. They are unpivoted into rows, one a
//! line and column of figures, and every figure keeps the address of the cell it came from.

mod classify;
mod find;
mod heading;
mod lines;
mod measures;
mod sums;
#[cfg(test)]
mod tests;
mod unpivot;

pub(crate) use find::find;

use super::header::Label;
use crate::calendar::Span;

/// A sheet whose header has periods or other headings across.
#[derive(Debug)]
pub(crate) struct Crosstab {
    /// Index of the first and the last row of the header.
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    /// Index of the row behind the last one.
    pub(crate) end: usize,
    /// Columns that say what a line is about, with their names.
    ids: Vec<(usize, String)>,
    /// Names of header rows that say what a column is about beside its period: their corner has the name.
    dimensions: Vec<String>,
    figures: Vec<FigureColumn>,
    /// Columns that sum others.
    sums: Vec<SumColumn>,
    /// Headings that read in two ways.
    doubts: Vec<heading::Doubt>,
}

#[derive(Debug, Clone)]
pub(crate) struct FigureColumn {
    column: usize,
    /// `None` when periods do not stand across.
    span: Option<Span>,
    /// What each dimension says of it.
    values: Vec<String>,
    /// The label of its measure, where there is one.
    measure: Option<String>,
}

#[derive(Debug, Clone)]
struct SumColumn {
    column: usize,
    /// The periods that it sums; `None` for a total by name.
    span: Option<Span>,
    measure: Option<String>,
}

/// The labels of a stack that are left over, as the name of a measure.
fn measure_of<'a>(labels: impl Iterator<Item = &'a Label>) -> Option<String> {
    let texts: Vec<&str> = labels.map(|label| label.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}
