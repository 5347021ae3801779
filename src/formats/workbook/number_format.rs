//! What a number format makes of a number: a moment, a duration, a number of thousands, an amount of a currency.

use crate::values::number::CurrencyMark;

/// How a cell shows the number that is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(crate) meaning: Meaning,
    /// How often it is divided by a thousand.
    pub(crate) thousands: u8,
    /// What the format puts beside the figure.
    pub(crate) currency: Option<CurrencyMark>,
    /// Whether the figure is shown in hundredths.
    pub(crate) percent: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    #[default]
    Number,
    Moment,
    /// A moment of which neither the day nor the year shows.
    TimeOfDay,
    /// A moment of which day and month show, and no year.
    DayAndMonth,
    Duration,
}

impl Shown {
    /// A format that workbooks know by its number alone; the East Asian ones are dates and times in every language. A
    /// currency among them is that of whoever looks, and says nothing.
    pub(crate) const fn built_in(number: u32) -> Self {
        let meaning = match number {
            16 => Meaning::DayAndMonth,
            18..=21 | 45 | 47 => Meaning::TimeOfDay,
            14..=22 | 27..=36 | 50..=58 => Meaning::Moment,
            46 => Meaning::Duration,
            _ => Meaning::Number,
        };
        Self { meaning, thousands: 0, currency: None, percent: matches!(number, 9 | 10) }
    }

    /// `#,##0,"K";[Red]-#,##0,"K"`: what its first section says, which is the one for positive numbers.
    pub(super) fn by_code(code: &str) -> Self {
        let mut shown = Self::default();
        let mut letters = ShownParts::default();
        let plain = code.get(..GENERAL.len()).filter(|start| start.eq_ignore_ascii_case(GENERAL));
        let mut rest = code[plain.map_or(0, str::len)..].chars();
        let mut behind_digit = false;
        while let Some(character) = rest.next() {
            let was_behind_digit = std::mem::take(&mut behind_digit);
            let mut buffer = [0; 4];
            match character {
                // The next character stands for itself, for a width, or fills the cell.
                '\\' => shown.beside(rest.next().map_or("", |character| character.encode_utf8(&mut buffer))),
                '_' | '*' => drop(rest.next()),
                '"' => {
                    let quoted: String = rest.by_ref().take_while(|&quoted| quoted != '"').collect();
                    shown.beside(&quoted);
                }
                // A colour, a condition, a currency, or hours beyond a day.
                '[' => {
                    let inside: String = rest.by_ref().take_while(|&inside| inside != ']').collect();
                    let is_time = ['h', 'm', 's'].iter().any(|&unit| {
                        !inside.is_empty() && inside.chars().all(|letter| letter.eq_ignore_ascii_case(&unit))
                    });
                    if is_time {
                        return Self { meaning: Meaning::Duration, ..Self::default() };
                    }
                    if let Some(currency) = inside.strip_prefix('$') {
                        // Behind the last hyphen stands a language.
                        shown.beside(currency.rsplit_once('-').map_or(currency, |(currency, _)| currency));
                    }
                }
                ';' => break,
                '0' | '#' | '?' => {
                    // The commas before it were between digits.
                    shown.thousands = 0;
                    behind_digit = true;
                }
                '%' => shown.percent = true,
                ',' if was_behind_digit => {
                    shown.thousands = shown.thousands.saturating_add(1);
                    behind_digit = true;
                }
                'E' if was_behind_digit => {}
                other if letters.take(other) => {}
                other => shown.beside(other.encode_utf8(&mut buffer)),
            }
        }
        match letters.meaning() {
            Meaning::Number => shown,
            meaning => Self { meaning, ..Self::default() },
        }
    }

    /// Takes a piece of text that the format shows.
    fn beside(&mut self, text: &str) {
        if !text.is_empty() {
            self.currency = self.currency.or_else(|| CurrencyMark::within(text));
        }
    }
}

/// As the figure is.
const GENERAL: &str = "General";

/// Which parts of a moment a format shows, a bit each.
#[derive(Default)]
struct ShownParts(u8);

impl ShownParts {
    const YEAR: u8 = 1;
    const MONTH: u8 = 2;
    const DAY: u8 = 4;
    const TIME: u8 = 8;
    /// Which takes the place of a year in East Asia: `ggge`.
    const ERA: u8 = 16;

