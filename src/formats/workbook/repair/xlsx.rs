//! Parts of .xlsx, rewritten where calamine refuses them.

use super::super::trouble::WorkbookTrouble;
use super::rewrite::Rewrite;
use crate::formats::xml::{Node, NotXml, Xml};
use std::collections::BTreeSet;

/// Macro sheets are declared as chart sheets, which are passed over like them; sheets without a part are taken off
/// the list; errors in `unknown` become `#VALUE!`.
pub(crate) fn xlsx(bytes: &[u8], unknown: &BTreeSet<String>) -> Result<Option<Vec<u8>>, WorkbookTrouble> {
    const CHART_SHEET: &str = "/relationships/chartsheet\"";
    let mut rewrite = Rewrite::of(bytes)?;
    rewrite.text("xl/_rels/workbook.xml.rels", |text| {
        text.replace("/relationships/xlMacrosheet\"", CHART_SHEET)
            .replace("/relationships/xlIntlMacrosheet\"", CHART_SHEET)
    })?;
    rewrite.text("xl/workbook.xml", |text| without_lost_sheets(text).unwrap_or_else(|NotXml| text.to_owned()))?;
    if !unknown.is_empty() {
        for part in rewrite.parts("xl/worksheets/", ".xml") {
            rewrite.text(&part, |text| {
                unknown
                    .iter()
                    .fold(text.to_owned(), |text, error| text.replace(&format!("<v>{error}</v>"), "<v>#VALUE!</v>"))
            })?;
        }
    }
    rewrite.close()
}

/// Takes `<sheet … r:id=""/>` off the list: the sheet was removed and its name left behind.
fn without_lost_sheets(text: &str) -> Result<String, NotXml> {
    let mut xml = Xml::of(text.as_bytes())?;
    let mut kept = String::with_capacity(text.len());
    loop {
        let start = xml.at();
        let Some(node) = xml.next() else { return Ok(kept) };
        let is_lost = match node? {
            Node::Open(tag) => tag.name() == "sheet" && tag.attribute("r:id")?.as_deref() == Some(""),
            Node::Close(_) | Node::Text(_) => false,
        };
        if !is_lost {
            kept.push_str(xml.since(start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_without_a_part_is_taken_off_the_list() {
        let text = "<sheets><sheet name=\"A\" r:id=\"rId1\"/><sheet name=\" \" r:id=\"\"/></sheets>";
        let kept = "<sheets><sheet name=\"A\" r:id=\"rId1\"/></sheets>";
        assert_eq!(without_lost_sheets(text).as_deref(), Ok(kept));
        assert_eq!(without_lost_sheets("<x r:id=\"\"/>").as_deref(), Ok("<x r:id=\"\"/>"));
    }
}
