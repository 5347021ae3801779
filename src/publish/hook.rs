//! The *hook*: a program of the user's that is called once a run is published, such as one that sends a mail. It is told
//! where `run.json` lies. Whatever it does, the publication stays as it is.

mod child;

use super::problem::PublishProblem;
use super::reasons::HookFault;
use super::stop::StopRequest;
use crate::diagnostic::Finding;
use crate::pipeline::Hook;
use crate::place::Place;
use child::{Ended, HookLimits};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::Command;

/// The variable that has the path of `run.json`, which is the last argument, too.
pub const HOOK_VARIABLE: &str = "GOALPOST_RUN";

/// Bytes of what it says that are kept; it may say more, which is lost.
const KEPT: usize = 16 << 10;
/// Lines of it that a log has room for.
const LINES: usize = 200;

/// What became of the call of a hook.
#[derive(Debug, Clone, Default)]
pub struct Called {
    /// What it said, a line each, for the log.
    pub said: Vec<String>,
    pub findings: Vec<Finding>,
}

/// Calls the hook, in the folder of the pipeline, without a shell and without anything at its stdin, and waits for its end.
pub fn call(hook: &Hook, record: &Path, stop: &StopRequest) -> Called {
    let Ok(_publishing) = stop.begin() else {
        return failed(hook, HookFault::Interrupted, Vec::new());
    };
    let folder = absolute(if hook.folder.as_os_str().is_empty() { Path::new(".") } else { &hook.folder });
    let record = absolute(record);
    let mut command = Command::new(program(&hook.program, &folder));
    command.args(&hook.arguments).arg(&record).env(HOOK_VARIABLE, &record).current_dir(&folder);
    let limits = HookLimits { time: hook.limit, kept: KEPT };
    let (ended, output) = child::run(&mut command, limits, || stop.check().is_err());
    let said = output.lines().map(str::to_owned).filter(|line| !line.trim().is_empty());
    let said: Vec<String> = said.take(LINES).collect();
    let fault = match ended {
        Ok(Ended::Well) => return Called { said, findings: Vec::new() },
        Ok(Ended::Code(code)) => HookFault::Code { code },
        Ok(Ended::Signal) => HookFault::Signal,
        Ok(Ended::TooLong) => HookFault::TooLong { seconds: hook.limit.as_secs() },
        Ok(Ended::Stopped) => HookFault::Interrupted,
        Err(error) => HookFault::NotStarted { error },
    };
    failed(hook, fault, said)
}

fn failed(hook: &Hook, fault: HookFault, said: Vec<String>) -> Called {
    let program = hook.program.clone();
    let problem = PublishProblem::HookFailed { program, fault, last: said.last().cloned() };
    Called { said, findings: vec![Finding::new(Place::Nowhere, problem)] }
}

/// A program with a folder in its name lies there, seen from the pipeline's folder; any other is looked for as the system
/// does it.
fn program(name: &str, folder: &Path) -> PathBuf {
    if name.contains(['/', MAIN_SEPARATOR]) { folder.join(name) } else { PathBuf::from(name) }
}

fn absolute(path: &Path) -> PathBuf {
    // Only an empty path has none.
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn hook(script: &str, seconds: u64) -> Hook {
        Hook {
            program: "sh".to_owned(),
            arguments: ["-c", script, "sh"].map(str::to_owned).to_vec(),
            folder: PathBuf::new(),
            limit: Duration::from_secs(seconds),
        }
    }

    #[track_caller]
    fn check(script: &str, expected: &str) -> Vec<String> {
        let called = call(&hook(script, 1), Path::new("out/run.json"), &StopRequest::default());
        let messages: Vec<String> = called.findings.iter().map(|finding| finding.problem.message()).collect();
        assert_eq!(messages.join("\n"), expected, "{script}");
        called.said
    }

    #[test]
    fn it_is_told_where_the_record_lies_and_has_nothing_to_read() {
        let said = check("cat; echo \"$#\"; echo \"$1\"; echo \"$GOALPOST_RUN\" >&2", "");
        let record = std::path::absolute("out/run.json").unwrap().display().to_string();
        assert_eq!(said.iter().filter(|line| **line == record).count(), 2, "{said:?}");
        assert!(said.contains(&"1".to_owned()));
    }

    #[test]
    fn every_way_to_fail_has_its_words() {
        check("echo no mail server; exit 7", "the hook `sh` ended with code 7: no mail server");
        check("exit 1", "the hook `sh` ended with code 1");
        check("kill -9 $$", "the hook `sh` was killed");
        check("sleep 30", "the hook `sh` took longer than 1 second and was ended");
        let none = Hook { program: "./no-such-hook".to_owned(), ..hook("", 1) };
        let called = call(&none, Path::new("run.json"), &StopRequest::default());
        let message = called.findings[0].problem.message();
        assert!(message.starts_with("the hook `./no-such-hook` could not be started: "), "{message}");
    }

    #[test]
    fn what_it_starts_ends_with_it_and_what_it_says_has_a_limit() {
        let begun = Instant::now();
        let said = check("sleep 60 & sleep 61", "the hook `sh` took longer than 1 second and was ended");
        assert!(said.is_empty() && begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
        let said = check("yes 1234567 | head -n 100000", "");
        assert_eq!(said.len(), LINES);
        let said = check("head -c 100000 /dev/zero | tr '\\0' x", "");
        assert_eq!(said.iter().map(String::len).collect::<Vec<_>>(), [KEPT]);
        // A child of its own that goes on is waited for no longer than its parent.
        let begun = Instant::now();
        assert_eq!(check("setsid sleep 20 & echo sent", ""), ["sent"]);
        assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_it_started_lives_no_longer_than_the_limit() {
        let called = call(&hook("sleep 60 & echo $!; sleep 61", 1), Path::new("run.json"), &StopRequest::default());
        let stat = format!("/proc/{}/stat", called.said[0]);
        // One that has ended may be there until its parent has looked at it.
        let lives = || std::fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z "));
        let begun = Instant::now();
        while lives() {
            assert!(begun.elapsed() < Duration::from_secs(10), "it goes on");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn a_run_that_is_asked_to_stop_ends_its_hook() {
        let stop = StopRequest::default();
        let asked = stop.clone();
        let begun = Instant::now();
        let asking = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(200));
            asked.ask()
        });
        let called = call(&hook("sleep 60", 60), Path::new("run.json"), &stop);
        assert!(!asking.join().unwrap(), "the program does not end before its hook");
        assert_eq!(called.findings[0].problem.outlook(), crate::diagnostic::Outlook::Interrupted);
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}
