//! calamine's values as cells.

use super::sink::Datum;
use crate::calendar::{Date, date_from_serial};
use crate::sheet::Raw;
use calamine::{CellErrorType, DataType, ExcelDateTime};

/// `None` where nothing is stored.
pub(super) fn datum<T: DataType>(value: &T) -> Option<Datum<'_>> {
    let text = || value.get_string().or_else(|| value.get_duration_iso()).map(Datum::Text);
    let number = || value.get_float().or_else(|| value.get_int().map(whole)).map(Raw::Number);
    let moment = || value.get_datetime().map(moment_or_number);
    let flag = || value.get_bool().map(Raw::Flag);
    let fault = || value.get_error().map(|fault| Raw::Fault(fault_name(fault)));
    let elapsed = || value.get_duration_iso().and_then(elapsed).map(Raw::Duration);
    let raw = || number().or_else(moment).or_else(elapsed).or_else(flag).or_else(fault).map(Datum::Raw);
    raw().or_else(text).or_else(|| value.get_datetime_iso().map(iso))
}

/// `2026-10-31T00:00:00`, as ods writes it; a time of day alone stays a text.
pub(crate) fn iso(text: &str) -> Datum<'_> {
    text.get(..10).and_then(|day| day.parse().ok()).map_or(Datum::Text(text), |day| Datum::Raw(Raw::Day(day)))
}

#[expect(clippy::cast_precision_loss, reason = "workbooks store every number as a float")]
const fn whole(number: i64) -> f64 {
    number as f64
}

/// Elapsed times are no days, and neither is a time of day alone.
pub(super) fn moment_or_number(moment: ExcelDateTime) -> Raw {
    let number = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&number) {
        return Raw::Duration(number);
    }
    day_of(moment).map_or(Raw::Number(number), Raw::Day)
}

/// `PT36H30M00S` in days.
fn elapsed(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            seconds += number.replace(',', ".").parse::<f64>().ok()? * length;
            rest = behind;
        }
    }
    rest.is_empty().then_some(seconds / 86_400.0)
}

/// The day of a moment.
fn day_of(moment: ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let by_parts = Date::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    by_parts.or_else(|| date_from_serial(moment.as_f64(), false))
}

const fn fault_name(fault: &CellErrorType) -> &'static str {
    match fault {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Every error value that a cell may show, the last for those without a name of their own.
pub(super) const FAULTS: [&str; 9] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#ERROR"];

pub(super) fn known_fault(text: &str) -> &'static str {
    FAULTS.into_iter().find(|name| *name == text).unwrap_or("#ERROR")
}
