//! What a pipeline file gives: the resolved pipeline, or every problem with its line and its words.

/// Cases of a table: what is done => what is said.
macro_rules! cases {
    ($($($done:literal),+ => $said:literal;)*) => { &[$(($($done),+, $said)),*] };
}

mod cases;
mod contract;
mod input;
mod later;
mod own;
mod problems;
mod promised;
mod reading;
mod resolved;
mod syntax;

use super::{KnownNames, Pipeline, load};
use crate::diagnostic::{Finding, Rule, Severity, Warned};
use crate::place::Place;
use std::path::Path;

/// The smallest file without problems. It ends inside `[[input]]`, so keys of one can be added.
const SMALL: &str = r#"[pipeline]
name = "Review"
currency = "USD"
inputs = "in"
output = "out"

[[input]]
name = "revenue"
fact = "revenue"
files = "*.csv"
"#;

/// First line of what is added to [`SMALL`].
const ADDED: usize = 11;

static SOFT: Rule = Rule::new("duplicate_rows", Severity::Warn, "").adjustable();
static HARD: Rule = Rule::new("unknown_product", Severity::Stop, "");
static ALWAYS: Rule = Rule::new("hidden_sheet", Severity::Warn, "");

static TOTALS: Rule = Rule::new("total_mismatch", Severity::Stop, "").adjustable();
static RESTATED: Rule = Rule::new("restated_closed_period", Severity::Warn, "").adjustable();

/// What the later stages know, as the tests have it.
const KNOWN: KnownNames<'static> = KnownNames { rules: &[&SOFT, &HARD, &ALWAYS, &TOTALS, &RESTATED], metrics: &[] };

fn added(text: &str) -> String {
    format!("{SMALL}{text}")
}

fn changed(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

fn loaded(text: &str) -> Pipeline {
    let path = Path::new("pipelines/review.toml");
    let Ok(pipeline) = load(path, text, KNOWN) else { panic!("{:#?}", problems(text)) };
    assert!(pipeline.findings.is_empty());
    pipeline.value
}

/// Each problem as `line: the text under the caret: message (hint)`.
fn problems(text: &str) -> Vec<String> {
    shown(load(Path::new("pipelines/review.toml"), text, KNOWN))
}

fn shown(loaded: Result<Warned<Pipeline>, Vec<Finding>>) -> Vec<String> {
    let Err(findings) = loaded else { return Vec::new() };
    let shown = findings.iter().map(|finding| {
        let Place::Toml { source, span } = &finding.place else { panic!("{finding:?}") };
        assert!(finding.stops());
        assert_eq!(source.path, "pipelines/review.toml");
        let line = source.text[..span.start].matches('\n').count() + 1;
        let hint = finding.problem.hint().map_or_else(String::new, |hint| format!(" ({hint})"));
        format!("{line}: {}: {}{hint}", &source.text[span.clone()], finding.problem.message())
    });
    shown.collect()
}

#[track_caller]
fn assert_problems(text: &str, expected: &[&str]) {
    assert_eq!(problems(text), expected, "in\n{text}");
}

/// An expected problem whose line counts from the first added one, with the line in the file.
fn moved(expected: &str) -> String {
    let (line, rest) = expected.split_once(':').unwrap();
    format!("{}:{rest}", line.parse::<usize>().unwrap() + ADDED - 1)
}
