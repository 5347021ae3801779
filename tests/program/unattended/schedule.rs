//! Entries for schedulers, read by what reads them: the shell that cron calls, systemd itself, an XML parser.

use super::{Ran, Review};
use crate::running::can;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A review in a folder whose name every scheduler takes for something else, and the path of its pipeline.
fn odd() -> (Review, PathBuf) {
    let review = Review::new();
    let folder = "5% of o'brien's \"$HOME\" \\n & 매출";
    for name in ["review.toml", "exports/revenue.csv"] {
        review.put(&format!("{folder}/{name}"), &review.read(name));
    }
    let path = review.path(folder).join("review.toml");
    (review, path)
}

fn entry(review: &Review, pipeline: &PathBuf, args: &str) -> Ran {
    let mut command = review.command("schedule");
    command.arg(pipeline).args(args.split_whitespace());
    Ran::of(&command.output().unwrap())
}

fn entry_of(args: &str) -> String {
    let (review, pipeline) = odd();
    entry(&review, &pipeline, args).ended(0).stdout
}

#[test]
fn what_cron_hands_to_its_shell_is_silent_and_publishes() {
    let (review, pipeline) = odd();
    let line = entry(&review, &pipeline, "--cron --at 07:05 --days mon-fri").ended(0).stdout;
    let line = line.lines().find(|line| !line.starts_with('#')).unwrap().to_owned();
    let mut fields = line.splitn(6, ' ');
    let when: Vec<&str> = fields.by_ref().take(5).collect();
    assert_eq!(when, ["5", "7", "*", "*", "1-5"]);
    // As cron does it: a percent sign is a line break unless a backslash stands before it, and /bin/sh gets the rest.
    let command = fields.next().unwrap();
    assert!(!command.replace("\\%", "").contains('%'), "{command}");
    let command = command.replace("\\%", "%");
    let run = || Command::new("/bin/sh").args(["-c", &command]).current_dir("/").env_clear().output().unwrap();
    let ran = Ran::of(&run()).ended(0);
    assert_eq!((ran.stdout, ran.stderr), (String::new(), String::new()));
    let folder = pipeline.parent().unwrap();
    assert!(folder.join("out/2026-10/run.json").exists());
    let log = fs::read_to_string(folder.join("logs/review.log")).unwrap();
    assert!(log.contains("--scheduled --quiet --retry-for 1800s"), "{log}");
    fs::write(folder.join("exports/revenue.csv"), "").unwrap();
    assert!(!Ran::of(&run()).ended(4).stderr.is_empty(), "cron mails what is wrong");
}

#[test]
fn systemd_takes_the_service_and_the_timer_as_they_are() {
    if !can(&["systemd-analyze", "--version"]) {
        return;
    }
    let (review, pipeline) = odd();
    let json = entry(&review, &pipeline, "--systemd --at 07:00 --days mon,wed-fri --format json").ended(0).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut units = Vec::new();
    for file in json["files"].as_array().unwrap() {
        let (name, text) = (file["name"].as_str().unwrap(), file["text"].as_str().unwrap());
        review.put(name, text);
        units.push((name.to_owned(), text.to_owned()));
    }
    assert_eq!(
        units.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["goalpost-review.service", "goalpost-review.timer"]
    );
    // Another root without man pages would be complained of.
    let verify = Command::new("systemd-analyze")
        .args(["verify", "--man=no", "--recursive-errors=no"])
        .args(units.iter().map(|(name, _)| review.path(name)))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verify.stderr).into_owned();
    assert!(verify.status.success() && !said.contains("goalpost-review"), "{said}");
    let calendar = units[1].1.lines().find_map(|line| line.strip_prefix("OnCalendar=")).unwrap();
    let read = Command::new("systemd-analyze").args(["calendar", calendar]).output().unwrap();
    let read = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(read.contains("Normalized form: Mon,Wed..Fri *-*-* 07:00:00"), "{read}");
    let service = &units[0].1;
    for line in ["Type=oneshot", "Restart=on-failure", "RestartPreventExitStatus=1 2 3 4 130", "TimeoutStartSec=90min"]
    {
        assert!(service.lines().any(|known| known == line), "{line} in {service}");
    }
    assert!(!service.contains("SuccessExitStatus"), "{service}");
    // The file as people get it has both.
    let both = entry(&review, &pipeline, "--systemd --at 07:00 --days mon,wed-fri").ended(0).stdout;
    assert_eq!(both, format!("{}\n{}", units[0].1, units[1].1));
}

