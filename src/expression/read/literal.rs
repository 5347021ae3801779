//! Figures, texts, days, intervals and patterns as an expression writes them.

use super::{Read, Reader};
use crate::expression::fault::ExpressionFault;
use crate::expression::number::Number;
use crate::expression::pattern::{Case, Pattern};
use crate::expression::shift::Shift;
use crate::expression::tree::Form;
use crate::name;
use crate::values::day;
use crate::values::number::{self, DecimalSeparator, NumberReading};
use sqlparser::ast::{DataType, Expr, Interval, TypedString, Value};

impl Reader<'_> {
    pub(super) fn value(&self, value: &Value, expr: &Expr) -> Read<Form> {
        Ok(match value {
            Value::Number(written, false) => match number::read(written, DecimalSeparator::Point) {
                NumberReading::Number(number) => Form::Number(Number::of(number)),
                _ => {
                    return Err((self.range(expr), ExpressionFault::LongNumber { number: written.clone() }));
                }
            },
            Value::SingleQuotedString(text) | Value::NationalStringLiteral(text) => {
                Form::Text(name::composed(text).into())
            }
            Value::Boolean(truth) => Form::Truth(*truth),
            Value::Null => Form::Null,
            _ => return Err(self.not_supported(expr)),
        })
    }

    /// `date '2026-10-31'`.
    pub(super) fn typed_text(&self, typed: &TypedString, expr: &Expr) -> Read<Form> {
        let (DataType::Date, Value::SingleQuotedString(text)) = (&typed.data_type, &typed.value.value) else {
            return Err(self.not_supported(expr));
        };
        let day = day::read_plainly(text).map(Form::Day);
        day.ok_or_else(|| (self.range(expr), ExpressionFault::BadDay { text: text.clone() }))
    }

    /// `interval '1 month'`, `interval '1' month`, `interval 1 month`.
    pub(super) fn interval(&self, interval: &Interval, expr: &Expr) -> Read<Shift> {
        let number = match interval.value.as_ref() {
            Expr::Value(value) => match &value.value {
                Value::SingleQuotedString(text) => Some(text.clone()),
                Value::Number(number, _) => Some(number.clone()),
                _ => None,
            },
            _ => None,
        };
        let written = number.map(|number| match &interval.leading_field {
            Some(field) => format!("{number} {field}"),
            None => number,
        });
        let whole = interval.last_field.is_none() && interval.leading_precision.is_none();
        let shift = written.as_deref().filter(|_| whole).and_then(Shift::read);
        shift.ok_or_else(|| (self.range(expr), ExpressionFault::BadInterval { text: interval.to_string() }))
    }

    /// A pattern is written out: one that changes from row to row has no name to be found under.
    pub(super) fn pattern(&self, pattern: &Expr, escape: Option<&Value>, case: Case) -> Read<Pattern> {
        let Expr::Value(value) = pattern else { return Err(self.not_supported(pattern)) };
        let Value::SingleQuotedString(text) = &value.value else { return Err(self.not_supported(pattern)) };
        let escape = match escape {
            None => None,
            Some(Value::SingleQuotedString(sign)) if sign.chars().count() == 1 => sign.chars().next(),
            Some(_) => return Err(self.not_supported(pattern)),
        };
        Ok(Pattern::new(text, escape, case))
    }
}
