//! The files of a record. Texts of figures are exact, so that what differs has changed and nothing was rounded.

use super::figures::PastFigures;
use super::seen::SeenGoal;
use crate::amount::Amount;
use serde::{Deserialize, Serialize};

/// The format that is written. What a later format adds has a default, so that older records can be read.
pub const FORMAT: u32 = 1;

pub(super) const RUN: &str = "run.json";
pub(super) const GOALS: &str = "goals.json";
pub(super) const FIGURES: &str = "figures.json";
pub(super) const SCORES: &str = "scores.json";

/// `run.json`: which run it was. It is written last; without it the others are not trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFile {
    pub format: u32,
    pub run: String,
    /// Version of goalpost.
    pub version: String,
    pub pipeline: PipelineFile,
    pub as_of: String,
    /// Whether the data of the as-of period were not complete yet.
    #[serde(default)]
    pub partial: bool,
    /// When it ran. Nothing that is published says so.
    #[serde(default)]
    pub when: Option<String>,
    pub exit_code: u8,
    pub inputs: Vec<PastFile>,
    /// The goals workbook among them.
    #[serde(default)]
    pub goals: Option<PastFile>,
    /// Runs with which this one was compared.
    #[serde(default)]
    pub compared_with: Vec<String>,
    /// Products, so that a figure that was not there can be told from a product that was not.
    #[serde(default)]
    pub products: Vec<String>,
    /// The other files of the record, by which damage is seen.
    #[serde(default)]
    pub files: Vec<PastFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PipelineFile {
    pub name: String,
    pub file: String,
    pub hash: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastFile {
    pub file: String,
    pub hash: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GoalsFile {
    pub(super) goals: Vec<SeenGoal>,
}

/// `scores.json`: what was published, product by product, the portfolio last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastScores {
    pub products: Vec<PastScore>,
    pub goals: Vec<PastGoalScore>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastScore {
    /// `*` for the portfolio.
    pub product: String,
    /// Exact; `None` where it was not scored.
    pub score: Option<String>,
    pub verdict: String,
    #[serde(default)]
    pub coverage: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastGoalScore {
    pub goal: String,
    pub score: Option<String>,
    pub status: String,
}

impl PastScore {
    pub fn score(&self) -> Option<Amount> {
        self.score.as_deref().and_then(Amount::parse_exact)
    }
}

impl PastScores {
    pub fn of(&self, product: &str) -> Option<&PastScore> {
        self.products.iter().find(|score| score.product == product)
    }
}

/// One file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// The files of a record, `run.json` last.
pub fn files(mut run: RunFile, goals: Vec<SeenGoal>, figures: &PastFigures, scores: &PastScores) -> Vec<RecordFile> {
    let mut files = vec![
        RecordFile { name: GOALS, bytes: bytes(&GoalsFile { goals }) },
        RecordFile { name: FIGURES, bytes: bytes(figures) },
        RecordFile { name: SCORES, bytes: bytes(scores) },
    ];
    run.files = files
        .iter()
        .map(|file| PastFile { file: file.name.to_owned(), hash: blake3::hash(&file.bytes).to_hex().to_string() })
        .collect();
    files.push(RecordFile { name: RUN, bytes: bytes(&run) });
    files
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    // Texts and numbers under fixed names: nothing that JSON could refuse.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
