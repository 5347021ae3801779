//! From tables to facts: names become products, moments become periods, and every row is used, rejected or ignored.
//!
//! It goes twice over the rows. The first time only products and periods are resolved, because the as-of period
//! follows from what is covered; the second time the rows up to it become columns.

use super::build::FactBuilder;
use super::catalog::{Catalog, Product};
use super::contracts;
use super::problem::FactProblem;
use super::{Facts, Milestone, Source};
use crate::calendar::{Date, FiscalCalendar, Period, Span};
use crate::diagnostic::{Finding, Warned};
use crate::ingest::{Part, Table, Tally, When};
use crate::name::ProductName;
use crate::pipeline::{Pipeline, UnknownProduct};
use crate::place::Place;
use crate::schema::{FactKind, Role};
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
    /// The period asked for.
    pub as_of: Option<Period>,
    pub fresh_within_days: Option<u32>,
    pub today: Date,
}

impl<'a> Request<'a> {
    pub fn of(pipeline: &'a Pipeline, catalog: Option<Catalog>, as_of: Option<Period>, today: Date) -> Self {
        Self {
            calendar: &pipeline.calendar,
            catalog,
            unknown: pipeline.products.as_ref().map_or(UnknownProduct::Add, |products| products.unknown),
            currency: pipeline.currency.as_deref(),
            as_of,
            fresh_within_days: pipeline.quality.fresh_within_days,
            today,
        }
    }
}

/// Resolves all tables; `None` for the facts when there is no period to report on.
pub fn resolve(tables: &[Table], request: Request<'_>) -> Warned<Option<Facts>> {
    let mut findings = Vec::new();
    let catalog = complete_catalog(tables, &request, &mut findings);
    if catalog.is_empty() {
        findings.push(Finding::new(Place::Nowhere, FactProblem::NoProducts));
    }
    let keyed: Vec<KeyedTable<'_>> =
        tables.iter().map(|table| KeyedTable::new(table, &catalog, request.calendar, &mut findings)).collect();
    let Some(as_of) = choose_as_of(&keyed, &request, &mut findings) else {
        return Warned { value: None, findings };
    };
    warn_of_late_inputs(&keyed, as_of, &request, &mut findings);
    let facts = assemble(&keyed, catalog, as_of, &request, &mut findings);
    Warned { value: Some(facts), findings }
}

