//! What a formula says, once it is read.

use crate::amount::Amount;
use crate::expression::{ComparisonOperator, Operator};
use crate::name::Name;
use crate::schema::MeasureKind;

/// Over a window: what stands outside of every aggregate.
pub type WindowFormula = Formula<Aggregate>;

/// Over a row: what stands inside an aggregate. Its leaves are measures by name.
pub type RowFormula = Formula<Name>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula<L> {
    Number(Amount),
    Leaf(L),
    Arithmetic {
        left: Box<Self>,
        operator: Operator,
        right: Box<Self>,
    },
    Absolute(Box<Self>),
    /// The first, or nothing where both are equal.
    NullIf(Box<Self>, Box<Self>),
    /// The first that there is.
    Coalesce(Vec<Self>),
    /// The value of the first condition that is true. Only over rows: over a window a missing figure would make a
    /// condition false without a word.
    Case {
        branches: Vec<(Condition<L>, Self)>,
        otherwise: Option<Box<Self>>,
    },
}

/// True, false, or unknown where a side of it is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition<L> {
    Compare { left: Formula<L>, comparison: ComparisonOperator, right: Formula<L> },
    Missing(Formula<L>),
    Not(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aggregate {
    /// Of the sums by period.
    Periods { how: How, values: Values },
    /// Different customers with a row in the window.
    Customers,
}

/// What becomes of the periods of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum How {
    /// By kind: flows add up, of stocks the last counts.
    Sum,
    #[strum(serialize = "avg")]
    Mean,
    #[strum(serialize = "min")]
    Least,
    #[strum(serialize = "max")]
    Greatest,
    Last,
}

/// What an aggregate adds up in every period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// The measure, or the expression as text; `*` for rows as such.
    pub name: Name,
    pub measure_kind: MeasureKind,
    /// `None` where it is a measure and nothing else.
    pub of_row: Option<RowFormula>,
}

/// Which leaves of a formula are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    All,
    /// Those that the value is made of, and not those that only decide which branch it is.
    OfTheValue,
}

impl<L> Formula<L> {
    /// Hands the leaves to `each`, from left to right.
    pub fn leaves<'a>(&'a self, which: Leaves, each: &mut impl FnMut(&'a L)) {
        match self {
            Self::Number(_) => {}
            Self::Leaf(leaf) => each(leaf),
            Self::Arithmetic { left, right, .. } | Self::NullIf(left, right) => {
                left.leaves(which, each);
                right.leaves(which, each);
            }
            Self::Absolute(of) => of.leaves(which, each),
            Self::Coalesce(all) => all.iter().for_each(|one| one.leaves(which, each)),
            Self::Case { branches, otherwise } => {
                for (condition, value) in branches {
                    if which == Leaves::All {
                        condition.leaves(each);
                    }
                    value.leaves(which, each);
                }
                if let Some(value) = otherwise {
                    value.leaves(which, each);
                }
            }
        }
    }
}

impl<L> Condition<L> {
    fn leaves<'a>(&'a self, each: &mut impl FnMut(&'a L)) {
        match self {
            Self::Compare { left, right, .. } => {
                left.leaves(Leaves::All, each);
                right.leaves(Leaves::All, each);
            }
            Self::Missing(of) => of.leaves(Leaves::All, each),
            Self::Not(of) => of.leaves(each),
            Self::And(left, right) | Self::Or(left, right) => {
                left.leaves(each);
                right.leaves(each);
            }
        }
    }
}
