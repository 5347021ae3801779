//! A sum in a formula, and behind it the rows of the exports.

use crate::amount::Amount;
use crate::calendar::{Period, Span};
use crate::metrics::answer::NoData;
use crate::name::Name;
use crate::schema::FactKind;
use std::sync::Arc;

/// How the terms make the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
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

/// Which part of the figure a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum FractionSide {
    Value,
    Numerator,
    Denominator,
}

/// One sum in a formula.
#[derive(Debug, Clone)]
pub struct Term {
    pub side: FractionSide,
    pub sign: i64,
    /// What is summed, such as `amount` or `churn`.
    pub name: Name,
    pub fact: FactKind,
    pub made: Combination,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Combination {
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
    pub role: TermRole,
    pub period: Period,
    /// Position in `Facts::sources`.
    pub source: usize,
    /// Position in the rows of its part.
    pub row: usize,
    /// Measures of the fact, or other columns of it.
    pub columns: Vec<Name>,
    /// What each of the row's figures, as the fact has it, is multiplied with.
    pub factor: Amount,
    /// The figures as the fact has them, in the reporting currency, one a column; `None` for what is no measure.
    pub figures: Vec<Option<Amount>>,
}

/// What a row is to its contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum TermRole {
    Value,
    Before,
    After,
    Forecast,
    Actual,
}

impl Term {
    /// What the contributions add up to.
    pub fn added_up(&self) -> Amount {
        self.contributions.iter().map(|contribution| &contribution.amount).sum()
    }
}
