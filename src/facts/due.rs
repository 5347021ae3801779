//! Exports that are due and not there, with who delivers them and since when; and how long that holds when nothing in
//! the exports changes.

use super::keyed::KeyedTable;
use super::problem::FactProblem;
use super::request::FactRequest;
use crate::calendar::Date;
use crate::calendar::Days;
use crate::diagnostic::Finding;
use crate::place::Place;

/// Of a run that was asked for an earlier period, later exports are none of its business.
pub(super) fn overdue(tables: &[KeyedTable<'_>], request: &FactRequest<'_>) -> Vec<Finding> {
    let (calendar, today) = (request.calendar, request.today);
    let find = |table: &KeyedTable<'_>| {
        let due = request.expected.of(table)?;
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

/// The first day on which something new would be said: an export becomes due that is not there, or data become stale.
/// It is the same whichever day before it the run is made on; `None` when no day brings anything.
pub(super) fn stands_until(tables: &[KeyedTable<'_>], request: &FactRequest<'_>) -> Option<Date> {
    let dated = || tables.iter().filter(|table| table.has_periods());
    let due = dated().filter_map(|table| {
        let due = request.expected.of(table)?;
        request.expected.next(table, due, request.calendar, request.today)
    });
    let stale = dated().filter_map(|table| {
        let (allowed, &last) = request.fresh_within_days.zip(table.covered.last())?;
        let day = request.calendar.last_day(last).checked_add_days(Days::new(u64::from(allowed) + 1))?;
        (day > request.today).then_some(day)
    });
    due.chain(stale).min()
}
