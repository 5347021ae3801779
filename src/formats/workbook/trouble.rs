//! What goes wrong while the cells of a workbook are read, told from one process to the other.

use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use crate::formats::xml::NotXml;

/// Why a workbook gives no cells, or no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WorkbookTrouble {
    Password,
    Damaged(Cause),
    /// More cells than any export has.
    TooLarge,
    /// Nobody takes the cells any more.
    Gone,
}

impl From<WorkbookTrouble> for FormatProblem {
    fn from(trouble: WorkbookTrouble) -> Self {
        match trouble {
            WorkbookTrouble::Password => Self::NeedsPassword,
            WorkbookTrouble::Damaged(error) => Self::Damaged { error },
            WorkbookTrouble::TooLarge => {
                Self::TooLarge { what: "a sheet with more cells than any export has".to_owned() }
            }
            WorkbookTrouble::Gone => Self::Damaged { error: Cause::new("its cells had nowhere to go") },
        }
    }
}

/// A package that passed all checks can only turn out to be damaged.
impl From<FormatProblem> for WorkbookTrouble {
    fn from(problem: FormatProblem) -> Self {
        match problem {
            FormatProblem::Damaged { error } => Self::Damaged(error),
            other => Self::Damaged(Cause::new(other)),
        }
    }
}

/// Why the plain reader gives a workbook up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ReadStop {
    /// Written in a way that it leaves to calamine.
    Unsupported,
    Trouble(WorkbookTrouble),
}

impl From<WorkbookTrouble> for ReadStop {
    fn from(trouble: WorkbookTrouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<FormatProblem> for ReadStop {
    fn from(problem: FormatProblem) -> Self {
        Self::Trouble(problem.into())
    }
}

impl From<NotXml> for ReadStop {
    fn from(_: NotXml) -> Self {
        Self::Unsupported
    }
}
