//! What stands over a column of figures: its period, its day within it, and what is left as the name of its measure.

use super::heading::{Headings, PeriodOver, apart, period_over};
use crate::calendar::{Date, FiscalCalendar, Span};
use crate::ingest::shape::header::HeaderLabel;
use std::collections::{BTreeMap, BTreeSet};

/// A column with a period over it.
pub(super) struct Over<'l> {
    pub(super) column: usize,
    pub(super) span: Span,
    pub(super) day: Option<Date>,
    /// Labels that are no part of the period.
    rest: Vec<&'l HeaderLabel>,
    /// What stands beside the period in its own cell, as `Fcst` in `Nov-26 Fcst`.
    tags: Vec<String>,
}

/// The period over a column; `None` when there is none.
pub(super) fn read<'l>(
    column: usize,
    over: &'l [HeaderLabel],
    rows: &BTreeMap<usize, Headings>,
    calendar: &FiscalCalendar,
) -> Option<Over<'l>> {
    let heading = |label: &HeaderLabel| Some((rows.get(&label.row)?, label.column));
    let span_of = |label: &HeaderLabel| heading(label).and_then(|(row, column)| row.spans.get(&column).copied());
    let labels: Vec<(&str, Option<Span>)> = over.iter().map(|label| (label.text.as_str(), span_of(label))).collect();
    let PeriodOver { span, week, said_by, times } = period_over(calendar, &labels)?;
    let own_day = match said_by.as_slice() {
        [alone] => heading(&over[*alone]).and_then(|(row, column)| row.days.get(&column).copied()),
        _ => None,
    };
    let rest = over.iter().enumerate().filter(|(at, _)| !times.contains(at)).map(|(_, label)| label).collect();
    let tags = times.iter().filter_map(|&at| apart(calendar, &over[at].text).1).collect();
    Some(Over { column, span, day: own_day.or(week), rest, tags })
}

impl Over<'_> {
    pub(super) fn is_tagged(&self) -> bool {
        !self.tags.is_empty()
    }

    /// What is left over the column, as the name of its measure.
    pub(super) fn measure(&self) -> Option<String> {
        let texts: Vec<&str> =
            self.rest.iter().map(|label| label.text.as_str()).chain(self.tags.iter().map(String::as_str)).collect();
        (!texts.is_empty()).then(|| texts.join(" "))
    }
}

/// Days and weeks that a row of the header says below the months: `1 | 2 | 3` or `1주 | 2주` under `2026년 10월`.
pub(super) fn split_periods(columns: &mut [Over<'_>], calendar: &FiscalCalendar) {
    let rows: BTreeSet<usize> = columns.iter().flat_map(|over| over.rest.iter().map(|label| label.row)).collect();
    for row in rows {
        let part_of = |over: &Over<'_>| {
            let label = over.rest.iter().find(|label| label.row == row)?;
            part_of_period(&label.text).filter(|_| over.span.len() == 1 && over.day.is_none())
        };
        let mut parts: BTreeMap<i32, BTreeSet<Part>> = BTreeMap::new();
        for over in columns.iter() {
            parts.entry(over.span.first.serial()).or_default().extend(part_of(over));
        }
        if !parts.values().any(|parts| parts.len() > 1) {
            continue;
        }
        for over in columns.iter_mut() {
            let Some(part) = part_of(over) else { continue };
            let (first, last) = (calendar.first_day(over.span.first), calendar.last_day(over.span.first));
            let after = match part {
                Part::Day(day) => u64::from(day) - 1,
                // Weeks are numbered from 1 in each month, or through the year.
                Part::Week(_) => 7 * parts[&over.span.first.serial()].range(..part).count() as u64,
            };
            let day = first.checked_add_days(crate::calendar::Days::new(after)).unwrap_or(last);
            if part.is_week() || day <= last {
                over.day = Some(day.min(last));
                over.rest.retain(|label| label.row != row);
            }
        }
    }
}

/// Which part of a month a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Day(u32),
    Week(u32),
}

impl Part {
    const fn is_week(self) -> bool {
        matches!(self, Self::Week(_))
    }
}

fn part_of_period(label: &str) -> Option<Part> {
    let folded: String = crate::name::fold(label).split_whitespace().collect();
    let within = |digits: &str, most: u32| digits.parse().ok().filter(|number| (1..=most).contains(number));
    let bare = folded.trim_end_matches('.');
    if let Some(day) = within(bare.strip_suffix('일').unwrap_or(bare), 31) {
        return Some(Part::Day(day));
    }
    let behind = ["week", "wk", "kw", "w"].iter().find_map(|word| bare.strip_prefix(word));
    let before =
        ["주차", "주"].iter().find_map(|word| bare.strip_suffix(word)).map(|rest| rest.trim_start_matches('제'));
    within(behind.or(before)?.trim_start_matches(['-', '.', '#']), 53).map(Part::Week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_weeks_of_a_month_are_known_by_their_numbers() {
        for (label, part) in [
            ("1", Some(Part::Day(1))),
            ("31일", Some(Part::Day(31))),
            ("1주", Some(Part::Week(1))),
            ("제2주", Some(Part::Week(2))),
            ("3주차", Some(Part::Week(3))),
            ("W40", Some(Part::Week(40))),
            ("Week 2", Some(Part::Week(2))),
            ("KW 41", Some(Part::Week(41))),
            ("32", None),
            ("W54", None),
            ("Won", None),
            ("Actual", None),
            ("", None),
        ] {
            assert_eq!(part_of_period(label), part, "{label}");
        }
    }
}
