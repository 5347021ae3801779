//! What is written on a sheet again and again: lines, figures with their formulas, notes.

use super::canvas::{Canvas, Done};
use super::formula;
use super::grid::{self, SheetGrid};
use super::look::Looks;
use super::place::{PlacedPages, on_sheet};
use super::style::BookStyle;
use crate::amount::Amount;
use crate::scorecard::model::PageCell;
use rust_xlsxwriter::{Format, Formula, Note, Worksheet, XlsxError};

/// Points of one line of body text, and what a row has besides.
pub(super) const LINE: f64 = 11.6;
pub(super) const ROW_SPARE: f64 = 3.0;

/// The sheet that is being written.
pub(super) struct SheetWriter<'a, 'b> {
    pub(super) on: &'a mut dyn Canvas,
    pub(super) looks: &'a mut Looks<'b>,
    pub(super) grid: &'a SheetGrid<'a>,
    pub(super) book: &'a PlacedPages<'a>,
    pub(super) name: &'a str,
    pub(super) style: BookStyle<'b>,
}

impl SheetWriter<'_, '_> {
    /// Does to the worksheet what no canvas need know.
    pub(super) fn on_sheet(
        &mut self,
        deed: impl Fn(&mut Worksheet) -> Result<&mut Worksheet, XlsxError> + 'static,
    ) -> Done {
        self.on.other(Box::new(move |sheet| deed(sheet).map(drop)))
    }

    /// A text that runs on over empty cells.
    pub(super) fn line(&mut self, row: u32, text: &str, format: &Format, height: f64) -> Done {
        self.on.row_height(row, height)?;
        self.on.text(row, self.grid.left, text, format)
    }

    /// A text over the width of the page, as many lines as it takes.
    pub(super) fn wrapped(&mut self, row: u32, text: &str, format: &Format, size: f64) -> Done {
        let width: f64 = self.grid.widths.iter().sum();
        let size = size * self.style.scale();
        let lines = grid::lines(text, width / size);
        self.on.row_height(row, f64::from(lines) * LINE * size + ROW_SPARE)?;
        self.merged(row, self.grid.left, self.grid.last_column(), text, format)
    }

    pub(super) fn merged(&mut self, row: u32, first: u16, last: u16, text: &str, format: &Format) -> Done {
        if first < last {
            self.on.merge(row, (first, last), format)?;
        }
        self.on.text(row, first, text, format)
    }

    /// A figure, and how it is computed where its cell says so.
    pub(super) fn figure(&mut self, row: u32, column: u16, cell: &PageCell, value: &Amount, format: &Format) -> Done {
        let value = value.to_float();
        match cell.formula.as_ref().and_then(|formula| formula::written(formula, self.name, self.book)) {
            Some(text) => {
                let computed = Formula::new(text).set_result(value.to_string());
                self.on.formula(row, column, computed, format)
            }
            None => self.on.number(row, column, value, format),
        }
    }

    pub(super) fn note(&mut self, row: u32, column: u16, cell: &PageCell) -> Done {
        match &cell.note {
            Some(note) => self.on.note(row, column, &Note::new(note).add_author_prefix(false)),
            None => Ok(()),
        }
    }
}

/// The address of a sheet for a link.
pub(super) fn internal(sheet: &str) -> String {
    format!("internal:{}A1", on_sheet(sheet))
}

/// As much of a text as a cell may hold, counted as spreadsheets count.
pub(super) fn within(text: &str) -> &str {
    const LONGEST: usize = 32_767;
    if text.len() <= LONGEST {
        return text;
    }
    let mut length = 0;
    let longer = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > LONGEST
    });
    longer.map_or(text, |(end, _)| &text[..end])
}
