//! Where a part of a formula stands, in bytes of its text.

use sqlparser::tokenizer::{Location, Span};
use std::ops::Range;

/// The whole text where the parser knows no place.
pub(super) fn range(text: &str, span: Span) -> Range<usize> {
    let (start, end) = (offset(text, span.start), offset(text, span.end));
    if span.start.line == 0 || start >= end { 0..text.len() } else { start..end }
}

/// Where the message of an error says that it is; `None` at the end of the text.
pub(super) fn said(text: &str, message: &str) -> Option<usize> {
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
