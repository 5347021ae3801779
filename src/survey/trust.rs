//! How far the reading of a table can be trusted, in plain reasons.

use super::found::{Across, ColumnKind, ColumnSurvey, Confidence, ConfidenceLevel, RowTally, TotalCheck, TotalSurvey};
use crate::ingest::shape::tables::Extent;
use crate::prose::count;

pub(crate) fn judge(
    extent: &Extent,
    rows: &RowTally,
    columns: &[ColumnSurvey],
    across: Option<&Across>,
    totals: &[TotalSurvey],
) -> Confidence {
    let mut level = ConfidenceLevel::High;
    let mut reasons = Vec::new();
    let mut doubt = |to: ConfidenceLevel, reason: String| {
        level = level.min(to);
        reasons.push(reason);
    };
    let used: Vec<&ColumnSurvey> = columns.iter().filter(|column| column.kind != ColumnKind::Empty).collect();
    let nameless = used.iter().filter(|column| column.name.is_empty()).count();
    let mixed = used.iter().filter(|column| column.kind == ColumnKind::Mixed).count();
    let height = extent.bottom - extent.top + 1;
    if extent.figures.is_empty() {
        doubt(ConfidenceLevel::Medium, "no column of figures tells the header from the rows".to_owned());
    }
    if rows.data < 2 {
        let to = if extent.figures.is_empty() { ConfidenceLevel::Low } else { ConfidenceLevel::Medium };
        doubt(to, format!("only {} of data", count(rows.data, "row")));
    }
    if nameless > 0 {
        let to = if nameless * 2 > used.len() { ConfidenceLevel::Low } else { ConfidenceLevel::Medium };
        doubt(to, format!("{} without a heading", count(nameless, "column")));
    }
    if mixed > 0 {
        let to = if mixed * 2 > used.len() { ConfidenceLevel::Low } else { ConfidenceLevel::Medium };
        doubt(to, format!("{} with texts and figures mixed", count(mixed, "column")));
    }
    if across.is_some_and(|across| !across.has_year) {
        doubt(ConfidenceLevel::Medium, "the periods across do not say their year".to_owned());
    }
    let differing = totals
        .iter()
        .filter(|total| matches!(total.agreement, TotalCheck::Differs { .. } | TotalCheck::Outermost { .. }))
        .count();
    if differing > 0 {
        let verb = if differing == 1 { "does" } else { "do" };
        doubt(ConfidenceLevel::Medium, format!("{differing} of {} {verb} not add up", count(totals.len(), "total")));
    }
    if columns.len() == 1 {
        doubt(ConfidenceLevel::Low, "a single column".to_owned());
    }
    // What speaks for it comes first.
    let figures = used.iter().filter(|column| column.kind.is_number() || column.kind == ColumnKind::Day).count();
    let mut said = Vec::new();
    if across.is_some() {
        said.push("periods stand across".to_owned());
    } else if figures > 0 {
        said.push(format!("headings stand over {} of figures or days", count(figures, "column")));
    }
    if height > 1 {
        said.push(format!("{height} rows of headings over each other"));
    }
    let agreeing = totals.iter().filter(|total| matches!(total.agreement, TotalCheck::Agrees { .. })).count();
    if agreeing > 0 {
        let verb = if agreeing == 1 { "adds" } else { "add" };
        said.push(format!("{agreeing} of {} {verb} up", count(totals.len(), "total")));
    }
    said.extend(reasons);
    Confidence { level, reasons: said }
}
