//! What was drawn, taken down: enough to draw it again with nothing but rust_xlsxwriter.

use goalpost::scorecard::writers::Document;
use goalpost::scorecard::writers::xlsx::{self as workbook, Canvas, Deed, Done};
use rust_xlsxwriter::{Chart, Format, Formula, Note, Sparkline, Worksheet};
use std::rc::Rc;

/// One sheet, in the order of drawing.
#[derive(Default)]
pub(crate) struct Taken {
    strokes: Vec<Stroke>,
    formats: Vec<Rc<Format>>,
}

enum Stroke {
    Number(u32, u16, f64, Rc<Format>),
    Formula(u32, u16, Formula, Rc<Format>),
    Text(u32, u16, String, Rc<Format>),
    PlainText(u32, u16, String),
    Blank(u32, u16, Rc<Format>),
    Link(u32, u16, String, String, Rc<Format>),
    Merge(u32, (u16, u16), Rc<Format>),
    Note(u32, u16, Note),
    Spark(u32, u16, Sparkline),
    Chart(u32, u16, Box<Chart>, u32),
    RowHeight(u32, f64),
    Other(Deed),
}

impl Taken {
    pub(crate) fn cells(&self) -> usize {
        use Stroke::{Blank, Formula, Link, Number, PlainText, Text};
        let is_cell = |stroke: &&Stroke| {
            matches!(stroke, Number(..) | Formula(..) | Text(..) | PlainText(..) | Blank(..) | Link(..))
        };
        self.strokes.iter().filter(is_cell).count()
    }

    pub(crate) fn charts(&self) -> usize {
        self.strokes.iter().filter(|stroke| matches!(stroke, Stroke::Chart(..))).count()
    }

    /// Each once a sheet, as somebody would have them who writes a sheet by hand.
    fn format(&mut self, format: &Format) -> Rc<Format> {
        let known = self.formats.iter().find(|known| ***known == *format);
        known.cloned().unwrap_or_else(|| {
            let new = Rc::new(format.clone());
            self.formats.push(Rc::clone(&new));
            new
        })
    }

    #[expect(clippy::unnecessary_wraps, reason = "what takes down cannot fail, what draws can")]
    fn take(&mut self, stroke: Stroke) -> Done {
        self.strokes.push(stroke);
        Ok(())
    }

    fn draw(&self, on: &mut Worksheet) -> Done {
        for stroke in &self.strokes {
            match stroke {
                Stroke::Number(row, column, value, format) => {
                    on.write_number_with_format(*row, *column, *value, format)?;
                }
                Stroke::Formula(row, column, formula, format) => {
                    on.write_formula_with_format(*row, *column, formula.clone(), format)?;
                }
                Stroke::Text(row, column, text, format) => {
                    on.write_string_with_format(*row, *column, text, format)?;
                }
                Stroke::PlainText(row, column, text) => {
                    on.write_string(*row, *column, text)?;
                }
                Stroke::Blank(row, column, format) => {
                    on.write_blank(*row, *column, format)?;
                }
                Stroke::Link(row, column, url, text, format) => {
                    on.write_url_with_options(*row, *column, url.as_str(), text, "", Some(format))?;
                }
                Stroke::Merge(row, (first, last), format) => {
                    on.merge_range(*row, *first, *row, *last, "", format)?;
                }
                Stroke::Note(row, column, note) => {
                    on.insert_note(*row, *column, note)?;
                }
                Stroke::Spark(row, column, spark) => {
                    on.add_sparkline(*row, *column, spark)?;
                }
                Stroke::Chart(row, column, chart, top) => {
                    on.insert_chart_with_offset(*row, *column, chart, 0, *top)?;
                }
                Stroke::RowHeight(row, height) => {
                    on.set_row_height(*row, *height)?;
                }
                Stroke::Other(deed) => deed(on)?,
            }
        }
        Ok(())
    }
}

/// The bytes of a workbook with all that was taken down.
pub(crate) fn written(sheets: &[Taken], document: &Document) -> Vec<u8> {
    let mut workbook = workbook::empty(document).unwrap();
    for sheet in sheets {
        sheet.draw(workbook.add_worksheet()).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

impl Canvas for Taken {
    fn number(&mut self, row: u32, column: u16, value: f64, format: &Format) -> Done {
        let format = self.format(format);
        self.take(Stroke::Number(row, column, value, format))
    }

    fn formula(&mut self, row: u32, column: u16, formula: Formula, format: &Format) -> Done {
        let format = self.format(format);
        self.take(Stroke::Formula(row, column, formula, format))
    }

    fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Done {
        let format = self.format(format);
        self.take(Stroke::Text(row, column, text.to_owned(), format))
    }

    fn plain_text(&mut self, row: u32, column: u16, text: &str) -> Done {
        self.take(Stroke::PlainText(row, column, text.to_owned()))
    }

    fn blank(&mut self, row: u32, column: u16, format: &Format) -> Done {
        let format = self.format(format);
        self.take(Stroke::Blank(row, column, format))
    }

    fn link(&mut self, row: u32, column: u16, url: &str, text: &str, format: &Format) -> Done {
        let format = self.format(format);
        self.take(Stroke::Link(row, column, url.to_owned(), text.to_owned(), format))
    }

    fn merge(&mut self, row: u32, columns: (u16, u16), format: &Format) -> Done {
        let format = self.format(format);
        self.take(Stroke::Merge(row, columns, format))
    }

    fn note(&mut self, row: u32, column: u16, note: &Note) -> Done {
        self.take(Stroke::Note(row, column, note.clone()))
    }

    fn spark(&mut self, row: u32, column: u16, spark: &Sparkline) -> Done {
        self.take(Stroke::Spark(row, column, spark.clone()))
    }

    fn chart(&mut self, row: u32, column: u16, chart: &Chart, top: u32) -> Done {
        self.take(Stroke::Chart(row, column, Box::new(chart.clone()), top))
    }

    fn row_height(&mut self, row: u32, height: f64) -> Done {
        self.take(Stroke::RowHeight(row, height))
    }

    fn other(&mut self, deed: Deed) -> Done {
        self.take(Stroke::Other(deed))
    }
}
