//! Cells that hold a day, where the program that made them may have misread what somebody typed.

use super::written::{self, Written};
use crate::calendar::{Date, Datelike, full_year, parse_month_name};
use crate::values::DateOrder;

/// Days of one export of which only some became days: those that the language of the spreadsheet could read, with day
/// and month exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HalfConverted<'a> {
    /// The first of the cells whose day may be a month.
    pub(crate) day: Date,
    /// The first of the texts, whose order shows.
    pub(crate) text: &'a str,
    pub(crate) is_day_first: bool,
}

impl HalfConverted<'_> {
    /// The word of `dates` for the order of the texts.
    pub(crate) const fn word(&self) -> &'static str {
        if self.is_day_first { "day-first" } else { "month-first" }
    }
}

/// Whether all days of cells lie before the 13th of their month and all texts behind the 12th: then nobody knows whether
/// the cells were read as they were meant. A text with its year first is what a program wrote for such a cell.
pub(crate) fn half_converted<'a>(
    days: impl Iterator<Item = Date>,
    texts: impl Iterator<Item = &'a str>,
) -> Option<HalfConverted<'a>> {
    let mut found: Option<(&'a str, bool)> = None;
    let mut rewritten = Vec::new();
    for text in texts {
        let numbers = match written::read(text) {
            Some(Written::Numbers(numbers)) => numbers,
            Some(Written::YearFirst(day)) => {
                rewritten.push(day);
                continue;
            }
            Some(Written::Day(_)) | None => continue,
        };
        let is_day_first = match (numbers.first > 12, numbers.second > 12) {
            (true, false) => true,
            (false, true) => false,
            _ => return None,
        };
        let (_, before) = *found.get_or_insert((text, is_day_first));
        if before != is_day_first {
            return None;
        }
    }
    let (text, is_day_first) = found?;
    let mut first = None;
    for day in days.chain(rewritten) {
        if day.day() > 12 {
            return None;
        }
        first = first.or_else(|| (day.day() != day.month()).then_some(day));
    }
    first.map(|day| HalfConverted { day, text, is_day_first })
}

/// Whether days that show no year may each be a month, whose year was typed where the program saw a day: `Oct-25` becomes
/// the 25th of October. The days are those of different cells, in any order.
pub(crate) fn day_may_be_year(days: &[Date]) -> bool {
    /// How many years may lie between the day on which somebody types and the year typed, back and ahead.
    const LIKELY: std::ops::RangeInclusive<i32> = -8..=1;
    let mut numbers: Vec<u32> = Vec::new();
    let mut differs = false;
    let mut months: Vec<i32> = Vec::new();
    for day in days {
        let year = year_of(*day);
        if !LIKELY.contains(&(year - day.year())) {
            return false;
        }
        // The month is the same where the year is.
        differs |= year != day.year();
        numbers.push(day.day());
        months.push(year * 12 + i32::try_from(day.month0()).unwrap_or(0));
    }
    months.sort_unstable();
    months.dedup();
    numbers.sort_unstable();
    numbers.dedup();
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return false };
    let count = i32::try_from(months.len()).unwrap_or(i32::MAX);
    // Days one after the other would be the same month of many years.
    let is_run = (last - first) < count + count / 2;
    differs && (count <= 3 || is_run || numbers.len() <= 1 + months.len() / 4)
}

/// The first day of the month that a day stands for when its number is a year.
pub(crate) fn month_of_day(day: Date) -> Option<Date> {
    Date::from_ymd_opt(year_of(day), day.month(), 1)
}

fn year_of(day: Date) -> i32 {
    full_year(day.day())
}

/// The first day of the month that `25-Oct` stands for when its number is a year, as a spreadsheet saves such cells into a
/// text file.
pub(crate) fn month_of_short_day(text: &str) -> Option<Date> {
    let (number, month) = text.trim().split_once('-').or_else(|| text.trim().split_once(". "))?;
    let year: u32 = number.parse().ok().filter(|number| (1..=31).contains(number))?;
    Date::from_ymd_opt(full_year(year), parse_month_name(month)?, 1)
}

