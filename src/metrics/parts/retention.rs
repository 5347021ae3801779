//! What is left, at the end of a window, of the customers of some periods before, and what they were at first: customer
//! by customer where there is a ledger, else from opening and churned totals, the *bridge*.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::ledger::customer_retention;
use crate::metrics::measure::{EXPANSION, MRR, Measure};
use crate::metrics::origin::{Combination, Contribution, FractionSide, Of, Term, TermRole, Tracer, rows_of};
use crate::metrics::part::RulePart;
use crate::schema::FactKind;

/// What is left of them after so many periods.
#[derive(Debug)]
pub(in crate::metrics) struct Kept(pub(in crate::metrics) Retained, pub(in crate::metrics) i32);

/// What they were so many periods before.
#[derive(Debug)]
pub(in crate::metrics) struct Started(pub(in crate::metrics) Retained, pub(in crate::metrics) i32);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::metrics) enum Retained {
    NetRevenue,
    GrossRevenue,
    Customers,
    /// Those who are not there any more.
    CustomersLost,
}

const fn bridge(name: &'static str) -> Measure {
    Measure::new(FactKind::Retention, name)
}

const CONTRACTION: Measure = bridge("contraction_mrr");

impl Retained {
    const fn counts_customers(self) -> bool {
        matches!(self, Self::Customers | Self::CustomersLost)
    }

    /// What there was and what was lost, by the totals.
    const fn totals(self) -> (Measure, Measure) {
        if self.counts_customers() {
            (bridge("opening_customers"), bridge("churned_customers"))
        } else {
            (bridge("opening_mrr"), bridge("churned_mrr"))
        }
    }

    fn is_fed(self, by: &Aggregates) -> bool {
        let has = |measure: &Measure| by.series.contains_key(measure);
        let (opening, churned) = self.totals();
        let by_bridge = has(&opening) && has(&churned) && (self != Self::NetRevenue || has(&EXPANSION));
        by.ledger.is_some() || by_bridge
    }

    /// What is kept, and what there was.
    fn amounts(self, over: i32, of: &Aggregates, scope: Scope, last: Period) -> Answer<(Amount, Amount)> {
        let Some(ledger) = &of.ledger else { return self.bridged(of, scope, horizon(over, last)) };
        let found = ledger.retention(scope, last, over)?;
        let customers = Amount::from(found.opening_customers);
        Ok(match self {
            Self::NetRevenue => (found.net.clone(), found.opening.clone()),
            Self::GrossRevenue => (found.gross.clone(), found.opening.clone()),
            Self::Customers => (Amount::from(found.kept_customers), customers),
            Self::CustomersLost => (Amount::from(found.opening_customers - found.kept_customers), customers),
        })
    }

    /// What there was less what was lost over the horizon.
    fn bridged(self, of: &Aggregates, scope: Scope, span: Span) -> Answer<(Amount, Amount)> {
        let (opening, churned) = self.totals();
        let opening = of.over(&opening, scope, Span::of(span.first))?;
        let mut lost = of.summed(&churned, scope, span)?;
        if !self.counts_customers() && of.series.contains_key(&CONTRACTION) {
            lost += &of.summed(&CONTRACTION, scope, span)?;
        }
        let kept = match self {
            Self::NetRevenue => &(&opening - &lost) + &of.summed(&EXPANSION, scope, span)?,
            Self::GrossRevenue | Self::Customers => &opening - &lost,
            Self::CustomersLost => lost,
        };
        Ok((kept, opening))
    }
}

/// The periods in which something may be lost.
fn horizon(over: i32, last: Period) -> Span {
    Span { first: last.plus(1 - over), last }
}

