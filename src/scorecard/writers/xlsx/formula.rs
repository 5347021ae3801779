//! From a formula to the text that a spreadsheet computes. Only names of sheets, addresses, numbers and words of our own
//! stand in it.

use super::place::{PlacedPages, on_sheet};
use crate::place::Cell;
use crate::scorecard::model::{CellFormula, CellRef};
use std::fmt::Write as _;

/// Longer ones are refused by spreadsheet programs.
const LONGEST: usize = 8_192;

/// The formula as it stands in a cell of the sheet `on`; `None` when one of its cells is not in this workbook, or when
/// it is too long for a spreadsheet: then the figure stands there alone.
pub(super) fn written(formula: &CellFormula, on: &str, book: &PlacedPages<'_>) -> Option<String> {
    let mut text = String::from("=");
    write(formula, 0, on, book, &mut text)?;
    (text.encode_utf16().count() <= LONGEST).then_some(text)
}

fn write(formula: &CellFormula, binding: u8, on: &str, book: &PlacedPages<'_>, text: &mut String) -> Option<()> {
    match formula {
        CellFormula::Number(value) => {
            let number = value.to_float();
            let parted = number < 0.0 && binding > 0;
            write!(text, "{}{number}{}", if parted { "(" } else { "" }, if parted { ")" } else { "" }).ok()
        }
        CellFormula::Cell(cell) => {
            let (sheet, row, column) = place(cell, book)?;
            text.push_str(&sheet_prefix(sheet, on));
            write!(text, "{}", cell_at(row, column)).ok()
        }
        CellFormula::Stretch(stretch) => {
            let (sheet, row, column) = place(&stretch.first, book)?;
            let (_, last, _) = place(&CellRef { row: stretch.last.clone(), ..stretch.first.clone() }, book)?;
            text.push_str(&sheet_prefix(sheet, on));
            write!(text, "{}:{}", cell_at(row, column), cell_at(last, column)).ok()
        }
        CellFormula::Operation(left, operator, right) => {
            let own = operator.binding();
            let parted = own <= binding;
            text.push_str(if parted { "(" } else { "" });
            // To the left what binds alike is computed first anyway.
            write(left, own - 1, on, book, text)?;
            text.push_str(operator.sign());
            write(right, own, on, book, text)?;
            text.push_str(if parted { ")" } else { "" });
            Some(())
        }
        CellFormula::Call(function, arguments) => {
            text.push_str(function.into());
            text.push('(');
            for (index, argument) in arguments.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write(argument, 0, on, book, text)?;
            }
            text.push(')');
            Some(())
        }
    }
}

fn cell_at(row: u32, column: u16) -> Cell {
    Cell { row, column: column.into() }
}

fn place<'a>(cell: &CellRef, book: &'a PlacedPages<'_>) -> Option<(&'a str, u32, u16)> {
    let page = book.page(&cell.page)?;
    let (row, column) = page.grid.table(&cell.table)?.cell(&cell.row, &cell.column)?;
    Some((&page.sheet, row, column))
}

/// Nothing for the sheet itself.
fn sheet_prefix(sheet: &str, on: &str) -> String {
    if sheet == on { String::new() } else { on_sheet(sheet) }
}
