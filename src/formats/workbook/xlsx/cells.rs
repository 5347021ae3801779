//! The cells of one worksheet, and what it says of its rows and areas.

use super::super::gathered::Gathered;
use super::super::number_format::{Meaning, Shown};
use super::super::sink::{Datum, Rows, Sink};
use super::super::tags::{RawTag, TagKind, Tags, decoded};
use super::super::trouble::{ReadStop, WorkbookTrouble};
use super::super::value::{iso, known_fault, moment_or_number};
use super::head::{CellTag, CellType, is_set, row};
use super::parts::WorkbookParts;
use super::texts::{append_text, unescaped};
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::Raw;
use calamine::{ExcelDateTime, ExcelDateTimeType};
use std::io::Read;

enum RawValue {
    None,
    Raw(Raw),
    Shared(u32),
    /// In the buffer.
    Text,
    Day,
}

pub(super) struct CellReader<'a, R> {
    book: &'a WorkbookParts,
    tags: Tags<R>,
    /// Where the next row and cell stand when they do not say.
    next: Cell,
    text: String,
    formatting: Gathered,
}

impl<'a, R: Read> CellReader<'a, R> {
    pub(super) fn new(book: &'a WorkbookParts, tags: Tags<R>) -> Self {
        Self { book, tags, next: Cell { row: 0, column: 0 }, text: String::new(), formatting: Gathered::default() }
    }

    pub(super) fn read(mut self, rows: &mut Rows<'_, impl Sink>) -> Result<Gathered, ReadStop> {
        loop {
            let tag = self.tags.next()?.ok_or(ReadStop::Unsupported)?;
            match (tag.name, tag.role) {
                (b"sheetData", TagKind::Open) => break,
                (b"sheetData", TagKind::Empty) => return self.tail(),
                (b"col", TagKind::Open | TagKind::Empty) if is_set(tag.attribute(b"hidden")?) => {
                    let number =
                        |value: Option<&[u8]>| std::str::from_utf8(value?).ok()?.parse::<u32>().ok()?.checked_sub(1);
                    let bounds = number(tag.attribute(b"min")?).zip(number(tag.attribute(b"max")?));
                    let (first, last) = bounds.ok_or(ReadStop::Unsupported)?;
                    self.formatting.hide_columns(first, last);
                }
                (b"sheetPr", TagKind::Open | TagKind::Empty) => {
                    self.formatting.filtered |= is_set(tag.attribute(b"filterMode")?);
                }
                _ => {}
            }
        }
        loop {
            let tag = self.tags.next()?.ok_or(ReadStop::Unsupported)?;
            match (tag.name, tag.role) {
                (b"c", TagKind::Open) => {
                    let head = CellTag::of(&tag, self.next)?;
                    self.next.column = head.at.column.saturating_add(1);
                    self.cell(&head, rows)?;
                }
                (b"c", TagKind::Empty) => {
                    self.next.column = CellTag::of(&tag, self.next)?.at.column.saturating_add(1);
                }
                (b"row", TagKind::Open) => {
                    let hidden;
                    (self.next.row, hidden) = row(&tag, self.next.row)?;
                    if hidden {
                        self.formatting.hide(self.next.row, self.next.row);
                    }
                }
                (b"row", TagKind::Empty) => {
                    let (empty, _) = row(&tag, self.next.row)?;
                    self.next = Cell { row: empty.saturating_add(1), column: 0 };
                }
                (b"row", TagKind::Close) => {
                    self.next = Cell { row: self.next.row.saturating_add(1), column: 0 };
                }
                (b"sheetData", TagKind::Close) => return self.tail(),
                _ => return Err(ReadStop::Unsupported),
            }
        }
    }

