//! Every finding is raised by a test, of the whole program wherever a whole run can come to it.

use super::{root, rust_files};
use std::collections::BTreeSet;
use std::fs;

/// Findings that no run of the whole program can be brought to from outside: the code, the test that stands in for it,
/// the file of that test, and why.
const ELSEWHERE: &[(&str, &str, &str, &str)] = &[
    (
        "cannot_replace",
        "a_file_that_stays_open_is_kept_with_the_new_one_beside_it_and_its_person_is_named",
        "src/publish/tests/faults.rs",
        "only Windows and SMB keep a file that is open from being replaced",
    ),
    (
        "pending_stays",
        "a_pending_file_that_somebody_opened_stays_and_is_named",
        "src/publish/tests/faults.rs",
        "only Windows and SMB keep a file that is open from being removed",
    ),
    (
        "share_away",
        "a_share_that_is_away_is_waited_for_and_then_tried_later_with_nothing_changed",
        "src/publish/tests/faults.rs",
        "a share that is away is played by codes; whole runs meet EIO in `tests/program/running/disks.rs`",
    ),
    (
        "unsafe_file_name",
        "unsafe_and_colliding_names_are_refused_before_anything_is_written",
        "src/publish/tests.rs",
        "names are made safe on their way to the publisher",
    ),
    (
        "not_read_back",
        "a_workbook_that_cannot_be_read_back_is_never_published",
        "src/publish/tests.rs",
        "only a fault of goalpost gives it",
    ),
    (
        "page_lost",
        "every_page_must_be_found_again_in_its_order",
        "src/publish/output.rs",
        "only a fault of goalpost gives it",
    ),
];

/// Findings that nothing can raise, tests included, as far as is known.
const NOWHERE: &[(&str, &str)] =
    &[("scorecard_not_written", "the library that writes workbooks would have to refuse what it was checked to take")];

/// Codes as `findings!` declares them: `"code": Stop, …;`.
pub(super) fn declared() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in rust_files(&root().join("src")) {
        for line in fs::read_to_string(&path).unwrap().lines() {
            let Some((code, rest)) = line.trim().strip_prefix('"').and_then(|line| line.split_once("\": ")) else {
                continue;
            };
            let severity = rest.split([',', ';']).next();
            if rest.ends_with(';') && severity.is_some_and(|word| ["Stop", "Warn", "Note"].contains(&word)) {
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

/// A test without the lines of pipelines that say what a finding does: they ask for none.
fn without_policies(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = text.to_owned();
    for policy in ["stop", "warn", "ignore", "quarantine"] {
        for setting in [format!(" = \\\"{policy}\\\""), format!(" = \"{policy}\"")] {
            let pieces: Vec<&str> = rest.split(setting.as_str()).collect();
            let (last, before) = pieces.split_last().unwrap();
            let before: String = before.iter().map(|piece| piece.trim_end_matches(is_word)).collect();
            rest = before + last;
        }
    }
    rest
}

/// Every word of the tests of whole runs that could be a code.
fn words_of_tests() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for path in rust_files(&root().join("tests/program")) {
        let text = without_policies(&fs::read_to_string(path).unwrap());
        // A name of a variable or a function is no mention of a code: it stands in a text.
        for quoted in text.split('"').skip(1) {
            words.extend(quoted.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_finding_is_raised_by_a_test_of_a_whole_run_or_it_is_said_why_not() {
    let (declared, words) = (declared(), words_of_tests());
    assert!(declared.len() > 150, "only {} codes found", declared.len());
    let excused: BTreeSet<&str> =
        ELSEWHERE.iter().map(|(code, ..)| *code).chain(NOWHERE.iter().map(|(code, _)| *code)).collect();
    let untested: Vec<&String> =
        declared.iter().filter(|code| !words.contains(*code) && !excused.contains(code.as_str())).collect();
    assert!(untested.is_empty(), "no test in `tests/program` has {untested:?}");
    let unknown: Vec<&&str> = excused.iter().filter(|code| !declared.contains(**code)).collect();
    assert!(unknown.is_empty(), "no finding is called {unknown:?}");
    let needless: Vec<&&str> = excused.iter().filter(|code| words.contains(**code)).collect();
    assert!(needless.is_empty(), "tests of whole runs have {needless:?} after all");
}

#[test]
fn declarations_that_rustfmt_leaves_alone_keep_to_its_width() {
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let Some((_, declared)) = text.split_once("\nfindings! {\n") else { continue };
        let declared = declared.split("\n}\n").next().unwrap_or_default();
        let long: Vec<&str> = declared.lines().filter(|line| line.chars().count() > 120).collect();
        assert!(long.is_empty(), "{}: {long:#?}", path.display());
    }
}

#[test]
fn the_tests_that_stand_in_for_whole_runs_are_there() {
    for (code, test, file, _) in ELSEWHERE {
        let text = fs::read_to_string(root().join(file)).unwrap();
        assert!(text.contains(&format!("fn {test}(")), "{code}: `{file}` has no test `{test}`");
    }
}
