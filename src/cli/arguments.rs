//! Arguments as typed, and what they resolve to.

use super::explain::{self, Asked, Listed};
use super::running::{Attendance, RequestedRun as Run};
use super::schedule::{self, At, Days, Scheduler};
use super::template::RequestedTemplate;
use super::terminal::{Color, Detail, OutputFormat, OutputOptions};
use super::{diff, history, retry};
use crate::calendar::{Date, Window};
use crate::lang::Lang;
use crate::run::{Mode, RunRequest};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;
use std::time::Duration;
use strum::VariantNames;

/// Scores products against agreed business goals, from finance's own spreadsheets to a formatted scorecard.
#[derive(Debug, Parser)]
#[command(name = "goalpost", version, arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(flatten)]
    manner: MannerArguments,
    #[command(subcommand)]
    command: CommandArguments,
}

const EXIT_CODES: &str = "\
Exit codes:
    0  everything published
    1  a fault of goalpost or of the machine
    2  the command line or the pipeline file is wrong
    3  published, but something is missing or could not be delivered
    4  data or goals failed a check, nothing published
   75  try later
  130  interrupted";

#[derive(Debug, Args)]
struct MannerArguments {
    /// How results and findings are written
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    format: OutputFormat,
    /// No progress, and nothing at all on success
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say more: each input with the time, and notes; twice: each file that is read and written, too
    #[arg(short, action = ArgAction::Count, global = true, conflicts_with = "quiet")]
    verbose: u8,
    /// Also write what is said into this file; it begins anew every day, and the last 30 stay beside it
    #[arg(long, global = true, value_name = "FILE")]
    log: Option<PathBuf>,
    /// When findings are coloured; NO_COLOR is honoured
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum CommandArguments {
    /// Read the exports, score the goals and publish the scorecards
    Run(RunArguments),
    /// Every check of a run and all its findings; writes nothing
    Check(CheckArguments),
    /// What goalpost sees in files: tables, columns, periods, totals; drafts an `[[input]]`
    Inspect {
        /// Exports of any kind, or folders of them
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Write the rows of the largest table, or of the one in RANGE, as CSV
        #[arg(long, value_name = "RANGE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
        rows: Option<String>,
    },
    /// Every metric: formula, unit, window rule, source
    Metrics {
        /// A pipeline file, whose own metrics are listed too
        pipeline: Option<PathBuf>,
    },
    /// A workbook to fill in: goals, products, fx, or an export of the pipeline
    Template(TemplateArguments),
    /// The published runs of a pipeline: when, as of which period, with which scores
    History(history::RequestedHistory),
    /// What changed between two published runs: scores, moved goals, restated figures, files
    Diff(diff::RequestedDiff),
    /// An entry for the scheduler that the machine has already: cron, systemd or the Task Scheduler
    Schedule(ScheduleArguments),
    /// What a finding means and how to mend it, or the cells that a figure comes from
    Explain(ExplainArguments),
}

#[derive(Debug, Args)]
struct ScheduleArguments {
    /// The pipeline file
    pipeline: PathBuf,
    #[command(flatten)]
    scheduler: SchedulerArgument,
    /// Time of the day, as the clock of the machine shows it
    #[arg(long, value_name = "HH:MM", value_parser = At::parse)]
    at: At,
    /// Days of the week, such as mon-fri, mon,thu or daily; default: mon-fri
    #[arg(long, value_name = "DAYS", value_parser = Days::parse)]
    days: Option<Days>,
    /// Only on this working day of every month or period, by the holidays of the pipeline
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=23), conflicts_with = "days")]
    monthly_working_day: Option<u32>,
    /// How long a run tries again while another one publishes or a share is away; 0s: not at all
    #[arg(long, value_name = "TIME", value_parser = retry::duration, default_value = "30m")]
    retry_for: Duration,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct SchedulerArgument {
    /// A line for crontab
    #[arg(long)]
    cron: bool,
    /// A service and a timer
    #[arg(long)]
    systemd: bool,
    /// XML for the Task Scheduler of Windows
    #[arg(long)]
    task_scheduler: bool,
}

