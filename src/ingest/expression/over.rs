//! What an expression is evaluated over: some rows of a sheet.

use crate::ingest::shape::header::Header;
use crate::pipeline::Input;
use crate::sheet::Sheet;

#[derive(Clone, Copy)]
pub(crate) struct Over<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) header: &'a Header,
    pub(crate) rows: &'a [usize],
    pub(crate) input: &'a Input,
    /// The sheet as it is stored, whose other cells show how figures are written.
    pub(crate) stored: &'a Sheet,
}
