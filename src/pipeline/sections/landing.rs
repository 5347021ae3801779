//! `[landing]`: how the end of a goal is foretold.

use crate::pipeline::keys::Section;
use strum::{EnumString, VariantNames};

/// How the end of a goal is foretold; scoring.md has the methods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum LandingMethod {
    /// The one that did best in the past.
    #[default]
    Auto,
    Plan,
    PlanPace,
    RunRate,
    LastYear,
    Model,
}

/// The method that speaks wherever it has an answer.
pub(crate) fn read(mut section: Section) -> LandingMethod {
    let method = section.word("method");
    section.finish();
    method
}
