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
    CannotOpen {
        error: String,
    },
    EmptyFile,
    NotReadable {
        what: &'static str,
    },
    NeedsPassword,
    NeedsPermission {
        by: &'static str,
    },
    OldWorkbook {
        version: &'static str,
    },
    SeveralFiles {
        names: Vec<String>,
    },
    UnpacksTooLarge {
        part: String,
        packed: u64,
        unpacked: u64,
    },
    DuplicatePart {
        part: Option<String>,
    },
    DocumentType {
        part: String,
    },
    Runaway {
        overrun: Overrun,
        limit: u64,
    },
    /// `column` counts bytes, from 1; `zero` when the byte is 0, which no text has.
    DamagedText {
        line: usize,
        column: usize,
        encoding: &'static str,
        zero: bool,
    },
    /// Each encoding with what the first doubtful word would be in it.
    UnclearEncoding {
        readings: Vec<(&'static str, String)>,
    },
    UnclosedQuote {
        line: usize,
        quote: char,
    },
    Damaged {
        error: String,
    },
    TooLarge {
        what: String,
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

/// What a file took too much of; the limit is in seconds or megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrun {
    Time,
    Memory,
}

rules! {
    NO_FILE = "no_file", Stop, false, "No file matches the pattern of a required input. Check the folder under `inputs` and the pattern under `files`; set `required = false` when the export does not come every time.";
    CANNOT_OPEN = "cannot_open", Stop, false, "The file is there but cannot be opened: no permission, or the share went away. Nothing of it was used.";
    EMPTY_FILE = "empty_file", Stop, false, "The file has no bytes at all, as after a copy that was broken off. Ask for it again.";
    NOT_READABLE = "not_readable", Stop, false, "The content is of a kind that goalpost does not read, whatever the name says. Save it as .xlsx or .csv, without a password.";
    NEEDS_PASSWORD = "needs_password", Stop, false, "The content is encrypted and opens with a password only. Open it in the program that made it, take the password off, save a copy, and deliver that.";
    NEEDS_PERMISSION = "needs_permission", Stop, false, "The document is under digital rights management: only people whom its owner allows can open it, and no program without an account. Ask its owner for a plain copy.";
    OLD_WORKBOOK = "old_workbook", Stop, false, "The workbook is in a format from before Excel 97 that is no longer read. Open it in a spreadsheet program and save it as .xlsx.";
    SEVERAL_FILES = "several_files", Stop, false, "An archive is read when one export is in it. This one has several, and nothing says which is meant: unpack it and name the files in the input.";
    UNPACKS_TOO_LARGE = "unpacks_too_large", Stop, false, "A part of the file is packed so tightly that it unpacks to far more than any export has, as archives do that are made to fill a machine's memory. It was refused before it was unpacked. Save it anew in a spreadsheet program.";
    DUPLICATE_PART = "duplicate_part", Stop, false, "The package has two parts of one name, and programs differ in which of them they show. No spreadsheet program writes such a file: ask where it comes from, and save it anew.";
    DOCUMENT_TYPE = "document_type", Stop, false, "A part of the workbook declares a document type, which no spreadsheet program writes and which serves to blow a file up or to read other files. Ask where it comes from.";
    RUNAWAY = "runaway_file", Stop, false, "Reading the workbook took more time or memory than its size explains, so the process that read it was ended; the other exports went on. Either it is damaged or made to do harm, or a cell stands far from all others: delete empty rows and columns to the end of the sheet, save it as .xlsx, and deliver that.";
    DAMAGED_TEXT = "damaged_text", Stop, false, "A text file has a byte that its encoding does not have, or a zero byte. Nothing is replaced, since the figure beside it may be damaged too. Save the file again as UTF-8 (in Excel: CSV UTF-8), or set `encoding` in the input when it is in another one.";
    UNCLEAR_ENCODING = "unclear_encoding", Stop, false, "A text file is not in UTF-8 and has too few other letters to tell which encoding it is in. Set `encoding` in the input to the one in which its words read right.";
    UNCLOSED_QUOTE = "unclosed_quote", Stop, false, "A quote at the start of a field never closes, so everything behind it would become one cell. Close it in the file, or write it twice inside quotes when it belongs to the text.";
    DAMAGED = "damaged_file", Stop, false, "The file starts like a workbook or table but cannot be read to its end, as after an interrupted copy. Ask for it again.";
    TOO_LARGE = "too_large", Stop, false, "The file or a sheet is larger than any export needs; it is refused before it takes the machine's memory. Clear stray cells or deliver less at once.";
    NO_SHEET = "no_sheet", Stop, false, "No sheet has the name or number that `sheet` asks for. Leave `sheet` out to take every visible sheet that has the columns.";
    NO_TABLE = "no_table", Stop, false, "None of the sheets has any of the wanted column names. Check the names under `[input.columns]`, or pin `header_row`.";
    MISSING_COLUMN = "missing_column", Stop, false, "The table was found, but a column that the pipeline names is not there. Somebody renamed or dropped it: add the new name to the list under `[input.columns]`.";
    NO_ROWS = "no_rows", Warn, true, "The header was found and nothing stands below it.";
    UNREADABLE_NUMBER = "unreadable_number", Stop, true, "A cell of a number column holds a text that is no number. With `warn` its row is left out and counted as rejected.";
    UNREADABLE_DATE = "unreadable_date", Stop, true, "A cell of a date column holds something that is no day. With `warn` its row is left out and counted as rejected; `dates` in the input says how days are written.";
    FAULTY_CELL = "faulty_cell", Stop, true, "A formula of the export ended in an error such as #DIV/0!. Mend it in the source; with `warn` its row is left out and counted as rejected.";
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
const ABOUT_THE_FILE: [&Rule; 19] = [
    &NO_FILE,
    &CANNOT_OPEN,
    &EMPTY_FILE,
    &NOT_READABLE,
    &NEEDS_PASSWORD,
    &NEEDS_PERMISSION,
    &OLD_WORKBOOK,
    &SEVERAL_FILES,
    &UNPACKS_TOO_LARGE,
    &DUPLICATE_PART,
    &DOCUMENT_TYPE,
    &RUNAWAY,
    &DAMAGED,
    &DAMAGED_TEXT,
    &UNCLEAR_ENCODING,
    &UNCLOSED_QUOTE,
    &TOO_LARGE,
    &NO_SHEET,
    &NO_TABLE,
];

pub(super) fn is_about_the_file(rule: &Rule) -> bool {
    ABOUT_THE_FILE.contains(&rule)
}

impl Problem for IngestProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::NoFile { .. } => &NO_FILE,
            Self::CannotOpen { .. } => &CANNOT_OPEN,
            Self::EmptyFile => &EMPTY_FILE,
            Self::NotReadable { .. } => &NOT_READABLE,
            Self::NeedsPassword => &NEEDS_PASSWORD,
            Self::NeedsPermission { .. } => &NEEDS_PERMISSION,
            Self::OldWorkbook { .. } => &OLD_WORKBOOK,
            Self::SeveralFiles { .. } => &SEVERAL_FILES,
            Self::UnpacksTooLarge { .. } => &UNPACKS_TOO_LARGE,
            Self::DuplicatePart { .. } => &DUPLICATE_PART,
            Self::DocumentType { .. } => &DOCUMENT_TYPE,
            Self::Runaway { .. } => &RUNAWAY,
            Self::DamagedText { .. } => &DAMAGED_TEXT,
            Self::UnclearEncoding { .. } => &UNCLEAR_ENCODING,
            Self::UnclosedQuote { .. } => &UNCLOSED_QUOTE,
            Self::Damaged { .. } => &DAMAGED,
            Self::TooLarge { .. } => &TOO_LARGE,
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
            Self::CannotOpen { error } => format!("cannot be opened: {error}"),
            Self::EmptyFile => "is empty: 0 bytes".to_owned(),
            Self::NotReadable { what } => format!("is {what}, which is not read"),
            Self::NeedsPassword => "needs a password".to_owned(),
            Self::NeedsPermission { by } => format!("is under digital rights management ({by})"),
            Self::OldWorkbook { version } => {
                format!("is a workbook from before Excel 97 ({version}), which is not read")
            }
            Self::SeveralFiles { names } => {
                let first: Vec<String> = names.iter().take(6).map(|name| format!("`{}`", shown(name))).collect();
                let more = if names.len() > first.len() { " …" } else { "" };
                format!("expected one file in the archive, found {}: {}{more}", names.len(), first.join(", "))
            }
            Self::UnpacksTooLarge { part, packed, unpacked } => format!(
                "`{}` unpacks to {} MB from {} KB",
                shown(part),
                crate::prose::grouped(&(unpacked >> 20).to_string()),
                crate::prose::grouped(&(packed >> 10).to_string())
            ),
            Self::DuplicatePart { part: Some(part) } => format!("has two parts named `{}`", shown(part)),
            Self::DuplicatePart { part: None } => "has two parts of one name".to_owned(),
            Self::DocumentType { part } => format!("`{}` declares a document type", shown(part)),
            Self::Runaway { overrun: Overrun::Time, limit } => format!("took more than {limit} seconds to read"),
            Self::Runaway { overrun: Overrun::Memory, limit } => format!("took more than {limit} MB of memory to read"),
            Self::DamagedText { line, column, zero: true, .. } => {
                format!("byte {column} of line {line} is zero, which no text has")
            }
            Self::DamagedText { line, column, encoding, .. } => {
                format!("byte {column} of line {line} is not {encoding}")
            }
            Self::UnclearEncoding { readings } => {
                let readings: Vec<String> =
                    readings.iter().map(|(encoding, word)| format!("`{}` in {encoding}", shown(word))).collect();
                format!("is in an encoding that is not clear: a word reads {}", joined(&readings, "or"))
            }
            Self::UnclosedQuote { line, quote } => {
                format!("the quote `{quote}` that opens in line {line} never closes")
            }
            Self::Damaged { error } => format!("cannot be read to its end: {}", shown(error)),
            Self::TooLarge { what } => format!("is too large: {what}"),
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
            Self::NotReadable { .. } | Self::OldWorkbook { .. } => Some("save it as .xlsx or .csv".to_owned()),
            Self::NeedsPassword => Some("save a copy without the password".to_owned()),
            Self::NeedsPermission { .. } => Some("ask its owner for a plain copy".to_owned()),
            Self::SeveralFiles { .. } => Some("unpack it and name the file under `files`".to_owned()),
            Self::UnpacksTooLarge { .. } | Self::DuplicatePart { .. } => {
                Some("save it anew in a spreadsheet program".to_owned())
            }
            Self::DocumentType { .. } => Some("ask where the file comes from".to_owned()),
            Self::Runaway { overrun: Overrun::Time, .. } => Some("save it anew as .xlsx".to_owned()),
            Self::Runaway { overrun: Overrun::Memory, .. } => {
                Some("delete what stands far from all other cells and save it as .xlsx".to_owned())
            }
            Self::DamagedText { encoding: "utf-8", zero: false, .. } => {
                Some("save it as CSV UTF-8, or set `encoding` in this input".to_owned())
            }
            Self::DamagedText { .. } => Some("save it as CSV UTF-8".to_owned()),
            Self::UnclearEncoding { readings } => {
                let names: Vec<String> = readings.iter().map(|(encoding, _)| format!("\"{encoding}\"")).collect();
                Some(format!("set `encoding` to {} in this input", joined(&names, "or")))
            }
            Self::UnclosedQuote { .. } => Some("close it, or write it twice when it is a part of the text".to_owned()),
            Self::EmptyFile | Self::Damaged { .. } => Some("ask for the file again".to_owned()),
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
