//! Milestones whose day has come, by the end of a window.

use crate::amount::Amount;
use crate::calendar::{Date, Span};
use crate::facts::Milestone;
use crate::metrics::aggregates::Aggregates;
use crate::metrics::answer::{Answer, Scope};
use crate::metrics::course::Reach;
use crate::metrics::measure::{DUE, Measure};
use crate::metrics::origin::{Combination, Contribution, FractionSide, RowOf, Term, TermRole, Tracer};
use crate::metrics::part::RulePart;
use crate::name::Name;

#[derive(Debug)]
pub(in crate::metrics) enum Milestones {
    Due,
    /// Those that were done by their day.
    Met,
}

impl Milestones {
    fn has(&self, scope: Scope, milestone: &Milestone, end: Date) -> bool {
        let counts = match self {
            Self::Due => true,
            Self::Met => milestone.done.is_some_and(|done| done <= milestone.due),
        };
        counts && scope.has(milestone.product) && milestone.due <= end
    }

    /// Of the export.
    const fn columns(&self) -> &'static [&'static str] {
        match self {
            Self::Due => &["due"],
            Self::Met => &["due", "done"],
        }
    }
}

impl RulePart for Milestones {
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
        let end = of.calendar.last_day(span.last);
        Ok(Amount::from(of.milestones.iter().filter(|milestone| self.has(scope, milestone, end)).count()))
    }

    /// One, each milestone once.
    fn terms(&self, tracer: Tracer<'_>, side: FractionSide, span: Span) -> Vec<Term> {
        let (calendar, columns, last) = (&tracer.aggregates.calendar, self.columns(), span.last);
        let end = calendar.last_day(last);
        // Said anew, not by `has`: the explanation is a check of the figure.
        let due = tracer.facts.milestones.iter().filter(|m| m.due <= end && tracer.scope.has(m.product));
        let counted = due.filter(|m| matches!(self, Self::Due) || m.done.is_some_and(|done| done <= m.due));
        let contributions: Vec<Contribution> = counted
            .map(|milestone| {
                let period = calendar.period_of(milestone.due).unwrap_or(last);
                let row = RowOf {
                    role: TermRole::Value,
                    period,
                    source: milestone.source,
                    row: milestone.row,
                    figures: vec![None; columns.len()],
                    columns: columns.iter().copied().map(Name::Borrowed).collect(),
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
        vec![Term {
            side,
            sign: 1,
            name: Name::Borrowed(columns[columns.len() - 1]),
            fact: DUE.fact,
            made: Combination::Count,
            span: Span { first, last },
            total: Ok(Amount::from(contributions.len())),
            contributions,
            zeros: Vec::new(),
            missing: Vec::new(),
        }]
    }
}
