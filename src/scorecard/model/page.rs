//! Pages: what stands on one, and what a reference into them leads to.

use super::cell::PageCell;
use super::chart::Chart;
use super::reference::{DataRange, RowRef};
use super::table::PageTable;
use crate::amount::Amount;
use std::borrow::Cow;

/// One sheet of the scorecard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Name of the sheet as wished, unique among the pages: what links and data ranges refer to. The writer makes
    /// it a name that a workbook accepts.
    pub name: String,
    pub purpose: PagePurpose,
    pub title: String,
    pub subtitle: String,
    /// One sentence of facts.
    pub message: Option<String>,
    /// Why this is a draft, for the print header.
    pub draft: Option<String>,
    pub footer: Footer,
    pub links: Vec<PageLink>,
    pub pinned: Pinned,
    pub blocks: Vec<Block>,
    /// Tables of the page that are tables of Excel, too: with a name, for pivoting and filtering.
    pub datasets: Vec<Dataset>,
}

/// What a page is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PagePurpose {
    /// Read, with ways to the other pages.
    #[default]
    Review,
    /// Filled in.
    Form,
    /// Read by those who fill in: one sheet of paper.
    Guide,
    /// Hidden: the lists that forms offer.
    Lists,
}

/// A table under a name that is the same in every run and language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// [`PageTable::key`]
    pub table: Cow<'static, str>,
    pub name: &'static str,
    pub readers: Readers,
}

/// Whom a table is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    People,
    /// Pivot tables and the like: a row a figure, too long to read.
    Tools,
}

/// What is printed at the foot of every sheet of paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footer {
    pub period: String,
    pub source: String,
    /// Words round the page numbers: `Page `, ` of `, and what follows.
    pub page: [&'static str; 3],
}

/// Leads to another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    pub text: String,
    /// [`Page::name`]
    pub page: String,
}

/// What stays on the screen while scrolling and comes back on every sheet of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pinned {
    /// Title to message: the page has several tables with headers of their own.
    Title,
    /// Title to message on the screen; on paper the header of this table comes back, which is longer than a sheet and the
    /// last of its page.
    HeaderOf(&'static str),
    /// Everything down to the header of the first table: the page is one long list.
    #[default]
    FirstHeader,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Tiles(Vec<Tile>),
    Table(PageTable),
    Charts(Vec<Chart>),
    Paragraph(String),
    /// Small print.
    Remark(String),
    /// What follows begins on a new sheet of paper.
    NewSheet,
}

/// One figure writ large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    pub label: String,
    pub value: PageCell,
    pub detail: String,
}

impl Page {
    /// An empty page, whose title is its name.
    pub fn new(name: impl Into<String>, purpose: PagePurpose) -> Self {
        let name = name.into();
        Self { title: name.clone(), name, purpose, ..Self::default() }
    }

    pub fn tables(&self) -> impl Iterator<Item = &PageTable> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Every cell of every table.
    pub fn cells_mut<'a>(&'a mut self) -> impl Iterator<Item = &'a mut PageCell> {
        let rows =
            |block: &'a mut Block| if let Block::Table(table) = block { table.rows.as_mut_slice() } else { &mut [] };
        self.blocks.iter_mut().flat_map(rows).flat_map(|row| &mut row.cells)
    }
}

impl DataRange {
    fn table<'a>(&self, pages: &'a [Page]) -> Option<&'a PageTable> {
        let page = pages.iter().find(|page| page.name == self.page)?;
        page.tables().find(|table| table.key == self.table)
    }

    /// The cells themselves; `None` for headers and where it points at nothing.
    pub fn cells<'a>(&self, pages: &'a [Page]) -> Option<&'a [PageCell]> {
        match self.row {
            RowRef::Header => None,
            RowRef::Body(row) => self.table(pages)?.rows.get(row)?.cells.get(self.first..=self.last),
        }
    }

    /// The figures, with a gap where a cell holds none; nothing where it points at nothing.
    pub fn figures(&self, pages: &[Page]) -> Vec<Option<Amount>> {
        let figure = |cell: &PageCell| cell.figure().map(|(value, _)| value.clone());
        self.cells(pages).unwrap_or_default().iter().map(figure).collect()
    }

    /// What the reader sees there; nothing where it points at nothing.
    pub fn texts(&self, pages: &[Page]) -> Vec<String> {
        let headers =
            || Some(self.table(pages)?.columns.get(self.first..=self.last)?.iter().map(|c| c.header.clone()).collect());
        match self.row {
            RowRef::Header => headers().unwrap_or_default(),
            RowRef::Body(_) => self.cells(pages).unwrap_or_default().iter().map(PageCell::shown).collect(),
        }
    }
}
