//! How a table lies in its sheet, in words that are kept from one run to the next.

use crate::calendar::parse_month_name;
use crate::name;
use crate::place::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the table of a sheet was found to lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetLayout {
    pub shape: TableShape,
    /// First cell of the header that is not blank; of a crosstab, of its last row.
    pub header: Option<Cell>,
    /// Names of the header in their order; of a crosstab the labels of its lines and measures, not its periods.
    pub columns: Vec<String>,
    /// Canonical column → the header it was found under.
    pub mapped: BTreeMap<String, String>,
    /// What a 1 stands for, where that is not one.
    pub unit: Option<LayoutUnit>,
    /// Decimal mark of the figures, where their texts tell.
    pub decimal: Option<char>,
    /// Of text files.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum TableShape {
    #[default]
    Table,
    Crosstab,
}

/// A unit other than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutUnit {
    pub factor: String,
    /// The line of the sheet that says so; `None` when the pipeline does.
    pub line: Option<String>,
}

/// A sheet of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierSheet {
    pub input: Arc<str>,
    pub file: Arc<str>,
    pub sheet: Option<Arc<str>>,
    pub layout: SheetLayout,
}

impl TableShape {
    pub const fn slug(self) -> &'static str {
        self.into_str()
    }
}

/// A name without what changes from one delivery to the next: digits and months. `Revenue_2026-10 Okt.xlsx` and
/// `Revenue_2026-11 Nov.xlsx` are the same file of two months.
pub(super) fn timeless(name: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let folded = name::fold(name);
    for c in folded.chars().chain(std::iter::once('\0')) {
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        if parse_month_name(&word).is_some() {
            word.clear();
            word.push('#');
        }
        for c in word.drain(..).chain((c != '\0').then_some(if c.is_numeric() { '#' } else { c })) {
            if c != '#' || !out.ends_with('#') {
                out.push(c);
            }
        }
    }
    out
}

impl EarlierSheet {
    /// Whether this is the sheet of another delivery of the same file.
    pub(crate) fn is_of(&self, input: &str, file: &str, sheet: Option<&str>) -> bool {
        *self.input == *input
            && timeless(&self.file) == timeless(file)
            && self.sheet.as_deref().map(timeless) == sheet.map(timeless)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_with_the_month_is_no_part_of_a_name() {
        for (one, other) in [
            ("Revenue_2026-10.xlsx", "Revenue_2026-9.xlsx"),
            ("Revenue_Oct 2026.xlsx", "revenue_Nov 2026.xlsx"),
            ("매출 10월.csv", "매출 9월.csv"),
            ("Umsatz März.csv", "Umsatz Okt.csv"),
        ] {
            assert_eq!(timeless(one), timeless(other), "{one}");
        }
        for (one, other) in [("Revenue_EU.csv", "Revenue_US.csv"), ("Plan.csv", "Actual.csv"), ("Maya.csv", "Max.csv")]
        {
            assert_ne!(timeless(one), timeless(other), "{one}");
        }
    }
}
