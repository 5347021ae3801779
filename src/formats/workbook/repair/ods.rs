//! Cells of .ods, rewritten where calamine refuses them or cannot tell them apart.

use super::super::trouble::WorkbookTrouble;
use super::asides::plainly;
use super::rewrite::Rewrite;
use crate::formats::xml::{Node, NotXml, Xml, XmlTag};

/// White space between the cells of a row goes: a program that indents its XML puts it there, and calamine refuses it.
/// A formula that gave an empty text gets the type of one: without it, it looks like a formula that never ran.
pub(crate) fn ods(bytes: &[u8]) -> Result<Option<Vec<u8>>, WorkbookTrouble> {
    let mut rewrite = Rewrite::of(bytes)?;
    rewrite.part("content.xml", |content| {
        let has_sections = |text: &&str| text.contains("<![CDATA[");
        let written = std::str::from_utf8(&content).ok().filter(has_sections).map(plainly);
        let plain = plain_cells(written.as_deref().map_or(&*content, str::as_bytes)).ok()?.into_bytes();
        (plain != content).then_some(plain)
    })?;
    rewrite.close()
}

fn plain_cells(content: &[u8]) -> Result<String, NotXml> {
    let mut xml = Xml::of(content)?;
    let mut plain = String::with_capacity(content.len());
    // Blanks that are kept unless a cell follows, or the end of a row.
    let mut blanks = "";
    loop {
        let start = xml.at();
        let node = xml.next().transpose()?;
        let written = xml.since(start);
        let between_cells = match &node {
            None => {
                plain.push_str(blanks);
                return Ok(plain);
            }
            Some(Node::Text(text)) if blanks.is_empty() && text.trim_ascii().is_empty() => {
                blanks = written;
                continue;
            }
            Some(Node::Text(_)) => false,
            Some(Node::Open(tag)) => matches!(tag.name(), "table-cell" | "covered-table-cell"),
            Some(Node::Close(tag)) => tag.name() == "table-row",
        };
        if !between_cells {
            plain.push_str(blanks);
        }
        blanks = "";
        match (node, written.strip_suffix('>')) {
            (Some(Node::Open(tag)), Some(open)) if is_empty_text(&tag, xml.rest())? => {
                plain.push_str(open);
                plain.push_str(" office:value-type=\"string\">");
            }
            _ => plain.push_str(written),
        }
    }
}

/// A cell with a formula, without a value, and with a paragraph in which there is nothing.
fn is_empty_text(tag: &XmlTag<'_>, behind: &str) -> Result<bool, NotXml> {
    let behind = behind.trim_ascii_start();
    Ok(tag.name() == "table-cell"
        && !tag.is_empty
        && (behind.starts_with("<text:p/>") || behind.starts_with("<text:p></text:p>"))
        && tag.attribute("table:formula")?.is_some()
        && tag.attribute("office:value-type")?.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(content: &str) -> Option<String> {
        Some(plain_cells(content.as_bytes()).unwrap()).filter(|plain| plain != content)
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
