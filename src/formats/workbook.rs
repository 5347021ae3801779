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
mod mend;
mod number_format;
mod read_back;
mod sink;
mod tags;
mod value;
mod wire;
mod xlsb;
mod xlsx;

pub use child::{isolate, serve};
pub use read_back::{ReadBack, read_back};

use crate::diagnostic::Cause;
use crate::formats::problem::FormatProblem;
use crate::sheet::Sheet;
use sink::{Gather, Sink, Trouble};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A kind of workbook, as its bytes show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Also with macros.
    Xlsx,
    Xlsb,
    /// Of Excel 95 or later.
    Xls,
    Ods,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Xlsx, Self::Xlsb, Self::Xls, Self::Ods];

    const fn slug(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

/// A workbook that passed the checks of its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Workbook {
    pub(crate) kind: Kind,
    /// Bytes of all its parts, unpacked; what reading it may cost is measured by this.
    pub(crate) unpacked: u64,
}

/// All worksheets of a workbook, in their order; chart, dialog and macro sheets have no cells and are passed over.
pub(crate) fn sheets(bytes: &[u8], workbook: Workbook, file: &Arc<str>) -> Result<Vec<Sheet>, FormatProblem> {
    let mut gather = Gather::new(file);
    match child::program() {
        Some(program) => child::read(program, bytes, workbook, &mut gather)?,
        None => guarded(bytes, workbook.kind, &mut gather).map_err(FormatProblem::from)?,
    }
    gather.into_sheets().map_err(FormatProblem::from)
}

/// Reads in this process; a panic of the library is a damaged file.
fn guarded(bytes: &[u8], kind: Kind, sink: &mut impl Sink) -> Result<(), Trouble> {
    let read = AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx::read(bytes, sink),
        Kind::Xlsb => xlsb::read(bytes, sink),
        Kind::Xls => dense::read_xls(bytes, sink),
        Kind::Ods => dense::read_ods(bytes, sink),
    });
    catch_unwind(read).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(Trouble::Damaged(Cause::new(format!(
            "its records contradict each other ({})",
            said.unwrap_or("no reason given")
        ))))
    })
}

#[cfg(test)]
mod tests;
