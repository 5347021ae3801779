//! The fiscal calendar as a file: one row a period, with its days.

use super::columns::Columns;
use super::problem::FactProblem;
use crate::calendar::{FiscalCalendar, ListedPeriod, ListedYears, Untiled};
use crate::diagnostic::{Finding, Warned};
use crate::formats::{self, Book, Purpose, SourceFile};
use crate::ingest::{self, Record, RecordColumn, RecordValue};
use crate::pipeline::CalendarSource;
use crate::place::Place;

/// The calendar of a run, and the file that it came from, if it came from one.
#[derive(Debug)]
pub struct OpenedCalendar {
    pub calendar: FiscalCalendar,
    pub source: Option<SourceFile>,
}

const COLUMNS: &[RecordColumn] = &[
    RecordColumn { name: "period", headers: &["period", "기간", "회계기간"], required: true },
    RecordColumn { name: "start", headers: &["start", "first day", "시작", "시작일"], required: true },
    RecordColumn { name: "end", headers: &["end", "last day", "종료", "종료일"], required: true },
    RecordColumn { name: "fiscal_year", headers: &["fiscal_year", "fiscal year", "회계연도"], required: true },
    RecordColumn { name: "quarter", headers: &["quarter", "분기"], required: true },
];

/// The calendar that the pipeline names; a file is read here.
pub fn open_calendar(source: &CalendarSource) -> Result<Warned<OpenedCalendar>, Vec<Finding>> {
    let path = match source {
        CalendarSource::Rule(calendar) => {
            let value = OpenedCalendar { calendar: calendar.clone(), source: None };
            return Ok(Warned { value, findings: Vec::new() });
        }
        CalendarSource::File(path) => path,
    };
    let book = formats::open_for(Purpose::Calendar, path).map_err(|finding| vec![finding])?;
    let calendar = read(&book)?;
    Ok(Warned { value: OpenedCalendar { calendar, source: Some(book.source) }, findings: Vec::new() })
}

fn read(book: &Book) -> Result<FiscalCalendar, Vec<Finding>> {
    let mut findings = Vec::new();
    let rows: Vec<(Place, Place, Option<ListedPeriod>)> =
        ingest::records(book, COLUMNS, &mut findings, |record, findings| {
            Some((record.place("period"), record.place("start"), period(record, findings)))
        });
    if !findings.is_empty() {
        return Err(findings);
    }
    let listed = ListedYears::new(rows.iter().filter_map(|(.., period)| period.clone()).collect());
    let finding = |untiled: Untiled| {
        let place = match untiled {
            Untiled::Empty => Place::File(book.source.name.clone()),
            Untiled::SameLabel(row) => rows[row].0.clone(),
            Untiled::Backwards(row)
            | Untiled::Gap(row)
            | Untiled::OutOfOrder(row)
            | Untiled::UnevenYear { row, .. } => rows[row].1.clone(),
        };
        Finding::new(place, FactProblem::UntiledCalendar { untiled })
    };
    listed.map(FiscalCalendar::listed).map_err(|untiled| untiled.into_iter().map(finding).collect())
}

fn period(record: &Record<'_>, findings: &mut Vec<Finding>) -> Option<ListedPeriod> {
    let mut columns = Columns { record, findings };
    let [start, end] = ["start", "end"].map(|column| columns.required(column, "a day", RecordValue::day));
    let mut number = |column: &'static str, expected: &'static str, allowed: std::ops::RangeInclusive<i32>| {
        columns.required(column, expected, |entry| {
            // `FY2026` and `Q3` say their number too.
            let text = entry.to_string();
            let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
            digits.parse().ok().filter(|number| allowed.contains(number))
        })
    };
    let fiscal_year = number("fiscal_year", "a year such as 2026", 1900..=2199);
    let quarter = number("quarter", "a quarter from 1 to 4", 1..=4);
    let label = columns.required("period", "the name of a period", |entry| Some(entry.to_string()));
    Some(ListedPeriod { label: label?, start: start?, end: end?, fiscal_year: fiscal_year?, quarter: quarter? })
}
