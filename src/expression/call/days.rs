//! Functions of days.

use super::arguments::{Arguments, Worth, owned};
use crate::calendar::{Date, Datelike};
use crate::expression::function::Function;
use crate::expression::number::Number;
use crate::expression::shift::Shift;
use crate::expression::value::{Unread, Value, Why};

pub(super) fn called<'a>(function: Function, given: &Arguments<'_>) -> Worth<Value<'a>> {
    let number = |number: i64| Ok(Value::Number(Number::whole(number.into())));
    let day = |day: Option<Date>| day.map(Value::Day).ok_or_else(|| given.no(Unread::Day));
    match function {
        Function::Year => number(given.day(0)?.year().into()),
        Function::Quarter => number((given.day(0)?.month0() / 3 + 1).into()),
        Function::Month => number(given.day(0)?.month().into()),
        Function::DayOfMonth => number(given.day(0)?.day().into()),
        Function::DayOfWeek => number(given.day(0)?.weekday().number_from_monday().into()),
        Function::DateTruncate => day(beginning(given.text(0)?, given.day(1)?)),
        Function::LastDay => {
            let next = Shift { months: 1, days: 0 };
            day(given.day(0)?.with_day(1).and_then(|first| next.of(first)).and_then(|next| next.pred_opt()))
        }
        Function::AddMonths => {
            let months = i32::try_from(given.whole(1)?).map_err(|_| given.no(Unread::Sensible))?;
            day(Shift { months, days: 0 }.of(given.day(0)?))
        }
        Function::MakeDate => {
            let part = |at: usize| -> Worth<Option<u32>> { Ok(u32::try_from(given.whole(at)?).ok()) };
            let (year, month, of_month) = (given.whole(0)?, part(1)?, part(2)?);
            let date = month.zip(of_month).zip(i32::try_from(year).ok());
            day(date.and_then(|((month, of_month), year)| Date::from_ymd_opt(year, month, of_month)))
        }
        Function::ToDate => day(Date::parse_from_str(given.text(0)?, given.text(1)?).ok()),
        Function::TryToDate => {
            Date::parse_from_str(given.text(0)?, given.text(1)?).map(Value::Day).map_err(|_| Why::NotConverted)
        }
        Function::FormatDate => {
            let pattern = given.text(1)?;
            let mut text = String::new();
            // A time of day in the pattern is none that a day has.
            let written = std::fmt::Write::write_fmt(&mut text, format_args!("{}", given.day(0)?.format(pattern)));
            written.map(|()| owned(text)).map_err(|_| given.no(Unread::Sensible))
        }
        _ => Err(Why::TakenOut),
    }
}

/// The first day of the year, quarter, month or week of a day.
fn beginning(unit: &str, day: Date) -> Option<Date> {
    match unit.to_lowercase().as_str() {
        "year" => Date::from_ymd_opt(day.year(), 1, 1),
        "quarter" => Date::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1),
        "month" => day.with_day(1),
        "week" => {
            let back = i32::try_from(day.weekday().num_days_from_monday()).ok()?;
            Shift { months: 0, days: -back }.of(day)
        }
        _ => Some(day),
    }
}
