//! What a cell and a row say of themselves before their values.

use super::super::tags::Tag;
use super::super::trouble::Stop;
use crate::place::Cell;

/// How the value of a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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

pub(super) struct Head {
    pub(super) at: Cell,
    pub(super) style: Option<usize>,
    pub(super) kind: Kind,
}

pub(super) fn is_set(value: Option<&[u8]>) -> bool {
    matches!(value, Some(b"1" | b"true"))
}

/// Number of a row, and whether it is hidden.
pub(super) fn row(tag: &Tag<'_>, expected: u32) -> Result<(u32, bool), Stop> {
    let (mut number, mut hidden) = (expected, false);
    for attribute in tag.attributes() {
        match attribute? {
            (b"r", value) => {
                let written = std::str::from_utf8(value).ok().and_then(|value| value.parse::<u32>().ok());
                number = written.and_then(|number| number.checked_sub(1)).ok_or(Stop::Odd)?;
            }
            (b"hidden", value) => hidden = is_set(Some(value)),
            _ => {}
        }
    }
    Ok((number, hidden))
}

impl Head {
    pub(super) fn of(tag: &Tag<'_>, expected: Cell) -> Result<Self, Stop> {
        let mut head = Self { at: expected, style: None, kind: Kind::Number { named: false } };
        for attribute in tag.attributes() {
            match attribute? {
                (b"r", value) => head.at = Cell::parse(value).ok_or(Stop::Odd)?,
                (b"s", value) => {
                    let written = std::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
                    head.style = Some(written.ok_or(Stop::Odd)?);
                }
                (b"t", value) => {
                    head.kind = match value {
                        b"n" => Kind::Number { named: true },
                        b"s" => Kind::Shared,
                        b"b" => Kind::Flag,
                        b"e" => Kind::Fault,
                        b"str" => Kind::Text,
                        b"d" => Kind::Day,
                        b"inlineStr" => Kind::Inline,
                        _ => return Err(Stop::Odd),
                    }
                }
                _ => {}
            }
        }
        Ok(head)
    }
}
