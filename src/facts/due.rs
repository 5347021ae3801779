//! Exports that are due and not there: named before the review, with who delivers them and since when.

use super::keyed::KeyedTable;
use super::problem::FactProblem;
use super::resolve::Request;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::pipeline::Due;
use crate::place::Place;
use std::collections::BTreeSet;

/// What is expected of the exports of a pipeline, by the day of the run.
#[derive(Debug, Default)]
pub struct Expected<'a> {
    /// Inputs that have one, by name.
    pub inputs: Vec<(&'a str, &'a Due)>,
    pub holidays: BTreeSet<Date>,
}

impl Expected<'_> {
    /// The latest period whose export was due before today.
    pub(super) fn latest(&self, due: &Due, calendar: &FiscalCalendar, today: Date) -> Option<Period> {
        let mut period = calendar.period_of(today)?;
        // An export may be due long after its period: a year of them is more than any.
        for _ in 0..=400 {
            period = period.previous();
            if due.on(calendar.last_day(period), &self.holidays) < today {
                return Some(period);
            }
        }
        None
    }
}

/// Of a run that was asked for an earlier period, later exports are none of its business.
pub(super) fn overdue(tables: &[KeyedTable<'_>], request: &Request<'_>) -> Vec<Finding> {
    let (calendar, today) = (request.calendar, request.today);
    let find = |table: &KeyedTable<'_>| {
        let (_, due) = request.expected.inputs.iter().find(|(name, _)| *name == &*table.table.input)?;
        let latest = request.expected.latest(due, calendar, today)?;
        let latest = request.as_of.map_or(latest, |as_of| latest.min(as_of));
        // An export that began later owes nothing for the time before.
        let begins_later = table.covered.first().is_some_and(|first| latest < *first);
        if begins_later || table.covered.contains(&latest) {
            return None;
        }
        let by = due.on(calendar.last_day(latest), &request.expected.holidays);
        let problem = FactProblem::Overdue {
            period: calendar.label(latest),
            by: by.to_string(),
            days: (today - by).num_days(),
            owner: due.owner.as_ref().map(ToString::to_string),
            last: table.covered.last().map(|&last| calendar.label(last)),
        };
        let place = table.table.files.last().map_or(Place::Nowhere, |file| Place::File(file.name.clone()));
        Some(Finding::new(place, problem).of_input(&table.table.input))
    };
    tables.iter().filter_map(find).collect()
}
