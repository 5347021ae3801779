//! What can be wrong with an export before anybody asks what it means.

use crate::diagnostic::{Problem, Rule, Said, Severity, rules};
use crate::name;
use crate::prose::{count, joined, quoted_list, shown};

/// A broken rule of this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IngestProblem {
    NoFile {
        pattern: String,
        nearby: Vec<String>,
    },
    NoSheet {
        wanted: String,
        sheets: Vec<String>,
    },
    NoTable {
        wanted: Vec<String>,
    },
    MissingColumn {
        wanted: Vec<String>,
        found: Vec<String>,
    },
    /// A column is missing, and another one is probably it; `line` of the pipeline would say so.
    RenamedColumn {
        wanted: Vec<String>,
        likely: String,
        evidence: Vec<&'static str>,
        line: String,
    },
    NoRows,
    UnreadableNumber {
        column: String,
        value: String,
    },
    UnreadableDate {
        column: String,
        value: String,
    },
    FaultyCell {
        column: String,
        fault: String,
    },
    Uncomputed {
        column: String,
    },
    AmbiguousNumbers {
        column: String,
        example: String,
    },
    AmbiguousDates {
        column: String,
        example: String,
    },
    MoreAlike {
        code: &'static str,
        number: usize,
    },
    BadExpression {
        expression: String,
        error: String,
    },
    HiddenSheet,
    TotalMismatch {
        stated: String,
        summed: String,
        /// The cells that it sums.
        of: String,
    },
    DuplicateRows {
        rows: usize,
        first: String,
        again: String,
        policy: Severity,
    },
}

rules! {
    NO_FILE = "no_file", Stop, false, "No file matches the pattern of a required input. Check the folder under `inputs` and the pattern under `files`; set `required = false` when the export does not come every time.";
    NO_SHEET = "no_sheet", Stop, false, "No sheet has the name or number that `sheet` asks for. Leave `sheet` out to take every visible sheet that has the columns.";
    NO_TABLE = "no_table", Stop, false, "None of the sheets has any of the wanted column names. Check the names under `[input.columns]`, or pin `header_row`.";
    MISSING_COLUMN = "missing_column", Stop, false, "The table was found, but a column that the pipeline names is not there. Somebody renamed or dropped it: add the new name to the list under `[input.columns]`.";
    NO_ROWS = "no_rows", Warn, true, "The header was found and nothing stands below it.";
    UNREADABLE_NUMBER = "unreadable_number", Stop, true, "A cell of a number column holds a text that is no number. With `warn` its row is left out and counted as rejected.", about_a_product;
    UNREADABLE_DATE = "unreadable_date", Stop, true, "A cell of a date column holds something that is no day. With `warn` its row is left out and counted as rejected; `dates` in the input says how days are written.", about_a_product;
    FAULTY_CELL = "faulty_cell", Stop, true, "A formula of the export ended in an error such as #DIV/0!. Mend it in the source; with `warn` its row is left out and counted as rejected.", about_a_product;
    UNCOMPUTED = "uncomputed_formula", Stop, false, "A formula was saved without its result, so its figure is not in the file. Open the workbook in a spreadsheet program, let it calculate, and save it.";
    AMBIGUOUS_NUMBERS = "ambiguous_numbers", Stop, false, "Every value of the column can be read in two ways (1,036 as a thousand or as one point nought three six). Set `decimal` in the input to \".\" or \",\".";
    AMBIGUOUS_DATES = "ambiguous_dates", Stop, false, "Every day of the column can be read in two ways (03/04/2026). Set `dates` in the input to \"day-first\" or \"month-first\", or to a pattern such as \"%y.%m.%d\".";
    MORE_ALIKE = "more_alike", Note, false, "A sheet has many findings of one kind; the first are listed one by one and the rest are counted.";
    BAD_EXPRESSION = "bad_expression", Stop, false, "A SQL condition or column of the pipeline cannot be evaluated over this export. Column names with spaces or capitals go into double quotes, texts into single ones.";
    HIDDEN_SHEET = "hidden_sheet", Note, true, "The pipeline names a sheet that is hidden in the workbook. It was read; somebody may have hidden it because it is out of date.";
    TOTAL_MISMATCH = "total_mismatch", Stop, true, "A total row or column of the export does not equal what it sums. Either a figure is missing or one was changed without its total; ask the owner of the export which figure is right.";
    DUPLICATE_ROWS = "duplicate_rows", Warn, true, "Rows are alike in every cell within one sheet: perhaps pasted twice. They are counted twice unless `duplicates = \"drop\"`; `duplicates = \"stop\"` stops the run.";
}

/// Rules that say that a file gives no rows, so that an export that is not required leaves a gap.
const ABOUT_THE_FILE: [&Rule; 3] = [&NO_FILE, &NO_SHEET, &NO_TABLE];

pub(super) fn is_about_the_file(rule: &Rule) -> bool {
    ABOUT_THE_FILE.contains(&rule)
}

