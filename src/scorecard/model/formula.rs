//! Formulas as data: what a figure is computed from, by the keys of pages, tables, rows and columns. Where those stand
//! on a sheet is the writer's business, so no formula is ever text, and no text of an export can become one.

use super::reference::{CellRef, Stretch};
use crate::amount::Amount;
use std::borrow::Cow;
use std::ops::{Add, Div, Mul, Sub};
use std::sync::Arc;

/// A table that formulas point into, by the keys of its rows and columns: what a page makes the cells of its own table
/// from, and gives to other pages.
#[derive(Debug, Clone)]
pub struct TableRef {
    page: Arc<str>,
    table: Cow<'static, str>,
}

/// One row of it.
#[derive(Debug, Clone)]
pub struct TableRow {
    table: TableRef,
    row: Arc<str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum CellFormula {
    Number(Amount),
    Cell(CellRef),
    Stretch(Stretch),
    Operation(Box<CellFormula>, CellOperator, Box<CellFormula>),
    Call(Function, Vec<CellFormula>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellOperator {
    Plus,
    Minus,
    Times,
    DividedBy,
    IsLess,
    IsAtMost,
}

/// As spreadsheets call them, in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "UPPERCASE")]
pub enum Function {
    Abs,
    Min,
    Max,
    Sum,
    /// Of two stretches alike: the sum of the products of their figures.
    SumProduct,
    If,
    IsBlank,
}

impl CellOperator {
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::DividedBy => "/",
            Self::IsLess => "<",
            Self::IsAtMost => "<=",
        }
    }

    /// What binds closer stands higher.
    pub const fn binding(self) -> u8 {
        match self {
            Self::IsLess | Self::IsAtMost => 1,
            Self::Plus | Self::Minus => 2,
            Self::Times | Self::DividedBy => 3,
        }
    }
}

impl TableRef {
    pub fn new(page: impl Into<Arc<str>>, table: impl Into<Cow<'static, str>>) -> Self {
        Self { page: page.into(), table: table.into() }
    }

    pub fn row(&self, key: impl Into<Arc<str>>) -> TableRow {
        TableRow { table: self.clone(), row: key.into() }
    }

    /// The cells of one column for some rows that stand one under the other; `None` for no rows.
    pub fn stretch<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r str>,
        column: impl Into<Cow<'static, str>>,
    ) -> Option<Stretch> {
        let mut rows = rows.into_iter();
        let first = rows.next()?;
        let last = rows.last().unwrap_or(first);
        Some(Stretch { first: self.row(first).at(column), last: last.into() })
    }

    /// The sum of the same cells.
    pub fn sum<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r str>,
        column: impl Into<Cow<'static, str>>,
    ) -> Option<CellFormula> {
        Some(CellFormula::sum(vec![CellFormula::Stretch(self.stretch(rows, column)?)]))
    }

    /// The sum of one column ÷ the sum of another, over the same rows.
    pub fn ratio_of_sums<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r str>,
        above: impl Into<Cow<'static, str>>,
        below: impl Into<Cow<'static, str>>,
    ) -> Option<CellFormula> {
        let rows: Vec<&str> = rows.into_iter().collect();
        Some(self.sum(rows.iter().copied(), above)? / self.sum(rows, below)?)
    }
}

impl TableRow {
    pub fn cell(&self, column: impl Into<Cow<'static, str>>) -> CellFormula {
        CellFormula::Cell(self.at(column))
    }

    fn at(&self, column: impl Into<Cow<'static, str>>) -> CellRef {
        let TableRef { page, table } = &self.table;
        CellRef { page: Arc::clone(page), table: table.clone(), row: Arc::clone(&self.row), column: column.into() }
    }
}

impl CellFormula {
    pub fn number(value: impl Into<Amount>) -> Self {
        Self::Number(value.into())
    }

    pub fn abs(self) -> Self {
        Self::Call(Function::Abs, vec![self])
    }

    pub fn at_least(self, floor: Self) -> Self {
        Self::Call(Function::Max, vec![floor, self])
    }

    pub fn at_most(self, cap: Self) -> Self {
        Self::Call(Function::Min, vec![cap, self])
    }

    pub fn sum(of: Vec<Self>) -> Self {
        Self::Call(Function::Sum, of)
    }

    /// Figures weighted by others: sum of the products ÷ sum of the weights.
    pub fn weighted_mean(figures: Stretch, weights: Stretch) -> Self {
        let products = Self::Call(Function::SumProduct, vec![Self::Stretch(figures), Self::Stretch(weights.clone())]);
        products / Self::sum(vec![Self::Stretch(weights)])
    }

    pub fn is_blank(self) -> Self {
        Self::Call(Function::IsBlank, vec![self])
    }

    pub fn is_less(self, than: Self) -> Self {
        self.with(CellOperator::IsLess, than)
    }

    pub fn is_at_most(self, limit: Self) -> Self {
        self.with(CellOperator::IsAtMost, limit)
    }

    /// The first of the two where this holds, else the second.
    pub fn choose(self, then: Self, otherwise: Self) -> Self {
        Self::Call(Function::If, vec![self, then, otherwise])
    }

    fn with(self, operator: CellOperator, right: Self) -> Self {
        Self::Operation(Box::new(self), operator, Box::new(right))
    }
}

macro_rules! operators {
    ($($of:ident::$method:ident = $operator:ident;)*) => {
        $(impl $of for CellFormula {
            type Output = Self;

            fn $method(self, right: Self) -> Self {
                self.with(CellOperator::$operator, right)
            }
        })*
    };
}

operators! {
    Add::add = Plus;
    Sub::sub = Minus;
    Mul::mul = Times;
    Div::div = DividedBy;
}