/// A day of a cell as the pipeline says to take it; `is_short` where the cell shows no year.
pub(crate) fn stored(day: Date, dates: &DateOrder, is_short: bool) -> Date {
    let taken = match dates {
        DateOrder::DayFirstSwapped | DateOrder::MonthFirstSwapped => {
            Date::from_ymd_opt(day.year(), day.day(), day.month())
        }
        DateOrder::DayIsYear if is_short => month_of_day(day),
        _ => None,
    };
    taken.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Vec<Date> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[track_caller]
    fn check(cells: &[&str], texts: &[&str], expected: Option<(&str, &str)>) {
        let found = half_converted(days(cells).into_iter(), texts.iter().copied());
        let found = found.map(|found| (found.day.to_string(), found.word()));
        assert_eq!(found, expected.map(|(day, word)| (day.to_owned(), word)), "{cells:?} {texts:?}");
    }

    #[test]
    fn days_up_to_the_twelfth_beside_texts_after_it_are_half_converted() {
        check(&["2026-01-10", "2026-12-10"], &["13/10/2026", "31/10/2026"], Some(("2026-01-10", "day-first")));
        check(&["2026-10-10", "2026-10-01"], &["10/13/2026"], Some(("2026-10-01", "month-first")));
        // A cell after the twelfth was read as it was meant.
        check(&["2026-01-10", "2026-10-31"], &["13/10/2026"], None);
        // So were all, when a text that could be a day is still a text.
        check(&["2026-01-10"], &["13/10/2026", "05/10/2026"], None);
        check(&["2026-01-10"], &["2026-10-31", "n/a"], None);
        // A text file may have been through such a program too.
        check(&[], &["2026-01-10", "13/10/2026"], Some(("2026-01-10", "day-first")));
        check(&[], &["2026-01-10", "2026-01-13", "13/10/2026"], None);
        check(&[], &["10 Jan 2026", "13/10/2026"], None);
        check(&["2026-10-10"], &["13/10/2026"], None);
        check(&[], &["13/10/2026"], None);
        check(&["2026-01-10"], &["13/10/2026", "10/13/2026"], None);
    }

    #[test]
    fn a_day_that_is_a_likely_year_may_be_one() {
        let rising: Vec<String> = (10..=12)
            .map(|month| format!("2026-{month:02}-25"))
            .chain((1..=10).map(|month| format!("2026-{month:02}-26")))
            .collect();
        let rising: Vec<&str> = rising.iter().map(String::as_str).collect();
        assert!(day_may_be_year(&days(&rising)));
        assert!(day_may_be_year(&days(&["2026-10-25"])));
        assert!(day_may_be_year(&days(&["2026-10-25", "2026-10-26"])));
        assert!(day_may_be_year(&days(&["2026-09-25", "2026-10-25", "2026-09-26", "2026-10-26"])));
        assert!(!day_may_be_year(&days(&["2026-09-26", "2026-10-26"])));
        // Nobody types the years ahead.
        assert!(!day_may_be_year(&days(&["2026-10-29", "2026-10-30"])));
        let monthly: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}-01")).collect();
        assert!(!day_may_be_year(&days(&monthly.iter().map(String::as_str).collect::<Vec<_>>())));
        let daily: Vec<String> = (20..=31).map(|day| format!("2026-10-{day}")).collect();
        assert!(!day_may_be_year(&days(&daily.iter().map(String::as_str).collect::<Vec<_>>())));
        assert!(!day_may_be_year(&days(&["2026-10-25", "2026-11-01"])));
        assert!(!day_may_be_year(&[]));
    }

    #[test]
    fn a_short_day_may_be_a_month() {
        let month = |text| month_of_short_day(text).map(|day| day.to_string());
        for text in ["25-Oct", "25-okt.", "25. Okt", " 25-oct "] {
            assert_eq!(month(text).as_deref(), Some("2025-10-01"), "{text}");
        }
        for text in ["Oct-25", "25-10", "32-Oct", "25-Oct-2026", "2025-Oct", "25 Oct", "-Oct", "a-Oct"] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_is_taken_as_the_pipeline_says() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let taken = |dates, is_short| stored(day("2026-01-10"), &dates, is_short).to_string();
        assert_eq!(taken(DateOrder::DayFirst, true), "2026-01-10");
        assert_eq!(taken(DateOrder::DayFirstSwapped, false), "2026-10-01");
        assert_eq!(taken(DateOrder::DayIsYear, false), "2026-01-10");
        assert_eq!(taken(DateOrder::DayIsYear, true), "2010-01-01");
        // No day has a thirteenth month.
        assert_eq!(stored(day("2026-01-13"), &DateOrder::DayFirstSwapped, false), day("2026-01-13"));
    }
}
