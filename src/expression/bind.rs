//! From a tree to one whose every part has its kind, once it is known what the columns of a table hold.
//!
//! A column may read in several ways: `20261031` is a figure, a text and a day. What it stands beside decides; where that
//! fits no reading of all its cells, the expression is refused with a cell that shows why.

mod compare;
mod convert;

pub(crate) use convert::plain_truth;

use super::fault::UnlikeFault;
use super::function::Function;
use super::kind::Kind;
use super::number::Number;
use super::pattern::Pattern;
use super::read::Expression;
use super::shift::Shift;
use super::tree::{CastTo, ComparisonOperator, Failing, Form, Node, Operator};
use crate::calendar::Date;
use std::ops::Range;
use std::sync::Arc;

/// What is known of the columns, by their numbers among the names of the expression.
pub(crate) trait Columns {
    /// What a column holds by itself; `None` where it is blank throughout.
    fn kind(&self, column: usize) -> Option<Kind>;
    /// Whether all its cells read so.
    fn reads_as(&self, column: usize, kind: Kind) -> Result<(), Obstacle>;
    /// What most of its cells are and some are not.
    fn nearly(&self, column: usize) -> Option<Kind>;
    /// Whether all its figures are digits alone.
    fn is_whole(&self, column: usize) -> bool;
    /// Whether a cell says this, as a text.
    fn says(&self, column: usize, text: &str) -> bool;
    /// A text as the figures of the column are written.
    fn number(&self, column: usize, text: &str) -> Option<Number>;
    /// A text as the days of the column are written.
    fn day(&self, column: usize, text: &str) -> Option<Date>;
}

/// Why a column does not read as something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// A cell says something else.
    Cell { says: String, at: String },
    /// Its figures or days read in two ways.
    Unclear,
}

/// Why an expression does not go with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    Unlike(Range<usize>, UnlikeFault),
    /// The cells of this column read in two ways as what is wanted.
    Unclear {
        column: usize,
        kind: Kind,
    },
}

type Fit<T> = Result<T, Refusal>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bound {
    Column {
        column: usize,
        kind: Kind,
    },
    Number(Number),
    Text(Arc<str>),
    Day(Date),
    Truth(bool),
    Null,
    Arithmetic {
        left: Box<Self>,
        operator: Operator,
        right: Box<Self>,
    },
    Negative(Box<Self>),
    /// A day some days on, or back.
    DaysOn {
        day: Box<Self>,
        operator: Operator,
        days: Box<Self>,
        at: Range<usize>,
    },
    DaysBetween {
        from: Box<Self>,
        to: Box<Self>,
    },
    Shift {
        day: Box<Self>,
        by: Shift,
        at: Range<usize>,
    },
    Join(Vec<Self>),
    /// Of another kind.
    AsText(Box<Self>),
    Compare {
        left: Box<Self>,
        comparison: ComparisonOperator,
        right: Box<Self>,
        kind: Kind,
    },
    Same {
        left: Box<Self>,
        right: Box<Self>,
    },
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Missing(Box<Self>),
    Is {
        of: Box<Self>,
        truth: bool,
    },
    Among {
        of: Box<Self>,
        list: Vec<Self>,
        kind: Kind,
    },
    Like {
        of: Box<Self>,
        pattern: Pattern,
    },
    Between {
        of: Box<Self>,
        low: Box<Self>,
        high: Box<Self>,
        kind: Kind,
    },
    Case {
        branches: Vec<(Self, Self)>,
        otherwise: Option<Box<Self>>,
    },
    /// The value beside the first item that `of` is equal to.
    Choice {
        of: Box<Self>,
        branches: Vec<(Self, Self)>,
        otherwise: Option<Box<Self>>,
        kind: Kind,
    },
    /// `of`, or `otherwise` where that is wanted as another kind than it is compared as; nothing where it is equal to
    /// `other`.
    NullIf {
        of: Box<Self>,
        other: Box<Self>,
        kind: Kind,
        otherwise: Option<Box<Self>>,
    },
    Call {
        function: Function,
        arguments: Vec<Self>,
        at: Range<usize>,
    },
    Cast {
        of: Box<Self>,
        to: CastTo,
        failing: Failing,
        at: Range<usize>,
    },
}

/// Fits an expression to the columns of a table. `wanted` is what it must give, where that matters.
pub(crate) fn bind(expression: &Expression, columns: &impl Columns, wanted: Option<Kind>) -> Fit<Bound> {
    let binder = Binder { expression, columns };
    match wanted.or_else(|| binder.natural(&expression.root)) {
        Some(kind) => binder.fit(&expression.root, kind),
        None => binder.fit(&expression.root, Kind::Text),
    }
}

