//! *Restated* figures: of periods that were closed when an earlier run published them, and different now. A figure that
//! came or went is restated too; no data is never 0.
//!
//! One row of an export moves many figures: revenue moves price, margin and growth, of the product and the portfolio. So
//! only figures that nothing else among the restated ones explains are listed, each with the metrics that moved along.

use super::figures::RecordedFigures;
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Period};
use crate::metrics::{Metric, MetricRef, Scope};
use crate::name::Name;
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restated {
    /// `None` where the product is not in the catalog any more.
    pub scope: Option<Scope>,
    /// `*` for the portfolio.
    pub product: String,
    pub metric: MetricRef,
    pub period: Period,
    /// `None` where there was no data.
    pub old: Option<Amount>,
    /// `None` where there is no data now.
    pub new: Option<Amount>,
    /// Other metrics of the product that the same rows moved.
    pub along: Vec<MetricRef>,
    /// Cells that it comes from now, the largest first.
    pub cells: Vec<Place>,
    /// How many more there are.
    pub more_cells: usize,
}

/// One figure on two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub product: String,
    pub metric: MetricRef,
    pub period: Period,
    pub old: Option<Amount>,
    pub new: Option<Amount>,
}

/// Product, metric and period of a figure.
type FigureKey = (String, Name, Period);

impl Difference {
    fn key(&self) -> FigureKey {
        (self.product.clone(), self.metric.id.clone(), self.period)
    }
}

/// How two runs differ in the figures up to `closed`, in the order of metrics, products and periods. A metric that one of
/// them did not compute at all is no difference.
pub fn differences(
    old: &RecordedFigures,
    new: &RecordedFigures,
    metrics: &[MetricRef],
    closed: Period,
    calendar: &FiscalCalendar,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for metric in metrics.iter().filter(|metric| old.has(&metric.id) && new.has(&metric.id)) {
        let products: BTreeSet<&str> = old.products(&metric.id).chain(new.products(&metric.id)).collect();
        for product in products {
            let mut before = old.series(&metric.id, product, calendar);
            let mut now = new.series(&metric.id, product, calendar);
            before.retain(|period, _| *period <= closed);
            now.retain(|period, _| *period <= closed);
            let periods: BTreeSet<Period> = before.keys().chain(now.keys()).copied().collect();
            for period in periods {
                let (old, new) = (before.get(&period), now.get(&period));
                if old != new {
                    let (old, new) = (old.cloned(), new.cloned());
                    found.push(Difference { product: product.to_owned(), metric: metric.clone(), period, old, new });
                }
            }
        }
    }
    found
}

/// The differences that no other one explains, by product and period. A row reaches as far as figures look back: growth
/// and retention over a year, the year before included.
pub fn restated(
    differences: Vec<Difference>,
    metrics: &[MetricRef],
    periods_per_year: i32,
    scope: impl Fn(&str) -> Option<Scope>,
) -> Vec<Restated> {
    let reach = 2 * periods_per_year;
    let roots: BTreeSet<FigureKey> =
        differences.iter().filter(|found| is_root(&found.metric)).map(Difference::key).collect();
    let explained = |found: &Difference| -> Option<FigureKey> {
        let of_product = |root: &&FigureKey| match found.product.as_str() {
            "*" => true,
            product => root.0 == product,
        };
        let others = || roots.iter().filter(of_product).filter(|root| root.0 != "*" || !is_root(&found.metric));
        if is_root(&found.metric) {
            let same = |root: &&FigureKey| root.1 == found.metric.id && root.2 == found.period;
            return if found.product == "*" { others().find(same).cloned() } else { None };
        }
        let of = roots_of(&found.metric, metrics);
        let before = |root: &&FigureKey| {
            of.contains(&root.1.as_ref()) && root.2 <= found.period && found.period.since(root.2) <= reach
        };
        others().filter(before).max_by_key(|root| root.2).cloned()
    };
    let mut along: BTreeMap<FigureKey, Vec<MetricRef>> = BTreeMap::new();
    let mut listed = Vec::new();
    for found in differences {
        match explained(&found) {
            Some(root) => {
                let metrics = along.entry(root).or_default();
                if found.product != "*" && !metrics.iter().any(|metric| metric.id == found.metric.id) {
                    metrics.push(found.metric);
                }
            }
            None => listed.push(found),
        }
    }
    let mut restated: Vec<Restated> = listed
        .into_iter()
        .map(|found| Restated {
            scope: scope(&found.product),
            along: along.remove(&found.key()).unwrap_or_default(),
            product: found.product,
            metric: found.metric,
            period: found.period,
            old: found.old,
            new: found.new,
            cells: Vec::new(),
            more_cells: 0,
        })
        .collect();
    restated.sort_by(|a, b| (a.scope, &a.product, a.period).cmp(&(b.scope, &b.product, b.period)));
    restated
}

/// A metric that says what one measure says, so that others can be told from it.
fn is_root(metric: &Metric) -> bool {
    metric.says().is_some()
}

/// The metrics that say what goes into this one.
fn roots_of<'m>(metric: &Metric, metrics: &'m [MetricRef]) -> Vec<&'m str> {
    let measures = metric.measures();
    let goes_in = |root: &&MetricRef| root.says().is_some_and(|measure| measures.contains(&measure));
    metrics.iter().filter(goes_in).map(|root| root.id.as_ref()).collect()
}
