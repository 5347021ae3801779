//! Tables onto a worksheet: headers, rows, cells, bars and sparklines.

use super::canvas::Done;
use super::grid::{self, TablePlace};
use super::look::{CellLook, Ground, Shows};
use super::style::color;
use super::writer::{LINE, ROW_SPARE, SheetWriter, internal, within};
use crate::scorecard::comments::CommentMark;
use crate::scorecard::model::{
    Align, Content, Page, PageCell, PageColumn, PageRow, PageTable, RowRole, Sparkline, SparklineLook, Width,
};
use rust_xlsxwriter::{
    Color, ConditionalFormat2ColorScale, ConditionalFormatDataBar, ConditionalFormatType, Format, SparklineType,
    TableColumn, TableStyle,
};

impl SheetWriter<'_, '_> {
    pub(super) fn table(&mut self, table: &PageTable, page: &Page) -> Done {
        let grid = self.grid;
        let Some(place) = grid.table(&table.key) else { return Ok(()) };
        if table.is_form() {
            return self.form(table, place);
        }
        self.dataset(table, place, page)?;
        self.groups(table, place)?;
        if table.has_header() {
            self.headers(table, place)?;
        }
        self.mark_header(table, place)?;
        for (row, number) in table.rows.iter().zip(place.header + 1..) {
            self.row(table, place, row, number)?;
        }
        self.fold(table, place)?;
        self.outline(table, place)?;
        self.shades(table, place)?;
        self.bars(table, place)
    }

    fn headers(&mut self, table: &PageTable, place: &TablePlace) -> Done {
        let mut lines = 1;
        for (column, &first) in table.columns.iter().zip(&place.columns) {
            let mut format = self.style.header(column.align);
            if column.span > 1 {
                format = format.unset_text_wrap();
            }
            if is_set_off(first, self.grid.left, column) {
                format = format.set_indent(1);
            }
            self.on.text(place.header, first, &column.header, &format)?;
            self.fill(place.header, first, column.span, &format)?;
            let width = self.grid.width(first, column.span);
            if column.span == 1 {
                lines = lines.max(grid::lines(&column.header, width / 0.82));
            }
        }
        self.on.row_height(place.header, f64::from(lines) * LINE + ROW_SPARE)
    }

