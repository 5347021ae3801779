//! Texts that are no expression at all, whatever is made of expressions: SQL of an export, or a formula.

use crate::diagnostic::Cause;
use crate::prose::{number, shown};
use std::error::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unparsed {
    /// No SQL, as its parser says.
    Unreadable {
        cause: Cause,
    },
    /// In characters.
    TooLong {
        most: usize,
    },
    TooDeep,
}

impl Unparsed {
    /// `what` is `SQL` or `formula`.
    pub(crate) fn wording(&self, what: &str) -> String {
        match self {
            Self::Unreadable { cause } => format!("cannot read the {what}: {}", shown(&parser_words(cause))),
            Self::TooLong { most } => format!("expected at most {} characters of {what}", number(most)),
            Self::TooDeep => "its parentheses and branches lie too deep in each other".to_owned(),
        }
    }

    pub(crate) fn remedy(&self) -> Option<String> {
        match self {
            // Quotes of word processors are none of SQL.
            Self::Unreadable { cause } => cause
                .to_string()
                .contains(['‘', '’', '“', '”'])
                .then(|| "write straight quotes: ' around texts, \" around names".to_owned()),
            Self::TooLong { .. } | Self::TooDeep => {
                Some("write it shorter, or add a column to the export that says it".to_owned())
            }
        }
    }

    pub(crate) fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Unreadable { cause } = self { Some(cause.as_error()) } else { None }
    }
}

/// What the parser says without its name and the place, which the finding has.
fn parser_words(cause: &Cause) -> String {
    let said = cause.to_string();
    let said = said.trim_start_matches("sql parser error: ");
    said.split_once(" at Line: ").map_or(said, |(said, _)| said).to_owned()
}

/// What is said of a number that no figure has the room for.
pub(crate) fn long_number(written: &str) -> String {
    format!("expected a number of at most 20 digits before the point and 18 after it, found `{}`", shown(written))
}
