//! How the layout of an export differs from the last one.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::{joined, shown};

/// A broken rule about layouts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutProblem {
    /// `since` is the as-of period of the run that is compared with.
    Changed { since: String, changes: Vec<Change> },
    /// A sheet that gave rows then, in a file that is there now.
    SheetGone { since: String, sheet: Option<String> },
    /// A file that gave rows then; none with such a name is there now.
    FileGone { since: String },
}

/// One difference, from old to new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Sheet { old: String, new: String },
    Shape { old: &'static str, new: &'static str },
    Renamed { old: String, new: String },
    Added(Vec<String>),
    Gone(Vec<String>),
    Moved(Vec<String>),
    HeaderRow { old: u32, new: u32 },
    Unit { old: String, new: String },
    Decimal { old: char, new: char },
    Encoding { old: String, new: String },
    Delimiter { old: String, new: String },
}

rules! {
    LAYOUT_CHANGED = "layout_changed", Note, true, "The layout of an export differs from that of the last published run: columns, the row of the header, the unit, the decimal mark, or a sheet or file that is gone. All was read by the new layout, and nothing is wrong when the change was meant. A change of unit or decimal mark, and rows that are no longer there, are warnings: look at the figures before they are trusted.";
}

impl Change {
    /// Whether figures may have changed with it.
    pub(crate) const fn touches_figures(&self) -> bool {
        matches!(self, Self::Unit { .. } | Self::Decimal { .. } | Self::Shape { .. })
    }

    fn message(&self) -> String {
        match self {
            Self::Sheet { old, new } => format!("sheet `{}` is now `{}`", shown(old), shown(new)),
            Self::Shape { old, new } => format!("the {old} is now a {new}"),
            Self::Renamed { old, new } => format!("column `{}` is now `{}`", shown(old), shown(new)),
            Self::Added(names) => format!("new {}", columns(names)),
            Self::Gone(names) => format!("without {}", columns(names)),
            Self::Moved(names) => format!("moved {}", columns(names)),
            Self::HeaderRow { old, new } => format!("the header is in row {new} and was in row {old}"),
            Self::Unit { old, new } => format!("figures are in {new} and were in {old}"),
            Self::Decimal { old, new } => format!("the decimal mark is `{new}` and was `{old}`"),
            Self::Encoding { old, new } => format!("the encoding is {new} and was {old}"),
            Self::Delimiter { old, new } => format!("the delimiter is {new} and was {old}"),
        }
    }
}

/// The first few, and how many more.
fn columns(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let mut first: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", shown(name))).collect();
    if let Some(more) = names.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        first.push(format!("{more} more"));
    }
    format!("column{} {}", if names.len() == 1 { "" } else { "s" }, joined(&first, "and"))
}

impl Problem for LayoutProblem {
    fn rule(&self) -> &'static Rule {
        &LAYOUT_CHANGED
    }

    fn message(&self) -> String {
        match self {
            Self::Changed { since, changes } => {
                let changes: Vec<String> = changes.iter().map(Change::message).collect();
                format!("the layout has changed since {since}: {}", changes.join("; "))
            }
            Self::SheetGone { since, sheet: Some(sheet) } => {
                format!("sheet `{}` gave rows for {since} and gives none now", shown(sheet))
            }
            Self::SheetGone { since, sheet: None } => format!("gave rows for {since} and gives none now"),
            Self::FileGone { since } => format!("gave rows for {since}, and no file of such a name is there now"),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Changed { changes, .. } if changes.iter().any(Change::touches_figures) => {
                Some("compare a figure with the last scorecard before this one goes out".to_owned())
            }
            Self::Changed { .. } => None,
            Self::SheetGone { .. } => Some("see whether it was renamed, hidden or lost a column".to_owned()),
            Self::FileGone { .. } => Some("ask for it, unless it is no longer made".to_owned()),
        }
    }

    fn in_korean(&self) -> Option<Said> {
        Some(self.korean())
    }
}
