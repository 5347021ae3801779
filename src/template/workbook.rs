//! From a template to the bytes of a workbook.

use super::{Column, Content, Entry, Form, Guide, GuideBlock, List, ListName, Template};
use crate::lang::Lang;
use crate::scorecard::writers::xlsx::{WriteError, properties};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

type Done = Result<(), XlsxError>;

const INK: Color = Color::RGB(0x26_2626);
const GREY: Color = Color::RGB(0x76_7676);
const BAND: Color = Color::RGB(0xF2_F2F0);
const HAIR: Color = Color::RGB(0xBF_BFBF);
const PAPER_A4: u8 = 9;
/// Row of the header, and how many rows below it take lists and formats.
const HEADER: u32 = 3;
const ROOM: u32 = 500;
const LISTS: &str = "Lists";

/// The bytes of the workbook.
pub fn write(template: &Template) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&template.document)?);
    let look = Look { lang: template.document.language };
    form(workbook.add_worksheet(), &template.form, &template.lists, look)?;
    if let Some(page) = &template.guide {
        guide(workbook.add_worksheet(), page, look)?;
    }
    if !template.lists.is_empty() {
        lists(workbook.add_worksheet(), &template.lists)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Fonts and colours.
#[derive(Clone, Copy)]
struct Look {
    lang: Lang,
}

impl Look {
    fn base(self) -> Format {
        let font = match self.lang {
            Lang::En => "Arial",
            Lang::Ko => "Malgun Gothic",
        };
        Format::new().set_font_name(font).set_font_size(10).set_font_color(INK)
    }

    fn title(self) -> Format {
        self.base().set_font_size(16).set_bold()
    }

    fn quiet(self) -> Format {
        self.base().set_font_color(GREY)
    }

    fn header(self) -> Format {
        let format = self.base().set_bold().set_background_color(BAND).set_text_wrap();
        format.set_align(FormatAlign::VerticalCenter).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(INK)
    }

    fn cell(self, content: &Content) -> Format {
        let format = self.base().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(HAIR);
        match content {
            Content::Day => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Content::InUnitOf(_) => format.set_num_format("#,##0.####").set_align(FormatAlign::Right),
            Content::Share => format.set_num_format("0%").set_align(FormatAlign::Right),
            Content::Number => format.set_align(FormatAlign::Right),
            Content::Text | Content::OneOf(_) | Content::Suggested(_) => format.set_num_format("@"),
        }
    }
}

fn form(sheet: &mut Worksheet, form: &Form, lists: &[List], look: Look) -> Done {
    sheet.set_name(&form.sheet)?;
    sheet.set_screen_gridlines(false).set_landscape().set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_row_height(0, 26)?.write_with_format(0, 0, &form.title, &look.title())?;
    sheet.write_with_format(1, 0, &form.hint, &look.quiet())?;
    sheet.set_row_height(HEADER, 24)?;
    sheet.set_freeze_panes(HEADER + 1, 1)?;
    for (at, column) in (0..).zip(&form.columns) {
        sheet.set_column_width(at, f64::from(column.width))?;
        sheet.write_with_format(HEADER, at, &column.header, &look.header())?;
        let note = Note::new(&column.note).add_author_prefix(false).set_width(260).set_height(90);
        sheet.insert_note(HEADER, at, &note)?;
        let blank = look.cell(&column.content);
        for row in HEADER + 1..=HEADER + ROOM {
            sheet.write_blank(row, at, &blank)?;
        }
        sheet.add_data_validation(HEADER + 1, at, HEADER + ROOM, at, &validation(column, lists)?)?;
        if let Content::InUnitOf(metric) = column.content {
            shares_as_percent(sheet, at, metric, lists)?;
        }
    }
    for (row, cells) in (HEADER + 1..).zip(&form.rows) {
        for (at, (cell, column)) in (0..).zip(cells.iter().zip(&form.columns)) {
            let format = look.cell(&column.content).set_font_color(GREY).set_italic();
            match cell {
                Entry::Blank => sheet.write_blank(row, at, &format)?,
                Entry::Text(text) => sheet.write_string_with_format(row, at, text, &format)?,
                Entry::Number(number) => sheet.write_number_with_format(row, at, *number, &format)?,
            };
        }
    }
    Ok(())
}

/// A drop-down list, or any value, with a word of help when the cell is entered.
fn validation(column: &Column, lists: &[List]) -> Result<DataValidation, XlsxError> {
    // Excel takes 32 characters for the title of the help and 255 for its text.
    let title: String = column.header.chars().take(32).collect();
    let help: String = column.note.chars().take(255).collect();
    let rule = match &column.content {
        Content::OneOf(name) => list_range(*name, lists).map(|range| {
            DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .set_error_style(DataValidationErrorStyle::Stop)
        }),
        Content::Suggested(name) => list_range(*name, lists).map(|range| {
            let list = DataValidation::new().allow_list_formula(Formula::new(range));
            list.set_error_style(DataValidationErrorStyle::Information).show_error_message(false)
        }),
        Content::Number | Content::Share => Some(
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_style(DataValidationErrorStyle::Warning),
        ),
        Content::Text | Content::Day | Content::InUnitOf(_) => None,
    };
    rule.unwrap_or_else(|| DataValidation::new().allow_any_value()).set_input_title(title)?.set_input_message(help)
}

/// Shows a figure as a percentage where the metric of its row is a share.
fn shares_as_percent(sheet: &mut Worksheet, column: u16, metric: usize, lists: &[List]) -> Done {
    let Some(at) = position(ListName::Metrics, lists) else { return Ok(()) };
    let (names, units) = (letters(at), letters(at + 1));
    let cell = format!("${}{}", letters(u16::try_from(metric).unwrap_or(0)), HEADER + 2);
    let rule = format!("=IFERROR(VLOOKUP({cell},{LISTS}!${names}:${units},2,FALSE)=\"percent\",FALSE)");
    let format = Format::new().set_num_format("0.0%");
    let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
    sheet.add_conditional_format(HEADER + 1, column, HEADER + ROOM, column, &rule)?;
    Ok(())
}

/// The column of a list on its sheet; each takes two.
fn position(name: ListName, lists: &[List]) -> Option<u16> {
    let at = lists.iter().position(|list| list.name == name)?;
    u16::try_from(at * 2).ok()
}

fn list_range(name: ListName, lists: &[List]) -> Option<String> {
    let at = position(name, lists)?;
    let length = lists.iter().find(|list| list.name == name)?.entries.len();
    let column = letters(at);
    (length > 0).then(|| format!("={LISTS}!${column}$1:${column}${length}"))
}

fn letters(column: u16) -> String {
    crate::place::column_letters(column.into())
}

/// Hidden: nobody fills it in.
fn lists(sheet: &mut Worksheet, lists: &[List]) -> Done {
    sheet.set_name(LISTS)?.set_hidden(true);
    for (at, list) in (0..).step_by(2).zip(lists) {
        for (row, entry) in (0..).zip(&list.entries) {
            sheet.write_string(row, at, entry)?;
        }
        for (row, beside) in (0..).zip(&list.beside) {
            sheet.write_string(row, at + 1, beside)?;
        }
    }
    Ok(())
}

fn guide(sheet: &mut Worksheet, guide: &Guide, look: Look) -> Done {
    sheet.set_name(&guide.sheet)?;
    sheet.set_screen_gridlines(false).set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 1);
    sheet.set_column_width(0, 26)?.set_column_width(1, 78)?;
    sheet.set_row_height(0, 26)?.write_with_format(0, 0, &guide.title, &look.title())?;
    let wrapped = look.base().set_text_wrap().set_align(FormatAlign::Top);
    let line = |format: Format| format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(HAIR);
    let mut row = 2;
    for block in &guide.blocks {
        match block {
            GuideBlock::Heading(text) => {
                row += 1;
                sheet.set_row_height(row, 20)?.write_with_format(
                    row,
                    0,
                    text,
                    &look.base().set_bold().set_font_size(11),
                )?;
                row += 1;
            }
            GuideBlock::Text(text) => {
                sheet.merge_range(row, 0, row, 1, text, &wrapped)?;
                sheet.set_row_height(row, height(text, 112))?;
                row += 1;
            }
            GuideBlock::Table(pairs) => {
                for (left, right) in pairs {
                    sheet.set_row_height(row, height(right, 84))?;
                    sheet.write_with_format(row, 0, left, &line(wrapped.clone()))?;
                    sheet.write_with_format(row, 1, right, &line(wrapped.clone()))?;
                    row += 1;
                }
            }
        }
    }
    Ok(())
}

/// Points that a text takes over so many columns of letters; Hangul takes two.
fn height(text: &str, columns: usize) -> f64 {
    const LINE: f64 = 14.5;
    let lines = unicode_width::UnicodeWidthStr::width(text).div_ceil(columns);
    #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
    let lines = lines as f64;
    lines * LINE + 3.0
}
