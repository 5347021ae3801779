//! What can go wrong between finished bytes and the shared drive.

#[cfg(test)]
mod tests;

use super::disk::{Disk, Nature, Unmade};
use super::lock::Lease;
use super::reasons::{HookFault, NotReplaced};
use super::stop::Interrupted;
use crate::diagnostic::{Finding, Outlook, findings};
use crate::formats::FormatProblem;
use crate::place::Place;
use crate::prose::{count, joined, shown};
use std::io;
use std::path::Path;

findings! {
    /// A broken rule of this stage.
    #[derive(Debug)]
    pub enum PublishProblem;

    "unsafe_file_name": Stop;
    "An output has a name that some system refuses or takes for something else, such as `CON`, one with a slash in it \
     or one that ends with a point. Choose another under `file` in `[[scorecard]]`.";
    UnsafeName { why: &'static str } => {
        message: format!("cannot be used as a file name: {why}"),
        hint: "choose another `file` in `[[scorecard]]`",
    }

    "file_name_taken": Stop;
    "Two outputs of one run would have the same name, if perhaps not in the same case. Give each `[[scorecard]]` a \
     file name of its own.";
    NameTaken => {
        message: "two outputs have this name",
        hint: "choose another `file` in `[[scorecard]]`",
    }

    "not_read_back": Stop;
    "A workbook that goalpost wrote cannot be read back. That is a fault of goalpost and not of your data; nothing was \
     published. Please report it.";
    NotReadBack {
        /// `None` when it reads and has no sheet.
        cause: Option<FormatProblem>,
    } => {
        message: match cause {
            None => "was written without a single sheet".to_owned(),
            Some(cause) => format!("was written and {cause}"),
        },
        hint: "this is a fault of goalpost: please report it",
        source: cause.as_ref()?,
    }

    "page_lost": Stop;
    "A workbook that goalpost wrote was read back, and one of its pages is not in it. That is a fault of goalpost and \
     not of your data; nothing was published. Please report it.";
    PageLost { title: String } => {
        message: format!("was written without its page `{}`", shown(title)),
        hint: "this is a fault of goalpost: please report it",
    }

    "no_output_folder": Stop;
    "The output folder cannot be made or listed: no permission, a file of that name, a read-only share. Nothing was \
     changed.";
    NoFolder { error: io::Error } => {
        message: format!("cannot be used as output folder: {error}"),
        source: error,
    }

    "cannot_write": Stop;
    "The new file could not be written beside the old one: the disk or a quota is full, or the folder is read-only. \
     Nothing was changed; run again when there is room.";
    CannotWrite { error: io::Error } => {
        message: format!("cannot be written: {error}"),
        hint: is_full(error).then(|| "make room and run again; the old files are untouched".to_owned()),
        source: error,
    }

    "target_is_not_a_file": Warn;
    "A folder or a link stands where an output belongs. goalpost does not follow or replace it; move it away and run \
     again. The other outputs were published.";
    NotAFile { what: &'static str } => {
        message: format!("is {what}, so it was not replaced"),
        hint: "move it away and run again",
    }

    "cannot_replace": Warn;
    "The old file could not be replaced, most often because somebody has it open in a spreadsheet program. It stays as \
     it was, and the new one lies beside it with `.pending-` and the period in its name; the other outputs were \
     published. Have it closed and run again: the new file then takes its place, and the pending one goes.";
    CannotReplace {
        why: NotReplaced,
        /// Where the new file lies instead.
        pending: Option<String>,
    } => {
        message: {
            let beside = pending.as_ref().map(|name| format!("; the new one is `{}`", shown(name)));
            why.message() + beside.as_deref().unwrap_or_default()
        },
        hint: match why {
            NotReplaced::InUse { .. } => Some("have it closed and run again".to_owned()),
            NotReplaced::Kept => Some("compare the two, move one away and run again".to_owned()),
            NotReplaced::Refused { .. } | NotReplaced::NoCopy { .. } => None,
        },
        source: why.source()?,
    }

    "old_scorecard_kept": Warn;
    "Somebody saved the scorecard with sheets that the new one does not have. Comments were carried over; other sheets \
     cannot be, so the old file was kept beside the new one, with `.kept-` and the period in its name, before it was \
     replaced. goalpost does not touch it again. Sheets of your own are safest in a workbook of your own that refers \
     to the scorecard.";
    /// The old file, beside the new one.
    OldKept { sheets: Vec<String>, name: String } => {
        message: {
            let sheets: Vec<String> = sheets.iter().map(|sheet| format!("`{}`", shown(sheet))).collect();
            let sheets = joined(&sheets, "and");
            format!("had {sheets}, which the new file does not have; the old one is kept as `{}`", shown(name))
        },
        hint: "move what you need from it to a workbook of your own",
    }

    "pending_stays": Warn;
    "The new file is in its place, and an older one, which lay beside it since it could not be put there, cannot be \
     removed: somebody has it open. Remove it by hand, or have it closed and run again.";
    PendingStays { name: String, error: io::Error } => {
        message: format!("is in its place, and the older `{}` cannot be removed: {error}", shown(name)),
        source: error,
    }

    "not_on_disk": Stop;
    "The system could not confirm that the files reached the disk. What is there may be lost with the next power \
     failure; check the disk or the share and run again.";
    NotOnDisk { error: io::Error } => {
        message: format!("cannot be forced to the disk: {error}"),
        source: error,
    }

    "file_there": Stop;
    "A file of that name is there already, and a template never writes over what people may have filled in. Move it \
     away, or name another file with `--output`.";
    FileThere => {
        message: "is there already",
        hint: "move it away, or name another file with `--output`",
    }

    "share_away": Stop;
    "The share of the output folder does not answer, and did not come back within some seconds. Files are whole, old \
     or new, and without a new run.json the run did not happen. Run again when the share is back.";
    ShareAway { error: io::Error } => {
        message: format!("the share does not answer: {error}"),
        hint: "run again; no file is half written",
        source: error,
        outlook: Outlook::Passing,
    }

    "not_mounted": Stop;
    "The output folder lies on a share or disk that belongs to this machine's file systems and is not mounted now. \
     What would be written there would vanish under the share when it comes back, so nothing was. Mount it and run \
     again.";
    NotMounted { mount: String } => {
        message: format!("`{}` is not mounted", shown(mount)),
        hint: "mount it and run again",
        outlook: Outlook::Passing,
    }

    "locked": Stop;
    "Another run is publishing to the same output folder, on this machine or another. Nothing was changed; run again \
     when it is done. When that run is known to be dead, such as on a machine that was switched off, `--break-lock` \
     takes its lock away. A run of this machine that died is recognised and needs no help.";
    Locked {
        /// `None` where nobody can be named.
        by: Option<Lease>,
    } => {
        message: format!("another run is publishing here: {}", Lease::described(by.as_ref())),
        hint: "run again when it is done; `--break-lock` if it is known to be dead",
        outlook: Outlook::Passing,
    }

    "lock_lost": Stop;
    "The lock of this run was taken away while it was publishing, by `--break-lock` or by somebody who removed the \
     file. The run stopped before it replaced another file. Files are whole, old or new, and its run.json was not \
     written.";
    LockLost { by: Option<Lease> } => {
        message: match by {
            None => "the lock of this run was removed by somebody".to_owned(),
            by => format!("the lock of this run was taken away: {}", Lease::described(by.as_ref())),
        },
        hint: "see that only one run publishes here, and run again",
        outlook: Outlook::Passing,
    }

    "interrupted": Stop;
    "The run was asked to stop from outside. The file under way was finished or left out, so each is whole, old or \
     new; without a new run.json the run did not happen. Run again.";
    Interrupted => {
        message: "the run was asked to stop",
        hint: "run again; no file is half written",
        outlook: Outlook::Interrupted,
    }

    "publication_not_finished": Note;
    "An earlier run was broken off while it was publishing: the machine or the process died. Each file was still \
     whole, old or new. What it had left behind was removed, and this run took its place.";
    Unfinished {
        /// Whose lock was still there.
        by: Option<Lease>,
        files: usize,
    } => {
        message: {
            let left =
                if *files == 0 { String::new() } else { format!("; removed {} that it left", count(*files, "file")) };
            match by {
                Some(_) => format!("a run did not finish: {}{left}", Lease::described(by.as_ref())),
                None => format!("a run did not finish{left}"),
            }
        },
    }

    "lock_broken": Note;
    "The lock of another run was taken away, as `--break-lock` asks for. If that run lives after all, it stops before \
     it replaces another file.";
    LockBroken { by: Option<Lease> } => {
        message: format!("broke the lock of another run: {}", Lease::described(by.as_ref())),
    }

    "hook_failed": Warn, adjustable, leaves_a_gap;
    "The program that `after` in `[publish]` names was called with the path of run.json once the run was published, \
     and did not come to a good end: it could not be started, ended with a code but 0, or took longer than \
     `after_seconds`. Everything is published all the same; what the program was to do, such as a mail, may not have \
     happened. The log has what it said. It is called again when the next run publishes.";
    HookFailed {
        program: String,
        fault: HookFault,
        /// The last that it said.
        last: Option<String>,
    } => {
        message: {
            let last = last.as_ref().map(|last| format!(": {}", shown(last)));
            format!("the hook `{}` {}{}", shown(program), fault.message(), last.unwrap_or_default())
        },
        hint: matches!(fault, HookFault::NotStarted { .. }).then(|| {
            "write it as a list, `[\"program\", \"argument\"]`; a path is seen from the pipeline's folder, and there \
             is no shell"
                .to_owned()
        }),
        source: fault.source()?,
        outlook: if matches!(fault, HookFault::Interrupted) { Outlook::Interrupted } else { Outlook::Lasting },
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

impl From<Interrupted> for PublishProblem {
    fn from(Interrupted: Interrupted) -> Self {
        Self::Interrupted
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
