//! Customers at the end of a window, each once.

use crate::amount::Amount;
use crate::calendar::Span;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::ledger::holdings;
use crate::metrics::measure::{MRR, Measure};
use crate::metrics::origin::{ByCustomer, Contribution, Made, Of, Role, Side, Term, Tracer, rows_of};
use crate::metrics::part::Part;

/// All who pay.
#[derive(Debug)]
pub(in crate::metrics) struct Customers;

/// Those with another product too.
#[derive(Debug)]
pub(in crate::metrics) struct Attached;

impl Part for Customers {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Last
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.ledger()?.closing(scope, span.last).map(|closing| Amount::from(closing.customers))
    }

    fn terms(&self, tracer: Tracer<'_>, side: Side, span: Span) -> Vec<Term> {
        let last = Span::of(span.last);
        let contributions = tracer.holders(last, &tracer.by_customer(last.last), false);
        let total = self.amount(tracer.aggregates, tracer.scope, last);
        vec![tracer.term_of_ledger(Of { side, name: "customers", made: Made::Count }, last, total, contributions)]
    }
}

impl Part for Attached {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Last
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        of.ledger()?.closing(scope, span.last).map(|closing| Amount::from(closing.attached))
    }

    fn terms(&self, tracer: Tracer<'_>, side: Side, span: Span) -> Vec<Term> {
        let last = Span::of(span.last);
        // What makes a customer an attached one may be a product of another scope.
        let everywhere = Tracer { scope: Scope::Portfolio, ..tracer };
        let contributions = tracer.holders(last, &everywhere.by_customer(last.last), true);
        let total = self.amount(tracer.aggregates, tracer.scope, last);
        vec![tracer.term_of_ledger(Of { side, name: "attached", made: Made::Count }, last, total, contributions)]
    }
}

impl Tracer<'_> {
    fn holders(self, last: Span, rows: &ByCustomer, only_attached: bool) -> Vec<Contribution> {
        let holdings = holdings(self.facts, self.scope, last.last).into_iter();
        holdings
            .filter(|holding| holding.attached || !only_attached)
            .filter_map(|holding| {
                let customer = self.customer(MRR.fact, holding.customer)?;
                Some(Contribution {
                    amount: Amount::one(),
                    product: self.scope.product(),
                    period: last.last,
                    rows: rows_of(rows, &customer, None, Role::Value),
                    customer: Some(customer),
                    moved: None,
                })
            })
            .collect()
    }
}
