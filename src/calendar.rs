//! The only date arithmetic in the crate.
//!
//! A [`Period`] is the smallest step of the fiscal calendar (a month here) counted as one running number, so the next
//! period is always `+ 1` and a year earlier is always `- periods_per_year`. A [`Span`] is a run of periods; a
//! [`Window`] says which span of measurement belongs to an as-of period.

mod label;
mod month_name;

pub use label::full_year;
pub use month_name::parse_month_name;

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// A calendar day.
pub type Date = NaiveDate;

/// Days in the serial-number sense of spreadsheets, where 1 is 1900-01-01 and 60 the day that never was.
pub fn date_from_serial(serial: f64, date_1904: bool) -> Option<Date> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked against the range of spreadsheet dates above")]
    let days = serial.floor() as i64;
    let (origin, days) = if date_1904 {
        (Date::from_ymd_opt(1904, 1, 1)?, days)
    } else {
        (Date::from_ymd_opt(1899, 12, 30)?, if days < 60 { days + 1 } else { days })
    };
    origin.checked_add_signed(chrono::Duration::days(days))
}

/// One period of the fiscal calendar: fiscal year × periods a year + position in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(i32);

impl Period {
    #[must_use]
    pub const fn plus(self, periods: i32) -> Self {
        Self(self.0 + periods)
    }

    #[must_use]
    pub const fn next(self) -> Self {
        self.plus(1)
    }

    #[must_use]
    pub const fn previous(self) -> Self {
        self.plus(-1)
    }

    /// Running number, for use as a key in columns.
    pub const fn serial(self) -> i32 {
        self.0
    }

    pub const fn from_serial(serial: i32) -> Self {
        Self(serial)
    }

    /// How many periods lie between `earlier` and this one.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

/// A run of periods, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub first: Period,
    pub last: Period,
}

impl Span {
    pub const fn of(period: Period) -> Self {
        Self { first: period, last: period }
    }

    pub fn contains(self, period: Period) -> bool {
        self.first <= period && period <= self.last
    }

    pub fn periods(self) -> impl DoubleEndedIterator<Item = Period> + Clone {
        (self.first.0..=self.last.0).map(Period)
    }

    pub fn len(self) -> usize {
        usize::try_from(self.last.0 - self.first.0 + 1).unwrap_or(0)
    }

    pub fn is_empty(self) -> bool {
        self.last < self.first
    }

    #[must_use]
    pub const fn shifted(self, periods: i32) -> Self {
        Self { first: self.first.plus(periods), last: self.last.plus(periods) }
    }

    /// The part of the span up to `period`.
    #[must_use]
    pub fn until(self, period: Period) -> Self {
        Self { first: self.first, last: self.last.min(period) }
    }
}

/// Which periods count for an as-of period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Window {
    Period,
    QuarterToDate,
    HalfToDate,
    YearToDate,
    Trailing12,
}

impl Window {
    /// The windows that are written for other tools; halves serve goals only.
    pub const PUBLISHED: [Self; 4] = [Self::Period, Self::QuarterToDate, Self::YearToDate, Self::Trailing12];

    pub const fn slug(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::QuarterToDate => "quarter_to_date",
            Self::HalfToDate => "half_to_date",
            Self::YearToDate => "year_to_date",
            Self::Trailing12 => "trailing_12",
        }
    }
}

/// Which calendar year names a fiscal year that touches two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearName {
    Start,
    End,
}

/// Fiscal years of twelve months that may start in any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiscalCalendar {
    /// 1 to 12.
    start_month: u32,
    named_by: YearName,
}

const MONTHS: i32 = 12;

impl FiscalCalendar {
    /// `None` unless `start_month` is 1 to 12.
    pub fn months(start_month: u32, named_by: YearName) -> Option<Self> {
        (1..=12).contains(&start_month).then_some(Self { start_month, named_by })
    }

    pub const fn periods_per_year(&self) -> i32 {
        MONTHS
    }

    pub fn period_of(&self, date: Date) -> Period {
        self.period_of_month(date.year(), date.month())
    }

    /// `month` is 1 to 12.
    fn period_of_month(&self, year: i32, month: u32) -> Period {
        let months_into = (month + 12 - self.start_month) % 12;
        let start_year = if month < self.start_month { year - 1 } else { year };
        Period((start_year + self.name_shift()) * MONTHS + i32::try_from(months_into).unwrap_or(0))
    }

    /// What to add to the calendar year in which a fiscal year starts to get its name.
    fn name_shift(&self) -> i32 {
        i32::from(self.named_by == YearName::End && self.start_month > 1)
    }

    pub const fn fiscal_year(&self, period: Period) -> i32 {
        period.0.div_euclid(MONTHS)
    }

    /// Position in the fiscal year, from 1.
    pub const fn ordinal(&self, period: Period) -> i32 {
        period.0.rem_euclid(MONTHS) + 1
    }

    pub const fn quarter(&self, period: Period) -> i32 {
        period.0.rem_euclid(MONTHS) / 3 + 1
    }

    /// Calendar year and month, as people name the period.
    fn year_month(&self, period: Period) -> (i32, u32) {
        let months =
            (self.fiscal_year(period) - self.name_shift()) * MONTHS + i32::try_from(self.start_month).unwrap_or(1) - 1
                + period.0.rem_euclid(MONTHS);
        (months.div_euclid(MONTHS), u32::try_from(months.rem_euclid(MONTHS)).unwrap_or(0) + 1)
    }

    pub fn first_day(&self, period: Period) -> Date {
        let (year, month) = self.year_month(period);
        Date::from_ymd_opt(year, month, 1).unwrap_or(Date::MIN)
    }

    pub fn last_day(&self, period: Period) -> Date {
        self.first_day(period) + Months::new(1) - chrono::Duration::days(1)
    }

    /// The same place one fiscal year earlier.
    #[must_use]
    pub const fn year_earlier(&self, span: Span) -> Span {
        span.shifted(-MONTHS)
    }

    pub const fn year_span(&self, fiscal_year: i32) -> Span {
        Span { first: Period(fiscal_year * MONTHS), last: Period(fiscal_year * MONTHS + MONTHS - 1) }
    }

    /// Part `index` (from 1) of `parts` equal parts of a fiscal year.
    const fn part_of_year(fiscal_year: i32, parts: i32, index: i32) -> Span {
        let length = MONTHS / parts;
        let first = fiscal_year * MONTHS + (index - 1) * length;
        Span { first: Period(first), last: Period(first + length - 1) }
    }

    /// The periods of `window` up to and including `period`.
    pub const fn span(&self, window: Window, period: Period) -> Span {
        let into_year = period.0.rem_euclid(MONTHS);
        let back = match window {
            Window::Period => 0,
            Window::QuarterToDate => into_year % 3,
            Window::HalfToDate => into_year % 6,
            Window::YearToDate => into_year,
            Window::Trailing12 => 11,
        };
        Span { first: period.plus(-back), last: period }
    }

    /// The window whose span ends like `span` does: how a goal over `span` is measured on the way.
    pub fn window_of(span: Span) -> Option<Window> {
        match span.len() {
            1 => Some(Window::Period),
            3 => Some(Window::QuarterToDate),
            6 => Some(Window::HalfToDate),
            12 => Some(Window::YearToDate),
            _ => None,
        }
    }
}

impl fmt::Display for FiscalCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = match self.named_by {
            YearName::Start => "start",
            YearName::End => "end",
        };
        write!(f, "months, fiscal year from month {} named by its {named}", self.start_month)
    }
}

#[cfg(test)]
mod tests;
