//! OpenDocument: one part of XML in a zip archive.

use super::{Cell, Rows};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A workbook with one sheet.
pub(crate) fn write(sheet: &str, rows: &Rows) -> Vec<u8> {
    let mut content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
            ><office:body><office:spreadsheet><table:table table:name="{}">"#,
        escaped(sheet)
    );
    for cells in rows {
        content.push_str("<table:table-row>");
        for cell in cells {
            let (attributes, shown) = match cell {
                Cell::Blank => (String::new(), None),
                Cell::Text(text) => (r#"office:value-type="string""#.to_owned(), Some(escaped(text))),
                Cell::Number(number) => {
                    (format!(r#"office:value-type="float" office:value="{number}""#), Some(number.to_string()))
                }
                Cell::Day(day) => {
                    (format!(r#"office:value-type="date" office:date-value="{day}""#), Some(day.to_string()))
                }
            };
            let shown = shown.map(|text| format!("<text:p>{text}</text:p>")).unwrap_or_default();
            write!(content, "<table:table-cell {attributes}>{shown}</table:table-cell>").unwrap();
        }
        content.push_str("</table:table-row>");
    }
    content.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");

    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str, method| {
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
            ><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"
            /><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"
            /></manifest:manifest>"#
    );
    part("mimetype", kind, zip::CompressionMethod::Stored);
    part("META-INF/manifest.xml", &manifest, zip::CompressionMethod::Deflated);
    part("content.xml", &content, zip::CompressionMethod::Deflated);
    archive.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
