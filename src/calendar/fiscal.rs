//! The fiscal calendar: which days a period has, which periods a quarter and a year have.

use super::listed::ListedYears;
use super::months::{MonthYears, YearName};
use super::weeks::WeekYears;
use super::{Date, Period, Span, Window};
use chrono::{Datelike, Duration};
use std::sync::Arc;

/// Fiscal years cut into 12 or 13 periods, or as a list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiscalCalendar {
    shape: YearShape,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum YearShape {
    Months(MonthYears),
    Weeks(WeekYears),
    Listed(Arc<ListedYears>),
}

/// Calendar years of months.
impl Default for FiscalCalendar {
    fn default() -> Self {
        Self { shape: YearShape::Months(MonthYears::default()) }
    }
}

impl FiscalCalendar {
    /// `None` unless `start_month` is 1 to 12.
    pub fn months(start_month: u32, named_by: YearName) -> Option<Self> {
        let years = MonthYears::new(start_month, named_by)?;
        Some(Self { shape: YearShape::Months(years) })
    }

    pub const fn weeks(years: WeekYears) -> Self {
        Self { shape: YearShape::Weeks(years) }
    }

    pub fn listed(years: ListedYears) -> Self {
        Self { shape: YearShape::Listed(Arc::new(years)) }
    }

    pub fn periods_per_year(&self) -> i32 {
        match &self.shape {
            YearShape::Months(_) => MonthYears::LENGTH,
            YearShape::Weeks(years) => years.pattern.periods(),
            YearShape::Listed(years) => years.per_year(),
        }
    }

    /// `None` only where a listed calendar does not reach.
    pub fn period_of(&self, date: Date) -> Option<Period> {
        match &self.shape {
            YearShape::Months(years) => Some(years.period_of(date.year(), date.month())),
            YearShape::Weeks(years) => {
                let (year, week) = years.week_of(date);
                Some(Period(year * years.pattern.periods() + years.index_of_week(week)))
            }
            YearShape::Listed(years) => years.serial_of(date).map(Period),
        }
    }

    /// The period of a day, or the first one of a list that begins later.
    pub fn period_from(&self, date: Date) -> Option<Period> {
        match &self.shape {
            YearShape::Listed(years) if date < years.start() => Some(Period(years.first())),
            _ => self.period_of(date),
        }
    }

    /// The period of a calendar month, where periods are months; `month` is 1 to 12.
    pub fn period_of_month(&self, year: i32, month: u32) -> Option<Period> {
        match &self.shape {
            YearShape::Months(years) => Some(years.period_of(year, month)),
            YearShape::Weeks(_) | YearShape::Listed(_) => None,
        }
    }

    /// The period of a fiscal week, from 1, where periods are weeks.
    pub(super) fn period_of_week(&self, fiscal_year: i32, week: u32) -> Option<Period> {
        let YearShape::Weeks(years) = &self.shape else { return None };
        let week = i32::try_from(week).ok().filter(|week| (1..=years.weeks_of_year(fiscal_year)).contains(week))?;
        Some(Period(fiscal_year * years.pattern.periods() + years.index_of_week(week - 1)))
    }

    /// The first day of a fiscal week, from 1, where periods are weeks.
    pub(super) fn first_day_of_week(&self, fiscal_year: i32, week: u32) -> Option<Date> {
        let YearShape::Weeks(years) = &self.shape else { return None };
        Some(years.year_start(fiscal_year) + Duration::weeks(i64::from(week) - 1))
    }

    /// Whether a year without `FY` before it means the same.
    pub(super) fn years_are_calendar_years(&self) -> bool {
        match &self.shape {
            YearShape::Months(years) => years.are_calendar_years(),
            YearShape::Weeks(years) => years.end_month == 12,
            YearShape::Listed(_) => false,
        }
    }

    /// The listed period of that name.
    pub(super) fn listed_label(&self, label: &str) -> Option<Period> {
        match &self.shape {
            YearShape::Listed(years) => years.serial_of_label(label).map(Period),
            YearShape::Months(_) | YearShape::Weeks(_) => None,
        }
    }

    pub fn fiscal_year(&self, period: Period) -> i32 {
        period.0.div_euclid(self.periods_per_year())
    }

    /// Position in the fiscal year, from 1.
    pub fn ordinal(&self, period: Period) -> i32 {
        period.0.rem_euclid(self.periods_per_year()) + 1
    }

    /// 1 to 4. The fourth of a year of thirteen periods has four of them.
    pub fn quarter(&self, period: Period) -> i32 {
        let listed = match &self.shape {
            YearShape::Listed(years) => years.get(period.0).map(|listed| listed.quarter),
            YearShape::Months(_) | YearShape::Weeks(_) => None,
        };
        listed.unwrap_or_else(|| ((self.ordinal(period) - 1) / 3 + 1).min(4))
    }

