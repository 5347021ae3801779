//! A *fault*: a panic, which only a mistake of ours can cause. It ends the program with code 1 and a short report.
//!
//! What a panic says may quote a cell, so it is neither shown nor kept; the report has the place in the code and the way
//! there.

use crate::exit::Exit;
use crate::progress;
use crate::publish;
use std::backtrace::Backtrace;
use std::panic::{self, AssertUnwindSafe, Location};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Where panics came up, the first one first: what follows is often its consequence in another thread.
static SEEN: Mutex<Vec<PanicReport>> = Mutex::new(Vec::new());
const MOST: usize = 4;

#[derive(Debug, Clone)]
struct PanicReport {
    /// `src/metrics/evaluate.rs:12:5`
    place: String,
    stage: &'static str,
    /// Our own functions, the innermost first.
    calls: Vec<String>,
}

/// From now on a panic says nothing and is kept for a report.
pub(super) fn listen() {
    panic::set_hook(Box::new(|info| {
        let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() < MOST {
            let place = info.location().map_or_else(|| "an unknown place".to_owned(), shown);
            let calls = calls(&Backtrace::force_capture().to_string());
            seen.push(PanicReport { place, stage: progress::current(), calls });
        }
    }));
}

/// Does the work of a command. When it panics, `tell` gets a sentence that names the report, which is put into `folder`.
pub(super) fn guard(folder: &Path, command: &str, work: impl FnOnce() -> Exit, tell: impl FnOnce(&str)) -> Exit {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let place = seen.first().map_or("an unknown place", |seen| seen.place.as_str());
        let report = folder.join(format!("goalpost-fault-{}.txt", std::process::id()));
        let kept = match publish::write_new(&report, text(&seen, command).as_bytes()) {
            Ok(()) => format!("please report it with `{}`, which has nothing of your data", report.display()),
            Err(_) => "please report it".to_owned(),
        };
        tell(&format!("goalpost stopped at {place}. This is a fault of goalpost, not of your files: {kept}"));
        Exit::Fault
    })
}

fn text(seen: &[PanicReport], command: &str) -> String {
    let (version, system, processor) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    let mut lines = vec![format!("goalpost {version} on {system}, {processor}"), format!("command: {command}")];
    for PanicReport { place, stage, calls } in seen {
        lines.extend([String::new(), format!("stopped at {place}")]);
        lines.extend((!stage.is_empty()).then(|| format!("while {stage}")));
        lines.extend(calls.iter().map(|call| format!("  {call}")));
    }
    lines.join("\n") + "\n"
}

fn shown(location: &Location<'_>) -> String {
    format!("{}:{}:{}", bare(location.file()), location.line(), location.column())
}

/// A path in the sources without the folders of the machine that compiled them.
fn bare(path: &str) -> &str {
    let path = path.split_once("registry/src/").map_or(path, |(_, inside)| inside);
    path.split_once("/library/").map_or(path, |(_, inside)| inside)
}

/// The functions of ours in a backtrace, without their addresses.
fn calls(trace: &str) -> Vec<String> {
    const ENOUGH: usize = 24;
    let name = |line: &str| {
        let (number, name) = line.trim().split_once(": ")?;
        let is_ours = name.contains("goalpost::") && !name.contains("goalpost::cli::fault::listen");
        (is_ours && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| name.to_owned())
    };
    trace.lines().filter_map(name).take(ENOUGH).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test tells another process where to write")]
mod tests {
    use super::*;
    use crate::progress::{Progress, ProgressDisplay};
    use std::process::Command;

    const FOLDER: &str = "GOALPOST_TEST_FAULT";

    /// Quotes a cell, as panics do.
    fn careless(cell: &str) -> Exit {
        let stage = Progress::new(ProgressDisplay::Silent).stage("computing metrics", 0);
        std::thread::scope(|scope| {
            scope.spawn(|| panic!("no number in `{cell}`"));
        });
        drop(stage);
        Exit::Done
    }

    #[test]
    #[ignore = "the process that stops in the test below"]
    fn stopped() {
        let Ok(folder) = std::env::var(FOLDER) else { return };
        listen();
        let mut said = String::new();
        let exit =
            guard(Path::new(&folder), "run", || careless("Hanbit 4711"), |sentence| sentence.clone_into(&mut said));
        println!("{said}");
        std::process::exit(exit.code().into());
    }

    #[test]
    fn a_panic_ends_with_code_1_and_a_report_that_has_the_place_and_no_data() {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap());
        let child = child.args(["--exact", "cli::fault::tests::stopped", "--ignored", "--nocapture"]);
        let output = child.env(FOLDER, folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let report = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(&report).unwrap();
        assert!(said.contains("goalpost stopped at src/cli/fault.rs:"), "{said}");
        assert!(said.contains(&format!("with `{}`", report.display())), "{said}");
        assert!(text.starts_with(&format!("goalpost {} on ", env!("CARGO_PKG_VERSION"))), "{text}");
        for part in ["command: run\n", "stopped at src/cli/fault.rs:", "while computing metrics\n", "careless"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        for said in [said, text] {
            assert!(!said.contains("Hanbit") && !said.contains("4711"), "{said}");
        }
    }

    #[test]
    fn without_a_folder_for_the_report_the_sentence_stands_alone() {
        let mut said = String::new();
        let work = || -> Exit { panic::resume_unwind(Box::new(())) };
        let exit = guard(Path::new("/no/such/folder"), "check", work, |sentence| sentence.clone_into(&mut said));
        assert_eq!(exit, Exit::Fault);
        assert!(said.ends_with("not of your files: please report it"), "{said}");
        assert_eq!(guard(Path::new("/"), "check", || Exit::Refused, |_| ()), Exit::Refused);
    }

    #[test]
    fn the_machine_that_compiled_it_is_not_named() {
        assert_eq!(bare("/root/.cargo/registry/src/index/polars-0.55/src/a.rs"), "index/polars-0.55/src/a.rs");
        assert_eq!(bare("/rustc/0123/library/core/src/a.rs"), "core/src/a.rs");
        assert_eq!(bare("src/run.rs"), "src/run.rs");
    }
}
