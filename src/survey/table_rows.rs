//! The rows of a table as they are read: lines of data alone, a crosstab as one row a line and period, numbers as plain
//! decimals and days by their date.

use super::columns::{TableColumn, Time};
use super::found::ColumnKind;
use super::lines::{LineKind, label_of};
use super::parts::TableParts;
use super::totals::TotalledTable;
use crate::calendar::FiscalCalendar;
use crate::ingest::shape::look::SheetView;
use crate::ingest::shape::tables::{self, Extent};
use crate::ingest::shape::totals::{CellFigure, Marks};
use crate::place::{Cell, column_letters};
use crate::sheet::{Sheet, Value};

/// A table as names over rows of texts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TableRows {
    pub(crate) names: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Reads the table of a sheet whose header starts in a cell.
pub(crate) fn table_rows(sheet: &Sheet, calendar: &FiscalCalendar, first: Cell) -> Option<TableRows> {
    let view = SheetView::new(sheet, calendar);
    let starts_here =
        |extent: &Extent| sheet.grid.shown_cell(extent.top, extent.columns.first().copied().unwrap_or(0)) == first;
    let bands = tables::bands(&view);
    let mut found = bands.iter().flat_map(|band| tables::tables(&view, band));
    found.find(starts_here).map(|extent| Reading::of(&view, &extent).rows())
}

struct Reading<'a> {
    view: &'a SheetView<'a>,
    parts: TableParts,
    marks: Marks,
    /// Positions of the columns that are read as they stand.
    plain: Vec<usize>,
    /// Periods across, each with the positions of its columns.
    periods: Vec<(Time, Vec<usize>)>,
    /// What stands side by side under each period; one without a label where there is one.
    measures: Vec<Option<String>>,
    has_sections: bool,
}

impl<'a> Reading<'a> {
    fn of(view: &'a SheetView<'a>, extent: &Extent) -> Self {
        let parts = TableParts::of(view, extent);
        let TableParts { table_columns, columns, lines } = &parts;
        let marks = TotalledTable { view, table_columns, columns, lines }.marks();
        let mut periods: Vec<(Time, Vec<usize>)> = Vec::new();
        let mut measures: Vec<Option<String>> = Vec::new();
        for (at, column) in table_columns.iter().enumerate() {
            let Some(time) = column.time else { continue };
            match periods.iter_mut().find(|(known, _)| *known == time) {
                Some((_, columns)) => columns.push(at),
                None => periods.push((time, vec![at])),
            }
            if !measures.contains(&column.measure) {
                measures.push(column.measure.clone());
            }
        }
        let is_read = |&at: &usize| {
            let has_something = !table_columns[at].name.is_empty() || columns[at].kind != ColumnKind::Empty;
            has_something && (periods.is_empty() || !table_columns[at].is_figure)
        };
        let plain = (0..table_columns.len()).filter(is_read).collect();
        let has_sections = lines.of(LineKind::Section).next().is_some();
        Self { view, parts, marks, plain, periods, measures, has_sections }
    }

    fn rows(&self) -> TableRows {
        let mut names = vec!["row".to_owned()];
        names.extend(self.plain.iter().map(|&at| name(&self.parts.table_columns[at])));
        names.extend(self.has_sections.then(|| "section".to_owned()));
        if !self.periods.is_empty() {
            names.push("period".to_owned());
            let measure = |measure: &Option<String>| measure.clone().unwrap_or_else(|| "value".to_owned());
            names.extend(self.measures.iter().map(measure));
        }
        let mut rows = Vec::new();
        let mut section = String::new();
        let mut above: Vec<String> = Vec::new();
        for &(row, line) in &self.parts.lines.all {
            match line {
                LineKind::Section => section = label_of(self.view, &self.parts.table_columns, row),
                LineKind::Data => {
                    let mut cells = vec![(u64::from(self.view.grid().shown_row(row)) + 1).to_string()];
                    above = self.labels(row, &above);
                    cells.extend(above.iter().cloned());
                    cells.extend(self.has_sections.then(|| section.clone()));
                    self.unpivot(row, cells, &mut rows);
                }
                LineKind::Total(_) | LineKind::Note | LineKind::Repeat => {}
            }
        }
        TableRows { names, rows }
    }

    /// The cells that are read as they stand. In a crosstab a label that is said once for several lines stands in each.
    fn labels(&self, row: usize, above: &[String]) -> Vec<String> {
        let mut own: Vec<String> = self.plain.iter().map(|&at| self.text(row, at)).collect();
        if !self.periods.is_empty() {
            let outer = own.len().saturating_sub(1);
            for (label, above) in own[..outer].iter_mut().zip(above) {
                if !label.is_empty() {
                    break;
                }
                label.clone_from(above);
            }
        }
        own
    }

    /// A row for each period with a figure; the row itself where no periods stand across.
    fn unpivot(&self, row: usize, cells: Vec<String>, rows: &mut Vec<Vec<String>>) {
        if self.periods.is_empty() {
            rows.push(cells);
            return;
        }
        for (time, columns) in &self.periods {
            let of = |measure: &Option<String>| {
                let own = columns.iter().find(|&&at| self.parts.table_columns[at].measure == *measure);
                own.map(|&at| self.text(row, at)).unwrap_or_default()
            };
            let figures: Vec<String> = self.measures.iter().map(of).collect();
            if figures.iter().any(|figure| !figure.is_empty()) {
                let said = columns.first().map(|&at| self.parts.table_columns[at].said.clone());
                let period = match time {
                    Time::Span(span) => self.view.calendar.span_label(*span),
                    Time::Day(day) => day.to_string(),
                    Time::Step(_) => said.unwrap_or_default(),
                };
                rows.push(cells.iter().cloned().chain([period]).chain(figures).collect());
            }
        }
    }

    fn text(&self, row: usize, at: usize) -> String {
        let (grid, column) = (self.view.grid(), self.parts.table_columns[at].column);
        let is_number = self.parts.table_columns[at].is_figure && self.parts.columns[at].kind.is_number();
        match (grid.value(row, column), self.marks.figure(grid, row, column)) {
            (Value::Day(day), _) => day.to_string(),
            (_, CellFigure::Known(amount) | CellFigure::Foreign(amount)) if is_number => amount.to_string(),
            (_, CellFigure::Absent) if is_number => String::new(),
            _ => self.view.text(row, column),
        }
    }
}

fn name(column: &TableColumn) -> String {
    if column.name.is_empty() {
        return format!("[{}]", column_letters(u32::try_from(column.column).unwrap_or(0)));
    }
    column.name.clone()
}
