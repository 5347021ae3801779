//! The cells of one worksheet, and what it says of its rows and areas.

use super::super::formatting::Gathered;
use super::super::number_format::{Meaning, Shown};
use super::super::sink::{Datum, Rows, Sink, Trouble};
use super::super::tags::{Role, Stop, Tag, decoded};
use super::super::value::{iso, known_fault, moment_or_number};
use super::parts::{Part, Workbook};
use super::texts::{append_text, unescaped};
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::Raw;
use calamine::{ExcelDateTime, ExcelDateTimeType};

/// How the value of a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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

struct Head {
    at: (u32, u32),
    style: Option<usize>,
    kind: Kind,
}

enum Value {
    None,
    Raw(Raw),
    Shared(u32),
    /// In the buffer.
    Text,
    Day,
}

pub(crate) struct Reader<'b, 'p, 'a> {
    book: &'b Workbook,
    tags: Part<'p, 'a>,
    /// Where the next row and cell stand when they do not say.
    row: u32,
    column: u32,
    text: String,
    formatting: Gathered,
}

impl<'b, 'p, 'a> Reader<'b, 'p, 'a> {
    pub(crate) fn new(book: &'b Workbook, tags: Part<'p, 'a>) -> Self {
        Self { book, tags, row: 0, column: 0, text: String::new(), formatting: Gathered::default() }
    }

    pub(crate) fn read(mut self, rows: &mut Rows<'_, impl Sink>) -> Result<Gathered, Stop> {
        loop {
            let tag = self.tags.next()?.ok_or(Stop::Odd)?;
            match (tag.name, tag.role) {
                (b"sheetData", Role::Open) => break,
                (b"sheetData", Role::Empty) => return self.tail(),
                (b"sheetPr", Role::Open | Role::Empty) => {
                    self.formatting.filtered |= is_set(tag.attribute(b"filterMode")?);
                }
                _ => {}
            }
        }
        loop {
            let tag = self.tags.next()?.ok_or(Stop::Odd)?;
            match (tag.name, tag.role) {
                (b"c", Role::Open) => {
                    let head = head(&tag, (self.row, self.column))?;
                    (_, self.column) = head.at;
                    self.column = self.column.saturating_add(1);
                    self.cell(&head, rows)?;
                }
                (b"c", Role::Empty) => {
                    let (_, column) = head(&tag, (self.row, self.column))?.at;
                    self.column = column.saturating_add(1);
                }
                (b"row", Role::Open) => {
                    let hidden;
                    (self.row, hidden) = row(&tag, self.row)?;
                    if hidden {
                        self.formatting.hide(self.row, self.row);
                    }
                }
                (b"row", Role::Empty) => {
                    self.row = row(&tag, self.row)?.0.saturating_add(1);
                    self.column = 0;
                }
                (b"row", Role::Close) => {
                    self.row = self.row.saturating_add(1);
                    self.column = 0;
                }
                (b"sheetData", Role::Close) => return self.tail(),
                _ => return Err(Stop::Odd),
            }
        }
    }

    fn cell(&mut self, head: &Head, rows: &mut Rows<'_, impl Sink>) -> Result<(), Stop> {
        let shown =
            head.style.map_or_else(Shown::default, |style| self.book.styles.get(style).copied().unwrap_or_default());
        let (mut value, mut has_formula) = (Value::None, false);
        loop {
            let tag = self.tags.next()?.ok_or(Stop::Odd)?;
            match (tag.name, tag.role) {
                (b"v", Role::Open) => {
                    let end = self.tags.next()?.filter(|end| is_end(end, b"v")).ok_or(Stop::Odd)?;
                    value = self.book.value(end.before, head.kind, shown, &mut self.text)?.unwrap_or(value);
                }
                (b"v", Role::Empty) => {
                    value = self.book.value(b"", head.kind, shown, &mut self.text)?.unwrap_or(value);
                }
                (b"f", Role::Open) => {
                    has_formula = true;
                    self.tags.next()?.filter(|end| is_end(end, b"f")).ok_or(Stop::Odd)?;
                }
                (b"f", Role::Empty) => has_formula = true,
                (b"is", Role::Open) => {
                    self.text.clear();
                    append_text(&mut self.tags, b"is", &mut self.text)?;
                    value = Value::Text;
                }
                (b"c", Role::Close) => break,
                _ => return Err(Stop::Odd),
            }
        }
        let datum = match value {
            Value::None if has_formula => Datum::Raw(Raw::Uncomputed),
            Value::None => return Ok(()),
            Value::Raw(raw) => {
                if shown.thousands > 0 && matches!(raw, Raw::Number(_)) {
                    self.formatting.scale(head.at.1, shown.thousands, 1);
                }
                Datum::Raw(raw)
            }
            Value::Shared(number) => match self.book.texts.get(number) {
                Some(text) => Datum::Shared(number, text),
                None => return Err(Trouble::Damaged(Cause::new(format!("there is no shared text {number}"))).into()),
            },
            Value::Text => Datum::Text(&self.text),
            Value::Day => iso(&self.text),
        };
        rows.take(head.at, datum).map_err(Stop::from)
    }

