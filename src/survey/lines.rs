//! The lines of a table below its header: rows of data, totals, labels of sections.

use super::columns::TableColumn;
use crate::ingest::shape::look::{CellKind, SheetView};
use crate::ingest::shape::rows::{LoneKind, LoneRows};
use crate::ingest::shape::tables::Extent;
use crate::ingest::shape::totals::{self, Naming};
use crate::sheet::{Memo, Raw};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineKind {
    Data,
    Total(Naming),
    /// A label that applies to the lines below it.
    Section,
    /// A text among the lines that speaks of the table.
    Note,
    /// The header said again.
    Repeat,
}

#[derive(Debug, Clone)]
pub(crate) struct TableLines {
    /// Every line that is not blank, with its stored row.
    pub(crate) all: Vec<(usize, LineKind)>,
    /// Lines of data with the name of a total, which nothing proves to be one.
    pub(crate) unproved: Vec<usize>,
    /// Blank rows between them.
    pub(crate) blank: usize,
    /// What tells the rows with a single text.
    pub(crate) lone: LoneRows,
}

impl TableLines {
    /// The section of every row of data, numbered.
    pub(crate) fn data_in_sections(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut section = 0;
        self.all.iter().filter_map(move |(row, line)| {
            section += usize::from(*line == LineKind::Section);
            (*line == LineKind::Data).then_some((section, *row))
        })
    }

    pub(crate) fn of(&self, wanted: LineKind) -> impl Iterator<Item = usize> {
        self.all.iter().filter(move |(_, line)| *line == wanted).map(|(row, _)| *row)
    }

    pub(crate) fn data(&self) -> impl Iterator<Item = usize> {
        self.of(LineKind::Data)
    }

    pub(crate) fn totals(&self) -> impl Iterator<Item = (usize, Naming)> {
        self.all.iter().filter_map(|(row, line)| match line {
            LineKind::Total(naming) => Some((*row, *naming)),
            _ => None,
        })
    }
}

pub(crate) fn lines(view: &SheetView<'_>, extent: &Extent, table_columns: &[TableColumn]) -> TableLines {
    let labels: Vec<usize> = table_columns
        .iter()
        .filter(|table_column| !table_column.is_figure)
        .map(|table_column| table_column.column)
        .collect();
    let across = table_columns.iter().any(|table_column| table_column.time.is_some());
    // A column of days or numbers before the figures may have labels of sections, too.
    let figures: Vec<usize> =
        extent.figures.iter().copied().filter(|column| !extent.columns.iter().take(2).any(|at| at == column)).collect();
    let figures = if figures.is_empty() { &extent.figures } else { &figures };
    let lone = LoneRows::of(view.grid(), extent.bottom + 1..extent.last + 1, &extent.columns, figures);
    let mut namings: Memo<Option<Naming>> = Memo::new(view.grid());
    let mut all = Vec::with_capacity(extent.last.saturating_sub(extent.bottom));
    let mut blank = 0;
    for row in extent.bottom + 1..=extent.last {
        if extent.repeats.binary_search(&row).is_ok() {
            all.push((row, LineKind::Repeat));
            continue;
        }
        let has_figure = extent.figures.iter().any(|&column| view.look(row, column).is_figure());
        // A text among the figures is a fault of its row, and the row is one.
        let is_filled = extent.figures.iter().any(|&column| view.look(row, column) != CellKind::Blank);
        let filled = labels.iter().filter(|&&column| view.look(row, column) != CellKind::Blank).count();
        if !is_filled && filled == 0 {
            blank += 1;
            continue;
        }
        let naming = labels.iter().find_map(|&column| match view.grid().raw(row, column) {
            Raw::Text(id) => namings.get(view.grid(), id, totals::naming),
            _ => None,
        });
        let line = match (lone.kind(view.grid(), row), naming) {
            (Some(LoneKind::Note), _) => LineKind::Note,
            (Some(LoneKind::Section(_)), _) => LineKind::Section,
            (Some(LoneKind::Line), _) => LineKind::Data,
            (None, Some(naming)) if has_figure => LineKind::Total(naming),
            // A row may lack its figures; in a crosstab such a row says what the next ones are about.
            _ if across && !is_filled && !extent.figures.is_empty() && !lone.is_named(view.grid(), row) => {
                LineKind::Section
            }
            _ => LineKind::Data,
        };
        all.push((row, line));
    }
    TableLines { all, unproved: Vec::new(), blank, lone }
}

/// What the labels of a line say, joined.
pub(crate) fn label_of(view: &SheetView<'_>, table_columns: &[TableColumn], row: usize) -> String {
    let labels: Vec<String> = table_columns
        .iter()
        .filter(|table_column| !table_column.is_figure)
        .map(|table_column| view.text(row, table_column.column))
        .filter(|text| !text.is_empty())
        .collect();
    labels.join(" · ")
}
