//! The scorecard: what the reader of a business review sees.
//!
//! [`lay_out`] turns scores into [`Page`]s, plain data in which every cell says what it means; [`writers::xlsx::write`]
//! turns pages into the bytes of a workbook. Notation follows IBCS: AC is what happened, PL what was planned, PY the
//! year before; colour means good or bad for the business; nothing missing is ever a zero.

pub mod comments;
mod figures;
mod inputs;
pub mod model;
mod pages;
pub mod palette;
mod part;
mod problem;
#[cfg(test)]
mod tests;
pub mod theme;
mod wording;
pub mod workbook_theme;
pub mod writers;

pub use inputs::ScorecardInputs;
pub use model::Page;
pub use part::{WorkbookScope, parts};
pub use problem::ScorecardProblem;

use figures::ScorecardView;
use std::cell::OnceCell;
use writers::Document;

/// All pages in their order, as the audience has them.
pub fn lay_out(input: &ScorecardInputs<'_>) -> Vec<Page> {
    seen(input, pages::pages)
}

/// What a workbook says about itself; see [`writers`].
pub fn document(input: &ScorecardInputs<'_>) -> Document {
    seen(input, |view| Document {
        title: view.title(),
        company: input.pipeline.company.clone(),
        language: input.pipeline.language,
        paper: input.pipeline.paper,
        created: input.measurements.calendar.last_day(view.as_of).succ_opt().unwrap_or_default(),
        workbook_theme: input.workbook_theme.clone(),
    })
}

fn seen<T>(input: &ScorecardInputs<'_>, by: impl FnOnce(&ScorecardView<'_>) -> T) -> T {
    let (series, reserved) = (OnceCell::new(), pages::names(input.pipeline.language));
    by(&ScorecardView::of(input, &series, &reserved))
}
