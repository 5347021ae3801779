//! Periods that stand across: which they are, and what stands under them.

use super::columns::{TableColumn, Time};
use super::found::{Across, ColumnKind, ColumnSurvey};
use crate::ingest::shape::look::TimeStep;

/// The periods over the figures, in the order of the sheet.
pub(crate) fn across(table_columns: &[TableColumn], columns: &[ColumnSurvey]) -> Option<Across> {
    let timed: Vec<(Time, &TableColumn, &ColumnSurvey)> = table_columns
        .iter()
        .zip(columns)
        .filter_map(|(table_column, column)| table_column.time.map(|time| (time, table_column, column)))
        .collect();
    let mut times: Vec<Time> = Vec::new();
    for (time, ..) in &timed {
        if !times.contains(time) {
            times.push(*time);
        }
    }
    let (first, last) = (timed.first()?, timed.last()?);
    let mut measures: Vec<String> =
        timed.iter().filter_map(|(_, table_column, _)| table_column.measure.clone()).collect();
    measures.sort();
    measures.dedup();
    let filled: Vec<&ColumnSurvey> = timed.iter().map(|(.., column)| *column).collect();
    let kind = kind_of_all(&filled);
    let examples = filled.iter().filter_map(|column| column.examples.first().cloned()).take(3).collect();
    let said = |(_, table_column, _): &(Time, &TableColumn, &ColumnSurvey)| table_column.said.clone();
    Some(Across {
        first: said(first),
        last: said(last),
        number: times.len(),
        step: step(&times),
        has_year: !times.iter().any(|time| matches!(time, Time::Step(_))),
        columns: (first.2.column, last.2.column),
        measures,
        kind,
        filled: filled.iter().map(|column| column.filled).sum(),
        blank: filled.iter().map(|column| column.blank).sum(),
        examples,
    })
}

/// The type of figures that stand in several columns.
fn kind_of_all(columns: &[&ColumnSurvey]) -> ColumnKind {
    let has = |kind: ColumnKind| columns.iter().any(|column| column.kind == kind);
    let rising = [ColumnKind::Mixed, ColumnKind::Amount, ColumnKind::Percent, ColumnKind::Whole];
    rising.into_iter().find(|kind| has(*kind)).unwrap_or(ColumnKind::Empty)
}

fn step(times: &[Time]) -> &'static str {
    match times.first() {
        Some(Time::Span(span)) => match span.len() {
            1 => "month",
            3 => "quarter",
            6 => "half",
            12 => "year",
            _ => "span",
        },
        Some(Time::Day(_)) => {
            let days: Vec<_> =
                times.iter().filter_map(|time| if let Time::Day(day) = time { Some(*day) } else { None }).collect();
            let gaps = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days().abs());
            let (least, most) = gaps.fold((i64::MAX, 0), |(least, most), gap| (least.min(gap), most.max(gap)));
            match (least, most) {
                (7, 7) => "week",
                (28.., ..=31) => "month",
                (89.., ..=92) => "quarter",
                (365.., ..=366) => "year",
                _ => "day",
            }
        }
        Some(Time::Step(TimeStep::Month(_))) => "month",
        Some(Time::Step(TimeStep::Quarter(_))) => "quarter",
        Some(Time::Step(TimeStep::Year(_))) => "year",
        Some(Time::Step(TimeStep::Week(_))) => "week",
        None => "none",
    }
}
