//! Rows of texts, gathered until there are enough of them to go into a grid column by column.

use std::borrow::Cow;

/// Rows of texts on their way into a grid.
#[derive(Debug, Default)]
pub(crate) struct TextRows<'a> {
    /// Their numbers in the sheet, from 0.
    pub(super) numbers: Vec<u32>,
    /// By column: which of the rows, and the text.
    pub(super) columns: Vec<Vec<(usize, Cow<'a, str>)>>,
    open: bool,
}

impl<'a> TextRows<'a> {
    /// Adds a text to the row that [`Self::end_row`] will close.
    #[inline]
    pub(crate) fn add(&mut self, column: usize, text: Cow<'a, str>) {
        if text.is_empty() {
            return;
        }
        if column >= self.columns.len() {
            self.columns.resize_with(column + 1, Vec::new);
        }
        self.columns[column].push((self.numbers.len(), text));
        self.open = true;
    }

    /// Rows must come in their order; one without a text is none. Whether it is one.
    pub(crate) fn end_row(&mut self, number: u32) -> bool {
        let is_row = std::mem::take(&mut self.open);
        if is_row {
            self.numbers.push(number);
        }
        is_row
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    pub(crate) fn clear(&mut self) {
        self.numbers.clear();
        self.columns.iter_mut().for_each(Vec::clear);
    }
}