impl ScheduleArguments {
    fn resolve(self, today: Date) -> schedule::Wanted {
        let Self { pipeline, scheduler, at, days, monthly_working_day: working_day, retry_for } = self;
        let scheduler = match scheduler {
            SchedulerArgument { cron: true, .. } => Scheduler::Cron,
            SchedulerArgument { systemd: true, .. } => Scheduler::Systemd,
            SchedulerArgument { .. } => Scheduler::Windows,
        };
        schedule::Wanted { pipeline, scheduler, at, days: days.unwrap_or(Days::WORKING), working_day, retry_for, today }
    }
}

#[derive(Debug, Args)]
struct ExplainArguments {
    /// Code of a finding, such as `no_file`, or a pipeline file
    #[arg(value_name = "CODE|PIPELINE")]
    what: String,
    /// Whose figure, by any name of the catalog; `*` for the portfolio
    #[arg(long, value_name = "NAME", requires = "metric")]
    product: Option<String>,
    /// Which metric, by id or label
    #[arg(long, value_name = "METRIC", requires = "product")]
    metric: Option<String>,
    /// Period that the run reports on; default: the latest that every required input covers
    #[arg(long, value_name = "LABEL", requires = "metric")]
    as_of: Option<String>,
    /// Last period of the figure; default: the as-of period
    #[arg(long, value_name = "LABEL", requires = "metric")]
    period: Option<String>,
    /// Over which window
    #[arg(long, default_value = "period", value_name = "WINDOW", value_parser = windows())]
    window: Window,
    /// Every cell, not only the largest
    #[arg(long)]
    all: bool,
}

/// The windows of metrics.csv.
fn windows() -> impl TypedValueParser<Value = Window> {
    PossibleValuesParser::new(Window::PUBLISHED.map(|window| window.into_str())).try_map(|slug| slug.parse::<Window>())
}

impl ExplainArguments {
    fn resolve(self, today: Date) -> Command {
        let Self { what, product, metric, as_of, period, window, all } = self;
        if product.is_none() && !explain::is_pipeline(&what) {
            return Command::ExplainCode { code: what };
        }
        let request = RunRequest { as_of, ..RunRequest::check(what.into(), today) };
        let listed = if all { Listed::All } else { Listed::Largest };
        Command::ExplainFigure(Asked { request, product, metric, window, period, listed })
    }
}

#[derive(Debug, Args)]
struct TemplateArguments {
    /// `goals`, `products`, `fx`, or the name of an input of the pipeline
    what: String,
    /// Takes products, periods, language and thresholds from this pipeline
    #[arg(long, value_name = "PIPELINE")]
    pipeline: Option<PathBuf>,
    /// Where to write it; by default WHAT.xlsx here. A file that is there already is never written over
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the workbook; by default that of the pipeline, else English
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    language: Option<Lang>,
}

fn languages() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::VARIANTS).try_map(|slug| slug.parse::<Lang>())
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// The pipeline file
    pipeline: PathBuf,
    /// Period to report on; default: the latest that every required input covers
    #[arg(long, value_name = "LABEL")]
    as_of: Option<String>,
}

#[derive(Debug, Args)]
struct RunArguments {
    #[command(flatten)]
    checked: CheckArguments,
    /// Folder for the outputs, instead of the pipeline's own
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
    /// Take the lock of another run away, one that is known to be dead
    #[arg(long)]
    break_lock: bool,
    /// For schedulers: no bars, a log, and nothing is done when nothing has changed since the last published run
    #[arg(long)]
    scheduled: bool,
    /// How long to try again while another run publishes or a share is away, such as 30m
    #[arg(long, value_name = "TIME", value_parser = retry::duration)]
    retry_for: Option<Duration>,
    /// Do nothing on any other day than this working day of the month or period, by the holidays of the pipeline
    #[arg(long, value_name = "N", requires = "scheduled", value_parser = clap::value_parser!(u32).range(1..=23))]
    on_working_day: Option<u32>,
}

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Run(Run),
    Inspect { files: Vec<PathBuf>, rows: Option<String>, today: Date },
    Metrics { pipeline: Option<PathBuf> },
    Template(RequestedTemplate),
    History(history::RequestedHistory),
    Diff(diff::RequestedDiff),
    Schedule(schedule::Wanted),
    ExplainCode { code: String },
    ExplainFigure(Asked),
}

