//! What is known of a workbook before its cells are read.

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
    pub(super) const ALL: [Self; 4] = [Self::Xlsx, Self::Xlsb, Self::Xls, Self::Ods];

    pub(super) const fn slug(self) -> &'static str {
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
