//! Rows that say the header again.

use crate::name;
use crate::sheet::{Grid, Memo, Raw};
use std::ops::RangeInclusive;

/// Rows that say the header again, as on every printed page: each cell that a row of the header has is there, in the same
/// words or with the same number or day.
pub(crate) struct Repeats<'a> {
    grid: &'a Grid,
    /// Rows of the header: columns with what they say.
    headers: Vec<Vec<(usize, Said)>>,
    /// Whether a text is the first one of some header row.
    first: Memo<bool>,
}

/// What a cell of a header says, however it is written.
#[derive(PartialEq)]
enum Said {
    Text(String),
    Other(Raw),
}

impl<'a> Repeats<'a> {
    /// Of a header in some rows and columns.
    pub(crate) fn new(grid: &'a Grid, header: RangeInclusive<usize>, columns: &[usize]) -> Self {
        let cells = |row: usize| -> Vec<(usize, Said)> {
            columns.iter().filter_map(|&column| Some((column, Said::at(grid, row, column)?))).collect()
        };
        // A row with a single name says too little to be known again, unless there is no other.
        let least = if columns.len() == 1 || header.start() == header.end() { 1 } else { 2 };
        let headers = header.map(cells).filter(|cells| cells.len() >= least).collect();
        Self { grid, headers, first: Memo::new(grid) }
    }

    pub(crate) fn has(&mut self, row: usize) -> bool {
        let Self { grid, headers, first } = self;
        headers.iter().any(|header| {
            let Some((column, said)) = header.first() else { return false };
            let is_first = match grid.raw(row, *column) {
                // Most rows are known to be none by their first text.
                Raw::Text(id) => first.get(grid, id, |text| {
                    let text = Said::Text(name::fold(text));
                    headers.iter().filter_map(|header| header.first()).any(|(_, said)| *said == text)
                }),
                raw => *said == Said::Other(raw),
            };
            is_first && header.iter().all(|(column, said)| Said::at(grid, row, *column).as_ref() == Some(said))
        })
    }
}

impl Said {
    fn at(grid: &Grid, row: usize, column: usize) -> Option<Self> {
        match grid.raw(row, column) {
            Raw::Text(id) => {
                Some(Self::Text(name::fold(grid.text(id)))).filter(|said| *said != Self::Text(String::new()))
            }
            Raw::Blank => None,
            raw => Some(Self::Other(raw)),
        }
    }
}
