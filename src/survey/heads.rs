//! The headings of a table: what each column is called, and which period stands over it.

use super::extent::{Extent, reaching};
use super::look::{Heading, Look, Step, View};
use crate::calendar::{Date, Span};
use crate::ingest::shape::totals;
use crate::name;

/// A moment that stands over a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    Span(Span),
    Day(Date),
    Step(Step),
}

/// A column under its header.
#[derive(Debug, Clone)]
pub(crate) struct Head {
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
pub(crate) fn heads(view: &View<'_>, extent: &Extent) -> Vec<Head> {
    let short = short_months(view, extent);
    let mut heads: Vec<Head> = extent.columns.iter().map(|&column| head(view, extent, column, short)).collect();
    // Steps stand for periods only when there is a row of them.
    let times = heads.iter().filter(|head| head.time.is_some() && head.is_figure).count();
    let figures = heads.iter().filter(|head| head.is_figure && !head.is_total).count();
    if times < 2 || times * 2 < figures {
        for head in &mut heads {
            head.time = None;
            head.measure = None;
        }
    } else {
        mark_longer_spans(&mut heads);
    }
    number_names(&mut heads, |head| &mut head.name);
    number_names(&mut heads, |head| &mut head.own);
    heads
}

fn head(view: &View<'_>, extent: &Extent, column: usize, short: bool) -> Head {
    let is_figure = extent.figures.contains(&column);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for row in extent.top..=extent.bottom {
        if view.look(row, column) != Look::Blank {
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
    Head {
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
fn short_months(view: &View<'_>, extent: &Extent) -> bool {
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

fn time(view: &View<'_>, parts: &[(usize, usize)], short: bool) -> Option<(Time, String, Vec<String>)> {
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
            Some(Heading::Period(span)) => take(Time::Span(span), vec![at]),
            Some(Heading::Day(day)) => take(Time::Day(day), vec![at]),
            Some(Heading::Step(step)) => take(Time::Step(step), vec![at]),
            Some(Heading::Text) | None => {}
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
fn mark_longer_spans(heads: &mut [Head]) {
    let length = |head: &Head| match head.time {
        Some(Time::Span(span)) => Some(span.len()),
        Some(Time::Day(_)) => Some(1),
        _ => None,
    };
    let Some(shortest) = heads.iter().filter_map(length).min() else { return };
    for head in heads {
        if length(head).is_some_and(|length| length > shortest) {
            head.is_total = true;
            head.time = None;
        }
    }
}

fn number_names(heads: &mut [Head], name: impl Fn(&mut Head) -> &mut String) {
    let mut seen: Vec<String> = Vec::new();
    for head in heads {
        let name = name(head);
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
