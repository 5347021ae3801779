//! The scorecard: what the reader of a business review sees.
//!
//! [`lay_out`] turns scores into [`Page`]s, plain data in which every cell says what it means; [`workbook::write`]
//! turns pages into the bytes of a workbook. Notation follows IBCS: AC is what happened, PL what was planned, PY the
//! year before; colour means good or bad for the business; nothing missing is ever a zero.

mod changes;
mod charts;
mod comments;
mod data;
mod decisions;
mod definitions;
mod facts_in_words;
mod figures;
mod goal_table;
pub mod html;
mod landing;
mod live;
mod message;
pub mod model;
#[cfg(test)]
mod outline;
mod plan;
mod portfolio;
mod product;
mod quality;
#[cfg(test)]
mod sample;
mod sources;
pub mod svg;
#[cfg(test)]
mod tests;
pub mod typed;
mod view;
mod wording;
pub mod workbook;
mod workings;

pub use model::Page;

use crate::diagnostic::Finding;
use crate::facts::{Facts, Source};
use crate::ingest::SourceFile;
use crate::metrics::{Measurements, Scope};
use crate::pipeline::Pipeline;
use crate::score::Scores;
use typed::Comments;
use view::View;

/// Everything a scorecard is made of.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    pub pipeline: &'a Pipeline,
    pub measurements: &'a Measurements,
    pub scores: &'a Scores,
    /// Every sheet that gave rows.
    pub sources: &'a [Source],
    /// Every file that was opened.
    pub files: &'a [SourceFile],
    pub findings: &'a [Finding],
    /// What people typed into the scorecards before this one.
    pub comments: &'a Comments,
}

impl<'a> Inputs<'a> {
    pub fn of(
        pipeline: &'a Pipeline,
        measurements: &'a Measurements,
        scores: &'a Scores,
        facts: &'a Facts,
        findings: &'a [Finding],
        comments: &'a Comments,
    ) -> Self {
        let (sources, files) = (&facts.sources, &facts.files);
        Self { pipeline, measurements, scores, sources, files, findings, comments }
    }
}

/// All pages in their order: the portfolio, a page a product, then what the figures rest on.
pub fn lay_out(input: &Inputs<'_>) -> Vec<Page> {
    pages(&View::of(input))
}

fn pages(view: &View<'_>) -> Vec<Page> {
    let mut pages = vec![portfolio::page(view)];
    pages.extend(view.scopes_with_page().map(|scope| product::page(view, scope)));
    pages.push(decisions::page(view));
    pages.push(changes::page(view));
    pages.extend([quality::page(view), sources::page(view), definitions::page(view), data::page(view)]);
    pages.push(workings::page(view));
    pages.extend(comments::page(view));
    live::enliven(view, &mut pages);
    pages
}

/// What a workbook says about itself; see [`workbook::write`].
pub fn document(input: &Inputs<'_>) -> workbook::Document {
    let view = View::of(input);
    workbook::Document {
        title: view.title(),
        company: input.pipeline.company.clone(),
        language: input.pipeline.language,
        created: input.measurements.calendar.last_day(view.as_of).succ_opt().unwrap_or_default(),
    }
}

impl View<'_> {
    /// Whose goals have a page of their own: the portfolio where it has any, and every product.
    fn scopes_with_page(&self) -> impl Iterator<Item = Scope> {
        let portfolio = self.scores.goals_of(Scope::Portfolio).next().map(|_| Scope::Portfolio);
        portfolio.into_iter().chain((0..self.products.len()).map(Scope::Product))
    }
}
