//! How roles look on a sheet, in the colours and fonts of its theme.

use crate::lang::Lang;
use crate::pipeline::Paper;
use crate::score::Status;
use crate::scorecard::model::{Align, NumberFormat, Page, PagePurpose, RowRole, Takes, Tone};
use crate::scorecard::palette::{self, Palette, Rgb};
use crate::scorecard::workbook_theme::WorkbookTheme;
use crate::scorecard::writers::Document;
use rust_xlsxwriter::{ChartFont, Color, Format, FormatAlign, FormatBorder};

/// Of a row and a column that nobody has set.
pub(super) const ROW_PIXELS: u32 = 18;
pub(super) const COLUMN_PIXELS: u32 = 64;
const SIZE: f64 = 9.0;
const FORM_SIZE: f64 = 10.0;

pub(super) const fn color(rgb: Rgb) -> Color {
    Color::RGB(rgb.0)
}

/// The look of a workbook: its language decides the font.
#[derive(Clone, Copy)]
pub(super) struct BookStyle<'a> {
    pub(super) lang: Lang,
    pub(super) workbook_theme: &'a WorkbookTheme,
    paper: Paper,
    /// Of body text.
    size: f64,
}

impl<'a> BookStyle<'a> {
    /// Forms, and what stands beside them, are written larger.
    pub(super) fn of(document: &'a Document, pages: &[Page]) -> Self {
        let is_review = pages.first().is_none_or(|page| page.purpose == PagePurpose::Review);
        let size = if is_review { SIZE } else { FORM_SIZE };
        Self { lang: document.language, workbook_theme: &document.workbook_theme, paper: document.paper, size }
    }

    /// How much larger body text is than in a review.
    pub(super) fn scale(&self) -> f64 {
        self.size / SIZE
    }

    /// By the numbers that the format has for sizes of paper.
    pub(super) const fn paper_size(&self) -> u8 {
        match self.paper {
            Paper::Letter => 1,
            Paper::A4 => 9,
        }
    }

    pub(super) const fn palette(&self) -> &Palette {
        &self.workbook_theme.sheet
    }

    fn grey(&self) -> Color {
        color(self.palette().grey)
    }

    pub(super) fn font(&self) -> &str {
        self.workbook_theme.text.name(self.lang)
    }

    /// The font of every cell that nobody wrote.
    pub(super) fn default(self) -> Format {
        Format::new().set_font_name(self.font()).set_font_size(10)
    }

    /// The font of a word in a chart.
    pub(super) fn chart_font(self, size: u32, bold: bool) -> ChartFont {
        let mut font = ChartFont::new();
        font.set_name(self.font()).set_size(size).set_color(color(self.palette().ink));
        if bold {
            font.set_bold();
        } else {
            font.unset_bold();
        }
        font
    }

    fn base(self) -> Format {
        let base =
            Format::new().set_font_name(self.font()).set_font_size(self.size).set_font_color(color(self.palette().ink));
        base.set_align(FormatAlign::VerticalCenter)
    }

    pub(super) fn title(self) -> Format {
        self.headed().set_font_size(16)
    }

    pub(super) fn subtitle(self) -> Format {
        self.base().set_font_color(self.grey()).set_text_wrap()
    }

    pub(super) fn message(self) -> Format {
        self.base().set_font_size(11).set_bold().set_text_wrap()
    }

    pub(super) fn heading(self) -> Format {
        self.headed().set_font_size(11)
    }

    /// Titles and headings may have a font of their own.
    fn headed(self) -> Format {
        let own = self.workbook_theme.headings.own(self.lang);
        let base = self.base().set_bold().set_font_color(color(self.palette().title));
        base.set_font_name(own.unwrap_or_else(|| self.font()))
    }

    pub(super) fn paragraph(self) -> Format {
        self.base().set_text_wrap()
    }

    pub(super) fn remark(self) -> Format {
        self.base().set_font_size(8).set_font_color(self.grey()).set_text_wrap()
    }

    pub(super) fn nav(self) -> Format {
        self.base().set_font_size(8).set_font_color(color(self.palette().link))
    }

