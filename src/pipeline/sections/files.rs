//! `files` of an input: patterns below the folder of the exports.

use crate::pipeline::entry::Entry;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::ExpectedValue;

/// The patterns with `.` folders taken out, since a pattern is compared with clean relative paths.
pub(crate) fn read(entry: Entry) -> Vec<String> {
    let written = entry.texts(&ExpectedValue::TextOrList).unwrap_or_default();
    written.into_iter().filter_map(|(entry, text)| pattern(entry, text)).collect()
}

fn pattern(entry: Entry, text: &str) -> Option<String> {
    if leaves_the_root(text) {
        entry.problem(PipelineProblem::FileOutsideInputs { pattern: text.to_owned() });
        return None;
    }
    entry.glob(text, text)?;
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    Some(parts.join("/"))
}

/// An absolute path of any system, since pipelines travel between them, or a step upwards.
fn leaves_the_root(pattern: &str) -> bool {
    let mut start = pattern.chars();
    let drive = start.next().is_some_and(|letter| letter.is_ascii_alphabetic()) && start.next() == Some(':');
    drive || pattern.starts_with(['/', '\\']) || pattern.split(['/', '\\']).any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::leaves_the_root;

    #[test]
    fn only_patterns_below_the_root_are_inside() {
        for outside in
            ["/srv/a.csv", "\\\\host\\share\\a.csv", "C:\\a.csv", "c:a.csv", "../a.csv", "a/../../b", "a\\..\\b"]
        {
            assert!(leaves_the_root(outside), "{outside}");
        }
        for inside in ["a.csv", "./a/*.csv", "a..b/c...csv", "재무/매출*.xlsx", "**/*.csv"] {
            assert!(!leaves_the_root(inside), "{inside}");
        }
    }
}
