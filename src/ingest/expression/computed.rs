//! What a computed column holds, and what is to be said where it holds nothing.

use super::column::SheetColumns;
use super::faults::NoAnswers;
use super::over::Over;
use super::problem::{ExpressionProblem, sql_line};
use super::spelling;
use crate::amount::Decimal;
use crate::calendar::Date;
use crate::diagnostic::{Finding, Severity};
use crate::expression::{Blanks, Bound, Cells, Expression, Kind, Number, Row, Value, Why, quoted_name};
use crate::ingest::table_problem::TableProblem;
use crate::schema::ColumnRole;
use std::collections::BTreeMap;

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
    let fitted = SheetColumns::named(over, expression).and_then(|mut columns| {
        let bound = columns.bind(expression, None).map_err(|finding| vec![finding])?;
        Ok((columns, bound))
    });
    let (columns, bound) = fitted.map_err(|found| findings.extend(found)).ok()?;
    let figures = (0..columns.columns.len()).map(|column| bound.kind_of(column) == Some(Kind::Number)).collect();
    let mut doubts =
        Doubts { expression, columns: &columns, name, role, bound: &bound, figures, found: Found::default() };
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
    /// Which of the columns are read as figures.
    figures: Vec<bool>,
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
    no_answer: NoAnswers,
    /// By the column whose cells say that nobody knows the figure.
    unknown: BTreeMap<usize, Vec<usize>>,
    too_long: Vec<usize>,
    rejected: Vec<usize>,
}

impl Doubts<'_> {
    fn cell(&mut self, at: usize, row: usize, value: &Value<'_>) -> Computed {
        if self.columns.blank_in(row).next().is_some() {
            self.blank_cell(row, value);
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
    fn blank_cell(&mut self, row: usize, value: &Value<'_>) {
        if self.differs(row, value, Blanks::Nothing) {
            // Of several blank cells the one that it depends on.
            let own = if let Value::Missing(Why::Blank(column)) = value { Some(*column) } else { None };
            let blank: Vec<usize> = self.columns.blank_in(row).collect();
            let alone = blank.iter().copied().find(|blank| self.differs(row, value, Blanks::NothingIn(*blank)));
            let Some(blamed) = alone.or(own).or_else(|| blank.first().copied()) else { return };
            self.found.asked.entry(blamed).or_default().push(row);
        } else if let Value::Missing(Why::Blank(blank)) = value
            && self.has_figure(row)
        {
            self.found.blank.entry(*blank).or_default().push(row);
        } else if matches!(self.role, ColumnRole::Measure(..)) {
            // `n/a` is no blank: nobody can say whether there was nothing or nobody knew.
            let figures = self.columns.blank_in(row).filter(|column| self.figures[*column]);
            let unknown: Vec<usize> = figures.filter(|column| self.columns.is_unknown(row, *column)).collect();
            for column in unknown {
                self.found.unknown.entry(column).or_default().push(row);
            }
        }
    }

    /// Whether a row has another result where blank cells are taken so.
    fn differs(&self, row: usize, value: &Value<'_>, blanks: Blanks) -> bool {
        let otherwise = Row { cells: self.columns, index: row, blanks }.value(self.bound);
        let figure = |value: &Value<'_>| match value {
            Value::Number(number) => number.clone(),
            _ => Number::ZERO,
        };
        match (value, &otherwise) {
            (Value::Missing(why), _) | (_, Value::Missing(why)) if why.is_fault() => false,
            _ if matches!(self.role, ColumnRole::Measure(..)) => figure(value) != figure(&otherwise),
            (Value::Missing(_), _) | (_, Value::Missing(_)) => false,
            _ => *value != otherwise,
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
            Why::Blank(_) | Why::TakenOut | Why::NotConverted => {}
            Why::Unusable(column) => {
                self.found.unusable.push((row, *column));
                self.found.rejected.push(at);
            }
            Why::NoAnswer(part, unread) => {
                self.found.no_answer.add(part, *unread, row);
                self.found.rejected.push(at);
            }
        }
    }

    fn findings(self) -> Vec<Finding> {
        let Found { asked, blank, divided, taken_out, unusable, no_answer, unknown, too_long, .. } = &self.found;
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
        findings.extend(no_answer.findings(self.columns, self.expression));
        findings.extend(self.columns.not_converted(self.bound, self.expression, self.columns.over.rows));
        for (column, rows) in unknown {
            let said = self.columns.says_in(rows[0], *column).unwrap_or_default();
            let problem = TableProblem::UnknownFigure { column: self.name.to_owned(), said, cells: rows.len() };
            findings.push(Finding::new(self.columns.place(rows[0], *column), problem));
        }
        findings.extend(spelling::in_computed(self.name, self.columns, self.bound, self.expression));
        if let Some(&first) = too_long.first() {
            let problem = ExpressionProblem::TooLong { name: self.name.to_owned(), rows: too_long.len() };
            findings.push(Finding::new(self.columns.place(first, 0), problem));
        }
        findings
    }

    fn asks(&self, column: usize, rows: &[usize]) -> Finding {
        let name = self.expression.names[column].name.clone();
        let quoted = quoted_name(&name);
        // Texts have no zero, and no day is one.
        let as_nothing = match self.bound.kind_of(column) {
            Some(Kind::Text) => Some("''"),
            Some(Kind::Truth) => Some("false"),
            Some(Kind::Day) => None,
            Some(Kind::Number) | None => Some("0"),
        };
        let filled = match as_nothing {
            Some(nothing) => self.expression.with_column(column, &format!("coalesce({quoted}, {nothing})")),
            None => self
                .expression
                .with_comparisons(column)
                .unwrap_or_else(|| format!("case when {quoted} is null then … else {} end", self.expression.text)),
        };
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
