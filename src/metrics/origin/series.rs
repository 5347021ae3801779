//! Terms that are a measure over periods.

use super::rows::Row;
use super::{Contribution, Made, Role, RowOf, Side, Term, Tracer};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::evaluate::{AMOUNT, Missing};
use crate::metrics::parts::Series;
use crate::metrics::registry::{Measure, RESTATED};
use crate::metrics::{NoData, Scope};
use crate::schema::{FactKind, Stuff};
use std::collections::BTreeMap;

impl Tracer<'_> {
    /// A measure by its own kind: a flow over the span, a stock at its end.
    pub(super) fn over(self, side: Side, sign: i64, measure: Measure, span: Span) -> Term {
        let stuff = self.measurements.series.get(&measure).map(|series| series.stuff);
        let span = if stuff == Some(Stuff::Stock) { Span::of(span.last) } else { span };
        self.summed(side, sign, measure, span)
    }

    /// A measure in every period of the span, also a stock.
    pub(super) fn summed(self, side: Side, sign: i64, measure: Measure, span: Span) -> Term {
        let total = self.measurements.summed(measure, self.scope, span);
        let contributions = if self.is_first_seen(measure) {
            self.first_seen(measure, span)
        } else {
            let rows = self.rows(measure.fact, span, &[measure.name]);
            rows.iter().filter_map(|row| self.of_row(measure.fact, row, row.figures[0].as_ref()?)).collect()
        };
        let made = if self.is_first_seen(measure) { Made::Count } else { Made::Sum };
        self.term_of_series(Shape { side, sign, made }, measure, span, total, contributions)
    }

    /// Revenue over periods, those of years of 53 weeks told anew.
    pub(super) fn restated(self, side: Side, span: Span) -> Term {
        let told = &self.facts.restated;
        let total = self.measurements.summed(RESTATED, self.scope, span);
        let rows = self.rows(AMOUNT.fact, span, &[AMOUNT.name]);
        let plain = rows.iter().filter(|row| !told.tells(&self.measurements.calendar, row.period));
        let mut contributions: Vec<Contribution> =
            plain.filter_map(|row| self.of_row(AMOUNT.fact, row, row.figures[0].as_ref()?)).collect();
        let anew = told.rows().iter().filter(|row| self.has(row.product) && span.contains(row.period));
        contributions.extend(anew.map(|row| Contribution {
            amount: row.amount(),
            product: Some(row.product),
            period: row.period,
            customer: None,
            rows: vec![RowOf {
                role: Role::Value,
                period: row.period,
                source: row.source as usize,
                row: row.row as usize,
                columns: vec![AMOUNT.name],
                factor: Amount::one(),
                figures: vec![Some(row.amount())],
            }],
            moved: None,
        }));
        let shape = Shape { side, sign: 1, made: Made::Sum };
        Term { name: AMOUNT.name, ..self.term_of_series(shape, RESTATED, span, total, contributions) }
    }

    pub(super) fn term_of_series(
        self,
        shape: Shape,
        measure: Measure,
        span: Span,
        total: Result<Amount, NoData>,
        contributions: Vec<Contribution>,
    ) -> Term {
        let series = self.measurements.series.get(&measure);
        let (zeros, missing) = series.map_or_else(
            || (Vec::new(), vec![(None, span.last, NoData::NotCovered)]),
            |series| self.absences(series, span, total.is_err()),
        );
        let Shape { side, sign, made } = shape;
        Term { side, sign, name: measure.name, fact: measure.fact, made, span, total, contributions, zeros, missing }
    }

    /// What a row brings: its figure, divided among its periods.
    pub(super) fn of_row(self, fact: FactKind, row: &Row, figure: &Amount) -> Option<Contribution> {
        let factor = Amount::one().checked_div(&row.among)?;
        Some(Contribution {
            amount: figure * &factor,
            product: Some(row.product),
            period: row.period,
            customer: row.customer.and_then(|number| self.customer(fact, number)),
            rows: vec![row.of(Role::Value, factor)],
            moved: None,
        })
    }

    /// Products without a row, where that means 0, and where it means that there is no figure.
    #[expect(clippy::type_complexity, reason = "two lists, each named by its caller")]
    fn absences(
        self,
        series: &Series,
        span: Span,
        fails: bool,
    ) -> (Vec<(usize, Period)>, Vec<(Option<usize>, Period, NoData)>) {
        let (mut zeros, mut missing) = (Vec::new(), Vec::new());
        for period in span.periods() {
            if !series.covered.contains(&period) {
                missing.push((None, period, NoData::NotCovered));
                continue;
            }
            for product in self.products() {
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

    /// Whether customers are counted in the period of their first row, since the export brings no count.
    fn is_first_seen(self, measure: Measure) -> bool {
        let fact = self.facts.facts.get(&measure.fact);
        measure.fact == FactKind::Acquisition && fact.is_some_and(|fact| !fact.measures.contains(&measure.name))
    }

    fn first_seen(self, measure: Measure, span: Span) -> Vec<Contribution> {
        let earliest = Period::from_serial(i32::MIN);
        let mut first: BTreeMap<(usize, usize), Vec<Row>> = BTreeMap::new();
        for row in self.rows(measure.fact, Span { first: earliest, last: span.last }, &[]) {
            let Some(customer) = row.customer else { continue };
            let rows = first.entry((row.product, customer)).or_default();
            if rows.first().is_some_and(|known| row.period < known.period) {
                rows.clear();
            }
            if rows.first().is_none_or(|known| row.period == known.period) {
                rows.push(row);
            }
        }
        let new = first.into_iter().filter(|(_, rows)| rows.first().is_some_and(|row| span.contains(row.period)));
        new.filter_map(|((product, customer), rows)| {
            Some(Contribution {
                amount: Amount::one(),
                product: Some(product),
                period: rows.first()?.period,
                customer: self.customer(measure.fact, customer),
                rows: rows.iter().map(|row| row.only(Role::Value, Amount::one(), &["customer"])).collect(),
                moved: None,
            })
        })
        .collect()
    }
}

/// How a term stands in its formula.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) side: Side,
    pub(super) sign: i64,
    pub(super) made: Made,
}
