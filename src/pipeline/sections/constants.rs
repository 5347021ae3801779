//! The value of a constant column as the export would write it, so that it is read like a cell beside it.

use crate::calendar::Date;
use crate::pipeline::entry::Entry;
use crate::pipeline::shape::ExpectedValue;
use crate::values::{DateOrder, DecimalMark};
use toml::de::DeValue;
use toml::value::Datetime;

pub(crate) fn text(entry: Entry, decimal: DecimalMark, dates: &DateOrder) -> Option<String> {
    match entry.raw() {
        DeValue::String(_) => entry.text().map(str::to_owned),
        DeValue::Integer(_) | DeValue::Float(_) => {
            let number = entry.number()?.to_string();
            Some(if decimal == DecimalMark::Comma { number.replace('.', ",") } else { number })
        }
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Datetime(date) => Some(date_text(*date, dates)),
        DeValue::Array(_) | DeValue::Table(_) => entry.wrong_type(ExpectedValue::Constant),
    }
}

/// A year first is read the same way under every order; only a pattern wants its own form.
fn date_text(written: Datetime, dates: &DateOrder) -> String {
    let day = written.date.and_then(|date| Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()));
    match (day, dates) {
        (Some(day), DateOrder::Pattern(pattern)) => day.format(pattern).to_string(),
        _ => written.to_string(),
    }
}
