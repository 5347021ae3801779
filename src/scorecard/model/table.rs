//! Tables: columns with what they are found by, rows with their roles.

use super::cell::PageCell;
use crate::amount::Amount;
use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTable {
    /// Unique on its page.
    pub key: Cow<'static, str>,
    /// Headers above the headers, from the left; together they need not reach the last column.
    pub groups: Vec<Group>,
    pub columns: Vec<PageColumn>,
    pub rows: Vec<PageRow>,
}

/// A header over several columns; an empty label leaves them alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub label: String,
    pub columns: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct PageColumn {
    /// Unique in its table and the same in every run and language: what formulas and other writers find it by.
    pub key: Cow<'static, str>,
    pub header: String,
    pub align: Align,
    /// How many columns of the page's grid it takes.
    pub span: u16,
    pub width: Width,
    /// Figures are underlaid with bars from 0 to this.
    pub bar_to: Option<Amount>,
    /// Figures are shaded from 0, which is white, to this.
    pub shade_to: Option<Amount>,
    pub entry: Option<InputColumn>,
}

/// What people enter in a column, with room for it below the rows of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputColumn {
    /// What belongs there, shown beside the header and when a cell is entered.
    pub help: String,
    pub takes: Takes,
}

/// What a column takes, and so how it is shown. A list is the table under its key on the page of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Text,
    /// From 0.
    Number,
    /// A share, shown in percent.
    Share,
    /// A figure; in percent where what stands in the column `of` is on the list `shares`.
    Figure {
        of: &'static str,
        shares: &'static str,
    },
    Day,
    /// One of the entries of a list.
    OneOf(&'static str),
    /// An entry of a list, or something else.
    Suggested(&'static str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    Left,
    Right,
}

/// Widths count Latin characters; a Hangul syllable takes two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As wide as its widest cell.
    Content,
    /// As wide as its widest cell up to this; longer texts wrap.
    AtMost(u16),
    /// This wide whatever it holds; longer texts wrap.
    Fixed(u16),
    /// As wide as its columns of the grid are for other tables; longer texts wrap.
    Given,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct PageRow {
    /// What the row is about, such as the id of a goal or the name of a product: unique among the keys of its table.
    /// Empty where nothing refers to it.
    pub key: String,
    pub role: RowRole,
    /// How deep it lies in the outline at the edge of the sheet, where rows may be folded away; 0 stays.
    pub outline: u8,
    /// One a column.
    pub cells: Vec<PageCell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowRole {
    Plain,
    /// A label over the rows that follow.
    Section,
    /// A sentence about the rows above.
    Remark,
    Total,
    /// Helps to draw a chart.
    Helper,
}

impl PageTable {
    /// Without headers above the headers.
    pub fn new(key: impl Into<Cow<'static, str>>, columns: Vec<PageColumn>, rows: Vec<PageRow>) -> Self {
        Self { key: key.into(), groups: Vec::new(), columns, rows }
    }

    /// A table without a word above its columns has no row of headers.
    pub fn has_header(&self) -> bool {
        self.columns.iter().any(|column| !column.header.is_empty())
    }

    /// Whether people fill it in.
    pub fn is_form(&self) -> bool {
        self.columns.iter().any(|column| column.entry.is_some())
    }
}

impl PageColumn {
    pub fn text(key: impl Into<Cow<'static, str>>, header: impl Into<String>, width: Width) -> Self {
        Self {
            key: key.into(),
            header: header.into(),
            align: Align::Left,
            span: 1,
            width,
            bar_to: None,
            shade_to: None,
            entry: None,
        }
    }

    pub fn figure(key: impl Into<Cow<'static, str>>, header: impl Into<String>) -> Self {
        Self { align: Align::Right, ..Self::text(key, header, Width::Content) }
    }

    pub const fn spanning(mut self, span: u16) -> Self {
        self.span = span;
        self
    }

    pub fn shade_to(mut self, full: Amount) -> Self {
        self.shade_to = Some(full);
        self
    }

    pub fn bar_to(mut self, full: Amount) -> Self {
        self.bar_to = Some(full);
        self
    }

    pub fn entered(mut self, help: impl Into<String>, takes: Takes) -> Self {
        self.entry = Some(InputColumn { help: help.into(), takes });
        self
    }
}

impl PageRow {
    pub const fn plain(cells: Vec<PageCell>) -> Self {
        Self { key: String::new(), role: RowRole::Plain, outline: 0, cells }
    }

    pub const fn total(cells: Vec<PageCell>) -> Self {
        Self { key: String::new(), role: RowRole::Total, outline: 0, cells }
    }

    pub const fn outline(mut self, level: u8) -> Self {
        self.outline = level;
        self
    }

    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// A row with one text and nothing else.
    pub fn label(role: RowRole, text: impl Into<String>, columns: usize) -> Self {
        let mut cells = vec![PageCell::text(text)];
        cells.resize(columns, PageCell::empty());
        Self { key: String::new(), role, outline: 0, cells }
    }
}

impl Group {
    pub fn new(label: impl Into<String>, columns: usize) -> Self {
        Self { label: label.into(), columns }
    }
}
