//! What functions give.

mod arguments;
mod days;
mod texts;

use super::bind::Bound;
use super::evaluate::{Cells, Row};
use super::function::Function;
use super::number::Number;
use super::value::{Value, Why};
use arguments::{Arguments, Worth};
use std::cmp::Ordering;
use std::ops::Range;

impl<'c, C: Cells> Row<'c, C> {
    pub(super) fn call(&self, function: Function, arguments: &'c [Bound], at: &'c Range<usize>) -> Value<'c> {
        match function {
            Function::Coalesce => self.first(arguments),
            Function::Greatest => self.most(arguments, Ordering::Greater),
            Function::Least => self.most(arguments, Ordering::Less),
            Function::Concat => self.concatenated(arguments),
            _ => {
                let values: Vec<Value<'c>> = arguments.iter().map(|argument| self.value(argument)).collect();
                let missing = values.iter().filter_map(|value| match value {
                    Value::Missing(why) => Some(why.clone()),
                    _ => None,
                });
                // As in SQL, of what is missing nothing comes.
                if let Some(why) = missing.reduce(Why::or) {
                    return Value::Missing(why);
                }
                called(function, &Arguments { values, at }).unwrap_or_else(Value::Missing)
            }
        }
    }

    /// The first that there is; what is at fault is never replaced.
    fn first(&self, arguments: &'c [Bound]) -> Value<'c> {
        let mut missing = Why::TakenOut;
        for (at, argument) in arguments.iter().enumerate() {
            match self.value(argument) {
                Value::Missing(why) if why.is_fault() => return Value::Missing(why),
                Value::Missing(why) if at == 0 => missing = why,
                Value::Missing(_) => {}
                found => return found,
            }
        }
        Value::Missing(missing)
    }

    /// The greatest or the least of those that there are.
    fn most(&self, arguments: &'c [Bound], wanted: Ordering) -> Value<'c> {
        let mut best: Option<Value<'c>> = None;
        let mut missing: Option<Why> = None;
        for argument in arguments {
            match self.value(argument) {
                Value::Missing(why) if why.is_fault() => return Value::Missing(why),
                Value::Missing(why) => missing = missing.or(Some(why)),
                found => {
                    if best.as_ref().is_none_or(|best| found.order(best) == Some(wanted)) {
                        best = Some(found);
                    }
                }
            }
        }
        best.unwrap_or_else(|| Value::Missing(missing.unwrap_or(Why::TakenOut)))
    }

    /// All texts that there are, one behind the other.
    fn concatenated(&self, arguments: &'c [Bound]) -> Value<'c> {
        let mut joined = String::new();
        for argument in arguments {
            match self.value(argument) {
                Value::Text(text) => joined.push_str(&text),
                Value::Missing(why) if why.is_fault() => return Value::Missing(why),
                _ => {}
            }
        }
        Value::Text(joined.into())
    }
}

fn called<'a>(function: Function, given: &Arguments<'a>) -> Worth<Value<'a>> {
    let number = |number: Number| Ok(Value::Number(number));
    match function {
        Function::Abs => number(given.number(0)?.absolute()),
        Function::Floor => number(given.number(0)?.floor()),
        Function::Ceiling => number(given.number(0)?.ceiling()),
        Function::Round => number(given.number(0)?.rounded(given.places(1)?)),
        Function::Truncate => number(given.number(0)?.truncated(given.places(1)?)),
        Function::Sign => {
            let of = given.number(0)?;
            number(Number::whole(i128::from(!of.is_zero()) * if of.is_negative() { -1 } else { 1 }))
        }
        Function::Modulo => given.number(0)?.modulo(&given.number(1)?).map(Value::Number).ok_or(Why::DividedByZero),
        Function::Year
        | Function::Quarter
        | Function::Month
        | Function::DayOfMonth
        | Function::DayOfWeek
        | Function::DateTruncate
        | Function::LastDay
        | Function::AddMonths
        | Function::MakeDate
        | Function::ToDate
        | Function::TryToDate
        | Function::FormatDate => days::called(function, given),
        _ => texts::called(function, given),
    }
}
