//! From tables to facts: names become products, moments become periods, and every row is used, rejected or ignored.
//!
//! It goes twice over the rows. The first time only products and periods are resolved, because the as-of period
//! follows from what is covered; the second time the rows up to it become columns.

use super::Facts;
use super::build::FactBuilder;
use super::catalog::{Catalog, Product};
use super::contracts;
use super::due::{Expected, overdue};
use super::exchange::Exchange;
use super::fx::Rates;
use super::keyed::KeyedTable;
use super::overlap::Overlap;
use super::plan;
use super::problem::{FactProblem, OF_MONEY};
use super::restated::Restated;
use super::spelling;
use super::standing::stands_until;
use super::walk::Walk;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::{Finding, Severity, Warned};
use crate::ingest::{Table, Tally};
use crate::name::ProductName;
use crate::pipeline::{Pipeline, UnknownProduct};
use crate::place::Place;
use crate::schema::FactKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What [`resolve`] needs to know besides the tables.
#[derive(Debug)]
pub struct Request<'a> {
    pub calendar: &'a FiscalCalendar,
    /// `None` when the pipeline has no catalog: products are then the names found.
    pub catalog: Option<Catalog>,
    pub unknown: UnknownProduct,
    /// ISO code of the reporting currency.
    pub currency: Option<&'a str>,
    /// To the reporting currency.
    pub rates: Option<Rates>,
    /// Whether products are set aside whose money cannot be told, so that each is named.
    pub sets_aside: bool,
    /// The period asked for.
    pub as_of: Option<Period>,
    pub fresh_within_days: Option<u32>,
    pub today: Date,
    /// When exports must be there.
    pub expected: Expected<'a>,
}

impl<'a> Request<'a> {
    pub fn of(
        pipeline: &'a Pipeline,
        calendar: &'a FiscalCalendar,
        catalog: Option<Catalog>,
        as_of: Option<Period>,
        today: Date,
    ) -> Self {
        Self {
            calendar,
            catalog,
            unknown: pipeline.products.as_ref().map_or(UnknownProduct::Add, |products| products.unknown),
            currency: pipeline.currency.as_deref(),
            rates: None,
            sets_aside: OF_MONEY.iter().any(|rule| pipeline.quality.severity(rule) == Some(Severity::Quarantine)),
            as_of,
            fresh_within_days: pipeline.quality.fresh_within_days,
            today,
            expected: Expected {
                inputs: pipeline.inputs.iter().filter_map(|input| Some((&*input.name, input.due.as_ref()?))).collect(),
                holidays: pipeline.quality.holidays.clone(),
            },
        }
    }
}

/// Resolves all tables; `None` for the facts when there is no period to report on.
pub fn resolve(tables: &[Table], request: &Request<'_>) -> Warned<Option<Facts>> {
    let mut findings = Vec::new();
    let catalog = complete_catalog(tables, request, &mut findings);
    // An export that could not be read has its own finding, and its products are not known.
    if catalog.is_empty() && tables.iter().all(|table| !table.parts.is_empty()) {
        findings.push(Finding::new(Place::Nowhere, FactProblem::NoProducts));
    }
    let keyed: Vec<KeyedTable<'_>> =
        tables.iter().map(|table| KeyedTable::new(table, &catalog, request.calendar, &mut findings)).collect();
    findings.extend(overdue(&keyed, request));
    let Some(as_of) = choose_as_of(&keyed, request, &mut findings) else {
        return Warned { value: None, findings };
    };
    let stale = warn_of_late_inputs(&keyed, as_of, request, &mut findings);
    let mut facts = assemble(&keyed, catalog, as_of, request, &mut findings);
    facts.stale = stale;
    facts.stands_until = stands_until(&keyed, request);
    Warned { value: Some(facts), findings }
}

/// Where an export names a product that the catalog does not have, first of all.
struct Stranger {
    input: Arc<str>,
    place: Place,
    rows: usize,
}

/// The catalog with the names that the exports add where the pipeline allows it; unknown names are found out here,
/// once a name and input.
fn complete_catalog(tables: &[Table], request: &Request<'_>, findings: &mut Vec<Finding>) -> Catalog {
    let given = request.catalog.is_some();
    let mut catalog = request.catalog.clone().unwrap_or_default();
    let mut strangers: BTreeMap<Arc<str>, Vec<Stranger>> = BTreeMap::new();
    for table in tables {
        let mut of_table: BTreeMap<Arc<str>, (Place, usize)> = BTreeMap::new();
        for part in &table.parts {
            let Some(products) = part.texts("product") else { continue };
            let is_portfolio = |name: &str| table.fact == FactKind::Plan && name == plan::PORTFOLIO;
            let unknown: Vec<bool> =
                products.distinct().map(|name| catalog.find(name).is_none() && !is_portfolio(name)).collect();
            for row in 0..part.rows.len() {
                if let Some(name) = products.id(row).filter(|&id| unknown[id]).and_then(|_| products.get(row)) {
                    of_table.entry(name.clone()).or_insert_with(|| (part.place(row, "product"), 0)).1 += 1;
                }
            }
        }
        for (name, (place, rows)) in of_table {
            strangers.entry(name).or_default().push(Stranger { input: table.input.clone(), place, rows });
        }
    }
    if !given || request.unknown == UnknownProduct::Add {
        for name in strangers.keys() {
            if catalog.find(name).is_none() {
                catalog.add_named(ProductName::new(spelling::bare(name)));
            }
        }
        return catalog;
    }
    let known: Vec<(String, String)> =
        catalog.spellings().map(|(spelling, name)| (spelling.to_owned(), name.to_owned())).collect();
    for (name, seen) in strangers {
        for Stranger { input, place, rows } in seen {
            let problem = FactProblem::UnknownProduct { name: name.to_string(), rows, known: known.clone() };
            let mut finding = Finding::new(place, problem).of_input(&input);
            if request.unknown == UnknownProduct::List {
                finding.severity = Severity::Warn;
            }
            findings.push(finding);
        }
    }
    catalog
}

