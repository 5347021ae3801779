//! A column of names while its rows come in: four bytes a row, and each name looked up once a sheet.

use crate::ingest::Texts;
use indexmap::IndexSet;
use polars::prelude::*;
use std::sync::Arc;

/// A text column with its texts numbered.
#[derive(Default)]
pub(super) struct Numbered {
    names: IndexSet<Arc<str>>,
    /// By row; shorter than the fact where nothing follows.
    ids: Vec<u32>,
    /// Numbers of the open part's texts, as far as they came up.
    of_part: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Numbered {
    pub(super) fn open_part(&mut self, texts: Option<&Texts>) {
        self.of_part.clear();
        self.of_part.resize(texts.map_or(0, |texts| texts.distinct().len()), NONE);
    }

    /// Adds the text of a row of the open part as row `at` of the fact.
    pub(super) fn push(&mut self, texts: &Texts, row: usize, at: usize) {
        let Some(id) = texts.id(row) else { return };
        if self.of_part[id] == NONE {
            self.of_part[id] = texts.get(row).map_or(NONE, |name| self.number(name));
        }
        self.set(at, self.of_part[id]);
    }

    pub(super) fn number(&mut self, name: &Arc<str>) -> u32 {
        let number = self.names.get_index_of(name).unwrap_or_else(|| self.names.insert_full(name.clone()).0);
        u32::try_from(number).unwrap_or(NONE)
    }

    pub(super) fn set(&mut self, at: usize, number: u32) {
        self.ids.resize(at, NONE);
        self.ids.push(number);
    }

    /// The column over all `rows` rows, and the names; nothing where there is no name.
    pub(super) fn finish(mut self, column: &str, rows: usize) -> (Option<Column>, Vec<Arc<str>>) {
        let names: Vec<Arc<str>> = self.names.into_iter().collect();
        self.ids.resize(rows, NONE);
        let column = (!names.is_empty()).then(|| {
            let numbers: UInt32Chunked = if self.ids.contains(&NONE) {
                self.ids.into_iter().map(|id| Some(id).filter(|&id| id != NONE)).collect()
            } else {
                UInt32Chunked::from_vec(PlSmallStr::EMPTY, self.ids)
            };
            numbers.with_name(column.into()).into_series().into_column()
        });
        (column, names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number_from_part_to_part() {
        let texts = |names: &[&str]| {
            let mut texts = Texts::default();
            for name in names {
                let id = (!name.is_empty()).then(|| texts.intern((*name).into()));
                texts.push_id(id);
            }
            texts
        };
        let mut column = Numbered::default();
        let mut rows = 0;
        for (part, length) in [(texts(&["b", "", "a", "b"]), 4), (texts(&["a", "c"]), 2)] {
            column.open_part(Some(&part));
            for row in 0..length {
                column.push(&part, row, rows);
                rows += 1;
            }
        }
        let (column, names) = column.finish("customer", rows);
        let found: Vec<Option<u32>> = column.unwrap().u32().unwrap().iter().collect();
        assert_eq!(found, [Some(0), None, Some(1), Some(0), Some(1), Some(2)]);
        assert_eq!(names.iter().map(|name| &**name).collect::<Vec<_>>(), ["b", "a", "c"]);
    }
}
