//! `goalpost schedule`: an entry for the scheduler that the machine has already. goalpost has none of its own.

mod cron;
mod systemd;
mod task;
mod when;

pub(super) use when::{At, Days};

use super::problem::CliProblem;
use super::report::{self, Notes};
use super::terminal::{Format, Terminal};
use super::{json, patience};
use crate::calendar::Date;
use crate::diagnostic::Finding;
use crate::exit::Exit;
use crate::place::Place;
use crate::run;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) pipeline: PathBuf,
    pub(super) scheduler: Scheduler,
    pub(super) at: At,
    pub(super) days: Days,
    /// The run is made on this working day of every period alone.
    pub(super) working_day: Option<u32>,
    pub(super) retry_for: Duration,
    pub(super) today: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheduler {
    Cron,
    Systemd,
    Windows,
}

/// A file of an entry.
struct File {
    name: String,
    text: String,
}

/// Everything that an entry says, in absolute paths.
struct Entry {
    title: String,
    /// Name of units and tasks.
    unit: String,
    program: String,
    pipeline: String,
    /// Of the pipeline.
    folder: String,
    at: At,
    days: Days,
    working_day: Option<u32>,
    retry_for: Duration,
    today: Date,
}

pub(super) fn schedule(wanted: &Wanted, terminal: &Terminal) -> Exit {
    let made = run::open_pipeline(&wanted.pipeline).and_then(|pipeline| {
        let entry = Entry::of(wanted, &pipeline.value.name).map_err(|finding| vec![finding])?;
        Ok(entry.files(wanted.scheduler))
    });
    match (made, terminal.format()) {
        (Ok(files), Format::Text) => {
            terminal.print(&files.into_iter().map(|file| file.text).collect::<Vec<_>>().join("\n"));
            Exit::Done
        }
        (Ok(files), Format::Json) => {
            let mut object = json::findings(&[], Exit::Done);
            object["files"] = files.iter().map(|file| json!({ "name": file.name, "text": file.text })).collect();
            terminal.print_json(&object);
            Exit::Done
        }
        (Err(findings), format) => {
            match format {
                Format::Json => terminal.print_json(&json::findings(&findings, Exit::Usage)),
                Format::Text => {
                    terminal.report(&report::text(&findings, Notes::Counted, terminal.is_coloured()));
                }
            }
            Exit::Usage
        }
    }
}

impl Entry {
    fn of(wanted: &Wanted, name: &str) -> Result<Self, Finding> {
        let Wanted { at, days, working_day, retry_for, today, .. } = *wanted;
        // The program that was called is the one that is to be called.
        let program = text(std::env::current_exe().ok().as_deref())?;
        let pipeline = std::path::absolute(&wanted.pipeline).ok();
        let folder = text(pipeline.as_deref().and_then(Path::parent))?;
        let pipeline = text(pipeline.as_deref())?;
        let title = crate::prose::escaped(name);
        let unit = unit(&wanted.pipeline);
        Ok(Self { title, unit, program, pipeline, folder, at, days, working_day, retry_for, today })
    }

    fn files(&self, scheduler: Scheduler) -> Vec<File> {
        let one = |extension: &str, text| vec![File { name: format!("{}.{extension}", self.unit), text }];
        match scheduler {
            Scheduler::Cron => one("cron", cron::entry(self)),
            Scheduler::Systemd => systemd::files(self).into(),
            Scheduler::Windows => one("xml", task::entry(self)),
        }
    }

    /// The whole command, word by word.
    fn words(&self) -> Vec<String> {
        [self.program.clone()].into_iter().chain(self.arguments()).collect()
    }

    fn arguments(&self) -> Vec<String> {
        let mut words: Vec<String> =
            ["run", self.pipeline.as_str(), "--scheduled", "--quiet"].map(str::to_owned).into();
        if !self.retry_for.is_zero() {
            words.extend(["--retry-for".to_owned(), format!("{}s", self.retry_for.as_secs())]);
        }
        if let Some(day) = self.working_day {
            words.extend(["--on-working-day".to_owned(), day.to_string()]);
        }
        words
    }

    /// `07:00 on Monday to Friday, trying for 30 min`
    fn shown(&self) -> String {
        let (at, days) = (self.at.shown(), self.days.shown());
        let when = match self.working_day {
            Some(day) => format!("{at} on working day {day} of every period"),
            None if days == "every day" => format!("{at} every day"),
            None => format!("{at} on {days}"),
        };
        if self.retry_for.is_zero() { when } else { format!("{when}, trying for {}", patience::shown(self.retry_for)) }
    }

    /// After which a run has gone astray: an hour beside the time that it may wait.
    fn limit_minutes(&self) -> u64 {
        60 + self.retry_for.as_secs().div_ceil(60)
    }
}

/// A path that fits into one line of text.
fn text(path: Option<&Path>) -> Result<String, Finding> {
    let path = path.unwrap_or(Path::new(""));
    let refused = || {
        let path = path.display().to_string();
        Finding::new(Place::Nowhere, CliProblem::NotForASchedule { path })
    };
    let text = path.to_str().filter(|text| !text.is_empty() && !text.contains(char::is_control));
    text.map(str::to_owned).ok_or_else(refused)
}

/// `goalpost-monthly`, in letters that every scheduler takes.
fn unit(pipeline: &Path) -> String {
    let stem = pipeline.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' };
    let stem: String = stem.chars().map(plain).collect();
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "goalpost".to_owned() } else { format!("goalpost-{stem}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_plain_names() {
        for (path, expected) in [
            ("a/monthly.toml", "goalpost-monthly"),
            ("my review (5%).toml", "goalpost-my-review--5"),
            ("월간.toml", "goalpost"),
            ("월간 2.toml", "goalpost-2"),
        ] {
            assert_eq!(unit(Path::new(path)), expected, "{path}");
        }
    }

    /// As it would be on Windows, which tests do not run on.
    #[test]
    fn a_task_names_a_share_by_its_server() {
        let entry = Entry {
            title: "Review & more".to_owned(),
            unit: "goalpost-review".to_owned(),
            program: r"C:\Program Files\goalpost\goalpost.exe".to_owned(),
            pipeline: r"\\finance-3\월간 보고\review.toml".to_owned(),
            folder: r"\\finance-3\월간 보고".to_owned(),
            at: At::parse("07:00").unwrap(),
            days: Days::parse("mon,thu").unwrap(),
            working_day: None,
            retry_for: Duration::from_mins(30),
            today: "2026-11-03".parse().unwrap(),
        };
        let files = entry.files(Scheduler::Windows);
        assert_eq!(files[0].name, "goalpost-review.xml");
        insta::assert_snapshot!(files[0].text);
    }
}