/// The catalog with the names that the exports add where the pipeline allows it; unknown names are found out here,
/// once a name and input.
fn complete_catalog(tables: &[Table], request: &Request<'_>, findings: &mut Vec<Finding>) -> Catalog {
    let given = request.catalog.is_some();
    let mut catalog = request.catalog.clone().unwrap_or_default();
    let mut strangers: BTreeMap<Arc<str>, Vec<(Arc<str>, Place, usize)>> = BTreeMap::new();
    for table in tables {
        let mut of_table: BTreeMap<Arc<str>, (Place, usize)> = BTreeMap::new();
        for part in &table.parts {
            let Some(products) = part.texts("product") else { continue };
            let unknown: Vec<bool> = products.distinct().map(|name| catalog.find(name).is_none()).collect();
            for row in 0..part.rows.len() {
                if let Some(name) = products.id(row).filter(|&id| unknown[id]).and_then(|_| products.get(row)) {
                    of_table.entry(name.clone()).or_insert_with(|| (part.place(row, "product"), 0)).1 += 1;
                }
            }
        }
        for (name, (place, rows)) in of_table {
            strangers.entry(name).or_default().push((table.input.clone(), place, rows));
        }
    }
    let known: Vec<String> = catalog.names().map(str::to_owned).collect();
    for (name, seen) in strangers {
        if !given || request.unknown == UnknownProduct::Add {
            if catalog.find(&name).is_none() {
                catalog.add_named(ProductName::new(&name));
            }
            continue;
        }
        for (input, place, rows) in seen {
            let problem = FactProblem::UnknownProduct { name: name.to_string(), rows, known: known.clone() };
            let mut finding = Finding::new(place, problem).of_input(&input);
            if request.unknown == UnknownProduct::List {
                finding.severity = crate::diagnostic::Severity::Warn;
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

/// A table whose products and periods are resolved.
struct KeyedTable<'a> {
    table: &'a Table,
    parts: Vec<KeyedPart<'a>>,
    /// Periods in which a row falls; empty for contracts and milestones.
    covered: BTreeSet<Period>,
    /// Last dated day by period, where rows are dated and not just labelled.
    last_days: BTreeMap<Period, Date>,
}

/// A part with the distinct texts of its keys resolved.
struct KeyedPart<'a> {
    part: &'a Part,
    products: Vec<Option<usize>>,
    spans: Vec<Option<Span>>,
}

impl KeyedPart<'_> {
    fn product(&self, row: usize) -> Option<usize> {
        self.products[self.part.texts("product")?.id(row)?]
    }

    fn span(&self, row: usize) -> Option<Span> {
        self.spans[self.part.whens("period")?.id(row)?]
    }
}

impl<'a> KeyedTable<'a> {
    fn new(table: &'a Table, catalog: &Catalog, calendar: &FiscalCalendar, findings: &mut Vec<Finding>) -> Self {
        let mut keyed = Self { table, parts: Vec::new(), covered: BTreeSet::new(), last_days: BTreeMap::new() };
        for part in &table.parts {
            let products = part
                .texts("product")
                .map(|t| t.distinct().map(|name| catalog.find(name)).collect())
                .unwrap_or_default();
            let spans = part.whens("period").map(|whens| whens.distinct().map(|w| span_of(w, calendar)).collect());
            let keyed_part = KeyedPart { part, products, spans: spans.unwrap_or_default() };
            check_periods(table, &keyed_part, findings);
            for row in 0..part.rows.len() {
                if let Some(span) = keyed_part.span(row).filter(|_| has_figures(table.fact, part, row)) {
                    keyed.covered.extend(span.periods());
                }
            }
            keyed.parts.push(keyed_part);
        }
        keyed.last_days = last_days(&keyed.parts, calendar);
        keyed
    }

    /// Whether some sheet of the export could be read.
    fn was_read(&self) -> bool {
        !self.table.parts.is_empty()
    }

    /// Whether the table says anything about periods.
    fn has_periods(&self) -> bool {
        !matches!(self.table.fact, FactKind::Contracts | FactKind::Milestones)
    }
}

fn span_of(when: &When, calendar: &FiscalCalendar) -> Option<Span> {
    match when {
        When::Day(day) => Some(Span::of(calendar.period_of(*day))),
        When::Label(label) => calendar.parse_label(label),
    }
}

/// Finds labels that are no period, or one that is too long for the fact, at the first row of each.
fn check_periods(table: &Table, keyed: &KeyedPart<'_>, findings: &mut Vec<Finding>) {
    let Some(whens) = keyed.part.whens("period") else { return };
    let mut reported = BTreeSet::new();
    for row in 0..keyed.part.rows.len() {
        let Some(id) = whens.id(row) else { continue };
        let label = match whens.distinct().nth(id) {
            Some(When::Label(label)) if !reported.contains(&id) => label.to_string(),
            _ => continue,
        };
        let problem = match keyed.spans[id] {
            None => FactProblem::UnknownPeriod { label },
            Some(span) if span.len() > 1 && table.fact != FactKind::Market => FactProblem::PeriodTooLong { label },
            Some(_) => continue,
        };
        reported.insert(id);
        findings.push(Finding::new(keyed.part.place(row, "period"), problem).of_input(&table.input));
    }
}

/// Whether a row has at least one measure; facts without measures always do.
fn has_figures(fact: FactKind, part: &Part, row: usize) -> bool {
    let mut measures = measures_of(fact, part).peekable();
    measures.peek().is_none() || measures.any(|name| part.numbers(name).is_some_and(|n| n.get(row).is_some()))
}

fn measures_of(fact: FactKind, part: &Part) -> impl Iterator<Item = &'static str> {
    let columns = fact.schema().columns.iter();
    columns.filter(|c| matches!(c.role, Role::Measure(..)) && part.columns.contains_key(c.name)).map(|c| c.name)
}

