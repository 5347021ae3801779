//! `[calendar]`: which fiscal calendar the periods come from.

use crate::calendar::Weekday;
use crate::calendar::{Anchor, FiscalCalendar, WeekPattern, WeekYears, YearName};
use crate::pipeline::keys::Section;
use crate::pipeline::path::Places;
use crate::pipeline::problem::PipelineProblem;
use std::path::PathBuf;

/// Where the fiscal calendar comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarSource {
    /// It follows from a rule.
    Rule(FiscalCalendar),
    /// A file lists its periods.
    File(PathBuf),
}

impl Default for CalendarSource {
    fn default() -> Self {
        Self::Rule(FiscalCalendar::default())
    }
}

/// How the years of a calendar come about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CalendarKind {
    Months,
    Weeks(WeekPattern),
    File,
}

const KINDS: &[(&str, CalendarKind)] = &[
    ("months", CalendarKind::Months),
    ("4-4-5", CalendarKind::Weeks(WeekPattern::FourFourFive)),
    ("4-5-4", CalendarKind::Weeks(WeekPattern::FourFiveFour)),
    ("5-4-4", CalendarKind::Weeks(WeekPattern::FiveFourFour)),
    ("4x13", CalendarKind::Weeks(WeekPattern::Thirteen)),
    ("file", CalendarKind::File),
];

const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

const OF_MONTHS: &[&str] = &["fiscal_year_start"];
const OF_WEEKS: &[&str] = &["year_ends_on", "anchor", "year_end_month", "extra_week"];
const OF_FILE: &[&str] = &["periods"];

/// `None` where nothing says which calendar is meant.
pub(crate) fn read(mut section: Section, places: &Places) -> Option<CalendarSource> {
    let kind = section.choice("kind", KINDS).or((!section.has("kind")).then_some(CalendarKind::Months));
    let start = section.integer("fiscal_year_start", &(1..=12), "a month from 1 to 12");
    let named_by = section.choice("fiscal_year_name", &[("end", YearName::End), ("start", YearName::Start)]);
    let ends_on = section.choice("year_ends_on", WEEKDAYS);
    let anchor = section.choice("anchor", &[("last", Anchor::Last), ("nearest", Anchor::Nearest)]);
    let end_month = section.integer("year_end_month", &(1..=12), "a month from 1 to 12");
    // A 53rd week belongs to the last period: no other place is in use.
    section.choice("extra_week", &[("last", ())]);
    let periods = section.text("periods").map(|path| places.file(path));
    let named_by_given = section.has("fiscal_year_name");
    if let Some(kind) = kind {
        refuse_strangers(&section, kind, named_by_given);
    }
    let source = match kind? {
        CalendarKind::Months => FiscalCalendar::months(start.unwrap_or(1), named_by.unwrap_or(YearName::End)),
        CalendarKind::Weeks(pattern) => Some(FiscalCalendar::weeks(WeekYears {
            pattern,
            ends_on: ends_on.unwrap_or(Weekday::Sat),
            anchor: anchor.unwrap_or(Anchor::Last),
            end_month: end_month.unwrap_or(12),
            named_by: named_by.unwrap_or(YearName::End),
        })),
        CalendarKind::File => {
            if !section.has("periods") {
                section.required("periods");
            }
            section.finish();
            return periods.map(CalendarSource::File);
        }
    };
    section.finish();
    source.map(CalendarSource::Rule)
}

/// A key of another kind of calendar would be obeyed by nothing.
fn refuse_strangers(section: &Section, kind: CalendarKind, named_by_given: bool) {
    let (own, name): (&[&str], &'static str) = match kind {
        CalendarKind::Months => (OF_MONTHS, "months"),
        CalendarKind::Weeks(pattern) => (OF_WEEKS, pattern.into_str()),
        CalendarKind::File => (OF_FILE, "file"),
    };
    let others = [OF_MONTHS, OF_WEEKS, OF_FILE].concat().into_iter().filter(|key| !own.contains(key));
    let of_file = (kind == CalendarKind::File && named_by_given).then_some("fiscal_year_name");
    for key in others.chain(of_file).filter(|key| section.has(key)) {
        section.at_key(key, PipelineProblem::OtherCalendar { key, kind: name });
    }
}
