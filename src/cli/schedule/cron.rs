//! A line for `crontab -e`. Cron mails what a command says, so it says nothing when all is well.

use super::entry::ScheduleEntry;
use super::when::Days;

pub(super) fn entry(entry: &ScheduleEntry) -> String {
    let words: Vec<String> = entry.words().iter().map(|word| quoted(word)).collect();
    // A `%` is a line break to cron, in quotes too.
    let command = words.join(" ").replace('%', "\\%");
    let minute = entry.at.minute;
    let hour = entry.at.hour;
    format!(
        "# {}: {}\n# Add this line with `crontab -e`. Cron mails what it says, which is nothing when everything is published.\n\
         {minute} {hour} * * {} {command}\n",
        entry.title,
        entry.shown(),
        days(entry.days),
    )
}

/// Monday is 1, Sunday 0.
fn days(days: Days) -> String {
    let number = |day: usize| (day + 1) % 7;
    let run = |(first, last): (usize, usize)| match (first, last) {
        _ if first == last => number(first).to_string(),
        // Up to Sunday, which no range reaches as 0.
        (_, 6) if last - first > 1 => format!("{}-{},0", number(first), number(last - 1)),
        (_, 6) => format!("{},0", number(first)),
        _ => format!("{}-{}", number(first), number(last)),
    };
    match days.runs().as_slice() {
        [(0, 6)] => "*".to_owned(),
        runs => runs.iter().copied().map(run).collect::<Vec<_>>().join(","),
    }
}

/// For the shell that cron calls.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-=+:,@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers_from_sunday() {
        for (text, expected) in [
            ("mon-fri", "1-5"),
            ("daily", "*"),
            ("mon,wed", "1,3"),
            ("sat-sun", "6,0"),
            ("thu-sun", "4-6,0"),
            ("sun", "0"),
            ("mon-tue,sun", "1-2,0"),
        ] {
            assert_eq!(days(Days::parse(text).unwrap()), expected, "{text}");
        }
    }
}
