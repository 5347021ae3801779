//! Product success metrics: what the facts amount to, per product and portfolio, over any window.
//!
//! [`compute`] boils the facts down to [`Measurements`], plain data without any frame; [`Measurements::measure`] then
//! answers for one metric, scope, window and as-of period: a value with its parts, or *no data* with the reason.

mod answer;
mod course;
mod measure;
mod movement;
mod series;

mod cohorts;
mod customers;
mod demand;
mod frames;
mod ledger;

mod aggregates;
mod custom;
pub mod origin;
mod part;
mod parts;
mod rule;

mod metric;
pub mod registry;

mod checked;
mod compute;
mod control;
mod measurements;
mod plan;
mod problem;

pub use aggregates::Aggregates;
pub use answer::{Basis, Figure, Measured, NoData, Scope};
pub use checked::{CheckOutcome, Checked, Failure};
pub use cohorts::{Cohort, CohortCell};
pub use compute::compute;
pub use control::check_totals;
pub use course::{Accumulation, MetricKind};
pub use ledger::{CustomerMovement, CustomerRetention, customer_movements, customer_retention};
pub use measure::Measure;
pub use measurements::Measurements;
pub use metric::{Metric, MetricRef};
pub use movement::{Movement, MovementKind};
pub use plan::{Plans, read_plans};
pub use problem::MetricProblem;
pub use registry::Registry;
