//! What elapsed time in a column of figures counts.

use crate::amount::Decimal;
use strum::{EnumString, VariantNames};

/// The unit in which a time such as `36:00` becomes a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Durations {
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Durations {
    /// The figure of so many days, exact to the millisecond and to 15 digits; `None` where there is none of that size.
    pub fn of_days(self, days: f64) -> Option<Decimal> {
        const A_DAY: f64 = 86_400_000.0;
        let milliseconds = (days * A_DAY).round();
        let unit = match self {
            Self::Seconds => 1000.0,
            Self::Minutes => 60_000.0,
            Self::Hours => 3_600_000.0,
            Self::Days => A_DAY,
        };
        Decimal::from_float(milliseconds / unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_becomes_a_figure_of_its_unit() {
        for (unit, days, expected) in [
            (Durations::Hours, 1.5, "36"),
            (Durations::Hours, 10.25, "246"),
            (Durations::Minutes, 0.25, "360"),
            (Durations::Seconds, 1.0 / 86_400.0, "1"),
            (Durations::Days, 1.5, "1.5"),
            (Durations::Hours, 36.5 / 24.0, "36.5"),
            (Durations::Hours, -0.5, "-12"),
        ] {
            let Decimal { mantissa, scale } = unit.of_days(days).unwrap();
            assert_eq!(crate::amount::Amount::from_scaled(mantissa, scale).to_string(), expected);
        }
        assert!(Durations::Hours.of_days(1e300).is_none(), "no time is nothing because it is too long");
    }
}
