//! A *look* is all that the format of a table's cell depends on. There are a few dozen looks in a workbook of a million
//! cells, so the format of each is made once.

use super::style::{BookStyle, heat};
use crate::score::Status;
use crate::scorecard::model::{Align, NumberFormat, RowRole, Tone};
use rust_xlsxwriter::{Format, FormatAlign};
use std::collections::HashMap;
use std::rc::Rc;

/// Where a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Ground {
    pub(super) role: RowRole,
    pub(super) align: Align,
    /// Apart from the figures to its left.
    pub(super) set_off: bool,
    /// For people to type in.
    pub(super) comment: bool,
    pub(super) wraps: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CellLook {
    pub(super) ground: Ground,
    pub(super) tone: Tone,
    pub(super) strong: bool,
    /// Steps to the right, of two characters each.
    pub(super) indent: u8,
    pub(super) shows: Shows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shows {
    Plain,
    Number(NumberFormat),
    Status(Status),
    Heat(Status, NumberFormat),
    Link,
}

impl CellLook {
    /// Of a cell that holds nothing yet.
    pub(super) const fn bare(ground: Ground) -> Self {
        Self { ground, tone: Tone::Neutral, strong: false, indent: 0, shows: Shows::Plain }
    }

    fn format(self, style: BookStyle<'_>) -> Format {
        let Ground { role, align, set_off, comment, wraps } = self.ground;
        let mut format = style.row(role, align);
        if set_off {
            format = format.set_indent(1);
        }
        if comment {
            format = style.comment(format);
        }
        if wraps {
            format = format.set_text_wrap();
        }
        format = style.toned(format, self.tone);
        if self.strong {
            format = format.set_bold();
        }
        if self.indent > 0 {
            format = format.set_indent(self.indent * 2);
        }
        match self.shows {
            Shows::Plain => format,
            Shows::Number(number) => format.set_num_format(number.code()).set_align(FormatAlign::Right),
            Shows::Status(status) => style.status(format, status),
            Shows::Heat(status, number) => heat(format, status, number),
            Shows::Link => style.link(format),
        }
    }
}

/// The formats of a workbook, by looks.
pub(super) struct Looks<'a> {
    pub(super) style: BookStyle<'a>,
    made: HashMap<CellLook, Rc<Format>>,
}

impl<'a> Looks<'a> {
    pub(super) fn new(style: BookStyle<'a>) -> Self {
        Self { style, made: HashMap::new() }
    }

    pub(super) fn of(&mut self, look: CellLook) -> Rc<Format> {
        let style = self.style;
        Rc::clone(self.made.entry(look).or_insert_with(|| Rc::new(look.format(style))))
    }
}