impl Catalog {
    fn add_named(&mut self, name: Option<ProductName>) {
        if let Some(name) = name {
            self.add(Product::named(name));
        }
    }
}

/// The period asked for, else the latest that every required input covers.
fn choose_as_of(tables: &[KeyedTable<'_>], request: &Request<'_>, findings: &mut Vec<Finding>) -> Option<Period> {
    let reach = |table: &KeyedTable<'_>| match table.covered.last() {
        Some(&last) => format!("{} ends with {}", table.table.input, request.calendar.label(last)),
        None => format!("{} has no row", table.table.input),
    };
    if let Some(as_of) = request.as_of {
        let dated = || tables.iter().filter(|table| table.has_periods());
        if dated().next().is_some() && !dated().any(|table| table.covered.contains(&as_of)) {
            let problem = FactProblem::AsOfNotCovered {
                period: request.calendar.label(as_of),
                inputs: dated().map(reach).collect(),
            };
            findings.push(Finding::new(Place::Nowhere, problem));
            return None;
        }
        return Some(as_of);
    }
    let required: Vec<&KeyedTable<'_>> =
        tables.iter().filter(|table| table.table.required && table.was_read() && table.has_periods()).collect();
    let common =
        required.iter().map(|table| table.covered.clone()).reduce(|a, b| a.intersection(&b).copied().collect());
    let as_of = common.and_then(|periods| periods.last().copied());
    // An export that could not be read has its own finding, and says nothing about periods.
    if as_of.is_none() && tables.iter().all(KeyedTable::was_read) {
        let inputs = required.iter().map(|table| reach(table)).collect();
        findings.push(Finding::new(Place::Nowhere, FactProblem::NoCommonPeriod { inputs }));
    }
    as_of
}

/// Gives the facts whose data are stale.
fn warn_of_late_inputs(
    tables: &[KeyedTable<'_>],
    as_of: Period,
    request: &Request<'_>,
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

/// The second walk: rows up to the as-of period become facts.
fn assemble(
    tables: &[KeyedTable<'_>],
    catalog: Catalog,
    as_of: Period,
    request: &Request<'_>,
    findings: &mut Vec<Finding>,
) -> Facts {
    let mut builders: BTreeMap<FactKind, FactBuilder> = BTreeMap::new();
    let mut sources = Vec::new();
    let mut milestones = Vec::new();
    let mut plan = Vec::new();
    let mut restated = Restated::default();
    let mut exchange = Exchange::new(request.rates.as_ref(), request.currency, request.sets_aside);
    for keyed in tables.iter().filter(|keyed| keyed.was_read()) {
        let table = keyed.table;
        let kind = table.fact.kept_as();
        let builder = builders.entry(kind).or_insert_with(|| FactBuilder::new(kind, table.absent));
        builder.open_input(table.required);
        let mut overlap = (keyed.parts.len() > 1).then(|| Overlap::of(keyed));
        for keyed_part in &keyed.parts {
            let currencies = exchange.currencies(table, keyed_part.part);
            let mut walk = Walk {
                keyed: keyed_part,
                fact: table.fact,
                input: &table.input,
                as_of,
                request,
                rejected: keyed_part.part.rejected.clone(),
                currencies: &currencies,
                exchange: &mut exchange,
                restated: &mut restated,
                tally: Tally::new(Place::File(keyed_part.part.file.clone())),
                findings,
            };
            let number = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            let mut source = walk.source();
            match table.fact {
                FactKind::Milestones => milestones.extend(walk.milestones(number, &mut source)),
                FactKind::Plan => plan.extend(plan::read(&mut walk, number, &mut source, overlap.as_mut())),
                FactKind::Contracts => contracts::expand(&mut walk, builder, number, &mut source),
                _ => walk.rows(builder, number, &mut source, overlap.as_mut()),
            }
            walk.close();
            sources.push(source);
        }
        findings.extend(overlap.into_iter().flat_map(|overlap| overlap.findings(&table.input, request.calendar)));
        if keyed.has_periods() {
            builder.cover(keyed.covered.range(..=as_of).copied());
        }
    }
    findings.extend(exchange.findings(request.calendar));
    builders.remove(&FactKind::Milestones);
    builders.remove(&FactKind::Plan);
    let products = catalog.len();
    let given = catalog.source.iter().chain(request.rates.as_ref().map(|rates| &rates.source)).cloned();
    let files = tables.iter().flat_map(|table| table.table.files.iter().cloned()).chain(given).collect();
    let facts = builders.into_iter().map(|(kind, builder)| (kind, builder.finish(products))).collect();
    Facts {
        calendar: request.calendar.clone(),
        catalog,
        as_of,
        partial: tables
            .iter()
            .any(|table| table.table.required && is_partial(&table.last_days, as_of, request.calendar)),
        stale: BTreeSet::new(),
        stands_until: None,
        facts,
        restated,
        milestones,
        plan,
        sources,
        files,
    }
}

/// Whether the data stop earlier before the end of the as-of period than they ever did before: an export that never
/// has a row on a Sunday is not partial because a month ends on one.
fn is_partial(last_days: &BTreeMap<Period, Date>, as_of: Period, calendar: &FiscalCalendar) -> bool {
    let gap = |(&period, &day): (&Period, &Date)| (calendar.last_day(period) - day).num_days();
    let Some(now) = last_days.get_key_value(&as_of).map(gap) else { return false };
    let usual = last_days.range(..as_of).map(gap).max();
    now > usual.unwrap_or(0)
}
