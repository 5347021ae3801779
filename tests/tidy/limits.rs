//! Every limit that is documented has a test that is there, and every finding that is named is one.

use super::findings::declared;
use super::{root, rust_files};
use std::fs;

/// The cells of the lines of all tables in a page, without their heads.
fn lines(page: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what |"));
    rows.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// The words of a cell that stand in backticks.
fn named(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_limit_has_a_test_and_its_finding_is_one() {
    let mut code = String::new();
    for folder in ["src", "tests/program"] {
        for path in rust_files(&root().join(folder)) {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let declared = declared();
    let lines = lines("docs/limits.md");
    assert!(lines.len() >= 15, "only {} limits found", lines.len());
    for line in lines {
        let [what, _, finding, tests] = line.as_slice() else { panic!("{line:?}") };
        assert!(!named(tests).is_empty(), "{what}: no test");
        for test in named(tests) {
            assert!(code.contains(&format!("fn {test}(")), "{what}: no test is called `{test}`");
        }
        assert!(finding == "none" || named(finding).iter().all(|code| declared.contains(*code)), "{what}: {finding}");
    }
}