/// Rows are dated when their days are not all the first or all the last of a period, which only name the period.
fn last_days(parts: &[KeyedPart<'_>], calendar: &FiscalCalendar) -> BTreeMap<Period, Date> {
    let days: BTreeSet<Date> = parts
        .iter()
        .filter_map(|keyed| keyed.part.whens("period"))
        .flat_map(|whens| whens.distinct())
        .filter_map(|when| if let When::Day(day) = when { Some(*day) } else { None })
        .collect();
    let names_periods = days.iter().all(|&day| day == calendar.first_day(calendar.period_of(day)))
        || days.iter().all(|&day| day == calendar.last_day(calendar.period_of(day)));
    let mut last = BTreeMap::new();
    if !names_periods {
        for day in days {
            last.insert(calendar.period_of(day), day);
        }
    }
    last
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

fn warn_of_late_inputs(tables: &[KeyedTable<'_>], as_of: Period, request: &Request<'_>, findings: &mut Vec<Finding>) {
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
        }
    }
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
    for keyed in tables {
        let table = keyed.table;
        for keyed_part in &keyed.parts {
            let mut walk = Walk {
                keyed: keyed_part,
                fact: table.fact,
                input: &table.input,
                as_of,
                request,
                rejected: keyed_part.part.rejected.clone(),
                tally: Tally::new(Place::File(keyed_part.part.file.clone())),
                findings,
            };
            let number = u32::try_from(sources.len()).unwrap_or(u32::MAX);
            let mut source = walk.source();
            match table.fact {
                FactKind::Milestones => milestones.extend(walk.milestones(&mut source)),
                FactKind::Contracts => {
                    let builder = builders
                        .entry(FactKind::Subscriptions)
                        .or_insert_with(|| FactBuilder::new(FactKind::Subscriptions, table.absent));
                    contracts::expand(&mut walk, builder, number, &mut source);
                }
                fact => {
                    let builder = builders.entry(fact).or_insert_with(|| FactBuilder::new(fact, table.absent));
                    walk.rows(builder, number, &mut source);
                }
            }
            walk.close();
            sources.push(source);
        }
        if keyed.has_periods()
            && let Some(builder) = builders.get_mut(&table.fact)
        {
            builder.cover(keyed.covered.range(..=as_of).copied());
        }
    }
    let facts = builders.into_iter().map(|(kind, builder)| (kind, builder.finish())).collect();
    Facts {
        calendar: request.calendar.clone(),
        catalog,
        as_of,
        partial: tables
            .iter()
            .any(|table| table.table.required && is_partial(&table.last_days, as_of, request.calendar)),
        facts,
        milestones,
        sources,
        files: tables.iter().flat_map(|table| table.table.files.iter().cloned()).collect(),
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

/// A walk over the rows of one part.
pub(super) struct Walk<'a> {
    keyed: &'a KeyedPart<'a>,
    fact: FactKind,
    input: &'a Arc<str>,
    as_of: Period,
    request: &'a Request<'a>,
    rejected: Vec<bool>,
    tally: Tally,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Walk<'a> {
    pub(super) const fn part(&self) -> &'a Part {
        self.keyed.part
    }

    pub(super) const fn as_of(&self) -> Period {
        self.as_of
    }

    pub(super) const fn calendar(&self) -> &'a FiscalCalendar {
        self.request.calendar
    }

    pub(super) fn product(&self, row: usize) -> Option<usize> {
        self.keyed.product(row)
    }

    pub(super) fn is_rejected(&self, row: usize) -> bool {
        self.rejected[row]
    }

    pub(super) fn reject(&mut self, row: usize, column: &str, problem: FactProblem) {
        self.rejected[row] = true;
        let finding = Finding::new(self.keyed.part.place(row, column), problem).of_input(self.input);
        self.tally.add(self.findings, finding);
    }

    /// A row that has figures must say whose they are. Unknown products were found out before.
    pub(super) fn check_key(&mut self, row: usize, column: &'static str) {
        let blank = match column {
            "period" => self.keyed.part.whens(column).is_some_and(|whens| whens.id(row).is_none()),
            _ => self.keyed.part.texts(column).is_some_and(|texts| texts.id(row).is_none()),
        };
        if blank && !self.rejected[row] {
            self.reject(row, column, FactProblem::BlankKey { column });
        }
    }

    fn source(&self) -> Source {
        let part = self.keyed.part;
        Source {
            input: self.input.clone(),
            fact: self.fact,
            file: part.file.clone(),
            sheet: part.sheet.clone(),
            visible: part.visible,
            range: part.range.clone(),
            count: part.count.clone(),
            periods: None,
        }
    }

    fn close(self) {
        self.tally.close(self.findings);
    }

    /// Rows of a fact by product and period.
    fn rows(&mut self, builder: &mut FactBuilder, number: u32, source: &mut Source) {
        let part = self.part();
        let is_ledger = self.fact == FactKind::Subscriptions;
        builder.open_part(part);
        self.check_currency();
        for row in 0..part.rows.len() {
            if !has_figures(self.fact, part, row) && !self.rejected[row] {
                source.count.empty += 1;
                continue;
            }
            self.check_key(row, "product");
            self.check_key(row, "period");
            if is_ledger {
                self.check_key(row, "customer");
                self.check_mrr(row);
            }
            let key = self.product(row).zip(self.keyed.span(row));
            let Some((product, span)) = key.filter(|(_, span)| span.len() == 1 || self.fact == FactKind::Market) else {
                source.count.rejected += 1;
                continue;
            };
            if self.rejected[row] {
                source.count.rejected += 1;
            } else if span.first > self.as_of {
                source.count.later += 1;
            } else {
                source.count.used += 1;
                source.widen(span.until(self.as_of));
                builder.push(part, row, product, span, number);
            }
        }
    }

    fn check_mrr(&mut self, row: usize) {
        for column in ["mrr", "arr"] {
            let Some(numbers) = self.part().numbers(column) else { continue };
            if let Some(mantissa) = numbers.get(row).filter(|&mantissa| mantissa < 0) {
                let value = crate::amount::Amount::from_scaled(mantissa, numbers.scale()).to_string();
                self.reject(row, column, FactProblem::NegativeMrr { value });
            }
        }
    }

    /// Money in another currency stops the run at the first row of each.
    fn check_currency(&mut self) {
        let Some((texts, reporting)) = self.part().texts("currency").zip(self.request.currency) else { return };
        let mut seen = BTreeSet::new();
        for row in 0..self.part().rows.len() {
            let Some(found) = texts.get(row).filter(|found| !found.eq_ignore_ascii_case(reporting)) else { continue };
            if seen.insert(found.clone()) {
                let problem =
                    FactProblem::ForeignCurrency { found: found.to_string(), reporting: reporting.to_owned() };
                self.reject(row, "currency", problem);
            }
        }
    }

    fn milestones(&mut self, source: &mut Source) -> Vec<Milestone> {
        let part = self.part();
        let mut milestones = Vec::new();
        for row in 0..part.rows.len() {
            self.check_key(row, "product");
            let due = part.days("due").and_then(|days| days[row]);
            if due.is_none() && !self.rejected[row] {
                self.reject(row, "due", FactProblem::BlankKey { column: "due" });
            }
            match self.product(row).zip(due).filter(|_| !self.rejected[row]) {
                Some((product, due)) => {
                    source.count.used += 1;
                    let name =
                        part.texts("milestone").and_then(|t| t.get(row)).map(ToString::to_string).unwrap_or_default();
                    milestones.push(Milestone { product, name, due, done: part.days("done").and_then(|d| d[row]) });
                }
                None => source.count.rejected += 1,
            }
        }
        milestones
    }
}

impl Source {
    /// Takes a span into the first and last period of the used rows.
    pub(super) fn widen(&mut self, span: Span) {
        let (first, last) = self.periods.unwrap_or((span.first, span.last));
        self.periods = Some((first.min(span.first), last.max(span.last)));
    }
}
