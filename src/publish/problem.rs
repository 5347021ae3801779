//! What can go wrong between finished bytes and the shared drive.

use crate::diagnostic::{Problem, Rule, rules};
use crate::ingest::IngestProblem;
use std::io;

/// A broken rule of this stage.
#[derive(Debug)]
pub enum PublishProblem {
    UnsafeName {
        why: &'static str,
    },
    NameTaken,
    NotReadBack {
        /// `None` when it reads and has no sheet.
        cause: Option<IngestProblem>,
    },
    NoFolder {
        error: io::Error,
    },
    CannotWrite {
        error: io::Error,
    },
    NotAFile {
        what: &'static str,
    },
    CannotReplace {
        error: io::Error,
    },
    NotOnDisk {
        error: io::Error,
    },
    FileThere,
}

rules! {
    UNSAFE_NAME = "unsafe_file_name", Stop, false, "An output has a name that some system refuses or takes for something else, such as `CON`, one with a slash in it or one that ends with a point. Choose another under `file` in `[[scorecard]]`.";
    NAME_TAKEN = "file_name_taken", Stop, false, "Two outputs of one run would have the same name, if perhaps not in the same case. Give each `[[scorecard]]` a file name of its own.";
    NOT_READ_BACK = "not_read_back", Stop, false, "A workbook that goalpost wrote cannot be read back. That is a fault of goalpost and not of your data; nothing was published. Please report it.";
    NO_FOLDER = "no_output_folder", Stop, false, "The output folder cannot be made or listed: no permission, or the share is away. Nothing was changed.";
    CANNOT_WRITE = "cannot_write", Stop, false, "The new file could not be written beside the old one: the disk or a quota is full, the folder is read-only, or the share went away. Nothing was changed; run again when there is room.";
    NOT_A_FILE = "target_is_not_a_file", Warn, false, "A folder or a link stands where an output belongs. goalpost does not follow or replace it; move it away and run again. The other outputs were published.";
    CANNOT_REPLACE = "cannot_replace", Warn, false, "The old file could not be replaced, most often because somebody has it open in a spreadsheet program. It stays as it was; the other outputs were published. Have it closed and run again.";
    NOT_ON_DISK = "not_on_disk", Stop, false, "The system could not confirm that the files reached the disk. What is there may be lost with the next power failure; check the disk or the share and run again.";
    FILE_THERE = "file_there", Stop, false, "A file of that name is there already, and a template never writes over what people may have filled in. Move it away, or name another file with `--output`.";
}

impl Problem for PublishProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnsafeName { .. } => &UNSAFE_NAME,
            Self::NameTaken => &NAME_TAKEN,
            Self::NotReadBack { .. } => &NOT_READ_BACK,
            Self::NoFolder { .. } => &NO_FOLDER,
            Self::CannotWrite { .. } => &CANNOT_WRITE,
            Self::NotAFile { .. } => &NOT_A_FILE,
            Self::CannotReplace { .. } => &CANNOT_REPLACE,
            Self::NotOnDisk { .. } => &NOT_ON_DISK,
            Self::FileThere => &FILE_THERE,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnsafeName { why } => format!("cannot be used as a file name: {why}"),
            Self::NameTaken => "two outputs have this name".to_owned(),
            Self::NotReadBack { cause: None } => "was written without a single sheet".to_owned(),
            Self::NotReadBack { cause: Some(cause) } => format!("was written and {}", cause.message()),
            Self::NoFolder { error } => format!("cannot be used as output folder: {error}"),
            Self::CannotWrite { error } => format!("cannot be written: {error}"),
            Self::NotAFile { what } => format!("is {what}, so it was not replaced"),
            Self::CannotReplace { error } => format!("cannot be replaced: {error}"),
            Self::FileThere => "is there already".to_owned(),
            Self::NotOnDisk { error } => format!("cannot be forced to the disk: {error}"),
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnsafeName { .. } | Self::NameTaken => Some("choose another `file` in `[[scorecard]]`".to_owned()),
            Self::NotReadBack { .. } => Some("this is a fault of goalpost: please report it".to_owned()),
            Self::NotAFile { .. } => Some("move it away and run again".to_owned()),
            Self::FileThere => Some("move it away, or name another file with `--output`".to_owned()),
            Self::CannotReplace { error } if is_in_use(error) => {
                Some("somebody has it open: have it closed and run again".to_owned())
            }
            Self::CannotWrite { error } if error.kind() == io::ErrorKind::StorageFull => {
                Some("make room and run again; the old files are untouched".to_owned())
            }
            _ => None,
        }
    }
}

/// Windows and SMB report an open file as a sharing or lock violation (32, 33); servers also as busy.
fn is_in_use(error: &io::Error) -> bool {
    let busy = matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy);
    busy || (cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33)))
}
