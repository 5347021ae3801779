//! Errors of forecasts: by product, period and lag, as they are taken before they are summed.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, NoData, Scope};
use crate::metrics::measure::{ACTUAL, FORECAST, Measure};
use crate::metrics::origin::{Combination, Contribution, FractionSide, Row, Shape, Term, TermRole, Tracer};
use crate::metrics::part::RulePart;
use crate::name::Name;
use crate::schema::FactKind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Σ|actual − forecast|.
#[derive(Debug)]
pub(in crate::metrics) struct ForecastError;

impl RulePart for ForecastError {
    fn measures(&self) -> Vec<Measure> {
        vec![FORECAST, ACTUAL]
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.over(&ACTUAL, scope, span)?;
        let demand = of.demand.as_ref().ok_or(NoData::NotCovered)?;
        let products = scope.products(of.catalog.len()).filter_map(|product| demand.errors.get(product));
        Ok(products.flat_map(|errors| span.periods().filter_map(|period| errors.get(&period))).sum())
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let contributions = tracer.by_lag(span).into_iter().map(|((product, period, _), rows)| {
            let amount = (&sum(&rows, 1) - &sum(&rows, 0)).abs();
            error(
                amount,
                product,
                period,
                &[(&rows, TermRole::Forecast, FORECAST.name), (&rows, TermRole::Actual, ACTUAL.name)],
            )
        });
        let contributions = contributions.collect();
        let total = self.amount(tracer.aggregates, tracer.scope, span);
        let shape = Shape { side, made: Combination::Error };
        let term = tracer.term_of_series(shape, ACTUAL, span, total, contributions);
        vec![Term { name: Cow::Borrowed("forecast_error"), ..term }]
    }
}

/// Σ(forecast − actual).
#[derive(Debug)]
pub(in crate::metrics) struct ForecastBias;

impl RulePart for ForecastBias {
    fn measures(&self) -> Vec<Measure> {
        vec![FORECAST, ACTUAL]
    }

    /// Where both are missing, the actual is what the reader misses.
    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        let actual = of.over(&ACTUAL, scope, span)?;
        Ok(&of.over(&FORECAST, scope, span)? - &actual)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        vec![tracer.over(side, FORECAST, span), Term { sign: -1, ..tracer.over(side, ACTUAL, span) }]
    }
}

/// Σ|actual − actual of a year earlier|, as if that had been the forecast.
#[derive(Debug)]
pub(in crate::metrics) struct NaiveError;

impl RulePart for NaiveError {
    fn measures(&self) -> Vec<Measure> {
        vec![ACTUAL]
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.over(&ACTUAL, scope, span)?;
        let series = of.series(&ACTUAL)?;
        let demand = of.demand.as_ref().ok_or(NoData::NotCovered)?;
        let mut total = Amount::zero();
        for period in span.periods() {
            let earlier = of.calendar.year_earlier(Span::of(period)).last;
            if !series.covered.contains(&earlier) {
                return Err(NoData::NoEarlierWindow);
            }
            for product in scope.products(of.catalog.len()) {
                let has = |period: Period| series.sum(Scope::Product(product), Span::of(period)).is_ok();
                if has(period) {
                    let naive = has(earlier).then(|| demand.naive_error(product, period, earlier)).flatten();
                    total += &naive.ok_or(NoData::NoEarlierWindow)?;
                }
            }
        }
        Ok(total)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let calendar = &tracer.aggregates.calendar;
        let mut contributions: Vec<Contribution> = Vec::new();
        for period in span.periods() {
            let earlier = calendar.year_earlier(Span::of(period)).last;
            let now = tracer.by_product(Span::of(period));
            let then = tracer.by_product(Span::of(earlier));
            for product in tracer.scope.products(tracer.aggregates.catalog.len()) {
                let series = tracer.aggregates.series.get(&ACTUAL);
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
                        (then.unwrap_or(&none), TermRole::Forecast, ACTUAL.name),
                        (now.unwrap_or(&none), TermRole::Actual, ACTUAL.name),
                    ];
                    contributions.push(error(amount, product, period, &rows));
                }
            }
        }
        // The figure says whether every period of the year before has what it takes.
        let total = Ok(contributions.iter().map(|contribution| &contribution.amount).sum());
        let shape = Shape { side, made: Combination::Error };
        let term = tracer.term_of_series(shape, ACTUAL, calendar.year_earlier(span), total, contributions);
        vec![Term { name: Cow::Borrowed("naive_error"), ..term }]
    }
}

/// The rows of one product, period and lag.
type RowsByLag = BTreeMap<(usize, Period, Option<u32>), Vec<Row>>;

impl Tracer<'_> {
    fn by_lag(self, span: Span) -> RowsByLag {
        let mut found = RowsByLag::new();
        for row in self.rows(&FactKind::Demand, span, &[FORECAST.name, ACTUAL.name]) {
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

fn error(amount: Amount, product: usize, period: Period, rows: &[(&Vec<Row>, TermRole, Name)]) -> Contribution {
    let rows = rows
        .iter()
        .flat_map(|(rows, role, column)| {
            rows.iter().map(|row| row.only(*role, Amount::one(), std::slice::from_ref(column)))
        })
        .collect();
    Contribution { amount, product: Some(product), period, customer: None, rows, moved: None }
}