impl RulePart for Kept {
    /// Of the ledger. The bridge does as well, so these are not all that feeds it.
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Horizon
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        self.0.is_fed(by)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        self.0.amounts(self.1, of, scope, span.last).map(|(kept, _)| kept)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        if tracer.aggregates.ledger.is_none() {
            return tracer.bridged(self.0, side, horizon(self.1, span.last));
        }
        let (now, then) = (span.last, span.last.plus(-self.1));
        let (before, after) = (tracer.by_customer(then), tracer.by_customer(now));
        let contributions = customer_retention(tracer.facts, tracer.scope, now, self.1).map(|kept| {
            let stayed = kept.now.is_positive();
            let was = rows_of(&before, &kept.customer, None, TermRole::Before);
            let is = rows_of(&after, &kept.customer, None, TermRole::After);
            Contribution {
                amount: match self.0 {
                    Retained::NetRevenue => kept.now.clone(),
                    Retained::GrossRevenue => kept.now.clone().min(kept.then.clone()),
                    Retained::Customers => Amount::from(usize::from(stayed)),
                    Retained::CustomersLost => Amount::from(usize::from(!stayed)),
                },
                product: tracer.scope.product(),
                period: now,
                customer: Some(kept.customer),
                rows: [was, is].concat(),
                moved: Some((kept.then, kept.now)),
            }
        });
        let (name, made) = match self.0 {
            Retained::NetRevenue => ("kept", Combination::Sum),
            Retained::GrossRevenue => ("kept", Combination::Least),
            Retained::Customers => ("kept_customers", Combination::Count),
            Retained::CustomersLost => ("lost_customers", Combination::Count),
        };
        vec![tracer.of_horizon(Of { side, name, made }, now, self.1, now, contributions.collect())]
    }
}

impl RulePart for Started {
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Horizon
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        self.0.is_fed(by)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        self.0.amounts(self.1, of, scope, span.last).map(|(_, opening)| opening)
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        if tracer.aggregates.ledger.is_none() {
            let first = Span::of(horizon(self.1, span.last).first);
            return vec![tracer.over(side, self.0.totals().0, first)];
        }
        let (now, then) = (span.last, span.last.plus(-self.1));
        let before = tracer.by_customer(then);
        let counts = self.0.counts_customers();
        let contributions = customer_retention(tracer.facts, tracer.scope, now, self.1).map(|kept| Contribution {
            amount: if counts { Amount::one() } else { kept.then.clone() },
            product: tracer.scope.product(),
            period: then,
            rows: rows_of(&before, &kept.customer, None, TermRole::Before),
            customer: Some(kept.customer),
            moved: Some((kept.then, kept.now)),
        });
        let (name, made) =
            if counts { ("opening_customers", Combination::Count) } else { ("opening", Combination::Sum) };
        vec![tracer.of_horizon(Of { side, name, made }, then, self.1, now, contributions.collect())]
    }
}

impl Tracer<'_> {
    fn of_horizon(self, of: Of, at: Period, over: i32, last: Period, contributions: Vec<Contribution>) -> Term {
        // By the same rule that made the figure: where it has none, there is no total.
        let closing = |scope, period| self.aggregates.ledger()?.closing(scope, period).map(|_| ());
        let has = closing(self.scope, last).and_then(|()| closing(Scope::Portfolio, last.plus(-over)));
        let total = has.map(|()| contributions.iter().map(|contribution| &contribution.amount).sum());
        self.term_of_ledger(of, Span::of(at), total, contributions)
    }

    /// What was lost and gained against what there was.
    fn bridged(self, what: Retained, side: FractionSide, span: Span) -> Vec<Term> {
        let (opening, churned) = what.totals();
        let lost = |measure: Measure| Term { sign: -1, ..self.summed(side, measure, span) };
        if what == Retained::CustomersLost {
            return vec![self.summed(side, churned, span)];
        }
        let mut terms = vec![self.over(side, opening, Span::of(span.first)), lost(churned)];
        if !what.counts_customers() && self.aggregates.series.contains_key(&CONTRACTION) {
            terms.push(lost(CONTRACTION));
        }
        if what == Retained::NetRevenue {
            terms.push(self.summed(side, EXPANSION, span));
        }
        terms
    }
}
