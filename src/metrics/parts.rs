//! What is left of the facts once they are boiled down: sums by product and period, and the ledger's movements and
//! retention. Plain data; every metric is a little arithmetic over these.

use super::cohorts::{Cohort, Cohorts};
use super::control::Checked;
use super::demand::Demand;
use super::own::Customers;
use super::plan::Plans;
use super::registry::{Measure, Metric, Registry, Rule};
use super::{Basis, Scope};
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Period};
use crate::facts::{Catalog, Milestone};
use crate::pipeline::Absent;
use crate::schema::{FactKind, Stuff};
use std::collections::{BTreeMap, BTreeSet};

/// Everything measurable, ready to be asked.
#[derive(Debug, Clone)]
pub struct Measurements {
    pub calendar: FiscalCalendar,
    pub catalog: Catalog,
    pub as_of: Period,
    /// Whether the data of the as-of period stop before its last day.
    pub partial: bool,
    /// Facts whose data end longer ago than the pipeline allows.
    pub stale: BTreeSet<FactKind>,
    /// Metrics whose measures some input brings, in the order of the registry.
    pub metrics: Vec<&'static Metric>,
    pub(super) series: BTreeMap<Measure, Series>,
    pub(super) ledger: Option<Ledger>,
    pub(super) cohorts: BTreeMap<FactKind, Cohorts>,
    pub(super) demand: Option<Demand>,
    pub(super) milestones: Vec<Milestone>,
    /// Of the facts whose customers a metric of the pipeline counts.
    pub(super) customers: BTreeMap<FactKind, Customers>,
    /// Every metric that there is, fed or not.
    pub registry: Registry,
    /// Monthly targets that came as an export.
    pub plans: Plans,
    /// Control totals between the exports.
    pub checks: Vec<Checked>,
    /// Products whose data failed a check that sets them aside: nothing of them is scored.
    pub quarantined: BTreeSet<usize>,
}

/// One measure by product and period.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) stuff: Stuff,
    pub(super) absent: Absent,
    pub(super) covered: BTreeSet<Period>,
    /// By product: the periods covered by the inputs that know it.
    pub(super) covered_for: Vec<BTreeSet<Period>>,
    /// Products and periods of which a row was rejected.
    pub(super) gaps: BTreeSet<(usize, Period)>,
    /// By product: period → sum of its rows.
    pub(super) sums: Vec<BTreeMap<Period, Amount>>,
    /// By product: first and last period in which a missing row is missed; `None` when it never is.
    pub(super) live: Vec<Option<(Period, Period)>>,
}

impl Series {
    /// Forgets what is only known in part.
    pub(super) fn lose(&mut self, unknown: &BTreeSet<(usize, Period)>) {
        for (product, period) in unknown {
            self.sums.get_mut(*product).and_then(|sums| sums.remove(period));
        }
        self.gaps.extend(unknown);
    }
}

/// Movements of one scope in one period. `opening + new + reactivation + expansion − contraction − churn = closing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub opening: Amount,
    pub new: Amount,
    pub reactivation: Amount,
    pub expansion: Amount,
    pub contraction: Amount,
    pub churn: Amount,
    pub closing: Amount,
    pub opening_customers: usize,
    pub new_customers: usize,
    pub reactivated_customers: usize,
    pub churned_customers: usize,
    pub closing_customers: usize,
}

impl Movement {
    /// Its movements and those of the period after it, from the opening of the one to the closing of the other.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let sum = self.beside(next);
        Self {
            opening: self.opening.clone(),
            opening_customers: self.opening_customers,
            closing: next.closing.clone(),
            closing_customers: next.closing_customers,
            ..sum
        }
    }

    /// Together with the movements of another product in the same period.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Self {
        Self {
            opening: &self.opening + &other.opening,
            new: &self.new + &other.new,
            reactivation: &self.reactivation + &other.reactivation,
            expansion: &self.expansion + &other.expansion,
            contraction: &self.contraction + &other.contraction,
            churn: &self.churn + &other.churn,
            closing: &self.closing + &other.closing,
            opening_customers: self.opening_customers + other.opening_customers,
            new_customers: self.new_customers + other.new_customers,
            reactivated_customers: self.reactivated_customers + other.reactivated_customers,
            churned_customers: self.churned_customers + other.churned_customers,
            closing_customers: self.closing_customers + other.closing_customers,
        }
    }

    /// Whether money and customers foot to the last digit.
    pub fn adds_up(&self) -> bool {
        let gains = [&self.opening, &self.new, &self.reactivation, &self.expansion].into_iter().sum::<Amount>();
        let losses = &self.contraction + &self.churn;
        let customers = self.opening_customers + self.new_customers + self.reactivated_customers;
        &gains - &losses == self.closing && customers == self.closing_customers + self.churned_customers
    }
}

