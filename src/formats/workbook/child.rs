//! A process of its own for every workbook: this program again, under a hidden command and under limits.
//!
//! The bytes go in at its stdin, since they are the bytes that were hashed; the cells come out at its stdout
//! ([`wire`]). It limits itself before it reads: memory and processor time by the operating system where that is Unix,
//! and everywhere by the clock of the process that waits for it.

use super::gather::Gather;
use super::kind::{Workbook, WorkbookKind};
use super::read;
use super::wire::{self, Received, Sender};
use crate::diagnostic::Cause;
use crate::formats::problem::{FormatProblem, Overrun};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// The hidden command; behind it stand the kind of workbook and the limits.
const COMMAND: &str = "__read-workbook";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// From now on workbooks are read by calls of `program`, which must hand its arguments to [`serve`] before all else.
pub fn isolate(program: PathBuf) {
    // The first call holds: a second one could only name the same program.
    let _ = PROGRAM.set(program);
}

pub(crate) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// What reading one workbook may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ChildLimits {
    /// Address space in MB.
    memory: u64,
    /// Of processor time.
    seconds: u64,
}

impl ChildLimits {
    /// The program takes 90 MB before it begins. A byte of content costs calamine up to 24 in an .xls, where a number
    /// of 6 bytes becomes three cells of 32 to 40, up to 8 in an .ods, and up to 4 in the others, which are streamed and
    /// keep their shared texts only. The rest is for sheets that are larger than their content: empty rows, the same
    /// cells many times over.
    ///
    /// Reading takes about 10 milliseconds a megabyte on a slow machine.
    fn of(workbook: Workbook, packed: u64) -> Self {
        const BASE: u64 = 448;
        let unpacked = workbook.unpacked >> 20;
        let growth = match workbook.kind {
            WorkbookKind::Xls => 24 * unpacked,
            WorkbookKind::Ods => 8 * unpacked,
            WorkbookKind::Xlsx | WorkbookKind::Xlsb => 4 * unpacked,
        };
        Self { memory: BASE + growth + 2 * (packed >> 20), seconds: 5 + unpacked / 8 }
    }

    /// By the clock: a machine that does other work too may be slower.
    const fn patience(self) -> Duration {
        Duration::from_millis(self.seconds * 1800)
    }
}

/// Reads a workbook in a process of its own.
pub(crate) fn read(program: &Path, bytes: &[u8], workbook: Workbook, gather: &mut Gather) -> Result<(), FormatProblem> {
    let limits = ChildLimits::of(workbook, bytes.len() as u64);
    let cannot = |error: io::Error| {
        let error = io::Error::new(error.kind(), format!("no process to read it in: {error}"));
        FormatProblem::CannotOpen { error: Cause::new(error) }
    };
    let mut child = Command::new(program)
        .args([COMMAND, workbook.kind.into(), &limits.memory.to_string(), &limits.seconds.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(cannot)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let child = Mutex::new(child);
    let late = AtomicBool::new(false);
    let (done, waiting) = mpsc::channel::<()>();
    let (received, status) = std::thread::scope(|scope| {
        // A child that stops reading says why at its other end.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(bytes)));
        let (child, late) = (&child, &late);
        scope.spawn(move || {
            if waiting.recv_timeout(limits.patience()) == Err(RecvTimeoutError::Timeout) {
                late.store(true, Ordering::SeqCst);
                kill(child);
            }
        });
        let received = match stdout {
            Some(stdout) => wire::receive(stdout, gather),
            None => Received::CutOff,
        };
        if matches!(received, Received::Trouble(_)) {
            kill(child);
        }
        let status = ended(child);
        drop(done);
        (received, status)
    });
    match received {
        Received::Whole => Ok(()),
        Received::Trouble(trouble) => Err(trouble.into()),
        Received::CutOff => {
            let overrun = if late.into_inner() { Some(Overrun::Time) } else { status.ok().and_then(overrun) };
            Err(match overrun {
                Some(Overrun::Time) => FormatProblem::Runaway { overrun: Overrun::Time, limit: limits.seconds },
                Some(Overrun::Memory) => FormatProblem::Runaway { overrun: Overrun::Memory, limit: limits.memory },
                None => FormatProblem::Damaged { error: Cause::new("reading it brought the reader down") },
            })
        }
    }
}

/// Its output has ended, so it is about to end too. Asked in turns, so that it can still be killed.
fn ended(child: &Mutex<Child>) -> io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()? {
            return Ok(status);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn kill(child: &Mutex<Child>) {
    // A child that has already ended is as good as killed.
    let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
}

/// Which limit a child died of, as far as its signal tells: a program that gets no memory aborts itself.
#[cfg(unix)]
fn overrun(status: ExitStatus) -> Option<Overrun> {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    let signal = Signal::from_named_raw(status.signal()?)?;
    match signal {
        Signal::XCPU => Some(Overrun::Time),
        // The last is how the system takes memory back.
        Signal::ABORT | Signal::SEGV | Signal::BUS | Signal::KILL => Some(Overrun::Memory),
        _ => None,
    }
}

#[cfg(not(unix))]
fn overrun(_: ExitStatus) -> Option<Overrun> {
    None
}

/// Does what the hidden command asks for, if `arguments` hold it: whether they did.
pub fn serve(arguments: &[OsString]) -> bool {
    if arguments.get(1).is_none_or(|command| command != COMMAND) {
        return false;
    }
    let argument = |index: usize| arguments.get(index).and_then(|argument| argument.to_str());
    let number = |index| argument(index).and_then(|number| number.parse().ok());
    let kind = argument(2).and_then(|kind| kind.parse::<WorkbookKind>().ok());
    if let (Some(kind), Some(memory), Some(seconds)) = (kind, number(3), number(4)) {
        limit(ChildLimits { memory, seconds });
        // A stream that ends without its last record tells the other end enough.
        let _ = answer(kind);
    }
    true
}

fn answer(kind: WorkbookKind) -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let mut sender = Sender::new(io::stdout().lock());
    let outcome = read::read(&bytes, kind, &mut sender);
    sender.close(outcome)
}

/// Also no core file: it would hold the whole export.
#[cfg(unix)]
fn limit(limits: ChildLimits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let memory = limits.memory << 20;
    // One second between the signal that says why and the one that cannot be refused.
    let wanted =
        [(Resource::As, memory, memory), (Resource::Cpu, limits.seconds, limits.seconds + 1), (Resource::Core, 0, 0)];
    for (resource, current, maximum) in wanted {
        // A system that does not know a limit leaves it to the clock.
        let _ = setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) });
    }
}

#[cfg(not(unix))]
const fn limit(_: ChildLimits) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_grow_with_what_there_is_to_read() {
        let limits = |kind, unpacked| ChildLimits::of(Workbook { kind, unpacked }, 0);
        assert_eq!(limits(WorkbookKind::Ods, 1330), ChildLimits { memory: 448, seconds: 5 });
        assert_eq!(limits(WorkbookKind::Xls, 100 << 20), ChildLimits { memory: 448 + 2400, seconds: 17 });
        assert!(limits(WorkbookKind::Xlsx, 1330).patience() < Duration::from_secs(10));
    }

    #[test]
    fn other_commands_are_not_for_the_reader() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(!serve(&words("goalpost run monthly.toml")));
        assert!(!serve(&words("goalpost run __read-workbook")));
        assert!(serve(&words("goalpost __read-workbook docx 1 1")));
    }
}
