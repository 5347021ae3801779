//! The parser of SQL, and names as it takes them.

use super::place;
use crate::diagnostic::Cause;
use sqlparser::ast::{BinaryOperator, Expr};
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

/// What the parser makes of a text, which must be one expression; else its words and the bytes that they are about.
pub(crate) fn parsed(text: &str) -> Result<Expr, (Range<usize>, Cause)> {
    let unreadable = |error: ParserError| {
        // The end is where something is missing, so there the whole text is shown.
        let from = place::said(text, &error.to_string()).unwrap_or(0);
        (from..text.len(), Cause::new(error))
    };
    let mut parser = Parser::new(&GenericDialect {}).try_with_sql(text).map_err(unreadable)?;
    let expr = parser.parse_expr().map_err(unreadable)?;
    let next = parser.peek_token();
    if next.token == Token::EOF {
        return Ok(expr);
    }
    Err((place::range(text, next.span), Cause::new(format!("expected the end, found {}", next.token))))
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
