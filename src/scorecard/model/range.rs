//! Where the figures of a chart or a sparkline stand: some cells of one table row.

use super::{Block, Cell, Content, Page, Table};
use crate::amount::Amount;

/// Cells of one table row from one table column to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataRange {
    pub page: String,
    pub table: &'static str,
    pub row: RowRef,
    pub first: usize,
    pub last: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRef {
    Header,
    Body(usize),
}

impl DataRange {
    fn table<'a>(&self, pages: &'a [Page]) -> Option<&'a Table> {
        let page = pages.iter().find(|page| page.name == self.page)?;
        page.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.key == self.table => Some(table),
            _ => None,
        })
    }

    /// The cells themselves; `None` for headers and where it points at nothing.
    pub fn cells<'a>(&self, pages: &'a [Page]) -> Option<&'a [Cell]> {
        match self.row {
            RowRef::Header => None,
            RowRef::Body(row) => self.table(pages)?.rows.get(row)?.cells.get(self.first..=self.last),
        }
    }

    /// The figures, with a gap where a cell holds none; nothing where it points at nothing.
    pub fn figures(&self, pages: &[Page]) -> Vec<Option<Amount>> {
        let figure = |cell: &Cell| match &cell.content {
            Content::Number(value, _) | Content::Heat(value, ..) => Some(value.clone()),
            _ => None,
        };
        self.cells(pages).unwrap_or_default().iter().map(figure).collect()
    }

    /// What the reader sees there; nothing where it points at nothing.
    pub fn texts(&self, pages: &[Page]) -> Vec<String> {
        let headers =
            || Some(self.table(pages)?.columns.get(self.first..=self.last)?.iter().map(|c| c.header.clone()).collect());
        match self.row {
            RowRef::Header => headers().unwrap_or_default(),
            RowRef::Body(_) => self.cells(pages).unwrap_or_default().iter().map(Cell::shown).collect(),
        }
    }
}
