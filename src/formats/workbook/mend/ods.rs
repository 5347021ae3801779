//! Cells of .ods, rewritten where calamine refuses them or cannot tell them apart.

use super::super::sink::Trouble;
use super::{Rewritten, part_of, repacked};
use std::io::Cursor;
use zip::ZipArchive;

/// White space between the cells of a row goes: a program that indents its XML puts it there, and calamine refuses it.
/// A formula that gave an empty text gets the type of one: without it, it looks like a formula that never ran.
pub(crate) fn ods(bytes: &[u8]) -> Result<Option<Vec<u8>>, Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut rewritten = Rewritten::new();
    if let Some(content) = part_of(&mut archive, "content.xml")?
        && let Some(plain) = plain_cells(&content)
    {
        rewritten.push(("content.xml".to_owned(), plain));
    }
    repacked(archive, rewritten)
}

const CELL: &[u8] = b"<table:table-cell";
const INSIDE_A_ROW: [&[u8]; 3] = [CELL, b"<table:covered-table-cell", b"</table:table-row"];

fn plain_cells(content: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = memchr::memchr(b'<', rest) {
        let (before, tag) = rest.split_at(at);
        let behind_tag = memchr::memrchr(b'>', before).map_or(0, |at| at + 1);
        let is_indent = before[behind_tag..].iter().all(u8::is_ascii_whitespace);
        let inside = is_indent && INSIDE_A_ROW.iter().any(|name| tag.starts_with(name));
        kept.extend_from_slice(if inside { &before[..behind_tag] } else { before });
        let length = if tag.starts_with(CELL) { tag_length(tag) } else { 1 };
        let (head, behind) = tag.split_at(length);
        match head.strip_suffix(b">").filter(|head| is_empty_text(head, behind)) {
            Some(head) => kept.extend([head, b" office:value-type=\"string\">"].concat()),
            None => kept.extend_from_slice(head),
        }
        rest = behind;
    }
    kept.extend_from_slice(rest);
    (kept != content).then_some(kept)
}

/// A cell with a formula, without a value, and with a paragraph in which there is nothing.
fn is_empty_text(head: &[u8], behind: &[u8]) -> bool {
    let has = |attribute: &str| memchr::memmem::find(head, attribute.as_bytes()).is_some();
    let behind = behind.trim_ascii_start();
    has("table:formula=")
        && !has("office:value-type=")
        && (behind.starts_with(b"<text:p/>") || behind.starts_with(b"<text:p></text:p>"))
}

/// To the sign that ends the tag, outside of quotes.
fn tag_length(tag: &[u8]) -> usize {
    let mut quote = None;
    let end = tag.iter().position(|&byte| {
        match quote {
            Some(open) if open == byte => quote = None,
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            _ => {}
        }
        quote.is_none() && byte == b'>'
    });
    end.map_or(tag.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(content: &str) -> Option<String> {
        plain_cells(content.as_bytes()).map(|plain| String::from_utf8(plain).unwrap())
    }

    #[test]
    fn indents_between_cells_go_and_blanks_of_a_text_stay() {
        let content = "<a>\n <table:table-row>\n  <table:table-cell><text:p> x </text:p> </table:table-cell>\n  \
            <table:table-cell/>\n </table:table-row>\n</a>";
        let expected = "<a>\n <table:table-row><table:table-cell><text:p> x </text:p> </table:table-cell>\
            <table:table-cell/></table:table-row>\n</a>";
        assert_eq!(plain(content).as_deref(), Some(expected));
        assert_eq!(plain(expected), None);
    }

    #[test]
    fn a_formula_that_gave_an_empty_text_is_told_from_one_that_never_ran() {
        let ran = "<table:table-cell table:formula=\"of:=IF(1>0;&quot;&quot;)\"><text:p/></table:table-cell>";
        let typed = ran.replace("\"><text", "\" office:value-type=\"string\"><text");
        assert_eq!(plain(ran), Some(typed.clone()));
        assert_eq!(plain(&typed), None);
        assert_eq!(plain("<table:table-cell table:formula=\"of:=1+1\"/>"), None);
    }
}
