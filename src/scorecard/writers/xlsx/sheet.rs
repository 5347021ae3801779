//! One page onto one worksheet.

use super::canvas::{Canvas, Done};
use super::chart;
use super::grid;
use super::look::Looks;
use super::place::PlacedPages;
use super::writer::{SheetWriter, internal};
use crate::scorecard::model::{Block, Chart, Content, Page, PagePurpose, Pinned, Tile};
use rust_xlsxwriter::IgnoreError;

/// Widths in pixels at the default font.
const PIXELS_PER_CHARACTER: f64 = 7.0;
const CELL_PADDING_PIXELS: f64 = 5.0;

pub(super) fn write(
    canvas: &mut dyn Canvas,
    page: &Page,
    index: usize,
    book: &PlacedPages<'_>,
    looks: &mut Looks<'_>,
) -> Done {
    let Some(placed) = book.pages.get(index) else { return Ok(()) };
    let style = looks.style;
    let mut sheet = SheetWriter { on: canvas, looks, grid: &placed.grid, book, name: &placed.sheet, style };
    match page.purpose {
        PagePurpose::Review => {
            sheet.set_up(page)?;
            sheet.head(page)?;
        }
        PagePurpose::Form | PagePurpose::Guide | PagePurpose::Lists => sheet.set_up_form(page)?,
    }
    for (block, &row) in page.blocks.iter().zip(&placed.grid.rows) {
        match block {
            Block::Heading(text) => sheet.line(row, text, &style.heading(), 18.0)?,
            Block::Paragraph(text) => sheet.wrapped(row, text, &style.paragraph(), 1.0)?,
            Block::Remark(text) => sheet.wrapped(row, text, &style.remark(), 0.9)?,
            Block::Tiles(tiles) => sheet.tiles(row, tiles)?,
            Block::Table(table) => sheet.table(table, page)?,
            Block::Charts(charts) => sheet.charts(row, charts)?,
            Block::NewSheet => {}
        }
    }
    Ok(())
}

impl SheetWriter<'_, '_> {
    fn set_up(&mut self, page: &Page) -> Done {
        let (last, pinned, end) = (self.grid.last_column(), self.grid.pinned_rows, self.grid.end);
        let (name, left, widths) = (self.name.to_owned(), self.grid.left, self.grid.widths.clone());
        let frozen_columns = if page.pinned == Pinned::FirstHeader { 0 } else { self.grid.left + 1 };
        let (first, repeated) = self.grid.repeated;
        let printed_end = self.grid.printed_end;
        let breaks = page.blocks.iter().zip(&self.grid.rows).filter(|(block, _)| **block == Block::NewSheet);
        let breaks: Vec<u32> = breaks.map(|(_, row)| *row).collect();
        let [before, between, after] = page.footer.page;
        let (period, source) = (coded(&page.footer.period), coded(&page.footer.source));
        let footer = format!("&L&8 {period}&C&8 {source}&R&8 {before}&P{between}&N{after}");
        let header = page.draft.as_ref().map(|draft| format!("&R&8&B {}", coded(draft)));
        let paper_size = self.style.paper_size();
        self.on.other(Box::new(move |sheet| {
            sheet.set_name(&name)?;
            sheet.set_column_width(0, grid::MARGIN_WIDTH)?;
            for (column, width) in (left..).zip(&widths) {
                sheet.set_column_width(column, *width)?;
            }
            sheet.set_freeze_panes(pinned, frozen_columns)?;
            // Hashes and labels may look like numbers and are none.
            sheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
            // A group is named by the row above it.
            sheet.group_symbols_above(true);
            sheet.set_screen_gridlines(false).set_zoom(90);
            sheet.set_landscape().set_paper_size(paper_size).set_print_fit_to_pages(1, 0);
            sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.25, 0.3);
            sheet.set_repeat_rows(first, repeated)?;
            sheet.set_print_area(0, 0, printed_end.saturating_sub(1), last)?;
            sheet.set_page_breaks(&breaks)?;
            sheet.set_footer(&footer);
            if let Some(header) = &header {
                sheet.set_header(header);
            }
            Ok(())
        }))
    }

    fn head(&mut self, page: &Page) -> Done {
        self.links(page)?;
        self.line(grid::TITLE_ROW, &page.title, &self.style.title(), 24.0)?;
        self.wrapped(grid::SUBTITLE_ROW, &page.subtitle, &self.style.subtitle(), 1.0)?;
        if let Some(message) = &page.message {
            self.wrapped(grid::MESSAGE_ROW, message, &self.style.message(), 1.25)?;
        }
        Ok(())
    }

    /// Links side by side, each where the one before it has ended.
    fn links(&mut self, page: &Page) -> Done {
        let format = self.style.nav();
        let mut column = self.grid.left;
        for link in &page.links {
            let Some(target) = self.book.page(&link.page) else { continue };
            let text = format!("→ {}", link.text);
            self.on.link(grid::LINKS_ROW, column, &internal(&target.sheet), &text, &format)?;
            let mut room = 0.0;
            while room < grid::text_width(&text) + 2.0 && column < self.grid.last_column() {
                room += self.grid.width(column, 1);
                column += 1;
            }
        }
        Ok(())
    }

    fn tiles(&mut self, row: u32, tiles: &[Tile]) -> Done {
        let formats = self.style.tile();
        for (height, offset) in [(15.0, 0), (24.0, 1), (15.0, 2)] {
            self.on.row_height(row + offset, height)?;
        }
        for (tile, (first, span)) in tiles.iter().zip(self.grid.parts(tiles.len())) {
            let last = first + span - 1;
            let [label, figure, detail] = &formats;
            self.merged(row, first, last, &tile.label, label)?;
            if first < last {
                self.on.merge(row + 1, (first, last), figure)?;
            }
            let figure = self.style.toned(figure.clone(), tile.value.tone);
            match &tile.value.content {
                Content::Number(value, number) => {
                    let figure = figure.set_num_format(number.code());
                    self.figure(row + 1, first, &tile.value, value, &figure)?;
                }
                _ => self.on.text(row + 1, first, &tile.value.shown(), &figure)?,
            }
            self.note(row + 1, first, &tile.value)?;
            self.merged(row + 2, first, last, &tile.detail, detail)?;
        }
        Ok(())
    }

    fn charts(&mut self, row: u32, charts: &[Chart]) -> Done {
        for (chart, (first, span)) in charts.iter().zip(self.grid.parts(charts.len().max(3))) {
            let width: f64 = (first..first + span)
                .map(|column| self.grid.width(column, 1) * PIXELS_PER_CHARACTER + CELL_PADDING_PIXELS)
                .sum();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width on a screen")]
            let width = (width - 12.0).clamp(200.0, 900.0) as u32;
            for (top, tier) in chart::tiers(chart, self.book, self.style, width) {
                self.on.chart(row, first, &tier, top)?;
            }
        }
        Ok(())
    }
}

/// Text inside a header or footer, where `&` starts a code; cut so that the whole stays below 255 characters.
fn coded(text: &str) -> String {
    text.chars().take(75).collect::<String>().replace('&', "&&")
}
