//! How a figure is printed: the number format of a spreadsheet, and the same thing as text.

use crate::amount::Amount;
use crate::calendar::Date;
use crate::calendar::TimeDelta;
use crate::prose::grouped;

/// Number format of one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub struct NumberFormat {
    pub quantity: Quantity,
    pub places: u32,
    /// Differences carry a plus sign, nothing else does.
    pub signed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Thousands separated.
    Plain,
    /// A fraction shown as percent.
    Percent,
    /// Percentage points, held as such (1.4, not 0.014), with the word that follows.
    Points(&'static str),
    /// A day, as spreadsheets count them.
    Day,
}

impl NumberFormat {
    pub const DAY: Self = Self { quantity: Quantity::Day, places: 0, signed: false };

    pub const fn plain(places: u32) -> Self {
        Self { quantity: Quantity::Plain, places, signed: false }
    }

    pub const fn percent(places: u32) -> Self {
        Self { quantity: Quantity::Percent, places, signed: false }
    }

    pub const fn signed(mut self) -> Self {
        self.signed = true;
        self
    }

    /// The figure as a spreadsheet with [`Self::code`] shows it.
    pub fn shown(&self, value: &Amount) -> String {
        let digits = match self.quantity {
            Quantity::Percent => (value * &Amount::from(100_i64)).to_fixed(self.places),
            Quantity::Plain | Quantity::Points(_) => value.to_fixed(self.places),
            Quantity::Day => return day(value),
        };
        let digits = grouped(&digits);
        let sign = if self.signed && value.is_positive() { "+" } else { "" };
        format!("{sign}{digits}{}", self.suffix())
    }

    /// The format code of a spreadsheet.
    pub fn code(&self) -> String {
        let places = self.places as usize;
        let digits = if places == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(places)) };
        let suffix = match self.quantity {
            Quantity::Plain => String::new(),
            Quantity::Percent => "%".to_owned(),
            Quantity::Points(word) => format!("\"{word}\""),
            Quantity::Day => return "yyyy-mm-dd".to_owned(),
        };
        if self.signed { format!("+{digits}{suffix};-{digits}{suffix};{digits}{suffix}") } else { digits + &suffix }
    }

    const fn suffix(&self) -> &'static str {
        match self.quantity {
            Quantity::Plain | Quantity::Day => "",
            Quantity::Percent => "%",
            Quantity::Points(word) => word,
        }
    }
}

/// The day before the first that spreadsheets agree about.
const EPOCH: Option<Date> = Date::from_ymd_opt(1899, 12, 30);

/// The number of a day in a spreadsheet.
pub fn serial(day: Date) -> Amount {
    Amount::from(EPOCH.map_or(0, |epoch| (day - epoch).num_days()))
}

fn day(serial: &Amount) -> String {
    let days = serial.to_fixed(0).parse().ok().and_then(TimeDelta::try_days);
    let day = EPOCH.zip(days).and_then(|(epoch, days)| epoch.checked_add_signed(days));
    day.map_or_else(|| serial.to_fixed(0), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: NumberFormat, value: &str, shown: &str, code: &str) {
        assert_eq!(format.shown(&Amount::parse_plain(value).unwrap()), shown);
        assert_eq!(format.code(), code);
    }

    #[test]
    fn a_figure_reads_the_same_as_text_and_in_a_cell() {
        check(NumberFormat::plain(0), "-1234567.5", "-1,234,568", "#,##0");
        check(NumberFormat::plain(2).signed(), "1234.5", "+1,234.50", "+#,##0.00;-#,##0.00;#,##0.00");
        check(NumberFormat::percent(1), "0.9999", "100.0%", "#,##0.0%");
        check(NumberFormat::percent(0).signed(), "-0.05", "-5%", "+#,##0%;-#,##0%;#,##0%");
        check(NumberFormat::DAY, "46295", "2026-09-30", "yyyy-mm-dd");
        assert_eq!(serial(Date::from_ymd_opt(2026, 9, 30).unwrap()), Amount::from(46_295_i64));
        let points = NumberFormat { quantity: Quantity::Points(" pp"), places: 1, signed: true };
        check(points, "1.4", "+1.4 pp", "+#,##0.0\" pp\";-#,##0.0\" pp\";#,##0.0\" pp\"");
    }
}
