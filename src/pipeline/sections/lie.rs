//! How the table of an export lies in its file: on which sheet, under which header.

use crate::pipeline::entry::Entry;
use crate::pipeline::shape::ExpectedValue;
use strum::{EnumString, VariantNames};
use toml::de::DeValue;

/// How the table of an export lies in its sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Layout {
    /// A table where a header has all the names, else a crosstab.
    #[default]
    Auto,
    Table,
    /// Periods across.
    Crosstab,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SheetChoice {
    /// Every visible sheet that has the columns.
    #[default]
    Any,
    /// Name or glob.
    Name(String),
    /// Position, from 1.
    Number(u32),
}

/// The rows of a header as Excel numbers them, from 1; more than one where its labels are stacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderRows {
    pub first: u32,
    pub last: u32,
}

/// Rows of the largest sheet there is.
const LAST_ROW: u32 = 1_048_576;

/// Rows that a pinned header may take.
const TALLEST_HEADER: usize = 6;

pub(crate) fn sheet(entry: Entry) -> Option<SheetChoice> {
    match entry.raw() {
        DeValue::String(_) => entry.text().map(|name| SheetChoice::Name(name.to_owned())),
        DeValue::Integer(_) => entry.integer(&(1..=u32::MAX), "a position from 1").map(SheetChoice::Number),
        _ => entry.wrong_type(ExpectedValue::Sheet),
    }
}

/// One row, or a list of rows that follow each other.
pub(crate) fn header_row(entry: Entry) -> Option<HeaderRows> {
    let row = |entry: Entry| entry.integer(&(1..=LAST_ROW), "a row from 1 to 1048576");
    let DeValue::Array(list) = entry.raw() else { return row(entry).map(|row| HeaderRows { first: row, last: row }) };
    let rows: Vec<u32> = list.iter().filter_map(|value| row(Entry { value, ..entry })).collect();
    if rows.len() < list.len() {
        return None;
    }
    let follow = rows.windows(2).all(|pair| pair[1] == pair[0] + 1);
    match (rows.first(), rows.last()) {
        (Some(&first), Some(&last)) if follow && rows.len() <= TALLEST_HEADER => Some(HeaderRows { first, last }),
        _ => {
            let found: Vec<String> = rows.iter().map(ToString::to_string).collect();
            entry.bad_value("one to six rows that follow each other", &format!("[{}]", found.join(", ")))
        }
    }
}
