//! Monthly recurring revenue, as it stands.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::measure::{MRR, Measure};
use crate::metrics::origin::{Combination, Contribution, FractionSide, Of, Term, TermRole, Tracer, monthly};
use crate::metrics::part::RulePart;

/// At the end of a window, so many times.
#[derive(Debug)]
pub(in crate::metrics) struct Recurring {
    pub(in crate::metrics) times: i64,
}

/// Before a window.
#[derive(Debug)]
pub(in crate::metrics) struct Opening;

impl RulePart for Recurring {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Last
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        Ok(&of.ledger()?.closing(scope, span.last)?.mrr * &Amount::from(self.times))
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        vec![tracer.recurring(side, span.last, self.times)]
    }

    fn says(&self) -> Option<Measure> {
        (self.times == 1).then_some(MRR)
    }
}

impl RulePart for Opening {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Opening
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        Ok(of.ledger()?.movement(scope, span.first)?.opening.clone())
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        vec![tracer.recurring(side, span.first.previous(), 1)]
    }
}

impl Tracer<'_> {
    /// Recurring revenue at the end of a period, row by row.
    fn recurring(self, side: FractionSide, period: Period, times: i64) -> Term {
        let span = Span::of(period);
        let total = Recurring { times }.amount(self.aggregates, self.scope, span);
        let factor = &monthly() * &Amount::from(times);
        let rows = self.ledger_rows(period);
        let contributions = rows.iter().filter_map(|row| {
            Some(Contribution {
                amount: row.figures[0].as_ref()? * &factor,
                product: Some(row.product),
                period,
                customer: self.customer(&MRR.fact, row.customer?),
                rows: vec![row.of(TermRole::Value, factor.clone())],
                moved: None,
            })
        });
        let contributions = contributions.collect();
        self.term_of_ledger(Of { side, name: "mrr", made: Combination::Sum }, span, total, contributions)
    }
}
