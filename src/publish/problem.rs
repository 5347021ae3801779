//! What can go wrong between finished bytes and the shared drive.

use super::disk::{Disk, Nature, Unmade};
use super::lock::Lease;
use super::stop::Interrupted;
use crate::diagnostic::{Finding, Outlook, Problem, Rule, Said, rules};
use crate::formats::FormatProblem;
use crate::place::Place;
use crate::prose::{count, joined, shown};
use std::io;
use std::path::Path;

/// A broken rule of this stage.
#[derive(Debug)]
pub enum PublishProblem {
    UnsafeName {
        why: &'static str,
    },
    NameTaken,
    NotReadBack {
        /// `None` when it reads and has no sheet.
        cause: Option<FormatProblem>,
    },
    PageLost {
        title: String,
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
        why: NotReplaced,
        /// Where the new file lies instead.
        pending: Option<String>,
    },
    /// The old file, beside the new one.
    OldKept {
        sheets: Vec<String>,
        name: String,
    },
    PendingStays {
        name: String,
        error: io::Error,
    },
    NotOnDisk {
        error: io::Error,
    },
    FileThere,
    ShareAway {
        error: io::Error,
    },
    NotMounted {
        mount: String,
    },
    Locked {
        /// `None` where nobody can be named.
        by: Option<Lease>,
    },
    LockLost {
        by: Option<Lease>,
    },
    Interrupted,
    Unfinished {
        /// Whose lock was still there.
        by: Option<Lease>,
        files: usize,
    },
    LockBroken {
        by: Option<Lease>,
    },
    HookFailed {
        program: String,
        fault: HookFault,
        /// The last that it said.
        last: Option<String>,
    },
}

/// Why an old file stayed.
#[derive(Debug)]
pub enum NotReplaced {
    /// Somebody has it open.
    InUse { by: Option<String>, error: io::Error },
    /// The system does not say more.
    Refused { error: io::Error },
    /// It has something that the new one has not.
    Kept,
    /// It has sheets that the new one has not, and no copy of it could be made.
    NoCopy { error: io::Error },
}

/// Why a hook came to nothing.
#[derive(Debug)]
pub enum HookFault {
    NotStarted { error: io::Error },
    Code { code: i32 },
    Signal,
    TooLong { seconds: u64 },
    Interrupted,
}

