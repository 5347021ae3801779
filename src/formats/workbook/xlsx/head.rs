//! What a cell and a row say of themselves before their values.

use super::super::tags::RawTag;
use super::super::trouble::ReadStop;
use crate::place::Cell;

/// How the value of a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellType {
    /// Maybe a text all the same, where the type is not named.
    Number {
        named: bool,
    },
    Shared,
    Flag,
    Fault,
    Text,
    Day,
    Inline,
}

pub(super) struct CellTag {
    pub(super) at: Cell,
    pub(super) style: Option<usize>,
    pub(super) kind: CellType,
}

pub(super) fn is_set(value: Option<&[u8]>) -> bool {
    matches!(value, Some(b"1" | b"true"))
}

/// Number of a row, and whether it is hidden.
pub(super) fn row(tag: &RawTag<'_>, expected: u32) -> Result<(u32, bool), ReadStop> {
    let (mut number, mut hidden) = (expected, false);
    for attribute in tag.attributes() {
        match attribute? {
            (b"r", value) => {
                let written = std::str::from_utf8(value).ok().and_then(|value| value.parse::<u32>().ok());
                number = written.and_then(|number| number.checked_sub(1)).ok_or(ReadStop::Unsupported)?;
            }
            (b"hidden", value) => hidden = is_set(Some(value)),
            _ => {}
        }
    }
    Ok((number, hidden))
}

impl CellTag {
    pub(super) fn of(tag: &RawTag<'_>, expected: Cell) -> Result<Self, ReadStop> {
        let mut head = Self { at: expected, style: None, kind: CellType::Number { named: false } };
        for attribute in tag.attributes() {
            match attribute? {
                (b"r", value) => head.at = Cell::parse(value).ok_or(ReadStop::Unsupported)?,
                (b"s", value) => {
                    let written = std::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
                    head.style = Some(written.ok_or(ReadStop::Unsupported)?);
                }
                (b"t", value) => {
                    head.kind = match value {
                        b"n" => CellType::Number { named: true },
                        b"s" => CellType::Shared,
                        b"b" => CellType::Flag,
                        b"e" => CellType::Fault,
                        b"str" => CellType::Text,
                        b"d" => CellType::Day,
                        b"inlineStr" => CellType::Inline,
                        _ => return Err(ReadStop::Unsupported),
                    }
                }
                _ => {}
            }
        }
        Ok(head)
    }
}
