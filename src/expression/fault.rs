//! What an expression cannot say, and what to write instead.

use super::function::Function;
use super::parse::quoted_name;
use super::unparsed::{Unparsed, long_number};
use crate::name::{did_you_mean, nearest};
use crate::prose::{joined, quoted_list, shown};
use std::error::Error;

/// What systems call the day of the week.
const DAYS_OF_WEEK: [&str; 3] = ["weekday", "dayofweek", "dow"];

/// What is wrong whatever the columns hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionFault {
    Unparsed(Unparsed),
    NotSupported {
        what: String,
    },
    UnknownFunction {
        name: String,
    },
    Arguments {
        usage: &'static str,
        found: usize,
    },
    /// An expression sees one row.
    Aggregate {
        name: String,
    },
    /// The same files would give other figures tomorrow.
    Clock {
        name: String,
    },
    LongNumber {
        number: String,
    },
    BadDay {
        text: String,
    },
    BadInterval {
        text: String,
    },
    BadUnit {
        valid: Vec<&'static str>,
    },
    /// A part of a text from before its first character.
    BadPosition,
    /// A pattern for days that is none.
    BadPattern {
        usage: &'static str,
    },
}

impl ExpressionFault {
    pub(crate) fn wording(&self) -> String {
        match self {
            Self::Unparsed(unparsed) => unparsed.wording("SQL"),
            Self::NotSupported { what } => format!("`{}` has no place in an expression", shown(what)),
            Self::UnknownFunction { name } => format!("no function `{}`", shown(name)),
            Self::Arguments { usage, found } => {
                format!("expected `{usage}`, found {}", crate::prose::count(*found, "argument"))
            }
            Self::Aggregate { name } => format!("`{}` is about many rows, and an expression sees one", shown(name)),
            Self::Clock { name } => format!("`{}` asks for the day of the run", shown(name)),
            Self::LongNumber { number } => long_number(number),
            Self::BadDay { text } => format!("expected a day such as '2026-10-31', found `{}`", shown(text)),
            Self::BadInterval { text } => format!("expected years, months, weeks or days, found `{}`", shown(text)),
            Self::BadUnit { valid } => format!("expected one of {}", quoted_list(valid)),
            Self::BadPosition => "expected a position from 1 on".to_owned(),
            Self::BadPattern { usage } => format!("expected a pattern such as '%d.%m.%Y', as in `{usage}`"),
        }
    }

    pub(crate) fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Unparsed(unparsed) = self { unparsed.source() } else { None }
    }

    pub(crate) fn remedy(&self) -> Option<String> {
        match self {
            Self::Unparsed(unparsed) => unparsed.remedy(),
            Self::NotSupported { .. } => {
                Some("section 1.16 of docs/pipeline.md has all that an expression may be made of".to_owned())
            }
            Self::UnknownFunction { name } if DAYS_OF_WEEK.contains(&name.as_str()) => {
                Some("systems count the days of a week from different ones: `isodow(day)` is 1 on Monday".to_owned())
            }
            Self::UnknownFunction { name } => Some(match nearest(name, Function::names()) {
                Some(nearest) => did_you_mean(nearest),
                None => "section 1.16 of docs/pipeline.md lists the functions".to_owned(),
            }),
            Self::Aggregate { .. } => {
                Some("rows are added up by product and period anyway; other sums are a `[[metric]]`".to_owned())
            }
            Self::Clock { .. } => {
                Some("write the day itself: the same files give the same figures on any day".to_owned())
            }
            Self::BadPosition => Some("`right(text, n)` takes characters from the end".to_owned()),
            Self::BadInterval { .. } => Some("as in `interval '1 month'`".to_owned()),
            Self::Arguments { .. }
            | Self::LongNumber { .. }
            | Self::BadDay { .. }
            | Self::BadUnit { .. }
            | Self::BadPattern { .. } => None,
        }
    }
}

/// A part of an expression that the columns of a table do not go with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnlikeFault {
    /// A column that should hold something else; `says` and `at` are one of its cells.
    Column { column: String, wanted: &'static str, says: String, at: String },
    /// A text beside a column of another kind.
    Literal { literal: String, column: String, holds: &'static str },
    /// A text that reads in several ways as what it stands beside, or not in the way of the column; `readings` are to be
    /// written instead.
    Unsure { literal: String, readings: Vec<String>, wanted: &'static str },
    /// A number without quotes beside a column of texts.
    NumberBesideTexts { number: String, column: String, says: String, at: String },
    /// Two parts of different kinds.
    Parts { part: String, found: &'static str, expected: &'static str },
}

impl UnlikeFault {
    pub(crate) fn wording(&self) -> String {
        match self {
            Self::Column { column, wanted, says, at } => {
                format!("column `{}` has no {wanted} throughout: `{}` in {at}", shown(column), shown(says))
            }
            Self::Literal { literal, column, holds } => {
                format!("column `{}` holds {holds}, and `'{}'` is none", shown(column), shown(literal))
            }
            Self::Unsure { literal, readings, wanted } => {
                let ways = if readings.len() > 1 { "reads in several ways" } else { "is written in another way" };
                format!("`'{}'` {ways} beside {wanted}", shown(literal))
            }
            Self::NumberBesideTexts { number, column, says, at } => format!(
                "column `{}` holds texts, such as `{}` in {at}, and `{number}` is a figure",
                shown(column),
                shown(says)
            ),
            Self::Parts { part, found, expected } => format!("expected {expected}, found {found}: `{}`", shown(part)),
        }
    }

    pub(crate) fn remedy(&self) -> Option<String> {
        match self {
            Self::Column { column, wanted, .. } => {
                let to = match *wanted {
                    "figures" => "decimal",
                    "days" => "date",
                    "conditions" => "boolean",
                    _ => return None,
                };
                Some(format!(
                    "mend the cell, or write `try_cast({} as {to})` where such cells count as blank",
                    quoted_name(column)
                ))
            }
            Self::Unsure { readings, .. } => {
                let quoted: Vec<String> = readings.iter().map(|reading| format!("`{reading}`")).collect();
                Some(format!("write {}", joined(&quoted, "or")))
            }
            Self::NumberBesideTexts { number, .. } => Some(format!("write the text in single quotes: `'{number}'`")),
            Self::Literal { holds, .. } if *holds == "days" => {
                Some("write the day as '2026-10-31', or compare a part of it, such as its `year(…)`".to_owned())
            }
            Self::Literal { .. } | Self::Parts { .. } => None,
        }
    }
}
