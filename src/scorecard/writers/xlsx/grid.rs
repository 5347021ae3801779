//! Where things stand on a sheet: the rows of the blocks and the widths of the columns, before anything is written.

use crate::scorecard::model::{
    Align, Block, Content, Page, PageCell, PageColumn, PagePurpose, PageTable, Pinned, Readers, RowRole, Width,
};
use std::collections::HashMap;
use unicode_width::UnicodeWidthStr;

/// The first column of a review is a margin.
const MARGIN: u16 = 1;
pub(super) const MARGIN_WIDTH: f64 = 1.6;
/// Rows of links, title, subtitle and message.
pub(super) const LINKS_ROW: u32 = 0;
pub(super) const TITLE_ROW: u32 = 1;
pub(super) const SUBTITLE_ROW: u32 = 2;
pub(super) const MESSAGE_ROW: u32 = 3;
const FIRST_BLOCK_ROW: u32 = 5;
/// Forms and guides have neither links nor a message.
pub(super) const FORM_TITLE_ROW: u32 = 0;
pub(super) const FORM_SUBTITLE_ROW: u32 = 1;
const FORM_FIRST_BLOCK_ROW: u32 = 3;
/// Rows of a form, those of examples included.
const ROOM: u32 = 500;
const TILE_ROWS: u32 = 3;
const NARROWEST: f64 = 5.0;
/// What title and message need: a page whose tables are narrower, or that has none, is as wide as this.
const NARROWEST_PAGE: f64 = 150.0;
/// Links stand side by side, each in columns of its own.
const FILLING: f64 = 25.0;
/// One character of body text in units of column width, which count digits of the default font.
const BODY: f64 = 0.94;
const HEADER: f64 = 0.9;
const PADDING: f64 = 1.6;
/// How much wider bold text is.
pub(super) const BOLD: f64 = 1.08;
/// Left-aligned columns stand off the figures to their left by this much.
pub(super) const INDENT: f64 = 1.4;

/// A page laid on a sheet.
pub(super) struct SheetGrid<'a> {
    /// The first column with something in it.
    pub(super) left: u16,
    /// Widths of the columns from the first, in characters.
    pub(super) widths: Vec<f64>,
    /// First row of every block.
    pub(super) rows: Vec<u32>,
    tables: Vec<(&'a str, TablePlace<'a>)>,
    /// Number of rows from the top that stay.
    pub(super) pinned_rows: u32,
    /// The first and the last of the rows that come back on every sheet of paper.
    pub(super) repeated: (u32, u32),
    /// The row after the last.
    pub(super) end: u32,
    /// The row after the last that is printed.
    pub(super) printed_end: u32,
}

/// Where a table stands.
pub(super) struct TablePlace<'a> {
    /// The row of the headers above the headers, or of the headers.
    top: u32,
    /// The row of the headers, or the row above the first where a table has none.
    pub(super) header: u32,
    /// The last row, or that of the headers where there is no other.
    pub(super) last: u32,
    /// First sheet column of every table column.
    pub(super) columns: Vec<u16>,
    rows_by_key: HashMap<&'a str, u32>,
    columns_by_key: HashMap<&'a str, u16>,
}

impl<'a> SheetGrid<'a> {
    pub(super) fn of(page: &'a Page) -> Self {
        let mut rows = Vec::new();
        let mut tables = Vec::new();
        let (left, mut row) = match page.purpose {
            PagePurpose::Review => (MARGIN, FIRST_BLOCK_ROW),
            PagePurpose::Form | PagePurpose::Guide | PagePurpose::Lists => (0, FORM_FIRST_BLOCK_ROW),
        };
        for block in &page.blocks {
            rows.push(row);
            if let Block::Table(table) = block {
                let above = u32::from(!table.groups.is_empty()) + u32::from(table.has_header());
                tables.push((table.key.as_ref(), TablePlace::of(table, row + above - 1, left)));
            }
            row += height(block);
        }
        let pinned_rows = match (page.pinned, tables.first()) {
            (Pinned::FirstHeader, Some((_, table))) => table.header + 1,
            _ => MESSAGE_ROW + 1,
        };
        // Readers of paper cannot pivot: tables for tools, which stand last, stay on the screen.
        let tools = page
            .datasets
            .iter()
            .filter(|dataset| dataset.readers == Readers::Tools)
            .map(|dataset| dataset.table.as_ref());
        let unprinted = tools.filter_map(|key| page.blocks.iter().position(|block| is_table(block, key))).min();
        let printed_end = unprinted.and_then(|at| rows.get(at.checked_sub(1)?).copied()).unwrap_or(row);
        let long = tables.iter().find(|(key, _)| matches!(page.pinned, Pinned::HeaderOf(pinned) if pinned == *key));
        let repeated = long.map_or((TITLE_ROW, pinned_rows - 1), |(_, table)| (table.top, table.header));
        Self { left, widths: widths(page), rows, tables, pinned_rows, repeated, end: row, printed_end }
    }

