//! Intervals, as in `"Start" + interval '1 month'`: whole months and days.

use crate::calendar::{Date, Days, Months};

/// Months first, then days; a day that a month does not have becomes its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shift {
    pub(crate) months: i32,
    pub(crate) days: i32,
}

impl Shift {
    /// `1 month`, `2 years 3 days`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut shift = Self { months: 0, days: 0 };
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() || !words.len().is_multiple_of(2) {
            return None;
        }
        for pair in words.chunks(2) {
            let number: i32 = pair[0].parse().ok().filter(|number: &i32| number.unsigned_abs() <= 100_000)?;
            let (months, days) = Self::unit(pair[1])?;
            shift.months = shift.months.checked_add(number * months)?;
            shift.days = shift.days.checked_add(number * days)?;
        }
        Some(shift)
    }

    fn unit(word: &str) -> Option<(i32, i32)> {
        let word = word.to_lowercase();
        Some(match word.strip_suffix('s').unwrap_or(&word) {
            "year" => (12, 0),
            "quarter" => (3, 0),
            "month" | "mon" => (1, 0),
            "week" => (0, 7),
            "day" => (0, 1),
            _ => return None,
        })
    }

    pub(crate) const fn back(self) -> Self {
        Self { months: -self.months, days: -self.days }
    }

    /// `None` where the calendar ends.
    pub(crate) fn of(self, day: Date) -> Option<Date> {
        let months = Months::new(self.months.unsigned_abs());
        let day = if self.months < 0 { day.checked_sub_months(months)? } else { day.checked_add_months(months)? };
        let days = Days::new(self.days.unsigned_abs().into());
        if self.days < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
    }
}
