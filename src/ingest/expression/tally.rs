//! What a `where` takes and leaves over all files of an input: a condition that leaves nothing, or nothing of a period, is
//! often one whose words the export no longer uses.

use super::filter::Filter;
use super::problem::{ExpressionProblem, ValuesThere};
use super::spelling::{MOST_VALUES, Named, Wanted, named};
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::expression::{Bound, ComparisonOperator, Expression};
use crate::ingest::shape::header::columns_of;
use crate::name;
use crate::schema::ColumnRole;
use crate::sheet::{Memo, Raw, Value as CellValue};
use crate::values::day;
use std::collections::{BTreeMap, BTreeSet};

/// Of one sheet, or of several that were added up.
#[derive(Debug, Clone, Default)]
pub(crate) struct FilterTally {
    taken: usize,
    left: usize,
    /// By the column's name, as the condition has it.
    columns: BTreeMap<String, ColumnTally>,
    periods: BTreeMap<Period, PeriodTally>,
}

#[derive(Debug, Clone, Default)]
struct ColumnTally {
    /// Texts that the condition compares it with, and whether any of them is one that it leaves out.
    named: BTreeSet<String>,
    left_out: BTreeSet<String>,
    taken: BTreeMap<String, usize>,
    left: BTreeMap<String, usize>,
}

#[derive(Debug, Clone, Default)]
struct PeriodTally {
    taken: usize,
    left: usize,
    /// Column and value of the rows that are left out.
    values: BTreeSet<(String, String)>,
}

impl FilterTally {
    /// Of the rows of one sheet; `left_out` are those that the condition does not take.
    pub(crate) fn of(filter: &Filter<'_>, taken: &[usize], left_out: &[usize], calendar: &FiscalCalendar) -> Self {
        let mut tally = Self::default();
        let columns = filter.compared();
        for (column, named) in &columns {
            let entry = tally.columns.entry(filter.name(*column)).or_default();
            for (text, unequal) in named {
                if *unequal { &mut entry.left_out } else { &mut entry.named }.insert((*text).to_owned());
            }
        }
        let mut periods = PeriodsOfRows::of(filter, calendar);
        let mut counts: BTreeMap<(usize, bool, Option<u32>), usize> = BTreeMap::new();
        let mut by_period: BTreeMap<(Option<Period>, bool), usize> = BTreeMap::new();
        let mut values: BTreeSet<(Period, usize, u32)> = BTreeSet::new();
        for (rows, is_taken) in [(taken, true), (left_out, false)] {
            for &row in rows {
                if !is_taken && !filter.is_line(row) {
                    continue;
                }
                *(if is_taken { &mut tally.taken } else { &mut tally.left }) += 1;
                let period = periods.period(filter, row);
                *by_period.entry((period, is_taken)).or_default() += 1;
                for column in columns.keys() {
                    let id = filter.text_id(row, *column);
                    *counts.entry((*column, is_taken, id)).or_default() += 1;
                    if let (Some(period), false, Some(id)) = (period, is_taken, id) {
                        values.insert((period, *column, id));
                    }
                }
            }
        }
        for ((period, is_taken), rows) in by_period {
            let Some(period) = period else { continue };
            let entry = tally.periods.entry(period).or_default();
            *(if is_taken { &mut entry.taken } else { &mut entry.left }) += rows;
        }
        for ((column, is_taken, id), rows) in counts {
            let (Some(entry), Some(id)) = (tally.columns.get_mut(&filter.name(column)), id) else { continue };
            let values = if is_taken { &mut entry.taken } else { &mut entry.left };
            *values.entry(filter.columns.text(id).to_owned()).or_default() += rows;
        }
        for (period, column, id) in values {
            let value = (filter.name(column), filter.columns.text(id).to_owned());
            tally.periods.entry(period).or_default().values.insert(value);
        }
        tally
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.taken += other.taken;
        self.left += other.left;
        for (name, column) in &other.columns {
            let own = self.columns.entry(name.clone()).or_default();
            own.named.extend(column.named.iter().cloned());
            own.left_out.extend(column.left_out.iter().cloned());
            for (into, from) in [(&mut own.taken, &column.taken), (&mut own.left, &column.left)] {
                for (value, rows) in from {
                    *into.entry(value.clone()).or_default() += rows;
                }
            }
        }
        for (period, tally) in &other.periods {
            let own = self.periods.entry(*period).or_default();
            own.taken += tally.taken;
            own.left += tally.left;
            own.values.extend(tally.values.iter().cloned());
        }
    }

