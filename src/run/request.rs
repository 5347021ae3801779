//! What is asked of a run, and on which machine.

use super::problem::RunProblem;
use crate::calendar::{Date, FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::pipeline::Pipeline;
use crate::place::Place;
use crate::publish::Publisher;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is to be done, with nothing left to look up: the clock and the environment are in here as values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRequest {
    pub pipeline: PathBuf,
    /// Label of the as-of period; by default the latest that every required input covers.
    pub as_of: Option<String>,
    /// Instead of the pipeline's own output folder.
    pub output: Option<PathBuf>,
    pub mode: Mode,
    /// Whether to take the lock of another run away.
    pub break_lock: bool,
    /// How long exports must lie still before they are read; `None` to read them at once.
    pub settle: Option<Duration>,
    /// The day of the run, for the freshness of the data.
    pub today: Date,
    /// When the run began, for the history alone; `None` of what is never published.
    pub now: Option<String>,
}

/// The machine that a run is on.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Files that may be read at once.
    pub threads: NonZeroUsize,
    pub publisher: Publisher,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Publish,
    /// Everything up to the bytes of the outputs, and none of them written.
    DryRun,
    /// Every check, no outputs.
    Check,
}

impl RunRequest {
    /// A check of a pipeline on this day, as of its latest period.
    pub fn check(pipeline: PathBuf, today: Date) -> Self {
        Self {
            pipeline,
            as_of: None,
            output: None,
            mode: Mode::Check,
            break_lock: false,
            settle: None,
            today,
            now: None,
        }
    }

    /// The folder of the outputs.
    pub fn output<'a>(&'a self, pipeline: &'a Pipeline) -> &'a Path {
        self.output.as_ref().unwrap_or(&pipeline.output)
    }

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

    fn asked(label: Option<&str>) -> Result<Option<String>, String> {
        let calendar = FiscalCalendar::months(4, YearName::End).unwrap();
        let request = RunRequest {
            as_of: label.map(str::to_owned),
            ..RunRequest::check("monthly.toml".into(), "2026-11-03".parse().unwrap())
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
