//! Scores: what was reached of what was agreed, per goal, theme, product and portfolio.
//!
//! [`score`] is pure: the same measurements and goals give the same scores. Everything that makes a score weaker than
//! it looks stands beside it: its coverage, the goals that could not be scored and why.

mod attainment;
mod decisions;
mod goal;
mod goal_scores;
mod landing;
mod link;
mod plan;
mod rescore;
mod rollup;
mod scores;
mod setting;
pub mod signals;
mod since;
mod status;

pub use decisions::{Decision, DecisionCause, is_lost_at_end};
pub use goal_scores::{GoalScore, GoalScores, Liveness, MonthFigures, NotScored, Partial};
pub use landing::{Landing, Method, PastError, Rate, Required};
pub use link::LinkReading;
pub use plan::Plan;
pub use rescore::{Changes, since};
#[cfg(test)]
pub(crate) use rollup::portfolio_score;
pub use rollup::{score, stage_weight};
pub use scores::{NoVerdict, ProductScore, ScopeScore, Scores, StatusCounts, ThemeScore};
pub use setting::ScoreSetting;
pub use since::{Against, ChangesSince, Effect, MovedGoal, Previous, PublishedScore};
pub use status::{Bands, Status, Verdict};
