//! When an export is due: so many days after the end of each period, calendar days or working days.

use super::keys::Section;
use crate::calendar::Date;
use crate::calendar::{Datelike, Days, Weekday};
use crate::schema::FactKind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// `due`, `owner` and the days off of one `[[input]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub days: u32,
    pub kind: DayKind,
    /// Who delivers it.
    pub owner: Option<Arc<str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    Calendar,
    /// Monday to Friday but for the holidays of the pipeline.
    Working,
}

impl Due {
    /// `due` and `owner` of an input: when its export of a period must be there, and who delivers it.
    pub(super) fn read(section: &mut Section, fact: Option<&FactKind>) -> Option<Self> {
        let owner = section.text("owner").map(Into::into);
        let entry = section.get("due")?;
        let text = entry.text()?;
        if let Some(fact @ (FactKind::Contracts | FactKind::Milestones | FactKind::Plan)) = fact {
            return entry.bad_value("an input whose rows fall into periods", fact.name());
        }
        let (days, kind) =
            Self::parse(text).or_else(|| entry.bad_value("days after the period, such as `5 working days`", text))?;
        Some(Self { days, kind, owner })
    }

    /// `5 working days`, `1 day`.
    fn parse(text: &str) -> Option<(u32, DayKind)> {
        let mut words = text.split_whitespace();
        let days: u32 = words.next()?.parse().ok().filter(|days| *days <= 366)?;
        let kind = match (words.next()?, words.next()) {
            ("day" | "days", None) => DayKind::Calendar,
            ("working", Some("day" | "days")) => DayKind::Working,
            _ => return None,
        };
        words.next().is_none().then_some((days, kind))
    }

    /// The day by which the export of a period that ends on `last` must be there.
    pub fn on(&self, last: Date, holidays: &BTreeSet<Date>) -> Date {
        match self.kind {
            DayKind::Calendar => last.checked_add_days(Days::new(self.days.into())).unwrap_or(last),
            DayKind::Working => {
                let mut working = last.iter_days().skip(1).filter(|day| is_working(*day, holidays));
                // The zeroth working day is the end of the period itself.
                self.days.checked_sub(1).and_then(|before| working.nth(before as usize)).unwrap_or(last)
            }
        }
    }

    /// `5 working days`
    pub fn shown(&self) -> String {
        match self.kind {
            DayKind::Calendar => crate::prose::count(self.days as usize, "day"),
            DayKind::Working => crate::prose::count(self.days as usize, "working day"),
        }
    }
}

fn is_working(day: Date, holidays: &BTreeSet<Date>) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(text: &str, last: &str, expected: &str) {
        let (days, kind) = Due::parse(text).unwrap();
        let holidays = [day("2026-10-05"), day("2026-10-09")].into();
        assert_eq!(Due { days, kind, owner: None }.on(day(last), &holidays), day(expected), "{text}");
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays() {
        // 31 October 2026 is a Saturday.
        check("5 working days", "2026-10-31", "2026-11-06");
        check("1 working day", "2026-10-31", "2026-11-02");
        check("0 working days", "2026-10-31", "2026-10-31");
        // 30 September is a Wednesday; the 5th and the 9th are holidays.
        check("5 working days", "2026-09-30", "2026-10-08");
        check("6 working days", "2026-09-30", "2026-10-12");
        check("10 days", "2026-10-31", "2026-11-10");
        check("1 day", "2026-12-31", "2027-01-01");
    }

    #[test]
    fn anything_but_a_number_of_days_is_refused() {
        for text in ["", "5", "five days", "5 weeks", "-1 days", "367 days", "5 working", "5 working days after"] {
            assert_eq!(Due::parse(text), None, "{text}");
        }
    }
}
