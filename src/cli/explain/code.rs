//! `goalpost explain CODE`.

use crate::cli::problem::CliProblem;
use crate::cli::terminal::Terminal;
use crate::diagnostic::{Finding, Rule, Severity};
use crate::exit::Exit;
use crate::name::fold;
use crate::place::Place;
use serde_json::json;

pub(in crate::cli) fn explain(code: &str, rules: &[&'static Rule], terminal: &Terminal) -> Exit {
    let rule = match find(code, rules) {
        Ok(rule) => rule,
        Err(finding) => return terminal.refuse_each(&[finding], Exit::Usage),
    };
    let object = || {
        json!({
            "code": rule.code,
            "severity": rule.severity.into_str(),
            "adjustable": rule.adjustable,
            "explanation": rule.explanation,
        })
    };
    terminal.show(|| text(rule), object);
    Exit::Done
}

/// Codes are taken as they stand in a message, brackets and case included.
fn find(code: &str, rules: &[&'static Rule]) -> Result<&'static Rule, Finding> {
    let wanted = fold(code.trim_matches(['[', ']', '`'])).replace([' ', '-'], "_");
    rules.iter().copied().find(|rule| rule.code == wanted).ok_or_else(|| {
        let known = rules.iter().map(|rule| rule.code).collect();
        Finding::new(Place::Nowhere, CliProblem::UnknownCode { code: code.to_owned(), known })
    })
}

fn text(rule: &Rule) -> String {
    let effect = match rule.severity {
        Severity::Stop => "stops the run",
        Severity::Quarantine => "sets aside the product that it is about",
        Severity::Warn => "is published with the scorecard",
        Severity::Note => "is worth knowing and changes nothing",
    };
    let adjusted = if rule.adjustable {
        format!("`{} = \"stop\"`, `\"warn\"` or `\"ignore\"` under `[quality]` changes that.", rule.code)
    } else {
        "Nothing under `[quality]` changes that.".to_owned()
    };
    let quarantine = if rule.is_about_a_product() {
        " `\"quarantine\"` sets aside the product that it is about, and publishes the others."
    } else {
        ""
    };
    format!("{}\n\n{}\n\nA finding of this kind {effect}. {adjusted}{quarantine}\n", rule.code, rule.explanation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli;

    #[test]
    fn every_rule_is_explained_under_its_code() {
        let rules = cli::rules();
        for rule in &rules {
            let text = text(find(rule.code, &rules).unwrap());
            assert!(text.starts_with(rule.code) && text.contains(rule.explanation), "{text}");
        }
    }

    #[test]
    fn a_code_may_be_copied_with_its_brackets() {
        for code in ["[no_file]", "No File", "no-file"] {
            assert_eq!(find(code, &cli::rules()).unwrap().code, "no_file");
        }
    }

    #[test]
    fn an_unknown_code_gets_the_nearest_one() {
        let hint = |code| find(code, &cli::rules()).unwrap_err().problem.hint().unwrap();
        assert_eq!(hint("duplicat_rows"), "did you mean `duplicate_rows`?");
        assert_eq!(hint("zzz"), "codes stand in brackets before the message of a finding");
    }
}
