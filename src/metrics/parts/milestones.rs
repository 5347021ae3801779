//! Milestones whose day has come, by the end of a window.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::facts::Milestone;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::measure::{DUE, Measure};
use crate::metrics::origin::{Contribution, Made, Role, RowOf, Side, Term, Tracer};
use crate::metrics::part::Part;

/// All of them.
#[derive(Debug)]
pub(in crate::metrics) struct MilestonesDue;

/// Those that were done by their day.
#[derive(Debug)]
pub(in crate::metrics) struct MilestonesMet;

fn is_met(milestone: &Milestone) -> bool {
    milestone.done.is_some_and(|done| done <= milestone.due)
}

fn count(of: &Aggregates, scope: Scope, last: Period, counts: impl Fn(&Milestone) -> bool) -> Amount {
    let end = of.calendar.last_day(last);
    let due = of.milestones.iter().filter(|milestone| scope.has(milestone.product) && milestone.due <= end);
    Amount::from(due.filter(|milestone| counts(milestone)).count())
}

impl Part for MilestonesDue {
    fn measures(&self) -> Vec<Measure> {
        vec![DUE]
    }

    fn reach(&self) -> Reach {
        Reach::Cumulative
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        by.has_milestones()
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        Ok(count(of, scope, span.last, |_| true))
    }

    fn terms(&self, tracer: Tracer<'_>, side: Side, span: Span) -> Vec<Term> {
        vec![tracer.milestones(side, "due", &["due"], span.last, |_| true)]
    }
}

impl Part for MilestonesMet {
    fn measures(&self) -> Vec<Measure> {
        vec![DUE]
    }

    fn reach(&self) -> Reach {
        Reach::Cumulative
    }

    fn is_fed(&self, by: &Aggregates) -> bool {
        by.has_milestones()
    }

    fn amount(&self, of: &Aggregates, scope: Scope, span: Span) -> Answer<Amount> {
        Ok(count(of, scope, span.last, is_met))
    }

    fn terms(&self, tracer: Tracer<'_>, side: Side, span: Span) -> Vec<Term> {
        vec![tracer.milestones(side, "done", &["due", "done"], span.last, is_met)]
    }
}

impl Tracer<'_> {
    /// Milestones due up to the end of a period, each once.
    fn milestones(
        self,
        side: Side,
        name: &'static str,
        columns: &[&'static str],
        last: Period,
        counts: impl Fn(&Milestone) -> bool,
    ) -> Term {
        let calendar = &self.aggregates.calendar;
        let end = calendar.last_day(last);
        let counted = self
            .facts
            .milestones
            .iter()
            .filter(|milestone| self.scope.has(milestone.product) && milestone.due <= end && counts(milestone));
        let contributions: Vec<Contribution> = counted
            .map(|milestone| {
                let period = calendar.period_of(milestone.due).unwrap_or(last);
                let row = RowOf {
                    role: Role::Value,
                    period,
                    source: milestone.source,
                    row: milestone.row,
                    figures: vec![None; columns.len()],
                    columns: columns.to_vec(),
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
        let first = contributions.iter().map(|contribution| contribution.period).min().unwrap_or(last);
        Term {
            side,
            sign: 1,
            name,
            fact: DUE.fact,
            made: Made::Count,
            span: Span { first, last },
            total: Ok(Amount::from(contributions.len())),
            contributions,
            zeros: Vec::new(),
            missing: Vec::new(),
        }
    }
}
