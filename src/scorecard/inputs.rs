//! Everything a scorecard is made of.

use super::comments::Comments;
use super::part::WorkbookScope;
use super::workbook_theme::WorkbookTheme;
use crate::diagnostic::Finding;
use crate::facts::Facts;
use crate::goals::GoalBook;
use crate::metrics::Measurements;
use crate::pipeline::{Audience, Pipeline};
use crate::score::Scores;

#[derive(Debug, Clone, Copy)]
pub struct ScorecardInputs<'a> {
    pub pipeline: &'a Pipeline,
    pub measurements: &'a Measurements,
    pub facts: &'a Facts,
    pub goals: &'a GoalBook,
    /// Of the products of this part.
    pub scores: &'a Scores,
    pub audience: Audience,
    pub part: &'a WorkbookScope,
    pub findings: &'a [Finding],
    /// What people typed into the scorecards before this one.
    pub comments: &'a Comments,
    pub workbook_theme: &'a WorkbookTheme,
}
