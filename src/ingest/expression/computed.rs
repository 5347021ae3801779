//! What a computed column holds, and what is to be said where it holds nothing.

use super::column::SheetColumns;
use super::over::Over;
use super::problem::{ExpressionProblem, sql_line};
use crate::amount::Decimal;
use crate::calendar::Date;
use crate::diagnostic::{Finding, Severity};
use crate::expression::{Blanks, Bound, Cells, Expression, Kind, Number, Row, Unread, Value, Why, quoted_name};
use crate::schema::ColumnRole;
use std::collections::BTreeMap;
use std::ops::Range;

/// One cell of a computed column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Computed {
    Blank,
    Number(Decimal),
    Text(Box<str>),
    Day(Date),
}

/// A computed column over the rows of a table.
pub(crate) struct ComputedColumn {
    pub(crate) values: Vec<Computed>,
    /// Positions of rows that have no answer.
    pub(crate) rejected: Vec<usize>,
    /// The column of the sheet that best stands for it.
    pub(crate) stands_for: usize,
}

/// Computes the column of ours called `name`; `None` where the expression does not go with the sheet.
pub(crate) fn computed(
    over: Over<'_>,
    expression: &Expression,
    (name, role): (&str, ColumnRole),
    findings: &mut Vec<Finding>,
) -> Option<ComputedColumn> {
    let fitted = SheetColumns::named(over, expression).and_then(|columns| {
        let bound = columns.bind(expression, None).map_err(|finding| vec![finding])?;
        Ok((columns, bound))
    });
    let (columns, bound) = fitted.map_err(|found| findings.extend(found)).ok()?;
    let mut doubts = Doubts { expression, columns: &columns, name, role, bound: &bound, found: Found::default() };
    let mut values = Vec::with_capacity(over.rows.len());
    for (at, &row) in over.rows.iter().enumerate() {
        let value = Row { cells: &columns, index: row, blanks: Blanks::Unknown }.value(&bound);
        values.push(doubts.cell(at, row, &value));
    }
    let rejected = std::mem::take(&mut doubts.found.rejected);
    findings.extend(doubts.findings());
    Some(ComputedColumn { values, rejected, stands_for: columns.columns.first().copied().unwrap_or(0) })
}

struct Doubts<'a> {
    expression: &'a Expression,
    columns: &'a SheetColumns<'a>,
    name: &'a str,
    role: ColumnRole,
    bound: &'a Bound,
    found: Found,
}

/// Rows by what is to be said about them.
#[derive(Default)]
struct Found {
    /// By the column that is blank.
    asked: BTreeMap<usize, Vec<usize>>,
    blank: BTreeMap<usize, Vec<usize>>,
    divided: Vec<usize>,
    taken_out: Vec<usize>,
    unusable: Vec<(usize, usize)>,
    no_answer: Vec<(Range<usize>, Unread, Vec<usize>)>,
    too_long: Vec<usize>,
    rejected: Vec<usize>,
}

