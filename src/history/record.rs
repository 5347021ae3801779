//! The *record* of a run: the files that it leaves in the history folder. Texts of figures are exact, so that what differs
//! has changed and nothing was rounded.

use super::figures::RecordedFigures;
use super::files::FileHash;
use super::goal::RecordedGoal;
use super::manifest::{MANIFEST, PipelineEntry, RunManifest, json};
use crate::amount::Amount;
use crate::hash::hash;
use serde::{Deserialize, Serialize};

/// The format that is written. What a later format adds has a default, so that older records can be read.
pub(super) const FORMAT: u32 = 1;

/// The head of a record has the name of the manifest: it is what a later run needs of that, and when the run was made.
pub(super) const HEAD: &str = MANIFEST;
pub(super) const GOALS: &str = "goals.json";
pub(super) const FIGURES: &str = "figures.json";
pub(super) const SCORES: &str = "scores.json";

/// Which run it was. It is written last; without it the other files are not trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordHead {
    pub format: u32,
    pub run: String,
    /// Version of goalpost.
    pub version: String,
    pub pipeline: PipelineEntry,
    pub as_of: String,
    /// Whether the data of the as-of period were not complete yet.
    #[serde(default)]
    pub partial: bool,
    /// When it ran. Nothing that is published says so.
    #[serde(default)]
    pub when: Option<String>,
    pub exit_code: u8,
    /// In the order of their names.
    pub inputs: Vec<FileHash>,
    /// The goals workbook among them.
    #[serde(default)]
    pub goals: Option<FileHash>,
    /// Runs with which this one was compared.
    #[serde(default)]
    pub compared_with: Vec<String>,
    /// Products, so that a figure that was not there can be told from a product that was not.
    #[serde(default)]
    pub products: Vec<String>,
    /// The other files of the record, by which damage is seen.
    #[serde(default)]
    pub files: Vec<FileHash>,
}

impl RecordHead {
    /// Of the run that a manifest describes.
    pub fn of(manifest: &RunManifest) -> Self {
        let RunManifest { version, pipeline, as_of, exit_code, .. } = manifest;
        Self {
            format: FORMAT,
            run: manifest.run.id.clone(),
            version: version.clone(),
            pipeline: pipeline.clone(),
            as_of: as_of.clone(),
            partial: false,
            when: None,
            exit_code: *exit_code,
            inputs: manifest.files(),
            goals: manifest.goals.as_file(),
            compared_with: Vec::new(),
            products: Vec::new(),
            files: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RecordedGoals {
    pub(super) goals: Vec<RecordedGoal>,
}

/// `scores.json`: what was published, product by product, the portfolio last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedScores {
    pub products: Vec<RecordedScore>,
    pub goals: Vec<RecordedGoalScore>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedScore {
    /// `*` for the portfolio.
    pub product: String,
    /// Exact; `None` where it was not scored.
    pub score: Option<String>,
    pub verdict: String,
    #[serde(default)]
    pub coverage: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedGoalScore {
    pub goal: String,
    pub score: Option<String>,
    pub status: String,
}

impl RecordedScore {
    pub fn score(&self) -> Option<Amount> {
        self.score.as_deref().and_then(Amount::parse_exact)
    }
}

impl RecordedScores {
    pub fn of(&self, product: &str) -> Option<&RecordedScore> {
        self.products.iter().find(|score| score.product == product)
    }
}

/// One file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// The files of a record, its head last.
pub fn files(
    mut head: RecordHead,
    goals: Vec<RecordedGoal>,
    figures: &RecordedFigures,
    scores: &RecordedScores,
) -> Vec<RecordFile> {
    let mut files = vec![
        RecordFile { name: GOALS, bytes: json(&RecordedGoals { goals }) },
        RecordFile { name: FIGURES, bytes: json(figures) },
        RecordFile { name: SCORES, bytes: json(scores) },
    ];
    let hashed = |file: &RecordFile| FileHash::new(file.name, &hash(&file.bytes));
    head.files = files.iter().map(hashed).collect();
    files.push(RecordFile { name: HEAD, bytes: json(&head) });
    files
}