impl Arguments {
    pub(super) fn resolve(self, today: Date) -> (OutputOptions, Option<PathBuf>, Command) {
        let MannerArguments { format, quiet, verbose, log, color } = self.manner;
        let detail = match verbose {
            0 => Detail::Usual,
            1 => Detail::More,
            _ => Detail::Most,
        };
        let command = self.command.resolve(today);
        let usual_log = || if let Command::Run(wanted) = &command { wanted.log() } else { None };
        (OutputOptions { format, quiet, detail, color }, log.or_else(usual_log), command)
    }
}

/// How long exports of a scheduled run must lie still before they are read.
const SETTLE: Duration = Duration::from_secs(1);

impl RunArguments {
    fn resolve(self, today: Date) -> Run {
        let Self { checked, output, dry_run, break_lock, scheduled, retry_for, on_working_day } = self;
        let CheckArguments { pipeline, as_of } = checked;
        let mode = if dry_run { Mode::DryRun } else { Mode::Publish };
        let attendance = if scheduled { Attendance::Scheduled } else { Attendance::Watched };
        // Nobody watches, and a copy may still be under way.
        let settle = scheduled.then_some(SETTLE);
        let request = RunRequest { as_of, output, mode, break_lock, settle, ..RunRequest::check(pipeline, today) };
        Run { request, attendance, retry_for: retry_for.unwrap_or_default(), on_working_day }
    }
}

