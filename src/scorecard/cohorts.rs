//! Cohorts: of the customers who came in one period, which part was there later. A table that reads as a heat map.

use super::model::{
    Block, Cell, CellRef, Column, Formula, Group, NumberFormat, Page, Pinned, Row, RowRole, Stretch, Table, Width,
};
use super::view::View;
use super::wording::{self, labels};
use crate::amount::Amount;
use crate::metrics::{Cohort, Scope};
use crate::schema::FactKind;
use std::sync::Arc;

/// Columns before the first share: cohort and size.
const LEADING: usize = 2;
/// Every period of the first year, then each half-year of the two after.
const SINCE: [usize; 17] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 24, 30, 36];

/// `None` where no fact has customers.
pub(super) fn page(view: &View<'_>) -> Option<Page> {
    let facts = view.figures.facts_with_cohorts();
    let tables: Vec<(FactKind, Table)> =
        facts.into_iter().filter_map(|fact| Some((fact, table(view, fact)?))).collect();
    if tables.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for (fact, table) in tables {
        blocks.push(Block::Heading(wording::customers_of(fact, view.lang)));
        blocks.push(Block::Table(table));
    }
    blocks.push(Block::Remark(view.say(labels::COHORT_NOTATION).to_owned()));
    Some(Page {
        subtitle: view.subtitle(),
        pinned: Pinned::Title,
        blocks,
        ..view.blank_page(view.say(labels::COHORTS))
    })
}

/// The portfolio first, then every product that has customers.
fn table(view: &View<'_>, fact: FactKind) -> Option<Table> {
    let scopes = view.part.is_none().then_some(Scope::Portfolio).into_iter().chain(view.shown());
    let all: Vec<(Scope, Vec<Cohort>)> = scopes
        .map(|scope| (scope, view.figures.cohorts(fact, scope)))
        .filter(|(_, cohorts)| !cohorts.is_empty())
        .collect();
    let longest = all.iter().flat_map(|(_, cohorts)| cohorts).flat_map(|c| &c.cells).map(|cell| cell.since).max()?;
    let since: Vec<usize> = SINCE.into_iter().filter(|since| *since <= longest).collect();
    let mut columns = vec![
        Column::text("cohort", view.say(labels::COHORT), Width::AtMost(30)),
        Column::figure("size", view.say(labels::COHORT_SIZE)),
    ];
    columns
        .extend(since.iter().map(|since| Column::figure(since.to_string(), since.to_string()).shade_to(Amount::one())));
    let mut rows = Vec::new();
    for (scope, cohorts) in &all {
        let name = match scope {
            Scope::Product(_) => view.scope_name(*scope),
            Scope::Portfolio => view.say(labels::PORTFOLIO),
        };
        rows.push(Row::label(RowRole::Section, name, columns.len()));
        let of = Rows { page: view.say(labels::COHORTS).into(), table: fact.name(), of: name };
        rows.push(together(view, &of, cohorts, &since).key(name));
        let keyed = |cohort: &Cohort| row(view, cohort, &since).outline(1).key(of.key(view, cohort));
        rows.extend(cohorts.iter().map(keyed));
    }
    let groups = vec![Group::new("", LEADING), Group::new(view.say(labels::PERIODS_SINCE), since.len())];
    Some(Table { key: fact.name(), groups, columns, rows })
}

/// The rows of one product or of the portfolio.
struct Rows<'a> {
    page: Arc<str>,
    table: &'static str,
    of: &'a str,
}

impl Rows<'_> {
    fn key(&self, view: &View<'_>, cohort: &Cohort) -> String {
        format!("{}/{}", self.of, view.calendar.label(cohort.started))
    }

    /// From one cohort down to another.
    fn stretch(&self, view: &View<'_>, [first, last]: [&Cohort; 2], column: String) -> Stretch {
        let first = CellRef::new(&self.page, self.table, self.key(view, first), column);
        Stretch { first, last: self.key(view, last).into() }
    }
}

fn row(view: &View<'_>, cohort: &Cohort, since: &[usize]) -> Row {
    let mut cells = vec![Cell::text(view.calendar.label(cohort.started)).indent(1), count(cohort.size)];
    cells.extend(since.iter().map(|since| match cohort.cells.iter().find(|cell| cell.since == *since) {
        Some(cell) => share(cohort.share(*cell)),
        None => no_share(view, cohort, *since),
    }));
    Row::plain(cells)
}

/// All cohorts together, each period over those that are old enough for it.
fn together(view: &View<'_>, of: &Rows<'_>, cohorts: &[Cohort], since: &[usize]) -> Row {
    let size: usize = cohorts.iter().map(|cohort| cohort.size).sum();
    let ends = cohorts.first().zip(cohorts.last());
    let sizes = ends.map(|(first, last)| of.stretch(view, [first, last], "size".to_owned()));
    let sizes = sizes.map(|sizes| Formula::sum(vec![Formula::Stretch(sizes)]));
    let size = count(size).strong().computed(sizes);
    let mut cells = vec![Cell::text(view.say(labels::ALL_COHORTS)).strong(), size];
    cells.extend(since.iter().map(|since| {
        let old_enough: Vec<(usize, usize)> = cohorts
            .iter()
            .enumerate()
            .filter_map(|(at, cohort)| Some((at, cohort.cells.iter().find(|cell| cell.since == *since)?.customers)))
            .collect();
        let size = |at: usize| cohorts.get(at).map_or(0, |cohort| cohort.size);
        let (there, all) =
            old_enough.iter().fold((0, 0), |(there, all), (at, customers)| (there + customers, all + size(*at)));
        // A mean over cells that stand one under the other; a cohort between them without a figure is in no sum.
        let ends = old_enough.first().zip(old_enough.last());
        let ends = ends.filter(|((first, _), (last, _))| last - first + 1 == old_enough.len());
        let ends = ends.and_then(|((first, _), (last, _))| Some([cohorts.get(*first)?, cohorts.get(*last)?]));
        let mean = ends.map(|ends| {
            let [shares, sizes] = [since.to_string(), "size".to_owned()].map(|key| of.stretch(view, ends, key));
            Formula::weighted_mean(shares, sizes)
        });
        match Amount::from(there).checked_div(&Amount::from(all)) {
            Some(part) => share(part).strong().computed(mean),
            None => Cell::no_data(view.say(labels::NO_COHORT)),
        }
    }));
    Row::plain(cells)
}

fn no_share(view: &View<'_>, cohort: &Cohort, since: usize) -> Cell {
    let later = i32::try_from(since).is_ok_and(|since| cohort.started.plus(since) > view.as_of);
    if later { Cell::empty() } else { Cell::no_data(view.say(labels::COHORT_NOT_COVERED)) }
}

fn count(number: usize) -> Cell {
    Cell::number(number.into(), NumberFormat::plain(0))
}

fn share(part: Amount) -> Cell {
    Cell::number(part, NumberFormat::percent(0))
}
