//! Where output goes and how it looks.

use super::json;
use super::report::{self, NotesPolicy};
use crate::diagnostic::Finding;
use crate::exit::Exit;
use crate::progress;
use clap::ValueEnum;
use serde_json::Value;
use std::cell::Cell;
use std::io::{self, Write};

/// How results and findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// What the user asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutputOptions {
    pub(super) format: OutputFormat,
    pub(super) quiet: bool,
    pub(super) detail: Detail,
    pub(super) color: Color,
}

/// How much is said on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    #[default]
    Usual,
    /// Each input as its turn comes, with the time since the start, and every note.
    More,
    /// Each file that was read and written, too.
    Most,
}

/// What the program found around it.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and all of them combine")]
pub(super) struct Surroundings {
    pub(super) stdout_is_terminal: bool,
    pub(super) stderr_is_terminal: bool,
    pub(super) no_color: bool,
    /// A terminal that can do nothing but print.
    pub(super) dumb: bool,
}

/// The two streams, and how to write to them.
#[derive(Debug)]
pub(super) struct Terminal {
    manner: OutputOptions,
    surroundings: Surroundings,
    /// A result could not be written.
    failed: Cell<bool>,
}

impl Terminal {
    pub(super) const fn new(manner: OutputOptions, surroundings: Surroundings) -> Self {
        Self { manner, surroundings, failed: Cell::new(false) }
    }

    pub(super) const fn format(&self) -> OutputFormat {
        self.manner.format
    }

    pub(super) const fn is_quiet(&self) -> bool {
        self.manner.quiet
    }

    pub(super) const fn detail(&self) -> Detail {
        self.manner.detail
    }

    pub(super) const fn stdout_is_terminal(&self) -> bool {
        self.surroundings.stdout_is_terminal
    }

    /// The same for a run that nobody watches: lines, never bars, on a terminal too.
    pub(super) fn unwatched(mut self) -> Self {
        self.surroundings.dumb = true;
        self
    }

    /// Whether what goes to stderr is coloured.
    pub(super) const fn is_coloured(&self) -> bool {
        let Surroundings { stderr_is_terminal, no_color, dumb, .. } = self.surroundings;
        match self.manner.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => stderr_is_terminal && !no_color && !dumb,
        }
    }

    pub(super) const fn progress(&self) -> progress::ProgressDisplay {
        // Who wants to be told more has it in lines with the time.
        if self.manner.quiet || !matches!(self.manner.detail, Detail::Usual) {
            progress::ProgressDisplay::Silent
        } else if self.surroundings.stderr_is_terminal && !self.surroundings.dumb {
            progress::ProgressDisplay::Bars
        } else {
            progress::ProgressDisplay::Lines
        }
    }

    /// A result.
    pub(super) fn print(&self, text: &str) {
        let mut stdout = io::stdout().lock();
        let outcome = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        // Whoever closes the pipe has read enough.
        self.failed.set(self.failed.get() || outcome.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe));
    }

    pub(super) fn print_json(&self, value: &Value) {
        self.print(&format!("{value:#}\n"));
    }

    /// A result, as people or as programs read it.
    pub(super) fn show(&self, text: impl FnOnce() -> String, object: impl FnOnce() -> Value) {
        match self.format() {
            OutputFormat::Text => self.print(&text()),
            OutputFormat::Json => self.print_json(&object()),
        }
    }

    /// Findings for people; programs have them in the object of the result.
    pub(super) fn tell(&self, findings: &[Finding], notes: NotesPolicy) {
        if self.format() == OutputFormat::Text {
            self.report(&report::text(findings, notes, self.is_coloured()));
        }
    }

    /// The findings that a command ends with.
    pub(super) fn refuse(&self, findings: &[Finding], exit: Exit) -> Exit {
        self.tell(findings, NotesPolicy::Counted);
        self.refuse_object(findings, exit)
    }

    /// The same for a command whose findings need no summary.
    pub(super) fn refuse_each(&self, findings: &[Finding], exit: Exit) -> Exit {
        if self.format() == OutputFormat::Text {
            let each = findings.iter().map(|finding| report::one(finding, self.is_coloured()));
            self.report(&each.collect::<String>());
        }
        self.refuse_object(findings, exit)
    }

    fn refuse_object(&self, findings: &[Finding], exit: Exit) -> Exit {
        if self.format() == OutputFormat::Json {
            self.print_json(&json::findings(findings, exit));
        }
        exit
    }

    /// Anything but a result. Nobody can be told that stderr is gone.
    #[expect(clippy::unused_self, reason = "the terminal is where output goes")]
    pub(super) fn report(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// A result that did not get through is a fault, unless there is a worse to report.
    pub(super) fn exit_with(&self, exit: Exit) -> Exit {
        if self.failed.get() && exit == Exit::Done { Exit::Fault } else { exit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(color: Color, quiet: bool, surroundings: Surroundings) -> Terminal {
        Terminal::new(OutputOptions { format: OutputFormat::Text, quiet, detail: Detail::Usual, color }, surroundings)
    }

    const HERE: Surroundings =
        Surroundings { stdout_is_terminal: true, stderr_is_terminal: true, no_color: false, dumb: false };

    #[test]
    fn findings_are_coloured_on_a_terminal_that_wants_it() {
        let coloured = |color, surroundings| terminal(color, false, surroundings).is_coloured();
        assert!(coloured(Color::Auto, HERE));
        for surroundings in [
            Surroundings { no_color: true, ..HERE },
            Surroundings { dumb: true, ..HERE },
            Surroundings { stderr_is_terminal: false, ..HERE },
        ] {
            assert!(!coloured(Color::Auto, surroundings));
            assert!(coloured(Color::Always, surroundings));
        }
        assert!(!coloured(Color::Never, HERE));
    }

    #[test]
    fn bars_are_for_terminals_and_lines_for_logs() {
        let shown = |quiet, surroundings| terminal(Color::Auto, quiet, surroundings).progress();
        assert_eq!(shown(false, HERE), progress::ProgressDisplay::Bars);
        assert_eq!(shown(false, Surroundings { dumb: true, ..HERE }), progress::ProgressDisplay::Lines);
        assert_eq!(shown(false, Surroundings::default()), progress::ProgressDisplay::Lines);
        assert_eq!(shown(true, HERE), progress::ProgressDisplay::Silent);
        let unwatched = terminal(Color::Auto, false, HERE).unwatched();
        assert_eq!((unwatched.progress(), unwatched.is_coloured()), (progress::ProgressDisplay::Lines, false));
    }
}
