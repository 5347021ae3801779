//! The parts of a package that tell where its sheets are and how their numbers are shown.

use super::super::number_format::Shown;
use super::super::sink::Trouble;
use super::super::tags::{Role, Stop, Tags, decoded};
use super::texts::Texts;
use crate::diagnostic::Cause;
use std::collections::HashMap;
use std::io::Cursor;
use zip::ZipArchive;
use zip::read::ZipFile;

pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By the name as programs look it up: without regard to case and to the kind of slash.
    parts: HashMap<String, usize>,
}

pub(crate) type Part<'p, 'a> = Tags<ZipFile<'p, Cursor<&'a [u8]>>>;

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Stop> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(Trouble::from)?;
        let names = (0..archive.len()).filter_map(|index| Some((key(&archive.name_for_index(index)?.ok()?), index)));
        let parts = names.collect();
        Ok(Self { archive, parts })
    }

    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Stop> {
        let Some(&index) = self.parts.get(&key(name)) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(Trouble::from)?;
        Tags::new(part).map(Some)
    }
}

fn key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// A worksheet on the list of the workbook.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) visible: bool,
    pub(crate) part: String,
}

/// What all sheets share.
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Listed>,
    /// By number of the style of a cell.
    pub(crate) styles: Vec<Shown>,
    pub(crate) texts: Texts,
    pub(crate) counts_from_1904: bool,
}

struct Relation {
    kind: String,
    target: String,
}

impl Workbook {
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Self, Stop> {
        let roots = relations(package, "_rels/.rels", "")?;
        let root = roots.into_values().find(|relation| relation.kind.ends_with("/officeDocument"));
        let main = root.ok_or(Stop::Odd)?.target;
        let (folder, file) = main.rsplit_once('/').ok_or(Stop::Odd)?;
        let relations = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let (sheets, counts_from_1904) = listed(package, &main, &relations)?;
        let styles = match shared_part(package, &relations, "/styles")? {
            Some(mut part) => styles(&mut part)?,
            None => Vec::new(),
        };
        let texts = match shared_part(package, &relations, "/sharedStrings")? {
            Some(mut part) => Texts::read(&mut part)?,
            None => Texts::default(),
        };
        Ok(Self { sheets, styles, texts, counts_from_1904 })
    }
}

/// A part that the workbook says it has must be there: without its styles every date would be a number.
fn shared_part<'p, 'a>(
    package: &'p mut Package<'a>,
    relations: &HashMap<String, Relation>,
    kind: &str,
) -> Result<Option<Part<'p, 'a>>, Stop> {
    let mut named = relations.values().filter(|relation| relation.kind.ends_with(kind));
    let Some(relation) = named.next() else { return Ok(None) };
    match package.part(&relation.target)? {
        Some(part) => Ok(Some(part)),
        None => Err(Trouble::Damaged(Cause::new(format!("its part `{}` is missing", relation.target))).into()),
    }
}

fn relations(package: &mut Package<'_>, part: &str, folder: &str) -> Result<HashMap<String, Relation>, Stop> {
    let mut tags = package.part(part)?.ok_or(Stop::Odd)?;
    let mut relations = HashMap::new();
    while let Some(tag) = tags.next()? {
        if tag.name != b"Relationship" || tag.role == Role::Close {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) = (tag.text(b"Id")?, tag.text(b"Type")?, tag.text(b"Target")?) else {
            return Err(Stop::Odd);
        };
        let target = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => target,
            None => format!("{folder}/{target}"),
        };
        relations.insert(id, Relation { kind, target });
    }
    Ok(relations)
}

/// The worksheets in their order, and whether days are counted from 1904.
fn listed(
    package: &mut Package<'_>,
    main: &str,
    relations: &HashMap<String, Relation>,
) -> Result<(Vec<Listed>, bool), Stop> {
    let mut tags = package.part(main)?.ok_or(Stop::Odd)?;
    let (mut sheets, mut counts_from_1904) = (Vec::new(), false);
    while let Some(tag) = tags.next()? {
        match (tag.name, tag.role) {
            (b"workbookPr", Role::Open | Role::Empty) => {
                if let Some(value) = tag.attribute(b"date1904")? {
                    counts_from_1904 = matches!(value, b"1" | b"true");
                }
            }
            (b"sheet", Role::Open | Role::Empty) => {
                let (mut name, mut state, mut id) = (None, &b"visible"[..], None);
                for attribute in tag.attributes() {
                    match attribute? {
                        (b"name", value) => name = Some(decoded(value)?.into_owned()),
                        (b"state", value) => state = value,
                        (key, value) if key == b"id" || key.ends_with(b":id") => id = Some(decoded(value)?),
                        _ => {}
                    }
                }
                let (Some(name), Some(id)) = (name, id) else { return Err(Stop::Odd) };
                // The sheet was removed and its name left behind.
                if id.is_empty() {
                    continue;
                }
                let relation = relations.get(&*id).ok_or(Stop::Odd)?;
                let visible = match state {
                    b"visible" => true,
                    b"hidden" | b"veryHidden" => false,
                    _ => return Err(Stop::Odd),
                };
                match relation.kind.rsplit('/').next() {
                    Some("worksheet") => sheets.push(Listed { name, visible, part: relation.target.clone() }),
                    // Without cells that mean anything.
                    Some("chartsheet" | "dialogsheet" | "xlMacrosheet" | "xlIntlMacrosheet") => {}
                    _ => return Err(Stop::Odd),
                }
            }
            _ => {}
        }
    }
    Ok((sheets, counts_from_1904))
}

fn styles(tags: &mut Tags<impl std::io::Read>) -> Result<Vec<Shown>, Stop> {
    let (mut codes, mut styles, mut of_cells) = (HashMap::new(), Vec::new(), false);
    while let Some(tag) = tags.next()? {
        match (tag.name, tag.role) {
            (b"cellXfs", role) => of_cells = role == Role::Open,
            (b"numFmt", Role::Open | Role::Empty) => {
                if let (Some(id), Some(code)) = (tag.text(b"numFmtId")?, tag.text(b"formatCode")?) {
                    codes.insert(id, Shown::by_code(&code));
                }
            }
            (b"xf", Role::Open | Role::Empty) if of_cells => {
                let id = tag.text(b"numFmtId")?.unwrap_or_default();
                let built_in = || id.parse().map_or_else(|_| Shown::default(), Shown::built_in);
                styles.push(codes.get(&id).copied().unwrap_or_else(built_in));
            }
            _ => {}
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
        let shown = styles(&mut Tags::new(part.as_bytes()).unwrap()).unwrap();
        let plain = |meaning, thousands| Shown { meaning, thousands };
        let expected =
            [plain(Meaning::Number, 0), plain(Meaning::Moment, 0), plain(Meaning::Number, 1), Shown::default()];
        assert_eq!(shown, expected);
    }
}
