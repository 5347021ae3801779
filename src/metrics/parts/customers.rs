//! Customers at the end of a window, each once.

use crate::amount::Amount;
use crate::calendar::Span;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::ledger::holdings;
use crate::metrics::measure::{MRR, Measure};
use crate::metrics::origin::{Combination, Contribution, FractionSide, Of, Term, TermRole, Tracer, rows_of};
use crate::metrics::part::RulePart;

#[derive(Debug, PartialEq, Eq)]
pub(in crate::metrics) enum Customers {
    /// Who pays anything.
    All,
    /// Those with another product too.
    Attached,
}

impl RulePart for Customers {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Last
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        let closing = of.ledger()?.closing(scope, span.last)?;
        Ok(Amount::from(if *self == Self::Attached { closing.attached } else { closing.customers }))
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let (period, scope, attached) = (span.last, tracer.scope, *self == Self::Attached);
        // What makes a customer an attached one may be a product of another scope.
        let of_rows = if attached { Tracer { scope: Scope::Portfolio, ..tracer } } else { tracer };
        let rows = of_rows.by_customer(period);
        let holdings = holdings(tracer.facts, scope, period).into_iter();
        let contributions = holdings.filter(|holding| holding.attached || !attached).filter_map(|holding| {
            let customer = tracer.customer(&MRR.fact, holding.customer)?;
            Some(Contribution {
                amount: Amount::one(),
                product: scope.product(),
                period,
                rows: rows_of(&rows, &customer, None, TermRole::Value),
                customer: Some(customer),
                moved: None,
            })
        });
        let contributions = contributions.collect();
        let of = Of { side, name: if attached { "attached" } else { "customers" }, made: Combination::Count };
        let total = self.amount(tracer.aggregates, scope, span);
        vec![tracer.term_of_ledger(of, Span::of(period), total, contributions)]
    }
}
