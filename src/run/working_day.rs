//! The working day of a period on which a schedule wants its run: no scheduler knows the holidays or the fiscal calendar
//! of a pipeline.

use super::request::RunRequest;
use super::rules::open_pipeline;
use crate::calendar::Date;
use crate::facts;
use crate::pipeline::{DayKind, Due};

/// The day of the period of today that is its working day of this number; `None` where the pipeline does not say, which a
/// run reports better.
pub fn working_day(request: &RunRequest, number: u32) -> Option<Date> {
    let pipeline = open_pipeline(&request.pipeline).ok()?.value;
    let calendar = facts::open_calendar(&pipeline.calendar).ok()?.value.calendar;
    let before = calendar.first_day(calendar.period_of(request.today)?).pred_opt()?;
    let due = Due { days: number, kind: DayKind::Working, owner: None };
    Some(due.on(before, &pipeline.quality.holidays))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn day(calendar: &str, today: &str, number: u32) -> Option<String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let text = "[pipeline]\nname = \"n\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\
                    [[input]]\nname = \"a\"\nfact = \"revenue\"\nfiles = \"a.csv\"\n\
                    [quality]\nholidays = [\"2026-11-03\"]\n";
        write!(file, "{text}[calendar]\n{calendar}\n").unwrap();
        let request = RunRequest::check(file.path().to_owned(), today.parse().unwrap());
        working_day(&request, number).map(|day| day.to_string())
    }

    #[test]
    fn working_days_are_counted_from_the_start_of_the_period_without_holidays() {
        let of_months = |today, number| day("kind = \"months\"", today, number);
        // 1 November 2026 is a Sunday, and the 3rd is a holiday of the pipeline.
        assert_eq!(of_months("2026-11-01", 1).as_deref(), Some("2026-11-02"));
        assert_eq!(of_months("2026-11-28", 5).as_deref(), Some("2026-11-09"));
        assert_eq!(of_months("2026-10-31", 5).as_deref(), Some("2026-10-07"));
        // A period of a retail calendar that begins on 1 November.
        let retail = "kind = \"4-5-4\"\nanchor = \"nearest\"\nyear_end_month = 1";
        assert_eq!(day(retail, "2026-11-28", 2).as_deref(), Some("2026-11-04"));
        assert_eq!(day(retail, "2026-10-31", 2).as_deref(), Some("2026-10-06"));
        assert_eq!(day("kind = \"monhts\"", "2026-11-28", 2), None);
    }
}
