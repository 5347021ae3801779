//! The machine that the program runs on: its name, its clock, its streams, its signals. All of them enter here and go on as values.

use super::retry::Clock;
use super::terminal::Surroundings;
use crate::calendar::Date;
use crate::exit::Exit;
use crate::publish::{Publisher, StopRequest};
use crate::run::Machine;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The machine with the process that publishes.
pub(super) fn machine(break_lock: bool, stop: StopRequest) -> Machine {
    Machine { threads: threads(), publisher: publisher(break_lock, stop) }
}

/// Time since a moment, on a clock that nobody sets.
#[derive(Debug)]
pub(super) struct Elapsed(Instant);

impl Elapsed {
    pub(super) fn now() -> Self {
        Self(Instant::now())
    }
}

impl Clock for Elapsed {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, pause: Duration) {
        std::thread::sleep(pause);
    }
}

/// Files that may be read at once.
pub(super) fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
fn publisher(break_lock: bool, stop: StopRequest) -> Publisher {
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

#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
pub(super) fn today() -> Date {
    chrono::Local::now().date_naive()
}

/// With its offset, since shares are looked at from many places.
#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
pub(super) fn now() -> String {
    chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

#[expect(clippy::disallowed_methods, reason = "the environment enters here and is passed on as a value")]
pub(super) fn surroundings() -> Surroundings {
    let set = |name| std::env::var(name).is_ok_and(|value| !value.is_empty());
    Surroundings {
        stdout_is_terminal: std::io::stdout().is_terminal(),
        stderr_is_terminal: std::io::stderr().is_terminal(),
        no_color: set("NO_COLOR"),
        dumb: std::env::var("TERM").is_ok_and(|terminal| terminal == "dumb"),
    }
}

/// Listens to Ctrl-C and to what ends a program: it ends at once where nothing is being published, and else the run
/// does, before the next file. Without a handler the system ends the program as it always does, and the next run cleans
/// up after it.
pub(super) fn listen(stop: &StopRequest) {
    let asked = stop.clone();
    let obey = move || {
        if asked.ask() {
            std::process::exit(Exit::Interrupted.code().into());
        }
    };
    hear(obey);
}

#[cfg(unix)]
fn hear(obey: impl Fn() + Send + 'static) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    std::thread::spawn(move || signals.forever().for_each(|_| obey()));
}

#[cfg(windows)]
fn hear(obey: impl Fn() + Send + 'static) {
    let _ = ctrlc::set_handler(obey);
}

/// Where a report of a fault may lie.
pub(super) fn temporary() -> PathBuf {
    std::env::temp_dir()
}

/// Where locks of this machine lie: in a folder that every user has, and that survives a restart where there is one.
fn locks() -> Option<PathBuf> {
    let lasting = Path::new("/var/tmp");
    let folder = if cfg!(unix) && lasting.is_dir() { lasting.to_owned() } else { std::env::temp_dir() };
    folder.is_dir().then_some(folder)
}

/// The name by which other machines know this one.
fn host() -> String {
    let told = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    // Every other system has a program that says it.
    let asked = || std::process::Command::new("hostname").output().ok();
    let said = || asked().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    told.or_else(said).unwrap_or_default().trim().to_owned()
}
