//! A service and its timer for systemd, of the machine or of a user.

use super::entry::{File, ScheduleEntry};
use super::when::{Days, NAMES};

use crate::exit::Exit;
use strum::VariantArray;

pub(super) fn files(entry: &ScheduleEntry) -> [File; 2] {
    [
        File { name: format!("{}.service", entry.unit), text: service(entry) },
        File { name: format!("{}.timer", entry.unit), text: timer(entry) },
    ]
}

fn service(entry: &ScheduleEntry) -> String {
    let words: Vec<String> = entry.words().iter().map(|word| quoted(word)).collect();
    let minutes = entry.limit_minutes();
    format!(
        "# {unit}.service: into /etc/systemd/system, or into ~/.config/systemd/user for a user's own.\n\
         # Then: systemctl daemon-reload; systemctl enable --now {unit}.timer\n\
         [Unit]\n\
         Description={title}\n\
         Wants=network-online.target\n\
         After=network-online.target remote-fs.target\n\
         # Of the attempts below, no more than this\n\
         StartLimitIntervalSec=6h\n\
         StartLimitBurst=6\n\
         \n\
         [Service]\n\
         Type=oneshot\n\
         ExecStart={command}\n\
         TimeoutStartSec={minutes}min\n\
         # 75 is \"try later\": another run is publishing, or the share is away. Every other code but 0 is a failure that\n\
         # somebody has to look at, 3 among them: published, but not complete. RestartForceExitStatus=75 would say so in\n\
         # one line, but before systemd 256 a oneshot service with it is refused.\n\
         Restart=on-failure\n\
         RestartPreventExitStatus={others}\n\
         RestartSec=10min\n",
        unit = entry.unit,
        title = escaped(&entry.title),
        command = words.join(" "),
        others = others(),
    )
}

/// The codes of failures that trying again does not mend.
fn others() -> String {
    let others = Exit::VARIANTS.iter().filter(|exit| !matches!(exit, Exit::Done | Exit::TryLater));
    others.map(|exit| exit.code().to_string()).collect::<Vec<_>>().join(" ")
}

fn timer(entry: &ScheduleEntry) -> String {
    format!(
        "# {unit}.timer: beside {unit}.service\n\
         [Unit]\n\
         Description={title}, {when}\n\
         \n\
         [Timer]\n\
         OnCalendar={days}*-*-* {at}:00\n\
         # A machine that was off runs it when it is on again\n\
         Persistent=true\n\
         \n\
         [Install]\n\
         WantedBy=timers.target\n",
        unit = entry.unit,
        title = escaped(&entry.title),
        when = escaped(&entry.shown()),
        days = days(entry.days),
        at = entry.at.shown(),
    )
}

/// `Mon..Fri `, nothing for every day.
fn days(days: Days) -> String {
    let name = |day: usize| &NAMES[day][..3];
    let run = |(first, last): (usize, usize)| {
        if first == last { name(first).to_owned() } else { format!("{}..{}", name(first), name(last)) }
    };
    match days.runs().as_slice() {
        [(0, 6)] => String::new(),
        runs => runs.iter().copied().map(run).collect::<Vec<_>>().join(",") + " ",
    }
}

/// A percent sign is a placeholder everywhere.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "%%")
}

/// One word of a command line; a dollar sign is a variable there.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-=+:,@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("\"{}\"", escaped(word).replace('"', "\\\"").replace('$', "$$"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_names() {
        for (text, expected) in [("mon-fri", "Mon..Fri "), ("daily", ""), ("mon,wed-thu,sun", "Mon,Wed..Thu,Sun ")] {
            assert_eq!(days(Days::parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn words_mean_what_they_say() {
        assert_eq!(quoted("/srv/a.toml"), "/srv/a.toml");
        assert_eq!(quoted("/srv/5% of $x \"a\\b\".toml"), "\"/srv/5%% of $$x \\\"a\\\\b\\\".toml\"");
    }
}
