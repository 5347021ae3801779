//! The parts that formulas are made of, a file for those that belong together.

mod customers;
mod forecast;
mod measured;
mod milestones;
mod moved;
mod recurring;
mod retention;
mod revenue;
mod shifted;

pub(super) use customers::Customers;
pub(super) use forecast::{ForecastBias, ForecastError, NaiveError};
pub(super) use measured::Summed;
pub(super) use milestones::Milestones;
pub(super) use moved::Moved;
pub(super) use recurring::{Opening, Recurring};
pub(super) use retention::{Followed, FollowedTo, Retained};
pub(super) use revenue::{AtPriorRates, Restated, SinceLaunch};
pub(super) use shifted::{Against, Difference, Earlier};
