//! Sheets that people fill in: headers with help, rows that show how, and room below with lists to choose from.

use super::canvas::Done;
use super::grid::{FORM_SUBTITLE_ROW, FORM_TITLE_ROW, TablePlace};
use super::place::PlacedPages;
use super::writer::{SheetWriter, within};
use crate::place::column_letters;
use crate::scorecard::model::{Content, InputColumn, Page, PageColumn, PagePurpose, PageTable, Takes};
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, Note,
    XlsxError,
};

impl SheetWriter<'_, '_> {
    /// A form, the guide to it, or its lists, with title and hint.
    pub(super) fn set_up_form(&mut self, page: &Page) -> Done {
        let (purpose, name, widths) = (page.purpose, self.name.to_owned(), self.grid.widths.clone());
        let (pinned, paper) = (self.grid.pinned_rows, self.style.paper_size());
        self.on.other(Box::new(move |sheet| {
            sheet.set_name(&name)?;
            for (column, width) in (0..).zip(&widths) {
                sheet.set_column_width(column, *width)?;
            }
            sheet.set_screen_gridlines(false).set_paper_size(paper);
            match purpose {
                PagePurpose::Guide => sheet.set_print_fit_to_pages(1, 1),
                PagePurpose::Lists => sheet.set_hidden(true),
                PagePurpose::Form | PagePurpose::Review => {
                    sheet.set_freeze_panes(pinned, 1)?.set_repeat_rows(pinned - 1, pinned - 1)?;
                    sheet.set_landscape().set_print_fit_to_pages(1, 0)
                }
            };
            Ok(())
        }))?;
        self.line(FORM_TITLE_ROW, &page.title, &self.style.title(), 26.0)?;
        self.line(FORM_SUBTITLE_ROW, &page.subtitle, &self.style.subtitle().unset_text_wrap(), 15.0)
    }

    pub(super) fn form(&mut self, table: &PageTable, place: &TablePlace<'_>) -> Done {
        self.on.row_height(place.header, 24.0)?;
        let (first, last) = (place.header + 1, place.last);
        for (index, (column, &at)) in table.columns.iter().zip(&place.columns).enumerate() {
            self.on.text(place.header, at, &column.header, &self.style.entry_header())?;
            let Some(entry) = &column.entry else { continue };
            let help = Note::new(&entry.help).add_author_prefix(false).set_width(260).set_height(90);
            self.on.note(place.header, at, &help)?;
            let (format, example) = (self.style.entry(entry.takes), self.style.example(entry.takes));
            let cells = table.rows.iter().map(|row| row.cells.get(index).map(|cell| &cell.content));
            for (row, content) in (first..).zip(cells) {
                match content {
                    Some(Content::Text(text)) => self.on.text(row, at, within(text), &example)?,
                    Some(Content::Number(value, _)) => self.on.number(row, at, value.to_float(), &example)?,
                    _ => self.on.blank(row, at, &example)?,
                }
            }
            let rows = u32::try_from(table.rows.len()).unwrap_or(0);
            (first + rows..=last).try_for_each(|row| self.on.blank(row, at, &format))?;
            let validation = validation(column, entry, self.book)?;
            self.on_sheet(move |sheet| sheet.add_data_validation(first, at, last, at, &validation))?;
            if let Some(rule) = in_percent(entry.takes, place, self.book) {
                self.on_sheet(move |sheet| sheet.add_conditional_format(first, at, last, at, &rule))?;
            }
        }
        Ok(())
    }
}

/// A drop-down list, or any value, with a word of help when the cell is entered.
fn validation(column: &PageColumn, entry: &InputColumn, book: &PlacedPages<'_>) -> Result<DataValidation, XlsxError> {
    // Excel takes 32 characters for the title of the help and 255 for its text.
    let title: String = column.header.chars().take(32).collect();
    let help: String = entry.help.chars().take(255).collect();
    let list = |key| Some(DataValidation::new().allow_list_formula(Formula::new(format!("={}", book.list(key)?))));
    let rule = match entry.takes {
        Takes::OneOf(key) => list(key).map(|list| list.set_error_style(DataValidationErrorStyle::Stop)),
        Takes::Suggested(key) => {
            list(key).map(|list| list.set_error_style(DataValidationErrorStyle::Information).show_error_message(false))
        }
        Takes::Number | Takes::Share => Some(
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                .set_error_style(DataValidationErrorStyle::Warning),
        ),
        Takes::Text | Takes::Day | Takes::Figure { .. } => None,
    };
    rule.unwrap_or_else(|| DataValidation::new().allow_any_value()).set_input_title(title)?.set_input_message(help)
}

/// Shows a figure as a percentage where the metric of its row is a share.
fn in_percent(takes: Takes, place: &TablePlace<'_>, book: &PlacedPages<'_>) -> Option<ConditionalFormatFormula> {
    let Takes::Figure { of, shares } = takes else { return None };
    let beside = place.column(of)?;
    let shares = book.list(shares)?;
    let rule = format!("=ISNUMBER(MATCH(${}{},{shares},0))", column_letters(beside.into()), place.header + 2);
    Some(ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(Format::new().set_num_format("0.0%")))
}