    /// What is to be said about the condition as a whole.
    pub(crate) fn findings(&self, condition: &Expression, calendar: &FiscalCalendar) -> Vec<Finding> {
        let problems = if self.taken == 0 && self.left > 0 {
            let values =
                self.columns.iter().map(|(name, column)| column.there(name)).filter(|there| !there.values.is_empty());
            vec![ExpressionProblem::LeavesNothing { rows: self.left, values: values.collect() }]
        } else {
            let mut problems = self.lost_periods(calendar);
            problems.extend(self.strange_words());
            problems
        };
        problems.into_iter().map(|problem| Finding::new(condition.whole(), problem)).collect()
    }

    /// Periods of which nothing is left, with a value that is nearly one of the condition, or that other periods do not
    /// have. Periods behind the last one are often planned ones: there only the former says something.
    fn lost_periods(&self, calendar: &FiscalCalendar) -> Vec<ExpressionProblem> {
        let Some(last) = self.periods.iter().rfind(|(_, tally)| tally.taken > 0).map(|(period, _)| *period) else {
            return Vec::new();
        };
        let first = self.periods.iter().find(|(_, tally)| tally.taken > 0).map_or(last, |(period, _)| *period);
        let elsewhere: BTreeSet<&(String, String)> =
            self.periods.values().filter(|tally| tally.taken > 0).flat_map(|tally| &tally.values).collect();
        let lost = self.periods.iter().filter(|(_, tally)| tally.taken == 0 && tally.left > 0);
        lost.filter_map(|(period, tally)| {
            let inside = (first..=last).contains(period);
            let new = tally.values.iter().filter(|said @ (column, value)| {
                let column = self.columns.get(column);
                let is_taken = column.is_some_and(|column| column.taken.contains_key(value));
                let is_near =
                    column.is_some_and(|column| column.named.iter().any(|named| name::misspelt(named, value)));
                !is_taken && (is_near || (inside && !elsewhere.contains(said)))
            });
            let mut values: BTreeMap<&String, Vec<(String, usize)>> = BTreeMap::new();
            for (column, value) in new {
                let rows = self.columns.get(column).and_then(|column| column.left.get(value)).copied().unwrap_or(0);
                values.entry(column).or_default().push((value.clone(), rows));
            }
            if values.is_empty() {
                return None;
            }
            let values = values.into_iter().map(|(column, values)| ValuesThere { column: column.clone(), values });
            let period = calendar.label(*period);
            Some(ExpressionProblem::LeavesNothingOfPeriod { period, rows: tally.left, values: values.collect() })
        })
        .collect()
    }

    /// Texts of the condition that no row has: where a similar one is there, they are probably the same.
    fn strange_words(&self) -> Vec<ExpressionProblem> {
        let mut problems = Vec::new();
        for (name, column) in &self.columns {
            let values: BTreeSet<&String> = column.taken.keys().chain(column.left.keys()).collect();
            if values.is_empty() {
                continue;
            }
            for literal in column.named.iter().chain(&column.left_out).filter(|literal| !values.contains(literal)) {
                let known = |value: &&&String| !column.named.contains(**value) && !column.left_out.contains(**value);
                let folded = name::fold(literal);
                // Of another case and width is said by itself.
                if values.iter().any(|value| name::fold(value) == folded) {
                    continue;
                }
                let similar = values.iter().filter(known).find(|value| name::misspelt(literal, value));
                if let Some(similar) = similar {
                    let rows = [&column.taken, &column.left].iter().filter_map(|values| values.get(*similar)).sum();
                    let there = ValuesThere { column: name.clone(), values: vec![((*similar).clone(), rows)] };
                    problems.push(ExpressionProblem::Misspelt { literal: literal.clone(), values: vec![there] });
                } else if self.left == 0 && column.left_out.contains(literal) {
                    let values = vec![column.there(name)];
                    problems.push(ExpressionProblem::LeavesAll { literal: literal.clone(), values });
                }
            }
        }
        problems
    }
}

