//! What can be wrong with a run as a whole.

use crate::diagnostic::{Cause, findings};
use crate::prose::shown;

findings! {
    /// A broken rule of the run as a whole.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum RunProblem;

    "bad_as_of": Stop;
    "`--as-of` takes one period of the pipeline's calendar, such as 2026-10 or FY2026-P10; a quarter or a year is not \
     one period.";
    BadAsOf { label: String, example: Option<String> } => {
        message: format!("expected one period in `--as-of`, found `{}`", shown(label)),
        hint: example.as_ref().map(|example| format!("write it like `{example}`")),
    }

    "scorecard_not_written": Stop;
    "The pages could not be turned into a workbook. This is a fault of goalpost, not of your files: please report it.";
    ScorecardNotWritten { error: Cause } => {
        message: format!("the scorecard could not be written: {}", shown(&error.to_string())),
        hint: "this is a fault of goalpost: please report it",
        source: error.as_error(),
    }

    "scorecard_unreadable": Stop;
    "A published scorecard is to be replaced and cannot be read, so nobody knows which comments would be lost with it. \
     It stays as it is, and the new one was published beside it as `NAME.pending-PERIOD.xlsx`. Repair the old one or \
     move it away, and run again.";
    /// The one that would be replaced.
    ScorecardUnreadable { cause: Cause } => {
        message: format!("{}; it was not replaced, and the new scorecard stands beside it", shown(&cause.to_string())),
        hint: "repair it or move it away, and run again",
        source: cause.as_error(),
    }

    "last_scorecard_unreadable": Warn, adjustable;
    "The scorecard of the period before cannot be read, so its comments do not stand beside the new cells.";
    /// Of the period before.
    LastScorecardUnreadable { cause: Cause } => {
        message: format!("{}; its comments are not shown as those of the last period", shown(&cause.to_string())),
        source: cause.as_error(),
    }
}
