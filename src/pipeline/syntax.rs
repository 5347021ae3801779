//! Errors in the TOML itself, and what can still be read beside them.

use super::problem::PipelineProblem;
use super::report::{ByteSpan, Report};
use std::borrow::Cow;
use std::collections::BTreeMap;
use toml::de::DeTable;

/// Reports syntax errors, the first of each line, and gives the text without those lines, every byte in its old
/// place, so that one typing error does not hide the other problems. `None` when what is left would be misread.
pub(super) fn legible<'a>(text: &'a str, report: &Report) -> Option<Cow<'a, str>> {
    let (_, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(Cow::Borrowed(text));
    }
    // The first error of a line is the user's; those after it are often what the parser made of it.
    let mut first_of_line: BTreeMap<usize, (ByteSpan, &str)> = BTreeMap::new();
    for error in &errors {
        let span = error.span().unwrap_or_default();
        let first = first_of_line.entry(report.line(span.start)).or_insert((span.clone(), error.message()));
        if span.start < first.0.start {
            *first = (span, error.message());
        }
    }
    let mut readable = true;
    let mut rest = String::with_capacity(text.len());
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if first_of_line.contains_key(&(index + 1)) {
            // Without its header a section's keys would count as the keys of the one above.
            readable &= !line.trim_start().starts_with('[');
            rest.extend(line.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }));
        } else {
            rest.push_str(line);
        }
    }
    for (span, message) in first_of_line.into_values() {
        let problem = if message == "duplicate key" {
            PipelineProblem::DuplicateKey { key: text.get(span.clone()).unwrap_or_default().to_owned() }
        } else {
            PipelineProblem::Syntax { message: message.to_owned() }
        };
        report.add(span, problem);
    }
    (readable && DeTable::parse(&rest).is_ok()).then_some(Cow::Owned(rest))
}