    /// What stands behind the cells, to the very end: a part that was damaged in its packed form shows it only there.
    fn tail(mut self) -> Result<Gathered, Stop> {
        loop {
            match self.tags.next() {
                Ok(Some(tag)) if tag.role == Role::Close => {}
                Ok(Some(tag)) => match tag.name {
                    b"mergeCell" => {
                        if let Some((first, last)) = tag.attribute(b"ref")?.and_then(area) {
                            self.formatting.merge(first, last);
                        }
                    }
                    b"autoFilter" => self.formatting.filtered = true,
                    _ => {}
                },
                Ok(None) => return Ok(self.formatting),
                // Extensions of all kinds stand here, and no cell.
                Err(Stop::Odd) => {
                    self.tags.drain()?;
                    return Ok(self.formatting);
                }
                Err(trouble) => return Err(trouble),
            }
        }
    }
}

impl Workbook {
    /// A value as it is written; a text goes into the buffer. `None` where it says nothing.
    fn value(&self, written: &[u8], kind: Kind, shown: Shown, buffer: &mut String) -> Result<Option<Value>, Stop> {
        let mut text = |text: &str| {
            buffer.clear();
            buffer.push_str(text);
        };
        let plain = || std::str::from_utf8(written).map_err(|_| Stop::Odd);
        Ok(Some(match kind {
            Kind::Inline => return Ok(None),
            Kind::Text => {
                text(&unescaped(&decoded(written)?));
                Value::Text
            }
            Kind::Day => {
                text(&decoded(written)?);
                Value::Day
            }
            _ if written.is_empty() => Value::None,
            Kind::Number { named } => match plain()?.parse::<f64>() {
                Ok(number) => Value::Raw(self.number(number, shown)),
                Err(_) if named || written.contains(&b'&') => return Err(Stop::Odd),
                Err(_) => {
                    text(plain()?);
                    Value::Text
                }
            },
            Kind::Shared => Value::Shared(plain()?.trim().parse().map_err(|_| Stop::Odd)?),
            Kind::Flag => match plain()?.trim() {
                "1" | "true" => Value::Raw(Raw::Flag(true)),
                "0" | "false" => Value::Raw(Raw::Flag(false)),
                _ => return Err(Stop::Odd),
            },
            Kind::Fault => Value::Raw(Raw::Fault(known_fault(plain()?))),
        }))
    }

    fn number(&self, number: f64, shown: Shown) -> Raw {
        let kind = match shown.meaning {
            Meaning::Number => return Raw::Number(number),
            Meaning::Moment => ExcelDateTimeType::DateTime,
            Meaning::Duration => ExcelDateTimeType::TimeDelta,
        };
        moment_or_number(ExcelDateTime::new(number, kind, self.counts_from_1904))
    }
}

fn is_end(tag: &Tag<'_>, name: &[u8]) -> bool {
    tag.name == name && tag.role == Role::Close
}

fn is_set(value: Option<&[u8]>) -> bool {
    matches!(value, Some(b"1" | b"true"))
}

/// Number of a row, and whether it is hidden.
fn row(tag: &Tag<'_>, expected: u32) -> Result<(u32, bool), Stop> {
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

fn head(tag: &Tag<'_>, expected: (u32, u32)) -> Result<Head, Stop> {
    let mut head = Head { at: expected, style: None, kind: Kind::Number { named: false } };
    for attribute in tag.attributes() {
        match attribute? {
            (b"r", value) => head.at = address(value).ok_or(Stop::Odd)?,
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

/// Row and column of `XFD1048576`, from 0; far larger ones are refused where cells are taken.
fn address(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 5 || digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let column = letters.iter().fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'@'));
    let row =
        digits.iter().try_fold(0, |row, digit| digit.is_ascii_digit().then(|| row * 10 + u32::from(digit - b'0')))?;
    Some((row.checked_sub(1)?, column - 1))
}

/// `A5:C5`, or one cell.
fn area(text: &[u8]) -> Option<(Cell, Cell)> {
    let cell = |text: &[u8]| address(text).map(|(row, column)| Cell { row, column });
    match memchr::memchr(b':', text) {
        Some(colon) => Some((cell(&text[..colon])?, cell(&text[colon + 1..])?)),
        None => Some((cell(text)?, cell(text)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_to_the_last_cell_of_a_sheet() {
        for (text, expected) in [
            ("A1", Some((0, 0))),
            ("aa10", Some((9, 26))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("A", None),
            ("1", None),
            ("A-1", None),
            ("ZZZZZZ1", None),
            ("A9999999999", None),
        ] {
            assert_eq!(address(text.as_bytes()), expected, "{text}");
        }
        let corner = Cell { row: 1_048_575, column: 16_383 };
        assert_eq!(area(b"A1:XFD1048576"), Some((Cell { row: 0, column: 0 }, corner)));
        assert_eq!(area(b"A1:"), None);
    }
}
