//! Formulas as data: what a figure is computed from, by the keys of pages, tables, rows and columns. Where those stand
//! on a sheet is the writer's business, so no formula is ever text, and no text of an export can become one.

use super::reference::{CellRef, Stretch};
use crate::amount::Amount;
use std::ops::{Add, Div, Mul, Neg, Sub};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    Number(Amount),
    Cell(CellRef),
    Stretch(Stretch),
    Operation(Box<Formula>, Operator, Box<Formula>),
    Call(Function, Vec<Formula>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    DividedBy,
    IsLess,
    IsAtMost,
    Equals,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Operator {
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::DividedBy => "/",
            Self::IsLess => "<",
            Self::IsAtMost => "<=",
            Self::Equals => "=",
        }
    }

    /// What binds closer stands higher.
    pub const fn binding(self) -> u8 {
        match self {
            Self::IsLess | Self::IsAtMost | Self::Equals => 1,
            Self::Plus | Self::Minus => 2,
            Self::Times | Self::DividedBy => 3,
        }
    }
}

impl Function {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Abs => "ABS",
            Self::Min => "MIN",
            Self::Max => "MAX",
            Self::Sum => "SUM",
            Self::SumProduct => "SUMPRODUCT",
            Self::If => "IF",
            Self::IsBlank => "ISBLANK",
        }
    }
}

impl Formula {
    pub fn number(value: impl Into<Amount>) -> Self {
        Self::Number(value.into())
    }

    #[must_use]
    pub fn abs(self) -> Self {
        Self::Call(Function::Abs, vec![self])
    }

    #[must_use]
    pub fn at_least(self, floor: Self) -> Self {
        Self::Call(Function::Max, vec![floor, self])
    }

    #[must_use]
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

    #[must_use]
    pub fn is_blank(self) -> Self {
        Self::Call(Function::IsBlank, vec![self])
    }

    #[must_use]
    pub fn is_less(self, than: Self) -> Self {
        self.with(Operator::IsLess, than)
    }

    #[must_use]
    pub fn is_at_most(self, limit: Self) -> Self {
        self.with(Operator::IsAtMost, limit)
    }

    #[must_use]
    pub fn equals(self, other: Self) -> Self {
        self.with(Operator::Equals, other)
    }

    /// The first of the two where this holds, else the second.
    #[must_use]
    pub fn choose(self, then: Self, otherwise: Self) -> Self {
        Self::Call(Function::If, vec![self, then, otherwise])
    }

    fn with(self, operator: Operator, right: Self) -> Self {
        Self::Operation(Box::new(self), operator, Box::new(right))
    }
}

impl From<CellRef> for Formula {
    fn from(cell: CellRef) -> Self {
        Self::Cell(cell)
    }
}

impl Add for Formula {
    type Output = Self;

    fn add(self, right: Self) -> Self {
        self.with(Operator::Plus, right)
    }
}

impl Sub for Formula {
    type Output = Self;

    fn sub(self, right: Self) -> Self {
        self.with(Operator::Minus, right)
    }
}

impl Mul for Formula {
    type Output = Self;

    fn mul(self, right: Self) -> Self {
        self.with(Operator::Times, right)
    }
}

impl Div for Formula {
    type Output = Self;

    fn div(self, right: Self) -> Self {
        self.with(Operator::DividedBy, right)
    }
}

impl Neg for Formula {
    type Output = Self;

    fn neg(self) -> Self {
        Self::number(0_i64) - self
    }
}
