//! What a figure is made of: its formula as *terms*, and behind each term the rows of the exports.
//!
//! Nothing of this is kept from the run. The terms are taken apart anew when somebody asks, by the same rules that made
//! the figure, and must add up to it again to the last digit.

mod check;
mod demand;
mod ledger;
mod own;
mod rows;
mod series;
mod terms;

use super::{Measured, Measurements, Metric, NoData, Scope};
use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::diagnostic::sound;
use crate::facts::Facts;
use crate::schema::FactKind;
use std::sync::Arc;

/// A figure taken apart.
#[derive(Debug, Clone)]
pub struct Origin {
    pub measured: Measured,
    pub composition: Composition,
    pub terms: Vec<Term>,
}

/// How the terms make the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Composition {
    Sum,
    /// Numerator ÷ denominator.
    Quotient,
    /// 1 − numerator ÷ denominator, and never below 0.
    OneLessQuotient,
    /// (numerator − denominator) ÷ |denominator|.
    Growth,
    /// As the formula of the pipeline has it.
    Formula,
}

impl Composition {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Quotient => "quotient",
            Self::OneLessQuotient => "one_less_quotient",
            Self::Growth => "growth",
            Self::Formula => "formula",
        }
    }
}

/// Which part of the figure a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Value,
    Numerator,
    Denominator,
}

impl Side {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
        }
    }
}

/// One sum in a formula.
#[derive(Debug, Clone)]
pub struct Term {
    pub side: Side,
    pub sign: i64,
    /// What is summed, such as `amount` or `churn`.
    pub name: &'static str,
    pub fact: FactKind,
    pub made: Made,
    /// The periods that were looked at.
    pub span: Span,
    pub total: Result<Amount, NoData>,
    /// They add up to the total.
    pub contributions: Vec<Contribution>,
    /// Products without a row in a period in which that means 0.
    pub zeros: Vec<(usize, Period)>,
    /// What keeps the term from having a total: of one product, or of the whole fact.
    pub missing: Vec<(Option<usize>, Period, NoData)>,
}

/// How the cells of a contribution make its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// Their sum, each times its factor.
    Sum,
    /// 1 for what the cells prove: a customer, a milestone.
    Count,
    /// What a customer pays after, less what it paid before.
    Change,
    /// The lesser of before and after.
    Least,
    /// The distance between what was forecast and what came.
    Error,
    /// The formula of the pipeline over the cells of the row.
    Formula,
}

impl Made {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Count => "count",
            Self::Change => "change",
            Self::Least => "least",
            Self::Error => "error",
            Self::Formula => "formula",
        }
    }
}

/// What some rows bring to a term.
#[derive(Debug, Clone)]
pub struct Contribution {
    pub amount: Amount,
    /// `None` for a customer of the portfolio, whatever it holds.
    pub product: Option<usize>,
    pub period: Period,
    pub customer: Option<Arc<str>>,
    pub rows: Vec<RowOf>,
    /// MRR of a customer at the two ends of a movement or a retention.
    pub moved: Option<(Amount, Amount)>,
}

/// A row of an export, and the columns of it that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOf {
    pub role: Role,
    pub period: Period,
    /// Position in [`Facts::sources`].
    pub source: usize,
    /// Position in the rows of its part.
    pub row: usize,
    /// Measures of the fact, or other columns of it.
    pub columns: Vec<&'static str>,
    /// What each of the row's figures, as the fact has it, is multiplied with.
    pub factor: Amount,
    /// The figures as the fact has them, in the reporting currency, one a column; `None` for what is no measure.
    pub figures: Vec<Option<Amount>>,
}

/// What a row is to its contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Value,
    Before,
    After,
    Forecast,
    Actual,
}

impl Role {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Before => "before",
            Self::After => "after",
            Self::Forecast => "forecast",
            Self::Actual => "actual",
        }
    }
}

/// Takes the figure of `metric` for `scope` over `window` as of `at` apart.
pub fn origin(
    facts: &Facts,
    measurements: &Measurements,
    metric: &Metric,
    scope: Scope,
    window: Window,
    at: Period,
) -> Origin {
    let measured = measurements.measure(metric, scope, window, at);
    let tracer = Tracer { facts, measurements, scope };
    let (composition, terms) = tracer.terms(metric.rule, measured.span);
    let origin = Origin { measured, composition, terms };
    sound(origin.check(metric.rule), "adding up the origin of a figure");
    origin
}

/// Everything that a figure may come from.
#[derive(Clone, Copy)]
struct Tracer<'a> {
    facts: &'a Facts,
    measurements: &'a Measurements,
    scope: Scope,
}

impl Tracer<'_> {
    fn has(self, product: usize) -> bool {
        match self.scope {
            Scope::Product(mine) => mine == product,
            Scope::Portfolio => true,
        }
    }

    fn products(self) -> std::ops::Range<usize> {
        match self.scope {
            Scope::Product(product) => product..product + 1,
            Scope::Portfolio => 0..self.measurements.catalog.len(),
        }
    }
}
