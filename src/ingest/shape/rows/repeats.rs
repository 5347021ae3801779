//! Rows that say the header again.

use crate::ingest::shape::header::Header;
use crate::name;
use crate::sheet::{Grid, Memo, Raw, Value};

/// Rows that say the header again, as on every printed page.
pub(crate) struct Repeats<'a> {
    /// Rows of the header: texts with their columns.
    headers: Vec<Vec<(usize, &'a str)>>,
    /// Whether a text is the first one of some header row.
    first: Memo<bool>,
}

impl<'a> Repeats<'a> {
    pub(crate) fn new(grid: &'a Grid, header: &Header) -> Self {
        let texts = |row: usize| -> Vec<(usize, &str)> {
            let texts = header.columns.clone().map(|column| (column, grid.value(row, column)));
            texts
                .filter_map(|(column, value)| match value {
                    Value::Text(text) if !text.trim().is_empty() => Some((column, text)),
                    _ => None,
                })
                .collect()
        };
        let rows = if header.names.is_empty() { 0..0 } else { header.top..header.index + 1 };
        // A row with a single name says too little to be known again.
        let several = |row: &Vec<(usize, &str)>| row.len() > 1 || header.names().count() == 1;
        Self { headers: rows.map(texts).filter(several).collect(), first: Memo::new(grid) }
    }

    pub(crate) fn repeat_in(&mut self, grid: &Grid, row: usize) -> bool {
        self.headers.iter().any(|header| {
            let Some(&(column, first)) = header.first() else { return false };
            let Raw::Text(id) = grid.raw(row, column) else { return false };
            let headers = &self.headers;
            let known = self.first.get(grid, id, |text| {
                headers.iter().filter_map(|header| header.first()).any(|(_, name)| name::fold(name) == name::fold(text))
            });
            known
                && name::fold(grid.text(id)) == name::fold(first)
                && header.iter().all(|&(column, name)| match grid.raw(row, column) {
                    Raw::Text(id) => name::fold(grid.text(id)) == name::fold(name),
                    _ => false,
                })
        })
    }
}