    /// Rows that only help to draw are folded away; charts draw them all the same.
    fn fold(&mut self, table: &PageTable, place: &TablePlace) -> Done {
        let mut first = None;
        let helps = table.rows.iter().map(|row| row.role == RowRole::Helper).chain([false]);
        for (helps, number) in helps.zip(place.header + 1..) {
            match (helps, first) {
                (true, None) => first = Some(number),
                (false, Some(start)) => {
                    self.on_sheet(move |sheet| sheet.group_rows_collapsed(start, number - 1))?;
                    first = None;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Where the page says so, the table is one of Excel, too. It looks as it did: the style is ours.
    fn dataset(&mut self, table: &PageTable, place: &TablePlace<'_>, page: &Page) -> Done {
        let Some(dataset) = page.datasets.iter().find(|dataset| dataset.table == table.key) else { return Ok(()) };
        let Some((&first_column, &last_column)) = place.columns.first().zip(place.columns.last()) else {
            return Ok(());
        };
        let headers: Vec<TableColumn> =
            table.columns.iter().map(|column| TableColumn::new().set_header(&column.header)).collect();
        let native = rust_xlsxwriter::Table::new().set_name(dataset.name).set_columns(&headers);
        let native = native.set_style(TableStyle::None).set_banded_rows(false);
        let (header, last) = (place.header, place.last);
        self.on_sheet(move |sheet| sheet.add_table(header, first_column, last, last_column, &native))
    }

    /// Says beside the headers where the comments stand.
    fn mark_header(&mut self, table: &PageTable, place: &TablePlace<'_>) -> Done {
        let is_comment =
            |row: &PageRow, at: usize| matches!(row.cells.get(at), Some(PageCell { content: Content::Comment(_), .. }));
        let has_comments = |at: &usize| table.rows.iter().any(|row| is_comment(row, *at));
        let Some(column) = (0..table.columns.len()).find(has_comments) else { return Ok(()) };
        let Some(&first) = place.columns.get(column) else { return Ok(()) };
        let at = self.grid.mark_column();
        self.on.plain_text(place.header, at, &CommentMark::Header { back: usize::from(at - first) }.written())?;
        self.on_sheet(move |sheet| sheet.set_column_hidden(at))
    }

    /// Rows that may be folded away, below the row that says what they are.
    fn outline(&mut self, table: &PageTable, place: &TablePlace<'_>) -> Done {
        let mut next = place.header + 1;
        for rows in table.rows.chunk_by(|left, right| left.outline == right.outline) {
            let first = next;
            next += u32::try_from(rows.len()).unwrap_or(0);
            for _ in 0..rows.first().map_or(0, |row| row.outline) {
                self.on_sheet(move |sheet| sheet.group_rows(first, next - 1))?;
            }
        }
        Ok(())
    }

    /// Columns of one scale that stand side by side are shaded together.
    fn shades(&mut self, table: &PageTable, place: &TablePlace<'_>) -> Done {
        let last_row = place.last;
        let columns: Vec<_> = table.columns.iter().zip(&place.columns).collect();
        for side_by_side in columns.chunk_by(|(left, _), (right, _)| left.shade_to == right.shade_to) {
            let (Some((column, first)), Some((_, last))) = (side_by_side.first(), side_by_side.last()) else {
                continue;
            };
            let Some(full) = column.shade_to.as_ref().filter(|_| last_row > place.header) else { continue };
            let shade = ConditionalFormat2ColorScale::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, full.to_float())
                .set_minimum_color(Color::White)
                .set_maximum_color(color(self.style.palette().shade));
            let (top, first, last) = (place.header + 1, **first, **last);
            self.on_sheet(move |sheet| sheet.add_conditional_format(top, first, last_row, last, &shade))?;
        }
        Ok(())
    }

    fn groups(&mut self, table: &PageTable, place: &TablePlace<'_>) -> Done {
        let mut next = 0;
        for group in &table.groups {
            let first = place.columns.get(next).copied();
            next += group.columns;
            let last = next.checked_sub(1).and_then(|last| place.columns.get(last)).copied();
            if let (Some(first), Some(last), false) = (first, last, group.label.is_empty()) {
                self.merged(place.header - 1, first, last, &group.label, &self.style.group())?;
            }
        }
        Ok(())
    }

    fn row(&mut self, table: &PageTable, place: &TablePlace<'_>, row: &PageRow, number: u32) -> Done {
        let mut lines = 1;
        for ((cell, column), &first) in row.cells.iter().zip(&table.columns).zip(&place.columns) {
            let one_text = matches!(row.role, RowRole::Section | RowRole::Remark);
            let wraps = column.width != Width::Content && !one_text;
            let set_off = is_set_off(first, self.grid.left, column);
            let ground = Ground {
                role: row.role,
                align: column.align,
                set_off,
                comment: matches!(cell.content, Content::Comment(_)),
                wraps,
            };
            if wraps {
                let off = f64::from(cell.indent) * 1.5 + if set_off { grid::INDENT } else { 0.0 };
                let width = self.grid.width(first, column.span);
                let weight = if cell.strong { grid::BOLD } else { 1.0 };
                lines = lines.max(grid::lines(&cell.read(), (width - off) / (weight * self.style.scale())));
                if column.span > 1 {
                    let last = first + column.span - 1;
                    self.on.merge(number, (first, last), &self.looks.of(CellLook::bare(ground)))?;
                }
            }
            self.cell(number, first, column.span, cell, ground)?;
            if let Content::Comment(key) = &cell.content {
                let mark = CommentMark::of(key, within(&cell.read()));
                self.on.plain_text(number, self.grid.mark_column(), &mark.written())?;
            }
        }
        self.on.row_height(number, (f64::from(lines) * LINE * self.style.scale() + ROW_SPARE).max(15.0))
    }

    fn cell(&mut self, row: u32, column: u16, span: u16, cell: &PageCell, ground: Ground) -> Done {
        let target = match &cell.content {
            Content::Text(_) => cell.link.as_ref().and_then(|page| self.book.page(page)),
            _ => None,
        };
        let shows = match &cell.content {
            Content::Text(_) if target.is_some() => Shows::Link,
            Content::Number(_, number) => Shows::Number(*number),
            Content::Status(status, _) => Shows::Status(*status),
            Content::Heat(_, number, status) => Shows::Heat(*status, *number),
            _ => Shows::Plain,
        };
        let look = CellLook { ground, tone: cell.tone, strong: cell.strong, indent: cell.indent, shows };
        let format = &*self.looks.of(look);
        match &cell.content {
            Content::Empty => self.on.blank(row, column, format)?,
            Content::Comment(_) => match &cell.typed {
                Some(text) => self.on.text(row, column, within(text), format)?,
                None => self.on.blank(row, column, format)?,
            },
            Content::Text(text) => match target {
                Some(target) => self.on.link(row, column, &internal(&target.sheet), within(text), format)?,
                None => self.on.text(row, column, within(text), format)?,
            },
            Content::Number(value, _) | Content::Heat(value, ..) => self.figure(row, column, cell, value, format)?,
            Content::NoData | Content::Status(..) => self.on.text(row, column, &cell.read(), format)?,
            Content::Spark(spark) => {
                self.on.blank(row, column, format)?;
                self.spark(row, column, spark)?;
            }
        }
        self.fill(row, column, span, format)?;
        self.note(row, column, cell)
    }

    /// The other grid columns of a table column, empty, so that a text runs on over them.
    fn fill(&mut self, row: u32, first: u16, span: u16, format: &Format) -> Done {
        (first + 1..first + span).try_for_each(|column| self.on.blank(row, column, format))
    }

    fn spark(&mut self, row: u32, column: u16, spark: &Sparkline) -> Done {
        let Some(range) = self.book.resolve(&spark.range) else { return Ok(()) };
        let drawn =
            rust_xlsxwriter::Sparkline::new().set_range(range).set_sparkline_color(color(self.style.palette().spark));
        let drawn = drawn
            .show_last_point(true)
            .set_last_point_color(color(self.style.palette().ink))
            .show_negative_points(false);
        let drawn = match spark.look {
            SparklineLook::Line => {
                drawn.set_line_weight(1.25).show_markers(true).set_markers_color(color(self.style.palette().spark))
            }
            SparklineLook::Columns => drawn.set_type(SparklineType::Column).set_custom_min(0),
        };
        self.on.spark(row, column, &drawn)
    }

    /// Bars behind the figures of a column.
    fn bars(&mut self, table: &PageTable, place: &TablePlace<'_>) -> Done {
        let last = place.last;
        for (column, &first) in table.columns.iter().zip(&place.columns) {
            let Some(full) = column.bar_to.as_ref().filter(|_| last > place.header) else { continue };
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, full.to_float())
                .set_fill_color(color(self.style.palette().bar))
                .set_solid_fill(true)
                .set_border_off(true);
            let top = place.header + 1;
            self.on_sheet(move |sheet| sheet.add_conditional_format(top, first, last, first, &bar))?;
        }
        Ok(())
    }
}

/// Whether a column stands off the figures to its left.
fn is_set_off(first: u16, left: u16, column: &PageColumn) -> bool {
    first > left && column.align == Align::Left
}