    /// Whether the character stands for a part of a moment.
    const fn take(&mut self, letter: char) -> bool {
        self.0 |= match letter.to_ascii_lowercase() {
            'y' => Self::YEAR,
            'm' => Self::MONTH,
            'd' => Self::DAY,
            'h' | 's' => Self::TIME,
            'e' | 'g' => Self::ERA,
            _ => return false,
        };
        true
    }

    /// An `m` beside hours or seconds is minutes.
    const fn meaning(&self) -> Meaning {
        let parts = self.0 & !Self::ERA;
        if parts == 0 {
            Meaning::Number
        } else if parts & (Self::YEAR | Self::DAY) == 0 && parts & Self::TIME != 0 {
            Meaning::TimeOfDay
        } else if self.0 == Self::MONTH | Self::DAY {
            Meaning::DayAndMonth
        } else {
            Meaning::Moment
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, meaning: Meaning, thousands: u8) {
        let shown = Shown::by_code(code);
        assert_eq!((shown.meaning, shown.thousands), (meaning, thousands), "{code}");
    }

    #[test]
    fn a_percent_sign_shows_hundredths_and_one_in_quotes_does_not() {
        for (code, percent) in [("0%", true), ("#,##0.0 %;[Red]-0 %", true), ("0\"%\"", false), ("0\\%", false)] {
            assert_eq!(Shown::by_code(code).percent, percent, "{code}");
        }
        assert!(Shown::built_in(10).percent && !Shown::built_in(2).percent);
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
        for code in [
            "yyyy-mm-dd",
            "[$-412]yyyy\"년\" m\"월\"",
            "dd\\.mm\\.yy;@",
            "mmm-yy",
            "d/m/yy h:mm",
            "dd",
            "ggge\"年\"m\"月\"d\"日\"",
        ] {
            check(code, Meaning::Moment, 0);
        }
        for code in ["h:mm AM/PM", "mm:ss.0", "hh:mm;@"] {
            check(code, Meaning::TimeOfDay, 0);
        }
        for code in ["d-mmm", "[$-409]d\\-mmm;@", "dd/mm", "m\"월\" d\"일\""] {
            check(code, Meaning::DayAndMonth, 0);
        }
        for code in ["[h]:mm:ss", "[mm]:ss", "[SS]"] {
            check(code, Meaning::Duration, 0);
        }
        for code in ["0\"days\"", "\\d0", "[Red]0", "0_m", "0.00E+00", "# ?/?"] {
            check(code, Meaning::Number, 0);
        }
        assert_eq!(Shown::built_in(14).meaning, Meaning::Moment);
        assert_eq!(Shown::built_in(16).meaning, Meaning::DayAndMonth);
        assert_eq!(Shown::built_in(20).meaning, Meaning::TimeOfDay);
        assert_eq!(Shown::built_in(31).meaning, Meaning::Moment);
        assert_eq!(Shown::built_in(46).meaning, Meaning::Duration);
        assert_eq!(Shown::built_in(3), Shown::default());
    }

    #[test]
    fn a_currency_is_what_the_format_writes_beside_the_figure() {
        for (code, currency) in [
            ("#,##0.00 [$€-407]", Some("€")),
            ("[$€-2] #,##0", Some("€")),
            ("[$EUR] #,##0.00", Some("EUR")),
            ("#,##0\\ \"€\"", Some("€")),
            ("£#,##0;[Red]-£#,##0", Some("£")),
            ("\"US$\"#,##0", Some("US$")),
            ("[$$-409]#,##0.00", Some("$")),
            ("\"USD\" #,##0", Some("USD")),
            ("[$₩-412]#,##0", Some("₩")),
            ("#,##0\"원\"", Some("원")),
            ("#,##0,\"천원\"", Some("원")),
            ("_-* #,##0\\ _€_-;\\-* #,##0\\ _€_-", None),
            ("#,##0;-#,##0\"€\"", None),
            ("[$-412]#,##0", None),
            ("#,##0\" units\"", None),
            ("0.00E+00", None),
            ("General", None),
        ] {
            assert_eq!(Shown::by_code(code).currency.map(CurrencyMark::as_str), currency, "{code}");
        }
        for built_in in [5, 42, 44] {
            assert_eq!(Shown::built_in(built_in), Shown::default());
        }
    }
}
