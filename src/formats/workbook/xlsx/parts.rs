//! The parts of a package that tell where its sheets are and how their numbers are shown.

use super::super::number_format::Shown;
use super::super::relations::{Relation, relations};
use super::super::sink::SharedTexts;
use super::super::tags::Tags;
use super::super::trouble::{ReadStop, WorkbookTrouble};
use super::texts;
use crate::diagnostic::Cause;
use crate::formats::package::{Package, PackagePart};
use crate::formats::xml::{Node, NotXml, Xml, XmlTag};
use std::collections::HashMap;

/// A worksheet on the list of the workbook.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) visible: bool,
    pub(super) part: String,
}

/// What all sheets share.
pub(super) struct WorkbookParts {
    pub(super) sheets: Vec<Listed>,
    /// By number of the style of a cell.
    pub(super) styles: Vec<Shown>,
    pub(super) texts: SharedTexts,
    pub(super) counts_from_1904: bool,
}

impl WorkbookParts {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, ReadStop> {
        let roots = relations(package, "_rels/.rels", "")?;
        let root = roots.into_values().find(|relation| relation.kind.ends_with("/officeDocument"));
        let main = root.ok_or(ReadStop::Unsupported)?.target;
        let (folder, file) = main.rsplit_once('/').ok_or(ReadStop::Unsupported)?;
        let relations = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let list = package.bytes(&main)?.ok_or(ReadStop::Unsupported)?;
        let (sheets, counts_from_1904) = listed(&list, &relations)?;
        let styles = match shared_part(package, &relations, "/styles")? {
            Some(part) => styles(&package.bytes(&part.name)?.unwrap_or_default())?,
            None => Vec::new(),
        };
        let texts = match shared_part(package, &relations, "/sharedStrings")? {
            Some(part) => texts::shared(&mut Tags::new(package.content(&part)?)?)?,
            None => SharedTexts::default(),
        };
        Ok(Self { sheets, styles, texts, counts_from_1904 })
    }
}

/// A part that the workbook says it has must be there: without its styles every date would be a number.
fn shared_part(
    package: &Package<'_>,
    relations: &HashMap<String, Relation>,
    kind: &str,
) -> Result<Option<PackagePart>, WorkbookTrouble> {
    let mut named = relations.values().filter(|relation| relation.kind.ends_with(kind));
    let Some(relation) = named.next() else { return Ok(None) };
    match package.find(&relation.target) {
        Some(part) => Ok(Some(part)),
        None => Err(WorkbookTrouble::Damaged(Cause::new(format!("its part `{}` is missing", relation.target)))),
    }
}

/// The worksheets in their order, and whether days are counted from 1904.
fn listed(list: &[u8], relations: &HashMap<String, Relation>) -> Result<(Vec<Listed>, bool), ReadStop> {
    let (mut sheets, mut counts_from_1904) = (Vec::new(), false);
    for node in Xml::of(list)? {
        let Node::Open(tag) = node? else { continue };
        match tag.name() {
            "workbookPr" => {
                if let Some(value) = tag.attribute("date1904")? {
                    counts_from_1904 = matches!(&*value, "1" | "true");
                }
            }
            "sheet" => sheets.extend(sheet(&tag, relations)?),
            _ => {}
        }
    }
    Ok((sheets, counts_from_1904))
}

/// `None` for sheets without cells that mean anything.
fn sheet(tag: &XmlTag<'_>, relations: &HashMap<String, Relation>) -> Result<Option<Listed>, ReadStop> {
    let (Some(name), Some(id)) = (tag.attribute("name")?, tag.attribute_of_any_prefix("id")?) else {
        return Err(ReadStop::Unsupported);
    };
    // The sheet was removed and its name left behind.
    if id.is_empty() {
        return Ok(None);
    }
    let relation = relations.get(&*id).ok_or(ReadStop::Unsupported)?;
    let visible = match tag.attribute("state")?.as_deref() {
        None | Some("visible") => true,
        Some("hidden" | "veryHidden") => false,
        Some(_) => return Err(ReadStop::Unsupported),
    };
    match relation.kind.rsplit('/').next() {
        Some("worksheet") => Ok(Some(Listed { name: name.into_owned(), visible, part: relation.target.clone() })),
        Some("chartsheet" | "dialogsheet" | "xlMacrosheet" | "xlIntlMacrosheet") => Ok(None),
        _ => Err(ReadStop::Unsupported),
    }
}

fn styles(part: &[u8]) -> Result<Vec<Shown>, NotXml> {
    let (mut codes, mut styles, mut of_cells) = (HashMap::new(), Vec::new(), false);
    for node in Xml::of(part)? {
        match node? {
            Node::Open(tag) => match tag.name() {
                "cellXfs" => of_cells = !tag.is_empty,
                "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.attribute("numFmtId")?, tag.attribute("formatCode")?) {
                        codes.insert(id.into_owned(), Shown::by_code(&code));
                    }
                }
                "xf" if of_cells => {
                    let id = tag.attribute("numFmtId")?.unwrap_or_default();
                    let built_in = || id.parse().map_or_else(|_| Shown::default(), Shown::built_in);
                    styles.push(codes.get(&*id).copied().unwrap_or_else(built_in));
                }
                _ => {}
            },
            Node::Close(tag) if tag.name() == "cellXfs" => of_cells = false,
            Node::Close(_) | Node::Text(_) => {}
        }
    }
    Ok(styles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::workbook::number_format::Meaning;

    #[test]
    fn styles_are_counted_where_cells_refer_to_them() {
        let part = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0,&quot;K&quot;\"/></numFmts>\
                    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\
                    <xf numFmtId=\"14\"><alignment/></xf><xf numFmtId=\"164\"/><xf/></cellXfs></styleSheet>";
        let shown = styles(part.as_bytes()).unwrap();
        let plain = |meaning, thousands| Shown { meaning, thousands, ..Shown::default() };
        let expected =
            [plain(Meaning::Number, 0), plain(Meaning::Moment, 0), plain(Meaning::Number, 1), Shown::default()];
        assert_eq!(shown, expected);
    }
}
