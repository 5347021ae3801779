//! Where everything stands, known before anything is written, because links and ranges lead from page to page.

use super::grid::SheetGrid;
use super::names::sheet_names;
use crate::place::Cell;
use crate::scorecard::model::{DataRange, Page, PagePurpose, RowRef};
use std::collections::HashMap;

pub(super) struct PlacedPages<'a> {
    pub(super) pages: Vec<Placed<'a>>,
    /// Where a page stands among them, by its name.
    by_name: HashMap<&'a str, usize>,
    /// The page of lists.
    lists: Option<usize>,
}

pub(super) struct Placed<'a> {
    /// Name of the sheet.
    pub(super) sheet: String,
    pub(super) grid: SheetGrid<'a>,
}

/// Name of the sheet, first row and column, last row and column.
pub(super) type CellRange<'a> = (&'a str, u32, u16, u32, u16);

impl<'a> PlacedPages<'a> {
    pub(super) fn place(pages: &'a [Page]) -> Self {
        let place = |(page, sheet): (&'a Page, String)| Placed { sheet, grid: SheetGrid::of(page) };
        let by_name = pages.iter().enumerate().map(|(index, page)| (page.name.as_str(), index)).collect();
        let lists = pages.iter().position(|page| page.purpose == PagePurpose::Lists);
        Self { lists, pages: pages.iter().zip(sheet_names(pages)).map(place).collect(), by_name }
    }

    pub(super) fn page(&self, name: &str) -> Option<&Placed<'a>> {
        self.by_name.get(name).and_then(|&index| self.pages.get(index))
    }

    /// The entries of a list that forms offer, as formulas name them; `None` where there are none.
    pub(super) fn list(&self, key: &str) -> Option<String> {
        let lists = self.lists.and_then(|at| self.pages.get(at))?;
        let list = lists.grid.table(key)?;
        let (first, &column) = (list.header + 1, list.columns.first()?);
        let end = |row| Cell { row, column: column.into() }.fixed();
        (first <= list.last).then(|| format!("{}{}:{}", on_sheet(&lists.sheet), end(first), end(list.last)))
    }

    /// The cells of a data range; `None` when it points at nothing.
    pub(super) fn resolve(&self, range: &DataRange) -> Option<CellRange<'_>> {
        let page = self.page(&range.page)?;
        let table = page.grid.table(range.table)?;
        let row = match range.row {
            RowRef::Header => table.header,
            RowRef::Body(row) => table.header + 1 + u32::try_from(row).ok()?,
        };
        let (&first, &last) = table.columns.get(range.first).zip(table.columns.get(range.last))?;
        Some((&page.sheet, row, first, row, last))
    }
}

/// What stands before the address of a cell on a sheet.
pub(super) fn on_sheet(sheet: &str) -> String {
    format!("'{}'!", sheet.replace('\'', "''"))
}
