//! Rows that an expression has no answer for, since a cell is no value or not the one that is wanted.

use super::column::SheetColumns;
use super::problem::ExpressionProblem;
use crate::diagnostic::Finding;
use crate::expression::{Blanks, Bound, Expression, Row, Unread, Value, Why};
use crate::ingest::problem::IngestProblem;
use crate::sheet::Value as CellValue;
use crate::values::number;
use std::borrow::Cow;
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
    fn no_answer(&self, rows: &[usize], part: &Range<usize>, unread: Unread, expression: &Expression) -> Finding {
        let (what, column, first) = example(rows, part, expression);
        let problem =
            ExpressionProblem::NoAnswer { part: what, unread, says: self.says_in(first, column), rows: rows.len() };
        Finding::new(self.place(first, column), problem)
    }

    /// Cells that a `try_cast` counts as blank, though they say something.
    pub(super) fn not_converted(&self, bound: &Bound, expression: &Expression, rows: &[usize]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (attempt, at) in bound.attempts() {
            let fails = |row: &usize| {
                let value = Row { cells: self, index: *row, blanks: Blanks::Unknown }.value(attempt);
                value == Value::Missing(Why::NotConverted)
            };
            let rows: Vec<usize> = rows.iter().copied().filter(fails).collect();
            if rows.is_empty() {
                continue;
            }
            let (part, column, first) = example(&rows, at, expression);
            let problem = ExpressionProblem::NotConverted { part, says: self.says_in(first, column), rows: rows.len() };
            findings.push(Finding::new(self.place(first, column), problem));
        }
        findings
    }

    pub(super) fn says_in(&self, row: usize, column: usize) -> Option<String> {
        let column = *self.columns.get(column)?;
        self.over.sheet.grid.value(row, column).as_text().map(Cow::into_owned)
    }

    /// Whether a cell is a word for a figure that nobody knows.
    pub(super) fn is_unknown(&self, row: usize, column: usize) -> bool {
        self.says_in(row, column).is_some_and(|said| number::is_unknown(&said))
    }
}

/// What a part is, a column that it is about, and the first of its rows.
fn example(rows: &[usize], part: &Range<usize>, expression: &Expression) -> (String, usize, usize) {
    let what = expression.text.get(part.clone()).filter(|part| !part.is_empty()).unwrap_or(&expression.text);
    let column = expression.columns_in(part).first().copied().unwrap_or(0);
    (what.to_owned(), column, rows.first().copied().unwrap_or(0))
}

/// Rows without an answer, by the part that has none.
#[derive(Debug, Default)]
pub(super) struct NoAnswers(Vec<(Range<usize>, Unread, Vec<usize>)>);

impl NoAnswers {
    pub(super) fn add(&mut self, part: &Range<usize>, unread: Unread, row: usize) {
        match self.0.iter_mut().find(|(known, of, _)| known == part && *of == unread) {
            Some((.., rows)) => rows.push(row),
            None => self.0.push((part.clone(), unread, vec![row])),
        }
    }

    pub(super) fn findings(&self, columns: &SheetColumns<'_>, expression: &Expression) -> Vec<Finding> {
        self.0.iter().map(|(part, unread, rows)| columns.no_answer(rows, part, *unread, expression)).collect()
    }
}
