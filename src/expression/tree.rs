//! What an expression says, once it is read.

use super::function::Function;
use super::kind::Kind;
use super::number::Number;
use super::pattern::Pattern;
use super::shift::Shift;
use crate::calendar::Date;
use std::ops::Range;
use std::sync::Arc;

/// A part with its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) at: Range<usize>,
    pub(crate) form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// By its number among the names of the expression.
    Column(usize),
    Number(Number),
    Text(Arc<str>),
    Day(Date),
    Truth(bool),
    Null,
    Arithmetic {
        left: Box<Node>,
        operator: Operator,
        right: Box<Node>,
    },
    Negative(Box<Node>),
    /// A day some months or days away.
    Shift {
        day: Box<Node>,
        by: Shift,
    },
    /// `||`.
    Join(Vec<Node>),
    Compare {
        left: Box<Node>,
        comparison: ComparisonOperator,
        right: Box<Node>,
    },
    /// Equal, or both missing.
    Same(Box<Node>, Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Missing(Box<Node>),
    /// `is true`, `is false`.
    Is {
        of: Box<Node>,
        truth: bool,
    },
    Among {
        of: Box<Node>,
        list: Vec<Node>,
    },
    Between {
        of: Box<Node>,
        low: Box<Node>,
        high: Box<Node>,
    },
    Like {
        of: Box<Node>,
        pattern: Pattern,
    },
    /// The value of the first condition that is true, or of the first that the operand is equal to.
    Case {
        operand: Option<Box<Node>>,
        branches: Vec<(Node, Node)>,
        otherwise: Option<Box<Node>>,
    },
    Call {
        function: Function,
        arguments: Vec<Node>,
    },
    Cast {
        of: Box<Node>,
        to: CastTo,
        failing: Failing,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonOperator {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CastTo {
    /// Rounded to places where it says how many.
    Number(Option<u32>),
    Whole,
    Text,
    Day,
    Truth,
}

/// What becomes of a value that cannot be converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failing {
    /// The row is at fault.
    Fault,
    /// It is taken out.
    Null,
}

impl CastTo {
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::Number(_) | Self::Whole => Kind::Number,
            Self::Text => Kind::Text,
            Self::Day => Kind::Day,
            Self::Truth => Kind::Truth,
        }
    }
}

impl ComparisonOperator {
    /// Whether it asks which of two is the larger.
    pub(crate) const fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }

    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}
