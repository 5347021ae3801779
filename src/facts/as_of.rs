//! The as-of period: which it is, which inputs do not reach it, and whether their data stop inside it.

use super::keyed::KeyedTable;
use super::problem::FactProblem;
use super::request::FactRequest;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::place::Place;
use crate::schema::FactKind;
use std::collections::{BTreeMap, BTreeSet};

/// The period asked for, else the latest that every required input covers.
pub(super) fn choose_as_of(
    tables: &[KeyedTable<'_>],
    request: &FactRequest<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Period> {
    let reach = |table: &KeyedTable<'_>| match table.covered.last() {
        Some(&last) => format!("{} ends with {}", table.table.input, request.calendar.label(last)),
        None => format!("{} has no row", table.table.input),
    };
    if let Some(as_of) = request.as_of {
        let dated = || tables.iter().filter(|table| table.has_periods());
        if dated().next().is_some() && !dated().any(|table| table.covered.contains(&as_of)) {
            if !is_told(tables, request) {
                let problem = FactProblem::AsOfNotCovered {
                    period: request.calendar.label(as_of),
                    inputs: dated().map(reach).collect(),
                };
                findings.push(Finding::new(Place::Nowhere, problem));
            }
            return None;
        }
        return Some(as_of);
    }
    let required: Vec<&KeyedTable<'_>> =
        tables.iter().filter(|table| table.table.required && table.was_read() && table.has_periods()).collect();
    let common =
        required.iter().map(|table| table.covered.clone()).reduce(|a, b| a.intersection(&b).copied().collect());
    let as_of = common.and_then(|periods| periods.last().copied());
    if as_of.is_none() && !is_told(tables, request) {
        let inputs = required.iter().map(|table| reach(table)).collect();
        findings.push(Finding::new(Place::Nowhere, FactProblem::NoCommonPeriod { inputs }));
    }
    as_of
}

/// Whether the run stops for an export anyway of which no row has a period: its finding says why, and one mistake is one
/// finding.
fn is_told(tables: &[KeyedTable<'_>], request: &FactRequest<'_>) -> bool {
    request.is_stopped
        && tables.iter().any(|table| table.table.required && table.has_periods() && table.covered.is_empty())
}

/// Gives the facts whose data are stale.
pub(super) fn warn_of_late_inputs(
    tables: &[KeyedTable<'_>],
    as_of: Period,
    request: &FactRequest<'_>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<FactKind> {
    let mut stale = BTreeSet::new();
    let calendar = request.calendar;
    for table in tables.iter().filter(|table| table.has_periods()) {
        let place = table.table.files.last().map_or(Place::Nowhere, |file| Place::File(file.name.clone()));
        if table.table.required && table.was_read() && !table.covered.contains(&as_of) {
            let problem = FactProblem::InputBehind {
                period: calendar.label(as_of),
                last: table.covered.last().map(|&last| calendar.label(last)),
            };
            findings.push(Finding::new(place.clone(), problem).of_input(&table.table.input));
        }
        let Some((allowed, &last)) = request.fresh_within_days.zip(table.covered.last()) else { continue };
        let last_day = calendar.last_day(last);
        let days = (request.today - last_day).num_days();
        if days > i64::from(allowed) {
            let problem = FactProblem::StaleInput { last_day: last_day.to_string(), days, allowed };
            findings.push(Finding::new(place, problem).of_input(&table.table.input));
            stale.insert(table.table.fact.kept_as());
        }
    }
    stale
}

/// Whether the data stop earlier before the end of the as-of period than they ever did before: an export that never
/// has a row on a Sunday is not partial because a month ends on one.
pub(super) fn is_partial(last_days: &BTreeMap<Period, Date>, as_of: Period, calendar: &FiscalCalendar) -> bool {
    let gap = |(&period, &day): (&Period, &Date)| (calendar.last_day(period) - day).num_days();
    let Some(now) = last_days.get_key_value(&as_of).map(gap) else { return false };
    let usual = last_days.range(..as_of).map(gap).max();
    now > usual.unwrap_or(0)
}
