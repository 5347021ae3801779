//! From SQL to a tree: the few parts of it that have an exact answer for one row; the rest is refused with its place.

mod call;
mod literal;

use super::fault::ExpressionFault;
use super::function::Function;
use super::parse::{comparison, parsed};
use super::pattern::Case;
use super::place;
use super::shift::Shift;
use super::tree::{CastTo, Failing, Form, Node, Operator};
use crate::place::{Passage, Place};
use sqlparser::ast::{
    BinaryOperator, CaseWhen, CastKind, DataType, ExactNumberInfo, Expr, Ident, Spanned, UnaryOperator,
};
use std::cell::RefCell;
use std::ops::Range;

/// A fault and the bytes of the text that it is about.
pub(super) type Fault = (Range<usize>, ExpressionFault);

type Read<T> = Result<T, Fault>;

/// An expression with the names that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    pub(crate) text: String,
    pub(crate) root: Node,
    /// Each once, as it is first written.
    pub(crate) names: Vec<NameInExpression>,
    passage: Passage,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameInExpression {
    pub(crate) name: String,
    /// Bytes of the text.
    pub(crate) at: Range<usize>,
}

impl Expression {
    /// Reads the text that stands at a place of the pipeline file.
    pub(crate) fn read(text: &str, passage: Passage) -> Read<Self> {
        let expr = parsed(text).map_err(|(at, fault)| (at, ExpressionFault::Unparsed(fault)))?;
        let reader = Reader { text, names: RefCell::default() };
        let root = reader.node(&expr)?;
        Ok(Self { text: text.to_owned(), root, names: reader.names.into_inner(), passage })
    }

    /// Where a part of it stands in the pipeline file.
    pub(crate) fn place(&self, part: &Range<usize>) -> Place {
        self.passage.place(part)
    }

    /// Where all of it stands.
    pub(crate) fn whole(&self) -> Place {
        self.place(&(0..self.text.len()))
    }
}

struct Reader<'a> {
    text: &'a str,
    names: RefCell<Vec<NameInExpression>>,
}

