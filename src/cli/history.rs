//! `goalpost history`: the published runs of a pipeline, the newest first.

use super::json;
use super::report::NotesPolicy;
use super::terminal::{OutputFormat, Terminal};
use crate::exit::Exit;
use crate::history::EarlierRun;
use crate::run::compare::{self, RecordedHistory};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct RequestedHistory {
    /// The pipeline file
    pub(super) pipeline: PathBuf,
    /// Folder of the outputs, instead of the pipeline's own
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

pub(super) fn list(asked: &RequestedHistory, terminal: &Terminal) -> Exit {
    let recorded = match compare::open_history(&asked.pipeline, asked.output.as_deref()) {
        Ok(recorded) => recorded,
        Err(findings) => return terminal.refuse(&findings, Exit::Usage),
    };
    terminal.tell(&recorded.findings, NotesPolicy::Listed);
    if recorded.history.runs.is_empty() && terminal.format() == OutputFormat::Text {
        terminal.report("no published run yet\n");
    }
    let object = || {
        let mut object = json::findings(&recorded.findings, Exit::Done);
        object["runs"] = recorded.history.runs.iter().rev().map(run).collect();
        object
    };
    terminal.show(|| text(&recorded), object);
    Exit::Done
}

/// `0007-3f9c2ab41d06  2026-10  2026-11-03T07:00:12+09:00  exit 0  portfolio 94.6 at_risk  SpineFix 101.2 met`
fn text(recorded: &RecordedHistory) -> String {
    let mut lines = String::new();
    for run in recorded.history.runs.iter().rev() {
        let when = run.head.when.as_deref().unwrap_or("-");
        let mut parts = vec![run.id.to_string(), run.head.as_of.clone(), when.to_owned()];
        parts.push(format!("exit {}", run.head.exit_code));
        let (portfolio, products): (Vec<_>, Vec<_>) =
            run.scores.products.iter().partition(|score| score.product == "*");
        for score in portfolio.into_iter().chain(products) {
            let name = if score.product == "*" { "portfolio" } else { &score.product };
            let shown = score.score().map_or_else(String::new, |score| format!(" {}", score.to_fixed(1)));
            parts.push(format!("{name}{shown} {}", score.verdict));
        }
        lines += &parts.join("  ");
        lines.push('\n');
    }
    lines
}

fn run(run: &EarlierRun) -> Value {
    json!({
        "run": run.id.to_string(),
        "as_of": run.head.as_of,
        "when": run.head.when,
        "version": run.head.version,
        "exit_code": run.head.exit_code,
        "compared_with": run.head.compared_with,
        "goals": run.goals.len(),
        "goals_file": run.head.goals,
        "inputs": run.head.inputs,
        "scores": run.scores.products,
        "record": run.folder.display().to_string(),
    })
}
