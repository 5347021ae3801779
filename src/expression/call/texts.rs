//! Functions of texts. Positions and lengths count characters, from 1.

use super::arguments::{Arguments, Worth, owned};
use crate::expression::function::Function;
use crate::expression::number::Number;
use crate::expression::value::{Unread, Value, Why};

pub(super) fn called<'a>(function: Function, given: &Arguments<'_>) -> Worth<Value<'a>> {
    let text = given.text(0)?;
    Ok(match function {
        Function::Upper => owned(text.to_uppercase()),
        Function::Lower => owned(text.to_lowercase()),
        Function::Trim | Function::TrimLeft | Function::TrimRight => owned(trimmed(function, given)?),
        Function::Length => Value::Number(counted(text.chars().count())),
        Function::Left => owned(text.chars().take(given.count(1)?).collect::<String>()),
        Function::Right => {
            let before = text.chars().count().saturating_sub(given.count(1)?);
            owned(text.chars().skip(before).collect::<String>())
        }
        Function::Substring => owned(substring(given)?),
        Function::Replace if given.text(1)?.is_empty() => owned(text),
        Function::Replace => owned(text.replace(given.text(1)?, given.text(2)?)),
        Function::StartsWith => Value::Truth(text.starts_with(given.text(1)?)),
        Function::EndsWith => Value::Truth(text.ends_with(given.text(1)?)),
        Function::Contains => Value::Truth(text.contains(given.text(1)?)),
        Function::Position => {
            let found = text.find(given.text(1)?).map(|at| text[..at].chars().count() + 1);
            Value::Number(counted(found.unwrap_or(0)))
        }
        Function::SplitPart => {
            let part = given.count(2)?.checked_sub(1).ok_or_else(|| given.no(Unread::Sensible))?;
            let sign = given.text(1)?;
            let whole = || Some(text).filter(|_| part == 0);
            let found = if sign.is_empty() { whole() } else { text.split(sign).nth(part) };
            owned(found.unwrap_or_default())
        }
        Function::PadLeft | Function::PadRight => owned(padded(function, given)?),
        _ => return Err(Why::TakenOut),
    })
}

fn counted(number: usize) -> Number {
    Number::whole(i128::try_from(number).unwrap_or(i128::MAX))
}

fn trimmed(function: Function, given: &Arguments<'_>) -> Worth<String> {
    let text = given.text(0)?;
    let signs = if given.has(1) { Some(given.text(1)?) } else { None };
    let goes = |sign: char| signs.map_or_else(|| sign.is_whitespace(), |signs| signs.contains(sign));
    let text = if function == Function::TrimRight { text } else { text.trim_start_matches(goes) };
    Ok(if function == Function::TrimLeft { text } else { text.trim_end_matches(goes) }.to_owned())
}

/// Positions count from 1: before that, systems give different texts.
fn substring(given: &Arguments<'_>) -> Worth<String> {
    let text = given.text(0)?;
    let before = given.whole(1)?.checked_sub(1).and_then(|before| usize::try_from(before).ok());
    let letters = text.chars().skip(before.ok_or_else(|| given.no(Unread::Sensible))?);
    Ok(if given.has(2) { letters.take(given.count(2)?).collect() } else { letters.collect() })
}

/// Filled up to a length, or cut to it.
fn padded(function: Function, given: &Arguments<'_>) -> Worth<String> {
    let (text, length) = (given.text(0)?, given.count(1)?);
    let sign = if given.has(2) { given.text(2)? } else { " " };
    let number = text.chars().count();
    if number >= length || sign.is_empty() {
        return Ok(text.chars().take(length).collect());
    }
    let filling: String = sign.chars().cycle().take(length - number).collect();
    Ok(if function == Function::PadLeft { filling + text } else { text.to_owned() + &filling })
}
