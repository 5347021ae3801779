//! Terms of the subscription ledger: amounts by row, movements and retention by customer.

use super::rows::Row;
use super::{Contribution, Made, Role, RowOf, Side, Term, Tracer};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::ledger::{Holding, customer_movements, customer_retention, holdings};
use crate::metrics::registry::{MovementKind, Retained};
use crate::metrics::{NoData, Scope};
use crate::schema::FactKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The ledger is kept as annual amounts.
const ANNUAL: &str = "arr";

/// The rows of a period by customer.
type ByCustomer = BTreeMap<Arc<str>, Vec<Row>>;

impl Tracer<'_> {
    /// Recurring revenue at the end of a period, row by row.
    pub(super) fn recurring(self, side: Side, period: Period, times: i64) -> Term {
        let closing = self.measurements.closing(self.scope, period);
        let total = closing.map(|(mrr, _)| &mrr * &Amount::from(times));
        let factor = &monthly() * &Amount::from(times);
        let rows = self.rows(FactKind::Subscriptions, Span::of(period), &[ANNUAL]);
        let contributions = rows.iter().filter_map(|row| {
            Some(Contribution {
                amount: row.figures[0].as_ref()? * &factor,
                product: Some(row.product),
                period,
                customer: self.customer(FactKind::Subscriptions, row.customer?),
                rows: vec![row.of(Role::Value, factor.clone())],
                moved: None,
            })
        });
        let contributions = contributions.collect();
        self.term(Of { side, name: "mrr", made: Made::Sum }, Span::of(period), total, contributions)
    }

    /// Customers at the end of a period, each once.
    pub(super) fn customers(self, side: Side, period: Period) -> Term {
        let total = self.measurements.closing(self.scope, period).map(|(_, customers)| Amount::from(customers));
        self.counted(Of { side, name: "customers", made: Made::Count }, period, total, |_| true)
    }

    /// Of the customers at the end of a period, those with another product too.
    pub(super) fn attached(self, period: Period) -> Vec<Term> {
        let total = self.measurements.attached(self.scope, period).map(|(_, attached)| Amount::from(attached));
        let of = Of { side: Side::Numerator, name: "attached", made: Made::Count };
        let attached = self.counted(of, period, total, |holding| holding.attached);
        vec![attached, self.customers(Side::Denominator, period)]
    }

    fn counted(self, of: Of, period: Period, total: Result<Amount, NoData>, wanted: impl Fn(&Holding) -> bool) -> Term {
        // What makes a customer an attached one may be a product of another scope.
        let everywhere = Tracer { scope: Scope::Portfolio, ..self };
        let rows = if of.name == "attached" { everywhere } else { self }.by_customer(period);
        let holdings = holdings(self.facts, self.scope, period).into_iter().filter(wanted);
        let contributions = holdings.filter_map(|holding| {
            let customer = self.customer(FactKind::Subscriptions, holding.customer)?;
            let rows = rows_of(&rows, &customer, None, Role::Value);
            let product = self.product();
            Some(Contribution { amount: Amount::one(), product, period, customer: Some(customer), rows, moved: None })
        });
        let contributions = contributions.collect();
        self.term(of, Span::of(period), total, contributions)
    }

    /// Movements, a term a kind.
    pub(super) fn moved(self, side: Side, kinds: &'static [MovementKind], span: Span) -> Vec<Term> {
        // The customers are asked for once, and the rows of a period once for the movements on both of its sides.
        let covered = |period: &Period| {
            self.facts.facts.get(&FactKind::Subscriptions).is_some_and(|f| f.covered.contains(period))
        };
        let all: Vec<_> = customer_movements(self.facts, self.scope, span).collect();
        let around = Span { first: span.first.previous(), last: span.last };
        let rows: BTreeMap<Period, ByCustomer> =
            around.periods().filter(covered).map(|period| (period, self.by_customer(period))).collect();
        let mut terms = Vec::new();
        for kind in kinds {
            let mine = all.iter().filter(|movement| *kind == MovementKind::Net || movement.kind == *kind);
            let contributions = mine
                .map(|movement| {
                    let is_loss = matches!(movement.kind, MovementKind::Contraction | MovementKind::Churn);
                    let is_less = *kind == MovementKind::Net && is_loss;
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
                        rows: [at(movement.period.previous(), Role::Before), at(movement.period, Role::After)].concat(),
                        moved: Some((movement.before.clone(), movement.after.clone())),
                    }
                })
                .collect();
            let total = self.measurements.moved(std::slice::from_ref(kind), self.scope, span);
            let mut term = self.term(Of { side, name: name(*kind), made: Made::Change }, span, total, contributions);
            if term.total.is_err() {
                let lacking = around.periods().filter(|period| !covered(period));
                term.missing = lacking.map(|period| (None, period, NoData::NotCovered)).collect();
            }
            terms.push(term);
        }
        terms
    }

    /// What is left of the customers of the opening, and the opening.
    pub(super) fn retained(self, what: Retained, horizon: i32, period: Period) -> Vec<Term> {
        let then = period.plus(-horizon);
        let (before, after) = (self.by_customer(then), self.by_customer(period));
        let customers: Vec<_> = customer_retention(self.facts, self.scope, period, horizon).collect();
        let counts = matches!(what, Retained::Customers | Retained::CustomersLost);
        let mut contributions = [Vec::new(), Vec::new()];
        for kept in customers {
            let was = rows_of(&before, &kept.customer, None, Role::Before);
            let is = rows_of(&after, &kept.customer, None, Role::After);
            let stayed = kept.now.is_positive();
            let amount = match what {
                Retained::NetRevenue => kept.now.clone(),
                Retained::GrossRevenue => kept.now.clone().min(kept.then.clone()),
                Retained::Customers => Amount::from(usize::from(stayed)),
                Retained::CustomersLost => Amount::from(usize::from(!stayed)),
            };
            let opening = if counts { Amount::one() } else { kept.then.clone() };
            for (part, amount, rows) in [(0, amount, [was.clone(), is].concat()), (1, opening, was)] {
                contributions[part].push(Contribution {
                    amount,
                    product: self.product(),
                    period: if part == 0 { period } else { then },
                    customer: Some(kept.customer.clone()),
                    rows,
                    moved: Some((kept.then.clone(), kept.now.clone())),
                });
            }
        }
        // By the same rule that made the figure: where it has none, there is no total.
        let covered = |period: Period| self.measurements.closing(self.scope, period).map(|_| ());
        let has = covered(period).and_then(|()| self.measurements.closing(Scope::Portfolio, then).map(|_| ()));
        let [kept, opening] = contributions;
        let total = |of: &[Contribution]| has.map(|()| of.iter().map(|contribution| &contribution.amount).sum());
        let (above, below) = (total(&kept), total(&opening));
        let (name, made) = match what {
            Retained::NetRevenue => ("kept", Made::Sum),
            Retained::GrossRevenue => ("kept", Made::Least),
            Retained::Customers => ("kept_customers", Made::Count),
            Retained::CustomersLost => ("lost_customers", Made::Count),
        };
        let kept = self.term(Of { side: Side::Numerator, name, made }, Span::of(period), above, kept);
        let made = if counts { Made::Count } else { Made::Sum };
        let name = if counts { "opening_customers" } else { "opening" };
        vec![kept, self.term(Of { side: Side::Denominator, name, made }, Span::of(then), below, opening)]
    }

    fn term(self, of: Of, span: Span, total: Result<Amount, NoData>, contributions: Vec<Contribution>) -> Term {
        let missing = total.as_ref().err().map(|&reason| match reason {
            NoData::NotCovered => (None, span.last, reason),
            _ => (self.product(), span.last, reason),
        });
        let (Of { side, name, made }, sign, fact) = (of, 1, FactKind::Subscriptions);
        let (zeros, missing) = (Vec::new(), missing.into_iter().collect());
        Term { side, sign, name, fact, made, span, total, contributions, zeros, missing }
    }

    fn product(self) -> Option<usize> {
        match self.scope {
            Scope::Product(product) => Some(product),
            Scope::Portfolio => None,
        }
    }

    fn by_customer(self, period: Period) -> ByCustomer {
        let mut found = ByCustomer::new();
        for row in self.rows(FactKind::Subscriptions, Span::of(period), &[ANNUAL]) {
            if let Some(customer) = row.customer.and_then(|number| self.customer(FactKind::Subscriptions, number)) {
                found.entry(customer).or_default().push(row);
            }
        }
        found
    }
}

/// Which term it is.
#[derive(Clone, Copy)]
struct Of {
    side: Side,
    name: &'static str,
    made: Made,
}

fn rows_of(rows: &ByCustomer, customer: &str, product: Option<usize>, role: Role) -> Vec<RowOf> {
    let mine = rows.get(customer).into_iter().flatten();
    mine.filter(|row| product.is_none_or(|product| row.product == product)).map(|row| row.of(role, monthly())).collect()
}

fn monthly() -> Amount {
    // 12 is never zero.
    Amount::ratio(1, 12).unwrap_or_else(Amount::zero)
}

const fn name(kind: MovementKind) -> &'static str {
    match kind {
        MovementKind::New => "new",
        MovementKind::Reactivation => "reactivation",
        MovementKind::Expansion => "expansion",
        MovementKind::Contraction => "contraction",
        MovementKind::Churn => "churn",
        MovementKind::Net => "net",
    }
}
