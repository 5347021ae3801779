//! Workbooks in formats that nothing in our house writes, made record by record for tests.

pub(crate) mod ods;
pub(crate) mod xls;

use chrono::{DateTime, NaiveDate};

/// A cell as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    Day(NaiveDate),
}

pub(crate) type Rows = Vec<Vec<Cell>>;

impl Cell {
    /// A field of a text file, stored as what it looks like.
    pub(crate) fn of_field(field: &str) -> Self {
        let number = || field.parse().ok().map(Self::Number);
        let day = || field.parse().ok().map(Self::Day);
        if field.is_empty() { Self::Blank } else { number().or_else(day).unwrap_or(Self::Text(field.to_owned())) }
    }

    /// Days since the last of 1899, as spreadsheets count them.
    pub(crate) fn serial(day: NaiveDate) -> f64 {
        let days = day.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
        f64::from(i32::try_from(days).unwrap())
    }

    pub(crate) fn of_serial(serial: f64) -> Self {
        let seconds = (serial - Self::serial(DateTime::UNIX_EPOCH.date_naive())) * 86_400.0;
        #[expect(clippy::cast_possible_truncation, reason = "days of the tests lie near our own")]
        Self::Day(DateTime::from_timestamp(seconds as i64, 0).unwrap().date_naive())
    }
}