impl Reader<'_> {
    fn node(&self, expr: &Expr) -> Read<Node> {
        let boxed = |expr: &Expr| self.node(expr).map(Box::new);
        let form = match expr {
            Expr::Nested(inner) => return self.node(inner),
            Expr::Identifier(ident) => self.column(&ident.value, expr),
            Expr::CompoundIdentifier(parts) => {
                let names: Vec<&str> = parts.iter().map(|part: &Ident| part.value.as_str()).collect();
                self.column(&names.join("."), expr)
            }
            Expr::Value(value) => self.value(&value.value, expr)?,
            Expr::TypedString(typed) => self.typed_text(typed, expr)?,
            Expr::IsNull(of) | Expr::IsUnknown(of) => Form::Missing(boxed(of)?),
            Expr::IsNotNull(of) | Expr::IsNotUnknown(of) => self.negated(Form::Missing(boxed(of)?), expr),
            Expr::IsTrue(of) => Form::Is { of: boxed(of)?, truth: true },
            Expr::IsFalse(of) => Form::Is { of: boxed(of)?, truth: false },
            Expr::IsNotTrue(of) => self.negated(Form::Is { of: boxed(of)?, truth: true }, expr),
            Expr::IsNotFalse(of) => self.negated(Form::Is { of: boxed(of)?, truth: false }, expr),
            Expr::IsNotDistinctFrom(left, right) => Form::Same(boxed(left)?, boxed(right)?),
            Expr::IsDistinctFrom(left, right) => self.negated(Form::Same(boxed(left)?, boxed(right)?), expr),
            Expr::InList { expr: of, list, negated } => {
                let list = list.iter().map(|item| self.node(item)).collect::<Read<Vec<_>>>()?;
                self.perhaps_negated(Form::Among { of: boxed(of)?, list }, *negated, expr)
            }
            Expr::Between { expr: of, negated, low, high } => {
                let form = Form::Between { of: boxed(of)?, low: boxed(low)?, high: boxed(high)? };
                self.perhaps_negated(form, *negated, expr)
            }
            Expr::Like { negated, any: false, expr: of, pattern, escape_char } => {
                let escape = escape_char.as_ref().map(|value| &value.value);
                let pattern = self.pattern(pattern, escape, Case::Told)?;
                self.perhaps_negated(Form::Like { of: boxed(of)?, pattern }, *negated, expr)
            }
            Expr::ILike { negated, any: false, expr: of, pattern, escape_char } => {
                let escape = escape_char.as_ref().map(|value| &value.value);
                let pattern = self.pattern(pattern, escape, Case::Same)?;
                self.perhaps_negated(Form::Like { of: boxed(of)?, pattern }, *negated, expr)
            }
            Expr::UnaryOp { op: UnaryOperator::Plus, expr } => return self.node(expr),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => match self.node(expr)? {
                Node { form: Form::Number(number), .. } => Form::Number(number.negated()),
                of => Form::Negative(of.into()),
            },
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => Form::Not(boxed(expr)?),
            Expr::BinaryOp { left, op, right } => self.binary(expr, (left, op, right))?,
            Expr::Case { operand, conditions, else_result, .. } => {
                let branch = |branch: &CaseWhen| Ok((self.node(&branch.condition)?, self.node(&branch.result)?));
                Form::Case {
                    operand: operand.as_deref().map(boxed).transpose()?,
                    branches: conditions.iter().map(branch).collect::<Read<_>>()?,
                    otherwise: else_result.as_deref().map(boxed).transpose()?,
                }
            }
            Expr::Cast { kind, expr: of, data_type, array: false, format: None } => {
                let failing = match kind {
                    CastKind::Cast | CastKind::DoubleColon => Failing::Fault,
                    CastKind::TryCast | CastKind::SafeCast => Failing::Null,
                };
                let at = place::around(self.text, self.range(expr));
                let to = cast_to(data_type).ok_or_else(|| self.not_supported(expr))?;
                return Ok(Node { at, form: Form::Cast { of: boxed(of)?, to, failing } });
            }
            _ => {
                return Ok(Node { at: self.range_of_call(expr), form: self.call(expr)? });
            }
        };
        Ok(Node { at: self.range(expr), form })
    }

    /// Chains of `and`, `or` and `||` lie side by side, however long.
    fn binary(&self, expr: &Expr, (left, op, right): (&Expr, &BinaryOperator, &Expr)) -> Read<Form> {
        let boxed = |expr: &Expr| self.node(expr).map(Box::new);
        let arithmetic = |operator| -> Read<Form> {
            if let Expr::Interval(interval) = right {
                let shift = self.interval(interval, right)?;
                return match operator {
                    Operator::Plus => Ok(Form::Shift { day: boxed(left)?, by: shift }),
                    Operator::Minus => Ok(Form::Shift { day: boxed(left)?, by: Shift::back(shift) }),
                    Operator::Times | Operator::Over => Err(self.not_supported(expr)),
                };
            }
            Ok(Form::Arithmetic { left: boxed(left)?, operator, right: boxed(right)? })
        };
        Ok(match op {
            BinaryOperator::And => Form::All(self.chain(expr, &BinaryOperator::And)?),
            BinaryOperator::Or => Form::Any(self.chain(expr, &BinaryOperator::Or)?),
            BinaryOperator::StringConcat => Form::Join(self.chain(expr, &BinaryOperator::StringConcat)?),
            BinaryOperator::Plus => arithmetic(Operator::Plus)?,
            BinaryOperator::Minus => arithmetic(Operator::Minus)?,
            BinaryOperator::Multiply => arithmetic(Operator::Times)?,
            BinaryOperator::Divide => arithmetic(Operator::Over)?,
            BinaryOperator::Modulo => {
                let arguments = vec![self.node(left)?, self.node(right)?];
                Form::Call { function: Function::Modulo, arguments }
            }
            _ => {
                let comparison = comparison(op).ok_or_else(|| self.not_supported(expr))?;
                Form::Compare { left: boxed(left)?, comparison, right: boxed(right)? }
            }
        })
    }

    fn chain(&self, expr: &Expr, operator: &BinaryOperator) -> Read<Vec<Node>> {
        let mut links = Vec::new();
        let mut rest = expr;
        while let Expr::BinaryOp { left, op, right } = rest
            && op == operator
        {
            links.push(right.as_ref());
            rest = left;
        }
        links.push(rest);
        links.into_iter().rev().map(|link| self.node(link)).collect()
    }

    fn column(&self, name: &str, expr: &Expr) -> Form {
        let mut names = self.names.borrow_mut();
        let known = names.iter().position(|known| known.name == name);
        Form::Column(known.unwrap_or_else(|| {
            names.push(NameInExpression { name: name.to_owned(), at: self.range(expr) });
            names.len() - 1
        }))
    }

    fn negated(&self, form: Form, expr: &Expr) -> Form {
        Form::Not(Node { at: self.range(expr), form }.into())
    }

    fn perhaps_negated(&self, form: Form, negated: bool, expr: &Expr) -> Form {
        if negated { self.negated(form, expr) } else { form }
    }

    fn not_supported(&self, expr: &Expr) -> Fault {
        (self.range(expr), ExpressionFault::NotSupported { what: expr.to_string() })
    }

    fn range_of_call(&self, expr: &Expr) -> Range<usize> {
        match expr {
            Expr::Function(_) => place::closed(self.text, self.range(expr)),
            _ => place::around(self.text, self.range(expr)),
        }
    }

    fn range(&self, expr: &Expr) -> Range<usize> {
        place::range(self.text, expr.span())
    }
}

/// By the first word of the type: `varchar(20)` is a text of any length.
fn cast_to(data_type: &DataType) -> Option<CastTo> {
    match data_type {
        DataType::Numeric(ExactNumberInfo::PrecisionAndScale(_, scale))
        | DataType::Decimal(ExactNumberInfo::PrecisionAndScale(_, scale))
        | DataType::Dec(ExactNumberInfo::PrecisionAndScale(_, scale)) => {
            return u32::try_from(*scale).ok().filter(|scale| *scale <= 18).map(|scale| CastTo::Number(Some(scale)));
        }
        DataType::Numeric(ExactNumberInfo::Precision(_))
        | DataType::Decimal(ExactNumberInfo::Precision(_))
        | DataType::Dec(ExactNumberInfo::Precision(_)) => return Some(CastTo::Number(Some(0))),
        _ => {}
    }
    let name = data_type.to_string().to_lowercase();
    let word = name.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
    Some(match word {
        "numeric" | "decimal" | "dec" | "double" | "float" | "float4" | "float8" | "float32" | "float64" | "real"
        | "number" => CastTo::Number(None),
        "int" | "integer" | "bigint" | "smallint" | "tinyint" | "int2" | "int4" | "int8" | "int64" | "int32" => {
            CastTo::Whole
        }
        "text" | "varchar" | "char" | "character" | "string" | "nvarchar" => CastTo::Text,
        "date" => CastTo::Day,
        "bool" | "boolean" => CastTo::Truth,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
