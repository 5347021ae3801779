//! The ways to say where a goal will end.

use crate::pipeline;
use strum::{IntoStaticStr, VariantArray};

/// How a landing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Method {
    /// Actual to date and the plan for the rest.
    Plan,
    /// The target at the pace so far: target × actual ÷ plan to date.
    PlanPace,
    /// Actual to date ÷ elapsed periods × all periods.
    RunRate,
    /// Actual to date ÷ last year's share to date.
    LastYear,
    /// What stands at a level stays where it is.
    LastValue,
    /// The mean step of the last six periods carried on.
    Trend,
    /// The statistical forecast.
    Model,
}

impl Method {
    /// In the order in which they win where they are equally good: the simplest to explain first.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The method that a pipeline names; `None` leaves the choice to the replay.
    pub(super) const fn chosen(choice: pipeline::LandingMethod) -> Option<Self> {
        match choice {
            pipeline::LandingMethod::Auto => None,
            pipeline::LandingMethod::Plan => Some(Self::Plan),
            pipeline::LandingMethod::PlanPace => Some(Self::PlanPace),
            pipeline::LandingMethod::RunRate => Some(Self::RunRate),
            pipeline::LandingMethod::LastYear => Some(Self::LastYear),
            pipeline::LandingMethod::Model => Some(Self::Model),
        }
    }
}