rules! {
    UNSAFE_NAME = "unsafe_file_name", Stop, false, "An output has a name that some system refuses or takes for something else, such as `CON`, one with a slash in it or one that ends with a point. Choose another under `file` in `[[scorecard]]`.";
    NAME_TAKEN = "file_name_taken", Stop, false, "Two outputs of one run would have the same name, if perhaps not in the same case. Give each `[[scorecard]]` a file name of its own.";
    NOT_READ_BACK = "not_read_back", Stop, false, "A workbook that goalpost wrote cannot be read back. That is a fault of goalpost and not of your data; nothing was published. Please report it.";
    PAGE_LOST = "page_lost", Stop, false, "A workbook that goalpost wrote was read back, and one of its pages is not in it. That is a fault of goalpost and not of your data; nothing was published. Please report it.";
    NO_FOLDER = "no_output_folder", Stop, false, "The output folder cannot be made or listed: no permission, a file of that name, a read-only share. Nothing was changed.";
    CANNOT_WRITE = "cannot_write", Stop, false, "The new file could not be written beside the old one: the disk or a quota is full, or the folder is read-only. Nothing was changed; run again when there is room.";
    NOT_A_FILE = "target_is_not_a_file", Warn, false, "A folder or a link stands where an output belongs. goalpost does not follow or replace it; move it away and run again. The other outputs were published.";
    CANNOT_REPLACE = "cannot_replace", Warn, false, "The old file could not be replaced, most often because somebody has it open in a spreadsheet program. It stays as it was, and the new one lies beside it with `.pending-` and the period in its name; the other outputs were published. Have it closed and run again: the new file then takes its place, and the pending one goes.";
    OLD_KEPT = "old_scorecard_kept", Warn, false, "Somebody saved the scorecard with sheets that the new one does not have. Comments were carried over; other sheets cannot be, so the old file was kept beside the new one, with `.kept-` and the period in its name, before it was replaced. goalpost does not touch it again. Sheets of your own are safest in a workbook of your own that refers to the scorecard.";
    PENDING_STAYS = "pending_stays", Warn, false, "The new file is in its place, and an older one, which lay beside it since it could not be put there, cannot be removed: somebody has it open. Remove it by hand, or have it closed and run again.";
    NOT_ON_DISK = "not_on_disk", Stop, false, "The system could not confirm that the files reached the disk. What is there may be lost with the next power failure; check the disk or the share and run again.";
    FILE_THERE = "file_there", Stop, false, "A file of that name is there already, and a template never writes over what people may have filled in. Move it away, or name another file with `--output`.";
    SHARE_AWAY = "share_away", Stop, false, "The share of the output folder does not answer, and did not come back within some seconds. Files are whole, old or new, and without a new run.json the run did not happen. Run again when the share is back.";
    NOT_MOUNTED = "not_mounted", Stop, false, "The output folder lies on a share or disk that belongs to this machine's file systems and is not mounted now. What would be written there would vanish under the share when it comes back, so nothing was. Mount it and run again.";
    LOCKED = "locked", Stop, false, "Another run is publishing to the same output folder, on this machine or another. Nothing was changed; run again when it is done. When that run is known to be dead, such as on a machine that was switched off, `--break-lock` takes its lock away. A run of this machine that died is recognised and needs no help.";
    LOCK_LOST = "lock_lost", Stop, false, "The lock of this run was taken away while it was publishing, by `--break-lock` or by somebody who removed the file. The run stopped before it replaced another file. Files are whole, old or new, and its run.json was not written.";
    INTERRUPTED = "interrupted", Stop, false, "The run was asked to stop from outside. The file under way was finished or left out, so each is whole, old or new; without a new run.json the run did not happen. Run again.";
    UNFINISHED = "publication_not_finished", Note, false, "An earlier run was broken off while it was publishing: the machine or the process died. Each file was still whole, old or new. What it had left behind was removed, and this run took its place.";
    LOCK_BROKEN = "lock_broken", Note, false, "The lock of another run was taken away, as `--break-lock` asks for. If that run lives after all, it stops before it replaces another file.";
    HOOK_FAILED = "hook_failed", Warn, true, "The program that `after` in `[publish]` names was called with the path of run.json once the run was published, and did not come to a good end: it could not be started, ended with a code but 0, or took longer than `after_seconds`. Everything is published all the same; what the program was to do, such as a mail, may not have happened. The log has what it said. It is called again when the next run publishes.";
}