    /// Label, figure and detail of a tile.
    pub(super) fn tile(self) -> [Format; 3] {
        let base =
            || self.base().set_background_color(color(self.palette().band)).set_align(FormatAlign::Left).set_indent(1);
        [
            base().set_font_size(8).set_font_color(self.grey()),
            base().set_font_size(16).set_bold(),
            base().set_font_size(8).set_font_color(self.grey()),
        ]
    }

    pub(super) fn header(self, align: Align) -> Format {
        let format = self.base().set_font_size(8).set_bold().set_font_color(self.grey()).set_text_wrap();
        let format = format.set_align(FormatAlign::Bottom).set_align(horizontal(align));
        format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(color(self.palette().ink))
    }

    pub(super) fn group(self) -> Format {
        let format = self.base().set_font_size(8).set_font_color(self.grey()).set_align(FormatAlign::Center);
        format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(color(self.palette().hair))
    }

    /// A cell of a row, before its own colours.
    pub(super) fn row(self, role: RowRole, align: Align) -> Format {
        let format = self.base().set_align(horizontal(align));
        let lined = |format: Format| self.lined(format);
        match role {
            RowRole::Plain => lined(format),
            RowRole::Section => {
                format.set_font_size(8).set_bold().set_font_color(self.grey()).set_align(FormatAlign::Bottom)
            }
            RowRole::Remark => lined(format.set_font_size(8).set_font_color(self.grey()).set_italic()),
            RowRole::Total => format
                .set_bold()
                .set_background_color(color(self.palette().band))
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(color(self.palette().ink)),
            RowRole::Helper => lined(format.set_font_size(8).set_font_color(self.grey())),
        }
    }

    fn lined(self, format: Format) -> Format {
        format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(color(self.palette().hair))
    }

    /// Above a column to fill in.
    pub(super) fn entry_header(self) -> Format {
        let format = self.base().set_bold().set_background_color(color(self.palette().band)).set_text_wrap();
        format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(color(self.palette().ink))
    }

    /// A cell to fill in.
    pub(super) fn entry(self, takes: Takes) -> Format {
        let format = self.lined(self.base());
        match takes {
            Takes::Day => format.set_num_format(NumberFormat::DAY.code()).set_align(FormatAlign::Left),
            Takes::Figure { .. } => format.set_num_format("#,##0.####").set_align(FormatAlign::Right),
            Takes::Share => format.set_num_format("0%").set_align(FormatAlign::Right),
            Takes::Number => format.set_align(FormatAlign::Right),
            Takes::Text | Takes::OneOf(_) | Takes::Suggested(_) => format.set_num_format("@"),
        }
    }

    /// A cell that shows how to fill it in.
    pub(super) fn example(self, takes: Takes) -> Format {
        self.entry(takes).set_font_color(self.grey()).set_italic()
    }

    pub(super) fn toned(self, format: Format, tone: Tone) -> Format {
        match tone {
            Tone::Neutral => format,
            Tone::Good => format.set_font_color(color(self.palette().good)),
            Tone::Bad => format.set_font_color(color(self.palette().bad)),
            Tone::Quiet => format.set_font_color(self.grey()),
        }
    }

    pub(super) fn status(self, format: Format, status: Status) -> Format {
        format.set_font_color(color(self.palette().status(status)))
    }

    pub(super) fn link(self, format: Format) -> Format {
        format.set_font_color(color(self.palette().link))
    }

    pub(super) fn comment(self, format: Format) -> Format {
        format.set_background_color(color(self.palette().comment)).set_text_wrap()
    }
}

/// Fill by status; the sign at the left edge says the same without colour.
pub(super) fn heat(format: Format, status: Status, number: NumberFormat) -> Format {
    let format = format.set_num_format(format!("\" {}\"* {}", status.sign(), number.code()));
    match palette::heat(status) {
        Some(ground) => format.set_background_color(color(ground)),
        None => format,
    }
}

const fn horizontal(align: Align) -> FormatAlign {
    match align {
        Align::Left => FormatAlign::Left,
        Align::Right => FormatAlign::Right,
    }
}
