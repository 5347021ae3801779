//! From tables to facts: names become products, moments become periods, and every row is used, rejected or ignored.
//!
//! It goes twice over the rows. The first time only products and periods are resolved, because the as-of period
//! follows from what is covered; the second time the rows up to it become columns.

use super::as_of::{choose_as_of, is_partial, warn_of_late_inputs};
use super::build::FactBuilder;
use super::catalog::Catalog;
use super::due::{overdue, stands_until};
use super::exchange::Exchange;
use super::fact::Fact;
use super::keyed::KeyedTable;
use super::milestones::Milestone;
use super::overlap::InputOverlap;
use super::plan::PlanRow;
use super::problem::FactProblem;
use super::realigned::RealignedRevenue;
use super::request::FactRequest;
use super::source::FactSource;
use super::unknown::complete_catalog;
use super::walk::RowWalk;
use super::{contracts, milestones, plan};
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::{Finding, Warned};
use crate::formats::SourceFile;
use crate::ingest::{FindingCap, Table};
use crate::place::Place;
use crate::schema::FactKind;
use std::collections::{BTreeMap, BTreeSet};

/// All facts of a run.
#[derive(Debug)]
pub struct Facts {
    pub calendar: FiscalCalendar,
    pub catalog: Catalog,
    pub as_of: Period,
    /// Whether the data of the as-of period stop before its last day.
    pub partial: bool,
    /// Facts of which an input ended longer ago than the pipeline allows.
    pub stale: BTreeSet<FactKind>,
    pub facts: BTreeMap<FactKind, Fact>,
    /// Revenue of years of 53 weeks, for comparison with the following year.
    pub restated: RealignedRevenue,
    pub milestones: Vec<Milestone>,
    pub plan: Vec<PlanRow>,
    /// The first day on which a run of the same exports would have something else to say: one of them is due, or stale.
    pub stands_until: Option<Date>,
    /// Every sheet that was used, in the order of the inputs.
    pub sources: Vec<FactSource>,
    /// Every file that was opened.
    pub files: Vec<SourceFile>,
}

/// Resolves all tables; `None` for the facts when there is no period to report on.
pub fn resolve(tables: &[Table], request: &FactRequest<'_>) -> Warned<Option<Facts>> {
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

/// The second walk: rows up to the as-of period become facts.
fn assemble(
    tables: &[KeyedTable<'_>],
    catalog: Catalog,
    as_of: Period,
    request: &FactRequest<'_>,
    findings: &mut Vec<Finding>,
) -> Facts {
    let mut builders: BTreeMap<FactKind, FactBuilder> = BTreeMap::new();
    let mut sources = Vec::new();
    let (mut deeds, mut targets) = (Vec::new(), Vec::new());
    let mut restated = RealignedRevenue::default();
    let mut exchange = Exchange::new(request.rates.as_ref(), request.currency, request.sets_aside);
    for keyed in tables.iter().filter(|keyed| keyed.was_read()) {
        let table = keyed.table;
        let kind = table.fact.kept_as();
        let builder = builders.entry(kind).or_insert_with_key(|kind| FactBuilder::new(kind.clone(), table.absent));
        builder.open_input(table.required);
        let mut overlap = (keyed.parts.len() > 1).then(|| InputOverlap::of(keyed));
        for keyed_part in &keyed.parts {
            let currencies = exchange.currencies(table, keyed_part.part);
            let mut walk = RowWalk {
                keyed: keyed_part,
                fact: &table.fact,
                input: &table.input,
                as_of,
                request,
                rejected: keyed_part.part.rejected.clone(),
                currencies: &currencies,
                exchange: &mut exchange,
                restated: &mut restated,
                cap: FindingCap::new(Place::File(keyed_part.part.file.clone())),
                findings,
            };
            let number = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            let mut source = walk.source();
            match table.fact {
                FactKind::Milestones => deeds.extend(milestones::read(&mut walk, number, &mut source)),
                FactKind::Plan => targets.extend(plan::read(&mut walk, number, &mut source, overlap.as_mut())),
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
    for (kind, builder) in &builders {
        for (from, names) in builder.ended(&catalog) {
            let problem =
                FactProblem::CountsAsZero { fact: kind.name().to_owned(), from: request.calendar.label(from), names };
            findings.push(Finding::new(Place::Nowhere, problem));
        }
    }
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
        milestones: deeds,
        plan: targets,
        sources,
        files,
    }
}
