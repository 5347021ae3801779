//! What is left of the facts once they are boiled down: sums by product and period, and the ledger's movements and
//! retention. Plain data; every metric is a little arithmetic over these.

use super::answer::{Answer, NoData, Scope};
use super::cohorts::{Cohort, Cohorts};
use super::demand::Demand;
use super::ledger::Ledger;
use super::measure::Measure;
use super::movement::Movement;
use super::series::MeasureSeries;
use crate::amount::Amount;
use crate::calendar::{Date, FiscalCalendar, Period, Span};
use crate::facts::{Catalog, Milestone};
use crate::schema::{FactKind, MeasureKind};
use std::collections::{BTreeMap, BTreeSet};

/// By product: period → its customers, by number.
pub(super) type Customers = Vec<BTreeMap<Period, BTreeSet<u32>>>;

/// The facts, aggregated.
#[derive(Debug, Clone)]
pub struct Aggregates {
    pub calendar: FiscalCalendar,
    pub catalog: Catalog,
    pub as_of: Period,
    /// Whether the data of the as-of period stop before its last day.
    pub partial: bool,
    pub(super) series: BTreeMap<Measure, MeasureSeries>,
    pub(super) ledger: Option<Ledger>,
    pub(super) cohorts: BTreeMap<FactKind, Cohorts>,
    pub(super) demand: Option<Demand>,
    pub(super) milestones: Vec<Milestone>,
    /// Of the facts whose customers a metric of the pipeline counts.
    pub(super) customers: BTreeMap<FactKind, Customers>,
}

impl Aggregates {
    /// Scopes in the order of the tables: products, then the portfolio.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> + Clone {
        (0..self.catalog.len()).map(Scope::Product).chain([Scope::Portfolio])
    }

    /// Periods that at least one input covers, up to the as-of period, in their order.
    pub fn periods(&self) -> impl Iterator<Item = Period> + use<> {
        let series = self.series.values().map(|series| &series.covered);
        let ledger = self.ledger.iter().map(|ledger| &ledger.covered);
        let covered: BTreeSet<Period> = series.chain(ledger).flatten().copied().collect();
        let as_of = self.as_of;
        covered.into_iter().filter(move |&period| period <= as_of)
    }

    /// The name under which a scope is written.
    pub fn scope_name(&self, scope: Scope) -> &str {
        match scope {
            Scope::Product(product) => self.catalog.name(product),
            Scope::Portfolio => "*",
        }
    }

    /// Movements of a scope, period by period; empty without a subscription ledger.
    pub fn movements(&self, scope: Scope) -> impl Iterator<Item = (Period, &Movement)> {
        let range = (scope, Period::from_serial(i32::MIN))..=(scope, Period::from_serial(i32::MAX));
        self.ledger
            .iter()
            .flat_map(move |ledger| ledger.movements.range(range.clone()))
            .map(|(&(_, period), m)| (period, m))
    }

    /// The facts that have customers.
    pub fn facts_with_cohorts(&self) -> impl Iterator<Item = &FactKind> {
        self.cohorts.keys()
    }

    /// Cohorts of a fact and scope, the earliest first.
    pub fn cohorts(&self, fact: &FactKind, scope: Scope) -> &[Cohort] {
        self.cohorts.get(fact).and_then(|cohorts| cohorts.get(&scope)).map_or(&[], Vec::as_slice)
    }

    /// Whether some input brings milestones.
    pub fn has_milestones(&self) -> bool {
        !self.milestones.is_empty()
    }

    /// The day a milestone of this name was done, by the milestones export.
    pub fn milestone_done(&self, scope: Scope, name: &str) -> Option<Date> {
        let wanted = crate::name::fold(name);
        self.milestones.iter().find(|m| scope.has(m.product) && crate::name::fold(&m.name) == wanted)?.done
    }

    pub(super) fn series(&self, measure: &Measure) -> Answer<&MeasureSeries> {
        self.series.get(measure).ok_or(NoData::NotCovered)
    }

    /// A measure over a span by its own kind: flows add up, of stocks the last counts.
    pub(super) fn over(&self, measure: &Measure, scope: Scope, span: Span) -> Answer<Amount> {
        let series = self.series(measure)?;
        match series.measure_kind {
            MeasureKind::Flow => series.sum(scope, span),
            MeasureKind::Stock => series.sum(scope, Span::of(span.last)),
        }
    }

    /// A measure summed over all periods of a span, also a stock.
    pub(super) fn summed(&self, measure: &Measure, scope: Scope, span: Span) -> Answer<Amount> {
        self.series(measure)?.sum(scope, span)
    }

    pub(super) fn ledger(&self) -> Answer<&Ledger> {
        self.ledger.as_ref().ok_or(NoData::NotCovered)
    }
}