    /// `2026-10` where periods are months, `FY2026-P10` where they are weeks, else the name in the list.
    pub fn label(&self, period: Period) -> String {
        let listed = match &self.shape {
            YearShape::Months(years) => {
                let (year, month) = years.year_month(period);
                return format!("{year:04}-{month:02}");
            }
            YearShape::Weeks(_) => None,
            YearShape::Listed(years) => years.get(period.0).map(|listed| listed.label.clone()),
        };
        listed.unwrap_or_else(|| format!("FY{}-P{:02}", self.fiscal_year(period), self.ordinal(period)))
    }

    pub fn first_day(&self, period: Period) -> Date {
        self.days(period).0
    }

    pub fn last_day(&self, period: Period) -> Date {
        self.days(period).1
    }

    fn days(&self, period: Period) -> (Date, Date) {
        match &self.shape {
            YearShape::Months(years) => years.days(period),
            YearShape::Weeks(years) => years.days(self.fiscal_year(period), self.ordinal(period) - 1),
            // No period outside the list comes from a label or a day, so nothing asks for its days.
            YearShape::Listed(years) => {
                years.get(period.0).map_or((Date::MIN, Date::MAX), |listed| (listed.start, listed.end))
            }
        }
    }

    /// The same place one fiscal year earlier.
    #[must_use]
    pub fn year_earlier(&self, span: Span) -> Span {
        span.shifted(-self.periods_per_year())
    }

    /// Weeks of a fiscal year, where years are made of weeks.
    pub fn weeks_of_year(&self, fiscal_year: i32) -> Option<i32> {
        match &self.shape {
            YearShape::Weeks(years) => Some(years.weeks_of_year(fiscal_year)),
            YearShape::Months(_) | YearShape::Listed(_) => None,
        }
    }

    /// The period of a day when years of 53 weeks lose their first one, so that every week stands over the same week
    /// of the following year. `None` for the lost week, and outside calendars of weeks.
    pub fn restated_period_of(&self, date: Date) -> Option<Period> {
        let YearShape::Weeks(years) = &self.shape else { return None };
        let (year, week) = years.week_of(date);
        let week = if years.weeks_of_year(year) == 53 { week.checked_sub(1).filter(|&week| week >= 0)? } else { week };
        Some(Period(year * years.pattern.periods() + years.index_of_week(week)))
    }

    pub fn year_span(&self, fiscal_year: i32) -> Span {
        let length = self.periods_per_year();
        Span { first: Period(fiscal_year * length), last: Period(fiscal_year * length + length - 1) }
    }

    /// Quarter or half `index` (from 1) of a fiscal year.
    pub(super) fn part_of_year(&self, fiscal_year: i32, part: YearPart, index: i32) -> Option<Span> {
        let mut inside = self.year_span(fiscal_year).periods().filter(|&period| self.part(part, period) == index);
        let first = inside.next()?;
        Some(Span { first, last: inside.next_back().unwrap_or(first) })
    }

    /// Which quarter or half of its year a period belongs to, from 1.
    fn part(&self, part: YearPart, period: Period) -> i32 {
        match part {
            YearPart::Half => (self.quarter(period) + 1) / 2,
            YearPart::Quarter => self.quarter(period),
        }
    }

    /// The periods of `window` up to and including `period`.
    pub fn span(&self, window: Window, period: Period) -> Span {
        let since_start_of = |part| {
            let mut first = period;
            while self.ordinal(first) > 1 && self.part(part, first.previous()) == self.part(part, period) {
                first = first.previous();
            }
            first
        };
        let first = match window {
            Window::Period => period,
            Window::QuarterToDate => since_start_of(YearPart::Quarter),
            Window::HalfToDate => since_start_of(YearPart::Half),
            Window::YearToDate => period.plus(1 - self.ordinal(period)),
            Window::Trailing12 => period.plus(-11),
        };
        Span { first, last: period }
    }

    /// The window whose span ends like `span` does: how a goal over `span` is measured on the way.
    pub fn window_of(&self, span: Span) -> Option<Window> {
        let year = self.fiscal_year(span.last);
        let is = |part| self.part_of_year(year, part, self.part(part, span.last)) == Some(span);
        if span.first == span.last {
            Some(Window::Period)
        } else if is(YearPart::Quarter) {
            Some(Window::QuarterToDate)
        } else if is(YearPart::Half) {
            Some(Window::HalfToDate)
        } else {
            (span == self.year_span(year)).then_some(Window::YearToDate)
        }
    }
}

/// What a year is cut into besides periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearPart {
    Half,
    Quarter,
}

impl YearPart {
    pub(super) const fn count(self) -> i32 {
        match self {
            Self::Half => 2,
            Self::Quarter => 4,
        }
    }
}
