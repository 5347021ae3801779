//! Reading in this process, by the reader of each kind.

use super::kind::WorkbookKind;
use super::sink::Sink;
use super::trouble::WorkbookTrouble;
use super::{dense, xlsb, xlsx};
use crate::diagnostic::Cause;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Hands every cell to `sink`; a panic of the library is a damaged file.
pub(super) fn read(bytes: &[u8], kind: WorkbookKind, sink: &mut impl Sink) -> Result<(), WorkbookTrouble> {
    let read = AssertUnwindSafe(|| match kind {
        WorkbookKind::Xlsx => xlsx::read(bytes, sink),
        WorkbookKind::Xlsb => xlsb::read(bytes, sink),
        WorkbookKind::Xls => dense::read_xls(bytes, sink),
        WorkbookKind::Ods => dense::read_ods(bytes, sink),
    });
    catch_unwind(read).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(WorkbookTrouble::Damaged(Cause::new(format!(
            "its records contradict each other ({})",
            said.unwrap_or("no reason given")
        ))))
    })
}
