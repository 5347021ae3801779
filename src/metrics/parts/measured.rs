//! A measure over a window, as its rows have it.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::measure::Measure;
use crate::metrics::origin::{Combination, Contribution, FractionSide, Row, Shape, Term, Tracer};
use crate::metrics::part::RulePart;
use crate::schema::{FactKind, MeasureKind};
use std::collections::BTreeMap;

/// By its own kind: a flow adds up over the window, of a stock the last period counts.
impl RulePart for Measure {
    fn measures(&self) -> Vec<Measure> {
        vec![self.clone()]
    }

    fn reach(&self) -> Reach {
        if self.measure_kind() == Some(MeasureKind::Flow) { Reach::Window } else { Reach::Last }
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.over(self, scope, span)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        vec![tracer.over(side, self.clone(), span)]
    }

    fn says(&self) -> Option<Measure> {
        Some(self.clone())
    }
}

/// Every period of the window, also of a stock.
#[derive(Debug)]
pub(in crate::metrics) struct Summed(pub(in crate::metrics) Measure);

impl RulePart for Summed {
    fn measures(&self) -> Vec<Measure> {
        vec![self.0.clone()]
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.summed(&self.0, scope, span)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        vec![tracer.summed(side, self.0.clone(), span)]
    }
}

impl Tracer<'_> {
    /// A measure by its own kind: a flow over the span, a stock at its end.
    pub(super) fn over(self, side: FractionSide, measure: Measure, span: Span) -> Term {
        let measure_kind = self.aggregates.series.get(&measure).map(|series| series.measure_kind);
        let span = if measure_kind == Some(MeasureKind::Stock) { Span::of(span.last) } else { span };
        self.summed(side, measure, span)
    }

    /// A measure in every period of the span, also a stock.
    pub(super) fn summed(self, side: FractionSide, measure: Measure, span: Span) -> Term {
        let total = self.aggregates.summed(&measure, self.scope, span);
        let (made, contributions) = if self.is_first_seen(&measure) {
            (Combination::Count, self.first_seen(&measure, span))
        } else {
            let rows = self.rows(&measure.fact, span, std::slice::from_ref(&measure.name));
            let of_row = |row: &Row| self.of_row(&measure.fact, row, row.figures[0].as_ref()?);
            (Combination::Sum, rows.iter().filter_map(of_row).collect())
        };
        self.term_of_series(Shape { side, made }, measure, span, total, contributions)
    }

    /// Whether customers are counted in the period of their first row, since the export brings no count.
    fn is_first_seen(self, measure: &Measure) -> bool {
        let fact = self.facts.facts.get(&measure.fact);
        measure.fact == FactKind::Acquisition && fact.is_some_and(|fact| !fact.measures.contains(&measure.name))
    }

    fn first_seen(self, measure: &Measure, span: Span) -> Vec<Contribution> {
        let earliest = Period::from_serial(i32::MIN);
        let mut first: BTreeMap<(usize, usize), Vec<Row>> = BTreeMap::new();
        for row in self.rows(&measure.fact, Span { first: earliest, last: span.last }, &[]) {
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
                customer: self.customer(&measure.fact, customer),
                rows: rows.iter().map(Row::of_customer).collect(),
                moved: None,
            })
        })
        .collect()
    }
}
