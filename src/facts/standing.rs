//! How long what a run says of its exports holds when nothing in them changes: until an export becomes due that is not
//! there, or data become stale. The day is the same whichever day before it the run is made on.

use super::due::Expected;
use super::keyed::KeyedTable;
use super::resolve::Request;
use crate::calendar::{Date, FiscalCalendar};
use crate::pipeline::Due;
use chrono::Days;

/// The first day on which something new would be said; `None` when no day brings any.
pub(super) fn stands_until(tables: &[KeyedTable<'_>], request: &Request<'_>) -> Option<Date> {
    let dated = || tables.iter().filter(|table| table.has_periods());
    let due = dated().filter_map(|table| {
        let (_, due) = request.expected.inputs.iter().find(|(name, _)| *name == &*table.table.input)?;
        next_due(table, due, &request.expected, request.calendar, request.today)
    });
    let stale = dated().filter_map(|table| {
        let (allowed, &last) = request.fresh_within_days.zip(table.covered.last())?;
        let day = request.calendar.last_day(last).checked_add_days(Days::new(u64::from(allowed) + 1))?;
        (day > request.today).then_some(day)
    });
    due.chain(stale).min()
}

/// The day after the due day of the next period that the input does not have.
fn next_due(
    table: &KeyedTable<'_>,
    due: &Due,
    expected: &Expected<'_>,
    calendar: &FiscalCalendar,
    today: Date,
) -> Option<Date> {
    let mut period = expected.latest(due, calendar, today)?;
    // Exports that come ahead of their periods come a year ahead at most.
    for _ in 0..=calendar.periods_per_year() {
        period = period.next();
        if !table.covered.contains(&period) {
            return due.on(calendar.last_day(period), &expected.holidays).succ_opt();
        }
    }
    None
}
