//! The runs of earlier periods, with which this one is compared.

use super::Request;
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::Finding;
use crate::ingest::{self, PastSheet, Table};
use crate::pipeline::Pipeline;
use crate::publish;
use std::path::Path;

/// The finished runs in the output folder, the newest first.
#[derive(Debug)]
pub(super) struct Past<'a> {
    pipeline: &'a Pipeline,
    calendar: &'a FiscalCalendar,
    output: &'a Path,
    runs: Vec<(Period, String)>,
}

impl<'a> Past<'a> {
    pub(super) fn of(pipeline: &'a Pipeline, calendar: &'a FiscalCalendar, request: &'a Request) -> Self {
        let output = request.output.as_ref().unwrap_or(&pipeline.output);
        let period = |name: &String| calendar.parse_label(name).filter(|span| span.len() == 1);
        let runs = publish::runs(output).into_iter();
        let mut runs: Vec<(Period, String)> =
            runs.filter_map(|name| period(&name).map(|span| (span.first, name))).collect();
        runs.sort_by(|a, b| b.cmp(a));
        Self { pipeline, calendar, output, runs }
    }

    /// The sheets of the newest run up to the period asked for, for columns that cannot be found any more.
    pub(super) fn sheets(&self, as_of: Option<Period>) -> Vec<PastSheet> {
        self.newest(|period| as_of.is_none_or(|as_of| period <= as_of)).map(|(_, sheets)| sheets).unwrap_or_default()
    }

    /// What has changed since the run before. That is the one of an earlier period, so that a second run of a period
    /// says what the first one said; only the very first period is compared with itself.
    pub(super) fn drift(&self, tables: &[Table], as_of: Period) -> Vec<Finding> {
        let before = self.newest(|period| period < as_of).or_else(|| self.newest(|period| period == as_of));
        let Some((since, sheets)) = before else { return Vec::new() };
        ingest::drift(tables, &sheets, since, self.calendar)
    }

    fn newest(&self, wanted: impl Fn(Period) -> bool) -> Option<(&str, Vec<PastSheet>)> {
        let mut runs = self.runs.iter().filter(|(period, _)| wanted(*period));
        runs.find_map(|(_, run)| Some((run.as_str(), publish::sheets(self.output, run, &self.pipeline.name)?)))
    }
}
