//! What earlier published runs saw, as plain data.
//!
//! A run leaves two things behind. Beside its scorecards lies its *manifest*, `run.json`: what it read, wrote and found
//! ([`RunManifest`]). In the history folder lies its *record*: a folder of its own, never changed again, with the goals as
//! they were, the figures of every single period, the scores, and a `run.json` that names the run and without which nobody
//! trusts it. [`open`] reads the records of a pipeline once; [`History::earlier_runs`] tells what lies before one run, so
//! that the same run made twice looks back on the same past. [`PublishedFolder`] reads the manifests.

mod direction;
mod earlier;
mod field;
mod figures;
mod files;
mod goal;
mod manifest;
mod moves;
mod problem;
mod published;
mod read;
mod record;
mod restated;
mod run_id;
#[cfg(test)]
mod tests;

pub use direction::MoveDirection;
pub use earlier::{EarlierRun, EarlierRuns, History};
pub use field::{Field, FieldChange};
pub use figures::RecordedFigures;
pub use files::{FileChange, FileHash, file_changes};
pub use goal::RecordedGoal;
pub use manifest::{CheckEntry, GoalsEntry, InputEntry, MANIFEST, OutputEntry, PipelineEntry, RunEntry, RunManifest};
pub use moves::{MoveKind, Moved, moves};
pub use problem::HistoryProblem;
pub use published::{PublishedFolder, published_runs};
pub use read::open;
pub use record::{RecordFile, RecordHead, RecordedGoalScore, RecordedScore, RecordedScores, files};
pub use restated::{Difference, Restated, differences, restated};
pub use run_id::{Identity, RunId, RunReference};