    fn cell(&mut self, head: &CellTag, rows: &mut Rows<'_, impl Sink>) -> Result<(), ReadStop> {
        let shown =
            head.style.map_or_else(Shown::default, |style| self.book.styles.get(style).copied().unwrap_or_default());
        let (mut value, mut has_formula) = (RawValue::None, false);
        loop {
            let tag = self.tags.next()?.ok_or(ReadStop::Unsupported)?;
            match (tag.name, tag.role) {
                (b"v", TagKind::Open) => {
                    let end = self.tags.next()?.filter(|end| is_end(end, b"v")).ok_or(ReadStop::Unsupported)?;
                    value = self.book.value(end.before, head.kind, shown, &mut self.text)?.unwrap_or(value);
                }
                (b"v", TagKind::Empty) => {
                    value = self.book.value(b"", head.kind, shown, &mut self.text)?.unwrap_or(value);
                }
                (b"f", TagKind::Open) => {
                    has_formula = true;
                    self.tags.next()?.filter(|end| is_end(end, b"f")).ok_or(ReadStop::Unsupported)?;
                }
                (b"f", TagKind::Empty) => has_formula = true,
                (b"is", TagKind::Open) => {
                    self.text.clear();
                    append_text(&mut self.tags, b"is", &mut self.text)?;
                    value = RawValue::Text;
                }
                (b"c", TagKind::Close) => break,
                _ => return Err(ReadStop::Unsupported),
            }
        }
        let datum = match value {
            RawValue::None if has_formula => Datum::Raw(Raw::Uncomputed),
            RawValue::None => return Ok(()),
            RawValue::Raw(raw) => {
                if matches!(raw, Raw::Number(_) | Raw::Day(_)) {
                    self.formatting.show(head.at, shown, 1);
                }
                Datum::Raw(raw)
            }
            RawValue::Shared(number) => match self.book.texts.get(number) {
                Some(text) => Datum::Shared(number, text),
                None => {
                    return Err(
                        WorkbookTrouble::Damaged(Cause::new(format!("there is no shared text {number}"))).into()
                    );
                }
            },
            RawValue::Text => Datum::Text(&self.text),
            RawValue::Day => iso(&self.text),
        };
        rows.take(head.at, datum).map_err(ReadStop::from)
    }

    /// What stands behind the cells, to the very end: a part that was damaged in its packed form shows it only there.
    fn tail(mut self) -> Result<Gathered, ReadStop> {
        loop {
            match self.tags.next() {
                Ok(Some(tag)) if tag.role == TagKind::Close => {}
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
                Err(ReadStop::Unsupported) => {
                    self.tags.drain()?;
                    return Ok(self.formatting);
                }
                Err(trouble) => return Err(trouble),
            }
        }
    }
}

impl WorkbookParts {
    /// A value as it is written; a text goes into the buffer. `None` where it says nothing.
    fn value(
        &self,
        written: &[u8],
        kind: CellType,
        shown: Shown,
        buffer: &mut String,
    ) -> Result<Option<RawValue>, ReadStop> {
        let mut text = |text: &str| {
            buffer.clear();
            buffer.push_str(text);
        };
        let plain = || std::str::from_utf8(written).map_err(|_| ReadStop::Unsupported);
        Ok(Some(match kind {
            CellType::Inline => return Ok(None),
            CellType::Text => {
                text(&unescaped(&decoded(written)?));
                RawValue::Text
            }
            CellType::Day => {
                text(&decoded(written)?);
                RawValue::Day
            }
            _ if written.is_empty() => RawValue::None,
            CellType::Number { named } => match plain()?.parse::<f64>() {
                Ok(number) => RawValue::Raw(self.number(number, shown)),
                Err(_) if named || written.contains(&b'&') => return Err(ReadStop::Unsupported),
                Err(_) => {
                    text(plain()?);
                    RawValue::Text
                }
            },
            CellType::Shared => RawValue::Shared(plain()?.trim().parse().map_err(|_| ReadStop::Unsupported)?),
            CellType::Flag => match plain()?.trim() {
                "1" | "true" => RawValue::Raw(Raw::Flag(true)),
                "0" | "false" => RawValue::Raw(Raw::Flag(false)),
                _ => return Err(ReadStop::Unsupported),
            },
            CellType::Fault => RawValue::Raw(Raw::Fault(known_fault(plain()?))),
        }))
    }

    fn number(&self, number: f64, shown: Shown) -> Raw {
        let kind = match shown.meaning {
            Meaning::Number => return Raw::Number(number),
            Meaning::Moment | Meaning::TimeOfDay | Meaning::DayAndMonth => ExcelDateTimeType::DateTime,
            Meaning::Duration => ExcelDateTimeType::TimeDelta,
        };
        moment_or_number(ExcelDateTime::new(number, kind, self.counts_from_1904))
    }
}

fn is_end(tag: &RawTag<'_>, name: &[u8]) -> bool {
    tag.name == name && tag.role == TagKind::Close
}

/// `A5:C5`, or one cell.
fn area(text: &[u8]) -> Option<(Cell, Cell)> {
    match memchr::memchr(b':', text) {
        Some(colon) => Some((Cell::parse(&text[..colon])?, Cell::parse(&text[colon + 1..])?)),
        None => Cell::parse(text).map(|cell| (cell, cell)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_reaches_from_its_first_cell_to_its_last() {
        let cell = |row, column| Cell { row, column };
        assert_eq!(area(b"A1:XFD1048576"), Some((cell(0, 0), cell(1_048_575, 16_383))));
        assert_eq!(area(b"C7"), Some((cell(6, 2), cell(6, 2))));
        assert_eq!(area(b"A1:"), None);
    }
}
