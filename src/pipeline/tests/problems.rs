//! Each problem by itself, as the cases have it.

use super::cases::{ADDED_LINES, REPLACED};
use super::{added, assert_problems, changed, moved};
use crate::diagnostic::Severity;
use crate::pipeline::{CustomProblem, PipelineProblem, load};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn each_problem_names_its_line_its_words_and_the_remedy() {
    for (_, lines, expected) in ADDED_LINES {
        let expected: Vec<String> = expected.split('\n').map(moved).collect();
        assert_problems(&added(lines), &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for (_, from, to, expected) in REPLACED {
        assert_problems(&changed(from, to), &[expected]);
    }
}

#[test]
fn every_rule_has_a_case_and_says_what_it_means() {
    let mut tested: BTreeSet<&str> = ["pipeline_unreadable", "pipeline_not_utf8", "not_supported_yet"].into();
    for (code, text) in ADDED_LINES
        .iter()
        .map(|(code, lines, _)| (code, added(lines)))
        .chain(REPLACED.iter().map(|(code, from, to, _)| (code, changed(from, to))))
    {
        let findings = load(Path::new("p.toml"), &text, super::KNOWN).unwrap_err();
        assert_eq!(findings[0].code(), *code);
        tested.insert(code);
    }
    let rules = [PipelineProblem::RULES, CustomProblem::RULES].concat();
    assert_eq!(tested, rules.iter().map(|rule| rule.code).collect());
    assert_eq!(tested.len(), rules.len(), "codes are unique");
    for rule in rules {
        assert!(rule.explanation.ends_with('.') && rule.severity == Severity::Stop && !rule.adjustable, "{rule:?}");
    }
}

#[test]
fn an_empty_list_of_inputs_is_no_input() {
    assert_problems(
        "input = []\n[pipeline]\nname = \"a\"\ninputs = \".\"\noutput = \"out\"\n",
        &["1: : expected `[[input]]`, found none (each kind of export has one, with `name`, `fact` and `files`)"],
    );
}
