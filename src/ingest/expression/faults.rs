//! Rows that an expression has no answer for, since a cell is no value or not the one that is wanted.

use super::column::SheetColumns;
use super::problem::ExpressionProblem;
use crate::diagnostic::Finding;
use crate::expression::{Expression, Unread};
use crate::ingest::problem::IngestProblem;
use crate::sheet::Value as CellValue;
use std::ops::Range;

impl SheetColumns<'_> {
    /// A cell that is an error, or a formula without its result.
    pub(super) fn unusable(&self, row: usize, column: usize, expression: &Expression) -> Finding {
        let name = expression.names[column].name.clone();
        let value = self.over.sheet.grid.value(row, self.columns[column]);
        let problem = match value {
            CellValue::Fault(fault) => IngestProblem::FaultyCell { column: name, fault: fault.to_owned() },
            _ => IngestProblem::Uncomputed { column: name },
        };
        Finding::new(self.place(row, column), problem)
    }

    /// Rows for which a part of an expression has no answer.
    pub(super) fn no_answer(
        &self,
        rows: &[usize],
        part: &Range<usize>,
        unread: Unread,
        expression: &Expression,
    ) -> Finding {
        let what = expression.text.get(part.clone()).filter(|part| !part.is_empty()).unwrap_or(&expression.text);
        let first = rows.first().copied().unwrap_or(0);
        let column = expression.columns_in(part).first().copied().unwrap_or(0);
        let says = self
            .columns
            .get(column)
            .and_then(|&column| self.over.sheet.grid.value(first, column).as_text().map(std::borrow::Cow::into_owned));
        let problem = ExpressionProblem::NoAnswer { part: what.to_owned(), unread, says, rows: rows.len() };
        Finding::new(self.place(first, column), problem)
    }
}
