//! What the content of an .ods says of its rows and areas.

use super::super::tags::{Role, Stop, Tag, Tags};
use super::Gathered;
use crate::place::Cell;
use std::collections::HashMap;
use std::io::Read;

/// By sheet, in the order of the content; nothing where it is written in an unusual way.
pub(crate) fn ods(content: impl Read) -> Vec<Gathered> {
    let mut scan = Scan::default();
    match Tags::new(content).and_then(|mut tags| scan.read(&mut tags)) {
        Ok(()) => scan.sheets,
        Err(_) => Vec::new(),
    }
}

#[derive(Default)]
struct Scan {
    /// How often a format divides by a thousand, by its name.
    formats: HashMap<Vec<u8>, u8>,
    /// The same by the name of a style of cells.
    styles: HashMap<Vec<u8>, u8>,
    format: Vec<u8>,
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
    fn read(&mut self, tags: &mut Tags<impl Read>) -> Result<(), Stop> {
        while let Some(tag) = tags.next()? {
            if tag.role == Role::Close {
                match tag.name {
                    b"table" => self.depth = self.depth.saturating_sub(1),
                    b"table-row" if self.depth == 1 => self.row = self.row.saturating_add(self.rows),
                    _ => {}
                }
                continue;
            }
            match tag.name {
                b"number-style" | b"currency-style" => {
                    self.format = tag.attribute(b"style:name")?.unwrap_or_default().to_vec();
                }
                b"number" => {
                    let thousands = match tag.attribute(b"number:display-factor")? {
                        Some(b"1000") => 1,
                        Some(b"1000000") => 2,
                        Some(b"1000000000") => 3,
                        _ => continue,
                    };
                    self.formats.insert(self.format.clone(), thousands);
                }
                b"style" => {
                    let format = tag.attribute(b"style:data-style-name")?.and_then(|name| self.formats.get(name));
                    if let (Some(name), Some(&thousands)) = (tag.attribute(b"style:name")?, format) {
                        self.styles.insert(name.to_vec(), thousands);
                    }
                }
                b"table" => self.table(&tag)?,
                b"database-range" => self.filter(&tag)?,
                _ if self.depth != 1 => {}
                b"table-column" => {
                    let last = self.column.saturating_add(repeated(&tag, b"table:number-columns-repeated")?);
                    let style = tag.attribute(b"table:default-cell-style-name")?;
                    self.columns.push((last, self.thousands(style).unwrap_or(0)));
                    self.column = last;
                }
                b"table-row" => self.begin_row(&tag)?,
                b"table-cell" | b"covered-table-cell" => self.cell(&tag)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, tag: &Tag<'_>) -> Result<(), Stop> {
        self.depth += usize::from(tag.role == Role::Open);
        if self.depth == 1 {
            self.sheets.push(Gathered::default());
            self.names.push(tag.text(b"table:name")?.unwrap_or_default());
            (self.row, self.column) = (0, 0);
            self.columns.clear();
        }
        Ok(())
    }

    fn begin_row(&mut self, tag: &Tag<'_>) -> Result<(), Stop> {
        self.rows = repeated(tag, b"table:number-rows-repeated")?;
        self.column = 0;
        let last = self.row.saturating_add(self.rows - 1);
        if let (Some(sheet), Some(state)) = (self.sheets.last_mut(), tag.attribute(b"table:visibility")?) {
            if matches!(state, b"collapse" | b"filter") {
                sheet.hide(self.row, last);
            }
            sheet.filtered |= state == b"filter";
        }
        if tag.role == Role::Empty {
            self.row = last.saturating_add(1);
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), Stop> {
        let columns = repeated(tag, b"table:number-columns-repeated")?;
        let span = |name: &[u8]| repeated(tag, name);
        let (down, across) = (span(b"table:number-rows-spanned")?, span(b"table:number-columns-spanned")?);
        let first = Cell { row: self.row, column: self.column };
        let last = Cell { row: self.row.saturating_add(down - 1), column: self.column.saturating_add(across - 1) };
        let is_number = matches!(tag.attribute(b"office:value-type")?, Some(b"float" | b"currency"));
        let thousands = match self.thousands(tag.attribute(b"table:style-name")?) {
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
    fn thousands(&self, style: Option<&[u8]>) -> Option<u8> {
        style.map(|name| self.styles.get(name).copied().unwrap_or(0))
    }

    /// Filters are listed behind all sheets, each with the range it is set on.
    fn filter(&mut self, tag: &Tag<'_>) -> Result<(), Stop> {
        if tag.attribute(b"table:display-filter-buttons")? != Some(b"true") {
            return Ok(());
        }
        let range = tag.text(b"table:target-range-address")?.unwrap_or_default();
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
fn repeated(tag: &Tag<'_>, name: &[u8]) -> Result<u32, Stop> {
    let Some(value) = tag.attribute(name)? else { return Ok(1) };
    let count = std::str::from_utf8(value).ok().and_then(|value| value.parse::<u32>().ok());
    Ok(count.ok_or(Stop::Odd)?.max(1))
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
