//! Which rows a `where` takes, and which it leaves out only because a cell is blank.

use super::column::SheetColumns;
use super::faults::NoAnswers;
use super::over::Over;
use super::problem::{ExpressionProblem, sql_line};
use crate::diagnostic::Finding;
use crate::expression::{Blanks, Bound, Expression, Kind, Row, Why, quoted_name};
use crate::ingest::shape::header::columns_of;
use crate::schema::ColumnRole;
use std::collections::BTreeMap;

/// A condition over some rows of a sheet.
pub(crate) struct Filter<'a> {
    pub(super) expression: &'a Expression,
    pub(super) columns: SheetColumns<'a>,
    pub(super) bound: Bound,
    /// From the first of the rows on.
    taken: Vec<bool>,
    first: usize,
    /// Rows for which the condition is neither true nor false.
    unknown: Vec<(usize, Why)>,
    /// Columns without which a row is no line of data.
    keys: Vec<usize>,
    pub(super) figures: Vec<usize>,
}

impl<'a> Filter<'a> {
    pub(crate) fn of(expression: &'a Expression, over: Over<'a>) -> Result<Self, Vec<Finding>> {
        let mut columns = SheetColumns::named(over, expression)?;
        let bound = columns.bind(expression, Some(Kind::Truth)).map_err(|finding| vec![finding])?;
        let (first, last) = (over.rows.first().copied().unwrap_or(0), over.rows.last().map_or(0, |last| last + 1));
        let mut taken = vec![false; last - first];
        let mut unknown = Vec::new();
        for &row in over.rows {
            match (Row { cells: &columns, index: row, blanks: Blanks::Unknown }).truth(&bound) {
                Ok(truth) => taken[row - first] = truth,
                Err(why) => unknown.push((row, why)),
            }
        }
        let role = |wanted: fn(ColumnRole) -> bool| columns_of(over.input, over.header, wanted);
        let keys = role(|role| matches!(role, ColumnRole::Product | ColumnRole::Period));
        let figures = role(|role| matches!(role, ColumnRole::Measure(..)));
        Ok(Self { expression, columns, bound, taken, first, unknown, keys, figures })
    }

    pub(crate) fn takes(&self, row: usize) -> bool {
        row.checked_sub(self.first).and_then(|at| self.taken.get(at)).copied().unwrap_or(false)
    }

    /// Whether a row would be a line of data: it has its keys and a figure.
    pub(super) fn is_line(&self, row: usize) -> bool {
        let grid = &self.columns.over.sheet.grid;
        let filled = |column: &usize| !grid.value(row, *column).is_blank();
        self.keys.iter().all(filled) && (self.figures.is_empty() || self.figures.iter().any(filled))
    }

    /// What is to be said about the rows that it leaves out, of those that were no rows of another kind.
    pub(crate) fn findings(&self, left_out: &[usize]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut asked: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut divided = Vec::new();
        let mut no_answer = NoAnswers::default();
        for (row, why) in &self.unknown {
            if left_out.binary_search(row).is_err() || !self.is_line(*row) {
                continue;
            }
            match why {
                Why::Blank(column) => {
                    let is_met =
                        |blanks| Row { cells: &self.columns, index: *row, blanks }.truth(&self.bound) == Ok(true);
                    if is_met(Blanks::Nothing) {
                        // Of several blank cells the one that it depends on.
                        let mut blank = self.columns.blank_in(*row);
                        let blamed = blank.find(|blank| is_met(Blanks::NothingIn(*blank))).unwrap_or(*column);
                        asked.entry(blamed).or_default().push(*row);
                    } else {
                        told.entry(*column).or_default().push(*row);
                    }
                }
                Why::DividedByZero => divided.push(*row),
                Why::TakenOut | Why::NotConverted => {}
                Why::Unusable(column) => findings.push(self.columns.unusable(*row, *column, self.expression)),
                Why::NoAnswer(part, unread) => no_answer.add(part, *unread, *row),
            }
        }
        findings.extend(no_answer.findings(&self.columns, self.expression));
        let lines: Vec<usize> = self.columns.over.rows.iter().copied().filter(|row| self.is_line(*row)).collect();
        findings.extend(self.columns.not_converted(&self.bound, self.expression, &lines));
        for (column, rows) in asked {
            findings.push(self.asks(column, &rows));
        }
        for (column, rows) in told {
            let problem = ExpressionProblem::BlankLeftOut { column: self.name(column), rows: rows.len() };
            findings.push(Finding::new(self.columns.place(rows[0], column), problem));
        }
        if let Some(&first) = divided.first() {
            let problem = ExpressionProblem::ZeroInCondition { rows: divided.len() };
            findings.push(Finding::new(self.columns.place(first, 0), problem));
        }
        findings
    }

    /// A blank cell that is no `Cancelled` to one reader and unknown to SQL.
    fn asks(&self, column: usize, rows: &[usize]) -> Finding {
        let name = self.name(column);
        let (condition, quoted) = (&self.expression.text, quoted_name(&name));
        let problem = ExpressionProblem::BlankInCondition {
            column: name,
            rows: rows.len(),
            keeps: sql_line("where", &format!("({condition}) or {quoted} is null")),
            leaves_out: sql_line("where", &format!("({condition}) and {quoted} is not null")),
        };
        Finding::new(self.columns.place(rows[0], column), problem)
    }

    pub(super) fn name(&self, column: usize) -> String {
        self.expression.names[column].name.clone()
    }
}
