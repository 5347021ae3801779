//! The scorecard: what the reader of a business review sees.
//!
//! [`lay_out`] turns scores into [`Page`]s, plain data in which every cell says what it means; [`writers::xlsx::write`]
//! turns pages into the bytes of a workbook. Notation follows IBCS: AC is what happened, PL what was planned, PY the
//! year before; colour means good or bad for the business; nothing missing is ever a zero.

mod audience;
mod changes;
mod charts;
mod cohorts;
mod columns;
mod comments;
mod data;
mod decisions;
mod definitions;
pub mod dress;
mod facts_in_words;
mod figures;
mod findings;
mod focus;
mod goal_table;
mod goals;
mod landing;
mod message;
pub mod model;
mod movements;
mod observations;
pub mod palette;
mod part;
mod plan;
mod portfolio;
mod problem;
mod product;
mod quality;
mod sources;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod typed;
mod view;
mod wording;
mod workings;
pub mod writers;

pub use model::Page;
pub use part::{Part, parts};
pub use problem::ScorecardProblem;

use crate::diagnostic::Finding;
use crate::facts::Facts;
use crate::goals::GoalBook;
use crate::metrics::Measurements;
use crate::pipeline::{Audience, Pipeline};
use crate::score::Scores;
use dress::Dress;
use std::cell::OnceCell;
use typed::Comments;
use view::View;
use writers::Document;

/// Everything a scorecard is made of.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    pub pipeline: &'a Pipeline,
    pub measurements: &'a Measurements,
    pub facts: &'a Facts,
    pub goals: &'a GoalBook,
    /// Of the products of this part.
    pub scores: &'a Scores,
    pub audience: Audience,
    pub part: &'a Part,
    pub findings: &'a [Finding],
    /// What people typed into the scorecards before this one.
    pub comments: &'a Comments,
    pub dress: &'a Dress,
}

/// All pages in their order, as the audience has them.
pub fn lay_out(input: &Inputs<'_>) -> Vec<Page> {
    let series = OnceCell::new();
    audience::pages(&View::of(input, &series))
}

/// What a workbook says about itself; see [`writers`].
pub fn document(input: &Inputs<'_>) -> Document {
    let series = OnceCell::new();
    let view = View::of(input, &series);
    Document {
        title: view.title(),
        company: input.pipeline.company.clone(),
        language: input.pipeline.language,
        paper: input.pipeline.paper,
        created: input.measurements.calendar.last_day(view.as_of).succ_opt().unwrap_or_default(),
        dress: input.dress.clone(),
    }
}
