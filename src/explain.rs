//! A figure, explained: its formula and window, the sums in it, and for each the cells of the exports that add up to it.
//!
//! `metrics` takes the figure apart into rows of facts; here the rows become cells, and numbers become names.

mod cells;
mod reason;

pub use cells::SourceCell;

use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::facts::Facts;
use crate::ingest::Table;
use crate::metrics::origin::{self, Combination, Composition, Contribution, FractionSide, Term};
use crate::metrics::{Measured, Measurements, Metric, Scope};
use crate::name::Name;
use cells::NumberedParts;
use std::cmp::Reverse;
use std::sync::Arc;

/// Everything that a figure may come from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    pub tables: &'a [Table],
    pub facts: &'a Facts,
    pub measurements: &'a Measurements,
}

/// Which figure is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    pub metric: &'a Metric,
    pub scope: Scope,
    pub window: Window,
    /// The last period of the window.
    pub at: Period,
}

/// The answer, in the words and addresses of the user.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// `*` for the portfolio.
    pub product: String,
    /// Labels of the first and the last period.
    pub periods: (String, String),
    pub measured: Measured,
    /// Why there is no figure, and what is missing for one.
    pub reason: Option<String>,
    pub composition: Composition,
    pub terms: Vec<ExplainedTerm>,
}

/// One sum in the formula.
#[derive(Debug, Clone)]
pub struct ExplainedTerm {
    pub side: FractionSide,
    pub sign: i64,
    pub name: Name,
    pub fact: String,
    pub made: Combination,
    pub periods: (String, String),
    /// `None` where it has no data.
    pub total: Option<Amount>,
    /// The largest first; they add up to the total.
    pub lines: Vec<ExplainedLine>,
    /// Products and periods without a row, which count as 0.
    pub zeros: Vec<(String, String)>,
}

/// What some cells bring to a sum.
#[derive(Debug, Clone)]
pub struct ExplainedLine {
    pub amount: Amount,
    pub product: Option<String>,
    pub period: String,
    pub customer: Option<Arc<str>>,
    /// What the customer paid at the two ends of a movement or a retention.
    pub moved: Option<(Amount, Amount)>,
    pub cells: Vec<SourceCell>,
}

/// Explains one figure.
pub fn explain(sources: Sources<'_>, question: Question<'_>) -> Explanation {
    let Sources { tables, facts, measurements } = sources;
    let Question { metric, scope, window, at } = question;
    let origin = origin::origin(facts, measurements, metric, scope, window, at);
    let parts = NumberedParts::of(tables, facts);
    let label = |period: Period| measurements.calendar.label(period);
    let span = origin.measured.span;
    Explanation {
        product: measurements.scope_name(scope).to_owned(),
        periods: (label(span.first), label(span.last)),
        reason: origin.measured.outcome.as_ref().err().map(|&why| reason::sentence(why, &origin, measurements)),
        composition: origin.composition,
        terms: origin.terms.into_iter().map(|term| explained(term, &parts, measurements)).collect(),
        measured: origin.measured,
    }
}

fn explained(term: Term, parts: &NumberedParts<'_>, measurements: &Measurements) -> ExplainedTerm {
    let label = |period: Period| measurements.calendar.label(period);
    let name = |product: usize| measurements.catalog.name(product).to_owned();
    let line = |contribution: Contribution| ExplainedLine {
        amount: contribution.amount,
        product: contribution.product.map(name),
        period: label(contribution.period),
        customer: contribution.customer,
        moved: contribution.moved,
        cells: contribution.rows.iter().flat_map(|row| parts.cells(row, &measurements.calendar)).collect(),
    };
    let mut lines: Vec<ExplainedLine> = term.contributions.into_iter().map(line).collect();
    lines.sort_by_cached_key(|line| {
        let at: Vec<_> = line.cells.iter().map(SourceCell::order).collect();
        (Reverse(line.amount.abs()), at, line.period.clone(), line.customer.clone(), line.product.clone())
    });
    ExplainedTerm {
        side: term.side,
        sign: term.sign,
        name: term.name,
        fact: term.fact.name().to_owned(),
        made: term.made,
        periods: (label(term.span.first), label(term.span.last)),
        total: term.total.ok(),
        lines,
        zeros: term.zeros.into_iter().map(|(product, period)| (name(product), label(period))).collect(),
    }
}
