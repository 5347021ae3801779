//! What can be wrong with the state in which files were handed over, whatever is in them.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::{count, joined, shown};

/// A broken rule about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// The same bytes as another file of the input.
    CopyLeftOut {
        other: String,
    },
    /// Other bytes than the file whose name it has.
    ConflictCopy {
        other: String,
    },
    CloudPlaceholder {
        service: &'static str,
    },
    /// `by` is the person, when the owner file says who.
    OpenInExcel {
        by: Option<String>,
    },
    /// Rows of data that nobody sees: their number, and the first of them from 1.
    HiddenRows {
        rows: usize,
        first: Vec<u32>,
        filtered: bool,
    },
}

rules! {
    COPY_LEFT_OUT = "copy_left_out", Note, true, "A file has the name of a copy, such as `Revenue (1).xlsx`, and the same bytes as the file it is a copy of. It was left out; otherwise its figures would count twice.";
    CONFLICT_COPY = "conflict_copy", Stop, false, "A file has the name of a copy, such as `Revenue (1).xlsx` or `Revenue (conflicted copy)`, and other bytes than the file it is a copy of: two versions of one export. Nothing says which of them holds, so neither was read. Take one of them away, or give them names of their own when both are data.";
    CLOUD_PLACEHOLDER = "cloud_placeholder", Stop, false, "In place of an export lies a placeholder of a cloud drive, which only says where the content is. Download the file in the drive's own program, or save it as .xlsx into the folder.";
    OPEN_IN_EXCEL = "open_in_excel", Note, true, "The file was open in a spreadsheet program while it was read, as the owner file beside it shows. What was saved last was read; what is not saved yet is missing.";
    HIDDEN_ROWS = "hidden_rows", Note, true, "Some of the rows that were read are hidden in the workbook, by hand or by a filter. They count like all others: a filter changes what is seen and not what is there. When they are not meant to count, delete them from the export or leave them out with `where`.";
}

/// Whether the rule says that a file gives no rows, so that an export that is not required leaves a gap.
pub(crate) fn is_about_the_file(rule: &Rule) -> bool {
    [&CONFLICT_COPY, &CLOUD_PLACEHOLDER].contains(&rule)
}

impl Problem for FileProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::CopyLeftOut { .. } => &COPY_LEFT_OUT,
            Self::ConflictCopy { .. } => &CONFLICT_COPY,
            Self::CloudPlaceholder { .. } => &CLOUD_PLACEHOLDER,
            Self::OpenInExcel { .. } => &OPEN_IN_EXCEL,
            Self::HiddenRows { .. } => &HIDDEN_ROWS,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::CopyLeftOut { other } => {
                format!("is `{}` again, byte for byte, and was left out", shown(other))
            }
            Self::ConflictCopy { other } => {
                format!("has the name of a copy of `{}` and another content", shown(other))
            }
            Self::CloudPlaceholder { service } => format!("is a placeholder: its content is still in {service}"),
            Self::OpenInExcel { by: Some(person) } => {
                format!("is open in a spreadsheet program, by `{}`", shown(person))
            }
            Self::OpenInExcel { by: None } => "is open in a spreadsheet program".to_owned(),
            Self::HiddenRows { rows, first, filtered } => {
                let numbers: Vec<String> = first.iter().map(u32::to_string).collect();
                let numbers =
                    if *rows > first.len() { format!("{} …", numbers.join(", ")) } else { joined(&numbers, "and") };
                let by = if *filtered { "a filter is set" } else { "by hand" };
                let (are, was) = if *rows == 1 { ("is", "was") } else { ("are", "were") };
                format!("{} that {are} hidden ({by}) {was} read: {numbers}", count(*rows, "row"))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::ConflictCopy { .. } => {
                Some("take one of the two away, or name them apart when both are data".to_owned())
            }
            Self::CloudPlaceholder { .. } => Some("download it, or save it as .xlsx into the folder".to_owned()),
            Self::OpenInExcel { .. } => Some("have it saved and closed, and run again".to_owned()),
            Self::CopyLeftOut { .. } | Self::HiddenRows { .. } => None,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        Some(self.korean())
    }
}