impl Problem for IngestProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::NoFile { .. } => &NO_FILE,
            Self::NoSheet { .. } => &NO_SHEET,
            Self::NoTable { .. } => &NO_TABLE,
            Self::MissingColumn { .. } | Self::RenamedColumn { .. } => &MISSING_COLUMN,
            Self::NoRows => &NO_ROWS,
            Self::UnreadableNumber { .. } => &UNREADABLE_NUMBER,
            Self::UnreadableDate { .. } => &UNREADABLE_DATE,
            Self::FaultyCell { .. } => &FAULTY_CELL,
            Self::Uncomputed { .. } => &UNCOMPUTED,
            Self::AmbiguousNumbers { .. } => &AMBIGUOUS_NUMBERS,
            Self::AmbiguousDates { .. } => &AMBIGUOUS_DATES,
            Self::MoreAlike { .. } => &MORE_ALIKE,
            Self::BadExpression { .. } => &BAD_EXPRESSION,
            Self::HiddenSheet => &HIDDEN_SHEET,
            Self::TotalMismatch { .. } => &TOTAL_MISMATCH,
            Self::DuplicateRows { .. } => &DUPLICATE_ROWS,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::NoFile { pattern, .. } => format!("no file matches `{}`", shown(pattern)),
            Self::NoSheet { wanted, .. } => format!("no sheet `{}`", shown(wanted)),
            Self::NoTable { wanted } => {
                format!("none of the columns {} in any sheet", quoted_list(wanted))
            }
            Self::MissingColumn { wanted, .. } | Self::RenamedColumn { wanted, .. } => {
                format!("no column {}", quoted_list(wanted))
            }
            Self::NoRows => "has a header and no rows".to_owned(),
            Self::UnreadableNumber { column, value } => {
                format!("expected a number in column `{column}`, found `{}`", shown(value))
            }
            Self::UnreadableDate { column, value } => {
                format!("expected a date in column `{column}`, found `{}`", shown(value))
            }
            Self::FaultyCell { column, fault } => {
                format!("expected a value in column `{column}`, found the error `{fault}`")
            }
            Self::Uncomputed { column } => format!("the formula in column `{column}` was saved without its result"),
            Self::AmbiguousNumbers { column, example } => {
                format!("the numbers of column `{column}` read both ways, like `{}`", shown(example))
            }
            Self::AmbiguousDates { column, example } => {
                format!("the dates of column `{column}` read both ways, like `{}`", shown(example))
            }
            Self::HiddenSheet => "the sheet is hidden in its workbook, and was read".to_owned(),
            Self::TotalMismatch { stated, summed, of } => {
                format!(
                    "the total says {}, but {of} add up to {}",
                    crate::prose::grouped(stated),
                    crate::prose::grouped(summed)
                )
            }
            Self::MoreAlike { code, number } => format!("{} more of `{code}` in this sheet", grouped(*number)),
            Self::BadExpression { expression, error } => {
                format!("`{}` cannot be evaluated: {}", shown(expression), one_line(error))
            }
            Self::DuplicateRows { rows, first, again, .. } => {
                format!("{} alike in every cell, first {first} and {again}", count(*rows, "row"))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::NoFile { pattern, nearby } => match name::nearest(pattern, nearby.iter().map(String::as_str)) {
                Some(file) => Some(format!("there is `{file}`")),
                None if nearby.is_empty() => Some("the folder is missing or empty".to_owned()),
                None => Some(format!("the folder has {}", quoted_list(&nearby[..nearby.len().min(6)]))),
            },
            Self::NoSheet { wanted, sheets } => name::suggestion(wanted, sheets.iter().map(String::as_str)),
            Self::MissingColumn { wanted, found } => {
                let nearest = wanted.iter().find_map(|name| name::nearest(name, found.iter().map(String::as_str)));
                nearest.map_or_else(
                    || Some(format!("the header has {}", quoted_list(&found[..found.len().min(12)]))),
                    |name| Some(format!("the header has `{name}`: add it to the names under `[input.columns]`")),
                )
            }
            Self::RenamedColumn { likely, evidence, line, .. } => Some(format!(
                "`{}` {}: if it is the same, write `{line}` under `[input.columns]`",
                shown(likely),
                joined(evidence, "and")
            )),
            Self::AmbiguousNumbers { .. } => Some("set `decimal` to \".\" or \",\" in this input".to_owned()),
            Self::AmbiguousDates { .. } => Some(
                "set `dates` to \"day-first\", \"month-first\" or a pattern like \"%y.%m.%d\" in this input".to_owned(),
            ),
            Self::UnreadableNumber { value, .. } if says_credit_or_debit(value) => {
                Some("`CR` and `DR` do not say which of them is negative: give the figures a sign".to_owned())
            }
            Self::Uncomputed { .. } => Some("open the workbook, let it calculate, and save it".to_owned()),
            Self::TotalMismatch { .. } => Some("ask the owner of the export which of the two is right".to_owned()),
            Self::DuplicateRows { .. } => Some("set `duplicates` to \"drop\" when they were pasted twice".to_owned()),
            _ => None,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        self.korean()
    }
}

fn says_credit_or_debit(value: &str) -> bool {
    let value = value.trim().to_ascii_uppercase();
    value.starts_with(|c: char| c.is_ascii_digit()) && (value.ends_with("CR") || value.ends_with("DR"))
}

fn grouped(number: usize) -> String {
    crate::prose::grouped(&number.to_string())
}

/// Engines explain themselves over many lines; the first says it.
fn one_line(error: &str) -> String {
    shown(error.lines().next().unwrap_or(error))
}
