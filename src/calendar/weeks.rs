//! Fiscal years of whole weeks: 52 of them, and 53 every fifth or sixth year.
//!
//! The year ends on one day of the week, the last of its kind in a month or the one nearest to the end of the month.
//! Source of the rules: National Retail Federation, 4-5-4 calendar; IRS Publication 538, 52-53-week tax year.

use super::Date;
use super::months::YearName;
use chrono::{Datelike, Duration, Weekday};
use strum::IntoStaticStr;

/// How many weeks the periods of a year have. A 53rd week belongs to the last period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum WeekPattern {
    #[strum(serialize = "4-4-5")]
    FourFourFive,
    #[strum(serialize = "4-5-4")]
    FourFiveFour,
    #[strum(serialize = "5-4-4")]
    FiveFourFour,
    /// Thirteen periods of four weeks.
    #[strum(serialize = "4x13")]
    Thirteen,
}

impl WeekPattern {
    pub(super) const fn periods(self) -> i32 {
        match self {
            Self::Thirteen => 13,
            _ => 12,
        }
    }

    /// Weeks of the period at `index` (from 0) of a year without a 53rd week.
    fn weeks(self, index: i32) -> i32 {
        let quarter = match self {
            Self::FourFourFive => [4, 4, 5],
            Self::FourFiveFour => [4, 5, 4],
            Self::FiveFourFour => [5, 4, 4],
            Self::Thirteen => [4, 4, 4],
        };
        quarter[usize::try_from(index.rem_euclid(3)).unwrap_or(0)]
    }
}

/// Which of its kind in a month the last day of the year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Last,
    /// To the end of the month, so possibly in the first days of the next.
    Nearest,
}

/// The rule that makes the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekYears {
    pub pattern: WeekPattern,
    pub ends_on: Weekday,
    pub anchor: Anchor,
    /// 1 to 12: the month whose end the year ends with.
    pub end_month: u32,
    pub named_by: YearName,
}

impl WeekYears {
    /// The last day of a fiscal year.
    pub(super) fn year_end(self, fiscal_year: i32) -> Date {
        let ends_in = match self.named_by {
            YearName::Start if self.end_month < 12 => fiscal_year + 1,
            YearName::Start | YearName::End => fiscal_year,
        };
        let (year, month) = if self.end_month == 12 { (ends_in + 1, 1) } else { (ends_in, self.end_month + 1) };
        let month_end = Date::from_ymd_opt(year, month, 1).unwrap_or(Date::MIN) - Duration::days(1);
        let past = i64::from(month_end.weekday().days_since(self.ends_on));
        match self.anchor {
            Anchor::Nearest if past > 3 => month_end + Duration::days(7 - past),
            Anchor::Last | Anchor::Nearest => month_end - Duration::days(past),
        }
    }

    pub(super) fn year_start(self, fiscal_year: i32) -> Date {
        self.year_end(fiscal_year - 1) + Duration::days(1)
    }

    /// 52 or 53.
    pub(super) fn weeks_of_year(self, fiscal_year: i32) -> i32 {
        let days = (self.year_end(fiscal_year) - self.year_end(fiscal_year - 1)).num_days();
        i32::try_from(days / 7).unwrap_or(52)
    }

    /// The fiscal year of a day, and the week of it from 0.
    pub(super) fn week_of(self, date: Date) -> (i32, i32) {
        let near = date.year();
        // The year is the first of the three around the day that has not ended before it.
        let year = (near - 1..=near + 1).find(|&year| date <= self.year_end(year)).unwrap_or(near + 1);
        let days = (date - self.year_start(year)).num_days();
        (year, i32::try_from(days.div_euclid(7)).unwrap_or(0))
    }

    /// Position in the year, from 0, of the period that has the week `week` (from 0).
    pub(super) fn index_of_week(self, week: i32) -> i32 {
        let mut end = 0;
        for index in 0..self.pattern.periods() {
            end += self.pattern.weeks(index);
            if week < end {
                return index;
            }
        }
        self.pattern.periods() - 1
    }

    /// First and last day of the period at `index` of a fiscal year.
    pub(super) fn days(self, fiscal_year: i32, index: i32) -> (Date, Date) {
        let before: i32 = (0..index).map(|earlier| self.pattern.weeks(earlier)).sum();
        let start = self.year_start(fiscal_year);
        let first = start + Duration::weeks(before.into());
        let last = if index + 1 == self.pattern.periods() {
            self.year_end(fiscal_year)
        } else {
            first + Duration::weeks(self.pattern.weeks(index).into()) - Duration::days(1)
        };
        (first, last)
    }
}
