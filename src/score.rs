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
mod rollup;
pub mod signals;
mod since;
mod status;

pub use decisions::{Cause, Decision, is_lost_at_end};
pub use goal_scores::GoalScores;
pub use landing::{Landing, Method, PastError, Rate, Required};
pub use link::Link;
pub use rollup::{score, stage_weight};
pub use since::{Against, Changes, Effect, MovedGoal, Previous, PublishedScore, Scene, Since, since};
pub use status::{Bands, Status, Verdict};

use crate::amount::Amount;
use crate::calendar::{Period, Span, Window};
use crate::goals::{Goal, Target};
use crate::metrics::{Measured, NoData, Scope, Theme};
use signals::Limits;
use std::collections::BTreeMap;

/// Everything scored for one as-of period.
#[derive(Debug, Clone)]
pub struct Scores {
    pub as_of: Period,
    /// Live and closed goals of the fiscal year, in the order of the workbook.
    pub goals: GoalScores,
    /// One a product of the catalog, in its order.
    pub products: Vec<ProductScore>,
    pub portfolio: PortfolioScore,
    /// Against earlier published runs: the scores of the period before, goals that moved, figures that were restated.
    pub since: Since,
}

/// One goal against its actual.
#[derive(Debug, Clone)]
pub struct GoalScore {
    pub goal: Goal,
    pub theme: Option<Theme>,
    pub liveness: Liveness,
    /// Window of measurement and the period it ends with: the as-of period, the one before when that is partial, or the
    /// goal's last when it is closed.
    pub window: Window,
    pub at: Period,
    /// Over the goal's window so far; `None` for milestones and where the metric is not computed at all.
    pub actual: Option<Measured>,
    /// The same window one fiscal year earlier.
    pub prior_year: Option<Measured>,
    /// What the elapsed periods should have brought, or where it should stand.
    pub plan: Option<Plan>,
    /// Unrounded: 1 is the goal met.
    pub attainment: Option<Amount>,
    /// 0 to 100 × cap.
    pub score: Option<Amount>,
    pub status: Status,
    /// Weight in its product's score, after stage weights; 0 when it does not count.
    pub weight: Amount,
    /// Why it is not scored.
    pub reason: Option<NotScored>,
    /// What each period of a goal that adds up should bring, or where it should stand then; nothing for a range, and
    /// where the phasing has no answer.
    pub plan_by_period: BTreeMap<Period, Amount>,
    /// The single period of `at`: actual, its plan and the year before, for the month columns of the scorecard.
    pub month: MonthFigures,
    /// Where a live goal whose window is not over will end.
    pub landing: Option<Landing>,
    /// What is noise and what is a signal in the metric's last periods.
    pub limits: Option<Limits>,
    pub partial: Partial,
}

/// Whether the data stop inside the as-of period: then the goal stands at the last full one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Partial {
    #[default]
    No,
    /// Actual, plan and attainment end with the period before the as-of period.
    BeforeAsOf,
}

/// The as-of period alone.
#[derive(Debug, Clone, Default)]
pub struct MonthFigures {
    pub actual: Option<Measured>,
    pub plan: Option<Amount>,
    pub prior_year: Option<Measured>,
}

/// Target, baseline, floor and stretch as far as they are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub target: Target,
    pub baseline: Option<Amount>,
    pub floor: Option<Amount>,
    pub stretch: Option<Amount>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liveness {
    /// Its window contains the as-of period.
    Live,
    /// Its window ended earlier in the same fiscal year: shown with its final result, counted nowhere.
    Closed,
}

/// The reasons are kept apart, because each asks for another deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotScored {
    /// No target for the window: last year's actual is missing that the phasing needs.
    NoTarget,
    /// The window has no figure yet.
    NoActual(NoData),
    /// No input brings the metric.
    InputMissing,
    /// An input brings it, but its data end longer ago than the pipeline allows.
    InputStale,
    /// The arithmetic has no answer.
    CannotCompute(&'static str),
    NotAgreed,
    /// The data of its product failed a check.
    Quarantined,
}

impl NotScored {
    /// Stable word for tables.
    pub fn slug(&self) -> String {
        match self {
            Self::NoTarget => "no_target".to_owned(),
            Self::NoActual(reason) => format!("no_actual: {}", reason.slug()),
            Self::InputMissing => "input_missing".to_owned(),
            Self::InputStale => "input_stale".to_owned(),
            Self::CannotCompute(what) => format!("cannot_compute: {what}"),
            Self::NotAgreed => "not_agreed".to_owned(),
            Self::Quarantined => "quarantined".to_owned(),
        }
    }
}

/// One product's verdict.
#[derive(Debug, Clone)]
pub struct ProductScore {
    pub product: usize,
    /// Weighted mean over the scored goals; `None` when nothing counts.
    pub score: Option<Amount>,
    pub verdict: Verdict,
    /// Weight scored ÷ weight agreed; `None` without agreed goals.
    pub coverage: Option<Amount>,
    /// Theme, score and weight of each theme with weight.
    pub themes: Vec<ThemeScore>,
    pub counts: StatusCounts,
    /// Why there is no verdict.
    pub reason: Option<NoVerdict>,
    /// Weight in the portfolio, before it is normalised.
    pub portfolio_weight: Option<Amount>,
}

#[derive(Debug, Clone)]
pub struct ThemeScore {
    pub theme: Theme,
    pub score: Option<Amount>,
    pub weight: Amount,
    pub status: Status,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoVerdict {
    NoGoals,
    NoAgreedGoals,
    /// Goals with weight, and none could be scored.
    NothingScored,
    /// Less weight scored than `min_coverage`.
    CoverageTooLow,
    /// Its data failed a check.
    Quarantined,
    /// No product could be scored.
    NoProductScored,
}

impl NoVerdict {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NoGoals => "no_goals",
            Self::NoAgreedGoals => "no_agreed_goals",
            Self::NothingScored => "nothing_scored",
            Self::CoverageTooLow => "coverage_too_low",
            Self::Quarantined => "quarantined",
            Self::NoProductScored => "no_product_scored",
        }
    }
}

/// How many live business goals have which status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusCounts {
    pub exceeded: usize,
    pub met: usize,
    pub at_risk: usize,
    pub missed: usize,
    pub not_scored: usize,
    pub not_due: usize,
}

impl StatusCounts {
    pub const fn all(&self) -> usize {
        self.exceeded + self.met + self.at_risk + self.missed + self.not_scored + self.not_due
    }
}

#[derive(Debug, Clone)]
pub struct PortfolioScore {
    pub score: Option<Amount>,
    pub verdict: Verdict,
    pub coverage: Option<Amount>,
    pub themes: Vec<ThemeScore>,
    pub counts: StatusCounts,
    pub reason: Option<NoVerdict>,
}

impl Scores {
    /// Goals of one scope, in the order of the workbook.
    pub fn goals_of(&self, scope: Scope) -> impl Iterator<Item = &GoalScore> {
        self.goals.of(scope)
    }
}

impl GoalScore {
    /// The whole span of the goal.
    pub const fn span(&self) -> Span {
        self.goal.span
    }
}
