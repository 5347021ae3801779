//! What the contract has and later work brings.

use super::{SMALL, added, assert_problems, moved};

const LATER: &[(&str, &str)] = &[
    ("push_down = true", "1: true: not supported yet: `push_down = true` (leave out `push_down` for now)"),
    (
        "[quality]\ntotal_mismatch = \"stop\"",
        "2: total_mismatch: not supported yet: `total_mismatch` (leave out `total_mismatch` for now)",
    ),
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
