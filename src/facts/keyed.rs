//! Tables with their keys resolved: names have become products, moments have become periods.

use super::catalog::Catalog;
use super::problem::FactProblem;
use crate::calendar::{Date, FiscalCalendar, Period, Span};
use crate::diagnostic::Finding;
use crate::ingest::{Table, TablePart, When, Whens};
use crate::schema::{ColumnRole, FactKind, MeasureKind};
use std::collections::{BTreeMap, BTreeSet};

/// A table whose products and periods are resolved.
pub(super) struct KeyedTable<'a> {
    pub(super) table: &'a Table,
    pub(super) parts: Vec<KeyedPart<'a>>,
    /// Periods in which a row falls; empty for contracts and milestones.
    pub(super) covered: BTreeSet<Period>,
    /// Last dated day by period, where rows are dated and not just labelled.
    pub(super) last_days: BTreeMap<Period, Date>,
}

/// A part with the distinct texts of its keys resolved.
pub(super) struct KeyedPart<'a> {
    pub(super) part: &'a TablePart,
    pub(super) products: Vec<Option<usize>>,
    pub(super) spans: Vec<Option<Span>>,
    /// Periods in which a row falls.
    pub(super) covered: BTreeSet<Period>,
    /// Whether rows of two days are two rows: of flows, where a day is more than the name of its period.
    pub(super) days_tell_apart: bool,
}

impl KeyedPart<'_> {
    pub(super) fn product(&self, row: usize) -> Option<usize> {
        self.products[self.part.texts("product")?.id(row)?]
    }

    pub(super) fn span(&self, row: usize) -> Option<Span> {
        self.spans[self.part.whens("period")?.id(row)?]
    }
}

impl<'a> KeyedTable<'a> {
    pub(super) fn new(
        table: &'a Table,
        catalog: &Catalog,
        calendar: &FiscalCalendar,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut keyed = Self { table, parts: Vec::new(), covered: BTreeSet::new(), last_days: BTreeMap::new() };
        for part in &table.parts {
            let products = part
                .texts("product")
                .map(|t| t.distinct().map(|name| catalog.find(name)).collect())
                .unwrap_or_default();
            let spans = part.whens("period").map(|whens| whens.distinct().map(|w| span_of(w, calendar)).collect());
            let dated = dated(part, calendar);
            let is_flow = flows_of(&table.fact, part);
            let mut keyed_part = KeyedPart {
                part,
                products,
                spans: spans.unwrap_or_default(),
                covered: BTreeSet::new(),
                days_tell_apart: is_flow && (dated.len() == 1 || !name_periods(&dated, calendar)),
            };
            check_periods(table, &keyed_part, findings);
            for row in 0..part.rows.len() {
                if let Some(span) = keyed_part.span(row).filter(|_| has_figures(&table.fact, part, row)) {
                    keyed_part.covered.extend(span.periods());
                }
            }
            keyed.covered.extend(&keyed_part.covered);
            keyed.parts.push(keyed_part);
        }
        if keyed.has_periods() {
            keyed.last_days = last_days(&keyed.parts, calendar);
        }
        keyed
    }

    /// Whether some sheet of the export could be read.
    pub(super) fn was_read(&self) -> bool {
        !self.table.parts.is_empty()
    }

    /// Whether the table says what periods brought.
    pub(super) fn has_periods(&self) -> bool {
        !matches!(self.table.fact, FactKind::Contracts | FactKind::Milestones | FactKind::Plan)
    }
}

fn span_of(when: &When, calendar: &FiscalCalendar) -> Option<Span> {
    match when {
        When::Day(day) => calendar.period_of(*day).map(Span::of),
        When::Label(label) => calendar.parse_label(label),
    }
}

/// Finds labels that are no period, or one that is too long for the fact, at the first row of each.
fn check_periods(table: &Table, keyed: &KeyedPart<'_>, findings: &mut Vec<Finding>) {
    let Some(whens) = keyed.part.whens("period") else { return };
    let mut reported = BTreeSet::new();
    for row in 0..keyed.part.rows.len() {
        let Some(id) = whens.id(row) else { continue };
        let Some(when) = whens.distinct().nth(id).filter(|_| !reported.contains(&id)) else { continue };
        let problem = match (when, keyed.spans[id]) {
            (When::Day(day), None) => FactProblem::OutsideCalendar { day: day.to_string() },
            (When::Label(label), None) => FactProblem::UnknownPeriod { label: label.to_string() },
            (When::Label(label), Some(span)) if span.len() > 1 && table.fact != FactKind::Market => {
                FactProblem::PeriodTooLong { label: label.to_string() }
            }
            (_, Some(_)) => continue,
        };
        reported.insert(id);
        findings.push(Finding::new(keyed.part.place(row, "period"), problem).of_input(&table.input));
    }
}

/// Whether a row has at least one measure; facts without measures always do.
pub(super) fn has_figures(fact: &FactKind, part: &TablePart, row: usize) -> bool {
    let mut measures = measures_of(fact, part).peekable();
    measures.peek().is_none() || measures.any(|name| part.numbers(name).is_some_and(|n| n.get(row).is_some()))
}

fn measures_of<'a>(fact: &'a FactKind, part: &TablePart) -> impl Iterator<Item = &'a str> {
    let names = fact.schema().columns.iter().filter(|c| matches!(c.role, ColumnRole::Measure(..)));
    names.map(|column| column.name.as_ref()).filter(|&name| part.columns.contains_key(name))
}

/// Whether no measure of a part is a stock.
fn flows_of(fact: &FactKind, part: &TablePart) -> bool {
    let is_stock = |role: &ColumnRole| matches!(role, ColumnRole::Measure(MeasureKind::Stock, _));
    let columns = fact.schema().columns;
    !columns.iter().any(|column| is_stock(&column.role) && part.columns.contains_key(&column.name))
}

/// The days of a part with their periods, in their order.
fn dated(part: &TablePart, calendar: &FiscalCalendar) -> BTreeSet<(Period, Date)> {
    let days = part.whens("period").into_iter().flat_map(Whens::distinct);
    let days = days.filter_map(|when| if let When::Day(day) = when { Some(*day) } else { None });
    days.filter_map(|day| calendar.period_of(day).map(|period| (period, day))).collect()
}

/// Whether days are all the first or all the last of a period, which only name the period.
fn name_periods(dated: &BTreeSet<(Period, Date)>, calendar: &FiscalCalendar) -> bool {
    dated.iter().all(|&(period, day)| day == calendar.first_day(period))
        || dated.iter().all(|&(period, day)| day == calendar.last_day(period))
}

/// The last day by period, where rows are dated.
fn last_days(parts: &[KeyedPart<'_>], calendar: &FiscalCalendar) -> BTreeMap<Period, Date> {
    let days: BTreeSet<(Period, Date)> = parts.iter().flat_map(|keyed| dated(keyed.part, calendar)).collect();
    // Days ascend, so the last of a period stays.
    if name_periods(&days, calendar) { BTreeMap::new() } else { days.into_iter().collect() }
}
