//! What the sheets of an input are read with: what the pipeline says of it, and what its figures are in.

use super::shape::units::Units;
use crate::calendar::FiscalCalendar;
use crate::pipeline::Input;
use crate::sheet::Sheet;

/// What a sheet is read with.
pub(crate) struct ReadSetting<'a> {
    pub(super) input: &'a Input,
    pub(super) calendar: &'a FiscalCalendar,
    /// The sheet as it is stored, whose other cells show how figures are written.
    pub(super) stored: &'a Sheet,
    /// What a 1 in a cell stands for.
    pub(super) units: Units,
}
