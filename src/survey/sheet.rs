//! The survey of a sheet, table by table.

use super::found::{RowTally, SheetSurvey, SpecialRows, Survey, TableSurvey};
use super::lines::LineKind;
use super::parts::TableParts;
use super::{across, oddity, totals, trust};
use crate::calendar::FiscalCalendar;
use crate::formats::Book;
use crate::ingest::shape::look::{CellKind, SheetView};
use crate::ingest::shape::tables::{self, Extent};
use crate::ingest::shape::unit_line;
use crate::sheet::Sheet;

/// Surveys every sheet of a file.
pub fn survey(book: &Book, calendar: &FiscalCalendar) -> Survey {
    Survey { sheets: book.sheets.iter().map(|sheet| sheet_survey(sheet, calendar)).collect() }
}

pub(crate) fn sheet_survey(sheet: &Sheet, calendar: &FiscalCalendar) -> SheetSurvey {
    const LINES: usize = 8;
    let view = SheetView::new(sheet, calendar);
    let mut found = Vec::new();
    let mut taken = Vec::new();
    let mut lines = Vec::new();
    for band in tables::bands(&view) {
        for extent in tables::tables(&view, &band) {
            found.push(table(&view, &extent));
            taken.push((extent.top..=extent.last, extent.columns.clone()));
        }
        let free = |row: usize, column: usize| {
            !taken.iter().any(|(rows, columns)| rows.contains(&row) && columns.contains(&column))
        };
        for row in 0..sheet.grid.height() {
            if lines.len() >= LINES {
                break;
            }
            for &column in &band.columns {
                if view.look(row, column) != CellKind::Blank && free(row, column) && lines.len() < LINES {
                    lines.push((sheet.grid.shown_cell(row, column), view.text(row, column)));
                }
            }
        }
    }
    found.sort_by_key(|table: &TableSurvey| (table.area.0.row, table.area.0.column));
    lines.sort_by_key(|(cell, _)| *cell);
    SheetSurvey {
        name: sheet.name.clone(),
        visible: sheet.visible,
        rows: sheet.grid.height(),
        columns: sheet.grid.width(),
        oddities: oddity::of_sheet(sheet),
        tables: found,
        lines,
    }
}

fn table(view: &SheetView<'_>, extent: &Extent) -> TableSurvey {
    let grid = view.grid();
    let TableParts { table_columns, columns: all, lines } = TableParts::of(view, extent);
    let data: Vec<usize> = lines.data().collect();
    let table = totals::TotalledTable { view, table_columns: &table_columns, columns: &all, lines: &lines };
    let mut totals = table.rows();
    totals.extend(table.total_columns());
    let across = across::across(&table_columns, &all);
    // A unit over a figure is that of its column, and stands in its name.
    let corner = 0..extent.figures.iter().copied().min().unwrap_or(0);
    let above = unit_line::find(view.sheet, 0..extent.top, 0..view.sheet.grid.width());
    let mut said = above.into_iter().chain(unit_line::find(view.sheet, extent.top..extent.bottom + 1, corner));
    let unit = said.next().map(|line| (line.cell, line.text));
    let first = extent.columns.first().copied().unwrap_or(0);
    let last = extent.columns.last().copied().unwrap_or(0);
    let rows = RowTally {
        data: data.len(),
        totals: lines.totals().count(),
        sections: lines.of(LineKind::Section).count(),
        blank: lines.blank,
        repeated: extent.repeats.len(),
    };
    let numbers =
        |rows: &mut dyn Iterator<Item = usize>| -> Vec<u32> { rows.map(|row| view.grid().shown_row(row)).collect() };
    let special = SpecialRows {
        header: numbers(&mut (extent.top..=extent.bottom).chain(extent.repeats.iter().copied())),
        totals: numbers(&mut lines.totals().map(|(row, _)| row)),
        sections: numbers(&mut lines.of(LineKind::Section)),
        notes: numbers(&mut lines.of(LineKind::Note)),
    };
    let oddities = oddity::of_table(view, extent, &table_columns, &all, &lines);
    let confidence = trust::judge(extent, &rows, &all, across.as_ref(), &totals);
    TableSurvey {
        area: (view.grid().shown_cell(extent.top, first), view.grid().shown_cell(extent.last, last)),
        header: (grid.row_number(extent.top), grid.row_number(extent.bottom)),
        rows,
        special,
        columns: all,
        across,
        totals,
        unit,
        oddities,
        confidence,
    }
}