impl ColumnTally {
    /// The commonest first.
    fn there(&self, name: &str) -> ValuesThere {
        let mut all = self.taken.clone();
        for (value, rows) in &self.left {
            *all.entry(value.clone()).or_default() += rows;
        }
        let mut values: Vec<(String, usize)> = all.into_iter().collect();
        values.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
        ValuesThere { column: name.to_owned(), values }
    }
}

impl Filter<'_> {
    /// Columns of words with the texts that they are compared with, and whether the condition wants others than these.
    fn compared(&self) -> BTreeMap<usize, Vec<(&str, bool)>> {
        let mut unequal: BTreeSet<&str> = BTreeSet::new();
        self.bound.each(&mut |part| match part {
            Bound::Compare { left, comparison: ComparisonOperator::Unequal, right, .. } => {
                unequal.extend([left, right].into_iter().filter_map(|side| text_of(side)));
            }
            Bound::Not(of) => of.each(&mut |part| unequal.extend(text_of(part))),
            _ => {}
        });
        let mut columns: BTreeMap<usize, Vec<(&str, bool)>> = BTreeMap::new();
        for Named { column, wanted } in named(&self.bound) {
            if self.columns.profiles[column].texts.len() > MOST_VALUES {
                continue;
            }
            let texts = columns.entry(column).or_default();
            if let Wanted::Text(text) = wanted {
                texts.push((text, unequal.contains(text)));
            }
        }
        columns
    }

    fn text_id(&self, row: usize, column: usize) -> Option<u32> {
        match self.columns.over.sheet.grid.raw(row, self.columns.columns[column]) {
            Raw::Text(id) => Some(id),
            _ => None,
        }
    }
}

fn text_of(bound: &Bound) -> Option<&str> {
    if let Bound::Text(text) = bound { Some(text) } else { None }
}

/// The period of each row, where a column of the sheet has it.
struct PeriodsOfRows<'a> {
    column: Option<usize>,
    order: Option<day::Order>,
    known: Memo<Option<Period>>,
    calendar: &'a FiscalCalendar,
}

impl<'a> PeriodsOfRows<'a> {
    fn of(filter: &Filter<'_>, calendar: &'a FiscalCalendar) -> Self {
        let over = filter.columns.over;
        let column = columns_of(over.input, over.header, |role| matches!(role, ColumnRole::Period)).first().copied();
        let mut seen = vec![false; over.sheet.grid.distinct_texts()];
        let texts = over.rows.iter().filter_map(|&row| match over.sheet.grid.raw(row, column?) {
            Raw::Text(id) => (!std::mem::replace(&mut seen[id as usize], true)).then(|| over.sheet.grid.text(id)),
            _ => None,
        });
        let order = day::decide(texts, &over.input.dates);
        Self { column, order, known: Memo::new(&over.sheet.grid), calendar }
    }

    fn period(&mut self, filter: &Filter<'_>, row: usize) -> Option<Period> {
        let Self { column, order, known, calendar } = self;
        let grid = &filter.columns.over.sheet.grid;
        let of_label = |text: &str| calendar.parse_label(text).filter(|span| span.len() == 1).map(|span| span.first);
        match grid.raw(row, (*column)?) {
            Raw::Text(id) => known.get(grid, id, |text| {
                let day = order.as_ref().and_then(|order| day::read(text, order));
                day.and_then(|day| calendar.period_of(day)).or_else(|| of_label(&name::tidy(text)))
            }),
            _ => match grid.value(row, (*column)?) {
                CellValue::Day(day) => calendar.period_of(day),
                value => of_label(&value.as_text()?),
            },
        }
    }
}