impl Problem for PublishProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnsafeName { .. } => &UNSAFE_NAME,
            Self::NameTaken => &NAME_TAKEN,
            Self::NotReadBack { .. } => &NOT_READ_BACK,
            Self::PageLost { .. } => &PAGE_LOST,
            Self::NoFolder { .. } => &NO_FOLDER,
            Self::CannotWrite { .. } => &CANNOT_WRITE,
            Self::NotAFile { .. } => &NOT_A_FILE,
            Self::CannotReplace { .. } => &CANNOT_REPLACE,
            Self::OldKept { .. } => &OLD_KEPT,
            Self::PendingStays { .. } => &PENDING_STAYS,
            Self::NotOnDisk { .. } => &NOT_ON_DISK,
            Self::FileThere => &FILE_THERE,
            Self::ShareAway { .. } => &SHARE_AWAY,
            Self::NotMounted { .. } => &NOT_MOUNTED,
            Self::Locked { .. } => &LOCKED,
            Self::LockLost { .. } => &LOCK_LOST,
            Self::Interrupted => &INTERRUPTED,
            Self::Unfinished { .. } => &UNFINISHED,
            Self::LockBroken { .. } => &LOCK_BROKEN,
            Self::HookFailed { .. } => &HOOK_FAILED,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnsafeName { why } => format!("cannot be used as a file name: {why}"),
            Self::NameTaken => "two outputs have this name".to_owned(),
            Self::NotReadBack { cause: None } => "was written without a single sheet".to_owned(),
            Self::NotReadBack { cause: Some(cause) } => format!("was written and {}", cause.message()),
            Self::PageLost { title } => format!("was written without its page `{}`", shown(title)),
            Self::NoFolder { error } => format!("cannot be used as output folder: {error}"),
            Self::CannotWrite { error } => format!("cannot be written: {error}"),
            Self::NotAFile { what } => format!("is {what}, so it was not replaced"),
            Self::CannotReplace { why, pending } => {
                let beside = pending.as_ref().map(|name| format!("; the new one is `{}`", shown(name)));
                why.message() + beside.as_deref().unwrap_or_default()
            }
            Self::OldKept { sheets, name } => {
                let sheets: Vec<String> = sheets.iter().map(|sheet| format!("`{}`", shown(sheet))).collect();
                let sheets = joined(&sheets, "and");
                format!("had {sheets}, which the new file does not have; the old one is kept as `{}`", shown(name))
            }
            Self::PendingStays { name, error } => {
                format!("is in its place, and the older `{}` cannot be removed: {error}", shown(name))
            }
            Self::FileThere => "is there already".to_owned(),
            Self::NotOnDisk { error } => format!("cannot be forced to the disk: {error}"),
            Self::ShareAway { error } => format!("the share does not answer: {error}"),
            Self::NotMounted { mount } => format!("`{}` is not mounted", shown(mount)),
            Self::Locked { by } => format!("another run is publishing here: {}", Lease::described(by.as_ref())),
            Self::LockLost { by: None } => "the lock of this run was removed by somebody".to_owned(),
            Self::LockLost { by } => {
                format!("the lock of this run was taken away: {}", Lease::described(by.as_ref()))
            }
            Self::Interrupted => "the run was asked to stop".to_owned(),
            Self::Unfinished { by, files } => {
                let left = if *files == 0 {
                    String::new()
                } else {
                    format!("; removed {} that it left", count(*files, "file"))
                };
                match by {
                    Some(_) => format!("a run did not finish: {}{left}", Lease::described(by.as_ref())),
                    None => format!("a run did not finish{left}"),
                }
            }
            Self::HookFailed { program, fault, last } => {
                let last = last.as_ref().map(|last| format!(": {}", shown(last)));
                format!("the hook `{}` {}{}", shown(program), fault.message(), last.unwrap_or_default())
            }
            Self::LockBroken { by } => format!("broke the lock of another run: {}", Lease::described(by.as_ref())),
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::UnsafeName { .. } | Self::NameTaken => "choose another `file` in `[[scorecard]]`",
            Self::NotReadBack { .. } | Self::PageLost { .. } => "this is a fault of goalpost: please report it",
            Self::NotAFile { .. } => "move it away and run again",
            Self::OldKept { .. } => "move what you need from it to a workbook of your own",
            Self::FileThere => "move it away, or name another file with `--output`",
            Self::CannotReplace { why: NotReplaced::InUse { .. }, .. } => "have it closed and run again",
            Self::CannotReplace { why: NotReplaced::Kept, .. } => "compare the two, move one away and run again",
            Self::CannotWrite { error } if is_full(error) => "make room and run again; the old files are untouched",
            Self::ShareAway { .. } | Self::Interrupted => "run again; no file is half written",
            Self::NotMounted { .. } => "mount it and run again",
            Self::Locked { .. } => "run again when it is done; `--break-lock` if it is known to be dead",
            Self::HookFailed { fault: HookFault::NotStarted { .. }, .. } => {
                "write it as a list, `[\"program\", \"argument\"]`; a path is seen from the pipeline's folder, and there is no shell"
            }
            Self::LockLost { .. } => "see that only one run publishes here, and run again",
            _ => return None,
        };
        Some(hint.to_owned())
    }

    fn outlook(&self) -> Outlook {
        match self {
            Self::ShareAway { .. } | Self::NotMounted { .. } | Self::Locked { .. } | Self::LockLost { .. } => {
                Outlook::Passing
            }
            Self::Interrupted | Self::HookFailed { fault: HookFault::Interrupted, .. } => Outlook::Interrupted,
            _ => Outlook::Lasting,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        None
    }
}

impl From<Interrupted> for PublishProblem {
    fn from(Interrupted: Interrupted) -> Self {
        Self::Interrupted
    }
}

impl PublishProblem {
    /// Of an output, by its name.
    pub(super) fn of(self, name: &str) -> Finding {
        Finding::new(Place::File(name.into()), self)
    }

