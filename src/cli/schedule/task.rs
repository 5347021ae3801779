//! A task for the Task Scheduler of Windows, as XML that `schtasks /Create /XML` and the console import.
//!
//! It is plain ASCII without a declared encoding, with other characters as numbers: shells of Windows write what a program
//! prints in an encoding of their own, and the paths in it have to survive that.

use super::entry::ScheduleEntry;
use super::when::NAMES;
use std::fmt::Write;

pub(super) fn entry(entry: &ScheduleEntry) -> String {
    let arguments: Vec<String> = entry.arguments().iter().map(|word| quoted(word)).collect();
    let days: String = entry.days.positions().map(|day| ["          <", NAMES[day], " />\n"].concat()).collect();
    let ScheduleEntry { title, program, folder, today, at, unit, .. } = entry;
    let (title, program, folder) = (escaped(title), escaped(program), escaped(folder));
    let minutes = entry.limit_minutes();
    let text = format!(
        "<?xml version=\"1.0\"?>\n\
         <!-- schtasks /Create /TN {unit} /XML {unit}.xml /RU DOMAIN\\USER /RP\n\
         The password is asked for: a task without one sees no share. Drives with a letter are those of a session, so \
         name shares by their server. -->\n\
         <Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n\
         \x20 <RegistrationInfo>\n\
         \x20   <Description>{title}: {when}</Description>\n\
         \x20 </RegistrationInfo>\n\
         \x20 <Triggers>\n\
         \x20   <CalendarTrigger>\n\
         \x20     <StartBoundary>{today}T{at}:00</StartBoundary>\n\
         \x20     <ScheduleByWeek>\n\
         \x20       <WeeksInterval>1</WeeksInterval>\n\
         \x20       <DaysOfWeek>\n\
         {days}\
         \x20       </DaysOfWeek>\n\
         \x20     </ScheduleByWeek>\n\
         \x20   </CalendarTrigger>\n\
         \x20 </Triggers>\n\
         \x20 <Principals>\n\
         \x20   <Principal id=\"Author\">\n\
         \x20     <LogonType>Password</LogonType>\n\
         \x20     <RunLevel>LeastPrivilege</RunLevel>\n\
         \x20   </Principal>\n\
         \x20 </Principals>\n\
         \x20 <Settings>\n\
         \x20   <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\n\
         \x20   <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n\
         \x20   <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\n\
         \x20   <StartWhenAvailable>true</StartWhenAvailable>\n\
         \x20   <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>\n\
         \x20   <ExecutionTimeLimit>PT{minutes}M</ExecutionTimeLimit>\n\
         \x20 </Settings>\n\
         \x20 <Actions Context=\"Author\">\n\
         \x20   <Exec>\n\
         \x20     <Command>{program}</Command>\n\
         \x20     <Arguments>{arguments}</Arguments>\n\
         \x20     <WorkingDirectory>{folder}</WorkingDirectory>\n\
         \x20   </Exec>\n\
         \x20 </Actions>\n\
         </Task>\n",
        when = escaped(&entry.shown()),
        at = at.shown(),
        arguments = escaped(&arguments.join(" ")),
    );
    text
}

/// One argument as programs on Windows take their command line apart: backslashes count only before a quote.
fn quoted(word: &str) -> String {
    if !word.is_empty() && !word.contains([' ', '\t', '"']) {
        return word.to_owned();
    }
    let mut quoted = String::from("\"");
    let mut backslashes = 0;
    for c in word.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => {
                quoted.push_str(&"\\".repeat(backslashes * 2 + 1));
                quoted.push('"');
                backslashes = 0;
            }
            _ => {
                quoted.push_str(&"\\".repeat(backslashes));
                quoted.push(c);
                backslashes = 0;
            }
        }
    }
    quoted.push_str(&"\\".repeat(backslashes * 2));
    quoted + "\""
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c if c.is_ascii() => escaped.push(c),
            // A string takes all that is written to it.
            c => drop(write!(escaped, "&#x{:X};", u32::from(c))),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_come_apart_as_they_were() {
        assert_eq!(quoted(r"\\server\share\a.toml"), r"\\server\share\a.toml");
        assert_eq!(quoted(r"\\server\share\my review.toml"), "\"\\\\server\\share\\my review.toml\"");
        assert_eq!(quoted(r"C:\my folder\"), "\"C:\\my folder\\\\\"");
        assert_eq!(quoted("a \"b\" \\\"c"), "\"a \\\"b\\\" \\\\\\\"c\"");
        assert_eq!(quoted(""), "\"\"");
    }

    #[test]
    fn every_character_survives_any_code_page() {
        assert_eq!(escaped("매출 & <b>"), "&#xB9E4;&#xCD9C; &amp; &lt;b&gt;");
    }
}
