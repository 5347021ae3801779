//! The command line: arguments in, results to stdout, everything else to stderr.
//!
//! The clock and the environment enter the program here and nowhere else, and go on as values.

mod arguments;
mod diff;
mod explain;
mod fault;
mod history;
mod inspect;
mod json;
mod log_book;
mod machine;
mod metrics;
mod problem;
mod report;
mod retry;
mod running;
mod schedule;
mod template;
mod terminal;

pub use problem::CliProblem;

use crate::diagnostic::Rule;
use crate::exit::Exit;
use crate::prose::escaped;
use crate::publish::StopRequest;
use crate::run;
use arguments::{Arguments, Command};
use clap::Parser;
use log_book::{LogBook, LogLevel};
use running::Attendance;
use std::ffi::OsString;
use std::path::Path;
use std::rc::Rc;
use terminal::{OutputFormat, Terminal};

/// Does what the arguments ask for, and says how it went.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let words: Vec<OsString> = arguments.into_iter().collect();
    match Arguments::try_parse_from(&words) {
        Ok(arguments) => {
            let (manner, log, command) = arguments.resolve(machine::today());
            let terminal = Terminal::new(manner, machine::surroundings());
            let terminal = if command.is_watched() { terminal } else { terminal.unwatched() };
            let log = Rc::new(log.map(|path| open_log(&path, &terminal)).unwrap_or_default());
            log.say(LogLevel::Info, &format!("goalpost {}: {}", env!("CARGO_PKG_VERSION"), line(&words)));
            let stop = StopRequest::default();
            machine::listen(&stop);
            fault::listen();
            let work = || terminal.exit_with(carry_out(&command, &terminal, &log, &stop));
            let exit = fault::guard(&machine::temporary(), command.name(), work, |said| {
                log.say(LogLevel::Error, said);
                terminal.report(&(escaped(said) + "\n"));
                if terminal.format() == OutputFormat::Json {
                    terminal.print_json(&json::findings(&[], Exit::Fault));
                }
            });
            log.say(LogLevel::of(exit), &format!("ended with exit code {}: {}", exit.code(), exit.sentence()));
            if let Some(error) = log.fault() {
                terminal.report(&format!("warning: the log could not be written on: {error}\n"));
            }
            exit
        }
        Err(refusal) => {
            // Help and version are refusals too, with code 0; a closed pipe is none of our business.
            let _ = refusal.print();
            if refusal.exit_code() == 0 { Exit::Done } else { Exit::Usage }
        }
    }
}

fn open_log(path: &Path, terminal: &Terminal) -> LogBook {
    let (log, fault) = LogBook::open(path, machine::today());
    if let Some(error) = fault {
        let path = escaped(&path.display().to_string());
        terminal.report(&format!("warning: the log `{path}` cannot be written: {error}\n"));
    }
    log
}

/// The arguments as they were typed, for the log.
fn line(words: &[OsString]) -> String {
    let words: Vec<_> = words.iter().skip(1).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

impl Command {
    const fn name(&self) -> &'static str {
        match self {
            Self::Run(_) => "run or check",
            Self::Inspect { .. } => "inspect",
            Self::Metrics { .. } => "metrics",
            Self::Template(_) => "template",
            Self::History(_) => "history",
            Self::Diff(_) => "diff",
            Self::Schedule(_) => "schedule",
            Self::ExplainCode { .. } | Self::ExplainFigure(_) => "explain",
        }
    }

    fn is_watched(&self) -> bool {
        !matches!(self, Self::Run(wanted) if wanted.attendance == Attendance::Scheduled)
    }
}

fn carry_out(command: &Command, terminal: &Terminal, log: &Rc<LogBook>, stop: &StopRequest) -> Exit {
    match command {
        Command::Run(wanted) => running::run(wanted, terminal, log, stop),
        Command::Inspect { files, rows: None, today } => inspect::inspect(files, *today, terminal),
        Command::Inspect { files, rows: Some(range), .. } => inspect::rows(files, range, terminal),
        Command::Metrics { pipeline } => metrics::list(pipeline.as_deref(), terminal),
        Command::Template(wanted) => template::template(wanted, terminal),
        Command::History(asked) => history::list(asked, terminal),
        Command::Diff(asked) => diff::diff(asked, terminal),
        Command::Schedule(wanted) => schedule::schedule(wanted, terminal),
        Command::ExplainCode { code } => explain::code(code, &rules(), terminal),
        Command::ExplainFigure(asked) => explain::figure(asked, terminal),
    }
}

/// The rules of every stage and those of the command line.
fn rules() -> Vec<&'static Rule> {
    run::rules().chain(CliProblem::RULES.iter().copied()).collect()
}