struct Binder<'a, C> {
    expression: &'a Expression,
    columns: &'a C,
}

impl<C: Columns> Binder<'_, C> {
    /// What a part gives by itself; `None` where anything goes, as with `null`.
    fn natural(&self, node: &Node) -> Option<Kind> {
        match &node.form {
            Form::Column(column) => self.columns.kind(*column),
            Form::Null => None,
            Form::Number(_) | Form::Negative(_) => Some(Kind::Number),
            Form::Text(_) | Form::Join(_) => Some(Kind::Text),
            Form::Day(_) | Form::Shift { .. } => Some(Kind::Day),
            Form::Arithmetic { left, operator, right } => {
                let days = (self.is_day(left), self.is_day(right));
                Some(match (days, operator) {
                    ((true, false), Operator::Plus | Operator::Minus) | ((false, true), Operator::Plus) => Kind::Day,
                    _ => Kind::Number,
                })
            }
            Form::Truth(_)
            | Form::Compare { .. }
            | Form::Same(..)
            | Form::All(_)
            | Form::Any(_)
            | Form::Not(_)
            | Form::Missing(_)
            | Form::Is { .. }
            | Form::Among { .. }
            | Form::Between { .. }
            | Form::Like { .. } => Some(Kind::Truth),
            Form::Case { branches, otherwise, .. } => {
                let values: Vec<&Node> = branches.iter().map(|(_, value)| value).chain(otherwise.as_deref()).collect();
                self.kind_of_all(&values)
            }
            Form::Call { function, arguments } => match function.signature() {
                Some(signature) => Some(signature.gives),
                None if *function == Function::Concat => Some(Kind::Text),
                None => self.kind_of_all(&arguments.iter().collect::<Vec<_>>()),
            },
            Form::Cast { to, .. } => Some(to.kind()),
        }
    }

    fn is_day(&self, node: &Node) -> bool {
        self.natural(node) == Some(Kind::Day)
    }

    /// The kind of several values that become one: that of the first which is not a text written out, since a text can
    /// say a figure or a day.
    fn kind_of_all(&self, nodes: &[&Node]) -> Option<Kind> {
        let written = |node: &&&Node| matches!(node.form, Form::Text(_));
        let others = nodes.iter().filter(|node| !written(node)).find_map(|node| self.natural(node));
        others.or_else(|| nodes.iter().any(|node| written(&node)).then_some(Kind::Text))
    }

    /// The part, as something that gives `kind`.
    fn fit(&self, node: &Node, kind: Kind) -> Fit<Bound> {
        let boxed = |node: &Node, kind: Kind| self.fit(node, kind).map(Box::new);
        let at = || node.at.clone();
        Ok(match &node.form {
            Form::Column(column) => self.column(*column, kind, node)?,
            Form::Null => Bound::Null,
            Form::Text(text) => self.text(text, kind, node)?,
            Form::Case { operand, branches, otherwise } => {
                let otherwise = otherwise.as_deref().map(|value| boxed(value, kind)).transpose()?;
                let values = branches.iter().map(|(_, value)| self.fit(value, kind));
                let Some(operand) = operand else {
                    let conditions = branches.iter().map(|(condition, _)| self.fit(condition, Kind::Truth));
                    let branches = conditions.zip(values).map(|(condition, value)| Ok((condition?, value?)));
                    return Ok(Bound::Case { branches: branches.collect::<Fit<_>>()?, otherwise });
                };
                let items: Vec<&Node> = branches.iter().map(|(item, _)| item).collect();
                let (of, items, kind) = self.beside_all(operand, &items, node)?;
                let branches = items.into_iter().zip(values).map(|(item, value)| Ok((item, value?)));
                Bound::Choice { of: of.into(), branches: branches.collect::<Fit<_>>()?, otherwise, kind }
            }
            Form::Call { function: Function::NullIf, arguments } => {
                let [of, other] = arguments.as_slice() else { return Ok(Bound::Null) };
                let (left, right, shared) = self.sides(of, other, ComparisonOperator::Equal, node)?;
                let otherwise = if shared == kind { None } else { Some(boxed(of, kind)?) };
                Bound::NullIf { of: left.into(), other: right.into(), kind: shared, otherwise }
            }
            Form::Call { function, arguments } if function.signature().is_none() && *function != Function::Concat => {
                let arguments = arguments.iter().map(|argument| self.fit(argument, kind)).collect::<Fit<Vec<_>>>()?;
                Bound::Call { function: *function, arguments, at: at() }
            }
            _ if self.natural(node) != Some(kind) => return Err(self.another_kind(node, kind)),
            Form::Number(number) => Bound::Number(number.clone()),
            Form::Day(day) => Bound::Day(*day),
            Form::Truth(truth) => Bound::Truth(*truth),
            Form::Negative(of) => Bound::Negative(boxed(of, Kind::Number)?),
            Form::Arithmetic { left, operator, right } => self.arithmetic(left, *operator, right, node)?,
            Form::Shift { day, by } => Bound::Shift { day: boxed(day, Kind::Day)?, by: *by, at: at() },
            Form::Join(parts) => Bound::Join(parts.iter().map(|part| self.as_text(part)).collect::<Fit<_>>()?),
            Form::Compare { left, comparison, right } => {
                let (left, right, kind) = self.sides(left, right, *comparison, node)?;
                Bound::Compare { left: left.into(), comparison: *comparison, right: right.into(), kind }
            }
            Form::Same(left, right) => {
                let (left, right, _) = self.sides(left, right, ComparisonOperator::Equal, node)?;
                Bound::Same { left: left.into(), right: right.into() }
            }
            Form::All(of) => Bound::All(of.iter().map(|one| self.fit(one, Kind::Truth)).collect::<Fit<_>>()?),
            Form::Any(of) => Bound::Any(of.iter().map(|one| self.fit(one, Kind::Truth)).collect::<Fit<_>>()?),
            Form::Not(of) => Bound::Not(boxed(of, Kind::Truth)?),
            Form::Missing(of) => Bound::Missing(match (&of.form, self.natural(of).unwrap_or(Kind::Text)) {
                // Whether a cell is blank does not depend on how it is read.
                (Form::Column(column), kind) => Bound::Column { column: *column, kind }.into(),
                (_, kind) => boxed(of, kind)?,
            }),
            Form::Is { of, truth } => Bound::Is { of: boxed(of, Kind::Truth)?, truth: *truth },
            Form::Among { of, list } => {
                let (of, list, kind) = self.beside_all(of, &list.iter().collect::<Vec<_>>(), node)?;
                Bound::Among { of: of.into(), list, kind }
            }
            Form::Between { of, low, high } => self.between(of, low, high, node)?,
            Form::Like { of, pattern } => {
                let is_cell = matches!(of.form, Form::Column(_));
                let pattern = if is_cell { pattern.tidied() } else { pattern.clone() };
                Bound::Like { of: self.as_text(of)?.into(), pattern }
            }
            Form::Call { function, arguments } => self.call(*function, arguments, node)?,
            Form::Cast { of, to, failing } => {
                Bound::Cast { of: self.castable(of, *to)?.into(), to: *to, failing: *failing, at: at() }
            }
        })
    }

    fn arithmetic(&self, left: &Node, operator: Operator, right: &Node, node: &Node) -> Fit<Bound> {
        let boxed = |node: &Node, kind: Kind| self.fit(node, kind).map(Box::new);
        let days_on = |day: &Node, days: &Node| {
            let (day, days) = (boxed(day, Kind::Day)?, boxed(days, Kind::Number)?);
            Ok(Bound::DaysOn { day, operator, days, at: node.at.clone() })
        };
        match (self.is_day(left), operator, self.is_day(right)) {
            (true, Operator::Minus, true) => {
                Ok(Bound::DaysBetween { to: boxed(left, Kind::Day)?, from: boxed(right, Kind::Day)? })
            }
            (true, Operator::Plus | Operator::Minus, false) => days_on(left, right),
            (false, Operator::Plus, true) => days_on(right, left),
            _ => {
                Ok(Bound::Arithmetic { left: boxed(left, Kind::Number)?, operator, right: boxed(right, Kind::Number)? })
            }
        }
    }

    fn call(&self, function: Function, arguments: &[Node], node: &Node) -> Fit<Bound> {
        let at = node.at.clone();
        let Some(signature) = function.signature() else {
            let parts = arguments.iter().map(|part| self.as_text(part)).collect::<Fit<_>>()?;
            return Ok(Bound::Call { function, arguments: parts, at });
        };
        let fitted = arguments.iter().zip(signature.takes).map(|(argument, kind)| match kind {
            Kind::Text => self.as_text(argument),
            kind => self.fit(argument, *kind),
        });
        Ok(Bound::Call { function, arguments: fitted.collect::<Fit<_>>()?, at })
    }
}
