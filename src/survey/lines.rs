//! The lines of a table below its header: rows of data, totals, labels of sections.

use super::extent::Extent;
use super::heads::Head;
use super::look::{Look, View};
use crate::ingest::shape::totals::{self, Naming};
use crate::sheet::{Memo, Raw};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Data,
    Total(Naming),
    /// A label that applies to the lines below it.
    Section,
    /// The header said again.
    Repeat,
}

#[derive(Debug)]
pub(crate) struct Lines {
    /// Every line that is not blank, with its stored row.
    pub(crate) all: Vec<(usize, Line)>,
    /// Blank rows between them.
    pub(crate) blank: usize,
}

impl Lines {
    /// The section of every row of data, numbered.
    pub(crate) fn data_in_sections(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut section = 0;
        self.all.iter().filter_map(move |(row, line)| {
            section += usize::from(*line == Line::Section);
            (*line == Line::Data).then_some((section, *row))
        })
    }

    pub(crate) fn of(&self, wanted: Line) -> impl Iterator<Item = usize> {
        self.all.iter().filter(move |(_, line)| *line == wanted).map(|(row, _)| *row)
    }

    pub(crate) fn data(&self) -> impl Iterator<Item = usize> {
        self.of(Line::Data)
    }

    pub(crate) fn totals(&self) -> impl Iterator<Item = (usize, Naming)> {
        self.all.iter().filter_map(|(row, line)| match line {
            Line::Total(naming) => Some((*row, *naming)),
            _ => None,
        })
    }
}

pub(crate) fn lines(view: &View<'_>, extent: &Extent, heads: &[Head]) -> Lines {
    let labels: Vec<usize> = heads.iter().filter(|head| !head.is_figure).map(|head| head.column).collect();
    let across = heads.iter().any(|head| head.time.is_some());
    let mut namings: Memo<Option<Naming>> = Memo::new(view.grid());
    let mut all = Vec::with_capacity(extent.last.saturating_sub(extent.bottom));
    let mut blank = 0;
    for row in extent.bottom + 1..=extent.last {
        if extent.repeats.binary_search(&row).is_ok() {
            all.push((row, Line::Repeat));
            continue;
        }
        let has_figure = extent.figures.iter().any(|&column| view.look(row, column).is_figure());
        // A text among the figures is a fault of its row, and the row is one.
        let is_filled = extent.figures.iter().any(|&column| view.look(row, column) != Look::Blank);
        let filled = labels.iter().filter(|&&column| view.look(row, column) != Look::Blank).count();
        if !is_filled && filled == 0 {
            blank += 1;
            continue;
        }
        let naming = labels.iter().find_map(|&column| match view.grid().raw(row, column) {
            Raw::Text(id) => namings.get(view.grid(), id, totals::naming),
            _ => None,
        });
        let line = match naming {
            Some(naming) if has_figure => Line::Total(naming),
            // A row may lack its figures; in a crosstab such a row says what the next ones are about.
            _ if is_filled || extent.figures.is_empty() || (!across && filled == labels.len() && filled >= 2) => {
                Line::Data
            }
            _ => Line::Section,
        };
        all.push((row, line));
    }
    Lines { all, blank }
}

/// What the labels of a line say, joined.
pub(crate) fn label_of(view: &View<'_>, heads: &[Head], row: usize) -> String {
    let labels: Vec<String> = heads
        .iter()
        .filter(|head| !head.is_figure)
        .map(|head| view.text(row, head.column))
        .filter(|text| !text.is_empty())
        .collect();
    labels.join(" · ")
}
