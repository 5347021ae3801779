//! The command line: arguments in, results to stdout, everything else to stderr.
//!
//! The clock and the environment enter the program here and nowhere else, and go on as values.

mod arguments;
mod diff;
mod explain;
mod history;
mod inspect;
mod json;
mod machine;
mod metrics;
mod problem;
mod report;
mod template;
mod terminal;

pub use problem::{CliProblem, RULES};

use crate::calendar::Date;
use crate::diagnostic::Rule;
use crate::exit::Exit;
use crate::progress::Progress;
use crate::publish::{Published, Stop};
use crate::run::{self, Mode, Outcome, Request};
use arguments::{Arguments, Command};
use clap::Parser;
use report::Notes;
use std::ffi::OsString;
use terminal::{Format, Surroundings, Terminal};

/// Does what the arguments ask for, and says how it went.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => {
            let (manner, command) = arguments.resolve(today());
            let terminal = Terminal::new(manner, surroundings());
            let stop = Stop::default();
            machine::listen(&stop);
            let exit = carry_out(&command, &terminal, stop);
            terminal.exit_with(exit)
        }
        Err(refusal) => {
            // Help and version are refusals too, with code 0; a closed pipe is none of our business.
            let _ = refusal.print();
            if refusal.exit_code() == 0 { Exit::Done } else { Exit::Usage }
        }
    }
}

fn carry_out(command: &Command, terminal: &Terminal, stop: Stop) -> Exit {
    match command {
        Command::Run(request) => run(&Request { now: Some(now()), ..request.clone() }, terminal, stop),
        Command::Inspect { files, today } => inspect::inspect(files, *today, terminal),
        Command::Metrics { pipeline } => metrics::list(pipeline.as_deref(), terminal),
        Command::Template(wanted) => template::template(wanted, terminal),
        Command::History(asked) => history::list(asked, terminal),
        Command::Diff(asked) => diff::diff(asked, terminal),
        Command::ExplainCode { code } => explain::code(code, &rules(), terminal),
        Command::ExplainFigure(asked) => explain::figure(asked, terminal),
    }
}

/// The rules of every stage and those of the command line.
fn rules() -> Vec<&'static Rule> {
    run::rules().chain(RULES.iter().copied()).collect()
}

fn run(request: &Request, terminal: &Terminal, stop: Stop) -> Exit {
    let machine = machine::machine(request.break_lock, stop);
    let outcome = run::run(request, &machine, &Progress::new(terminal.progress()));
    let exit = Exit::of(&outcome);
    match terminal.format() {
        Format::Json => terminal.print_json(&json::outcome(&outcome, exit)),
        // Success is silent when quiet is asked for, and nothing else ever is.
        Format::Text if exit == Exit::Done && terminal.is_quiet() => {}
        Format::Text => {
            let notes = if request.mode == Mode::Check { Notes::Listed } else { Notes::Counted };
            terminal.report(&report::text(&outcome.findings, notes, terminal.is_coloured()));
            terminal.report(&closing(request.mode, &outcome, exit));
            terminal.print(&delivered(&outcome));
        }
    }
    exit
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

#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
fn today() -> Date {
    chrono::Local::now().date_naive()
}

/// With its offset, since shares are looked at from many places.
#[expect(clippy::disallowed_methods, reason = "the clock enters here and is passed on as a value")]
fn now() -> String {
    chrono::Local::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

#[expect(clippy::disallowed_methods, reason = "the environment enters here and is passed on as a value")]
fn surroundings() -> Surroundings {
    use std::io::IsTerminal;
    let set = |name| std::env::var(name).is_ok_and(|value| !value.is_empty());
    Surroundings {
        stdout_is_terminal: std::io::stdout().is_terminal(),
        stderr_is_terminal: std::io::stderr().is_terminal(),
        no_color: set("NO_COLOR"),
        dumb: std::env::var("TERM").is_ok_and(|terminal| terminal == "dumb"),
    }
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