    pub(super) fn table(&self, key: &str) -> Option<&TablePlace<'a>> {
        self.tables.iter().find(|(own, _)| *own == key).map(|(_, place)| place)
    }

    pub(super) fn last_column(&self) -> u16 {
        self.left + u16::try_from(self.widths.len()).unwrap_or(1).saturating_sub(1)
    }

    /// The column, hidden and never printed, in which comments are marked: next to the last, so that programs that sort
    /// a table take it along.
    pub(super) fn mark_column(&self) -> u16 {
        self.last_column() + 1
    }

    /// Width of some columns of the sheet together.
    pub(super) fn width(&self, first: u16, span: u16) -> f64 {
        self.widths.iter().skip(usize::from(first - self.left)).take(usize::from(span)).sum()
    }

    /// Splits the columns into parts of about equal width: the first column of each, and how many it has.
    pub(super) fn parts(&self, number: usize) -> Vec<(u16, u16)> {
        let all: f64 = self.widths.iter().sum();
        let number = number.min(self.widths.len()).max(1);
        let mut bounds = vec![0];
        let (mut sum, mut next) = (0.0, 1);
        for (index, width) in self.widths.iter().enumerate() {
            let left = self.widths.len() - index;
            #[expect(clippy::cast_precision_loss, reason = "a handful of parts")]
            let goal = all * next as f64 / number as f64;
            let is_new = index > *bounds.last().unwrap_or(&0);
            if next < number && is_new && (sum + width / 2.0 >= goal || left <= number - next) {
                bounds.push(index);
                next += 1;
            }
            sum += width;
        }
        bounds.push(self.widths.len());
        let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        bounds.windows(2).map(|pair| (self.left + narrow(pair[0]), narrow(pair[1] - pair[0]))).collect()
    }
}

impl<'a> TablePlace<'a> {
    fn of(table: &'a PageTable, header: u32, left: u16) -> Self {
        let columns = starts(table, left);
        let keyed = (header + 1..).zip(&table.rows).filter(|(_, row)| !row.key.is_empty());
        Self {
            top: header - u32::from(!table.groups.is_empty()),
            header,
            last: header + length(table),
            rows_by_key: keyed.map(|(number, row)| (row.key.as_str(), number)).collect(),
            columns_by_key: table.columns.iter().map(|column| &*column.key).zip(columns.iter().copied()).collect(),
            columns,
        }
    }

    pub(super) fn column(&self, key: &str) -> Option<u16> {
        self.columns_by_key.get(key).copied()
    }

    /// Row and column of a cell on the sheet.
    pub(super) fn cell(&self, row: &str, column: &str) -> Option<(u32, u16)> {
        Some((*self.rows_by_key.get(row)?, *self.columns_by_key.get(column)?))
    }
}

/// Rows below the headers.
fn length(table: &PageTable) -> u32 {
    let rows = u32::try_from(table.rows.len()).unwrap_or(0);
    if table.is_form() { rows.max(ROOM) } else { rows }
}

fn is_table(block: &Block, key: &str) -> bool {
    matches!(block, Block::Table(table) if table.key == key)
}

/// Rows that a block takes, with the empty row after it.
fn height(block: &Block) -> u32 {
    match block {
        Block::Heading(_) => 1,
        Block::Tiles(_) => TILE_ROWS + 1,
        Block::Table(table) => u32::from(!table.groups.is_empty()) + u32::from(table.has_header()) + length(table) + 1,
        Block::Charts(charts) => super::chart::layout::rows(charts) + 1,
        Block::Paragraph(_) | Block::Remark(_) => 2,
        Block::NewSheet => 0,
    }
}

