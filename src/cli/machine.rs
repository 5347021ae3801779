//! The machine that the program runs on: its name, its clock, its signals. All of them enter here and go on as values.

use crate::exit::Exit;
use crate::publish::{Publisher, Stop};
use crate::run::Machine;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The machine with the process that publishes.
pub(super) fn machine(break_lock: bool, stop: Stop) -> Machine {
    Machine { threads: threads(), publisher: publisher(break_lock, stop) }
}

/// Files that may be read at once.
pub(super) fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
fn publisher(break_lock: bool, stop: Stop) -> Publisher {
    let now = chrono::Local::now();
    let process = std::process::id();
    Publisher {
        host: host(),
        process,
        since: now.format("%Y-%m-%d %H:%M:%S %:z").to_string(),
        run: format!("{}-{process}", now.format("%s%.9f")),
        locks: locks(),
        break_lock,
        stop,
    }
}

/// Listens to Ctrl-C and to what ends a program: it ends at once where nothing is being published, and else the run
/// does, before the next file.
pub(super) fn listen(stop: &Stop) {
    let asked = stop.clone();
    // Without a handler the system ends the program as it always does, and a broken-off run is cleaned up by the next.
    let _ = ctrlc::set_handler(move || {
        if asked.ask() {
            std::process::exit(Exit::Interrupted.code().into());
        }
    });
}

/// Where locks of this machine lie: in a folder that every user has, and that survives a restart where there is one.
fn locks() -> Option<PathBuf> {
    let lasting = Path::new("/var/tmp");
    let folder = if cfg!(unix) && lasting.is_dir() { lasting.to_owned() } else { std::env::temp_dir() };
    folder.is_dir().then_some(folder)
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "the environment enters here and is passed on as a value")]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}
