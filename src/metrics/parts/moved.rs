//! Subscription movements over a window.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, NoData, Scope};
use crate::metrics::ledger::customer_movements;
use crate::metrics::measure::{MRR, Measure};
use crate::metrics::movement::MovementKind;
use crate::metrics::origin::{
    ByCustomer, Combination, Contribution, FractionSide, Of, Term, TermRole, Tracer, rows_of,
};
use crate::metrics::part::RulePart;
use std::collections::BTreeMap;

/// Movements of these kinds, added up; contraction and churn count as positive losses.
#[derive(Debug)]
pub(in crate::metrics) struct Moved(pub(in crate::metrics) &'static [MovementKind]);

impl RulePart for Moved {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.ledger()?.moved(self.0, scope, span)
    }

    /// What is divided by movements is divided by losses.
    fn at_zero(&self) -> NoData {
        NoData::NoLosses
    }

    /// A term a kind.
    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        // The customers are asked for once, and the rows of a period once for the movements on both of its sides.
        let fact = tracer.facts.facts.get(&MRR.fact);
        let covered = |period: &Period| fact.is_some_and(|fact| fact.covered.contains(period));
        let all: Vec<_> = customer_movements(tracer.facts, tracer.scope, span).collect();
        let around = Span { first: span.first.previous(), last: span.last };
        let rows: BTreeMap<Period, ByCustomer> =
            around.periods().filter(covered).map(|period| (period, tracer.by_customer(period))).collect();
        let mut terms = Vec::new();
        for kind in self.0 {
            let mine = all.iter().filter(|movement| *kind == MovementKind::Net || movement.kind == *kind);
            let contributions = mine
                .map(|movement| {
                    let is_less = *kind == MovementKind::Net && movement.kind.is_loss();
                    let at = |period: Period, role| {
                        let rows = rows.get(&period);
                        rows.map(|rows| rows_of(rows, &movement.customer, Some(movement.product), role))
                            .unwrap_or_default()
                    };
                    Contribution {
                        amount: if is_less { -movement.amount.clone() } else { movement.amount.clone() },
                        product: Some(movement.product),
                        period: movement.period,
                        customer: Some(movement.customer.clone()),
                        rows: [at(movement.period.previous(), TermRole::Before), at(movement.period, TermRole::After)]
                            .concat(),
                        moved: Some((movement.before.clone(), movement.after.clone())),
                    }
                })
                .collect();
            let ledger = tracer.aggregates.ledger();
            let total = ledger.and_then(|ledger| ledger.moved(std::slice::from_ref(kind), tracer.scope, span));
            let of = Of { side, name: kind.into_str(), made: Combination::Change };
            let mut term = tracer.term_of_ledger(of, span, total, contributions);
            if term.total.is_err() {
                let lacking = around.periods().filter(|period| !covered(period));
                term.missing = lacking.map(|period| (None, period, NoData::NotCovered)).collect();
            }
            terms.push(term);
        }
        terms
    }
}
