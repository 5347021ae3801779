//! The comparison as one JSON object, for other programs. Figures are exact texts; what is missing is `null`.

use crate::amount::Amount;
use crate::cli::json as shared;
use crate::exit::Exit;
use crate::history::{EarlierRun, FileChange, MoveKind, Moved, Restated};
use crate::run::compare::{RecordedHistory, RunComparison, ScoreChange};
use serde_json::{Value, json};

pub(super) fn object(comparison: &RunComparison<'_>, recorded: &RecordedHistory) -> Value {
    let label = |figure: &Restated| recorded.calendar.label(figure.period);
    let mut object = shared::findings(&recorded.findings, Exit::Done);
    object["from"] = run(comparison.old);
    object["to"] = run(comparison.new);
    object["scores"] = comparison.scores.iter().map(score).collect();
    object["moves"] = comparison.moves.iter().map(moved).collect();
    object["restated"] = comparison.restated.iter().map(|figure| restated(figure, &label(figure))).collect();
    object["goals_file"] = comparison.goals_file.as_ref().map_or(Value::Null, file);
    object["inputs"] = comparison.inputs.iter().map(file).collect();
    object
}

fn run(run: &EarlierRun) -> Value {
    json!({ "run": run.id.to_string(), "as_of": run.head.as_of, "when": run.head.when })
}

fn score(change: &ScoreChange) -> Value {
    json!({
        "product": change.product,
        "old": change.old,
        "new": change.new,
        "old_verdict": change.old_verdict,
        "new_verdict": change.new_verdict,
    })
}

fn moved(moved: &Moved) -> Value {
    let changes = match &moved.what {
        MoveKind::Changed(changes) => changes.as_slice(),
        _ => &[],
    };
    let changes: Vec<Value> = changes
        .iter()
        .map(|change| {
            json!({
                "field": change.field.into_str(),
                "old": change.old,
                "new": change.new,
                "tendency": change.direction.into_str(),
            })
        })
        .collect();
    json!({
        "goal": moved.goal,
        "what": moved.what.into_str(),
        "tendency": moved.direction.into_str(),
        "changes": changes,
        "reason": moved.reason,
        "first_seen": moved.seen.run.to_string(),
        "old": moved.old,
        "new": moved.new,
    })
}

fn restated(figure: &Restated, period: &str) -> Value {
    let exact = |value: &Option<Amount>| value.as_ref().map(Amount::to_exact);
    json!({
        "product": figure.product,
        "metric": figure.metric.id,
        "period": period,
        "old": exact(&figure.old),
        "new": exact(&figure.new),
        "along": figure.along.iter().map(|metric| &metric.id).collect::<Vec<_>>(),
    })
}

fn file(change: &FileChange) -> Value {
    json!({ "file": change.file, "old": change.old, "new": change.new })
}
