//! What an .ods says of its rows, columns and areas, and of how its cells are shown.

use super::super::gathered::Gathered;
use super::super::number_format::{Meaning, Shown};
use crate::formats::xml::{Node, NotXml, Xml, XmlTag};
use crate::place::Cell;
use crate::values::number::CurrencyMark;
use std::collections::HashMap;

/// By sheet, in the order of the content; nothing where it cannot be read. Formats and styles stand in a part of their
/// own, or before the sheets.
pub(in crate::formats::workbook) fn ods(styles: &[u8], content: &[u8]) -> Vec<Gathered> {
    let mut scan = Scan::default();
    // Without them cells are shown as they are.
    let _ = Xml::of(styles).and_then(|xml| scan.read(xml));
    match Xml::of(content).and_then(|xml| scan.read(xml)) {
        Ok(()) => scan.sheets,
        Err(NotXml) => Vec::new(),
    }
}

#[derive(Default)]
struct Scan {
    /// By the name of a format.
    formats: HashMap<String, Shown>,
    /// By the name of a style of cells.
    styles: HashMap<String, Shown>,
    /// The one that is being read.
    format: Option<OpenFormat>,
    names: Vec<String>,
    sheets: Vec<Gathered>,
    /// Tables may stand in cells.
    depth: usize,
    row: u32,
    /// How many rows the open one stands for.
    rows: u32,
    column: u32,
    /// Last number of each run of columns, and what their cells are shown in.
    columns: Vec<(u32, Shown)>,
}

#[derive(Default)]
struct OpenFormat {
    name: String,
    shown: Shown,
    /// Whether it shows a year, a month, a day, a time.
    parts: [bool; 4],
    /// Whether its texts are being read.
    is_text: bool,
}

impl OpenFormat {
    fn close(self) -> (String, Shown) {
        let meaning = match self.parts {
            [false, true, true, false] => Meaning::DayAndMonth,
            [false, false, false, false] => self.shown.meaning,
            _ => Meaning::Moment,
        };
        (self.name, Shown { meaning, ..self.shown })
    }
}

