//! Trying again while what stands in the way may pass: another run that publishes, a share that is away.

use crate::exit::Exit;
use std::time::Duration;

/// The pause before the second attempt. Each later one is twice as long, up to [`LONGEST`]: a run that publishes takes
/// seconds, a share that is away minutes.
const FIRST: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_mins(2);

/// Time as it goes by.
pub(super) trait Clock {
    /// Since the start.
    fn elapsed(&self) -> Duration;
    fn sleep(&self, pause: Duration);
}

/// Makes attempts until one does not end with "try later" or the time is over; the last one is made when it is. `wait` is
/// told before every pause.
pub(super) fn insist<T>(
    time: Duration,
    clock: &dyn Clock,
    mut attempt: impl FnMut() -> (Exit, T),
    mut wait: impl FnMut(&T, Duration),
) -> (Exit, T) {
    let mut pause = FIRST;
    loop {
        let (exit, made) = attempt();
        let left = time.saturating_sub(clock.elapsed());
        if exit != Exit::TryLater || left.is_zero() {
            return (exit, made);
        }
        let now = pause.min(left);
        wait(&made, now);
        clock.sleep(now);
        pause = (pause * 2).min(LONGEST);
    }
}

/// `90s`, `30m`, `2h`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let refused = || "expected a number with s, m or h, such as 30m".to_owned();
    let text = text.trim();
    let unit = text.chars().last().ok_or_else(refused)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => return Err(refused()),
    };
    let number: u32 = text[..text.len() - 1].trim_end().parse().map_err(|_| refused())?;
    let duration = Duration::from_secs(u64::from(number) * seconds);
    // After a day the next run of the schedule is due.
    if duration > Duration::from_hours(24) { Err("expected 24h at most".to_owned()) } else { Ok(duration) }
}

/// As people read it: `5 s`, `2 min`.
pub(super) fn shown(pause: Duration) -> String {
    match pause.as_secs() {
        seconds if seconds >= 60 && seconds % 60 == 0 => format!("{} min", seconds / 60),
        0 => "less than a second".to_owned(),
        seconds => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use strum::VariantArray;

    /// A clock on which only sleep takes time.
    #[derive(Default)]
    struct Asleep(Cell<Duration>);

    impl Clock for Asleep {
        fn elapsed(&self) -> Duration {
            self.0.get()
        }

        fn sleep(&self, pause: Duration) {
            self.0.set(self.0.get() + pause);
        }
    }

    fn pauses(time: &str, exits: impl IntoIterator<Item = Exit>) -> (Exit, Vec<u64>) {
        let mut exits = exits.into_iter();
        let mut pauses = Vec::new();
        let attempt = || (exits.next().unwrap_or(Exit::TryLater), ());
        let time = if time.is_empty() { Duration::ZERO } else { duration(time).unwrap() };
        let (exit, ()) = insist(time, &Asleep::default(), attempt, |(), pause| pauses.push(pause.as_secs()));
        (exit, pauses)
    }

    #[test]
    fn pauses_grow_and_the_last_attempt_is_made_when_the_time_is_over() {
        assert_eq!(pauses("", []), (Exit::TryLater, vec![]));
        assert_eq!(pauses("12s", []), (Exit::TryLater, vec![5, 7]));
        assert_eq!(pauses("10m", []), (Exit::TryLater, vec![5, 10, 20, 40, 80, 120, 120, 120, 85]));
        let (_, long) = pauses("30m", []);
        assert_eq!(long.iter().sum::<u64>(), 1800);
    }

    #[test]
    fn any_other_end_is_the_end() {
        for exit in Exit::VARIANTS.iter().copied().filter(|exit| *exit != Exit::TryLater) {
            assert_eq!(pauses("30m", [exit]), (exit, vec![]));
            assert_eq!(pauses("30m", [Exit::TryLater, Exit::TryLater, exit]), (exit, vec![5, 10]));
        }
    }

    #[test]
    fn times_are_written_with_their_unit() {
        let seconds = |text| duration(text).map(|duration| duration.as_secs()).ok();
        assert_eq!(seconds("90s"), Some(90));
        assert_eq!(seconds("30m"), Some(1800));
        assert_eq!(seconds("2 h"), Some(7200));
        assert_eq!(seconds("24h"), Some(86400));
        for text in ["", "30", "m", "-5m", "1.5h", "25h", "30 분", "99999999999h"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(shown(Duration::from_mins(2)), "2 min");
        assert_eq!(shown(Duration::from_secs(85)), "85 s");
        assert_eq!(shown(Duration::from_millis(300)), "less than a second");
    }
}
