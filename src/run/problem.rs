//! What can be wrong with a run as a whole.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::shown;

/// A broken rule of the run as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunProblem {
    BadAsOf {
        label: String,
        example: Option<String>,
    },
    ScorecardNotWritten {
        error: String,
    },
    /// The one that would be replaced.
    ScorecardUnreadable {
        why: String,
    },
    /// Of the period before.
    LastScorecardUnreadable {
        why: String,
    },
}

rules! {
    BAD_AS_OF = "bad_as_of", Stop, false, "`--as-of` takes one period of the pipeline's calendar, such as 2026-10 or FY2026-P10; a quarter or a year is not one period.";
    SCORECARD_NOT_WRITTEN = "scorecard_not_written", Stop, false, "The pages could not be turned into a workbook. This is a fault of goalpost, not of your files: please report it.";
    SCORECARD_UNREADABLE = "scorecard_unreadable", Stop, false, "A published scorecard is to be replaced and cannot be read, so nobody knows which comments would be lost with it. It stays as it is, and the new one was published beside it as `NAME.pending-PERIOD.xlsx`. Repair the old one or move it away, and run again.";
    LAST_SCORECARD_UNREADABLE = "last_scorecard_unreadable", Warn, true, "The scorecard of the period before cannot be read, so its comments do not stand beside the new cells.";
}

impl Problem for RunProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::BadAsOf { .. } => &BAD_AS_OF,
            Self::ScorecardNotWritten { .. } => &SCORECARD_NOT_WRITTEN,
            Self::ScorecardUnreadable { .. } => &SCORECARD_UNREADABLE,
            Self::LastScorecardUnreadable { .. } => &LAST_SCORECARD_UNREADABLE,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::BadAsOf { label, .. } => format!("expected one period in `--as-of`, found `{}`", shown(label)),
            Self::ScorecardNotWritten { error } => format!("the scorecard could not be written: {}", shown(error)),
            Self::ScorecardUnreadable { why } => {
                format!("{}; it was not replaced, and the new scorecard stands beside it", shown(why))
            }
            Self::LastScorecardUnreadable { why } => {
                format!("{}; its comments are not shown as those of the last period", shown(why))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::BadAsOf { example, .. } => example.as_ref().map(|example| format!("write it like `{example}`")),
            Self::ScorecardNotWritten { .. } => Some("this is a fault of goalpost: please report it".to_owned()),
            Self::ScorecardUnreadable { .. } => Some("repair it or move it away, and run again".to_owned()),
            Self::LastScorecardUnreadable { .. } => None,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        None
    }
}
