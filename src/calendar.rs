//! The only date arithmetic in the crate.
//!
//! A [`Period`] is the smallest step of the fiscal calendar (a month, or four or five weeks) counted as one running
//! number, so the next period is always `+ 1` and a year earlier is always `- periods_per_year`. A [`Span`] is a run of
//! periods; a [`Window`] says which span of measurement belongs to an as-of period; a [`FiscalCalendar`] says which
//! days they are.

mod fiscal;
mod label;
mod listed;
mod month_name;
mod months;
mod weeks;

pub use fiscal::FiscalCalendar;
pub use label::full_year;
pub use listed::{ListedPeriod, ListedYears, Untiled};
pub use month_name::{is_nearly_month_name, parse_month_name};
pub use months::YearName;
pub use weeks::{Anchor, WeekPattern, WeekYears};

pub use chrono::{Datelike, Days, Months, TimeDelta, Weekday};

use chrono::NaiveDate;
use chrono::format::{Item, StrftimeItems};
use strum::{EnumString, IntoStaticStr};

/// A calendar day.
pub type Date = NaiveDate;

/// Whether a text is a strftime pattern.
pub fn is_pattern(text: &str) -> bool {
    StrftimeItems::new(text).all(|item| item != Item::Error)
}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Window {
    Period,
    QuarterToDate,
    HalfToDate,
    YearToDate,
    #[strum(serialize = "trailing_12")]
    Trailing12,
}

impl Window {
    /// The windows that are written for other tools; halves serve goals only.
    pub const PUBLISHED: [Self; 4] = [Self::Period, Self::QuarterToDate, Self::YearToDate, Self::Trailing12];
}

#[cfg(test)]
mod tests;
