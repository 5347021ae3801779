//! `[landing]`: how the end of a goal is foretold.

use crate::pipeline::LandingMethod;
use crate::pipeline::keys::Section;

pub(crate) fn read(mut section: Section) -> LandingMethod {
    let method = section.choice(
        "method",
        &[
            ("auto", LandingMethod::Auto),
            ("plan", LandingMethod::Plan),
            ("plan_pace", LandingMethod::PlanPace),
            ("run_rate", LandingMethod::RunRate),
            ("last_year", LandingMethod::LastYear),
            ("model", LandingMethod::Model),
        ],
        &[],
    );
    section.finish();
    method.unwrap_or_default()
}