#[test]
fn a_task_is_xml_that_names_the_pipeline_whatever_it_is_called() {
    if !can(&["python3", "-c", "import xml.etree.ElementTree"]) {
        return;
    }
    let (review, pipeline) = odd();
    let xml = entry(&review, &pipeline, "--task-scheduler --at 7:00 --days daily --retry-for 2h").ended(0).stdout;
    assert!(xml.is_ascii(), "any code page may be between it and its file: {xml}");
    let script = "
import sys, xml.etree.ElementTree as tree
for encoding in ('utf-8', 'utf-16'):
    root = tree.fromstring(open(sys.argv[1]).read().encode(encoding))
at = lambda path: root.find(path.replace('/', '/{http://schemas.microsoft.com/windows/2004/02/mit/task}'))
print(at('./Actions/Exec/Arguments').text)
print(at('./Actions/Exec/WorkingDirectory').text)
print(at('./Settings/MultipleInstancesPolicy').text, at('./Settings/StartWhenAvailable').text)
print(at('./Settings/ExecutionTimeLimit').text)
print(at('./Triggers/CalendarTrigger/StartBoundary').text[10:])
print(len(at('./Triggers/CalendarTrigger/ScheduleByWeek/DaysOfWeek')))
";
    review.put("task.xml", &xml);
    let mut python = Command::new("python3");
    let python = python.args(["-c", script]).arg(review.path("task.xml")).env("PYTHONIOENCODING", "utf-8");
    let read = Ran::of(&python.stdin(Stdio::null()).output().unwrap()).ended(0).stdout;
    let read: Vec<&str> = read.lines().collect();
    let path = pipeline.display().to_string().replace('"', "\\\"");
    assert_eq!(read[0], format!("run \"{path}\" --scheduled --quiet --retry-for 7200s"));
    assert_eq!(read[1], pipeline.parent().unwrap().display().to_string());
    assert_eq!(read[2..], ["IgnoreNew true", "PT180M", "T07:00:00", "7"]);
}

#[test]
fn an_entry_for_a_working_day_leaves_the_day_to_the_run() {
    for scheduler in ["--cron", "--systemd", "--task-scheduler"] {
        let entry = entry_of(&format!("{scheduler} --at 07:00 --monthly-working-day 5"));
        assert!(entry.contains("--on-working-day 5"), "{entry}");
        assert!(entry.contains("1-5 ") || entry.contains("Mon..Fri") || entry.contains("<Friday />"), "{entry}");
    }
}

#[test]
fn what_no_scheduler_could_keep_is_refused() {
    let review = Review::new();
    let refused = |args: &str, code: i32| review.run(args).ended(code).stderr;
    refused("schedule review.toml --at 07:00", 2);
    refused("schedule review.toml --cron", 2);
    refused("schedule review.toml --cron --systemd --at 07:00", 2);
    refused("schedule review.toml --cron --at 25:00", 2);
    refused("schedule review.toml --cron --at 07:00 --days someday", 2);
    refused("schedule review.toml --cron --at 07:00 --days mon --monthly-working-day 5", 2);
    assert!(refused("schedule none.toml --cron --at 07:00", 2).contains("pipeline_unreadable"));
    review.put("two\nlines/review.toml", &review.read("review.toml"));
    let ran = entry(&review, &review.path("two\nlines/review.toml"), "--cron --at 07:00").ended(2);
    assert!(ran.stderr.contains("error[not_for_a_schedule]: no scheduler can hold the path"), "{}", ran.stderr);
}

#[test]
fn on_any_other_working_day_nothing_is_done() {
    let review = Review::new();
    // No period has so many working days before today and after it.
    let today = chrono::Local::now().date_naive();
    let number = if chrono::Datelike::day(&today) > 15 { 1 } else { 20 };
    let ran = review.run(&format!("run review.toml --scheduled --on-working-day {number}")).ended(0);
    let said = format!("not today: working day {number} of this period is ");
    assert!(ran.stderr.starts_with(&said) && ran.stderr.ends_with("; nothing was done\n"), "{}", ran.stderr);
    assert!(!review.path("out").exists());
    assert!(review.log("logs/review.log").contains(&said));
}
