//! Revenue as growth and launches look at it.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, NoData, Scope};
use crate::metrics::course::Reach;
use crate::metrics::measure::{AMOUNT, AT_PRIOR_RATES, Measure, RESTATED};
use crate::metrics::origin::{Combination, Contribution, FractionSide, RowOf, Shape, Term, TermRole, Tracer};
use crate::metrics::part::RulePart;

/// At the exchange rates of last year.
#[derive(Debug)]
pub(in crate::metrics) struct AtPriorRates;

impl RulePart for AtPriorRates {
    fn measures(&self) -> Vec<Measure> {
        vec![AMOUNT]
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        by.series.contains_key(&AT_PRIOR_RATES)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.over(&AMOUNT, scope, span)?;
        // What the export covers and still has no amount at the rates of last year lacks such a rate.
        of.over(&AT_PRIOR_RATES, scope, span).map_err(|_| NoData::NoEarlierWindow)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        vec![tracer.over(side, AT_PRIOR_RATES, span)]
    }
}

/// Years of 53 weeks lose their first one.
#[derive(Debug)]
pub(in crate::metrics) struct Restated;

impl RulePart for Restated {
    fn measures(&self) -> Vec<Measure> {
        vec![AMOUNT]
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        by.series.contains_key(&RESTATED)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.over(&RESTATED, scope, span)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let told = &tracer.facts.restated;
        let total = tracer.aggregates.summed(&RESTATED, tracer.scope, span);
        let rows = tracer.rows(&AMOUNT.fact, span, &[AMOUNT.name]);
        let plain = rows.iter().filter(|row| !told.tells(&tracer.aggregates.calendar, row.period));
        let mut contributions: Vec<Contribution> =
            plain.filter_map(|row| tracer.of_row(&AMOUNT.fact, row, row.figures[0].as_ref()?)).collect();
        let anew = told.rows().iter().filter(|row| tracer.scope.has(row.product) && span.contains(row.period));
        contributions.extend(anew.map(|row| Contribution {
            amount: row.amount(),
            product: Some(row.product),
            period: row.period,
            customer: None,
            rows: vec![RowOf {
                role: TermRole::Value,
                period: row.period,
                source: row.source as usize,
                row: row.row as usize,
                columns: vec![AMOUNT.name],
                factor: Amount::one(),
                figures: vec![Some(row.amount())],
            }],
            moved: None,
        }));
        let shape = Shape { side, made: Combination::Sum };
        vec![Term { name: AMOUNT.name, ..tracer.term_of_series(shape, RESTATED, span, total, contributions) }]
    }
}

/// From the launch of a product on.
#[derive(Debug)]
pub(in crate::metrics) struct SinceLaunch;

fn launched(of: &Aggregates, scope: Scope) -> Option<Period> {
    of.catalog.products().get(scope.product()?)?.launched
}

impl RulePart for SinceLaunch {
    fn measures(&self) -> Vec<Measure> {
        vec![AMOUNT]
    }

    fn reach(&self) -> Reach {
        Reach::Cumulative
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        let (first, last) = (launched(of, scope).ok_or(NoData::NotDefined)?, span.last);
        if last < first { Err(NoData::BeforeLaunch) } else { of.over(&AMOUNT, scope, Span { first, last }) }
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let last = span.last;
        let first = launched(tracer.aggregates, tracer.scope).filter(|&launched| launched <= last);
        first.map(|first| tracer.over(side, AMOUNT, Span { first, last })).into_iter().collect()
    }
}
