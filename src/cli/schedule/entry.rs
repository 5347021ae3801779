//! What an *entry* of a scheduler says, whichever scheduler it is for.

use super::when::{At, Days};
use crate::calendar::Date;
use crate::cli::problem::CliProblem;
use crate::cli::retry;
use crate::diagnostic::Finding;
use crate::place::Place;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Wanted {
    pub(in crate::cli) pipeline: PathBuf,
    pub(in crate::cli) scheduler: Scheduler,
    pub(in crate::cli) at: At,
    pub(in crate::cli) days: Days,
    /// The run is made on this working day of every period alone.
    pub(in crate::cli) working_day: Option<u32>,
    pub(in crate::cli) retry_for: Duration,
    pub(in crate::cli) today: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Scheduler {
    Cron,
    Systemd,
    Windows,
}

/// A file of an entry.
pub(super) struct File {
    pub(super) name: String,
    pub(super) text: String,
}

/// Everything that an entry says, in absolute paths.
pub(super) struct ScheduleEntry {
    pub(super) title: String,
    /// Name of units and tasks.
    pub(super) unit: String,
    pub(super) program: String,
    pub(super) pipeline: String,
    /// Of the pipeline.
    pub(super) folder: String,
    pub(super) at: At,
    pub(super) days: Days,
    pub(super) working_day: Option<u32>,
    pub(super) retry_for: Duration,
    pub(super) today: Date,
}

impl ScheduleEntry {
    pub(super) fn of(wanted: &Wanted, name: &str) -> Result<Self, Finding> {
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

    /// The whole command, word by word.
    pub(super) fn words(&self) -> Vec<String> {
        [self.program.clone()].into_iter().chain(self.arguments()).collect()
    }

    pub(super) fn arguments(&self) -> Vec<String> {
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
    pub(super) fn shown(&self) -> String {
        let (at, days) = (self.at.shown(), self.days.shown());
        let when = match self.working_day {
            Some(day) => format!("{at} on working day {day} of every period"),
            None if days == "every day" => format!("{at} every day"),
            None => format!("{at} on {days}"),
        };
        if self.retry_for.is_zero() { when } else { format!("{when}, trying for {}", retry::shown(self.retry_for)) }
    }

    /// After which a run has gone astray: an hour beside the time that it may wait.
    pub(super) fn limit_minutes(&self) -> u64 {
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
}
