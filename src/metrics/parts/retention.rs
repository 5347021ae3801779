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

/// What is left of the customers of so many periods before, or what they were then.
#[derive(Debug)]
pub(in crate::metrics) struct Followed(
    pub(in crate::metrics) FollowedTo,
    pub(in crate::metrics) Retained,
    pub(in crate::metrics) i32,
);

/// At which end of the periods they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::metrics) enum FollowedTo {
    /// What is left of them.
    Kept,
    /// What they were.
    Started,
}

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

    /// What one customer brings, who paid so much then and now.
    fn amount_of(self, end: FollowedTo, then: &Amount, now: &Amount) -> Amount {
        match (end, self) {
            (FollowedTo::Started, Self::Customers | Self::CustomersLost) => Amount::one(),
            (FollowedTo::Started, Self::NetRevenue | Self::GrossRevenue) => then.clone(),
            (FollowedTo::Kept, Self::NetRevenue) => now.clone(),
            (FollowedTo::Kept, Self::GrossRevenue) => now.min(then).clone(),
            (FollowedTo::Kept, Self::Customers) => Amount::from(usize::from(now.is_positive())),
            (FollowedTo::Kept, Self::CustomersLost) => Amount::from(usize::from(!now.is_positive())),
        }
    }

    /// What the sum is called, and how cells make it.
    const fn told(self, end: FollowedTo) -> (&'static str, Combination) {
        match (end, self) {
            (FollowedTo::Started, Self::Customers | Self::CustomersLost) => ("opening_customers", Combination::Count),
            (FollowedTo::Started, Self::NetRevenue | Self::GrossRevenue) => ("opening", Combination::Sum),
            (FollowedTo::Kept, Self::NetRevenue) => ("kept", Combination::Sum),
            (FollowedTo::Kept, Self::GrossRevenue) => ("kept", Combination::Least),
            (FollowedTo::Kept, Self::Customers) => ("kept_customers", Combination::Count),
            (FollowedTo::Kept, Self::CustomersLost) => ("lost_customers", Combination::Count),
        }
    }

    fn is_fed(self, by: &Aggregates) -> bool {
        let has = |measure: &Measure| by.series.contains_key(measure);
        let (opening, churned) = self.totals();
        let by_bridge = has(&opening) && has(&churned) && (self != Self::NetRevenue || has(&EXPANSION));
        by.ledger.is_some() || by_bridge
    }

    /// What there was.
    fn opening(self, over: i32, of: &Aggregates, scope: Scope, last: Period) -> Answer<Amount> {
        let Some(ledger) = &of.ledger else {
            return of.over(&self.totals().0, scope, Span::of(horizon(over, last).first));
        };
        let found = ledger.retention(scope, last, over)?;
        Ok(if self.counts_customers() { Amount::from(found.opening_customers) } else { found.opening.clone() })
    }

    /// What is left of it.
    fn kept(self, over: i32, of: &Aggregates, scope: Scope, last: Period) -> Answer<Amount> {
        let Some(ledger) = &of.ledger else { return self.bridged(of, scope, horizon(over, last)) };
        let found = ledger.retention(scope, last, over)?;
        Ok(match self {
            Self::NetRevenue => found.net.clone(),
            Self::GrossRevenue => found.gross.clone(),
            Self::Customers => Amount::from(found.kept_customers),
            Self::CustomersLost => Amount::from(found.opening_customers - found.kept_customers),
        })
    }

    /// What there was less what was lost over the horizon.
    fn bridged(self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        let (opening, churned) = self.totals();
        let opening = of.over(&opening, scope, Span::of(span.first))?;
        let mut lost = of.summed(&churned, scope, span)?;
        if !self.counts_customers() && of.series.contains_key(&CONTRACTION) {
            lost += &of.summed(&CONTRACTION, scope, span)?;
        }
        Ok(match self {
            Self::NetRevenue => &(&opening - &lost) + &of.summed(&EXPANSION, scope, span)?,
            Self::GrossRevenue | Self::Customers => &opening - &lost,
            Self::CustomersLost => lost,
        })
    }
}

/// The periods in which something may be lost.
fn horizon(over: i32, last: Period) -> Span {
    Span { first: last.plus(1 - over), last }
}

impl RulePart for Followed {
    /// Of the ledger. The bridge does as well, so these are not all that feeds it.
    fn measures(&self) -> Vec<Measure> {
        vec![MRR]
    }

    fn reach(&self) -> Reach {
        Reach::Horizon
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        self.1.is_fed(by)
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        let Self(end, what, over) = *self;
        match end {
            FollowedTo::Kept => what.kept(over, of, scope, span.last),
            FollowedTo::Started => what.opening(over, of, scope, span.last),
        }
    }

    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let Self(end, what, over) = *self;
        let (now, then) = (span.last, span.last.plus(-over));
        if tracer.aggregates.ledger.is_none() {
            return tracer.bridged(end, what, side, Span { first: then.plus(1), last: now });
        }
        let before = tracer.by_customer(then);
        // What they pay now is asked for where it counts.
        let after = (end == FollowedTo::Kept).then(|| tracer.by_customer(now));
        let at = if after.is_some() { now } else { then };
        let contributions = customer_retention(tracer.facts, tracer.scope, now, over).map(|kept| {
            let mut rows = rows_of(&before, &kept.customer, None, TermRole::Before);
            rows.extend(after.iter().flat_map(|after| rows_of(after, &kept.customer, None, TermRole::After)));
            Contribution {
                amount: what.amount_of(end, &kept.then, &kept.now),
                product: tracer.scope.product(),
                period: at,
                customer: Some(kept.customer),
                rows,
                moved: Some((kept.then, kept.now)),
            }
        });
        let (name, made) = what.told(end);
        vec![tracer.of_horizon(Of { side, name, made }, at, over, now, contributions.collect())]
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

    /// What was lost and gained against what there was. Said anew, down to the columns: a check of the figure.
    fn bridged(self, end: FollowedTo, what: Retained, side: FractionSide, span: Span) -> Vec<Term> {
        let (opening, churned, is_money) = match what {
            Retained::NetRevenue | Retained::GrossRevenue => ("opening_mrr", "churned_mrr", true),
            Retained::Customers | Retained::CustomersLost => ("opening_customers", "churned_customers", false),
        };
        let opened = || self.over(side, bridge(opening), Span::of(span.first));
        let lost = |measure: Measure| Term { sign: -1, ..self.summed(side, measure, span) };
        match (end, what) {
            (FollowedTo::Started, _) => return vec![opened()],
            (FollowedTo::Kept, Retained::CustomersLost) => return vec![self.summed(side, bridge(churned), span)],
            (FollowedTo::Kept, _) => {}
        }
        let mut terms = vec![opened(), lost(bridge(churned))];
        if is_money && self.aggregates.series.contains_key(&CONTRACTION) {
            terms.push(lost(CONTRACTION));
        }
        if what == Retained::NetRevenue {
            terms.push(self.summed(side, EXPANSION, span));
        }
        terms
    }
}
