//! `goalpost run` and `goalpost check`: one attempt or several, and what is said of the last.

use super::json;
use super::log_book::{LogBook, LogLevel};
use super::machine::{self, Elapsed};
use super::report::NotesPolicy;
use super::retry::{self, Clock};
use super::terminal::{Detail, OutputFormat, Terminal};
use crate::calendar::Date;
use crate::exit::Exit;
use crate::progress::{Listener, Progress};
use crate::prose::{count, escaped};
use crate::publish::{Published, StopRequest};
use crate::run::{self, Mode, Outcome, RunRequest, Unchanged};
use std::io::{self, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

/// A run as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RequestedRun {
    pub(super) request: RunRequest,
    pub(super) attendance: Attendance,
    /// How long an end of "try later" is not taken for an answer.
    pub(super) retry_for: Duration,
    /// Of every period; on other days nothing is done.
    pub(super) on_working_day: Option<u32>,
}

/// Whether somebody watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attendance {
    Watched,
    /// A scheduler has started it.
    Scheduled,
}

impl RequestedRun {
    pub(super) const fn once(request: RunRequest) -> Self {
        Self { request, attendance: Attendance::Watched, retry_for: Duration::ZERO, on_working_day: None }
    }

    /// Where a run that nobody watches keeps its log: beside the pipeline, since the folder of the outputs may be on a
    /// share that is away.
    pub(super) fn log(&self) -> Option<PathBuf> {
        let pipeline = &self.request.pipeline;
        let name = pipeline.file_stem()?.to_string_lossy();
        let path = || pipeline.with_file_name("logs").join(format!("{name}.log"));
        (self.attendance == Attendance::Scheduled).then(path)
    }
}

pub(super) fn run(wanted: &RequestedRun, terminal: &Terminal, log: &Rc<LogBook>, stop: &StopRequest) -> Exit {
    if let Some((number, day)) = another_day(wanted) {
        let said = format!("not today: working day {number} of this period is {day}; nothing was done");
        tell_idle(&said, &json::findings(&[], Exit::Done), terminal, log);
        return Exit::Done;
    }
    if let Some(last) = unchanged(wanted) {
        let said = format!("nothing has changed since run {} as of {}: nothing was done", last.run, last.as_of);
        tell_idle(&said, &json::unchanged(&last), terminal, log);
        return Exit::Done;
    }
    let clock = Rc::new(Elapsed::now());
    let told = Told { detail: terminal.detail(), log: Rc::clone(log), clock: Rc::clone(&clock) };
    let progress = Progress::new(terminal.progress()).heard_by(Rc::new(told));
    let attempt = || {
        let request = RunRequest { now: Some(machine::now()), ..wanted.request.clone() };
        let machine = machine::machine(request.break_lock, stop.clone());
        let outcome = run::run(&request, &machine, &progress);
        (outcome.exit(), outcome)
    };
    let wait = |outcome: &Outcome, pause| {
        let why = outcome.findings.iter().find(|finding| finding.stops()).map(|finding| finding.problem.message());
        let said = format!("{}; trying again in {}", why.unwrap_or_default(), retry::shown(pause));
        log.say(LogLevel::Warning, &said);
        if !terminal.is_quiet() {
            terminal.report(&(escaped(&said) + "\n"));
        }
    };
    let (exit, outcome) = retry::insist(wanted.retry_for, &*clock, attempt, wait);
    tell(&outcome, exit, wanted.request.mode, terminal, log);
    exit
}

/// The run that stands, when a scheduler asks for the same again. Whoever breaks a lock wants a run.
fn unchanged(wanted: &RequestedRun) -> Option<Unchanged> {
    let RequestedRun { request, attendance, .. } = wanted;
    let may_skip = *attendance == Attendance::Scheduled && request.mode == Mode::Publish && !request.break_lock;
    may_skip.then(|| run::unchanged(request)).flatten()
}

/// The working day on which the run is to be made, when that is not today.
fn another_day(wanted: &RequestedRun) -> Option<(u32, Date)> {
    let number = wanted.on_working_day?;
    let day = run::working_day(&wanted.request, number)?;
    (day != wanted.request.today).then_some((number, day))
}

/// Of a run that has nothing to do.
fn tell_idle(said: &str, object: &serde_json::Value, terminal: &Terminal, log: &LogBook) {
    log.say(LogLevel::Info, said);
    match terminal.format() {
        OutputFormat::Json => terminal.print_json(object),
        OutputFormat::Text if terminal.is_quiet() => {}
        OutputFormat::Text => terminal.report(&(escaped(said) + "\n")),
    }
}

