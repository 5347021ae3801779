//! Calls of functions, in the shapes that SQL has for them.

use super::{Fault, Read, Reader};
use crate::calendar;
use crate::expression::fault::ExpressionFault;
use crate::expression::function::Function;
use crate::expression::number::Number;
use crate::expression::parse::arguments;
use crate::expression::tree::{CastTo, Failing, Form, Node};
use sqlparser::ast::{self, CeilFloorKind, DateTimeField, Expr, FunctionArgExpr, Spanned, TrimWhereField};

/// What `date_trunc` goes back to the beginning of.
const UNITS: [&str; 5] = ["year", "quarter", "month", "week", "day"];

/// What SQL adds up over rows.
const AGGREGATES: [&str; 12] =
    ["sum", "avg", "min", "max", "count", "median", "stddev", "variance", "first", "last", "row_number", "rank"];

/// What asks for the clock.
const CLOCK: [&str; 6] = ["now", "today", "current_date", "current_timestamp", "getdate", "localtimestamp"];

impl Reader<'_> {
    pub(super) fn call(&self, expr: &Expr) -> Read<Form> {
        let node = |expr: &Expr| self.node(expr);
        let all = |expressions: &[&Expr]| expressions.iter().map(|expr| node(expr)).collect::<Read<Vec<_>>>();
        match expr {
            Expr::Function(function) => self.function(function, expr),
            Expr::Ceil { expr: of, field: CeilFloorKind::DateTimeField(DateTimeField::NoDateTime) } => {
                Ok(Form::Call { function: Function::Ceiling, arguments: all(&[of])? })
            }
            Expr::Floor { expr: of, field: CeilFloorKind::DateTimeField(DateTimeField::NoDateTime) } => {
                Ok(Form::Call { function: Function::Floor, arguments: all(&[of])? })
            }
            Expr::Position { expr: part, r#in } => {
                Ok(Form::Call { function: Function::Position, arguments: all(&[r#in, part])? })
            }
            Expr::Substring { expr: of, substring_from: Some(from), substring_for, .. } => {
                let mut arguments = all(&[of, from])?;
                arguments.extend(substring_for.as_deref().map(node).transpose()?);
                self.taken(Function::Substring, arguments, expr)
            }
            Expr::Trim { trim_where, trim_what, expr: of, trim_characters } => {
                let function = match trim_where {
                    None | Some(TrimWhereField::Both) => Function::Trim,
                    Some(TrimWhereField::Leading) => Function::TrimLeft,
                    Some(TrimWhereField::Trailing) => Function::TrimRight,
                };
                let mut arguments = all(&[of])?;
                arguments.extend(trim_what.as_deref().map(node).transpose()?);
                for signs in trim_characters.iter().flatten() {
                    arguments.push(node(signs)?);
                }
                self.taken(function, arguments, expr)
            }
            Expr::Extract { field, expr: of, .. } => {
                let function = self.part_of_day(&field.to_string(), expr)?;
                Ok(Form::Call { function, arguments: all(&[of])? })
            }
            _ => Err(self.not_supported(expr)),
        }
    }

    fn function(&self, function: &ast::Function, expr: &Expr) -> Read<Form> {
        let name = function.name.to_string().to_lowercase();
        let place = || super::place::range(self.text, function.name.span());
        if AGGREGATES.contains(&name.as_str()) || function.over.is_some() {
            return Err((place(), ExpressionFault::Aggregate { name }));
        }
        if CLOCK.contains(&name.as_str()) {
            return Err((place(), ExpressionFault::Clock { name }));
        }
        let arguments = plain_arguments(function).ok_or_else(|| self.not_supported(expr))?;
        let mut nodes = arguments.iter().map(|argument| self.node(argument)).collect::<Read<Vec<_>>>()?;
        let number = nodes.len();
        match (name.as_str(), number) {
            ("if" | "iif", 2 | 3) => {
                let otherwise = if number == 3 { nodes.pop().map(Box::new) } else { None };
                let mut nodes = nodes.into_iter();
                let branches = nodes.next().zip(nodes.next()).into_iter().collect();
                Ok(Form::Case { operand: None, branches, otherwise })
            }
            ("isnull", 1) => Ok(Form::Missing(nodes.remove(0).into())),
            ("date", 1) => {
                let of = nodes.remove(0).into();
                Ok(Form::Cast { of, to: CastTo::Day, failing: Failing::Fault })
            }
            ("date_part" | "datepart", 2) => {
                let Form::Text(field) = &nodes[0].form else { return Err(self.not_supported(expr)) };
                let function = self.part_of_day(field, expr)?;
                nodes.remove(0);
                Ok(Form::Call { function, arguments: nodes })
            }
            _ => {
                let function = Function::named(&name)
                    .ok_or_else(|| (place(), ExpressionFault::UnknownFunction { name: name.clone() }))?;
                self.taken(function, nodes, expr)
            }
        }
    }

    /// The call, if the function takes so many arguments, and literals where it needs them.
    fn taken(&self, function: Function, arguments: Vec<Node>, expr: &Expr) -> Read<Form> {
        let fault = |fault| -> Fault { (self.range_of_call(expr), fault) };
        if !function.takes(arguments.len()) {
            return Err(fault(ExpressionFault::Arguments { usage: function.usage(), found: arguments.len() }));
        }
        let text = |at: usize| match arguments.get(at).map(|node| &node.form) {
            Some(Form::Text(text)) => Some(text),
            _ => None,
        };
        match function {
            Function::DateTruncate if !text(0).is_some_and(|unit| UNITS.contains(&unit.to_lowercase().as_str())) => {
                Err(fault(ExpressionFault::BadUnit { valid: UNITS.to_vec() }))
            }
            Function::ToDate | Function::TryToDate | Function::FormatDate
                if !text(1).is_some_and(|pattern| pattern.contains('%') && calendar::is_pattern(pattern)) =>
            {
                Err(fault(ExpressionFault::BadPattern { usage: function.usage() }))
            }
            // Systems count from the end there, or from before the beginning, or give nothing.
            Function::Substring if matches!(&arguments[1].form, Form::Number(from) if *from < Number::whole(1)) => {
                Err(fault(ExpressionFault::BadPosition))
            }
            _ => Ok(Form::Call { function, arguments }),
        }
    }

    fn part_of_day(&self, field: &str, expr: &Expr) -> Read<Function> {
        Ok(match field.to_lowercase().as_str() {
            "year" | "years" => Function::Year,
            "quarter" => Function::Quarter,
            "month" | "months" => Function::Month,
            "day" | "days" => Function::DayOfMonth,
            "isodow" => Function::DayOfWeek,
            _ => {
                let valid = vec!["year", "quarter", "month", "day", "isodow"];
                return Err((self.range_of_call(expr), ExpressionFault::BadUnit { valid }));
            }
        })
    }
}

/// Plain arguments; `None` where SQL hangs anything else on the call.
fn plain_arguments(function: &ast::Function) -> Option<Vec<&Expr>> {
    let (distinct, given) = arguments(function)?;
    let plain = given.into_iter().map(|argument| match argument {
        FunctionArgExpr::Expr(expr) => Some(expr),
        _ => None,
    });
    plain.collect::<Option<Vec<_>>>().filter(|_| !distinct)
}
