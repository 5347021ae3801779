//! A program that is called under limits: of time, of what is kept of its words, and of the patience of whoever waits.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy)]
pub(super) struct HookLimits {
    pub(super) time: Duration,
    /// Bytes of its output.
    pub(super) kept: usize,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Well,
    Code(i32),
    /// By a signal of somebody else.
    Signal,
    TooLong,
    Stopped,
}

const TURN: Duration = Duration::from_millis(10);
/// What the program started may hold its streams open after it; so long they are read on.
const AFTERMATH: Duration = Duration::from_millis(500);

/// Runs a program to its end; gives what it said on both streams, as it came.
pub(super) fn run(
    command: &mut Command,
    limits: HookLimits,
    is_stopped: impl Fn() -> bool,
) -> (io::Result<Ended>, String) {
    in_a_group(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()));
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return (Err(error), String::new()),
    };
    let kept = Arc::new(Mutex::new(Vec::new()));
    let readers: Vec<JoinHandle<()>> = [
        child.stdout.take().map(|stream| read(stream, &kept, limits.kept)),
        child.stderr.take().map(|stream| read(stream, &kept, limits.kept)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let ended = wait(&mut child, limits.time, is_stopped);
    let begun = Instant::now();
    while readers.iter().any(|reader| !reader.is_finished()) && begun.elapsed() < AFTERMATH {
        thread::sleep(TURN);
    }
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    (ended, String::from_utf8_lossy(&kept).into_owned())
}

fn wait(child: &mut Child, time: Duration, is_stopped: impl Fn() -> bool) -> io::Result<Ended> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(ended(status));
        }
        let why = match (is_stopped(), begun.elapsed() >= time) {
            (true, _) => Some(Ended::Stopped),
            (_, true) => Some(Ended::TooLong),
            _ => None,
        };
        if let Some(why) = why {
            end(child);
            child.wait()?;
            return Ok(why);
        }
        thread::sleep(TURN);
    }
}

fn ended(status: ExitStatus) -> Ended {
    match status.code() {
        Some(0) => Ended::Well,
        Some(code) => Ended::Code(code),
        None => Ended::Signal,
    }
}

/// Reads a stream to its end, so that nobody has to wait at a full pipe, and keeps the beginning.
fn read(mut stream: impl Read + Send + 'static, kept: &Arc<Mutex<Vec<u8>>>, most: usize) -> JoinHandle<()> {
    let kept = Arc::clone(kept);
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = stream.read(&mut buffer) {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let room = most.saturating_sub(kept.len()).min(read);
            kept.extend_from_slice(&buffer[..room]);
        }
    })
}

/// With all that it starts, so that all of it can be ended.
#[cfg(unix)]
fn in_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(unix)]
fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = child.kill();
}

#[cfg(not(unix))]
fn in_a_group(_: &mut Command) {}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    let _ = child.kill();
}
