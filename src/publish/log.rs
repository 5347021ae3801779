//! The log: what unattended runs said, one line each, in a file that never grows without end.
//!
//! The file under its own name is today's. When a run of a later day opens it, or it has become too large, it gets its day
//! into its name, `review.2026-10-31.log`, and the oldest of those go. Several processes may write to it at once: a line is
//! one write at the end of the file.

use crate::calendar::Date;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// How much of a log is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLimits {
    /// Of one file; what a single run says beyond it is left out.
    pub bytes: u64,
    /// Files beside today's.
    pub files: usize,
}

impl Default for LogLimits {
    fn default() -> Self {
        Self { bytes: 4 << 20, files: 30 }
    }
}

/// An open log.
#[derive(Debug)]
pub struct Log {
    file: File,
    /// Bytes that this process may still write.
    left: u64,
}

impl Log {
    /// Opens the log at `path` for lines of `today`, each of which begins with its day. A file that is no log is an
    /// error: it may be anybody's, and is left alone.
    pub fn open(path: &Path, today: Date, limits: LogLimits) -> io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        if begun(path)?.is_some_and(|log| is_over(log, today, limits)) {
            // One that cannot be moved away, since somebody reads it, is written on.
            let _ = begin_anew(path, today, limits);
        }
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Self { file, left: limits.bytes })
    }

    /// Adds a line; what it says has no line break.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        const FULL: &str = "… what this run said further is left out: the log has its limit\n";
        let line = format!("{text}\n");
        let bytes = line.len() as u64;
        if self.left == 0 {
            return Ok(());
        }
        if bytes > self.left {
            self.left = 0;
            let day = text.get(..text.find(' ').unwrap_or_default()).unwrap_or_default();
            return self.file.write_all(format!("{day} {FULL}").as_bytes());
        }
        self.left -= bytes;
        self.file.write_all(line.as_bytes())
    }
}

/// The day of the first line and the size of a log that is there; `None` for one that is empty or not there.
fn begun(path: &Path) -> io::Result<Option<(Date, u64)>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let bytes = file.metadata()?.len();
    if bytes == 0 {
        return Ok(None);
    }
    let mut day = [0; 10];
    let day = file.read_exact(&mut day).ok().and_then(|()| std::str::from_utf8(&day).ok()?.parse().ok());
    let foreign = || io::Error::new(io::ErrorKind::InvalidData, "it is there and is no log of goalpost");
    day.map(|day| Some((day, bytes))).ok_or_else(foreign)
}

/// Whether a log that has its first line from a day, and so many bytes, is put away.
fn is_over((day, bytes): (Date, u64), today: Date, limits: LogLimits) -> bool {
    day != today || bytes >= limits.bytes
}

