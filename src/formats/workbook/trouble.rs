//! What goes wrong while the cells of a workbook are read, told from one process to the other.

use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use crate::formats::xml::NotXml;

/// Why a workbook gives no cells, or no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    Password,
    Damaged(Cause),
    /// More cells than any export has.
    TooLarge,
    /// Nobody takes the cells any more.
    Gone,
}

impl From<Trouble> for FormatProblem {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Password => Self::NeedsPassword,
            Trouble::Damaged(error) => Self::Damaged { error },
            Trouble::TooLarge => Self::TooLarge { what: "a sheet with more cells than any export has".to_owned() },
            Trouble::Gone => Self::Damaged { error: Cause::new("its cells had nowhere to go") },
        }
    }
}

/// A package that passed all checks can only turn out to be damaged.
impl From<FormatProblem> for Trouble {
    fn from(problem: FormatProblem) -> Self {
        match problem {
            FormatProblem::Damaged { error } => Self::Damaged(error),
            other => Self::Damaged(Cause::new(other)),
        }
    }
}

/// Why the plain reader gives a workbook up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Written in a way that it leaves to calamine.
    Odd,
    Trouble(Trouble),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<FormatProblem> for Stop {
    fn from(problem: FormatProblem) -> Self {
        Self::Trouble(problem.into())
    }
}

impl From<NotXml> for Stop {
    fn from(_: NotXml) -> Self {
        Self::Odd
    }
}
