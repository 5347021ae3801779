//! What is found in a file.

use crate::place::Cell;
use std::sync::Arc;

/// Everything found in a file.
#[derive(Debug)]
pub struct Survey {
    pub sheets: Vec<SheetSurvey>,
}

/// What a sheet has.
#[derive(Debug)]
pub struct SheetSurvey {
    /// `None` for a text file.
    pub name: Option<Arc<str>>,
    pub visible: bool,
    /// Rows and columns that have a cell.
    pub rows: usize,
    pub columns: usize,
    pub tables: Vec<TableSurvey>,
    /// Texts that belong to no table, with their cells; only the first.
    pub lines: Vec<(Cell, String)>,
    pub oddities: Vec<Oddity>,
}

/// One table.
#[derive(Debug)]
pub struct TableSurvey {
    /// First cell of the header and last cell of the rows.
    pub area: (Cell, Cell),
    /// First and last row of the header, from 0.
    pub header: (u32, u32),
    pub rows: RowTally,
    pub special: SpecialRows,
    pub columns: Vec<ColumnSurvey>,
    /// Where periods stand across.
    pub across: Option<Across>,
    pub totals: Vec<TotalSurvey>,
    /// The line that says what a 1 stands for.
    pub unit: Option<(Cell, String)>,
    pub oddities: Vec<Oddity>,
    pub confidence: Confidence,
}

/// The rows below a header by what they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowTally {
    pub data: usize,
    pub totals: usize,
    /// Labels that apply to the rows below them.
    pub sections: usize,
    pub blank: usize,
    /// The header said again.
    pub repeated: usize,
}

/// The rows of a table that are none of data, as a spreadsheet numbers them less one, from the top down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpecialRows {
    /// Also where the header is said again.
    pub header: Vec<u32>,
    pub totals: Vec<u32>,
    pub sections: Vec<u32>,
    pub notes: Vec<u32>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Empty,
    Text,
    /// Digits that are no number: leading zeros.
    Code,
    Whole,
    Amount,
    Percent,
    Day,
    Period,
    Flag,
    /// Of the day.
    Time,
    Mixed,
}

impl ColumnKind {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Text => "text",
            Self::Code => "code",
            Self::Whole => "whole_number",
            Self::Amount => "amount",
            Self::Percent => "percent",
            Self::Day => "date",
            Self::Period => "period",
            Self::Flag => "flag",
            Self::Time => "time",
            Self::Mixed => "mixed",
        }
    }

    pub const fn is_number(self) -> bool {
        matches!(self, Self::Whole | Self::Amount | Self::Percent)
    }
}

/// One column, over its rows of data.
#[derive(Debug)]
pub struct ColumnSurvey {
    pub column: u32,
    /// As goalpost addresses it; empty without a heading.
    pub name: String,
    /// Under a stacked header: the lowest label alone.
    pub own_name: String,
    pub kind: ColumnKind,
    pub filled: usize,
    pub blank: usize,
    pub distinct: usize,
    pub examples: Vec<String>,
    /// First and last day or period.
    pub limits: Option<(String, String)>,
    pub unit: Option<String>,
    /// The sign or code that number formats put beside its figures.
    pub currency: Option<&'static str>,
    /// What only the user can decide, and the lines of which one decides it.
    pub doubt: Option<(String, Vec<String>)>,
    /// Numbers that are stored as text beside others that are not.
    pub text_numbers: usize,
    /// Errors, and formulas without a result.
    pub broken: usize,
    pub first_broken: Option<Cell>,
    /// Of a mixed column: the first text.
    pub first_label: Option<Cell>,
    pub labels: usize,
    /// Whether its figures may be added up: rates may not, and their heading alone may say that they are some.
    pub adds_up: bool,
    /// Months of the longest period.
    pub longest_period: usize,
}

/// Periods that stand across.
#[derive(Debug, PartialEq, Eq)]
pub struct Across {
    pub first: String,
    pub last: String,
    /// How many there are.
    pub number: usize,
    /// `month`, `quarter`, `half`, `year`, `week`, `day`.
    pub step: &'static str,
    /// Whether the header says in which year they lie.
    pub has_year: bool,
    /// Columns of the first and the last.
    pub columns: (u32, u32),
    /// Labels of the measures side by side; empty where there is one without a label.
    pub measures: Vec<String>,
    /// The figures of all periods together.
    pub kind: ColumnKind,
    pub filled: usize,
    pub blank: usize,
    pub examples: Vec<String>,
}

/// A row or a column that is called a total.
#[derive(Debug, PartialEq, Eq)]
pub struct TotalSurvey {
    pub label: String,
    pub cell: Cell,
    pub is_column: bool,
    /// Whether it says nothing but `total`: with other words it may be a product.
    pub certain: bool,
    pub agreement: TotalCheck,
}

#[derive(Debug, PartialEq, Eq)]
pub enum TotalCheck {
    Agrees {
        with: String,
    },
    Differs {
        cell: Cell,
        stated: String,
        summed: String,
        of: String,
    },
    /// Only without the lines that are set in. Whoever reads those, too, counts them twice, so a run stops.
    Outermost {
        with: String,
    },
    /// Rates do not add up.
    Rates,
    /// Nothing stands beside it to add up.
    Unclear,
}

/// Something that a reader should know before the figures are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    pub kind: &'static str,
    pub cell: Option<Cell>,
    pub message: String,
    /// Lines for the input of which one settles it.
    pub paste: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Confidence {
    pub level: ConfidenceLevel,
    pub reasons: Vec<String>,
}

/// How far the reading of a table can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ConfidenceLevel {
    Low,
    Medium,
    High,
}

impl ConfidenceLevel {
    pub const fn slug(self) -> &'static str {
        self.into_str()
    }
}
