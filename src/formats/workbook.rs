//! The one room that knows calamine: workbooks become sheets, cell by cell, without ever building a rectangle.
//!
//! No workbook from outside is parsed in this process. calamine takes xls and ods whole when it opens them, loops on
//! some sector chains of an xls, never ends on a cut-off ods, and builds the rectangle that two cells far apart span;
//! even its streams of xlsx and xlsb reserve the memory that a file claims to need. Memory that cannot be had ends a
//! process and cannot be caught. So every workbook is read by a [`child`], this same program under a hidden command
//! and under limits, which hands the cells over a pipe while it parses: the two work at the same time, and none holds
//! more than the other needs. A child that dies is a finding of its file.
//!
//! Without a program to call ([`isolate`]), as in tests of the library, the same readers run in this process.

mod child;
mod dense;
mod formatting;
mod gather;
mod gathered;
mod kind;
mod number_format;
mod read;
mod read_back;
mod relations;
mod repair;
mod sink;
mod tags;
mod trouble;
mod value;
mod wire;
mod xlsb;
mod xlsx;

pub use child::{isolate, serve};
pub(super) use kind::{Workbook, WorkbookKind};
pub use read_back::{ReadBack, read_back};

use super::problem::FormatProblem;
use crate::sheet::Sheet;
use gather::Gather;
use std::sync::Arc;

/// All worksheets of a workbook, in their order; chart, dialog and macro sheets have no cells and are passed over.
pub(crate) fn sheets(bytes: &[u8], workbook: Workbook, file: &Arc<str>) -> Result<Vec<Sheet>, FormatProblem> {
    let mut gather = Gather::new(file);
    match child::program() {
        Some(program) => child::read(program, bytes, workbook, &mut gather)?,
        None => read::read(bytes, workbook.kind, &mut gather).map_err(FormatProblem::from)?,
    }
    gather.into_sheets().map_err(FormatProblem::from)
}

#[cfg(test)]
mod tests;
