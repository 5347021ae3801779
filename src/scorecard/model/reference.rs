//! Cells by the keys of pages, tables, rows and columns: where those stand on a sheet is the writer's business.

use std::borrow::Cow;
use std::sync::Arc;

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRef {
    /// [`Page::name`](super::Page::name)
    pub page: Arc<str>,
    /// [`PageTable::key`](super::PageTable::key)
    pub table: Cow<'static, str>,
    /// [`PageRow::key`](super::PageRow::key)
    pub row: Arc<str>,
    /// [`PageColumn::key`](super::PageColumn::key)
    pub column: Cow<'static, str>,
}

/// The cells of one column from one row down to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub first: CellRef,
    /// Key of the last row.
    pub last: Arc<str>,
}

/// The figures of a chart or a sparkline: cells of one table row from one table column to another, both included.
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
