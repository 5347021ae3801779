//! Every rule as terms. Its figure is made in `evaluate`; the two must say the same, and a check of every origin sees
//! to it.

use super::{Composition, Contribution, Made, Role, RowOf, Side, Term, Tracer};
use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::evaluate::{ACTUAL, AMOUNT, FORECAST};
use crate::metrics::registry::{AT_PRIOR_RATES, Against, Measure, Retained, Rule};
use crate::metrics::{NoData, Scope};
use crate::schema::FactKind;
use Side::{Denominator, Numerator, Value};

impl Tracer<'_> {
    pub(super) fn terms(self, rule: Rule, span: Span) -> (Composition, Vec<Term>) {
        use Composition::{Growth, OneLessQuotient, Quotient, Sum};
        let calendar = &self.measurements.calendar;
        let all = |side, terms: &[(i64, Measure)]| -> Vec<Term> {
            terms.iter().map(|&(sign, measure)| self.over(side, sign, measure, span)).collect()
        };
        match rule {
            Rule::Plain(measure) => (Sum, vec![self.over(Value, 1, measure, span)]),
            Rule::Quotient { numerator, denominator } => {
                (Quotient, [all(Numerator, numerator), all(Denominator, denominator)].concat())
            }
            Rule::MeanQuotient { numerator, denominator } => (
                Quotient,
                vec![self.summed(Numerator, 1, numerator, span), self.summed(Denominator, 1, denominator, span)],
            ),
            Rule::Growth { measure, against } => {
                let earlier = match against {
                    Against::PriorYear => calendar.year_earlier(span),
                    Against::JustBefore => span.shifted(-i32::try_from(span.len()).unwrap_or(0)),
                };
                (Growth, vec![self.over(Numerator, 1, measure, span), self.over(Denominator, 1, measure, earlier)])
            }
            Rule::ConstantCurrencyGrowth => {
                let earlier = self.over(Denominator, 1, AMOUNT, calendar.year_earlier(span));
                (Growth, vec![self.over(Numerator, 1, AT_PRIOR_RATES, span), earlier])
            }
            Rule::RestatedGrowth => {
                let earlier = self.restated(Denominator, calendar.year_earlier(span));
                (Growth, vec![self.over(Numerator, 1, AMOUNT, span), earlier])
            }
            Rule::CustomerGrowth => {
                let earlier = calendar.year_earlier(Span::of(span.last)).last;
                (Growth, vec![self.customers(Numerator, span.last), self.customers(Denominator, earlier)])
            }
            Rule::RecurringRevenue { times } => (Sum, vec![self.recurring(Value, span.last, times)]),
            Rule::Moved(kinds) => (Sum, self.moved(Value, kinds, span)),
            Rule::MovedQuotient { numerator, denominator } => (
                Quotient,
                [self.moved(Numerator, numerator, span), self.moved(Denominator, denominator, span)].concat(),
            ),
            Rule::MovedOverOpening(kinds) => {
                let mut terms = self.moved(Numerator, kinds, span);
                terms.push(self.recurring(Denominator, span.first.previous(), 1));
                (Quotient, terms)
            }
            Rule::Retention { what, horizon } if self.measurements.ledger.is_some() => {
                (Quotient, self.retained(what, horizon, span.last))
            }
            Rule::Retention { what, horizon } => (Quotient, self.bridged(what, horizon, span.last)),
            Rule::AttachRate => (Quotient, self.attached(span.last)),
            Rule::ForecastAccuracy => {
                (OneLessQuotient, vec![self.forecast_error(1, span), self.over(Denominator, 1, ACTUAL, span)])
            }
            Rule::ForecastBias => {
                let difference = [(1, FORECAST), (-1, ACTUAL)];
                (Quotient, [all(Numerator, &difference), all(Denominator, &[(1, ACTUAL)])].concat())
            }
            Rule::ForecastValueAdded => {
                let errors = vec![self.naive_error(span), self.forecast_error(-1, span)];
                (Quotient, [errors, all(Denominator, &[(1, ACTUAL)])].concat())
            }
            Rule::RevenueSinceLaunch => (Sum, self.since_launch(span.last)),
            Rule::MilestonesOnTime => {
                (Quotient, vec![self.milestones(Numerator, span.last), self.milestones(Denominator, span.last)])
            }
            Rule::Own(rule) => (Composition::Formula, self.own(rule, span)),
        }
    }

    /// Retention from totals: what was lost and gained against what there was.
    fn bridged(self, what: Retained, horizon: i32, period: Period) -> Vec<Term> {
        const fn of(name: &'static str) -> Measure {
            Measure { fact: FactKind::Retention, name }
        }
        let span = Span { first: period.plus(1 - horizon), last: period };
        let (opening, churned) = match what {
            Retained::Customers | Retained::CustomersLost => ("opening_customers", "churned_customers"),
            Retained::NetRevenue | Retained::GrossRevenue => ("opening_mrr", "churned_mrr"),
        };
        let opened = |side| self.over(side, 1, of(opening), Span::of(span.first));
        let mut terms = Vec::new();
        if what == Retained::CustomersLost {
            terms.push(self.summed(Numerator, 1, of(churned), span));
        } else {
            terms.extend([opened(Numerator), self.summed(Numerator, -1, of(churned), span)]);
        }
        let contraction = of("contraction_mrr");
        let is_money = matches!(what, Retained::NetRevenue | Retained::GrossRevenue);
        if is_money && self.measurements.series.contains_key(&contraction) {
            terms.push(self.summed(Numerator, -1, contraction, span));
        }
        if what == Retained::NetRevenue {
            terms.push(self.summed(Numerator, 1, Measure { fact: FactKind::Expansion, name: "amount" }, span));
        }
        terms.push(opened(Denominator));
        terms
    }

    fn since_launch(self, last: Period) -> Vec<Term> {
        let Scope::Product(product) = self.scope else { return Vec::new() };
        let launched = self.measurements.catalog.products().get(product).and_then(|product| product.launched);
        let first = launched.filter(|&launched| launched <= last);
        first.map(|first| self.over(Value, 1, AMOUNT, Span { first, last })).into_iter().collect()
    }

    /// Milestones due up to the end of a period, each once; over the line those that were met in time.
    fn milestones(self, side: Side, last: Period) -> Term {
        let calendar = &self.measurements.calendar;
        let end = calendar.last_day(last);
        let due = self.facts.milestones.iter().filter(|milestone| self.has(milestone.product) && milestone.due <= end);
        let counted = due.filter(|m| side == Denominator || m.done.is_some_and(|done| done <= m.due));
        let contributions: Vec<Contribution> = counted
            .map(|milestone| {
                let period = calendar.period_of(milestone.due).unwrap_or(last);
                let columns = if side == Denominator { vec!["due"] } else { vec!["due", "done"] };
                let row = RowOf {
                    role: Role::Value,
                    period,
                    source: milestone.source,
                    row: milestone.row,
                    figures: vec![None; columns.len()],
                    columns,
                    factor: Amount::one(),
                };
                Contribution {
                    amount: Amount::one(),
                    product: Some(milestone.product),
                    period,
                    customer: None,
                    rows: vec![row],
                    moved: None,
                }
            })
            .collect();
        let total: Result<Amount, NoData> = Ok(Amount::from(contributions.len()));
        let first = contributions.iter().map(|contribution| contribution.period).min().unwrap_or(last);
        Term {
            side,
            sign: 1,
            name: if side == Denominator { "due" } else { "done" },
            fact: FactKind::Milestones,
            made: Made::Count,
            span: Span { first, last },
            total,
            contributions,
            zeros: Vec::new(),
            missing: Vec::new(),
        }
    }
}
