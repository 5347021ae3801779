//! What the content of an .ods says of its rows and areas.

use super::super::gathered::Gathered;
use crate::formats::xml::{Node, NotXml, Xml, XmlTag};
use crate::place::Cell;
use std::collections::HashMap;

/// By sheet, in the order of the content; nothing where it cannot be read.
pub(in crate::formats::workbook) fn ods(content: &[u8]) -> Vec<Gathered> {
    let mut scan = Scan::default();
    match Xml::of(content).and_then(|xml| scan.read(xml)) {
        Ok(()) => scan.sheets,
        Err(NotXml) => Vec::new(),
    }
}

#[derive(Default)]
struct Scan {
    /// How often a format divides by a thousand, by its name.
    formats: HashMap<String, u8>,
    /// The same by the name of a style of cells.
    styles: HashMap<String, u8>,
    format: String,
    names: Vec<String>,
    sheets: Vec<Gathered>,
    /// Tables may stand in cells.
    depth: usize,
    row: u32,
    /// How many rows the open one stands for.
    rows: u32,
    column: u32,
    /// Last number of each run of columns, and what their cells are shown in.
    columns: Vec<(u32, u8)>,
}

impl Scan {
    fn read(&mut self, xml: Xml<'_>) -> Result<(), NotXml> {
        for node in xml {
            match node? {
                Node::Open(tag) => self.open(&tag)?,
                Node::Close(tag) => match tag.name() {
                    "table" => self.depth = self.depth.saturating_sub(1),
                    "table-row" if self.depth == 1 => self.row = self.row.saturating_add(self.rows),
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &XmlTag<'_>) -> Result<(), NotXml> {
        match tag.name() {
            "number-style" | "currency-style" => {
                self.format = tag.attribute("style:name")?.unwrap_or_default().into_owned();
            }
            "number" => {
                let thousands = match tag.attribute("number:display-factor")?.as_deref() {
                    Some("1000") => 1,
                    Some("1000000") => 2,
                    Some("1000000000") => 3,
                    _ => return Ok(()),
                };
                self.formats.insert(self.format.clone(), thousands);
            }
            "style" => {
                let format = tag.attribute("style:data-style-name")?.and_then(|name| self.formats.get(&*name));
                if let (Some(name), Some(&thousands)) = (tag.attribute("style:name")?, format) {
                    self.styles.insert(name.into_owned(), thousands);
                }
            }
            "table" => self.table(tag)?,
            "database-range" => self.filter(tag)?,
            _ if self.depth != 1 => {}
            "table-column" => {
                let last = self.column.saturating_add(repeated(tag, "table:number-columns-repeated")?);
                let style = tag.attribute("table:default-cell-style-name")?;
                self.columns.push((last, self.thousands(style.as_deref()).unwrap_or(0)));
                self.column = last;
            }
            "table-row" => self.begin_row(tag)?,
            "table-cell" | "covered-table-cell" => self.cell(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn table(&mut self, tag: &XmlTag<'_>) -> Result<(), NotXml> {
        self.depth += usize::from(!tag.is_empty);
        if self.depth == 1 {
            self.sheets.push(Gathered::default());
            self.names.push(tag.attribute("table:name")?.unwrap_or_default().into_owned());
            (self.row, self.column) = (0, 0);
            self.columns.clear();
        }
        Ok(())
    }

    fn begin_row(&mut self, tag: &XmlTag<'_>) -> Result<(), NotXml> {
        self.rows = repeated(tag, "table:number-rows-repeated")?;
        self.column = 0;
        let last = self.row.saturating_add(self.rows - 1);
        if let (Some(sheet), Some(state)) = (self.sheets.last_mut(), tag.attribute("table:visibility")?) {
            if matches!(&*state, "collapse" | "filter") {
                sheet.hide(self.row, last);
            }
            sheet.filtered |= state == "filter";
        }
        if tag.is_empty {
            self.row = last.saturating_add(1);
        }
        Ok(())
    }

    fn cell(&mut self, tag: &XmlTag<'_>) -> Result<(), NotXml> {
        let columns = repeated(tag, "table:number-columns-repeated")?;
        let span = |name: &str| repeated(tag, name);
        let (down, across) = (span("table:number-rows-spanned")?, span("table:number-columns-spanned")?);
        let first = Cell { row: self.row, column: self.column };
        let last = Cell { row: self.row.saturating_add(down - 1), column: self.column.saturating_add(across - 1) };
        let is_number = matches!(tag.attribute("office:value-type")?.as_deref(), Some("float" | "currency"));
        let thousands = match self.thousands(tag.attribute("table:style-name")?.as_deref()) {
            Some(thousands) => thousands,
            None => self.columns.iter().find(|(last, _)| self.column < *last).map_or(0, |(_, thousands)| *thousands),
        };
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.merge(first, last);
            if is_number && thousands > 0 {
                let run = self.column..self.column.saturating_add(columns).min(16_384);
                for column in run {
                    sheet.scale(column, thousands, self.rows);
                }
            }
        }
        self.column = self.column.saturating_add(columns);
        Ok(())
    }

    /// `None` where no style is named.
    fn thousands(&self, style: Option<&str>) -> Option<u8> {
        style.map(|name| self.styles.get(name).copied().unwrap_or(0))
    }

    /// Filters are listed behind all sheets, each with the range it is set on.
    fn filter(&mut self, tag: &XmlTag<'_>) -> Result<(), NotXml> {
        if tag.attribute("table:display-filter-buttons")?.as_deref() != Some("true") {
            return Ok(());
        }
        let range = tag.attribute("table:target-range-address")?.unwrap_or_default();
        let range = range.trim_start_matches('$');
        let name = range.split(':').next().and_then(|first| first.rsplit_once('.')).map_or("", |(name, _)| name);
        let name = match name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')) {
            Some(quoted) => quoted.replace("''", "'"),
            None => name.to_owned(),
        };
        for (sheet, _) in self.sheets.iter_mut().zip(&self.names).filter(|(_, known)| **known == name) {
            sheet.filtered = true;
        }
        Ok(())
    }
}

/// A count, 1 where none is given.
fn repeated(tag: &XmlTag<'_>, name: &str) -> Result<u32, NotXml> {
    let Some(value) = tag.attribute(name)? else { return Ok(1) };
    value.parse().map(|count: u32| count.max(1)).map_err(|_| NotXml)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::ScaledFormat;

    #[test]
    fn rows_areas_filters_and_formats_are_found() {
        let content = "<o><number:number-style style:name=\"N1\"><number:number number:display-factor=\"1000\"/>\
            </number:number-style><style:style style:name=\"ce1\" style:data-style-name=\"N1\"/>\
            <table:table table:name=\"it's\"><table:table-column table:number-columns-repeated=\"2\"/>\
            <table:table-column table:default-cell-style-name=\"ce1\"/>\
            <table:table-row><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"/>\
            <table:covered-table-cell/><table:table-cell office:value-type=\"float\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"4\" table:visibility=\"filter\"><table:table-cell \
            office:value-type=\"float\" table:style-name=\"ce1\"/><table:table-cell table:number-columns-repeated=\"1\"/>\
            <table:table-cell office:value-type=\"float\" table:style-name=\"other\"/></table:table-row>\
            <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048571\"/></table:table>\
            <table:table table:name=\"b\"></table:table><table:table table:name=\"c\"></table:table>\
            <table:database-range table:display-filter-buttons=\"true\" \
            table:target-range-address=\"$b.A1:b.C9\"/></o>";
        let found = ods(content.as_bytes());
        let merged = vec![(Cell { row: 0, column: 0 }, Cell { row: 2, column: 1 })];
        let scaled = vec![
            ScaledFormat { column: 2, thousands: 1, cells: 1 },
            ScaledFormat { column: 0, thousands: 1, cells: 4 },
        ];
        let expected = [
            Gathered { merged, hidden: vec![(1, 1_048_575)], filtered: true, scaled },
            Gathered { filtered: true, ..Gathered::default() },
            Gathered::default(),
        ];
        assert_eq!(found, expected);
        assert_eq!(ods(&b"<table:table><![CDATA["[..]), []);
    }
}