    /// Of a file or folder, by its path.
    pub(super) fn at(self, path: &Path) -> Finding {
        Finding::new(Place::of(path), self)
    }

    /// Why a new file could not be made.
    pub(super) fn of_unmade(disk: &dyn Disk, unmade: Unmade) -> Self {
        match unmade {
            Unmade::Unwritten(error) if disk.nature(&error) == Nature::Away => Self::ShareAway { error },
            Unmade::Unwritten(error) => Self::CannotWrite { error },
            Unmade::Unforced(error) => Self::NotOnDisk { error },
        }
    }
}

impl HookFault {
    fn message(&self) -> String {
        match self {
            Self::NotStarted { error } => format!("could not be started: {error}"),
            Self::Code { code } => format!("ended with code {code}"),
            Self::Signal => "was killed".to_owned(),
            Self::TooLong { seconds } => {
                let seconds =
                    usize::try_from(*seconds).map_or_else(|_| String::new(), |seconds| count(seconds, "second"));
                format!("took longer than {seconds} and was ended")
            }
            Self::Interrupted => "was ended, since the run was asked to stop".to_owned(),
        }
    }
}

impl NotReplaced {
    fn message(&self) -> String {
        match self {
            Self::InUse { by: Some(person), .. } => format!("is open, by `{}`, and stayed as it was", shown(person)),
            Self::InUse { by: None, error } => format!("is in use and stayed as it was: {error}"),
            Self::Refused { error } => format!("cannot be replaced: {error}"),
            Self::NoCopy { error } => {
                format!(
                    "has sheets that the new file does not have, stayed as it was, and could not be copied: {error}"
                )
            }
            Self::Kept => "has what the new file does not have, and stayed as it was".to_owned(),
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(problem: &PublishProblem, expected: Option<&str>) {
        let hint = problem.hint();
        match (&hint, expected) {
            (Some(hint), Some(expected)) => assert!(hint.contains(expected), "{hint}"),
            _ => assert_eq!(hint.as_deref(), expected, "{problem:?}"),
        }
    }

    #[test]
    fn a_fault_of_publishing_says_what_to_do_where_anything_can_be_done() {
        use PublishProblem as P;
        let error = |kind: io::ErrorKind| io::Error::from(kind);
        let denied = || error(io::ErrorKind::PermissionDenied);
        let replaced = |why| P::CannotReplace { why, pending: None };
        let hook = |fault| P::HookFailed { program: "mail".to_owned(), fault, last: None };
        check(&P::UnsafeName { why: "it is `CON`" }, Some("choose another `file`"));
        check(&P::NameTaken, Some("choose another `file`"));
        check(&P::NotReadBack { cause: None }, Some("please report it"));
        check(&P::PageLost { title: "Portfolio".to_owned() }, Some("please report it"));
        check(&P::NotAFile { what: "a folder" }, Some("move it away and run again"));
        check(&P::OldKept { sheets: Vec::new(), name: "a.kept.xlsx".to_owned() }, Some("a workbook of your own"));
        check(&P::FileThere, Some("`--output`"));
        check(&replaced(NotReplaced::InUse { by: None, error: denied() }), Some("have it closed"));
        check(&replaced(NotReplaced::Kept), Some("compare the two"));
        check(&replaced(NotReplaced::Refused { error: denied() }), None);
        check(&P::CannotWrite { error: error(io::ErrorKind::StorageFull) }, Some("make room"));
        check(&P::CannotWrite { error: error(io::ErrorKind::QuotaExceeded) }, Some("make room"));
        check(&P::CannotWrite { error: denied() }, None);
        check(&P::ShareAway { error: denied() }, Some("no file is half written"));
        check(&P::Interrupted, Some("no file is half written"));
        check(&P::NotMounted { mount: "/mnt/finance".to_owned() }, Some("mount it"));
        check(&P::Locked { by: None }, Some("`--break-lock`"));
        check(&P::LockLost { by: None }, Some("only one run publishes here"));
        check(&hook(HookFault::NotStarted { error: denied() }), Some("there is no shell"));
        check(&hook(HookFault::Signal), None);
        check(&P::LockBroken { by: None }, None);
    }
}