impl Scan {
    fn read(&mut self, xml: Xml<'_>) -> Result<(), NotXml> {
        for node in xml {
            match node? {
                Node::Open(tag) => self.open(&tag)?,
                Node::Close(tag) => match tag.name() {
                    "table" => self.depth = self.depth.saturating_sub(1),
                    "table-row" if self.depth == 1 => self.row = self.row.saturating_add(self.rows),
                    "number-style" | "currency-style" | "date-style" | "percentage-style" | "text-style" => {
                        self.formats.extend(self.format.take().map(OpenFormat::close));
                    }
                    "currency-symbol" | "text" => {
                        if let Some(format) = &mut self.format {
                            format.is_text = false;
                        }
                    }
                    _ => {}
                },
                Node::Text(text) => {
                    if let Some(format) = self.format.as_mut().filter(|format| format.is_text) {
                        format.shown.currency = format.shown.currency.or_else(|| CurrencyMark::within(text));
                    }
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &XmlTag<'_>) -> Result<(), NotXml> {
        match tag.name() {
            "number-style" | "currency-style" | "date-style" | "percentage-style" | "text-style" if !tag.is_empty => {
                let name = tag.attribute("style:name")?.unwrap_or_default().into_owned();
                let shown = Shown { percent: tag.name() == "percentage-style", ..Shown::default() };
                self.format = Some(OpenFormat { name, shown, ..OpenFormat::default() });
            }
            "number" => {
                let Some(format) = &mut self.format else { return Ok(()) };
                format.shown.thousands = match tag.attribute("number:display-factor")?.as_deref() {
                    Some("1000") => 1,
                    Some("1000000") => 2,
                    Some("1000000000") => 3,
                    _ => return Ok(()),
                };
            }
            "year" | "month" | "day" | "hours" | "era" | "currency-symbol" | "text" if self.format.is_some() => {
                let Some(format) = &mut self.format else { return Ok(()) };
                match tag.name() {
                    "month" => format.parts[1] = true,
                    "day" => format.parts[2] = true,
                    "hours" => format.parts[3] = true,
                    "currency-symbol" | "text" => format.is_text = !tag.is_empty,
                    _ => format.parts[0] = true,
                }
            }
            // What is positive is shown by a format of its own.
            "map" if self.format.is_some() => {
                let is_positive = tag.attribute("style:condition")?.is_some_and(|condition| condition.contains('>'));
                let other = tag.attribute("style:apply-style-name")?.and_then(|name| self.formats.get(&*name)).copied();
                if let (true, Some(other), Some(format)) = (is_positive, other, &mut self.format) {
                    format.shown = other;
                }
            }
            "style" => {
                let Some(name) = tag.attribute("style:name")? else { return Ok(()) };
                let own = tag.attribute("style:data-style-name")?.map(|format| self.formats.get(&*format));
                // What a style does not say it has of its parent.
                let shown = if let Some(format) = own {
                    format.copied()
                } else {
                    let parent = tag.attribute("style:parent-style-name")?;
                    parent.and_then(|parent| self.styles.get(&*parent)).copied()
                };
                self.styles.extend(shown.map(|shown| (name.into_owned(), shown)));
            }
            "table" => self.table(tag)?,
            "database-range" => self.filter(tag)?,
            _ if self.depth != 1 => {}
            "table-column" => {
                let last = self.column.saturating_add(repeated(tag, "table:number-columns-repeated")?);
                let style = tag.attribute("table:default-cell-style-name")?;
                self.columns.push((last, self.shown(style.as_deref()).unwrap_or_default()));
                if let (Some(sheet), Some(state)) = (self.sheets.last_mut(), tag.attribute("table:visibility")?)
                    && matches!(&*state, "collapse" | "filter")
                {
                    sheet.hide_columns(self.column, last.saturating_sub(1));
                }
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
        let kind = tag.attribute("office:value-type")?;
        let has_value = matches!(kind.as_deref(), Some("float" | "currency" | "date" | "percentage"));
        let of_column = self.columns.iter().find(|(last, _)| self.column < *last).map(|(_, shown)| *shown);
        let own = self.shown(tag.attribute("table:style-name")?.as_deref());
        let mut shown = own.or(of_column).unwrap_or_default();
        if let Some(currency) = tag.attribute("office:currency")? {
            shown.currency = CurrencyMark::within(&currency).or(shown.currency);
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.merge(first, last);
            if has_value && shown != Shown::default() {
                let run = self.column..self.column.saturating_add(columns).min(16_384);
                for column in run {
                    sheet.show(Cell { row: self.row, column }, shown, self.rows);
                }
            }
        }
        self.column = self.column.saturating_add(columns);
        Ok(())
    }

    /// `None` where no style is named.
    fn shown(&self, style: Option<&str>) -> Option<Shown> {
        style.map(|name| self.styles.get(name).copied().unwrap_or_default())
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
    use crate::sheet::{ScaledFormat, ShownAs, ShownCells};

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
        let found = ods(b"", content.as_bytes());
        let merged = vec![(Cell { row: 0, column: 0 }, Cell { row: 2, column: 1 })];
        let scaled = vec![
            ScaledFormat { column: 2, thousands: 1, cells: 1 },
            ScaledFormat { column: 0, thousands: 1, cells: 4 },
        ];
        let expected = [
            Gathered { merged, hidden: vec![(1, 1_048_575)], filtered: true, scaled, ..Gathered::default() },
            Gathered { filtered: true, ..Gathered::default() },
            Gathered::default(),
        ];
        assert_eq!(found, expected);
        assert_eq!(ods(b"", &b"<table:table><![CDATA["[..]), []);
    }

    #[test]
    fn formats_of_the_part_of_styles_count_too() {
        let styles = "<o><number:number-style style:name=\"N1\"><number:number number:display-factor=\"1000\"/>\
            </number:number-style><number:currency-style style:name=\"N2\"><number:number/><number:text> </number:text>\
            <number:currency-symbol>€</number:currency-symbol></number:currency-style><number:date-style \
            style:name=\"N3\"><number:day/><number:text>-</number:text><number:month/></number:date-style>\
            <number:number-style style:name=\"N5P0\"><number:number/><number:text> € </number:text>\
            </number:number-style><number:text-style style:name=\"N5\"><number:text-content/><style:map \
            style:condition=\"value()&gt;0\" style:apply-style-name=\"N5P0\"/></number:text-style>\
            <number:percentage-style style:name=\"N6\"><number:number/><number:text>%</number:text>\
            </number:percentage-style><style:style style:name=\"f\" style:data-style-name=\"N6\"/>\
            <number:date-style style:name=\"N4\"><number:day/><number:month/><number:year/></number:date-style>\
            <style:style style:name=\"parent\" style:data-style-name=\"N1\"/>\
            <style:style style:name=\"e\" style:data-style-name=\"N5\"/></o>";
        let cell = |style: &str, kind: &str| {
            format!("<table:table-cell office:value-type=\"{kind}\" table:style-name=\"{style}\"/>")
        };
        let cells = [
            cell("a", "float"),
            cell("b", "float"),
            cell("c", "date"),
            cell("d", "date"),
            cell("e", "float"),
            cell("f", "percentage"),
        ];
        let content = format!(
            "<o><style:style style:name=\"a\" style:parent-style-name=\"parent\"/><style:style style:name=\"b\" \
             style:data-style-name=\"N2\"/><style:style style:name=\"c\" style:data-style-name=\"N3\"/><style:style \
             style:name=\"d\" style:data-style-name=\"N4\"/><table:table><table:table-column/><table:table-column \
             table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/><table:table-row>{}\
             <table:table-cell office:value-type=\"currency\" office:currency=\"USD\"/></table:table-row></table:table></o>",
            cells.concat()
        );
        let currency = |text| ShownAs::Currency(CurrencyMark::within(text).unwrap());
        let shown = |column, how| ShownCells { column, how, first: 0, last: 0, cells: 1 };
        let expected = Gathered {
            scaled: vec![ScaledFormat { column: 0, thousands: 1, cells: 1 }],
            shown: vec![
                shown(1, currency("€")),
                shown(2, ShownAs::DayAndMonth),
                shown(4, currency("€")),
                shown(5, ShownAs::Percent),
                shown(6, currency("USD")),
            ],
            hidden_columns: vec![(1, 2)],
            ..Gathered::default()
        };
        assert_eq!(ods(styles.as_bytes(), content.as_bytes()), [expected]);
    }
}
