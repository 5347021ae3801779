//! What Excel opens and calamine does not, said in a way that calamine understands: a copy of the package with a few
//! parts rewritten, and only when there is something to rewrite.

mod ods;
mod xls;
mod xlsb;

pub(crate) use ods::ods;
pub(crate) use xls::{Record, records, squeeze};
pub(crate) use xlsb::{Record as BinaryRecord, record as binary_record, xlsb};

use super::sink::Trouble;
use crate::diagnostic::Cause;
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Part names and new contents.
type Rewritten = Vec<(String, Vec<u8>)>;

/// Macro sheets are declared as chart sheets, which are passed over like them; sheets without a part are taken off
/// the list; errors in `unknown` become `#VALUE!`.
pub(crate) fn xlsx(bytes: &[u8], unknown: &BTreeSet<String>) -> Result<Option<Vec<u8>>, Trouble> {
    const CHART_SHEET: &str = "/relationships/chartsheet\"";
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut rewritten = Rewritten::new();
    rewrite_text(&mut archive, "xl/_rels/workbook.xml.rels", &mut rewritten, |text| {
        text.replace("/relationships/xlMacrosheet\"", CHART_SHEET)
            .replace("/relationships/xlIntlMacrosheet\"", CHART_SHEET)
    })?;
    rewrite_text(&mut archive, "xl/workbook.xml", &mut rewritten, without_lost_sheets)?;
    if !unknown.is_empty() {
        for part in parts(&archive, "xl/worksheets/", ".xml") {
            rewrite_text(&mut archive, &part, &mut rewritten, |mut text| {
                for error in unknown {
                    text = text.replace(&format!("<v>{error}</v>"), "<v>#VALUE!</v>");
                }
                text
            })?;
        }
    }
    repacked(archive, rewritten)
}

/// Takes `<sheet … r:id=""/>` off the list: the sheet was removed and its name left behind.
fn without_lost_sheets(text: String) -> String {
    let Some(at) = text.find("r:id=\"\"") else { return text };
    let (Some(start), Some(end)) = (text[..at].rfind('<'), text[at..].find('>')) else { return text };
    if !text[start..].starts_with("<sheet ") {
        return text;
    }
    without_lost_sheets(format!("{}{}", &text[..start], &text[at + end + 1..]))
}

fn parts(archive: &ZipArchive<Cursor<&[u8]>>, folder: &str, ending: &str) -> Vec<String> {
    let names = archive.file_names().filter_map(Result::ok);
    let wanted = |name: &str| name.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(folder));
    names.filter(|name| wanted(name) && name.to_ascii_lowercase().ends_with(ending)).map(Into::into).collect()
}

/// A part unpacked; `None` where there is none of this name.
pub(crate) fn part_bytes(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, Trouble> {
    part_of(&mut ZipArchive::new(Cursor::new(bytes))?, name)
}

/// What `look` sees in each part; of one that is not there, nothing is to be seen.
pub(crate) fn map_parts<T>(bytes: &[u8], names: &[String], look: impl Fn(&[u8]) -> T) -> Result<Vec<T>, Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    names.iter().map(|name| Ok(look(&part_of(&mut archive, name)?.unwrap_or_default()))).collect()
}

fn part_of(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
    match archive.by_name(name) {
        Ok(mut part) => {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).map_err(ZipError::from)?;
            Ok(Some(bytes))
        }
        Err(ZipError::FileNotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Unpacks parts to their ends, where damage shows.
pub(crate) fn check_parts(bytes: &[u8], folder: &str) -> Result<(), Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    for name in parts(&archive, folder, "") {
        std::io::copy(&mut archive.by_name(&name)?, &mut std::io::sink()).map_err(ZipError::from)?;
    }
    Ok(())
}

/// A part that is not there or not UTF-8 is left to calamine.
fn rewrite_text(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    rewritten: &mut Rewritten,
    rewrite: impl FnOnce(String) -> String,
) -> Result<(), Trouble> {
    let Some(bytes) = part_of(archive, name)? else { return Ok(()) };
    let Ok(before) = String::from_utf8(bytes) else { return Ok(()) };
    let after = rewrite(before.clone());
    if after != before {
        rewritten.push((name.to_owned(), after.into_bytes()));
    }
    Ok(())
}

/// The package with the rewritten parts, the others copied as they are packed; `None` when there is none to rewrite.
fn repacked(mut archive: ZipArchive<Cursor<&[u8]>>, rewritten: Rewritten) -> Result<Option<Vec<u8>>, Trouble> {
    if rewritten.is_empty() {
        return Ok(None);
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index)?;
        if !rewritten.iter().any(|(name, _)| name.as_bytes() == part.name_raw()) {
            package.raw_copy_file(part)?;
        }
    }
    for (name, content) in rewritten {
        package.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
        package.write_all(&content).map_err(ZipError::from)?;
    }
    Ok(Some(package.finish()?.into_inner()))
}

impl From<ZipError> for Trouble {
    fn from(error: ZipError) -> Self {
        Self::Damaged(Cause::new(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_without_a_part_is_taken_off_the_list() {
        let text = "<sheets><sheet name=\"A\" r:id=\"rId1\"/><sheet name=\" \" r:id=\"\"/></sheets>".to_owned();
        assert_eq!(without_lost_sheets(text), "<sheets><sheet name=\"A\" r:id=\"rId1\"/></sheets>");
        assert_eq!(without_lost_sheets("<x r:id=\"\"/>".to_owned()), "<x r:id=\"\"/>");
    }
}
