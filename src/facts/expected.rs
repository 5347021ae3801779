//! When exports must be there, as the pipeline says it.

use super::keyed::KeyedTable;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::pipeline::Due;
use std::collections::BTreeSet;

/// What is expected of the exports of a pipeline, by the day of the run.
#[derive(Debug, Default)]
pub struct ExpectedExports<'a> {
    /// Inputs that have one, by name.
    pub inputs: Vec<(&'a str, &'a Due)>,
    pub holidays: BTreeSet<Date>,
}

impl ExpectedExports<'_> {
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

    /// The day after the due day of the next period that the input does not have.
    pub(super) fn next(
        &self,
        table: &KeyedTable<'_>,
        due: &Due,
        calendar: &FiscalCalendar,
        today: Date,
    ) -> Option<Date> {
        let mut period = self.latest(due, calendar, today)?;
        // Exports that come ahead of their periods come a year ahead at most.
        for _ in 0..=calendar.periods_per_year() {
            period = period.next();
            if !table.covered.contains(&period) {
                return due.on(calendar.last_day(period), &self.holidays).succ_opt();
            }
        }
        None
    }

    /// What is expected of an input, if anything.
    pub(super) fn of(&self, table: &KeyedTable<'_>) -> Option<&Due> {
        self.inputs.iter().find(|(name, _)| *name == &*table.table.input).map(|(_, due)| *due)
    }
}