/// The subscription ledger, boiled down.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    pub(super) covered: BTreeSet<Period>,
    /// By product: first and last period of its life in the ledger.
    pub(super) live: Vec<Option<(Period, Period)>>,
    pub(super) closing: BTreeMap<(Scope, Period), Closing>,
    pub(super) movements: BTreeMap<(Scope, Period), Movement>,
    /// (scope, period, horizon) → what is left of the opening.
    pub(super) retention: BTreeMap<(Scope, Period, i32), Retention>,
}

/// Where a scope stands at the end of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closing {
    pub(super) mrr: Amount,
    pub(super) customers: usize,
    /// Customers who hold at least one other product (portfolio: two products or more).
    pub(super) attached: usize,
}

/// Sums over the customers of the opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Retention {
    pub(super) opening: Amount,
    pub(super) net: Amount,
    pub(super) gross: Amount,
    pub(super) opening_customers: usize,
    pub(super) kept_customers: usize,
}

impl Measurements {
    /// Whether the metric is computed at all.
    pub fn has(&self, metric: &Metric) -> bool {
        self.metrics.iter().any(|known| known.id == metric.id)
    }

    /// Whether what the metric is made of ended too long ago.
    pub fn is_stale(&self, metric: &Metric) -> bool {
        let bridge = matches!(metric.rule, Rule::Retention { .. }).then_some(FactKind::Subscriptions);
        let mut facts = metric.rule.measures().into_iter().map(|measure| measure.fact).chain(bridge);
        facts.any(|fact| self.stale.contains(&fact))
    }

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
    pub fn facts_with_cohorts(&self) -> impl Iterator<Item = FactKind> {
        self.cohorts.keys().copied()
    }

    /// Cohorts of a fact and scope, the earliest first.
    pub fn cohorts(&self, fact: FactKind, scope: Scope) -> &[Cohort] {
        self.cohorts.get(&fact).and_then(|cohorts| cohorts.get(&scope)).map_or(&[], Vec::as_slice)
    }

    /// What retention figures rest on.
    pub(super) const fn retention_basis(&self) -> Basis {
        if self.ledger.is_some() { Basis::Ledger } else { Basis::Bridge }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each figure another multiple of `unit`.
    fn movement(unit: i64) -> Movement {
        let money = |times: i64| Amount::from(unit * times);
        let customers = |times: i64| usize::try_from(unit * times).unwrap();
        Movement {
            opening: money(1),
            new: money(2),
            reactivation: money(3),
            expansion: money(4),
            contraction: money(5),
            churn: money(6),
            closing: money(7),
            opening_customers: customers(8),
            new_customers: customers(9),
            reactivated_customers: customers(10),
            churned_customers: customers(11),
            closing_customers: customers(12),
        }
    }

    #[test]
    fn movements_of_two_products_are_added_up_figure_by_figure() {
        assert_eq!(movement(1).beside(&movement(10)), movement(11));
    }

    #[test]
    fn movements_of_two_periods_open_with_the_first_and_close_with_the_second() {
        let both = movement(1).then(&movement(10));
        let expected = Movement {
            opening: Amount::from(1_i64),
            opening_customers: 8,
            closing: Amount::from(70_i64),
            closing_customers: 120,
            ..movement(11)
        };
        assert_eq!(both, expected);
    }

    #[test]
    fn movements_add_up_when_both_money_and_customers_do() {
        let whole = Movement {
            contraction: Amount::from(1_i64),
            churn: Amount::from(2_i64),
            churned_customers: 15,
            ..movement(1)
        };
        assert!(whole.adds_up(), "1 + 2 + 3 + 4 - 1 - 2 = 7, and 8 + 9 + 10 - 15 = 12");
        assert!(!Movement { churn: Amount::from(3_i64), ..whole.clone() }.adds_up(), "money");
        assert!(!Movement { churned_customers: 14, ..whole }.adds_up(), "customers");
    }
}
