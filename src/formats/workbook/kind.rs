//! What is known of a workbook before its cells are read.

use strum::{EnumString, IntoStaticStr};

/// A kind of workbook, as its bytes show it. Its word goes to the process that reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub(crate) enum WorkbookKind {
    /// Also with macros.
    Xlsx,
    Xlsb,
    /// Of Excel 95 or later.
    Xls,
    Ods,
}

/// A workbook that passed the checks of its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Workbook {
    pub(crate) kind: WorkbookKind,
    /// Bytes of all its parts, unpacked; what reading it may cost is measured by this.
    pub(crate) unpacked: u64,
}
