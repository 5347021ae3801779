//! Where a part of an expression stands, in bytes of its text.

use sqlparser::tokenizer::{Location, Span};
use std::ops::Range;

/// The whole text where the parser knows no place.
pub(crate) fn range(text: &str, span: Span) -> Range<usize> {
    let (start, end) = (offset(text, span.start), offset(text, span.end));
    if span.start.line == 0 || start >= end { 0..text.len() } else { start..end }
}

/// A call up to where its parenthesis closes: the parser's place of one ends before that.
pub(crate) fn closed(text: &str, call: Range<usize>) -> Range<usize> {
    let count = |sign: char| text[call.clone()].matches(sign).count();
    match text[call.end..].find(')').filter(|_| count('(') > count(')')) {
        Some(close) => call.start..call.end + close + 1,
        None => call,
    }
}

/// The call around its argument, with the word before its parenthesis: all that the parser knows of some calls.
pub(crate) fn around(text: &str, argument: Range<usize>) -> Range<usize> {
    let argument = closed(text, argument);
    let mut depth = 0_usize;
    let opening = text[..argument.start].char_indices().rev().find(|(_, sign)| match sign {
        ')' => {
            depth += 1;
            false
        }
        '(' if depth == 0 => true,
        '(' => {
            depth -= 1;
            false
        }
        _ => false,
    });
    let close = text[argument.end..].find(')');
    let Some(((open, _), close)) = opening.zip(close) else { return argument };
    let word = text[..open].trim_end_matches(|sign: char| sign.is_alphanumeric() || sign == '_').len();
    word..argument.end + close + 1
}

/// Where the message of an error says that it is; `None` at the end of the text.
pub(crate) fn said(text: &str, message: &str) -> Option<usize> {
    let (_, place) = message.split_once(" at Line: ")?;
    let (line, column) = place.split_once(", Column: ")?;
    let at = Location { line: line.parse().ok()?, column: column.parse().ok()? };
    Some(offset(text, at)).filter(|&from| from < text.len())
}

/// The byte at a line and column, which the parser counts in characters from 1.
fn offset(text: &str, at: Location) -> usize {
    let (mut line, mut column) = (1, 1);
    for (offset, character) in text.char_indices() {
        if (line, column) == (at.line, at.column) {
            return offset;
        }
        (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    text.len()
}
