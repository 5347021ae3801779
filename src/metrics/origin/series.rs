//! Terms that are a series over periods: their rows, and the rows that they lack.

use super::rows::Row;
use super::term::{Combination, Contribution, FractionSide, Term, TermRole};
use super::tracer::Tracer;
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::answer::{NoData, Scope};
use crate::metrics::measure::Measure;
use crate::metrics::series::{MeasureSeries, Missing};
use crate::schema::FactKind;

/// How a term stands in its formula.
#[derive(Clone, Copy)]
pub(in crate::metrics) struct Shape {
    pub(in crate::metrics) side: FractionSide,
    pub(in crate::metrics) made: Combination,
}

impl Tracer<'_> {
    pub(in crate::metrics) fn term_of_series(
        self,
        shape: Shape,
        measure: Measure,
        span: Span,
        total: Result<Amount, NoData>,
        contributions: Vec<Contribution>,
    ) -> Term {
        let series = self.aggregates.series.get(&measure);
        let (zeros, missing) = series.map_or_else(
            || (Vec::new(), vec![(None, span.last, NoData::NotCovered)]),
            |series| self.absences(series, span, total.is_err()),
        );
        let (Shape { side, made }, sign) = (shape, 1);
        Term { side, sign, name: measure.name, fact: measure.fact, made, span, total, contributions, zeros, missing }
    }

    /// What a row brings: its figure, divided among its periods.
    pub(in crate::metrics) fn of_row(self, fact: &FactKind, row: &Row, figure: &Amount) -> Option<Contribution> {
        let factor = Amount::one().checked_div(&row.among)?;
        Some(Contribution {
            amount: figure * &factor,
            product: Some(row.product),
            period: row.period,
            customer: row.customer.and_then(|number| self.customer(fact, number)),
            rows: vec![row.of(TermRole::Value, factor)],
            moved: None,
        })
    }

    /// Products without a row, where that means 0, and where it means that there is no figure.
    #[expect(clippy::type_complexity, reason = "two lists, each named by its caller")]
    fn absences(
        self,
        series: &MeasureSeries,
        span: Span,
        fails: bool,
    ) -> (Vec<(usize, Period)>, Vec<(Option<usize>, Period, NoData)>) {
        let (mut zeros, mut missing) = (Vec::new(), Vec::new());
        for period in span.periods() {
            if !series.covered.contains(&period) {
                missing.push((None, period, NoData::NotCovered));
                continue;
            }
            for product in self.scope.products(self.aggregates.catalog.len()) {
                let has_rows = series.sums.get(product).is_some_and(|sums| sums.contains_key(&period));
                match series.at(product, period) {
                    Ok(_) if has_rows => {}
                    Ok(_) => zeros.push((product, period)),
                    Err(Missing::NotCovered) => missing.push((Some(product), period, NoData::NotCovered)),
                    Err(Missing::NoRow) => missing.push((Some(product), period, NoData::NoRow)),
                    // Of one product alone its life is the reason; a portfolio has nothing to miss there.
                    Err(Missing::NotLive(reason)) if fails && self.scope != Scope::Portfolio => {
                        missing.push((Some(product), period, reason));
                    }
                    Err(Missing::NotLive(_)) => {}
                }
            }
        }
        (zeros, missing)
    }
}
