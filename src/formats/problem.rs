//! What can be wrong with the bytes of a file, before anybody asks what is in its sheets.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::{grouped, joined, shown};

/// Why the bytes of a file give no sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatProblem {
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
    ChangedWhileReading,
}

/// What a file took too much of; the limit is in seconds or megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrun {
    Time,
    Memory,
}

rules! {
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
    CHANGED_WHILE_READING = "changed_while_reading", Stop, false, "The size or the time of the file changed while it was read, so somebody was saving or copying it. What was read may be half of the old file and half of the new one, and was not used. Run again when it is finished.";
}

impl Problem for FormatProblem {
    fn rule(&self) -> &'static Rule {
        match self {
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
            Self::ChangedWhileReading => &CHANGED_WHILE_READING,
        }
    }

    fn message(&self) -> String {
        match self {
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
                grouped(&(unpacked >> 20).to_string()),
                grouped(&(packed >> 10).to_string())
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
            Self::ChangedWhileReading => "changed while it was read".to_owned(),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
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
            Self::ChangedWhileReading => Some("run again when it is saved".to_owned()),
            _ => None,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        Some(self.korean())
    }
}
