//! Fiscal years of twelve months.

use super::{Date, Period};
use chrono::{Duration, Months};

/// Which calendar year names a fiscal year that touches two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearName {
    Start,
    End,
}

/// Years of twelve months that may start in any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthYears {
    /// 1 to 12.
    start_month: u32,
    named_by: YearName,
}

/// Calendar years.
impl Default for MonthYears {
    fn default() -> Self {
        Self { start_month: 1, named_by: YearName::End }
    }
}

impl MonthYears {
    pub(super) const LENGTH: i32 = 12;

    /// `None` unless `start_month` is 1 to 12.
    pub(super) fn new(start_month: u32, named_by: YearName) -> Option<Self> {
        (1..=12).contains(&start_month).then_some(Self { start_month, named_by })
    }

    pub(super) const fn are_calendar_years(self) -> bool {
        self.start_month == 1
    }

    /// `month` is 1 to 12.
    pub(super) fn period_of(self, year: i32, month: u32) -> Period {
        let months_into = (month + 12 - self.start_month) % 12;
        let start_year = if month < self.start_month { year - 1 } else { year };
        Period((start_year + self.name_shift()) * Self::LENGTH + i32::try_from(months_into).unwrap_or(0))
    }

    /// What to add to the calendar year in which a fiscal year starts to get its name.
    fn name_shift(self) -> i32 {
        i32::from(self.named_by == YearName::End && self.start_month > 1)
    }

    /// Calendar year and month, as people name the period.
    pub(super) fn year_month(self, period: Period) -> (i32, u32) {
        let months = (period.0.div_euclid(Self::LENGTH) - self.name_shift()) * Self::LENGTH
            + i32::try_from(self.start_month).unwrap_or(1)
            - 1
            + period.0.rem_euclid(Self::LENGTH);
        (months.div_euclid(Self::LENGTH), u32::try_from(months.rem_euclid(Self::LENGTH)).unwrap_or(0) + 1)
    }

    pub(super) fn days(self, period: Period) -> (Date, Date) {
        let (year, month) = self.year_month(period);
        let first = Date::from_ymd_opt(year, month, 1).unwrap_or(Date::MIN);
        (first, first + Months::new(1) - Duration::days(1))
    }
}
