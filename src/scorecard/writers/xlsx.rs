//! From pages to a workbook: the only module that knows rust_xlsxwriter.
//!
//! A dumb writer: it decides how things look and where they stand, never what they say. The same pages and the same
//! [`Document`] give the same bytes.

mod canvas;
mod chart;
mod form;
mod formula;
mod grid;
mod look;
mod names;
mod place;
mod sheet;
mod style;
mod table;
mod writer;

pub use canvas::{Canvas, Deed, Done};
pub use names::sheet_names;

use super::Document;
use crate::scorecard::model::Page;
use look::Looks;
use place::PlacedPages;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::fmt;
use style::BookStyle;

/// The workbook could not be made: our fault, not the reader's.
#[derive(Debug)]
pub struct WriteError(XlsxError);

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot make the workbook: {}", self.0)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// The bytes of a workbook with a sheet a page.
pub fn write(pages: &[Page], document: &Document) -> Result<Vec<u8>, WriteError> {
    let mut workbook = empty(document)?;
    let (book, mut looks) = (PlacedPages::place(pages), Looks::new(BookStyle::of(document, pages)));
    for (index, page) in pages.iter().enumerate() {
        sheet::write(workbook.add_worksheet(), page, index, &book, &mut looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Draws every page on a canvas of its own, as [`write()`] draws it on a worksheet.
pub fn draw<C: Canvas + Default>(pages: &[Page], document: &Document) -> Result<Vec<C>, WriteError> {
    let (book, mut looks) = (PlacedPages::place(pages), Looks::new(BookStyle::of(document, pages)));
    let draw = |(index, page)| {
        let mut canvas = C::default();
        sheet::write(&mut canvas, page, index, &book, &mut looks)?;
        Ok(canvas)
    };
    pages.iter().enumerate().map(draw).collect()
}

/// A workbook without sheets.
pub fn empty(document: &Document) -> Result<Workbook, WriteError> {
    let style = BookStyle::of(document, &[]);
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style.default(), style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    workbook.set_properties(&properties(document)?);
    Ok(workbook)
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    use crate::calendar::Datelike;
    let created = document.created;
    let year = u16::try_from(created.year()).unwrap_or(1900);
    let day = u8::try_from(created.day()).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, u8::try_from(created.month()).unwrap_or(1), day)?;
    let properties = DocProperties::new()
        .set_title(&document.title)
        .set_author("goalpost")
        .set_creation_datetime(&created)
        .set_custom_property("Language", document.language_tag());
    Ok(match &document.company {
        Some(company) => properties.set_company(company),
        None => properties,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::scorecard::pages::pages;
    use crate::scorecard::tests::sample::{self, document};
    use std::io::Write as _;

    #[test]
    fn the_same_pages_give_the_same_bytes() {
        for lang in [Lang::En, Lang::Ko] {
            let sample = sample::Sample::new(lang);
            let bytes = write(&pages(&sample.view()), &document(lang)).unwrap();
            assert!(bytes == write(&pages(&sample.view()), &document(lang)).unwrap());
        }
    }

    #[test]
    fn the_workbook_opens_again_with_its_sheets_and_figures() {
        let sample = sample::Sample::new(Lang::En);
        let bytes = write(&pages(&sample.view()), &document(Lang::En)).unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        let book = crate::formats::open(file.path(), "scorecard.xlsx", crate::formats::ReadOptions::default()).unwrap();
        let names: Vec<&str> = book.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        assert_eq!(names.first(), Some(&"Portfolio"));
        assert_eq!(names.last(), Some(&"Workings"));
        assert_eq!(names.len(), sample.view().products.len() + 12);
    }

    #[test]
    fn text_is_never_a_formula() {
        let sample = sample::Sample::new(Lang::En);
        let mut products = sample.view().products.to_vec();
        products[0].name = crate::name::ProductName::new("=1+1").unwrap();
        let view = crate::scorecard::figures::ScorecardView { products: &products, ..sample.view() };
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&write(&pages(&view), &document(Lang::En)).unwrap()).unwrap();
        let book = crate::formats::open(file.path(), "scorecard.xlsx", crate::formats::ReadOptions::default()).unwrap();
        let grid = &book.sheets[0].grid;
        let cells = (0..grid.height()).flat_map(|row| (0..grid.width()).map(move |column| grid.value(row, column)));
        assert!(cells.filter_map(|value| value.as_text().map(std::borrow::Cow::into_owned)).any(|text| text == "=1+1"));
    }

    #[test]
    fn every_range_and_every_link_leads_somewhere() {
        use crate::scorecard::model::{Block, Content, DataRange};
        let sample = sample::Sample::new(Lang::En);
        let pages = pages(&sample.view());
        let book = PlacedPages::place(&pages);
        for page in &pages {
            for link in &page.links {
                assert!(book.page(&link.page).is_some(), "{link:?}");
            }
            let charts = page.blocks.iter().filter_map(|block| match block {
                Block::Charts(charts) => Some(charts),
                _ => None,
            });
            for chart in charts.flatten() {
                let length = |range: &DataRange| range.last - range.first;
                assert!(book.resolve(&chart.categories).is_some(), "{chart:?}");
                for series in chart.tiers.iter().flat_map(|tier| &tier.series) {
                    let interval = series.interval.iter().flat_map(|i| [&i.below, &i.above]);
                    for range in interval.chain([&series.values]) {
                        assert!(book.resolve(range).is_some(), "{range:?}");
                        assert_eq!(length(range), length(&chart.categories));
                    }
                }
            }
            for (table, row) in page.tables().flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
                assert_eq!(row.cells.len(), table.columns.len(), "{}: {row:?}", table.key);
                for cell in &row.cells {
                    if let Content::Spark(spark) = &cell.content {
                        assert!(book.resolve(&spark.range).is_some(), "{spark:?}");
                    }
                    assert!(cell.link.as_ref().is_none_or(|page| book.page(page).is_some()));
                    assert!(cell.content != Content::NoData || cell.note.is_some());
                }
            }
        }
    }
}
