//! What a page is drawn on: a worksheet, or whoever else takes down what is drawn, such as a bench that draws the same
//! cells again without us.

use rust_xlsxwriter::{Chart, Format, Formula, Note, Sparkline, Worksheet, XlsxError};

pub type Done = Result<(), XlsxError>;
/// What happens to a sheet but a few times.
pub type Deed = Box<dyn Fn(&mut Worksheet) -> Done>;

/// Rows and columns count from 0.
pub trait Canvas {
    fn number(&mut self, row: u32, column: u16, value: f64, format: &Format) -> Done;
    fn formula(&mut self, row: u32, column: u16, formula: Formula, format: &Format) -> Done;
    fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Done;
    /// In the format of cells that nobody wrote.
    fn plain_text(&mut self, row: u32, column: u16, text: &str) -> Done;
    fn blank(&mut self, row: u32, column: u16, format: &Format) -> Done;
    fn link(&mut self, row: u32, column: u16, url: &str, text: &str, format: &Format) -> Done;
    /// Makes the cells of one row, both ends included, one.
    fn merge(&mut self, row: u32, columns: (u16, u16), format: &Format) -> Done;
    fn note(&mut self, row: u32, column: u16, note: &Note) -> Done;
    fn spark(&mut self, row: u32, column: u16, spark: &Sparkline) -> Done;
    /// With its upper edge so many pixels below that of the cell.
    fn chart(&mut self, row: u32, column: u16, chart: &Chart, top: u32) -> Done;
    fn row_height(&mut self, row: u32, height: f64) -> Done;
    fn other(&mut self, deed: Deed) -> Done;
}

impl Canvas for Worksheet {
    fn number(&mut self, row: u32, column: u16, value: f64, format: &Format) -> Done {
        self.write_number_with_format(row, column, value, format).map(drop)
    }

    fn formula(&mut self, row: u32, column: u16, formula: Formula, format: &Format) -> Done {
        self.write_formula_with_format(row, column, formula, format).map(drop)
    }

    fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Done {
        self.write_string_with_format(row, column, text, format).map(drop)
    }

    fn plain_text(&mut self, row: u32, column: u16, text: &str) -> Done {
        self.write_string(row, column, text).map(drop)
    }

    fn blank(&mut self, row: u32, column: u16, format: &Format) -> Done {
        self.write_blank(row, column, format).map(drop)
    }

    fn link(&mut self, row: u32, column: u16, url: &str, text: &str, format: &Format) -> Done {
        self.write_url_with_options(row, column, url, text, "", Some(format)).map(drop)
    }

    fn merge(&mut self, row: u32, (first, last): (u16, u16), format: &Format) -> Done {
        self.merge_range(row, first, row, last, "", format).map(drop)
    }

    fn note(&mut self, row: u32, column: u16, note: &Note) -> Done {
        self.insert_note(row, column, note).map(drop)
    }

    fn spark(&mut self, row: u32, column: u16, spark: &Sparkline) -> Done {
        self.add_sparkline(row, column, spark).map(drop)
    }

    fn chart(&mut self, row: u32, column: u16, chart: &Chart, top: u32) -> Done {
        self.insert_chart_with_offset(row, column, chart, 0, top).map(drop)
    }

    fn row_height(&mut self, row: u32, height: f64) -> Done {
        self.set_row_height(row, height).map(drop)
    }

    fn other(&mut self, deed: Deed) -> Done {
        deed(self)
    }
}
