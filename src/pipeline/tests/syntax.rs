//! Several problems at once, beside errors in the TOML itself.

use super::{SMALL, added, assert_problems, changed, problems};
use crate::pipeline::{KnownNames, load};
use proptest::prelude::*;
use std::path::Path;

#[test]
fn all_problems_come_out_together_in_the_order_of_the_file() {
    assert_problems(
        r#"[pipeline]
nam = "Review"
inputs = 5
output = "out"

[scoring]
met = 2

[[input]]
name = "revenue"
fact = "revenue"
pick = "none"
[input.columns]
total = "Total"

[calendar]
fiscal_year_start = "April"
"#,
        &[
            "1: [pipeline]: expected `name` in `[pipeline]`, found none (add `name = …` under `[pipeline]`)",
            "1: [pipeline]: expected `currency` in `[pipeline]`, found none, and input `revenue` reads money \
             (`amount`) \
             (add the currency of the scorecards, such as `currency = \"USD\"`)",
            "2: nam: unknown key `nam` in `[pipeline]` (did you mean `name`?)",
            "3: 5: `inputs`: expected a string, found an integer (put the value in quotes)",
            "7: met: `met` (2) is above `exceeded` (1.05) (they rise from `at_risk` over `met` and `exceeded` \
             to `cap`)",
            "9: [[input]]: expected `files` in `[[input]]`, found none (add `files = …` under `[[input]]`)",
            "12: \"none\": `pick`: expected `all` or `newest`, found `none`",
            "14: total: `total` is not a column of `revenue` (expected one of `product`, `period`, `customer`, \
             `region`, \
             `segment`, `currency`, `amount`, `units` or `cost`)",
            "17: \"April\": `fiscal_year_start`: expected an integer, found a string (write a number without quotes)",
        ],
    );
}

#[test]
fn an_error_in_the_toml_hides_no_other_problem_and_makes_none_up() {
    let text = changed("name = \"Review\"", "name = \"Review").replace("*.csv\"\n", "*.csv\"\npick = \"none\"\n");
    assert_problems(
        &text,
        &[
            "2: : invalid basic string, expected `\"`",
            "11: \"none\": `pick`: expected `all` or `newest`, found \
        `none`",
        ],
    );
}

#[test]
fn under_a_broken_header_nothing_is_said_about_keys() {
    assert_problems(&added("[calendar\nanchor = 1\n"), &["11: : unclosed table, expected `]`"]);
    assert_problems(&added("[input]\nzzz = 1\n"), &["11: input: `input` is written twice (keep one of the two)"]);
}

#[test]
fn a_path_with_backslashes_gets_a_hint() {
    let said = problems(&changed("\"in\"", "\"..\\sample\""));
    assert_eq!(said.len(), 1);
    assert!(said[0].ends_with("(write paths with `/`, or put the text in single quotes)"), "{said:?}");
}

#[test]
fn a_value_of_the_user_cannot_disturb_the_terminal() {
    assert_problems(
        &changed("\"USD\"", "\"\\u001b[2J\""),
        &["3: \"\\u001b[2J\": `currency`: expected a code of three capital letters, found `\\u{1b}[2J`"],
    );
}

proptest! {
    /// Whatever a file says, it is a pipeline or a list of problems inside the file.
    #[test]
    fn broken_files_give_problems_and_nothing_worse(
        start in 0_usize..4_000, length in 0_usize..40, put in "[\\[\\]{}=\"'\\\\,.# a0\n가]{0,6}",
    ) {
        let text = include_str!("contract.toml");
        let edge = |mut at: usize| { while !text.is_char_boundary(at.min(text.len())) { at += 1; } at.min(text.len()) };
        let broken = format!("{}{put}{}", &text[..edge(start)], &text[edge(start + length)..]);
        match load(Path::new("p.toml"), &broken, KnownNames::default()) {
            Ok(_) => prop_assert!(false, "the file of the contract asks for more than there is"),
            Err(findings) => {
                prop_assert!(!findings.is_empty());
                for finding in findings {
                    let crate::place::Place::Toml { source, span } = finding.place else { panic!("no place") };
                    prop_assert!(source.text.get(span).is_some());
                }
            }
        }
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    assert_problems(&text, &[]);
    let said = problems(&text.replace("\"USD\"", "USD"));
    assert_eq!(said, ["3: USD: string values must be quoted, expected literal string"]);
}