/// First sheet column of every table column.
fn starts(table: &PageTable, left: u16) -> Vec<u16> {
    let mut next = left;
    table
        .columns
        .iter()
        .map(|column| {
            let start = next;
            next = next.saturating_add(column.span);
            start
        })
        .collect()
}

fn widths(page: &Page) -> Vec<f64> {
    let columns = page.tables().map(|table| table.columns.iter().map(|c| usize::from(c.span)).sum()).max().unwrap_or(1);
    let mut widths = vec![NARROWEST; columns];
    // Single columns first; what spans several then only adds what they lack.
    for single in [true, false] {
        for table in page.tables() {
            let mut first = 0;
            for (index, column) in table.columns.iter().enumerate() {
                let span = usize::from(column.span);
                if (span == 1) == single {
                    let lacking = wanted(table, column, index) - widths.iter().skip(first).take(span).sum::<f64>();
                    // Evenly, so that no column between two of figures becomes a gulf.
                    let each = lacking.max(0.0) / f64::from(column.span.max(1));
                    widths.iter_mut().skip(first).take(span).for_each(|width| *width += each);
                }
                first += span;
            }
        }
    }
    if page.purpose == PagePurpose::Review { filled(widths) } else { widths }
}

/// With columns on the right until a title and a sentence have room.
fn filled(mut widths: Vec<f64>) -> Vec<f64> {
    let mut lacking = NARROWEST_PAGE - widths.iter().sum::<f64>();
    while lacking > 0.0 {
        widths.push(lacking.min(FILLING));
        lacking -= FILLING;
    }
    widths
}

fn wanted(table: &PageTable, column: &PageColumn, index: usize) -> f64 {
    match column.width {
        Width::Given => return 0.0,
        Width::Fixed(width) => return f64::from(width),
        Width::Content | Width::AtMost(_) => {}
    }
    let header = column.header.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let header = cells(header) * HEADER + PADDING;
    let gap = if index > 0 && column.align == Align::Left { INDENT } else { 0.0 };
    let content = table
        .rows
        .iter()
        .filter(|row| !matches!(row.role, RowRole::Section | RowRole::Remark))
        .filter_map(|row| row.cells.get(index))
        .map(|cell| cell_width(cell) + gap)
        .fold(0.0, f64::max);
    match column.width {
        Width::AtMost(width) => header.max(content).min(f64::from(width)),
        _ => header.max(content),
    }
}

fn cell_width(cell: &PageCell) -> f64 {
    let weight = if cell.strong { BOLD } else { 1.0 };
    let extra = match cell.content {
        Content::Heat(..) | Content::Status(..) => 1.0,
        _ => 0.0,
    };
    text_width(&cell.read()) * weight + PADDING + extra + f64::from(cell.indent) * 1.5
}

/// Body text in units of column width.
pub(super) fn text_width(text: &str) -> f64 {
    cells(text.width()) * BODY
}

fn cells(number: usize) -> f64 {
    u32::try_from(number).map_or(255.0, f64::from)
}

/// How many lines a text takes in a column of some width, breaking at spaces.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    let width = (width - PADDING / 2.0).max(1.0);
    let (mut lines, mut used) = (1_u32, 0.0);
    for word in text.split_inclusive(' ') {
        let long = text_width(word.trim_end());
        if used > 0.0 && used + long > width {
            lines += 1;
            used = 0.0;
        }
        used += text_width(word);
        while used > width && long > width {
            lines += 1;
            used -= width;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_tables_has_room_for_its_title_and_its_links() {
        let widths = filled(vec![NARROWEST]);
        assert!(widths.len() > 5 && (widths.iter().sum::<f64>() - NARROWEST_PAGE).abs() < 1e-9, "{widths:?}");
        assert_eq!(filled(vec![90.0, 90.0]), [90.0, 90.0]);
    }

    #[test]
    fn hangul_takes_two_cells_and_long_texts_wrap() {
        assert!((text_width("카디오뷰") - text_width("12345678")).abs() < 1e-9);
        assert_eq!(lines("short", 20.0), 1);
        assert_eq!(lines("three words here", 8.0), 3);
        assert_eq!(lines(&"x".repeat(30), 10.0), 4);
    }
}
