//! Calendar months, as a count of months since year 0, so that they add and compare.

use std::fmt;

use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use crate::sheet;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month(i64);

/// The months that the exports cover: seven whole years, so that the current one can be foretold from years that are
/// over, and the current year up to the last closed month.
pub(crate) const FIRST: Month = Month::new(2019, 1);
pub(crate) const LAST: Month = Month::new(2026, 10);
/// From here on the stories are told month after month. What came before is told backwards from this month, so that it
/// leads to where the stories begin and changes none of them.
pub(crate) const STORY: Month = Month::new(2024, 7);

impl Month {
    pub(crate) const fn new(year: i64, number: i64) -> Self {
        Self(year * 12 + number - 1)
    }

    pub(crate) fn year(self) -> i64 {
        self.0 / 12
    }

    /// 1 for January.
    pub(crate) fn number(self) -> i64 {
        self.0 % 12 + 1
    }

    pub(crate) fn plus(self, months: i64) -> Self {
        Self(self.0 + months)
    }

    /// Months from `earlier` to this one, negative when this one is the earlier.
    pub(crate) fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// Every month from this one through `last`.
    pub(crate) fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }

    /// The first day of the month, as a spreadsheet holds it.
    pub(crate) fn first_day(self) -> Result<ExcelDateTime, XlsxError> {
        sheet::date(self.year(), self.number(), 1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year(), self.number())
    }
}
