//! Cohorts: of the customers who came in one period, which part was there later. A table that reads as a heat map.

use crate::amount::Amount;
use crate::metrics::{Cohort, Scope};
use crate::schema::FactKind;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::figures::columns::columns;
use crate::scorecard::model::{
    Block, CellFormula, Group, NumberFormat, Page, PageCell, PageColumn, PageRow, PageTable, Pinned, RowRole, TableRef,
    Width,
};
use crate::scorecard::wording::{self, labels};

/// Columns before the first share: cohort and size.
const LEADING: usize = 2;
columns! {
    SIZE = "size", labels::COHORT_SIZE;
}
/// Every period of the first year, then each half-year of the two after.
const SINCE: [usize; 17] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 24, 30, 36];

/// `None` where no fact has customers.
pub(super) fn page(view: &ScorecardView<'_>) -> Option<Page> {
    let facts = view.figures.facts_with_cohorts();
    let tables: Vec<(FactKind, PageTable)> = facts
        .into_iter()
        .filter_map(|fact| {
            let table = table(view, &fact)?;
            Some((fact, table))
        })
        .collect();
    if tables.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for (fact, table) in tables {
        blocks.push(Block::Heading(wording::customers_of(&fact, view.lang)));
        blocks.push(Block::Table(table));
    }
    blocks.push(view.remark(labels::COHORT_NOTATION));
    Some(Page {
        subtitle: view.subtitle(),
        pinned: Pinned::Title,
        blocks,
        ..view.blank_page(view.say(labels::COHORTS))
    })
}

/// The portfolio first, then every product that has customers.
fn table(view: &ScorecardView<'_>, fact: &FactKind) -> Option<PageTable> {
    let scopes = view.part.is_none().then_some(Scope::Portfolio).into_iter().chain(view.shown());
    let all: Vec<(Scope, Vec<Cohort>)> = scopes
        .map(|scope| (scope, view.figures.cohorts(fact, scope)))
        .filter(|(_, cohorts)| !cohorts.is_empty())
        .collect();
    let longest = all.iter().flat_map(|(_, cohorts)| cohorts).flat_map(|c| &c.cells).map(|cell| cell.since).max()?;
    let since: Vec<usize> = SINCE.into_iter().filter(|since| *since <= longest).collect();
    let mut columns = vec![PageColumn::text("cohort", view.say(labels::COHORT), Width::AtMost(30)), SIZE.figure(view)];
    columns.extend(
        since.iter().map(|since| PageColumn::figure(since.to_string(), since.to_string()).shade_to(Amount::one())),
    );
    let own = TableRef::new(view.say(labels::COHORTS), fact.name().to_owned());
    let mut rows = Vec::new();
    for (scope, cohorts) in &all {
        let name = view.name_of(*scope);
        rows.push(PageRow::label(RowRole::Section, name, columns.len()));
        let key = |cohort: &Cohort| format!("{name}/{}", view.calendar.label(cohort.started));
        let keys: Vec<String> = cohorts.iter().map(key).collect();
        rows.push(together(view, &own, &keys, cohorts, &since).key(name));
        rows.extend(cohorts.iter().zip(keys).map(|(cohort, key)| row(view, cohort, &since).outline(1).key(key)));
    }
    let groups = vec![Group::new("", LEADING), Group::new(view.say(labels::PERIODS_SINCE), since.len())];
    Some(PageTable { groups, ..PageTable::new(fact.name().to_owned(), columns, rows) })
}

fn row(view: &ScorecardView<'_>, cohort: &Cohort, since: &[usize]) -> PageRow {
    let mut cells = vec![PageCell::text(view.calendar.label(cohort.started)).indent(1), count(cohort.size)];
    cells.extend(since.iter().map(|since| match cohort.cells.iter().find(|cell| cell.since == *since) {
        Some(cell) => share(cohort.share(*cell)),
        None => no_share(view, cohort, *since),
    }));
    PageRow::plain(cells)
}

/// All cohorts together, each period over those that are old enough for it. `keys` are those of their rows.
fn together(view: &ScorecardView<'_>, own: &TableRef, keys: &[String], cohorts: &[Cohort], since: &[usize]) -> PageRow {
    let size: usize = cohorts.iter().map(|cohort| cohort.size).sum();
    let size = count(size).strong().computed(own.sum(keys.iter().map(String::as_str), SIZE));
    let mut cells = vec![PageCell::text(view.say(labels::ALL_COHORTS)).strong(), size];
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
        let rows = ends.and_then(|((first, _), (last, _))| keys.get(*first..=*last));
        let mean = rows.and_then(|rows| {
            let rows = || rows.iter().map(String::as_str);
            Some(CellFormula::weighted_mean(own.stretch(rows(), since.to_string())?, own.stretch(rows(), SIZE)?))
        });
        match Amount::from(there).checked_div(&Amount::from(all)) {
            Some(part) => share(part).strong().computed(mean),
            None => view.no_data(labels::NO_COHORT),
        }
    }));
    PageRow::plain(cells)
}

fn no_share(view: &ScorecardView<'_>, cohort: &Cohort, since: usize) -> PageCell {
    let later = i32::try_from(since).is_ok_and(|since| cohort.started.plus(since) > view.as_of);
    if later { PageCell::empty() } else { view.no_data(labels::COHORT_NOT_COVERED) }
}

fn count(number: usize) -> PageCell {
    PageCell::number(number.into(), NumberFormat::plain(0))
}

fn share(part: Amount) -> PageCell {
    PageCell::number(part, NumberFormat::percent(0))
}