impl CommandArguments {
    fn resolve(self, today: Date) -> Command {
        match self {
            Self::Run(arguments) => Command::Run(arguments.resolve(today)),
            Self::Check(CheckArguments { pipeline, as_of }) => {
                Command::Run(Run::once(RunRequest { as_of, ..RunRequest::check(pipeline, today) }))
            }
            Self::Inspect { files, rows } => Command::Inspect { files, rows, today },
            Self::Metrics { pipeline } => Command::Metrics { pipeline },
            Self::Template(TemplateArguments { what, pipeline, output, language }) => {
                Command::Template(RequestedTemplate { what, pipeline, output, language, today })
            }
            Self::History(asked) => Command::History(asked),
            Self::Diff(asked) => Command::Diff(asked),
            Self::Schedule(arguments) => Command::Schedule(arguments.resolve(today)),
            Self::Explain(arguments) => arguments.resolve(today),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;
    use clap::CommandFactory;
    use strum::VariantArray;

    fn today() -> Date {
        "2026-11-03".parse().unwrap()
    }

    fn arguments(line: &str) -> clap::error::Result<Arguments> {
        Arguments::try_parse_from(std::iter::once("goalpost").chain(line.split_whitespace()))
    }

    fn parsed(line: &str) -> (OutputOptions, Command) {
        let (manner, _, command) = arguments(line).unwrap().resolve(today());
        (manner, command)
    }

    fn log(line: &str) -> Option<PathBuf> {
        arguments(line).unwrap().resolve(today()).1
    }

    fn refusal(line: &str) -> i32 {
        arguments(line).unwrap_err().exit_code()
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_run_resolves_to_a_request_with_the_day_in_it() {
        let (_, command) = parsed("run monthly.toml --as-of 2026-10 --output out --dry-run --break-lock");
        assert_eq!(
            command,
            Command::Run(Run::once(RunRequest {
                as_of: Some("2026-10".to_owned()),
                output: Some("out".into()),
                mode: Mode::DryRun,
                break_lock: true,
                ..RunRequest::check("monthly.toml".into(), today())
            }))
        );
    }

    #[test]
    fn a_scheduled_run_has_a_log_beside_its_pipeline_and_patience() {
        let (_, Command::Run(wanted)) = parsed("run a/monthly.toml --scheduled --retry-for 30m") else {
            panic!("not a run")
        };
        assert_eq!((wanted.attendance, wanted.retry_for), (Attendance::Scheduled, Duration::from_mins(30)));
        assert_eq!(log("run a/monthly.toml --scheduled"), Some("a/logs/monthly.log".into()));
        assert_eq!(log("run a/monthly.toml --scheduled --log b.log"), Some("b.log".into()));
        assert_eq!(log("metrics --log b.log"), Some("b.log".into()));
        for line in ["run a/monthly.toml", "check a/monthly.toml", "metrics"] {
            assert_eq!(log(line), None, "{line}");
        }
        assert_eq!(refusal("run a.toml --retry-for soon"), 2);
        assert_eq!(refusal("check a.toml --scheduled"), 2);
    }

    #[test]
    fn what_is_said_grows_with_every_v() {
        let detail = |line| parsed(line).0.detail;
        assert_eq!(detail("metrics"), Detail::Usual);
        assert_eq!(detail("-v metrics"), Detail::More);
        assert_eq!(detail("metrics -vv"), Detail::Most);
        assert_eq!(refusal("metrics -v -q"), 2);
    }

    #[test]
    fn a_check_is_a_run_that_writes_nothing() {
        let (_, Command::Run(Run { request, .. })) = parsed("check monthly.toml") else { panic!("not a run") };
        assert_eq!((request.mode, request.output, request.as_of), (Mode::Check, None, None));
    }

    #[test]
    fn inspect_takes_one_file_or_several() {
        let (_, command) = parsed("inspect a.xlsx b.csv");
        assert_eq!(
            command,
            Command::Inspect { files: vec!["a.xlsx".into(), "b.csv".into()], rows: None, today: today() }
        );
        for (line, rows) in
            [("inspect a.xlsx --rows", ""), ("inspect --rows a.xlsx", ""), ("inspect --rows=A5 a.xlsx", "A5")]
        {
            let expected =
                Command::Inspect { files: vec!["a.xlsx".into()], rows: Some(rows.to_owned()), today: today() };
            assert_eq!(parsed(line).1, expected, "{line}");
        }
        assert_eq!(refusal("inspect"), 2);
    }

    #[test]
    fn explain_takes_a_code_or_a_figure_of_a_pipeline() {
        assert_eq!(parsed("explain no_file").1, Command::ExplainCode { code: "no_file".to_owned() });
        let line = "explain a.toml --product * --metric revenue --window trailing_12 --period 2026-09 --all";
        let (_, Command::ExplainFigure(asked)) = parsed(line) else { panic!("not a figure") };
        let named = (asked.product.as_deref(), asked.metric.as_deref(), asked.period.as_deref());
        assert_eq!(named, (Some("*"), Some("revenue"), Some("2026-09")));
        assert_eq!((asked.window, asked.listed, asked.request.mode), (Window::Trailing12, Listed::All, Mode::Check));
        assert_eq!(refusal("explain a.toml --metric revenue"), 2);
        assert_eq!(refusal("explain a.toml --product X --metric revenue --window week"), 2);
    }

    #[test]
    fn the_manner_may_stand_before_or_after_the_command() {
        let expected =
            OutputOptions { format: OutputFormat::Json, quiet: true, detail: Detail::Usual, color: Color::Never };
        assert_eq!(parsed("--format json --quiet --color never metrics").0, expected);
        assert_eq!(parsed("metrics --format json -q --color never").0, expected);
        assert_eq!(
            parsed("metrics").0,
            OutputOptions { format: OutputFormat::Text, quiet: false, detail: Detail::Usual, color: Color::Auto }
        );
    }

    #[test]
    fn usage_errors_exit_with_2_and_help_with_0() {
        for line in ["", "fly", "run", "run a.toml b.toml", "check a.toml --output x", "metrics --format xml"] {
            assert_eq!(refusal(line), 2, "{line}");
        }
        for line in ["--help", "--version", "run --help"] {
            assert_eq!(refusal(line), 0, "{line}");
        }
    }

    #[test]
    fn the_help_lists_every_exit_code() {
        for exit in Exit::VARIANTS {
            assert!(EXIT_CODES.lines().any(|line| line.trim_start().starts_with(&format!("{} ", exit.code()))));
        }
    }
}
