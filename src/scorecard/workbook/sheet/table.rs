//! Tables onto a worksheet: headers, rows, cells, bars and sparklines.

use super::super::super::model::{Align, Cell, Column, Content, Row, RowRole, Sparkline, SparklineLook, Table, Width};
use super::super::grid::{self, LEFT, TablePlace};
use super::super::style;
use super::{Done, LINE, ROW_SPARE, Sheet, internal};
use rust_xlsxwriter::{ConditionalFormatDataBar, ConditionalFormatType, Format, FormatAlign, SparklineType};

impl Sheet<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Done {
        let Some(place) = self.grid.table(table.key) else { return Ok(()) };
        self.groups(table, place)?;
        let mut lines = 1;
        for (column, &first) in table.columns.iter().zip(&place.columns) {
            let mut format = style::header(self.lang, column.align);
            if column.span > 1 {
                format = format.unset_text_wrap();
            }
            if is_set_off(first, column) {
                format = format.set_indent(1);
            }
            self.on.write_string_with_format(place.header, first, &column.header, &format)?;
            self.fill(place.header, first, column.span, &format)?;
            let width = self.grid.width(usize::from(first - LEFT), usize::from(column.span));
            if column.span == 1 {
                lines = lines.max(grid::lines(&column.header, width / 0.82));
            }
        }
        self.on.set_row_height(place.header, f64::from(lines) * LINE + ROW_SPARE)?;
        for (row, number) in table.rows.iter().zip(place.header + 1..) {
            self.row(table, place, row, number)?;
        }
        self.bars(table, place)
    }

    fn groups(&mut self, table: &Table, place: &TablePlace) -> Done {
        let mut next = 0;
        for group in &table.groups {
            let first = place.columns.get(next).copied();
            next += group.columns;
            let last = next.checked_sub(1).and_then(|last| place.columns.get(last)).copied();
            if let (Some(first), Some(last), false) = (first, last, group.label.is_empty()) {
                self.merged(place.header - 1, first, last, &group.label, &style::group(self.lang))?;
            }
        }
        Ok(())
    }

    fn row(&mut self, table: &Table, place: &TablePlace, row: &Row, number: u32) -> Done {
        let mut lines = 1;
        for ((cell, column), &first) in row.cells.iter().zip(&table.columns).zip(&place.columns) {
            let one_text = matches!(row.role, RowRole::Section | RowRole::Remark);
            let wraps = column.width != Width::Content && !one_text;
            let mut format = style::row(self.lang, row.role, column.align);
            let off = f64::from(cell.indent) * 1.5 + if is_set_off(first, column) { grid::INDENT } else { 0.0 };
            if is_set_off(first, column) {
                format = format.set_indent(1);
            }
            if let Content::Comment(_) = cell.content {
                format = style::comment(format);
            }
            if wraps {
                format = format.set_text_wrap();
                let width = self.grid.width(usize::from(first - LEFT), usize::from(column.span));
                let weight = if cell.strong { grid::BOLD } else { 1.0 };
                lines = lines.max(grid::lines(&cell.shown(), (width - off) / weight));
                if column.span > 1 {
                    self.on.merge_range(number, first, number, first + column.span - 1, "", &format)?;
                }
            }
            self.cell(number, first, column.span, cell, format)?;
        }
        self.on.set_row_height(number, (f64::from(lines) * LINE + ROW_SPARE).max(15.0))?;
        Ok(())
    }

    fn cell(&mut self, row: u32, column: u16, span: u16, cell: &Cell, format: Format) -> Done {
        let mut format = style::toned(format, cell.tone);
        if cell.strong {
            format = format.set_bold();
        }
        if cell.indent > 0 {
            format = format.set_indent(cell.indent * 2);
        }
        match &cell.content {
            Content::Empty | Content::Comment(_) => {
                self.on.write_blank(row, column, &format)?;
            }
            Content::Text(text) => match cell.link.as_ref().and_then(|page| self.book.page(page)) {
                Some(target) => {
                    format = style::link(format);
                    let url = internal(&target.sheet);
                    self.on.write_url_with_options(row, column, url.as_str(), text, "", Some(&format))?;
                }
                None => {
                    self.on.write_string_with_format(row, column, text, &format)?;
                }
            },
            Content::Number(value, number) => {
                format = format.set_num_format(number.code()).set_align(FormatAlign::Right);
                self.on.write_number_with_format(row, column, value.to_float(), &format)?;
            }
            Content::NoData => {
                self.on.write_string_with_format(row, column, cell.shown(), &format)?;
            }
            Content::Status(status, _) => {
                format = style::status(format, *status);
                self.on.write_string_with_format(row, column, cell.shown(), &format)?;
            }
            Content::Heat(score, number, status) => {
                format = style::heat(format, *status, *number);
                self.on.write_number_with_format(row, column, score.to_float(), &format)?;
            }
            Content::Spark(spark) => {
                self.on.write_blank(row, column, &format)?;
                self.spark(row, column, spark)?;
            }
        }
        self.fill(row, column, span, &format)?;
        self.note(row, column, cell)
    }

    /// The other grid columns of a table column, empty, so that a text runs on over them.
    fn fill(&mut self, row: u32, first: u16, span: u16, format: &Format) -> Done {
        for column in first + 1..first + span {
            self.on.write_blank(row, column, format)?;
        }
        Ok(())
    }

    fn spark(&mut self, row: u32, column: u16, spark: &Sparkline) -> Done {
        let Some((page, area)) = self.book.resolve(&spark.range) else { return Ok(()) };
        let range = (page.sheet.as_str(), area.first_row, area.first_column, area.last_row, area.last_column);
        let drawn = rust_xlsxwriter::Sparkline::new().set_range(range).set_sparkline_color(style::SPARK);
        let drawn = drawn.show_last_point(true).set_last_point_color(style::INK).show_negative_points(false);
        let drawn = match spark.look {
            SparklineLook::Line => drawn.set_line_weight(1.25).show_markers(true).set_markers_color(style::SPARK),
            SparklineLook::Columns => drawn.set_type(SparklineType::Column).set_custom_min(0),
        };
        self.on.add_sparkline(row, column, &drawn)?;
        Ok(())
    }

    /// Bars behind the figures of a column.
    fn bars(&mut self, table: &Table, place: &TablePlace) -> Done {
        let last = place.header + u32::try_from(table.rows.len()).unwrap_or(0);
        for (column, &first) in table.columns.iter().zip(&place.columns) {
            let Some(full) = column.bar_to.as_ref().filter(|_| last > place.header) else { continue };
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, full.to_float())
                .set_fill_color(style::BAR)
                .set_solid_fill(true)
                .set_border_off(true);
            self.on.add_conditional_format(place.header + 1, first, last, first, &bar)?;
        }
        Ok(())
    }
}

/// Whether a column stands off the figures to its left.
fn is_set_off(first: u16, column: &Column) -> bool {
    first > LEFT && column.align == Align::Left
}
