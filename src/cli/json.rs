//! Findings and outcomes as one JSON object, for other programs.

use crate::diagnostic::{Finding, SeverityCount};
use crate::exit::Exit;
use crate::publish::Delivery;
use crate::run::{Outcome, Unchanged};
use serde_json::{Value, json};

/// A run: its exit code, findings and outputs.
pub(super) fn outcome(outcome: &Outcome, exit: Exit) -> Value {
    let deliveries = outcome.published.iter().flat_map(|published| &published.deliveries);
    let mut object = findings(&outcome.findings, exit);
    object["folder"] = json!(outcome.folder.as_ref().map(|folder| folder.display().to_string()));
    object["outputs"] = deliveries.map(delivery).collect();
    object
}

/// A run that had nothing to do: the same object without findings and outputs, and the run that stands.
pub(super) fn unchanged(last: &Unchanged) -> Value {
    let mut object = findings(&[], Exit::Done);
    object["folder"] = json!(last.folder.display().to_string());
    object["outputs"] = json!([]);
    object["unchanged_since"] = json!(last.run);
    object
}

/// What every command has that found something.
pub(super) fn findings(findings: &[Finding], exit: Exit) -> Value {
    let SeverityCount { stop, quarantine, warn, note } = SeverityCount::of(findings);
    json!({
        "exit_code": exit.code(),
        "summary": { "stop": stop, "quarantine": quarantine, "warn": warn, "note": note },
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// The columns of `findings.csv`; what is empty there is `null` here.
pub(super) fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code(),
        "severity": finding.severity.into_str(),
        "input": finding.input.as_deref(),
        "file": finding.place.file(),
        "sheet": finding.place.sheet(),
        "cell": finding.place.cell(),
        "message": finding.problem.message(),
        "hint": finding.problem.hint(),
    })
}

fn delivery(delivery: &Delivery) -> Value {
    json!({
        "file": delivery.name,
        "kind": delivery.kind.into_str(),
        "bytes": delivery.bytes,
        "hash": delivery.hash,
        "state": delivery.state.into_str(),
        "pending": delivery.pending,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::FormatProblem;
    use crate::place::Place;
    use crate::publish::{Delivered, OutputKind, Published};
    use crate::run::Reached;

    #[test]
    fn a_run_is_one_object_with_its_findings_and_outputs() {
        let delivery = Delivery {
            name: "metrics.csv".to_owned(),
            kind: OutputKind::Csv,
            bytes: 3,
            hash: "ab".to_owned(),
            state: Delivered::Written,
            pending: None,
        };
        let ran = Outcome {
            findings: vec![Finding::new(Place::File("매출.xlsx".into()), FormatProblem::EmptyFile)],
            reached: Reached::End,
            folder: Some("out/2026-10".into()),
            published: Some(Published { deliveries: vec![delivery], recorded: true, ..Published::default() }),
            ..Outcome::default()
        };
        assert_eq!(
            outcome(&ran, Exit::Done),
            json!({
                "exit_code": 0,
                "summary": { "stop": 1, "quarantine": 0, "warn": 0, "note": 0 },
                "findings": [{
                    "code": "empty_file",
                    "severity": "stop",
                    "input": null,
                    "file": "매출.xlsx",
                    "sheet": null,
                    "cell": null,
                    "message": "is empty: 0 bytes",
                    "hint": "ask for the file again",
                }],
                "folder": "out/2026-10",
                "outputs": [
                    { "file": "metrics.csv", "kind": "csv", "bytes": 3, "hash": "ab", "state": "written", "pending": null },
                ],
            })
        );
    }
}
