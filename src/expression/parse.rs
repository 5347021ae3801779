//! The parser of SQL, and names as it takes them.

use super::place;
use super::tree::ComparisonOperator;
use super::unparsed::Unparsed;
use crate::diagnostic::Cause;
use sqlparser::ast::{
    BinaryOperator, DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;
use std::ops::Range;

/// Words of SQL that the parser may take for a name, and no reader would.
const RESERVED: [&str; 34] = [
    "and", "as", "asc", "between", "by", "case", "cast", "desc", "distinct", "else", "end", "exists", "false", "from",
    "group", "having", "in", "is", "join", "like", "limit", "not", "null", "on", "or", "order", "select", "then",
    "true", "union", "values", "when", "where", "with",
];

/// Of a text in characters. Longer ones are made by programs, and could be deeper than any stack.
const LONGEST: usize = 10_000;

/// How deep the parts of an expression may lie in each other.
const DEEPEST: usize = 60;

/// What the parser makes of a text, which must be one expression; else why it is none and the bytes that this is about.
pub(crate) fn parsed(text: &str) -> Result<Expr, (Range<usize>, Unparsed)> {
    let whole = 0..text.len();
    if text.chars().nth(LONGEST).is_some() {
        return Err((whole, Unparsed::TooLong { most: LONGEST }));
    }
    let unreadable = |error: ParserError| {
        if error == ParserError::RecursionLimitExceeded {
            return (whole.clone(), Unparsed::TooDeep);
        }
        // The end is where something is missing, so there the whole text is shown.
        let from = place::said(text, &error.to_string()).unwrap_or(0);
        (from..text.len(), Unparsed::Unreadable { cause: Cause::new(error) })
    };
    let mut parser = Parser::new(&GenericDialect {}).try_with_sql(text).map_err(unreadable)?;
    let expr = parser.parse_expr().map_err(unreadable)?;
    let next = parser.peek_token();
    if next.token != Token::EOF {
        let cause = Cause::new(format!("expected the end, found {}", next.token));
        return Err((place::range(text, next.span), Unparsed::Unreadable { cause }));
    }
    if is_too_deep(&expr) { Err((whole, Unparsed::TooDeep)) } else { Ok(expr) }
}

/// Chains of `and`, `or` and `||` lie side by side, however long. Nothing here walks down the stack.
fn is_too_deep(expr: &Expr) -> bool {
    let mut open = vec![(expr, 0)];
    while let Some((expr, depth)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        let is_link = |part: &Expr| match (expr, part) {
            (Expr::BinaryOp { op, .. }, Expr::BinaryOp { op: other, .. }) => {
                op == other && matches!(op, BinaryOperator::And | BinaryOperator::Or | BinaryOperator::StringConcat)
            }
            _ => false,
        };
        open.extend(parts(expr).into_iter().map(|part| (part, if is_link(part) { depth } else { depth + 1 })));
    }
    false
}

/// What an expression is made of, as far as an engine takes it.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Nested(of)
        | Expr::UnaryOp { expr: of, .. }
        | Expr::IsNull(of)
        | Expr::IsNotNull(of)
        | Expr::IsUnknown(of)
        | Expr::IsNotUnknown(of)
        | Expr::IsTrue(of)
        | Expr::IsNotTrue(of)
        | Expr::IsFalse(of)
        | Expr::IsNotFalse(of)
        | Expr::Cast { expr: of, .. }
        | Expr::Collate { expr: of, .. }
        | Expr::AtTimeZone { timestamp: of, .. }
        | Expr::Ceil { expr: of, .. }
        | Expr::Floor { expr: of, .. }
        | Expr::Extract { expr: of, .. } => vec![of],
        Expr::BinaryOp { left, right, .. }
        | Expr::IsDistinctFrom(left, right)
        | Expr::IsNotDistinctFrom(left, right)
        | Expr::Position { expr: left, r#in: right }
        | Expr::Like { expr: left, pattern: right, .. }
        | Expr::ILike { expr: left, pattern: right, .. } => vec![left, right],
        Expr::Between { expr: of, low, high, .. } => vec![of, low, high],
        Expr::InList { expr: of, list, .. } => std::iter::once(&**of).chain(list).collect(),
        Expr::Case { operand, conditions, else_result, .. } => {
            let branches = conditions.iter().flat_map(|branch| [&branch.condition, &branch.result]);
            branches.chain(operand.as_deref()).chain(else_result.as_deref()).collect()
        }
        Expr::Substring { expr: of, substring_from, substring_for, .. } => {
            [Some(&**of), substring_from.as_deref(), substring_for.as_deref()].into_iter().flatten().collect()
        }
        Expr::Trim { expr: of, trim_what, trim_characters, .. } => {
            std::iter::once(&**of).chain(trim_what.as_deref()).chain(trim_characters.iter().flatten()).collect()
        }
        Expr::Function(function) => {
            let arguments = arguments(function).map(|(_, arguments)| arguments).unwrap_or_default();
            let plain = arguments.into_iter().filter_map(|argument| match argument {
                FunctionArgExpr::Expr(expr) => Some(expr),
                _ => None,
            });
            plain.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the arguments of a call are `distinct`, and the arguments; `None` where SQL hangs anything else on it.
pub(crate) fn arguments(function: &Function) -> Option<(bool, Vec<&FunctionArgExpr>)> {
    let FunctionArguments::List(list) = &function.args else { return None };
    let plain = function.filter.is_none()
        && function.over.is_none()
        && function.null_treatment.is_none()
        && function.within_group.is_empty()
        && function.parameters == FunctionArguments::None
        && list.clauses.is_empty();
    let unnamed = list.args.iter().map(|argument| match argument {
        FunctionArg::Unnamed(value) => Some(value),
        _ => None,
    });
    let distinct = list.duplicate_treatment == Some(DuplicateTreatment::Distinct);
    unnamed.collect::<Option<Vec<_>>>().filter(|_| plain).map(|arguments| (distinct, arguments))
}

/// The comparison that an operator is.
pub(crate) fn comparison(operator: &BinaryOperator) -> Option<ComparisonOperator> {
    Some(match operator {
        BinaryOperator::Eq => ComparisonOperator::Equal,
        BinaryOperator::NotEq => ComparisonOperator::Unequal,
        BinaryOperator::Lt => ComparisonOperator::Less,
        BinaryOperator::LtEq => ComparisonOperator::AtMost,
        BinaryOperator::Gt => ComparisonOperator::More,
        BinaryOperator::GtEq => ComparisonOperator::AtLeast,
        _ => return None,
    })
}

/// A name as an expression writes it: in quotes unless it is a word that the language has no use for.
pub(crate) fn quoted_name(name: &str) -> String {
    let is_plain = is_word(name) && !RESERVED.contains(&name.to_lowercase().as_str()) && is_name(name);
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

fn is_word(name: &str) -> bool {
    name.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
        && !name.is_empty()
        && !name.starts_with(|sign: char| sign.is_numeric())
}

/// Whether the parser takes a word for a name: `interval` is none.
fn is_name(word: &str) -> bool {
    matches!(
        parsed(&format!("{word} = ''")),
        Ok(Expr::BinaryOp { left, op: BinaryOperator::Eq, .. })
            if matches!(&*left, Expr::Identifier(ident) if ident.value == word)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_and_size_are_bounded() {
        let end = |text: &str| parsed(text).map(|_| ()).map_err(|(_, fault)| fault);
        let chain = |operator: &str, links: usize| vec!["a"; links].join(operator);
        for (operator, links) in [(" or ", 2000), (" || ", 2000), (" + ", 60)] {
            assert_eq!(end(&chain(operator, links)), Ok(()), "{operator}");
        }
        for text in [
            chain("+", 4990),
            chain(" + ", 62),
            format!("a{}", " is null".repeat(1200)),
            format!("a{}", "::int".repeat(1900)),
            format!("a{}", " between 1 and 2".repeat(600)),
            format!("{}a{}", "(".repeat(4000), ")".repeat(4000)),
            format!("{}a{}", "abs(".repeat(400), ")".repeat(400)),
        ] {
            assert_eq!(end(&text), Err(Unparsed::TooDeep), "{}", &text[..20]);
        }
        // Characters, not bytes.
        assert_eq!(end(&"가".repeat(10_000)), Ok(()));
        assert_eq!(end(&"가".repeat(10_001)), Err(Unparsed::TooLong { most: 10_000 }));
        assert_eq!(end(&chain(" + ", 100_000)), Err(Unparsed::TooLong { most: 10_000 }));
    }

    #[test]
    fn a_name_that_is_no_word_or_a_word_of_the_language_is_quoted() {
        for name in ["Type", "Date", "Index", "Version", "Scenario", "Endung", "Cases", "유형", "Größe", "_a1"] {
            assert_eq!(quoted_name(name), name);
        }
        for name in [
            "End",
            "Case",
            "Between",
            "Like",
            "NOT",
            "null",
            "Group",
            "order",
            "When",
            "And",
            "In",
            "Is",
            "exists",
            "Interval",
            "True",
            "Values",
            "Select",
            "current_date",
            "Net sales",
            "2026",
            "a-b",
            "",
        ] {
            assert_eq!(quoted_name(name), format!("\"{name}\""));
        }
        assert_eq!(quoted_name("12\" pipes"), "\"12\"\" pipes\"");
    }
}