impl Doubts<'_> {
    fn cell(&mut self, at: usize, row: usize, value: &Value<'_>) -> Computed {
        if let Some(blank) = self.columns.blank_in(row) {
            self.blank_cell(row, blank, value);
        }
        let measure = matches!(self.role, ColumnRole::Measure(..));
        match value {
            Value::Missing(why) => {
                self.missing(at, row, why);
                Computed::Blank
            }
            Value::Number(number) if measure => {
                let decimal = number.to_decimal().map(Computed::Number);
                decimal.unwrap_or_else(|| {
                    self.found.too_long.push(row);
                    self.found.rejected.push(at);
                    Computed::Blank
                })
            }
            Value::Number(number) => Computed::Text(number.to_string().into()),
            Value::Text(text) if text.is_empty() => Computed::Blank,
            Value::Text(text) => Computed::Text(text.as_ref().into()),
            Value::Day(day) => Computed::Day(*day),
            Value::Truth(truth) => Computed::Text(if *truth { "true" } else { "false" }.into()),
        }
    }

    /// A blank cell may be unknown or nothing; where that gives two results it is asked which.
    fn blank_cell(&mut self, row: usize, blank: usize, value: &Value<'_>) {
        let otherwise = Row { cells: self.columns, index: row, blanks: Blanks::Nothing }.value(self.bound);
        let figure = |value: &Value<'_>| match value {
            Value::Number(number) => number.clone(),
            _ => Number::ZERO,
        };
        let blamed = if let Value::Missing(Why::Blank(column)) = value { *column } else { blank };
        let differ = match (value, &otherwise) {
            (Value::Missing(why), _) if why.is_fault() => false,
            (_, Value::Missing(why)) if why.is_fault() => false,
            _ if matches!(self.role, ColumnRole::Measure(..)) => figure(value) != figure(&otherwise),
            (Value::Missing(_), _) | (_, Value::Missing(_)) => false,
            _ => *value != otherwise,
        };
        if differ {
            self.found.asked.entry(blamed).or_default().push(row);
        } else if matches!(value, Value::Missing(Why::Blank(_))) && self.has_figure(row) {
            self.found.blank.entry(blamed).or_default().push(row);
        }
    }

    /// Whether a figure of the expression is there.
    fn has_figure(&self, row: usize) -> bool {
        let is_figure = |column: usize| {
            self.columns.profiles[column].kind() == Some(Kind::Number)
                && matches!(self.columns.value(column, Kind::Number, row), Value::Number(_))
        };
        matches!(self.role, ColumnRole::Measure(..)) && (0..self.columns.columns.len()).any(is_figure)
    }

    fn missing(&mut self, at: usize, row: usize, why: &Why) {
        match why {
            Why::DividedByZero => self.found.divided.push(row),
            Why::TakenOut if self.has_figure(row) => self.found.taken_out.push(row),
            // A blank cell has been dealt with.
            Why::Blank(_) | Why::TakenOut => {}
            Why::Unusable(column) => {
                self.found.unusable.push((row, *column));
                self.found.rejected.push(at);
            }
            Why::NoAnswer(part, unread) => {
                let known = self.found.no_answer.iter_mut().find(|(known, ..)| known == part);
                match known {
                    Some((.., rows)) => rows.push(row),
                    None => self.found.no_answer.push((part.clone(), *unread, vec![row])),
                }
                self.found.rejected.push(at);
            }
        }
    }

    fn findings(self) -> Vec<Finding> {
        let Found { asked, blank, divided, taken_out, unusable, no_answer, too_long, .. } = &self.found;
        let mut findings = Vec::new();
        for (column, rows) in asked {
            findings.push(self.asks(*column, rows));
        }
        for (column, rows) in blank {
            let problem = ExpressionProblem::NoValue {
                name: self.name.to_owned(),
                expression: self.expression.text.clone(),
                blank: Some(self.expression.names[*column].name.clone()),
                rows: rows.len(),
            };
            findings.push(Finding::new(self.columns.place(rows[0], *column), problem));
        }
        if let Some(&first) = divided.first() {
            let problem = ExpressionProblem::DividedByZero {
                name: self.name.to_owned(),
                expression: self.expression.text.clone(),
                rows: divided.len(),
            };
            findings.push(Finding::new(self.columns.place(first, 0), problem));
        }
        if let Some(&first) = taken_out.first() {
            let problem = ExpressionProblem::NoValue {
                name: self.name.to_owned(),
                expression: self.expression.text.clone(),
                blank: None,
                rows: taken_out.len(),
            };
            // The expression says so itself.
            let finding = Finding::new(self.columns.place(first, 0), problem);
            findings.push(Finding { severity: Severity::Note, ..finding });
        }
        findings.extend(unusable.iter().map(|(row, column)| self.columns.unusable(*row, *column, self.expression)));
        for (part, unread, rows) in no_answer {
            findings.push(self.columns.no_answer(rows, part, *unread, self.expression));
        }
        if let Some(&first) = too_long.first() {
            let problem = ExpressionProblem::TooLong { name: self.name.to_owned(), rows: too_long.len() };
            findings.push(Finding::new(self.columns.place(first, 0), problem));
        }
        findings
    }

    fn asks(&self, column: usize, rows: &[usize]) -> Finding {
        let name = self.expression.names[column].name.clone();
        let quoted = quoted_name(&name);
        // Texts have no zero.
        let as_nothing = if self.columns.profiles[column].kind() == Some(Kind::Text) { "''" } else { "0" };
        let filled = self.expression.with_column(column, &format!("coalesce({quoted}, {as_nothing})"));
        let problem = ExpressionProblem::BlankInExpression {
            name: self.name.to_owned(),
            expression: self.expression.text.clone(),
            column: name,
            rows: rows.len(),
            as_nothing: format!("{} = {{ {} }}", self.name, sql_line("sql", &filled)),
            leaves_out: sql_line("where", &format!("{quoted} is not null")),
        };
        Finding::new(self.columns.place(rows[0], column), problem)
    }
}