fn tell(outcome: &Outcome, exit: Exit, mode: Mode, terminal: &Terminal, log: &LogBook) {
    let wants_notes = mode == Mode::Check || terminal.detail() >= Detail::More;
    let notes = if wants_notes { NotesPolicy::Listed } else { NotesPolicy::Counted };
    log.findings(&outcome.findings, notes);
    let written = written(outcome);
    for line in &written {
        log.say(LogLevel::Info, line);
    }
    for line in &outcome.hook_said {
        log.say(LogLevel::Info, &format!("the hook said: {line}"));
    }
    match terminal.format() {
        OutputFormat::Json => terminal.print_json(&json::outcome(outcome, exit)),
        // Success is silent when quiet is asked for, and nothing else ever is.
        OutputFormat::Text if exit == Exit::Done && terminal.is_quiet() => {}
        OutputFormat::Text => {
            if terminal.detail() >= Detail::Most {
                let hook = outcome.hook_said.iter().map(|line| format!("the hook said: {line}"));
                let lines = read(outcome).into_iter().chain(written).chain(hook);
                terminal.report(&lines.map(|line| escaped(&line) + "\n").collect::<String>());
            }
            terminal.tell(&outcome.findings, notes);
            terminal.report(&closing(mode, outcome, exit));
            terminal.print(&delivered(outcome));
        }
    }
}

/// Hears of the stages of a run for the log, and for those who want to be told more.
#[derive(Debug)]
struct Told {
    detail: Detail,
    log: Rc<LogBook>,
    clock: Rc<Elapsed>,
}

impl Told {
    fn say(&self, text: &str) {
        if self.detail >= Detail::More {
            let seconds = self.clock.elapsed().as_secs_f64();
            let _ = writeln!(io::stderr(), "{seconds:9.2} s  {}", escaped(text));
        }
    }
}

impl Listener for Told {
    fn stage(&self, name: &str) {
        self.log.say(LogLevel::Info, name);
        self.say(name);
    }

    fn item(&self, item: &str) {
        self.say(&format!("  {item}"));
    }
}

/// Every file that was opened, and every sheet that gave rows.
fn read(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for file in &outcome.read.files {
        lines.push(format!("read {}, {}", file.name, bytes(file.bytes)));
        for source in outcome.read.sources.iter().filter(|source| source.file == file.name) {
            let sheet = source.sheet.as_ref().map(|sheet| format!("sheet {sheet}, ")).unwrap_or_default();
            let (rows, used, rejected) = (source.count.read, source.count.used, source.count.rejected);
            let ignored = source.count.ignored();
            lines.push(format!(
                "  {} from {sheet}{}: {}, {used} used, {rejected} rejected, {ignored} ignored",
                source.input,
                source.range,
                count(rows, "row")
            ));
        }
    }
    lines
}

/// What became of every output.
fn written(outcome: &Outcome) -> Vec<String> {
    let deliveries = outcome.published.iter().flat_map(|published| &published.deliveries);
    let line = |delivery: &crate::publish::Delivery| {
        let state = delivery.state.into_str().replace('_', " ");
        let pending = delivery.pending.as_ref().map(|name| format!(", as {name}")).unwrap_or_default();
        format!("{state} {}{pending}, {}", delivery.name, bytes(delivery.bytes as u64))
    };
    deliveries.map(line).collect()
}

fn bytes(number: u64) -> String {
    format!("{} bytes", crate::prose::grouped(&number.to_string()))
}

/// What neither a finding nor a file name says.
fn closing(mode: Mode, outcome: &Outcome, exit: Exit) -> String {
    match (exit, mode) {
        (Exit::Fault, _) if outcome.findings.is_empty() => {
            "goalpost stopped and cannot say why. This is a fault of goalpost, not of your files: please report it.\n"
        }
        (Exit::Done, Mode::Check) if outcome.findings.is_empty() => "nothing found\n",
        (Exit::Done, Mode::DryRun) => "dry run: nothing was written\n",
        _ => "",
    }
    .to_owned()
}

/// The path of every file that is where it belongs, one a line.
fn delivered(outcome: &Outcome) -> String {
    let folder = outcome.folder.clone().unwrap_or_default();
    let mut lines = String::new();
    for delivery in outcome.published.iter().flat_map(Published::delivered) {
        lines += &folder.join(&delivery.name).display().to_string();
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Delivered, Delivery, OutputKind};
    use std::path::Path;

    #[test]
    fn only_files_that_are_where_they_belong_are_results() {
        let delivery = |name: &str, state| Delivery {
            name: name.to_owned(),
            kind: OutputKind::Csv,
            bytes: 0,
            hash: String::new(),
            state,
            pending: None,
        };
        let deliveries = vec![
            delivery("a.csv", Delivered::Written),
            delivery("b.csv", Delivered::Not),
            delivery("c.csv", Delivered::Unchanged),
        ];
        let outcome = Outcome {
            folder: Some("out".into()),
            published: Some(Published { deliveries, recorded: true, ..Published::default() }),
            ..Outcome::default()
        };
        let expected = ["a.csv", "c.csv"].map(|name| format!("{}\n", Path::new("out").join(name).display()));
        assert_eq!(delivered(&outcome), expected.concat());
    }

    #[test]
    fn a_fault_of_ours_never_ends_in_silence() {
        assert!(closing(Mode::Publish, &Outcome::default(), Exit::Fault).contains("please report it"));
        assert_eq!(closing(Mode::Publish, &Outcome::default(), Exit::Done), "");
        assert_eq!(closing(Mode::Check, &Outcome::default(), Exit::Done), "nothing found\n");
    }
}
