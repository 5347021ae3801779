//! What every goal of a run is scored by.

use crate::goals::GoalBook;
use crate::metrics::Measurements;
use crate::pipeline::{LandingMethod, NotAgreed, Pipeline, Scoring};

/// What all goals of a run have in common.
#[derive(Debug, Clone, Copy)]
pub struct ScoreSetting<'a> {
    pub measurements: &'a Measurements,
    pub book: &'a GoalBook,
    /// Thresholds and weights.
    pub scoring: &'a Scoring,
    /// What goals without a sign-off do.
    pub not_agreed: NotAgreed,
    /// `None` where nobody asks where goals will end.
    pub landing: Option<LandingMethod>,
}

impl<'a> ScoreSetting<'a> {
    pub fn of(pipeline: &'a Pipeline, measurements: &'a Measurements, book: &'a GoalBook) -> Self {
        let (scoring, not_agreed) = (&pipeline.scoring, pipeline.not_agreed());
        Self { measurements, book, scoring, not_agreed, landing: Some(pipeline.landing) }
    }
}
