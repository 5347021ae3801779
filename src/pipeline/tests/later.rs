//! What the contract has and later work brings.

use super::{SMALL, added, assert_problems, moved};

const LATER: &[(&str, &str)] = &[
    ("push_down = true", "1: true: not supported yet: `push_down = true` (leave out `push_down` for now)"),
    ("query = \"a.sql\"", "1: query: not supported yet: `query` (leave out `query` for now)"),
    ("connection = \"a\"", "1: connection: not supported yet: `connection` (leave out `connection` for now)"),
];

#[test]
fn what_later_work_brings_is_refused_and_not_ignored() {
    for (lines, expected) in LATER {
        assert_problems(&added(lines), &[&moved(expected)]);
    }
    assert_problems(
        &format!("extends = \"base.toml\"\n{SMALL}"),
        &["1: extends: not supported yet: `extends` (leave out `extends` for now)"],
    );
}