/// Puts the log away, and drops those beyond the limit. Of processes that come at once one does it; the others write on in
/// what they found. Where the system cannot lock a folder, the names alone keep them apart.
fn begin_anew(path: &Path, today: Date, limits: LogLimits) -> io::Result<()> {
    let folder = File::open(folder_of(path));
    if folder.as_ref().is_ok_and(|folder| matches!(folder.try_lock(), Err(TryLockError::WouldBlock))) {
        return Ok(());
    }
    // Asked again, since another may have done it meanwhile.
    if let Some((day, _)) = begun(path)?.filter(|&log| is_over(log, today, limits)) {
        put_away(path, day)?;
        prune(path, limits.files)?;
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives the log the name of its day. Of two processes that do it at once, the second finds the name taken.
fn put_away(path: &Path, day: Date) -> io::Result<()> {
    for number in 0..1000_u32 {
        let target = path.with_file_name(name_of(path, day, number));
        match fs::hard_link(path, &target) {
            Ok(()) => return fs::remove_file(path),
            // A share that knows no second names.
            Err(_) if !target.exists() => return fs::rename(path, &target),
            Err(_) => {}
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// `review.2026-10-31.log`, and `review.2026-10-31.1.log` for the next of that day.
fn name_of(path: &Path, day: Date, number: u32) -> String {
    let (stem, extension) = parts(path);
    let number = if number == 0 { String::new() } else { format!(".{number}") };
    format!("{stem}.{day}{number}{extension}")
}

/// The name without its extension, and the extension with its point.
fn parts(path: &Path) -> (String, String) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
    (stem, extension.unwrap_or_default())
}

/// Removes the oldest logs beyond so many.
fn prune(path: &Path, keep: usize) -> io::Result<()> {
    let mut old: Vec<((Date, u32), PathBuf)> = fs::read_dir(folder_of(path))?
        .flatten()
        .filter_map(|entry| Some((age(path, entry.file_name().to_str()?)?, entry.path())))
        .collect();
    old.sort();
    let surplus = old.len().saturating_sub(keep);
    for (_, path) in old.into_iter().take(surplus) {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// The day and number in the name of a log that was put away; `None` for any other name.
fn age(path: &Path, name: &str) -> Option<(Date, u32)> {
    let (stem, extension) = parts(path);
    let inner = name.strip_prefix(&stem)?.strip_prefix('.')?.strip_suffix(&extension)?;
    let (day, number) = match inner.split_once('.') {
        Some((day, number)) => (day, number.parse().ok()?),
        None => (inner, 0),
    };
    let day: Date = day.parse().ok()?;
    (name_of(path, day, number) == name).then_some((day, number))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const LIMITS: LogLimits = LogLimits { bytes: 200, files: 2 };

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn say(path: &Path, today: &str, text: &str) {
        Log::open(path, day(today), LIMITS).unwrap().line(&format!("{today} {text}")).unwrap();
    }

    fn log(name: &str) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_log_is_written_on_for_a_day_and_then_put_away_under_it() {
        let (_folder, path) = log("logs/review.log");
        say(&path, "2026-10-30", "one");
        say(&path, "2026-10-30", "two");
        say(&path, "2026-10-31", "three");
        assert_eq!(fs::read_to_string(&path).unwrap(), "2026-10-31 three\n");
        let old = path.with_file_name("review.2026-10-30.log");
        assert_eq!(fs::read_to_string(old).unwrap(), "2026-10-30 one\n2026-10-30 two\n");
    }

    #[test]
    fn the_oldest_logs_go_and_nothing_else_does() {
        let (folder, path) = log("review.log");
        fs::write(folder.path().join("review.notes.log"), "mine").unwrap();
        fs::write(folder.path().join("other.2026-01-01.log"), "mine").unwrap();
        for today in ["2026-10-09", "2026-10-10", "2026-10-11", "2026-10-12", "2026-10-13"] {
            say(&path, today, "one");
        }
        assert_eq!(
            names(folder.path()),
            [
                "other.2026-01-01.log",
                "review.2026-10-11.log",
                "review.2026-10-12.log",
                "review.log",
                "review.notes.log"
            ]
        );
    }

    #[test]
    fn a_log_that_is_too_large_is_put_away_on_the_same_day_under_a_number() {
        let (folder, path) = log("review");
        for number in 0..3 {
            say(&path, "2026-10-31", &number.to_string().repeat(180));
            say(&path, "2026-10-31", &number.to_string().repeat(180));
        }
        assert_eq!(names(folder.path()), ["review", "review.2026-10-31", "review.2026-10-31.1"]);
    }

    #[test]
    fn what_one_run_says_beyond_the_limit_is_left_out_with_a_word() {
        let (_folder, path) = log("review.log");
        let mut log = Log::open(&path, day("2026-10-31"), LIMITS).unwrap();
        for _ in 0..100 {
            log.line(&format!("2026-10-31 {}", "x".repeat(80))).unwrap();
        }
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 3);
        assert!(text.ends_with("the log has its limit\n"), "{text}");
    }

    #[test]
    fn a_file_that_is_no_log_is_left_alone() {
        let (folder, path) = log("metrics.csv");
        for text in ["product,metric\n", "x", "2026-13-01 no day\n"] {
            fs::write(&path, text).unwrap();
            let error = Log::open(&path, day("2026-10-31"), LIMITS).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert!(Log::open(folder.path(), day("2026-10-31"), LIMITS).is_err(), "a folder");
    }

    #[test]
    fn a_log_is_over_on_another_day_or_at_its_limit() {
        let is_over = |from: &str, bytes| is_over((day(from), bytes), day("2026-10-31"), LIMITS);
        assert!(!is_over("2026-10-31", LIMITS.bytes - 1) && is_over("2026-10-31", LIMITS.bytes));
        // A clock that was wrong may have begun it tomorrow.
        assert!(is_over("2026-10-30", 1) && is_over("2026-11-01", 1));
    }

    #[test]
    fn whoever_comes_while_another_puts_it_away_writes_on_and_finds_it_done_later() {
        let (folder, path) = log("review.log");
        say(&path, "2026-10-30", "old");
        let other = File::open(folder.path()).unwrap();
        other.lock().unwrap();
        say(&path, "2026-10-31", "meanwhile");
        assert_eq!(names(folder.path()), ["review.log"]);
        drop(other);
        say(&path, "2026-10-31", "new");
        begin_anew(&path, day("2026-10-31"), LIMITS).unwrap();
        assert_eq!(names(folder.path()), ["review.2026-10-30.log", "review.log"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), "2026-10-31 new\n");
    }

    #[test]
    fn two_processes_that_open_it_on_a_new_day_lose_no_line() {
        let (folder, path) = log("review.log");
        say(&path, "2026-10-30", "old");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| say(&path, "2026-10-31", "new"));
            }
        });
        let all: String =
            names(folder.path()).iter().map(|name| fs::read_to_string(folder.path().join(name)).unwrap()).collect();
        assert_eq!(all.lines().filter(|line| line.ends_with("old")).count(), 1, "{all}");
        assert_eq!(all.lines().filter(|line| line.ends_with("new")).count(), 8, "{all}");
    }
}
