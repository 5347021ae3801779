//! `goalpost diff`: what a later published run has that an earlier one had not.

mod object;
mod text;

use super::problem::CliProblem;
use super::report::NotesPolicy;
use super::terminal::Terminal;
use crate::diagnostic::Finding;
use crate::exit::Exit;
use crate::history::{EarlierRun, History};
use crate::place::Place;
use crate::run::compare;
use std::path::PathBuf;

#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(super) struct RequestedDiff {
    /// The pipeline file
    pub(super) pipeline: PathBuf,
    /// Two runs by id, number or the beginning of the id; default: the two newest
    #[arg(num_args = 2, value_names = ["RUN_A", "RUN_B"])]
    pub(super) runs: Vec<String>,
    /// Folder of the outputs, instead of the pipeline's own
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

pub(super) fn diff(asked: &RequestedDiff, terminal: &Terminal) -> Exit {
    let recorded = match compare::open_history(&asked.pipeline, asked.output.as_deref()) {
        Ok(recorded) => recorded,
        Err(findings) => return terminal.refuse(&findings, Exit::Usage),
    };
    let compared = chosen(&recorded.history, &asked.runs)
        .map_err(|problem| Finding::new(Place::Nowhere, problem))
        .and_then(|(one, other)| recorded.compare(one, other));
    match compared {
        Err(finding) => {
            // What was passed over may be the reason.
            let findings: Vec<Finding> = recorded.findings.iter().cloned().chain([finding]).collect();
            terminal.refuse(&findings, Exit::Usage)
        }
        Ok(comparison) => {
            terminal.tell(&recorded.findings, NotesPolicy::Listed);
            terminal.show(|| text::text(&comparison, &recorded.calendar), || object::object(&comparison, &recorded));
            Exit::Done
        }
    }
}

fn chosen<'a>(history: &'a History, wanted: &[String]) -> Result<(&'a EarlierRun, &'a EarlierRun), CliProblem> {
    let find = |wanted: &String| {
        let known = || history.runs.iter().rev().map(|run| run.id.to_string()).collect();
        history.find(wanted).ok_or_else(|| CliProblem::NoSuchRun { found: wanted.clone(), known: known() })
    };
    match (wanted, history.runs.as_slice()) {
        ([one, other], _) => Ok((find(one)?, find(other)?)),
        (_, [.., before, last]) => Ok((before, last)),
        (_, runs) => Err(CliProblem::TooFewRuns { runs: runs.len() }),
    }
}
