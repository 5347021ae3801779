//! `goalpost schedule`: an entry for the scheduler that the machine has already. goalpost has none of its own.

mod cron;
mod entry;
mod systemd;
mod task;
mod when;

pub(super) use entry::{Scheduler, Wanted};
pub(super) use when::{At, Days};

use super::json;
use super::terminal::Terminal;
use crate::exit::Exit;
use crate::run;
use entry::{File, ScheduleEntry};
use serde_json::json;

pub(super) fn schedule(wanted: &Wanted, terminal: &Terminal) -> Exit {
    let made = run::open_pipeline(&wanted.pipeline).and_then(|pipeline| {
        let entry = ScheduleEntry::of(wanted, &pipeline.value.name).map_err(|finding| vec![finding])?;
        Ok(files(&entry, wanted.scheduler))
    });
    let files = match made {
        Ok(files) => files,
        Err(findings) => return terminal.refuse(&findings, Exit::Usage),
    };
    let object = || {
        let mut object = json::findings(&[], Exit::Done);
        object["files"] = files.iter().map(|file| json!({ "name": file.name, "text": file.text })).collect();
        object
    };
    terminal.show(|| files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().join("\n"), object);
    Exit::Done
}

fn files(entry: &ScheduleEntry, scheduler: Scheduler) -> Vec<File> {
    let one = |extension: &str, text| vec![File { name: format!("{}.{extension}", entry.unit), text }];
    match scheduler {
        Scheduler::Cron => one("cron", cron::entry(entry)),
        Scheduler::Systemd => systemd::files(entry).into(),
        Scheduler::Windows => one("xml", task::entry(entry)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// As it would be on Windows, which tests do not run on.
    #[test]
    fn a_task_names_a_share_by_its_server() {
        let entry = ScheduleEntry {
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
        let files = files(&entry, Scheduler::Windows);
        assert_eq!(files[0].name, "goalpost-review.xml");
        insta::assert_snapshot!(files[0].text);
    }
}
