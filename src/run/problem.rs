//! What can be wrong with the request itself, once the pipeline's calendar is known.

use super::Request;
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::{Finding, Problem, Rule, Said, rules};
use crate::place::Place;
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

impl Request {
    /// The period that `--as-of` names; `None` when it was not given.
    pub fn period(&self, calendar: &FiscalCalendar) -> Result<Option<Period>, Vec<Finding>> {
        let Some(label) = &self.as_of else { return Ok(None) };
        match calendar.parse_label(label) {
            Some(span) if span.first == span.last => Ok(Some(span.first)),
            _ => {
                let example = calendar.period_of(self.today).map(|period| calendar.label(period.previous()));
                Err(vec![Finding::new(Place::Nowhere, RunProblem::BadAsOf { label: label.clone(), example })])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::YearName;
    use crate::run::Mode;

    fn asked(label: Option<&str>) -> Result<Option<String>, String> {
        let calendar = FiscalCalendar::months(4, YearName::End).unwrap();
        let request = Request {
            pipeline: "monthly.toml".into(),
            as_of: label.map(str::to_owned),
            output: None,
            mode: Mode::Check,
            break_lock: false,
            settle: None,
            today: "2026-11-03".parse().unwrap(),
            now: None,
        };
        request
            .period(&calendar)
            .map(|period| period.map(|period| calendar.label(period)))
            .map_err(|findings| format!("{}; {}", findings[0].problem.message(), findings[0].problem.hint().unwrap()))
    }

    #[test]
    fn an_as_of_label_names_one_period() {
        assert_eq!(asked(None), Ok(None));
        assert_eq!(asked(Some("2026-10")), Ok(Some("2026-10".to_owned())));
        assert_eq!(asked(Some("fy2027-p07")), Ok(Some("2026-10".to_owned())));
    }

    #[test]
    fn anything_else_is_refused_with_last_month_for_an_example() {
        for label in ["FY2026-Q1", "FY2026", "October", ""] {
            let expected = format!("expected one period in `--as-of`, found `{label}`; write it like `2026-10`");
            assert_eq!(asked(Some(label)), Err(expected));
        }
    }
}
