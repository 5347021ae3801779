//! From SQL to a formula: the only place that knows the parser.

use super::fault::FormulaFault;
use super::tree::{Aggregate, Condition, Formula, How, Leaves, RowFormula, Values, WindowFormula};
use crate::amount::Amount;
use crate::expression::{self, Operator};
use crate::name::Name;
use crate::schema::{ColumnRole, FactKind, MeasureKind};
use sqlparser::ast::{BinaryOperator, Expr, Function, FunctionArgExpr, Ident, Spanned, UnaryOperator, Value};
use std::borrow::Cow;
use std::ops::Range;

/// A fault and the bytes of the text that it is about.
pub(in crate::pipeline) type Fault = (Range<usize>, FormulaFault);

pub(in crate::pipeline) type Read<T> = Result<T, Fault>;

/// Reads a formula over the measures of a fact.
pub(in crate::pipeline) fn read(text: &str, fact: &FactKind) -> Read<WindowFormula> {
    let reader = FormulaReader { text, fact };
    let formula = reader.window(&reader.parse()?)?;
    let mut aggregates = 0;
    formula.leaves(Leaves::All, &mut |_| aggregates += 1);
    if aggregates == 0 { Err((0..text.len(), FormulaFault::NoMeasure)) } else { Ok(formula) }
}

pub(super) struct FormulaReader<'a> {
    pub(super) text: &'a str,
    pub(super) fact: &'a FactKind,
}

/// What a side of arithmetic, a comparison or a branch may be: over a window or over a row.
pub(super) type ReadSide<'r, L> = &'r dyn Fn(&Expr) -> Read<Formula<L>>;

