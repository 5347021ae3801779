//! The figures of a run: every metric of every product and of the portfolio in every single period that is covered. What
//! has no data is not among them.

use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Period, Window};
use crate::metrics::Measurements;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Metric → product → period → exact figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedFigures {
    figures: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
}

impl RecordedFigures {
    pub fn of(measurements: &Measurements) -> Self {
        let periods: Vec<Period> = measurements.periods().collect();
        let mut figures = BTreeMap::new();
        for metric in &measurements.metrics {
            let mut by_product = BTreeMap::new();
            for scope in measurements.scopes() {
                let figure = |&period: &Period| {
                    let measured = measurements.measure(metric, scope, Window::Period, period);
                    Some((measurements.calendar.label(period), measured.value()?.to_exact()))
                };
                let by_period: BTreeMap<String, String> = periods.iter().filter_map(figure).collect();
                by_product.insert(measurements.scope_name(scope).to_owned(), by_period);
            }
            figures.insert(metric.id.to_string(), by_product);
        }
        Self { figures }
    }

    /// Whether the metric was computed at all.
    pub fn has(&self, metric: &str) -> bool {
        self.figures.contains_key(metric)
    }

    pub fn metrics(&self) -> impl Iterator<Item = &str> {
        self.figures.keys().map(String::as_str)
    }

    pub fn products(&self, metric: &str) -> impl Iterator<Item = &str> {
        self.figures.get(metric).into_iter().flat_map(|products| products.keys().map(String::as_str))
    }

    /// Figures of one metric and product, in the order of time; periods that the calendar no longer has are left out.
    pub fn series(&self, metric: &str, product: &str, calendar: &FiscalCalendar) -> BTreeMap<Period, Amount> {
        let by_period = self.figures.get(metric).and_then(|products| products.get(product));
        let known = |(label, figure): (&String, &String)| {
            let span = calendar.parse_label(label).filter(|span| span.len() == 1)?;
            Some((span.first, Amount::parse_exact(figure)?))
        };
        by_period.into_iter().flatten().filter_map(known).collect()
    }
}
