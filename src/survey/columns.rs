//! The headings of a table: what each column is called, and which period stands over it.

use crate::calendar::{Date, Span};
use crate::ingest::shape::look::{CellKind, HeadingValue, SheetView, TimeStep};
use crate::ingest::shape::tables::{Extent, reaching};
use crate::ingest::shape::totals;
use crate::name;

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
    let short = short_months(view, extent);
    let mut table_columns: Vec<TableColumn> =
        extent.columns.iter().map(|&column| table_column(view, extent, column, short)).collect();
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

fn table_column(view: &SheetView<'_>, extent: &Extent, column: usize, short: bool) -> TableColumn {
    let is_figure = extent.figures.contains(&column);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for row in extent.top..=extent.bottom {
        if view.look(row, column) != CellKind::Blank {
            parts.push((row, column));
        } else if row < extent.bottom
            && let Some(from) = reaching(view, (row, extent.bottom), column, &extent.figures)
        {
            parts.push((row, from));
        }
    }
    let mut labels: Vec<String> = Vec::new();
    for &(row, column) in &parts {
        let text = view.text(row, column);
        if labels.last() != Some(&text) {
            labels.push(text);
        }
    }
    let own = labels.last().cloned().unwrap_or_default();
    let is_total = is_figure && labels.iter().any(|label| totals::naming(label).is_some());
    let (time, said, mut rest) = match time(view, &parts, short).filter(|_| is_figure) {
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

/// Whether all figures stand under months like `26.01`.
fn short_months(view: &SheetView<'_>, extent: &Extent) -> bool {
    (extent.top..=extent.bottom).any(|row| {
        let texts: Vec<String> = extent
            .figures
            .iter()
            .map(|&column| view.text(row, column))
            .filter(|text| !text.is_empty() && totals::naming(text).is_none())
            .collect();
        texts.len() >= 2 && texts.iter().all(|text| view.calendar.parse_short_month(text).is_some())
    })
}

fn time(view: &SheetView<'_>, parts: &[(usize, usize)], short: bool) -> Option<(Time, String, Vec<String>)> {
    let texts: Vec<String> = parts.iter().map(|&(row, column)| view.text(row, column)).collect();
    let mut best: Option<(Time, Vec<usize>)> = None;
    let mut take = |time: Time, used: Vec<usize>| {
        if best.as_ref().is_none_or(|(known, _)| is_finer(time, *known)) {
            best = Some((time, used));
        }
    };
    for (at, &(row, column)) in parts.iter().enumerate() {
        let bare = name::without_footnote(&texts[at]);
        if let Some(month) = view.calendar.parse_short_month(bare).filter(|_| short) {
            take(Time::Span(Span::of(month)), vec![at]);
            continue;
        }
        match view.heading(row, column) {
            Some(HeadingValue::Period(span)) => take(Time::Span(span), vec![at]),
            Some(HeadingValue::Day(day)) => take(Time::Day(day), vec![at]),
            Some(HeadingValue::Step(step)) => take(Time::Step(step), vec![at]),
            Some(HeadingValue::Text) | None => {}
        }
    }
    // `2026` over `10월`, `FY26` over `Q1`: two labels that say one period together.
    for first in 0..texts.len() {
        for second in first + 1..texts.len() {
            if let Some(span) = view.calendar.parse_label(&format!("{} {}", texts[first], texts[second])) {
                take(Time::Span(span), vec![first, second]);
            }
        }
    }
    let (time, used) = best?;
    let said: Vec<&str> = used.iter().map(|&at| name::without_footnote(&texts[at])).collect();
    let said = said.join(" ");
    let mut rest: Vec<String> = Vec::new();
    for (_, text) in texts.into_iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        if rest.last() != Some(&text) {
            rest.push(text);
        }
    }
    Some((time, said, rest))
}

/// A period with its year is better than one without, and a shorter one better than a longer one.
fn is_finer(time: Time, known: Time) -> bool {
    match (time, known) {
        (Time::Span(time), Time::Span(known)) => time.len() < known.len(),
        (Time::Span(_) | Time::Day(_), Time::Step(_)) | (Time::Day(_), Time::Span(_)) => true,
        _ => false,
    }
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