impl FormulaReader<'_> {
    pub(super) fn parse(&self) -> Read<Expr> {
        expression::parsed(self.text).map_err(|(at, fault)| (at, FormulaFault::Unparsed(fault)))
    }

    fn window(&self, expr: &Expr) -> Read<WindowFormula> {
        match expr {
            Expr::Identifier(ident) => {
                let measure = self.measure(ident)?;
                Err((self.range(ident.span), FormulaFault::OutsideAggregate { measure: measure.0.into_owned() }))
            }
            Expr::Case { .. } => Err((self.range(expr.span()), FormulaFault::CaseOutside)),
            Expr::Function(function) => match self.shared_function(function, &|expr| self.window(expr))? {
                Some(formula) => Ok(formula),
                None => self.aggregate(function).map(Formula::Leaf),
            },
            _ => self.shared(expr, &|expr| self.window(expr)),
        }
    }

    fn row(&self, expr: &Expr) -> Read<RowFormula> {
        match expr {
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) => {
                let ident = self.named(expr).ok_or_else(|| self.not_supported(expr))?;
                self.measure(ident).map(|(name, _)| Formula::Leaf(name))
            }
            Expr::Case { operand: None, conditions, else_result, .. } => {
                let mut branches = Vec::new();
                for branch in conditions {
                    branches.push((self.condition(&branch.condition)?, self.row(&branch.result)?));
                }
                let otherwise = else_result.as_ref().map(|value| self.row(value)).transpose()?;
                Ok(Formula::Case { branches, otherwise: otherwise.map(Box::new) })
            }
            Expr::Function(function) => self.shared_function(function, &|expr| self.row(expr))?.ok_or_else(|| {
                let name = function.name.to_string().to_lowercase();
                let is_aggregate = name == "count" || name.parse::<How>().is_ok();
                let fault = if is_aggregate {
                    FormulaFault::AggregateInside { aggregate: name }
                } else {
                    FormulaFault::NotSupported { what: name }
                };
                (self.range(function.name.span()), fault)
            }),
            _ => self.shared(expr, &|expr| self.row(expr)),
        }
    }

    /// What windows and rows have in common.
    pub(super) fn shared<L>(&self, expr: &Expr, side: ReadSide<'_, L>) -> Read<Formula<L>> {
        match expr {
            Expr::Nested(inner) => side(inner),
            Expr::Value(value) => match &value.value {
                Value::Number(number, false) => Amount::parse_plain(number)
                    .map(Formula::Number)
                    .ok_or_else(|| (self.range(value.span), FormulaFault::TooLong { number: number.clone() })),
                _ => Err(self.not_supported(expr)),
            },
            Expr::UnaryOp { op: UnaryOperator::Plus, expr } => side(expr),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
                let zero = Formula::Number(Amount::zero());
                Ok(Formula::Arithmetic { left: zero.into(), operator: Operator::Minus, right: side(expr)?.into() })
            }
            Expr::BinaryOp { left, op, right } => {
                let operator = match op {
                    BinaryOperator::Plus => Operator::Plus,
                    BinaryOperator::Minus => Operator::Minus,
                    BinaryOperator::Multiply => Operator::Times,
                    BinaryOperator::Divide => Operator::Over,
                    _ => return Err(self.not_supported(expr)),
                };
                Ok(Formula::Arithmetic { left: side(left)?.into(), operator, right: side(right)?.into() })
            }
            _ => Err(self.not_supported(expr)),
        }
    }

    /// Functions of values; `None` for any other.
    pub(super) fn shared_function<L>(&self, function: &Function, side: ReadSide<'_, L>) -> Read<Option<Formula<L>>> {
        let name = function.name.to_string().to_lowercase();
        if !matches!(name.as_str(), "abs" | "nullif" | "coalesce") {
            return Ok(None);
        }
        let (distinct, arguments) = self.arguments(function)?;
        let mut values = Vec::new();
        for argument in arguments {
            let FunctionArgExpr::Expr(expr) = argument else { return Err(self.not_this_way(function)) };
            values.push(side(expr)?);
        }
        let number = values.len();
        let mut values = values.into_iter();
        match (name.as_str(), number, values.next(), values.next()) {
            _ if distinct => Err(self.not_this_way(function)),
            ("abs", 1, Some(value), None) => Ok(Some(Formula::Absolute(value.into()))),
            ("nullif", 2, Some(value), Some(other)) => Ok(Some(Formula::NullIf(value.into(), other.into()))),
            ("coalesce", _, Some(first), Some(second)) => {
                Ok(Some(Formula::Coalesce([first, second].into_iter().chain(values).collect())))
            }
            _ => Err(self.not_this_way(function)),
        }
    }

    pub(super) fn aggregate(&self, function: &Function) -> Read<Aggregate> {
        let name = function.name.to_string().to_lowercase();
        let (distinct, arguments) = self.arguments(function)?;
        let [argument] = arguments.as_slice() else { return Err(self.not_this_way(function)) };
        match (name.as_str(), distinct, argument) {
            ("count", false, FunctionArgExpr::Wildcard | FunctionArgExpr::QualifiedWildcard(_)) => {
                let of_row = Some(Formula::Number(Amount::one()));
                Ok(Aggregate::Periods {
                    how: How::Sum,
                    values: Values { name: Cow::Borrowed("*"), measure_kind: MeasureKind::Flow, of_row },
                })
            }
            ("count", true, FunctionArgExpr::Expr(expr))
                if self.named(expr).is_some_and(|ident| ident.value.eq_ignore_ascii_case("customer")) =>
            {
                let schema = self.fact.schema();
                let has_customers = schema.columns.iter().any(|column| column.role == ColumnRole::Customer);
                let fault = || (self.range(expr.span()), FormulaFault::NoCustomers { fact: self.fact.clone() });
                has_customers.then_some(Aggregate::Customers).ok_or_else(fault)
            }
            (_, false, FunctionArgExpr::Expr(expr)) => {
                let how = name.parse().map_err(|_| self.not_this_way(function))?;
                Ok(Aggregate::Periods { how, values: self.values(expr)? })
            }
            _ => Err(self.not_this_way(function)),
        }
    }

    fn values(&self, expr: &Expr) -> Read<Values> {
        if let Some(ident) = self.named(expr) {
            let (name, measure_kind) = self.measure(ident)?;
            return Ok(Values { name, measure_kind, of_row: None });
        }
        let formula = self.row(expr)?;
        // Flows under a condition on a stock are flows; only where all values are constants do the conditions decide.
        let kinds = |which| {
            let mut kinds = Vec::new();
            formula.leaves(which, &mut |name| kinds.extend(self.measure_kind(name)));
            kinds
        };
        let mut kinds_of_values = kinds(Leaves::OfTheValue);
        if kinds_of_values.is_empty() {
            kinds_of_values = kinds(Leaves::All);
        }
        let kinds = kinds_of_values;
        let Some(&measure_kind) = kinds.first() else { return Err((self.range(expr.span()), FormulaFault::NoMeasure)) };
        if kinds.iter().any(|other| *other != measure_kind) {
            return Err((self.range(expr.span()), FormulaFault::Mixed));
        }
        Ok(Values { name: expr.to_string().into(), measure_kind, of_row: Some(formula) })
    }

    fn condition(&self, whole: &Expr) -> Read<Condition<Name>> {
        Ok(match whole {
            Expr::Nested(inner) => self.condition(inner)?,
            Expr::IsNull(of) => Condition::Missing(self.row(of)?),
            Expr::IsNotNull(of) => Condition::Not(Condition::Missing(self.row(of)?).into()),
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => Condition::Not(self.condition(expr)?.into()),
            Expr::BinaryOp { op: op @ (BinaryOperator::And | BinaryOperator::Or), .. } => {
                let mut links = Vec::new();
                let mut rest = whole;
                while let Expr::BinaryOp { left, op: own, right } = rest
                    && own == op
                {
                    links.push(self.condition(right)?);
                    rest = left;
                }
                links.push(self.condition(rest)?);
                links.reverse();
                let join = if *op == BinaryOperator::And { Condition::And } else { Condition::Or };
                balanced(links, &join).ok_or_else(|| self.not_supported(whole))?
            }
            Expr::BinaryOp { left, op, right } => {
                let comparison = expression::comparison(op).ok_or_else(|| self.not_supported(whole))?;
                Condition::Compare { left: self.row(left)?, comparison, right: self.row(right)? }
            }
            _ => return Err(self.not_supported(whole)),
        })
    }

    /// A measure by itself, or with its fact before it.
    fn named<'e>(&self, expr: &'e Expr) -> Option<&'e Ident> {
        match expr {
            Expr::Identifier(ident) => Some(ident),
            Expr::CompoundIdentifier(parts) => match parts.as_slice() {
                [fact, measure] if fact.value.eq_ignore_ascii_case(self.fact.name()) => Some(measure),
                _ => None,
            },
            _ => None,
        }
    }

    fn measure(&self, ident: &Ident) -> Read<(Name, MeasureKind)> {
        let wanted = if ident.quote_style.is_some() { ident.value.clone() } else { ident.value.to_lowercase() };
        let measure_kind = self.measure_kind(&wanted);
        let found = measure_kind.map(|measure_kind| (Name::Owned(wanted), measure_kind));
        found.ok_or_else(|| {
            (
                self.range(ident.span),
                FormulaFault::UnknownMeasure { name: ident.value.clone(), fact: self.fact.clone() },
            )
        })
    }

    fn measure_kind(&self, measure: &str) -> Option<MeasureKind> {
        match self.fact.schema().column(measure)?.role {
            ColumnRole::Measure(measure_kind, _) => Some(measure_kind),
            _ => None,
        }
    }

    /// Whether they are `distinct`, and the arguments; anything else that SQL can hang on a call is refused.
    fn arguments<'f>(&self, function: &'f Function) -> Read<(bool, Vec<&'f FunctionArgExpr>)> {
        expression::arguments(function).ok_or_else(|| self.not_this_way(function))
    }

    fn not_this_way(&self, function: &Function) -> Fault {
        let what = function.to_string();
        (self.range(function.name.span()), FormulaFault::NotSupported { what })
    }

    fn not_supported(&self, expr: &Expr) -> Fault {
        (self.range(expr.span()), FormulaFault::NotSupported { what: expr.to_string() })
    }

    pub(super) fn range(&self, span: sqlparser::tokenizer::Span) -> Range<usize> {
        expression::range(self.text, span)
    }
}

/// A chain as a tree that is no deeper than it must be; `None` of nothing.
fn balanced<L>(
    mut links: Vec<Condition<L>>,
    join: &impl Fn(Box<Condition<L>>, Box<Condition<L>>) -> Condition<L>,
) -> Option<Condition<L>> {
    if links.len() < 2 {
        return links.pop();
    }
    let right = balanced(links.split_off(links.len() / 2), join)?;
    Some(join(balanced(links, join)?.into(), right.into()))
}
