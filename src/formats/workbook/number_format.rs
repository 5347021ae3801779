//! What a number format makes of a number: a moment, a duration, or a number of thousands.

/// How a cell shows the number that is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(crate) meaning: Meaning,
    /// How often it is divided by a thousand.
    pub(crate) thousands: u8,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    #[default]
    Number,
    Moment,
    Duration,
}

impl Shown {
    /// A format that workbooks know by its number alone; the East Asian ones are dates and times in every language.
    pub(crate) const fn built_in(number: u32) -> Self {
        let meaning = match number {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Meaning::Moment,
            46 => Meaning::Duration,
            _ => Meaning::Number,
        };
        Self { meaning, thousands: 0 }
    }

    /// `#,##0,"K";[Red]-#,##0,"K"`: what its first section says, which is the one for positive numbers.
    pub(super) fn by_code(code: &str) -> Self {
        let mut shown = Self::default();
        let mut rest = code.chars();
        let mut behind_digit = false;
        while let Some(character) = rest.next() {
            let was_behind_digit = std::mem::take(&mut behind_digit);
            match character {
                // The next character stands for itself, for a width, or fills the cell.
                '\\' | '_' | '*' => drop(rest.next()),
                '"' => while rest.next().is_some_and(|quoted| quoted != '"') {},
                // A colour, a condition, a currency, or hours beyond a day.
                '[' => {
                    let inside: String = rest.by_ref().take_while(|&inside| inside != ']').collect();
                    let is_time = ['h', 'm', 's'].iter().any(|&unit| {
                        !inside.is_empty() && inside.chars().all(|letter| letter.eq_ignore_ascii_case(&unit))
                    });
                    if is_time {
                        return Self { meaning: Meaning::Duration, thousands: 0 };
                    }
                }
                ';' => return shown,
                'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => {
                    return Self { meaning: Meaning::Moment, thousands: 0 };
                }
                '0' | '#' | '?' => {
                    // The commas before it were between digits.
                    shown.thousands = 0;
                    behind_digit = true;
                }
                ',' if was_behind_digit => {
                    shown.thousands = shown.thousands.saturating_add(1);
                    behind_digit = true;
                }
                _ => {}
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, meaning: Meaning, thousands: u8) {
        assert_eq!(Shown::by_code(code), Shown { meaning, thousands }, "{code}");
    }

    #[test]
    fn commas_behind_the_last_digit_scale() {
        for (code, thousands) in [
            ("#,##0,", 1),
            ("#,##0,,", 2),
            ("#,##0.0,,\"M\"", 2),
            ("[Red]#,##0,\"천원\"", 1),
            ("_-* #,##0,_-;\\-* #,##0,_-;_-* \"-\"_-;_-@_-", 1),
            ("[$₩-412]#,##0,,;[Red]-[$₩-412]#,##0", 2),
            ("0.0,;0", 1),
            ("#,##0", 0),
            ("#,##0.00", 0),
            ("#,##0\",\"", 0),
            ("#,##0\\,", 0),
            ("0;0,", 0),
            ("General", 0),
            ("@", 0),
            ("", 0),
        ] {
            check(code, Meaning::Number, thousands);
        }
    }

    #[test]
    fn dates_and_times_are_told_from_numbers() {
        for code in ["yyyy-mm-dd", "[$-412]yyyy\"년\" m\"월\"", "h:mm AM/PM", "mm:ss.0", "dd\\.mm\\.yy;@"] {
            check(code, Meaning::Moment, 0);
        }
        for code in ["[h]:mm:ss", "[mm]:ss", "[SS]"] {
            check(code, Meaning::Duration, 0);
        }
        for code in ["0\"days\"", "\\d0", "[Red]0", "0_m", "0.00E+00", "# ?/?"] {
            check(code, Meaning::Number, 0);
        }
        assert_eq!(Shown::built_in(14).meaning, Meaning::Moment);
        assert_eq!(Shown::built_in(31).meaning, Meaning::Moment);
        assert_eq!(Shown::built_in(46).meaning, Meaning::Duration);
        assert_eq!(Shown::built_in(3), Shown::default());
    }
}
