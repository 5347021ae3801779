//! The headings of a table: what each column is called, and which period stands over it.

use crate::calendar::{Date, Span};
use crate::ingest::shape::crosstab::{self, Headings};
use crate::ingest::shape::header::{self, HeaderLabel};
use crate::ingest::shape::look::{HeadingValue, SheetView, TimeStep};
use crate::ingest::shape::tables::Extent;
use crate::ingest::shape::totals;
use crate::name;
use crate::values::DateOrder;
use std::collections::BTreeMap;

/// A moment that stands over a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    Span(Span),
    Day(Date),
    Step(TimeStep),
}

/// A column under its header.
#[derive(Debug, Clone)]
pub(crate) struct TableColumn {
    pub(crate) column: usize,
    /// As goalpost addresses it: labels over each other joined, the second of a name numbered. Empty without a heading.
    pub(crate) name: String,
    /// The lowest label alone, numbered likewise.
    pub(crate) own: String,
    pub(crate) time: Option<Time>,
    /// Its periods, also where it sums them.
    pub(crate) span: Option<Span>,
    /// The time as the header says it.
    pub(crate) said: String,
    /// The labels that are not part of the time.
    pub(crate) measure: Option<String>,
    pub(crate) is_total: bool,
    pub(crate) is_figure: bool,
}

/// The headings of a table from left to right.
pub(crate) fn table_columns(view: &SheetView<'_>, extent: &Extent) -> Vec<TableColumn> {
    let headings: BTreeMap<usize, Headings> = (extent.top..=extent.bottom)
        .map(|row| (row, crosstab::headings(view.sheet, row, view.calendar, &DateOrder::Auto)))
        .collect();
    let labels = header::labels(view.sheet, extent.top, extent.bottom);
    let column = |&column: &usize| table_column(view, extent, (column, &labels[column]), &headings);
    let mut table_columns: Vec<TableColumn> = extent.columns.iter().map(column).collect();
    // Steps stand for periods only when there is a row of them.
    let times =
        table_columns.iter().filter(|table_column| table_column.time.is_some() && table_column.is_figure).count();
    let figures = table_columns.iter().filter(|table_column| table_column.is_figure && !table_column.is_total).count();
    if times < 2 || times * 2 < figures {
        for table_column in &mut table_columns {
            table_column.time = None;
            table_column.measure = None;
        }
    } else {
        mark_longer_spans(&mut table_columns);
    }
    number_names(&mut table_columns, |table_column| &mut table_column.name);
    number_names(&mut table_columns, |table_column| &mut table_column.own);
    table_columns
}

fn table_column(
    view: &SheetView<'_>,
    extent: &Extent,
    (column, over): (usize, &[HeaderLabel]),
    headings: &BTreeMap<usize, Headings>,
) -> TableColumn {
    let is_figure = extent.figures.contains(&column);
    let parts: Vec<(usize, usize)> = over.iter().map(|label| (label.row, label.column)).collect();
    let mut labels: Vec<String> = Vec::new();
    for &(row, column) in &parts {
        let text = view.text(row, column);
        if labels.last() != Some(&text) {
            labels.push(text);
        }
    }
    let own = labels.last().cloned().unwrap_or_default();
    let is_total = is_figure && labels.iter().any(|label| totals::naming(label).is_some());
    let (time, said, mut rest) = match time(view, &parts, headings).filter(|_| is_figure) {
        Some((time, said, rest)) => (Some(time), said, rest),
        None if is_total => (None, String::new(), labels.clone()),
        None => (None, String::new(), Vec::new()),
    };
    rest.retain(|label| !is_total || totals::naming(label).is_none());
    let span = match time {
        Some(Time::Span(span)) => Some(span),
        _ => None,
    };
    let measure = (!rest.is_empty()).then(|| rest.join(" "));
    TableColumn {
        column,
        name: labels.join(" / "),
        own,
        time: time.filter(|_| !is_total),
        span,
        said,
        measure,
        is_total,
        is_figure,
    }
}

/// The moment over a column, as the header says it, and the labels that are not part of it. Days keep their day here; a run
/// puts them into periods.
fn time(
    view: &SheetView<'_>,
    parts: &[(usize, usize)],
    headings: &BTreeMap<usize, Headings>,
) -> Option<(Time, String, Vec<String>)> {
    let texts: Vec<String> = parts.iter().map(|&(row, column)| view.text(row, column)).collect();
    let of = |(at, &(row, column)): (usize, &(usize, usize))| {
        (texts[at].as_str(), headings.get(&row).and_then(|headings| headings.spans.get(&column)).copied())
    };
    let labels: Vec<_> = parts.iter().enumerate().map(of).collect();
    let alone = |wanted: fn(HeadingValue) -> Option<Time>| {
        let mut found = parts.iter().enumerate();
        found.find_map(|(at, &(row, column))| Some((wanted(view.heading(row, column)?)?, vec![at])))
    };
    let day = alone(|heading| if let HeadingValue::Day(day) = heading { Some(Time::Day(day)) } else { None });
    let step = || alone(|heading| if let HeadingValue::Step(step) = heading { Some(Time::Step(step)) } else { None });
    let (time, said_by, times) = match (day, crosstab::period_over(view.calendar, &labels)) {
        (Some((day, at)), _) => (day, at.clone(), at),
        (None, Some(period)) => (Time::Span(period.span), period.said_by, period.times),
        (None, None) => step().map(|(step, at)| (step, at.clone(), at))?,
    };
    let said: Vec<&str> = said_by.iter().map(|&at| name::without_footnote(&texts[at])).collect();
    let said = said.join(" ");
    let mut rest: Vec<String> = Vec::new();
    for (_, text) in texts.into_iter().enumerate().filter(|(at, _)| !times.contains(at)) {
        if rest.last() != Some(&text) {
            rest.push(text);
        }
    }
    Some((time, said, rest))
}

/// Quarters and years beside months are their totals.
fn mark_longer_spans(table_columns: &mut [TableColumn]) {
    let length = |table_column: &TableColumn| match table_column.time {
        Some(Time::Span(span)) => Some(span.len()),
        Some(Time::Day(_)) => Some(1),
        _ => None,
    };
    let Some(shortest) = table_columns.iter().filter_map(length).min() else { return };
    for table_column in table_columns {
        if length(table_column).is_some_and(|length| length > shortest) {
            table_column.is_total = true;
            table_column.time = None;
        }
    }
}

fn number_names(table_columns: &mut [TableColumn], name: impl Fn(&mut TableColumn) -> &mut String) {
    let mut seen: Vec<String> = Vec::new();
    for table_column in table_columns {
        let name = name(table_column);
        if name.is_empty() {
            continue;
        }
        let folded = name::fold(name);
        let before = seen.iter().filter(|known| **known == folded).count();
        seen.push(folded);
        if before > 0 {
            *name = format!("{name}#{}", before + 1);
        }
    }
}
