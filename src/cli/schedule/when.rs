//! When a schedule fires: a time of the day, on some days of the week.

use crate::prose::joined;

/// As the clock of the machine shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct At {
    pub(super) hour: u32,
    pub(super) minute: u32,
}

/// Days of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Days([bool; 7]);

pub(super) const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl At {
    /// `07:00`
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let refused = || "expected a time of the day, such as 07:00".to_owned();
        let number = |text: &str, below: u32| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|number| digits && *number < below)
        };
        let (hour, minute) = text.trim().split_once(':').ok_or_else(refused)?;
        let minute = if minute.len() == 2 { number(minute, 60) } else { None };
        number(hour, 24).zip(minute).map(|(hour, minute)| Self { hour, minute }).ok_or_else(refused)
    }

    pub(super) fn shown(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

impl Days {
    /// Monday to Friday.
    pub(in crate::cli) const WORKING: Self = Self([true, true, true, true, true, false, false]);

    /// `mon-fri`, `mon,wed,fri`, `daily`
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let refused = || "expected days such as mon-fri, mon,thu or daily".to_owned();
        let day = |name: &str| {
            let name = name.trim().to_ascii_lowercase();
            let is_it = |known: &&str| name.len() >= 3 && known.to_ascii_lowercase().starts_with(&name);
            NAMES.iter().position(is_it).ok_or_else(refused)
        };
        if text.trim().eq_ignore_ascii_case("daily") {
            return Ok(Self([true; 7]));
        }
        let mut days = [false; 7];
        for part in text.split(',') {
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (day(first)?, day(last)?),
                None => (day(part)?, day(part)?),
            };
            // `sat-mon` goes over the end of the week.
            for step in 0..=(last + 7 - first) % 7 {
                days[(first + step) % 7] = true;
            }
        }
        Ok(Self(days))
    }

    /// Positions of the days, Monday is 0.
    pub(super) fn positions(self) -> impl Iterator<Item = usize> {
        (0..7).filter(move |day| self.0[*day])
    }

    /// Days that follow each other, first and last.
    pub(super) fn runs(self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for day in self.positions() {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == day => *last = day,
                _ => runs.push((day, day)),
            }
        }
        runs
    }

    /// `Monday to Friday`, `Monday and Thursday`
    pub(super) fn shown(self) -> String {
        let run = |(first, last): &(usize, usize)| match last - first {
            0 => NAMES[*first].to_owned(),
            1 => format!("{} and {}", NAMES[*first], NAMES[*last]),
            _ => format!("{} to {}", NAMES[*first], NAMES[*last]),
        };
        match self.runs().as_slice() {
            [(0, 6)] => "every day".to_owned(),
            runs => joined(&runs.iter().map(run).collect::<Vec<_>>(), "and"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_a_day() {
        assert_eq!(At::parse("07:00"), Ok(At { hour: 7, minute: 0 }));
        assert_eq!(At::parse("7:05").map(At::shown), Ok("07:05".to_owned()));
        for text in ["", "7", "24:00", "07:60", "7:5", "07:00:00", "-1:00", "noon", "007:00", "+7:00"] {
            assert!(At::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_listed_or_span_the_week() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(Days::parse(text).map(Days::shown).as_deref(), Ok(expected), "{text}");
        }
        check("mon-fri", "Monday to Friday");
        check("Monday,THU", "Monday and Thursday");
        check("mon,wed,fri", "Monday, Wednesday and Friday");
        check("sat-sun", "Saturday and Sunday");
        check("sat-tue", "Monday and Tuesday and Saturday and Sunday");
        check("daily", "every day");
        check("mon-sun", "every day");
        assert_eq!(Days::parse("mon-fri"), Ok(Days::WORKING));
        for text in ["", "mo", "mon-", "monfri", "8", "mon;tue", "월"] {
            assert!(Days::parse(text).is_err(), "{text}");
        }
    }
}
