//! Errors of forecasts: by product, period and lag, as they are taken before they are summed.

use super::rows::Row;
use super::series::Shape;
use super::{Contribution, Made, Role, Side, Term, Tracer};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::Scope;
use crate::metrics::evaluate::{ACTUAL, FORECAST};
use crate::schema::FactKind;
use std::collections::BTreeMap;

/// The rows of one product, period and lag.
type ByLag = BTreeMap<(usize, Period, Option<u32>), Vec<Row>>;

impl Tracer<'_> {
    /// |actual − forecast|.
    pub(super) fn forecast_error(self, sign: i64, span: Span) -> Term {
        let contributions = self.by_lag(span).into_iter().map(|((product, period, _), rows)| {
            let amount = (&sum(&rows, 1) - &sum(&rows, 0)).abs();
            error(
                amount,
                product,
                period,
                &[(&rows, Role::Forecast, FORECAST.name), (&rows, Role::Actual, ACTUAL.name)],
            )
        });
        let contributions = contributions.collect();
        let total = self.measurements.forecast_error(self.scope, span).map(|(error, _)| error);
        let shape = Shape { side: Side::Numerator, sign, made: Made::Error };
        let term = self.term_of_series(shape, ACTUAL, span, total, contributions);
        Term { name: "forecast_error", ..term }
    }

    /// |actual − actual of a year earlier|, as if that had been the forecast.
    pub(super) fn naive_error(self, span: Span) -> Term {
        let calendar = &self.measurements.calendar;
        let mut contributions: Vec<Contribution> = Vec::new();
        for period in span.periods() {
            let earlier = calendar.year_earlier(Span::of(period)).last;
            let now = self.by_product(Span::of(period));
            let then = self.by_product(Span::of(earlier));
            for product in self.products() {
                let series = self.measurements.series.get(&ACTUAL);
                let scope = Scope::Product(product);
                if series.is_none_or(|series| series.sum(scope, Span::of(period)).is_err()) {
                    continue;
                }
                let none = BTreeMap::new();
                let (now, then) = (now.get(&product).unwrap_or(&none), then.get(&product).unwrap_or(&none));
                let lags = if now.is_empty() { then } else { now };
                for lag in lags.keys() {
                    let (now, then) = (now.get(lag), then.get(lag));
                    let of = |rows: Option<&Vec<Row>>| rows.map_or_else(Amount::zero, |rows| sum(rows, 1));
                    let amount = (&of(now) - &of(then)).abs();
                    let none = Vec::new();
                    let rows = [
                        (then.unwrap_or(&none), Role::Forecast, ACTUAL.name),
                        (now.unwrap_or(&none), Role::Actual, ACTUAL.name),
                    ];
                    contributions.push(error(amount, product, period, &rows));
                }
            }
        }
        // The figure says whether every period of the year before has what it takes.
        let total = Ok(contributions.iter().map(|contribution| &contribution.amount).sum());
        let shape = Shape { side: Side::Numerator, sign: 1, made: Made::Error };
        let term = self.term_of_series(shape, ACTUAL, calendar.year_earlier(span), total, contributions);
        Term { name: "naive_error", ..term }
    }

    fn by_lag(self, span: Span) -> ByLag {
        let mut found = ByLag::new();
        for row in self.rows(FactKind::Demand, span, &[FORECAST.name, ACTUAL.name]) {
            found.entry((row.product, row.period, row.lag)).or_default().push(row);
        }
        found
    }

    fn by_product(self, span: Span) -> BTreeMap<usize, BTreeMap<Option<u32>, Vec<Row>>> {
        let mut found: BTreeMap<usize, BTreeMap<Option<u32>, Vec<Row>>> = BTreeMap::new();
        for ((product, _, lag), rows) in self.by_lag(span) {
            found.entry(product).or_default().insert(lag, rows);
        }
        found
    }
}

/// The sum of a figure over some rows, where they have it.
fn sum(rows: &[Row], at: usize) -> Amount {
    rows.iter().filter_map(|row| row.figures[at].as_ref()).sum()
}

fn error(amount: Amount, product: usize, period: Period, rows: &[(&Vec<Row>, Role, &'static str)]) -> Contribution {
    let rows = rows
        .iter()
        .flat_map(|(rows, role, column)| rows.iter().map(|row| row.only(*role, Amount::one(), &[*column])))
        .collect();
    Contribution { amount, product: Some(product), period, customer: None, rows, moved: None }
}
